import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConfigError } from '../../../src/platform/config.ts';
import { openDatabase } from '../../../src/platform/database/database.ts';
import { migrate } from '../../../src/platform/database/migrate.ts';
import * as agents from '../../../src/platform/database/migrations/0001_agents.ts';
import * as idempotencyKeys from '../../../src/platform/database/migrations/0005_idempotency_keys.ts';
import * as idempotencyResponses from '../../../src/platform/database/migrations/0008_idempotency_responses.ts';
import * as keyScopesAndAudit from '../../../src/platform/database/migrations/0011_key_scopes_and_audit.ts';
import { openSqlite } from '../../../src/platform/database/sqlite.ts';
import type { Tables } from '../../../src/platform/database/tables.ts';
import { listKeys } from '../../../src/platform/keys.ts';

const ran: string[] = [];
const table = (name: string): Migration => ({
  up: async (db) => {
    ran.push(name);
    await db.schema.createTable(name).addColumn('id', 'text').execute();
    await sql`insert into ${sql.table(name)} values ('x')`.execute(db);
  },
});
const failing = (name: string): Migration => ({
  up: async (db) => {
    await table(name).up(db);
    await sql`insert into nowhere values (1)`.execute(db);
  },
});

let folder: string;
let db: Kysely<Tables>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'migrate-'));
  db = connect();
  ran.length = 0;
});
afterEach(async () => {
  await db.destroy();
  await rm(folder, { recursive: true });
});

function connect(): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: openSqlite(join(folder, 'a.db')).dialect });
}
const names = async (source: string) =>
  (await sql<{ name: string }>`select name from ${sql.table(source)} order by name`.execute(db)).rows.map(
    ({ name }) => name,
  );
const recorded = () => names('kysely_migration');
const tables = async () => (await names('sqlite_master')).filter((name) => !/^(sqlite|kysely)_/.test(name));

describe('migrate', () => {
  test('runs each migration once, in the order of their names', async () => {
    await migrate(db, { '0002_b': table('b'), '0001_a': table('a') });
    expect(ran).toEqual(['a', 'b']);
    expect(await recorded()).toEqual(['0001_a', '0002_b']);
    await migrate(db, { '0001_a': table('a'), '0002_b': table('b') });
    expect(ran).toEqual(['a', 'b']);
  });

  test('runs only those that are new', async () => {
    await migrate(db, { '0001_a': table('a') });
    await migrate(db, { '0001_a': table('a'), '0002_b': table('b') });
    expect(ran).toEqual(['a', 'b']);
  });

  test('leaves nothing of one that fails, keeps those before it and does not run those after it', async () => {
    const migrations = { '0001_a': table('a'), '0002_b': failing('b'), '0003_c': table('c') };
    await expect(migrate(db, migrations)).rejects.toThrow('no such table: nowhere');
    expect(await tables()).toEqual(['a']);
    expect(await recorded()).toEqual(['0001_a']);
    expect(ran).toEqual(['a', 'b']);
  });

  test('goes on where one failed, once it is mended', async () => {
    await expect(migrate(db, { '0001_a': table('a'), '0002_b': failing('b') })).rejects.toThrow();
    await db.destroy();
    db = connect();
    await migrate(db, { '0001_a': table('a'), '0002_b': table('b') });
    expect(await tables()).toEqual(['a', 'b']);
    expect(ran).toEqual(['a', 'b', 'b']);
  });

  test('rejects a database of a newer version, says so, and changes nothing', async () => {
    await migrate(db, { '0001_a': table('a'), '0002_b': table('b'), '0003_c': table('c') });
    const failure = await migrate(db, { '0001_a': table('a'), '0004_d': table('d') }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ConfigError);
    expect((failure as Error).message).toBe(
      'The database was written by a newer version of this server (it has 0002_b, 0003_c). Start that version, or restore a backup made before the upgrade.',
    );
    expect(await tables()).toEqual(['a', 'b', 'c']);
  });
});

test('0008: a stored conversation loses its token, errors and requests without a response are removed', async () => {
  const old = new Kysely<unknown>({ dialect: openSqlite(':memory:').dialect });
  await sql`create table workspaces (id text primary key)`.execute(old);
  await sql`insert into workspaces values ('w')`.execute(old);
  await idempotencyKeys.up(old);
  const agent = { status: 201, headers: { Location: '/v1/agents/a' }, body: { id: 'a' } };
  const session = { status: 201, headers: {}, body: { conversation: { id: 'c' }, token: 'eyJ', url: 'wss://x' } };
  const responses: Record<string, object | null> = { agent, session, error: { status: 400, body: {} }, running: null };
  // More rows than one batch, so that the position in the table is tested too.
  for (let count = 0; count < 250; count++) responses[`session-${count}`] = session;
  for (const [key, response] of Object.entries(responses)) {
    const answer = response && JSON.stringify(response);
    await sql`insert into idempotency_keys values ('w', 'o', ${key}, 'hash', ${key}, ${answer}, '')`.execute(old);
  }
  await idempotencyResponses.up(old);
  const rows = await old.withTables<Tables>().selectFrom('idempotency_keys').selectAll().execute();
  const stored = new Map(rows.map(({ key, answer }) => [key, JSON.parse(answer ?? 'null')]));
  expect(stored.size).toBe(252);
  expect(stored.get('agent')).toEqual(agent);
  expect(stored.get('session')).toEqual({ status: 201, body: { id: 'c' } });
  expect(JSON.stringify(rows)).not.toContain('eyJ');
  expect(Object.keys(rows[0] ?? {})).not.toContain('claim');
  await old.destroy();
});

test('0011: a key that was stored before has every scope, and has never been used or replaced', async () => {
  const old = new Kysely<unknown>({ dialect: openSqlite(':memory:').dialect });
  await agents.up(old);
  await sql`insert into workspaces values ('w', 'acme', '')`.execute(old);
  await sql`insert into api_keys values ('key_a', 'w', 'sk_', 'hash', '', null, null)`.execute(old);
  await keyScopesAndAudit.up(old);
  expect(await listKeys(old.withTables<Tables>())).toMatchObject([
    { id: 'key_a', scopes: '*', lastUsedAt: null, replacedBy: null },
  ]);
  await old.destroy();
});

describe('openDatabase', () => {
  const url = () => `sqlite:${join(folder, 'own.db')}`;

  test('makes the tables, and a second start finds them with what they hold', async () => {
    const first = await openDatabase(url());
    await first.db.insertInto('workspaces').values({ id: 'w', name: 'w', created_at: '' }).execute();
    await first.close();
    const second = await openDatabase(url());
    expect(await second.db.selectFrom('workspaces').select('id').execute()).toEqual([{ id: 'w' }]);
    await second.close();
  });

  test('rejects a database of a newer version', async () => {
    const first = await openDatabase(url());
    await sql`insert into kysely_migration values ('9999_future', '2030-01-01')`.execute(first.db);
    await first.close();
    const failure = await openDatabase(url()).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ConfigError);
    expect((failure as Error).message).toMatch(/newer version of this server \(it has 9999_future\)/);
  });

  test('a migration that fails is a sentence that names the database', async () => {
    const first = await openDatabase(url());
    await sql`delete from kysely_migration`.execute(first.db);
    await first.close();
    const failure = await openDatabase(url()).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ConfigError);
    expect((failure as Error).message).toContain(`The database ${url()} cannot be used: table "workspaces" already`);
  });

  test.each(['mysql://x', 'pg://x', 'agents.db', ''])('rejects %j by the name of the variable', async (other) => {
    await expect(openDatabase(other)).rejects.toThrow(ConfigError);
    await expect(openDatabase(other)).rejects.toThrow(/^DATABASE_URL must be sqlite:PATH/);
  });
});
