import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSeries } from '../compose/series.ts';
import { freePort } from '../free-port.ts';
import { type ServerProcess, send, spawnServer } from '../running-server.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

let database: TestDatabase;
let server: ServerProcess;
beforeEach(async () => {
  database = await createTestDatabase();
  // Without a port of its own the listener of all workers that have died has another one.
  const PORT = String(await freePort());
  server = await spawnServer({ ...database.environment, PORT, WORKERS: '2', METRICS_PORT: '0' });
});
afterEach(async () => {
  server.child.kill('SIGTERM');
  await server.exited;
  await database.remove();
});

const linesWith = (message: string): { worker: number; pid: number; metrics?: string }[] =>
  server
    .output()
    .split('\n')
    .filter((line) => line.endsWith('}') && line.includes(`"msg":"${message}"`))
    .map((line) => JSON.parse(line));

async function countedRequests(): Promise<number | undefined> {
  const [{ metrics = '' } = {}] = linesWith('listening');
  const series = readSeries(await (await fetch(metrics)).text());
  return series.get('http_requests_total{operation="listAgents",status="401"}');
}

test('the primary serves the sums of its workers, which a worker that dies does not lower', async () => {
  let sent = 0;
  // Until both have served some.
  await expect
    .poll(async () => {
      sent++;
      await send(server.url, '', 'GET', '/v1/agents', { key: null, headers: { connection: 'close' } });
      return new Set(linesWith('request').map(({ worker }) => worker)).size;
    })
    .toBe(2);
  await expect.poll(countedRequests).toBe(sent);
  for (const { pid } of linesWith('worker listening')) process.kill(pid, 'SIGKILL');
  await expect.poll(() => linesWith('worker listening').length).toBe(4);
  expect(await countedRequests()).toBe(sent);
  await send(server.url, '', 'GET', '/v1/agents', { key: null });
  await expect.poll(countedRequests).toBe(sent + 1);
});
