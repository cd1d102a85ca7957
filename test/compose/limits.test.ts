import { afterEach, describe, expect, test } from 'vitest';
import { contract } from '../../generated/operations.ts';
import { createKey, revokeKey } from '../../src/platform/keys.ts';
import { createTestDatabase } from '../postgres/test-database.ts';
import { MINIMAL, type Reply, type RunningServer, type Sent, startServer, WORKER_TOKEN } from '../running-server.ts';

let now = Date.parse('2026-11-20T09:30:00.000Z');
const servers: RunningServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

/** A server with limits, whose clock stands still. */
async function start(environment: Record<string, string> = {}): Promise<RunningServer> {
  const server = await startServer({ RATE_LIMITS: 'true', ...environment }, () => new Date(now));
  servers.push(server);
  return server;
}

const list = ({ send }: RunningServer, sent?: Sent): Promise<Reply> => send('GET', '/v1/agents?limit=1', sent);

async function statuses(count: number, send: () => Promise<Reply>): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (let index = 0; index < count; index++) {
    const { status } = await send();
    found[status] = (found[status] ?? 0) + 1;
  }
  return found;
}

test('every operation declares a 429', () => {
  const without = contract.operations.filter(({ responses }) => !('429' in responses));
  expect(without.map(({ operationId }) => operationId)).toEqual([]);
});

describe('a workspace', () => {
  test('may send 60 requests at once with all its keys, then 20 a second', async () => {
    const server = await start();
    const { key } = await server.newKey('test');
    expect(await statuses(59, () => list(server))).toEqual({ 200: 59 });
    expect((await list(server, { key })).status).toBe(200);
    const { status, headers, body } = await list(server, { key });
    expect([status, body.error.code]).toEqual([429, 'rate_limited']);
    expect(headers.get('retry-after')).toBe('1');
    expect(headers.get('ratelimit')).toBe('"workspace";r=0;t=3');
    expect(headers.get('ratelimit-policy')).toBe('"workspace";q=60;w=3');
    now += 1000;
    expect(await statuses(25, () => list(server))).toEqual({ 200: 20, 429: 5 });
  });

  test('has a limit of its own', async () => {
    const server = await start({ RATE_LIMIT_BURST: '1' });
    const { key } = await server.newKey('other');
    expect(await statuses(2, () => list(server))).toEqual({ 200: 1, 429: 1 });
    expect(await statuses(2, () => list(server, { key }))).toEqual({ 200: 1, 429: 1 });
  });

  test('is limited before the body of a write is read, and whatever the request is rejected for', async () => {
    const server = await start({ RATE_LIMIT_BURST: '2' });
    const invalid = { raw: '{', headers: { 'content-type': 'application/json' } };
    const create = () => server.send('POST', '/v1/agents', invalid);
    expect(await statuses(3, create)).toEqual({ 400: 2, 429: 1 });
  });

  test('is limited on public routes too, by its key', async () => {
    const server = await start({ RATE_LIMIT_BURST: '2', PUBLIC_READS_PER_ADDRESS: '1' });
    const { body: agent } = await server.send('POST', '/v1/agents', { json: { ...MINIMAL, is_public: true } });
    const read = (sent?: Sent) => server.send('GET', `/v1/agents/${agent.id}/widget-config`, sent);
    expect(await statuses(2, read)).toEqual({ 200: 1, 429: 1 });
    expect(await statuses(2, () => read({ key: null }))).toEqual({ 200: 1, 429: 1 });
    expect((await read({ key: null })).headers.get('ratelimit-policy')).toBe('"address";q=1;w=60');
  });

  test('can have another limit, or none', async () => {
    const database = await createTestDatabase(true);
    const first = await startServer(database.environment);
    const at = { expiresAt: null, now: new Date(now) };
    const [big, free] = [
      await createKey(first.api.database.db, { workspace: 'big', ...at }),
      await createKey(first.api.database.db, { workspace: 'free of limits', ...at }),
    ];
    await first.stop();
    const limits = { RATE_LIMIT_BURST: '1', WORKSPACE_RATE_LIMITS: 'big=2/5,free of limits=off' };
    const server = await start({ ...database.environment, ...limits });
    expect(await statuses(7, () => list(server, { key: big.key }))).toEqual({ 200: 5, 429: 2 });
    expect((await list(server, { key: big.key })).headers.get('ratelimit-policy')).toBe('"workspace";q=5;w=3');
    expect(await statuses(20, () => list(server, { key: free.key }))).toEqual({ 200: 20 });
    expect(await statuses(2, () => list(server))).toEqual({ 200: 1, 429: 1 });
    await servers.pop()?.stop();
    await database.remove();
  });

  test('that does not exist cannot have a limit', async () => {
    await expect(start({ WORKSPACE_RATE_LIMITS: 'nobody=1/1' })).rejects.toThrow(
      'WORKSPACE_RATE_LIMITS: the workspace "nobody" does not exist. Create it with: npm run keys -- create --workspace NAME',
    );
  });
});

describe('keys that are not valid', () => {
  const OTHER = { 'x-forwarded-for': '192.0.2.2' };
  const limits = { FAILED_KEYS_PER_ADDRESS: '3', TRUST_PROXY: '1' };

  test('cost an address no more than so many look-ups a minute', async () => {
    const server = await start(limits);
    expect(await statuses(10, () => list(server, { key: 'sk_wrong' }))).toEqual({ 401: 3, 429: 7 });
    // Not even a valid key is found.
    expect((await list(server)).status).toBe(429);
    const { headers, body } = await list(server, { key: 'sk_other' });
    expect([body.error.code, headers.get('ratelimit')]).toEqual(['rate_limited', '"failed_keys";r=0;t=60']);
    expect([headers.get('retry-after'), headers.get('x-request-id')]).toEqual(['20', body.request_id]);
    expect((await list(server, { key: 'sk_wrong', headers: OTHER })).status).toBe(401);
    now += 20_000;
    expect(await statuses(2, () => list(server, { key: 'sk_wrong' }))).toEqual({ 401: 1, 429: 1 });
  });

  test('are owed if more of them are sent at once', async () => {
    const server = await start(limits);
    const sent = await Promise.all(Array.from({ length: 6 }, () => list(server, { key: 'sk_wrong' })));
    const failed = sent.filter(({ status }) => status === 401).length;
    now += 60_000;
    const found = await statuses(6, () => list(server, { key: 'sk_wrong' }));
    expect(found).toEqual({ ...(failed < 6 ? { 401: 6 - failed } : {}), 429: failed });
  });

  test('stop no key of the same address that was valid before, until it is revoked', async () => {
    const server = await start(limits);
    const { id, key } = await server.newKey('test');
    expect((await list(server, { key })).status).toBe(200);
    await statuses(4, () => list(server, { key: 'sk_wrong' }));
    expect((await list(server, { key })).status).toBe(200);
    expect((await list(server)).status).toBe(429);
    await revokeKey(server.api.database.db, id, new Date(now));
    // A key that was valid is not looked up again for 3 seconds.
    await expect.poll(async () => (await list(server, { key })).status, { interval: 500 }).toBe(401);
    expect((await list(server, { key })).status).toBe(429);
  });

  test('are limited on public routes too', async () => {
    const server = await start(limits);
    const read = () => server.send('GET', '/v1/agents/agent_01k9zq7v3mf4h8s2c6d0xw5t1e/widget-config', { key: 'x' });
    expect(await statuses(4, read)).toEqual({ 401: 3, 429: 1 });
  });

  test('are limited among tokens of voice workers, of which a valid one always passes', async () => {
    const server = await start({ ...limits, RATE_LIMIT_BURST: '1' });
    const claim = (key: string) => () =>
      server.send('POST', '/v1/worker/conversations/conv_01k9zq8a5tf7g9h3k2m4n6p8q0/claim', {
        ...{ key, json: { worker_id: 'a' } },
      });
    expect(await statuses(4, claim('wrong'))).toEqual({ 401: 3, 429: 1 });
    expect(await statuses(4, claim(WORKER_TOKEN))).toEqual({ 404: 4 });
  });
});

test('RATE_LIMITS=false turns all limits off', async () => {
  const one = { RATE_LIMIT_BURST: '1', FAILED_KEYS_PER_ADDRESS: '1', PUBLIC_READS_PER_ADDRESS: '1' };
  const sessions = { PUBLIC_SESSIONS_PER_ADDRESS: '1', PUBLIC_SESSIONS_PER_AGENT: '1' };
  const server = await start({ ...one, ...sessions, RATE_LIMITS: 'false' });
  const { body: agent } = await server.send('POST', '/v1/agents', { json: { ...MINIMAL, is_public: true } });
  const path = `/v1/agents/${agent.id}`;
  expect(await statuses(3, () => list(server))).toEqual({ 200: 3 });
  expect(await statuses(3, () => list(server, { key: 'sk_wrong' }))).toEqual({ 401: 3 });
  expect(await statuses(3, () => server.send('GET', `${path}/widget-config`, { key: null }))).toEqual({ 200: 3 });
  expect(await statuses(3, () => server.send('POST', `${path}/sessions`, { key: null }))).toEqual({ 201: 3 });
});
