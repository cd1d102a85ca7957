import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { continueIdsAfter, newId } from '../src/platform/ids.ts';
import { MINIMAL, type RunningServer, startServer } from './running-server.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({ DEMO: 'true' });
});
afterAll(() => server.stop());
afterEach(() => void vi.useRealTimers());

/** Sends a head as it is, and reads until the server closes. */
async function raw(...head: string[]): Promise<string> {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  return (await socket.toArray()).join('');
}

test.each(['/healthz', '/readyz', '/docs', '/openapi.json', '/demo/agent_x', '/v1/agents', '/nowhere', '/%zz'])(
  'GET %s sends X-Content-Type-Options: nosniff',
  async (path) => {
    const response = await fetch(server.url + path);
    await response.text();
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  },
);

test('responses with a token are not to be stored', async () => {
  const { body: agent } = await server.send('POST', '/v1/agents', { json: MINIMAL });
  for (const operation of ['sessions', 'conversations']) {
    const { status, headers } = await server.send('POST', `/v1/agents/${agent.id}/${operation}`);
    expect([status, headers.get('cache-control')]).toEqual([201, 'no-store']);
  }
});

test.each([
  ['two Host headers', ['GET /healthz HTTP/1.1', 'Host: a', 'Host: b']],
  ['no Host header', ['GET /healthz HTTP/1.1', 'Connection: close']],
  ['Transfer-Encoding: gzip, chunked', ['POST /v1/agents HTTP/1.1', 'Host: a', 'Transfer-Encoding: gzip, chunked']],
  ['Transfer-Encoding: identity', ['POST /v1/agents HTTP/1.1', 'Host: a', 'Transfer-Encoding: identity']],
])('%s is a 400', async (_case, head) => {
  expect(await raw(...head)).toMatch(/^HTTP\/1\.1 400 /);
});

test('a key in a path is not logged', async () => {
  await server.send('GET', `/v1/agents/${server.key}`);
  await expect.poll(() => server.log.join('')).toContain('/v1/agents/sk_…');
  expect(server.log.join('')).not.toContain(server.key);
});

test('a clock that is set back does not reorder pages, not even over a restart', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'clock-'));
  const environment = { DATABASE_URL: `sqlite:${join(folder, 'a.db')}` };
  const names: string[] = [];
  for (const hoursBack of [0, 5]) {
    const running = await startServer(environment);
    for (const back of [hoursBack, hoursBack + 1]) {
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - back * 3_600_000 });
      const name = `${back} hours back`;
      names.unshift(name);
      expect((await running.send('POST', '/v1/agents', { json: { ...MINIMAL, name } })).status).toBe(201);
      vi.useRealTimers();
    }
    const { body } = await running.send('GET', '/v1/agents');
    expect(body.agents.map((agent: { name: string }) => agent.name)).toEqual(names);
    await running.stop();
  }
  await rm(folder, { recursive: true });
});

test('ids grow, within a millisecond, with the clock set back, and after those of an earlier start', () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const ids = Array.from({ length: 10_000 }, () => newId('agent'));
  vi.setSystemTime(Date.now() - 86_400_000);
  ids.push(newId('agent'));
  const later = 'agent_01zzzzzzzze058y4tggcq0kby1';
  continueIdsAfter(later);
  ids.push(later, newId('agent'));
  expect(ids).toEqual([...ids].sort());
  expect(new Set(ids).size).toBe(ids.length);
});
