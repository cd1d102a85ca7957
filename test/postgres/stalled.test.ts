import { afterEach, beforeEach, expect, test } from 'vitest';
import { MINIMAL, type RunningServer, startServer } from '../running-server.ts';
import { type StallingProxy, startStallingProxy } from './stalling-proxy.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

let database: TestDatabase;
let proxy: StallingProxy;
let server: RunningServer;
beforeEach(async () => {
  database = await createTestDatabase();
  const url = new URL(database.environment.DATABASE_URL);
  proxy = await startStallingProxy(Number(url.port));
  url.port = String(proxy.port);
  const environment = { DATABASE_URL: url.href, DATABASE_STATEMENT_TIMEOUT_MS: '5000', DATABASE_POOL_SIZE: '2' };
  server = await startServer({ ...database.environment, ...environment });
});
afterEach(async () => {
  await server.stop();
  await proxy.close();
  await database.remove();
});

test('where nothing of Postgres arrives, /readyz and requests return 503 in time, and all is well again afterwards', async () => {
  const ready = () => server.send('GET', '/readyz', { key: null });
  const create = () => server.send('POST', '/v1/agents', { json: MINIMAL });
  // Both connections of the pool are open.
  expect((await Promise.all([create(), create(), create()])).map(({ status }) => status)).toEqual([201, 201, 201]);
  expect((await ready()).status).toBe(200);
  proxy.stall();
  let isSettled = false;
  const inFlight = create().finally(() => {
    isSettled = true;
  });
  for (let round = 0; round < 2; round++) {
    const { status, body } = await ready();
    expect([status, body.error.message]).toEqual([503, 'Not ready: the database does not respond.']);
  }
  // It waits longer, for as long as a statement may take.
  expect(isSettled).toBe(false);
  // More than there are connections.
  const replies = await Promise.all([inFlight, ...Array.from({ length: 4 }, create)]);
  expect(replies.map((reply) => [reply.status, reply.headers.get('retry-after')])).toEqual(Array(5).fill([503, '1']));
  expect((await server.send('GET', '/healthz', { key: null })).status).toBe(200);
  proxy.resume();
  await expect.poll(async () => (await ready()).status).toBe(200);
  expect((await create()).status).toBe(201);
});
