import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contract } from '../../generated/operations.ts';
import { KEY_SCOPES } from '../../src/platform/key-scopes.ts';
import { MINIMAL, type RunningServer, type Sent, startServer } from '../running-server.ts';

/** The operations that take a key, with the scopes that the contract requires of it. */
const keyed = contract.operations.flatMap(({ operationId, method, path, security }) =>
  security.flatMap(({ ApiKey: scopes }) => (scopes === undefined ? [] : [{ operationId, method, path, scopes }])),
);

test('every operation that takes a key names one scope, and every scope is named', () => {
  for (const { operationId, scopes } of keyed) expect(scopes, operationId).toHaveLength(1);
  expect([...new Set(keyed.flatMap(({ scopes }) => scopes))].sort()).toEqual([...KEY_SCOPES]);
});

test('operations that change something name a scope to write, all others one to read', () => {
  for (const { operationId, method, scopes } of keyed) {
    expect(scopes[0], operationId).toMatch(method === 'get' ? /:read$/ : /:write$/);
  }
});

describe('a key', () => {
  let server: RunningServer;
  const NOWHERE = { id: 'agent_01k9zq7v3mf4h8s2c6d0xw5t1e', memory_id: 'memory_01k9zq7v3mf4h8s2c6d0xw5t1e' };
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.stop());

  const having = async (scopes: readonly string[]): Promise<string> =>
    (await server.newKey('test', { scopes: scopes.join() })).key;

  test.each(keyed)('without the scope of $operationId gets a 403 that names it', async (operation) => {
    const [scope = ''] = operation.scopes;
    const path = operation.path.replace(/\{(\w+)\}/g, (_, name: keyof typeof NOWHERE) => NOWHERE[name]);
    // It is not even JSON, so a body that is read is a 400.
    const sent = { raw: '{', headers: { 'content-type': 'application/json' } };
    const send = (key: string) =>
      server.send(operation.method.toUpperCase(), path, { key, ...(operation.method === 'get' ? {} : sent) });
    const rejected = await send(await having(KEY_SCOPES.filter((one) => one !== scope)));
    expect([rejected.status, rejected.body.error]).toEqual([
      403,
      { code: 'forbidden', message: `The API key lacks the scope "${scope}".` },
    ]);
    expect(rejected.headers.get('x-request-id')).toBe(rejected.body.request_id);
    expect(rejected.headers.get('www-authenticate')).toBe(`Bearer error="insufficient_scope", scope="${scope}"`);
    expect([200, 400, 404]).toContain((await send(await having([scope]))).status);
  });

  test('without scopes that were named has all', async () => {
    const { body: agent } = await server.send('POST', '/v1/agents', { json: MINIMAL });
    expect((await server.send('POST', `/v1/agents/${agent.id}/conversations`)).status).toBe(201);
  });

  test('lacks a scope the second time too, when it is known already', async () => {
    const key = await having(['agents:read']);
    expect((await server.send('GET', '/v1/agents', { key })).status).toBe(200);
    for (let time = 0; time < 2; time++) {
      expect((await server.send('GET', '/v1/agents/conversations', { key })).status).toBe(403);
    }
    expect((await server.send('HEAD', '/v1/agents/conversations', { key })).status).toBe(403);
    expect((await server.send('GET', '/v1/agents', { key })).status).toBe(200);
  });

  test('without the scope is rejected where the public needs no key, as an invalid one is', async () => {
    const { body: agent } = await server.send('POST', '/v1/agents', { json: { ...MINIMAL, is_public: true } });
    const start = (sent: Sent) => server.send('POST', `/v1/agents/${agent.id}/sessions`, sent);
    const read = (sent: Sent) => server.send('GET', `/v1/agents/${agent.id}/widget-config`, sent);
    expect([(await start({ key: null })).status, (await read({ key: null })).status]).toEqual([201, 200]);
    const [reads, writes] = [await having(['agents:read']), await having(['conversations:write'])];
    expect([(await start({ key: writes })).status, (await read({ key: reads })).status]).toEqual([201, 200]);
    const rejected = [await start({ key: reads }), await read({ key: writes })];
    expect(rejected.map(({ status, body }) => [status, body.error.message])).toEqual([
      [403, 'The API key lacks the scope "conversations:write".'],
      [403, 'The API key lacks the scope "agents:read".'],
    ]);
  });
});

describe('a request without the scope', () => {
  const now = new Date('2026-11-20T09:30:00.000Z');
  const limited = async (limits: Record<string, string>, use: (server: RunningServer) => Promise<void>) => {
    const server = await startServer({ RATE_LIMITS: 'true', ...limits }, () => now);
    try {
      await use(server);
    } finally {
      await server.stop();
    }
  };

  test('does not count as a failed key', () =>
    limited({ FAILED_KEYS_PER_ADDRESS: '1' }, async (server) => {
      const { key } = await server.newKey('test', { scopes: 'agents:read' });
      const statuses = [];
      for (let count = 0; count < 3; count++) {
        statuses.push((await server.send('GET', '/v1/agents/conversations', { key })).status);
      }
      expect(statuses).toEqual([403, 403, 403]);
      // The first failed key of the address.
      expect((await server.send('GET', '/v1/agents', { key: 'sk_wrong' })).status).toBe(401);
    }));

  test('counts against the limit of its workspace', () =>
    limited({ RATE_LIMIT_BURST: '2' }, async (server) => {
      const { key } = await server.newKey('test', { scopes: 'agents:read' });
      const statuses = [];
      for (let count = 0; count < 3; count++) {
        statuses.push((await server.send('GET', '/v1/agents/conversations', { key })).status);
      }
      expect(statuses).toEqual([403, 403, 429]);
    }));
});
