import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { continueIds } from '../../src/platform/database/newest-ids.ts';
import { createIds } from '../../src/platform/ids.ts';
import { MINIMAL, type RunningServer, startServer, WORKER_TOKEN } from '../running-server.ts';

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
  ['a Host header with two names', ['GET /healthz HTTP/1.1', 'Host: a, b']],
  ['a Host header with a path', ['GET /healthz HTTP/1.1', 'Host: a/b']],
  ['a Host header with credentials', ['GET /healthz HTTP/1.1', 'Host: user@a']],
  ['no Host header', ['GET /healthz HTTP/1.1', 'Connection: close']],
  ['Transfer-Encoding: gzip, chunked', ['POST /v1/agents HTTP/1.1', 'Host: a', 'Transfer-Encoding: gzip, chunked']],
  ['Transfer-Encoding: identity', ['POST /v1/agents HTTP/1.1', 'Host: a', 'Transfer-Encoding: identity']],
])('%s is a 400', async (_case, head) => {
  expect(await raw(...head)).toMatch(/^HTTP\/1\.1 400 /);
});

test.each(['', 'a', 'a.example:3000', 'a_b', '127.0.0.1:80', '[::1]:3000', '[::ffff:1.2.3.4]'])(
  'Host: "%s" is valid',
  async (host) => {
    expect(await raw('GET /healthz HTTP/1.1', `Host: ${host}`, 'Connection: close')).toMatch(/^HTTP\/1\.1 200 /);
  },
);

test.each([
  ['as it is', (key: string) => key],
  ['percent-encoded', (key: string) => key.replace('sk_', '%73k%5F')],
])('a key in a path, %s, is not logged', async (how, encode) => {
  const [, secret = ''] = server.key.split('_');
  await server.send('GET', `/v1/agents/${encode(server.key)}/${how.replaceAll(' ', '-')}`);
  await expect.poll(() => server.log.join('')).toContain(`/v1/agents/sk_…/${how.replaceAll(' ', '-')}`);
  expect(server.log.join('')).not.toContain(secret);
});

/** Everything that is listed by its id. */
const LISTED = ['agents', 'conversations', 'memories', 'webhook_deliveries'] as const;

/** Creates an agent and all that a conversation with it leaves behind. */
async function createRows(running: RunningServer, name: string): Promise<void> {
  const json = { ...MINIMAL, name, memory_enabled: true, webhook_url: 'http://127.0.0.1:1/' };
  const { body: agent } = await running.send('POST', '/v1/agents', { json });
  const caller = { json: { user_identity: 'ann' } };
  const { body } = await running.send('POST', `/v1/agents/${agent.id}/conversations`, caller);
  const facts = [{ fact: `Was here ${name}.` }];
  const report = { json: { end_reason: 'done', duration_seconds: 1, messages: [], facts }, key: WORKER_TOKEN };
  const path = `/v1/worker/conversations/${body.conversation.id}/complete`;
  expect((await running.send('POST', path, report)).status).toBe(200);
}

/** Ids and times of all rows of a table, in the order in which they were stored. */
const storedIn = (running: RunningServer, table: (typeof LISTED)[number]) =>
  running.api.database.db.selectFrom(table).select(['id', 'created_at']).orderBy(sql`rowid`).execute();

describe('a clock that is set back, also over a restart', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'clock-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('reorders no pages, and created_at does not go back', async () => {
    const environment = { DATABASE_URL: `sqlite:${join(folder, 'a.db')}`, ALLOW_PRIVATE_OUTBOUND: 'true' };
    const names: string[] = [];
    for (const hoursBack of [0, 5]) {
      const running = await startServer(environment);
      for (const back of [hoursBack, hoursBack + 1]) {
        vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - back * 3_600_000 });
        names.unshift(`${back} hours back`);
        await createRows(running, `${back} hours back`);
        vi.useRealTimers();
      }
      const { body } = await running.send('GET', '/v1/agents');
      expect(body.agents.map((agent: { name: string }) => agent.name)).toEqual(names);
      for (const table of LISTED) {
        const rows = await storedIn(running, table);
        expect(rows).toHaveLength(names.length);
        const [ids, times] = [rows.map(({ id }) => id), rows.map(({ created_at }) => created_at)];
        expect([table, ids, times]).toEqual([table, [...ids].sort(), [...times].sort()]);
      }
      await running.stop();
    }
  });

  test('a start continues after the newest id of every list', async () => {
    const running = await startServer({ ALLOW_PRIVATE_OUTBOUND: 'true' });
    await createRows(running, 'one');
    await createRows(running, 'two');
    const continued: string[] = [];
    const ids = { ...createIds(() => new Date()), continueAfter: (id: string) => void continued.push(id) };
    await continueIds(ids, running.api.database.db);
    const newest: unknown[] = [];
    for (const table of LISTED) newest.push((await storedIn(running, table)).at(-1)?.id);
    expect(continued).toEqual(newest);
    await running.stop();
  });
});

test('ids and their times grow, within a millisecond, with the clock set back, and after those of an earlier start', () => {
  let now = Date.parse('2026-11-20T09:30:00.000Z');
  const ids = createIds(() => new Date(now));
  const rows = Array.from({ length: 10_000 }, () => ids.next('agent'));
  now -= 86_400_000;
  rows.push(ids.next('agent'));
  ids.continueAfter('agent_01zzzzzzzze058y4tggcq0kby1');
  const last = ids.next('agent');
  expect(last.id > 'agent_01zzzzzzzze058y4tggcq0kby1').toBe(true);
  rows.push(last);
  expect(rows.map(({ id }) => id)).toEqual(rows.map(({ id }) => id).sort());
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  const times = rows.map(({ createdAt }) => createdAt.getTime());
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(times[0]).toBe(now + 86_400_000);
});
