import { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Kysely, SqliteIntrospector, SqliteQueryCompiler, sql } from 'kysely';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { QueuedSqliteAdapter } from '../../../src/platform/database/sqlite.ts';
import { createSqliteDriver, RELAXED } from '../../../src/platform/database/sqlite-driver.ts';
import type { Tables } from '../../../src/platform/database/tables.ts';
import { inTransaction } from '../../../src/platform/database/transactions.ts';
import { DatabaseUnavailable } from '../../../src/platform/database/unavailable.ts';
import { createRandom } from '../../mutation/random.ts';

let commits: number;
/** Transactions of SQLite, and statements outside of one. */
let begun: number;
let db: Kysely<Tables>;
beforeEach(async () => {
  commits = 0;
  begun = 0;
  const database = new DatabaseSync(':memory:');
  const execute = database.exec.bind(database);
  vi.spyOn(database, 'exec').mockImplementation((text) => {
    execute(text);
    if (text === 'commit') commits++;
  });
  database.exec('create table words (word text primary key)');
  database.exec('create table readers (word text references words (word) deferrable initially deferred)');
  const guard = {
    beforeWrite: () => {
      if (!database.isTransaction) begun++;
    },
    translate: (error: unknown) => error,
  };
  db = new Kysely<Tables>({
    dialect: {
      createDriver: () => createSqliteDriver(database, guard),
      createQueryCompiler: () => new SqliteQueryCompiler(),
      createAdapter: () => new QueuedSqliteAdapter(),
      createIntrospector: (of) => new SqliteIntrospector(of),
    },
  });
  // The first query of a Kysely waits for its driver. From now on, transactions begin in the order of their calls.
  await words();
});
afterEach(() => db.destroy());

const write = (word: string, on = db) => sql`insert into words values (${word})`.execute(on);
const inOne = (word: string) => inTransaction(db, (transaction) => write(word, transaction));
const words = async (on = db): Promise<string[]> => {
  // Of Kysely's own, so that it is known to be a read.
  const rows = await on
    .withTables<{ words: { word: string } }>()
    .selectFrom('words')
    .select('word')
    .orderBy('word')
    .execute();
  return rows.map(({ word }) => word);
};
const numbered = (count: number): string[] => Array.from({ length: count }, (_, index) => `w${100 + index}`);

test('transactions that begin together share a commit', async () => {
  await Promise.all(numbered(20).map(inOne));
  expect(commits).toBe(1);
  expect(await words()).toEqual(numbered(20));
});

test('at most 32 transactions share a commit', async () => {
  await Promise.all(numbered(33).map(inOne));
  expect(commits).toBe(2);
});

test('none of them is acknowledged before the commit', async () => {
  const seen: number[] = [];
  await Promise.all(numbered(3).map((word) => inOne(word).then(() => seen.push(commits))));
  expect(seen).toEqual([1, 1, 1]);
});

test('one that comes after the commit has a commit of its own', async () => {
  await inOne('a');
  await inOne('b');
  expect(commits).toBe(2);
});

test('one that fails is undone alone', async () => {
  const failing = inTransaction(db, async (transaction) => {
    await write('b', transaction);
    throw new Error('no');
  });
  const [, second] = await Promise.allSettled([inOne('a'), failing, inOne('c')]);
  expect(second).toMatchObject({ status: 'rejected', reason: { message: 'no' } });
  expect(await words()).toEqual(['a', 'c']);
});

test('the first can fail before others join', async () => {
  const failing = inTransaction(db, async (transaction) => {
    await write('a', transaction);
    throw new Error('no');
  });
  await Promise.allSettled([failing, inOne('b')]);
  expect(await words()).toEqual(['b']);
});

type Work = (transaction: Kysely<Tables>) => Promise<unknown>;

/** Executes transactions of which each begins after the one before, and before that is committed. */
async function inThisOrder(works: Work[], keep = true): Promise<PromiseSettledResult<unknown>[]> {
  const all: Promise<unknown>[] = [];
  for (const work of works) {
    const begun = Promise.withResolvers<void>();
    const noticed: Work = (transaction) => {
      begun.resolve();
      return work(transaction);
    };
    all.push(inTransaction(db, noticed, { keep: () => keep || work !== works.at(-1) }));
    await begun.promise;
  }
  return Promise.allSettled(all);
}

/** Passes its statement, and fails at the commit. */
const readUnknown = (transaction: Kysely<Tables>) => sql`insert into readers values ('nobody')`.execute(transaction);

test('a commit that fails fails for all, and for what was undone after reading', async () => {
  const all = await inThisOrder([(transaction) => write('a', transaction), readUnknown, words], false);
  expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(all[0]).toMatchObject({ reason: { message: 'FOREIGN KEY constraint failed' } });
  expect([await words(), commits]).toEqual([[], 0]);
  await inOne('b');
  expect(await words()).toEqual(['b']);
});

test('where SQLite undoes all, none is acknowledged', async () => {
  const [first, second, third] = await inThisOrder([
    (transaction) => write('a', transaction),
    (transaction) => sql`insert or rollback into words values ('a')`.execute(transaction),
    (transaction) => write('c', transaction),
  ]);
  expect(first).toMatchObject({ status: 'rejected', reason: expect.any(DatabaseUnavailable) });
  expect(second).toMatchObject({ reason: { message: 'UNIQUE constraint failed: words.word' } });
  expect([third?.status, await words()]).toEqual(['fulfilled', ['c']]);
});

test('a read waits for the commit', async () => {
  const writing = inOne('a');
  let read: string[] | undefined;
  const reading = inTransaction(db, async (transaction) => {
    void words().then((found) => {
      read = found;
    });
    await write('b', transaction);
    await nextTurn();
    expect(read).toBeUndefined();
  });
  await Promise.all([writing, reading]);
  await expect.poll(() => read).toEqual(['a', 'b']);
});

test('the commit waits for a member that is at work', async () => {
  const release = Promise.withResolvers<void>();
  const slow = inTransaction(db, async (transaction) => {
    await write('b', transaction);
    await release.promise;
    await write('c', transaction);
  });
  const first = inOne('a');
  await nextTurn();
  await nextTurn();
  expect(commits).toBe(0);
  release.resolve();
  await Promise.all([first, slow]);
  expect(await words()).toEqual(['a', 'b', 'c']);
});

test('one that need not wait for the disk, and a statement alone, have a commit of their own', async () => {
  const relaxed = db
    .transaction()
    .setIsolationLevel(RELAXED)
    .execute((transaction) => write('b', transaction));
  await Promise.all([inOne('a'), relaxed]);
  expect([commits, begun]).toEqual([2, 2]);
  await Promise.all([inOne('c'), write('d')]);
  expect([commits, begun]).toEqual([3, 4]);
  expect(await words()).toEqual(['a', 'b', 'c', 'd']);
});

test.each([1, 2, 3])('what is acknowledged is there, and nothing else (seed %i)', async (seed) => {
  const random = createRandom(seed);
  const kinds = [
    async (word: string) => void (await inOne(word)),
    async (word: string) => {
      await inTransaction(db, async (transaction) => {
        await write(word, transaction);
        throw new Error('no');
      });
    },
    async (word: string) =>
      void (await inTransaction(db, (transaction) => write(word, transaction), { keep: () => false })),
    async (word: string) => void (await write(word)),
    async (word: string) => {
      await inTransaction(db, async (transaction) => {
        await write(word, transaction);
        await nextTurn();
        if (random() < 0.1) await readUnknown(transaction);
      });
    },
  ];
  const acknowledged = new Set<string>();
  let read = 0;
  const all = numbered(400).map(async (word, index) => {
    for (let turns = Math.floor(random() * 40); turns > 0; turns--) await nextTurn();
    const kind = Math.floor(random() * kinds.length);
    const isWritten = await kinds[kind]?.(word).then(
      () => kind !== 2,
      () => false,
    );
    if (isWritten) acknowledged.add(word);
    if (index % 4 > 0) return;
    const before = [...acknowledged];
    const found = new Set(await words());
    expect(before.filter((one) => !found.has(one))).toEqual([]);
    read++;
  });
  await Promise.all(all);
  expect(await words()).toEqual([...acknowledged].sort());
  expect([acknowledged.size > 100, read]).toEqual([true, 100]);
});
