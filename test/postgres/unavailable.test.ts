import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DatabaseUnavailable } from '../../src/platform/database/unavailable.ts';
import { MINIMAL, type Reply, type RunningServer, startServer } from '../running-server.ts';
import { type Postgres, startPostgres } from './postgres.ts';

let postgres: Postgres;
let server: RunningServer;
beforeAll(async () => {
  // What is acknowledged must survive, so this one waits for the disk.
  postgres = await startPostgres(['max_connections=30']);
  server = await startServer({
    DATABASE_URL: postgres.urlOf('postgres'),
    SECRETS_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}`,
    DATABASE_POOL_SIZE: '4',
    DATABASE_STATEMENT_TIMEOUT_MS: '1000',
    BACKGROUND_WORK: 'true',
  });
});
afterAll(async () => {
  await server.stop();
  await postgres.remove();
});

const create = (): Promise<Reply> => server.send('POST', '/v1/agents', { json: MINIMAL });
const ready = (): Promise<Reply> => server.send('GET', '/readyz', { key: null });

function expectUnavailable({ status, headers, body }: Reply): void {
  expect([status, body.error.code]).toEqual([503, 'service_unavailable']);
  expect(headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
}

describe('while Postgres is down', () => {
  test('requests and /readyz return 503, and all is well again when it is back, with every acknowledged write', async () => {
    for (let round = 0; round < 3; round++) {
      // More than one connection of the pool is open, so that some are idle when they break.
      const written = await Promise.all(Array.from({ length: 8 }, create));
      expect(written.map(({ status }) => status)).toEqual(Array(8).fill(201));
      await postgres.kill();
      await expect.poll(async () => (await ready()).status).toBe(503);
      const down = await ready();
      expectUnavailable(down);
      expect(down.body.error.message).toMatch(/^Not ready: (the database|the connection to the database) /);
      expectUnavailable(await create());
      expectUnavailable(await server.send('GET', `/v1/agents/${written[0]?.body.id}`));
      expect((await server.send('GET', '/healthz', { key: null })).status).toBe(200);
      await postgres.start();
      await expect.poll(async () => (await ready()).status).toBe(200);
      for (const { body } of written) {
        expect((await server.send('GET', `/v1/agents/${body.id}`)).body).toEqual(body);
      }
    }
  });

  test('requests in flight return 503', async () => {
    const held = await server.api.database.db.startTransaction().execute();
    const { body: agent } = await create();
    await held.updateTable('agents').set({ updated_at: agent.updated_at }).where('id', '=', agent.id).execute();
    const waiting = server.send('PATCH', `/v1/agents/${agent.id}`, { json: { name: 'Other' } });
    const [{ count } = {}] = await waits();
    expect(Number(count)).toBe(1);
    await postgres.kill();
    expectUnavailable(await waiting);
    await held
      .rollback()
      .execute()
      .catch(() => undefined);
    await postgres.start();
    await expect.poll(async () => (await ready()).status).toBe(200);
    expect((await server.send('GET', `/v1/agents/${agent.id}`)).body).toEqual(agent);
  });
});

/** Waits until a statement waits for a lock. */
async function waits(): Promise<Record<string, unknown>[]> {
  const query = `select count(*) as count from pg_stat_activity where wait_event_type = 'Lock'`;
  await expect.poll(async () => Number((await postgres.execute(query))[0]?.count)).toBe(1);
  return postgres.execute(query);
}

test('a statement that takes longer than DATABASE_STATEMENT_TIMEOUT_MS returns 503', async () => {
  const { body: agent } = await create();
  const rename = () => server.send('PATCH', `/v1/agents/${agent.id}`, { json: { name: 'Other' } });
  const other = new pg.Client({ connectionString: postgres.urlOf('postgres') });
  await other.connect();
  await other.query('begin');
  await other.query('select id from agents for update');
  expectUnavailable(await rename());
  expect(server.log.join('')).toContain('a statement took too long');
  expect((await ready()).status).toBe(200);
  await other.end();
  expect((await rename()).status).toBe(200);
});

test('a transaction that is left open for as long is ended, so that its locks are free', async () => {
  const { body: agent } = await create();
  const held = await server.api.database.db.startTransaction().execute();
  await held.selectFrom('agents').select('id').forUpdate().execute();
  await expect.poll(async () => (await server.send('DELETE', `/v1/agents/${agent.id}`)).status).toBe(204);
  await expect(held.selectFrom('agents').select('id').execute()).rejects.toThrow(DatabaseUnavailable);
  await held
    .rollback()
    .execute()
    .catch(() => undefined);
});

test('a database that cannot be written makes /readyz return 503', async () => {
  await postgres.execute('alter database postgres set default_transaction_read_only = on');
  await postgres.execute(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'voice-agents-api'`,
  );
  await expect.poll(async () => (await ready()).body.error?.message).toBe('Not ready: the database is read-only.');
  expectUnavailable(await create());
  await postgres.execute('set transaction read write; alter database postgres reset default_transaction_read_only');
  await postgres.execute(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'voice-agents-api'`,
  );
  await expect.poll(async () => (await ready()).status).toBe(200);
  expect((await create()).status).toBe(201);
});
