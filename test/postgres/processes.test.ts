import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { blockWith } from '../page-blocks.ts';
import { MINIMAL, type ServerProcess, send, spawnScript, spawnServer } from '../running-server.ts';
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

test('the commands of docs/production.md for Postgres create a key and start a server, SIGTERM ends the server with 0, and nothing is lost', async () => {
  const { DATABASE_URL, SECRETS_KEYS = '' } = database.environment;
  const script = (await blockWith('npm run keys -- create --workspace NAME', 'docs/production.md'))
    .replace(/postgres:[^']+/, DATABASE_URL)
    .replace(/"k1:.*"/, SECRETS_KEYS);
  const first = await spawnScript(script, {});
  onTestFinished(() => {
    if (first.child.exitCode === null) process.kill(-(first.child.pid as number), 'SIGKILL');
  });
  const key = /^sk_[0-9A-Za-z]{49}$/m.exec(first.output())?.[0] ?? '';
  // A first start prints a key of an embedded database only.
  expect(first.output().match(/sk_/g)).toEqual(['sk_']);
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
