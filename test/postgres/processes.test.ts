import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BARE_ENVIRONMENT, MINIMAL, type ServerProcess, send, spawnServer } from '../running-server.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

let database: TestDatabase;
let servers: ServerProcess[];
beforeEach(async () => {
  database = await createTestDatabase();
  servers = [];
});
afterEach(async () => {
  for (const { child } of servers) child.kill('SIGKILL');
  await Promise.all(servers.map(({ exited }) => exited));
  await database.remove();
});

async function start(environment: Record<string, string> = {}): Promise<ServerProcess> {
  const server = await spawnServer({ ...database.environment, ...environment });
  servers.push(server);
  return server;
}

test('npm start and npm run keys work on Postgres, SIGTERM ends the server with 0, and nothing is lost', async () => {
  const env = { ...BARE_ENVIRONMENT, ...database.environment };
  const args = ['src/commands/keys.ts', 'create', '--workspace', 'a'];
  const key = (await promisify(execFile)(process.execPath, args, { env })).stdout.trim();
  const first = await start();
  // A first start prints a key of an embedded database only.
  expect(first.output()).not.toContain('sk_');
  const created = await send(first.url, key, 'POST', '/v1/agents', { json: MINIMAL });
  expect(created.status).toBe(201);
  first.child.kill('SIGTERM');
  expect(await first.exited).toBe(0);
  const second = await start();
  expect((await send(second.url, key, 'GET', `/v1/agents/${created.body.id}`)).body).toEqual(created.body);
});

test('a start without SECRETS_KEYS is rejected: there is no folder for a key', async () => {
  await expect(start({ SECRETS_KEYS: '' })).rejects.toThrow('SECRETS_KEYS must be set for a database on Postgres.');
});
