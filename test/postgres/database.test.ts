import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConfigError } from '../../src/platform/config.ts';
import { type Database, openDatabase } from '../../src/platform/database/database.ts';
import { migrate } from '../../src/platform/database/migrate.ts';
import { MIGRATION_LOCK } from '../../src/platform/database/postgres.ts';
import type { Tables } from '../../src/platform/database/tables.ts';
import { inTransaction } from '../../src/platform/database/transactions.ts';
import { DatabaseUnavailable, TransactionConflict } from '../../src/platform/database/unavailable.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

let own: TestDatabase;
let open: Database[];
beforeEach(async () => {
  own = await createTestDatabase();
  open = [];
});
afterEach(async () => {
  await Promise.all(open.map((database) => database.close()));
  await own.remove();
});

async function opened(settings = {}, url = own.environment.DATABASE_URL ?? ''): Promise<Database> {
  const database = await openDatabase(url, settings);
  open.push(database);
  return database;
}
const workspace = (id: string) => ({ id, name: id, created_at: '2026-01-01T00:00:00.000Z' });

describe('a start', () => {
  test('of ten at once on an empty database makes the tables once', async () => {
    const first = await opened();
    await sql`drop schema public cascade`.execute(first.db);
    await sql`create schema public`.execute(first.db);
    const all = await Promise.all(Array.from({ length: 10 }, () => opened({ databasePoolSize: 1 })));
    await all[0]?.db.insertInto('workspaces').values(workspace('w')).execute();
    for (const { db } of all) expect(await db.selectFrom('workspaces').select('id').execute()).toEqual([{ id: 'w' }]);
    const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(first.db);
    expect(rows.length).toBeGreaterThan(7);
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
  });

  test('goes on if a migration fails because another process has executed it', async () => {
    const { db } = await opened();
    await sql`drop schema public cascade`.execute(db);
    await sql`create schema public`.execute(db);
    const raced: Migration = {
      up: async () => {
        // On another connection than the migration itself.
        await sql`insert into kysely_migration values ('0001_raced', ${new Date().toISOString()})`.execute(db);
        throw new Error('executed already');
      },
    };
    await migrate(db, { '0001_raced': raced });
    const failing: Migration = { up: () => Promise.reject(new Error('broken')) };
    await expect(migrate(db, { '0001_raced': raced, '0002_failing': failing })).rejects.toThrow('broken');
  });

  test('waits for the migration of another process without a time-out, and touches nothing before', async () => {
    const first = await opened();
    await sql`drop schema public cascade`.execute(first.db);
    await sql`create schema public`.execute(first.db);
    const release = Promise.withResolvers<void>();
    const held = first.db.connection().execute(async (connection) => {
      await sql`select pg_advisory_lock(${sql.lit(MIGRATION_LOCK)})`.execute(connection);
      await release.promise;
      await sql`select pg_advisory_unlock(${sql.lit(MIGRATION_LOCK)})`.execute(connection);
    });
    const second = opened({ databaseStatementTimeoutMs: 100 });
    const waiting = sql<{
      count: number;
    }>`select count(*) as count from pg_locks where locktype = 'advisory' and not granted`;
    await expect.poll(async () => (await waiting.execute(first.db)).rows[0]?.count).toBe(1);
    await sql`select pg_sleep(0.3)`.execute(first.db);
    const made = await sql`select 1 from pg_tables where schemaname = 'public'`.execute(first.db);
    expect(made.rows).toEqual([]);
    release.resolve();
    await held;
    expect(await (await second).fault()).toBeUndefined();
  });

  test.each([
    ['postgres://nobody:x@127.0.0.1:1/a', 'the database server does not accept connections'],
    ['postgres://u:secret@nowhere.invalid/a?sslmode=disable', 'the host of the database'],
  ])('without the database is a sentence without the password: %s', async (url, reason) => {
    const failure = await openDatabase(url).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ConfigError);
    expect((failure as Error).message).toContain(`:…@`);
    expect((failure as Error).message).toContain(` cannot be used: ${reason}`);
  });

  test.each([
    [/:[^:@]*@/, ':wrong@', 'the database rejects the user or the password'],
    [/\w+$/, 'missing', 'the database does not exist'],
  ])('with another address is a sentence (%s)', async (part, replacement, reason) => {
    const url = (own.environment.DATABASE_URL ?? '').replace(part, replacement);
    await expect(openDatabase(url)).rejects.toThrow(reason);
  });

  test('on a database that does not hold UTF-8 is rejected', async () => {
    const { db } = await opened();
    const name = `latin_${process.pid}`;
    await sql`create database ${sql.ref(name)} encoding 'LATIN1' locale_provider libc locale 'C' template template0`.execute(
      db,
    );
    const url = (own.environment.DATABASE_URL ?? '').replace(/\w+$/, name);
    await expect(openDatabase(url)).rejects.toThrow('DATABASE_URL: the encoding of the database is LATIN1.');
    await sql`drop database ${sql.ref(name)}`.execute(db);
  });
});

describe('the tables', () => {
  test('are those of SQLite, column by column', async () => {
    const postgres = await opened();
    const sqlite = await opened({}, 'sqlite::memory:');
    const shape = async (db: Kysely<Tables>) =>
      (await db.introspection.getTables()).map(({ name, columns }) => [
        name,
        // SQLite says of every primary key that it can be null.
        columns.map((column) => [column.name, column.isNullable && column.name !== 'id']).sort(),
      ]);
    expect((await shape(postgres.db)).sort()).toEqual((await shape(sqlite.db)).sort());
  });

  test('order every text by its bytes', async () => {
    const { db } = await opened();
    const { rows } = await sql<{ collation: string | null }>`
      select distinct collation_name as collation from information_schema.columns
      where table_schema = 'public' and data_type not in ('integer', 'double precision')`.execute(db);
    expect(rows).toEqual([{ collation: 'C' }]);
    for (const id of ['b', 'B', '_', 'ä', 'a']) await db.insertInto('workspaces').values(workspace(id)).execute();
    const ids = await db.selectFrom('workspaces').select('id').orderBy('id').execute();
    expect(ids.map(({ id }) => id)).toEqual(['B', '_', 'a', 'b', 'ä']);
  });

  test('return big integers as numbers', async () => {
    const { db } = await opened();
    const { rows } = await sql`select count(*) as count, 4503599627370496::bigint as big from workspaces`.execute(db);
    expect(rows).toEqual([{ count: 0, big: 4503599627370496 }]);
  });
});

describe('transactions that conflict', () => {
  const rename = (db: Kysely<Tables>, id: string, name: string) =>
    db.updateTable('workspaces').set({ name }).where('id', '=', id).execute();

  test('by a deadlock are repeated', async () => {
    const { db } = await opened();
    await db
      .insertInto('workspaces')
      .values([workspace('a'), workspace('b')])
      .execute();
    let executions = 0;
    const bothHold = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const swap = (own: 0 | 1, order: [string, string]) =>
      inTransaction(db, async (transaction) => {
        executions++;
        await rename(transaction, order[0], `${order[0]}-${own}`);
        bothHold[own]?.resolve();
        await bothHold[1 - own]?.promise;
        await rename(transaction, order[1], `${order[1]}-${own}`);
        return own;
      });
    expect(await Promise.all([swap(0, ['a', 'b']), swap(1, ['b', 'a'])])).toEqual([0, 1]);
    expect(executions).toBe(3);
    const names = (await db.selectFrom('workspaces').select('name').orderBy('id').execute()).map(({ name }) => name);
    expect(names.map((name) => name.slice(-1))).toEqual(names[0]?.endsWith('0') ? ['0', '0'] : ['1', '1']);
  });

  test('by a serialization failure are repeated, and in the end are a 503 for the caller', async () => {
    const { db } = await opened();
    await db.insertInto('workspaces').values(workspace('a')).execute();
    let executions = 0;
    const conflict = (failures: number) =>
      inTransaction(db, async (transaction) => {
        executions++;
        await sql`set transaction isolation level repeatable read`.execute(transaction);
        await transaction.selectFrom('workspaces').selectAll().execute();
        if (executions <= failures) await rename(db, 'a', `other-${executions}`);
        await rename(transaction, 'a', 'mine');
      });
    await conflict(3);
    expect(executions).toBe(4);
    expect(await db.selectFrom('workspaces').select('name').execute()).toEqual([{ name: 'mine' }]);
    executions = 0;
    const failure = await conflict(Number.POSITIVE_INFINITY).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(TransactionConflict);
    expect(failure).toBeInstanceOf(DatabaseUnavailable);
    expect(executions).toBe(10);
  });

  test('are not repeated where the statement is wrong', async () => {
    const { db } = await opened();
    let executions = 0;
    const wrong = inTransaction(db, async (transaction) => {
      executions++;
      await sql`select nothing from nowhere`.execute(transaction);
    });
    await expect(wrong).rejects.toThrow('relation "nowhere" does not exist');
    expect(executions).toBe(1);
  });
});

test('a relaxed transaction does not wait for the disk, others do', async () => {
  const { db, relaxed } = await opened();
  const setting = async (transaction: Kysely<Tables>) =>
    (await sql<{ value: string }>`select current_setting('synchronous_commit') as value`.execute(transaction)).rows;
  expect(await relaxed(db, setting)).toEqual([{ value: 'off' }]);
  expect(await inTransaction(db, setting)).toEqual([{ value: 'on' }]);
});

describe('presence', () => {
  test('an id is alive for every process from when it is held until it is left', async () => {
    const [one, other] = [await opened(), await opened()];
    expect(await other.presence.isAlive('worker_a')).toBe(false);
    const leave = await one.presence.hold('worker_a');
    expect([await other.presence.isAlive('worker_a'), await other.presence.isAlive('worker_b')]).toEqual([true, false]);
    leave();
    await expect.poll(() => other.presence.isAlive('worker_a')).toBe(false);
  });

  test('is held again after its connection has broken', async () => {
    const { db, presence } = await opened();
    const leave = await presence.hold('worker_a');
    const holders = sql<{ pid: number }>`select pid from pg_locks where locktype = 'advisory' and granted
      and database = (select oid from pg_database where datname = current_database())`;
    const [before] = (await holders.execute(db)).rows;
    await sql`select pg_terminate_backend(${before?.pid})`.execute(db);
    await expect
      .poll(async () => (await holders.execute(db)).rows.map(({ pid }) => pid !== before?.pid))
      .toEqual([true]);
    expect(await presence.isAlive('worker_a')).toBe(true);
    leave();
    await expect.poll(() => presence.isAlive('worker_a')).toBe(false);
  });
});
