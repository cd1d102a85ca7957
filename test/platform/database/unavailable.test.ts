import { mkdtemp, open, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConfigError } from '../../../src/platform/config.ts';
import { openDatabase } from '../../../src/platform/database/database.ts';
import { BUSY_LIMIT_MS } from '../../../src/platform/database/sqlite-queue.ts';
import { MINIMAL, type Reply, type RunningServer, startServer } from '../../running-server.ts';

let folder: string;
let server: RunningServer;
let other: DatabaseSync;
const path = () => join(folder, 'a.db');
const url = () => `sqlite:${path()}`;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unavailable-'));
  server = await startServer({ DATABASE_URL: url() });
  // The write lock of a second connection is that of another process.
  other = new DatabaseSync(path());
});
afterEach(async () => {
  if (other.isOpen) other.close();
  await server.stop();
  await rm(folder, { recursive: true });
});

const create = (json: object = MINIMAL): Promise<Reply> => server.send('POST', '/v1/agents', { json });
const list = (): Promise<Reply> => server.send('GET', '/v1/agents');
const ready = (): Promise<Reply> => server.send('GET', '/readyz', { key: null });

function expectUnavailable({ status, headers, body }: Reply): void {
  expect([status, body.error.code]).toEqual([503, 'service_unavailable']);
  expect(headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
}

describe('while another process holds the write lock', () => {
  test('reads and health checks respond, and writes go through when the lock is free', async () => {
    other.exec('begin immediate');
    let settled = 0;
    const writes = Array.from({ length: 5 }, () => create().finally(() => settled++));
    // Each of these passes through the event loop that the writes would block.
    for (let round = 0; round < 10; round++) {
      expect((await list()).status).toBe(200);
      expect((await ready()).status).toBe(200);
    }
    expect(settled).toBe(0);
    other.exec('commit');
    expect((await Promise.all(writes)).map(({ status }) => status)).toEqual(Array(5).fill(201));
    expect((await list()).body.agents).toHaveLength(5);
  });

  test('a statement outside of a transaction waits as well', async () => {
    other.exec('begin immediate');
    const row = { id: 'w', name: 'w', created_at: '' };
    const insert = server.api.database.db.insertInto('workspaces').values(row).execute();
    expect((await list()).status).toBe(200);
    other.exec('commit');
    await insert;
  });

  test(`writes that wait for more than ${BUSY_LIMIT_MS} ms return 503 with Retry-After, all at the same time`, async () => {
    other.exec('begin immediate');
    const start = performance.now();
    const timeOf = async (): Promise<number> => {
      expectUnavailable(await create());
      return performance.now() - start;
    };
    const times = await Promise.all(Array.from({ length: 20 }, timeOf));
    const first = Math.min(...times);
    expect(first).toBeGreaterThanOrEqual(BUSY_LIMIT_MS);
    // One after another, the last would take 20 times as long as the first.
    expect(Math.max(...times)).toBeLessThan(10 * first);
    expect(server.log.join('')).toContain('another process has locked it for more than 5 s');
    other.exec('commit');
    expect((await create()).status).toBe(201);
    expect((await list()).body.agents).toHaveLength(1);
  });
});

test('a read does not see the changes of a transaction before they are committed', async () => {
  const { db } = server.api.database;
  const names = async () => (await db.selectFrom('workspaces').select('id').execute()).length;
  const before = await names();
  const seen: Promise<number>[] = [];
  await db
    .transaction()
    .execute(async (transaction) => {
      await transaction.insertInto('workspaces').values({ id: 'w', name: 'w', created_at: '' }).execute();
      for (let count = 0; count < 5; count++) seen.push(names());
      await new Promise((resolve) => setImmediate(resolve));
      throw new Error('rolled back');
    })
    .catch(() => undefined);
  expect(await Promise.all(seen)).toEqual(Array(5).fill(before));
});

describe('a full disk', () => {
  const limit = (pages: number) => sql`pragma max_page_count = ${sql.lit(pages)}`.execute(server.api.database.db);
  const LARGE = { ...MINIMAL, prompt: 'x'.repeat(90_000) };

  test('returns 503, the log and /readyz say that the disk is full, and it ends when there is space again', async () => {
    await limit(1);
    expectUnavailable(await create(LARGE));
    expect(server.log.join('')).toContain('disk is full');
    expect(server.log.join('')).not.toContain('cannot rollback');
    const reply = await ready();
    expectUnavailable(reply);
    expect(reply.body.error.message).toContain('the disk is full');
    expect((await list()).body.agents).toEqual([]);
    await limit(1_000_000);
    // No request writes in the meantime: the server finds out by itself.
    await expect.poll(async () => (await ready()).status).toBe(200);
    expect((await create(LARGE)).status).toBe(201);
    expect((await list()).body.agents).toHaveLength(1);
  });

  test('returns 503 for a write without a transaction, and /readyz until there is space for more than that write', async () => {
    const { db } = server.api.database;
    await limit(1);
    const row = { id: 'w', name: 'x'.repeat(90_000), created_at: '' };
    const insert = () => db.insertInto('workspaces').values(row).execute();
    await expect(insert()).rejects.toThrow('the disk is full');
    // Succeeds on a full disk, because it writes nothing.
    await db
      .transaction()
      .execute((transaction) => transaction.deleteFrom('workspaces').where('id', '=', 'w').execute());
    expectUnavailable(await ready());
    await limit(1_000_000);
    await insert();
    await expect.poll(async () => (await ready()).status).toBe(200);
  });
});

describe('a database file that was', () => {
  const cases: [string, () => Promise<void>, RegExp, boolean][] = [
    ['removed', () => rm(path()), /was removed/, false],
    [
      'replaced',
      async () => {
        await rm(path());
        await writeFile(path(), '');
      },
      /was replaced/,
      false,
    ],
    ['emptied', () => truncate(path(), 0), /was truncated/, true],
    ['overwritten', () => writeFile(path(), Buffer.alloc(8192, 'x'), { flag: 'r+' }), /is damaged/, true],
  ];
  test.each(cases)('%s makes /readyz return 503 and say so', async (_case, spoil, sentence, opens) => {
    await create();
    expect((await ready()).status).toBe(200);
    await spoil();
    const reply = await ready();
    expectUnavailable(reply);
    expect(reply.body.error.message).toMatch(sentence);
    if (!opens) expectUnavailable(await create());
  });

  /** Moves everything into the file, which then has so many bytes. */
  const checkpoint = async (): Promise<number> => {
    for (let count = 0; count < 20; count++) await create({ ...MINIMAL, prompt: `${count}`.repeat(5000) });
    other.exec('pragma wal_checkpoint(truncate)');
    return (await stat(path())).size;
  };

  test('cut in half makes /readyz return 503, and a start on it is rejected', async () => {
    const size = await checkpoint();
    await truncate(path(), size / 2);
    expect((await ready()).body.error.message).toMatch(/was truncated/);
    await server.stop();
    await expect(openDatabase(url())).rejects.toThrow('was truncated. Restore it from a backup');
    server = await startServer({ DATABASE_URL: 'sqlite::memory:' });
  });

  test('cut, while a long write-ahead log stands beside it, makes /readyz and writes return 503', async () => {
    const size = await checkpoint();
    while ((await stat(`${path()}-wal`)).size < size) await create({ ...MINIMAL, prompt: 'x'.repeat(50_000) });
    expect((await ready()).status).toBe(200);
    await truncate(path(), 4096);
    expect((await ready()).body.error.message).toMatch(/was truncated/);
    expectUnavailable(await create());
  });

  test('left without its write-ahead log makes /readyz and writes return 503', async () => {
    await create();
    expect((await ready()).status).toBe(200);
    await rm(`${path()}-wal`);
    expect((await ready()).body.error.message).toMatch(/write-ahead log of the database was removed/);
    expectUnavailable(await create());
  });

  test('damaged behind its header makes /readyz return 503 before a request meets it', async () => {
    const size = await checkpoint();
    const handle = await open(path(), 'r+');
    await handle.write(Buffer.alloc(size - 4096, 'x'), 0, size - 4096, 4096);
    await handle.close();
    const reply = await ready();
    expectUnavailable(reply);
    expect(reply.body.error.message).toMatch(/is damaged/);
  });

  test('damaged behind its header makes the request that meets it return 503, and from then on /readyz', async () => {
    const size = await checkpoint();
    const handle = await open(path(), 'r+');
    await handle.write(Buffer.alloc(size - 4096, 'x'), 0, size - 4096, 4096);
    await handle.close();
    await sql`pragma shrink_memory`.execute(server.api.database.db);
    expectUnavailable(await list());
    const reply = await ready();
    expectUnavailable(reply);
    expect(reply.body.error.message).toMatch(/is damaged/);
  });
});

describe('a start', () => {
  test.each([
    ['does not exist', () => rm(path())],
    ['is empty', () => truncate(path(), 0)],
  ])('is rejected where the file of a database %s, says how to go on, and creates nothing', async (state, spoil) => {
    other.close();
    await server.stop();
    await spoil();
    const failure = await openDatabase(url()).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ConfigError);
    expect((failure as Error).message).toBe(
      `The database file "${path()}" ${state}, but "a.db.created" beside it shows that it held data. Restore it from a backup. To start with an empty database, delete "${path()}.created".`,
    );
    await rm(`${path()}.created`);
    const empty = await openDatabase(url());
    expect(await empty.fault()).toBeUndefined();
    await empty.close();
    server = await startServer({ DATABASE_URL: 'sqlite::memory:' });
  });

  test('is rejected where only the write-ahead log is left', async () => {
    const alone = join(folder, 'alone.db');
    await writeFile(`${alone}-wal`, Buffer.alloc(4096));
    await expect(openDatabase(`sqlite:${alone}`)).rejects.toThrow('"alone.db-wal" beside it shows that it held data');
  });

  test('is rejected where an empty database stands in the place of one', async () => {
    other.close();
    await server.stop();
    await rm(path());
    const replacement = new DatabaseSync(path());
    replacement.exec('create table something (a)');
    replacement.close();
    await expect(openDatabase(url())).rejects.toThrow('was created by an earlier start and is empty now');
    server = await startServer({ DATABASE_URL: 'sqlite::memory:' });
  });
});
