import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../src/platform/database/database.ts';
import { exportDatabase } from '../../src/platform/database/transfer/export.ts';
import { TABLES, TransferError } from '../../src/platform/database/transfer/format.ts';
import { importDatabase } from '../../src/platform/database/transfer/import.ts';
import { runHosted } from '../programs.ts';
import { BARE_ENVIRONMENT, MINIMAL, startServer, WORKER_TOKEN } from '../running-server.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

let folder: string;
let target: TestDatabase;
const SQLITE = () => `sqlite:${join(folder, 'a.db')}`;
const POSTGRES = () => target.environment.DATABASE_URL ?? '';
const SECRETS = { SECRETS_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}` };
const file = () => join(folder, 'all.data');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'data-'));
  target = await createTestDatabase();
});
afterEach(async () => {
  await target.remove();
  await rm(folder, { recursive: true });
});

/** Executes the command as an operator does. */
async function runData(url: string, ...args: string[]): Promise<{ code: number; err: string }> {
  const env = { ...BARE_ENVIRONMENT, DATABASE_URL: url };
  const { code, err } = await runHosted({ program: 'src/commands/data.ts', args, env });
  return { code, err };
}

const importing = { unfinishedImport: true };

/** Uses a database and closes it. */
async function using<Result>(
  url: string,
  work: (database: Database) => Promise<Result>,
  settings = {},
): Promise<Result> {
  const database = await openDatabase(url, settings);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

const rowsOf = (url: string) =>
  using(url, async ({ db }) => {
    const all: Record<string, unknown[]> = {};
    for (const { name, key } of TABLES) {
      const order = sql.join(key.map((column) => sql.ref(column)));
      all[name] = (await sql<object>`select * from ${sql.table(name)} order by ${order}`.execute(db)).rows.map(
        (row) => ({
          ...row,
        }),
      );
    }
    return all;
  });

/** Fills a database through the API: every table has rows, with texts in several scripts. */
async function fill(url: string): Promise<string> {
  const server = await startServer({ DATABASE_URL: url, ...SECRETS });
  const { key } = await server.newKey('kept');
  for (let count = 0; count < 3; count++) {
    const json = {
      ...MINIMAL,
      name: `Señor 😀 "${count}"\n`,
      memory_enabled: true,
      webhook_url: 'https://hooks.example.com/a',
    };
    const headers = { 'idempotency-key': `a${count}` };
    const created = await server.send('POST', '/v1/agents', {
      json: { ...json, webhook_secret: `secret-${count}` },
      headers,
      key,
    });
    expect(created.status).toBe(201);
    const started = await server.send('POST', `/v1/agents/${created.body.id}/conversations`, {
      json: { user_identity: 'ü' },
      key,
    });
    const report = {
      ...{
        end_reason: 'done',
        duration_seconds: 0.1 + 0.2,
        messages: Array(150).fill({ role: 'agent', text: 'Grüezi\u2028' }),
      },
      facts: [{ fact: 'Has a dog.', confidence: 0.7 }],
    };
    const path = `/v1/worker/conversations/${started.body.conversation.id}/complete`;
    expect((await server.send('POST', path, { json: report, key: WORKER_TOKEN })).status).toBe(200);
  }
  await server.stop();
  return key;
}

describe('a database', () => {
  test('moves from SQLite to Postgres and back, every row as it was, and the API goes on with it', async () => {
    const key = await fill(SQLITE());
    const before = await rowsOf(SQLITE());
    for (const [name, rows] of Object.entries(before)) expect([name, rows.length > 0]).toEqual([name, true]);
    expect(await runData(SQLITE(), 'export', file())).toMatchObject({
      code: 0,
      err: expect.stringContaining('messages: 450'),
    });
    expect(((await stat(file())).mode & 0o777).toString(8)).toBe('600');
    expect(await runData(POSTGRES(), 'import', file())).toMatchObject({
      code: 0,
      err: expect.stringContaining('agents: 3'),
    });
    expect(await rowsOf(POSTGRES())).toEqual(before);
    const [again, back] = [join(folder, 'again.data'), `sqlite:${join(folder, 'back.db')}`];
    expect((await runData(POSTGRES(), 'export', again)).code).toBe(0);
    expect((await runData(back, 'import', again)).code).toBe(0);
    expect(await rowsOf(back)).toEqual(before);
    const server = await startServer({ DATABASE_URL: POSTGRES(), ...SECRETS });
    const { body } = await server.send('GET', '/v1/agents', { key });
    expect(body.agents.map(({ name }: { name: string }) => name)).toContain('Señor 😀 "2"\n');
    await server.stop();
    const isInFile = async () => (await readFile(join(folder, 'back.db'))).includes('Has a dog.');
    expect(await isInFile()).toBe(true);
    await purgeOnBoth(back);
    expect(await isInFile(), 'what is deleted is written over').toBe(false);
  });

  async function purgeOnBoth(sqlite: string): Promise<void> {
    for (const url of [sqlite, POSTGRES()]) {
      const purge = (...args: string[]) => runData(url, 'purge-caller', ...args);
      const fails = (text: string) => ({ code: 1, err: `${text} Nothing was deleted.\n` });
      expect(await purge('ü', '--workspace', 'test')).toEqual(fails('Nothing is stored of the caller "ü".'));
      expect(await purge('ü', '--workspace', 'none')).toEqual(fails('There is no workspace named "none".'));
      expect(await purge('ü')).toEqual({
        code: 0,
        err: 'Deleted conversations: 3, memories: 3, stored responses: 0.\n',
      });
      const { conversations, messages, memories, webhook_deliveries: deliveries, agents } = await rowsOf(url);
      expect([conversations, messages, memories, deliveries, agents?.length]).toEqual([[], [], [], [], 3]);
    }
  }

  test('with rows is no target, and is left as it is', async () => {
    await fill(SQLITE());
    await runData(SQLITE(), 'export', file());
    await fill(POSTGRES());
    const before = await rowsOf(POSTGRES());
    const { code, err } = await runData(POSTGRES(), 'import', file());
    expect(code).toBe(1);
    expect(err).toBe(
      'The database is not empty: "workspaces" has rows. Import into an empty database. Nothing was changed.\n',
    );
    expect(await rowsOf(POSTGRES())).toEqual(before);
  });
});

describe('an import', () => {
  beforeEach(async () => {
    await fill(SQLITE());
    await using(SQLITE(), ({ db }) => exportDatabase(db, file()));
  });
  test.each(['sqlite', 'postgres'])(
    'into %s that is interrupted goes on where it was; until then no server starts',
    async (kind) => {
      const url = kind === 'postgres' ? POSTGRES() : `sqlite:${join(folder, 'target.db')}`;
      const interrupted = using(
        url,
        (database) =>
          importDatabase(database, file(), (line) => {
            if (line > 250) throw new Error('killed');
          }),
        importing,
      );
      await expect(interrupted).rejects.toThrow('killed');
      await expect(openDatabase(url)).rejects.toThrow(/^An import into the database .* has not finished/);
      const lines: number[] = [];
      await using(url, (database) => importDatabase(database, file(), (line) => void lines.push(line)), importing);
      expect(lines[0]).toBeGreaterThan(250);
      expect(await rowsOf(url)).toEqual(await rowsOf(SQLITE()));
    },
  );

  test('of another file is rejected while one has not finished', async () => {
    const interrupted = using(
      POSTGRES(),
      (database) =>
        importDatabase(database, file(), () => {
          throw new Error('killed');
        }),
      importing,
    );
    await expect(interrupted).rejects.toThrow('killed');
    const other = join(folder, 'other.data');
    await using('sqlite::memory:', ({ db }) => exportDatabase(db, other));
    const failure = using(POSTGRES(), (database) => importDatabase(database, other), importing);
    await expect(failure).rejects.toThrow('The import of another file into this database has not finished.');
  });

  test.each<[string, (text: string) => string, string]>([
    ['was cut', (text) => text.slice(0, -200), 'is incomplete or damaged. Nothing was imported.'],
    ['lost its last line', (text) => text.split('\n').slice(0, -2).join('\n'), 'is incomplete or damaged.'],
    ['was changed', (text) => text.replace('Has a dog.', 'Has a cat.'), 'is incomplete or damaged.'],
    ['is empty', () => '', 'is incomplete or damaged.'],
    ['is something else', () => '{"a":1}\n', 'is not an export of this server.'],
    ['is of a newer version', (text) => text.replace('"version":1', '"version":2'), 'exported by a newer version'],
  ])('of a file that %s changes nothing', async (_case, change, sentence) => {
    await writeFile(file(), change(await readFile(file(), 'utf8')));
    const failure = await using(POSTGRES(), (database) => importDatabase(database, file()), importing).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(TransferError);
    expect((failure as Error).message).toContain(sentence);
    const rows = await rowsOf(POSTGRES());
    expect(Object.values(rows).flat()).toEqual([]);
  });
});

describe('an export', () => {
  test.each(['sqlite', 'postgres'])('of %s holds one moment, and blocks no writer', async (kind) => {
    const url = kind === 'postgres' ? POSTGRES() : SQLITE();
    await fill(url);
    const before = await rowsOf(url);
    const writer = await openDatabase(url);
    let isWritten = false;
    const writeOnce = async (): Promise<void> => {
      if (isWritten) return;
      isWritten = true;
      await writer.db.deleteFrom('messages').execute();
      await writer.db.insertInto('workspaces').values({ id: 'later', name: 'later', created_at: '' }).execute();
    };
    await using(url, ({ db }) =>
      exportDatabase(
        db.withPlugin({
          transformQuery: ({ node }) => node,
          // Called when the first page has been read.
          transformResult: async ({ result }) => {
            await writeOnce();
            return result;
          },
        }),
        file(),
      ),
    );
    await writer.close();
    await target.remove();
    target = await createTestDatabase();
    const copy = kind === 'postgres' ? POSTGRES() : `sqlite:${join(folder, 'copy.db')}`;
    await using(copy, (database) => importDatabase(database, file()), importing);
    expect(await rowsOf(copy)).toEqual(before);
    expect(isWritten).toBe(true);
  });

  test('writes no file over another one, and leaves no part of one', async () => {
    await writeFile(file(), 'mine');
    await expect(using('sqlite::memory:', ({ db }) => exportDatabase(db, file()))).rejects.toThrow('exists already');
    expect(await readFile(file(), 'utf8')).toBe('mine');
    await rm(file());
    await using(POSTGRES(), async ({ db }) => {
      await sql`alter table messages rename to other`.execute(db);
      await expect(exportDatabase(db, file())).rejects.toThrow('"messages" does not exist');
      await sql`alter table other rename to messages`.execute(db);
    });
    expect(await readdir(folder)).toEqual([]);
  });
});

test('the command explains itself', async () => {
  expect(await runData(POSTGRES(), 'copy', 'x')).toMatchObject({
    code: 2,
    err: expect.stringContaining('npm run data -- export FILE'),
  });
  expect(await runData(POSTGRES(), 'import', join(folder, 'none'))).toMatchObject({
    code: 1,
    err: expect.stringContaining('cannot be read'),
  });
});

test('every table of the database is moved, rate limits apart', async () => {
  const names = await using(POSTGRES(), async ({ db }) => (await db.introspection.getTables()).map(({ name }) => name));
  expect([...TABLES.map(({ name }) => name), 'rate_limits'].sort()).toEqual(names.sort());
});
