import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { contract } from '../../generated/operations.ts';
import { rotateSecrets } from '../../src/api/agents/secrets/store.ts';
import { purgeCaller } from '../../src/api/conversations/deletion/purge.ts';
import { retryDeliveries } from '../../src/api/webhooks/store.ts';
import { type AuditEvent, commandOrigin, readEvents, recordChange, removeOldEvents } from '../../src/platform/audit.ts';
import { rotateKey } from '../../src/platform/key-rotation.ts';
import { findPrincipal, revokeKey } from '../../src/platform/keys.ts';
import { createSecretBox } from '../../src/platform/secrets.ts';
import { MINIMAL, type Reply, type RunningServer, type Sent, startServer, WORKER_TOKEN } from '../running-server.ts';

const CALLER = 'ada-4711';
const REPORT = { end_reason: 'done', duration_seconds: 1, messages: [], facts: [{ fact: 'Has a dog.' }] };
const AGENT = { ...MINIMAL, memory_enabled: true, webhook_url: 'https://hooks.example.com/a', webhook_secret: 'shh-1' };

let server: RunningServer;
let keyId: string | undefined;
let workspaceId: string | undefined;
beforeAll(async () => {
  server = await startServer();
  ({ keyId, workspaceId } = (await findPrincipal(server.api.database.db, server.key, new Date())) ?? {});
});
beforeEach(() => clear());
afterAll(() => server.stop());

const clear = () => server.api.database.db.deleteFrom('audit_events').execute();

async function read(query: Partial<Parameters<typeof readEvents>[1]> = {}): Promise<AuditEvent[]> {
  const all = { workspaceId: undefined, since: undefined, limit: 10_000, ...query };
  const events: AuditEvent[] = [];
  for await (const page of readEvents(server.api.database.db, all)) for (const event of page) events.push(event);
  return events;
}
/** What the log has: actor, action and resource. */
const recorded = async () => (await read()).map(({ actor, action, resource_id }) => [actor, action, resource_id]);

async function send(method: string, path: string, sent?: Sent): Promise<Reply> {
  const reply = await server.send(method, path, sent);
  expect(reply.status, reply.text).toBeLessThan(300);
  return reply;
}
const newAgent = async (json: object = AGENT): Promise<string> => (await send('POST', '/v1/agents', { json })).body.id;
const converse = async (agent: string): Promise<string> =>
  (await send('POST', `/v1/agents/${agent}/conversations`, { json: { user_identity: CALLER } })).body.conversation.id;
const work = (id: string, verb: 'claim' | 'complete', json: object): Promise<Reply> =>
  server.send('POST', `/v1/worker/conversations/${id}/${verb}`, { json, key: WORKER_TOKEN });

describe('the audit log', () => {
  test('every operation that changes something is recorded once, by whom, of what and in which request', async () => {
    const requests: (string | null)[] = [];
    const call = async (method: string, path: string, sent?: Sent): Promise<Reply> => {
      const reply = await send(method, path, sent);
      requests.push(reply.headers.get('x-request-id'));
      return reply;
    };
    const { body: agent } = await call('POST', '/v1/agents', { json: AGENT });
    await call('PATCH', `/v1/agents/${agent.id}`, { json: { prompt: 'Be kind.' } });
    const start = { json: { user_identity: CALLER } };
    const { body: first } = await call('POST', `/v1/agents/${agent.id}/conversations`, start);
    const { body: second } = await call('POST', `/v1/agents/${agent.id}/sessions`, start);
    const [done, ended] = [first.conversation.id, second.conversation.id];
    const path = `/v1/worker/conversations/${done}`;
    await call('POST', `${path}/claim`, { json: { worker_id: 'w-1' }, key: WORKER_TOKEN });
    await call('POST', `${path}/complete`, {
      json: { ...REPORT, facts: [{ fact: 'a' }, { fact: 'b' }] },
      key: WORKER_TOKEN,
    });
    const { body: list } = await send('GET', `/v1/agents/${agent.id}/memories`);
    await call('DELETE', `/v1/agents/memories/${list.memories[0].id}`);
    await call('DELETE', `/v1/agents/${agent.id}/memories?caller_identity=${CALLER}`);
    await call('POST', `/v1/agents/conversations/${ended}/end`);
    await call('DELETE', `/v1/agents/conversations/${done}`);
    await call('DELETE', `/v1/agents/${agent.id}`);
    expect(await recorded()).toEqual([
      [keyId, 'createAgent', agent.id],
      [keyId, 'updateAgent', agent.id],
      [keyId, 'createConversation', done],
      [keyId, 'createSession', ended],
      ['worker', 'claimConversation', done],
      ['worker', 'completeConversation', done],
      [keyId, 'deleteMemory', list.memories[0].id],
      [keyId, 'purgeMemories', agent.id],
      [keyId, 'endConversation', ended],
      [keyId, 'deleteConversation', done],
      [keyId, 'deleteAgent', agent.id],
    ]);
    const events = await read();
    expect(events.map(({ request_id }) => request_id)).toEqual(requests);
    expect(new Set(events.map((event) => event.workspace_id))).toEqual(new Set([workspaceId]));
    expect(new Set(events.map(({ workspace }) => workspace))).toEqual(new Set(['test']));
    for (const { at } of events) expect(at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    const changing = contract.operations.filter(({ method }) => method !== 'get').map(({ operationId }) => operationId);
    expect(events.map(({ action }) => action).sort()).toEqual(changing.sort());
    for (const value of [
      CALLER,
      'shh-1',
      'Be kind',
      'Front desk',
      'sabrina',
      'hooks.example',
      server.key.slice(3, 20),
    ]) {
      expect(JSON.stringify(events)).not.toContain(value);
    }
  });

  test('has nothing of requests that fail or change nothing', async () => {
    const id = await newAgent({ ...AGENT, slug: 'taken', is_public: true });
    const conversation = await converse(id);
    await work(conversation, 'claim', { worker_id: 'w-1' });
    await work(conversation, 'complete', REPORT);
    const { key } = await server.newKey('test', { scopes: 'agents:read' });
    await clear();
    const statuses = [
      await server.send('POST', '/v1/agents', { json: { ...AGENT, slug: 'taken' } }),
      await server.send('POST', '/v1/agents', { json: {} }),
      await server.send('POST', '/v1/agents', { json: AGENT, key }),
      await server.send('PATCH', `/v1/agents/${id}`, { json: {} }),
      await server.send('PATCH', `/v1/agents/${id}`, { json: { name: 'a' }, headers: { 'if-match': '"b"' } }),
      await server.send('DELETE', `/v1/agents/${id}`, { headers: { 'if-match': '"b"' } }),
      await server.send('DELETE', `/v1/agents/${id.replace(/.{8}$/, '00000000')}`),
      await server.send('DELETE', `/v1/agents/${id}/memories?caller_identity=nobody`),
      await server.send('POST', `/v1/agents/conversations/${conversation}/end`),
      await work(conversation, 'complete', REPORT),
      await work(conversation, 'complete', { ...REPORT, end_reason: 'another' }),
      await work(conversation, 'claim', { worker_id: 'w-1' }),
      await server.send('POST', `/v1/agents/${id}/sessions`, { key: null }),
      await server.send('GET', `/v1/agents/${id}`),
    ].map(({ status }) => status);
    expect(statuses).toEqual([400, 400, 403, 200, 412, 412, 404, 204, 204, 200, 409, 409, 201, 200]);
    expect(await recorded()).toEqual([]);
  });

  test('has one event of a claim, however often the worker renews it, and one of the worker that takes it over', async () => {
    let now = Date.parse('2026-11-20T09:30:00.000Z');
    const own = await startServer({ CLAIM_TIMEOUT_SECONDS: '1' }, () => new Date(now));
    const { body: agent } = await own.send('POST', '/v1/agents', { json: AGENT });
    const { body } = await own.send('POST', `/v1/agents/${agent.id}/conversations`);
    const claim = async (worker_id: string): Promise<number> => {
      const path = `/v1/worker/conversations/${body.conversation.id}/claim`;
      return (await own.send('POST', path, { json: { worker_id }, key: WORKER_TOKEN })).status;
    };
    const once = await Promise.all(Array.from({ length: 10 }, () => claim('w-1')));
    expect([...new Set(once), await claim('w-2')]).toEqual([200, 409]);
    now += 2000;
    expect([await claim('w-2'), await claim('w-2'), await claim('w-1')]).toEqual([200, 200, 409]);
    const events = await own.api.database.db
      .selectFrom('audit_events')
      .select('id')
      .where('action', '=', 'claimConversation')
      .execute();
    expect(events).toHaveLength(2);
    await own.stop();
  });

  test('has one event of a request and its replay', async () => {
    const sent = { json: MINIMAL, headers: { 'idempotency-key': 'audit-1' } };
    const first = await send('POST', '/v1/agents', sent);
    expect((await send('POST', '/v1/agents', sent)).headers.get('idempotent-replayed')).toBe('true');
    expect(await recorded()).toEqual([[keyId, 'createAgent', first.body.id]]);
  });

  test('that cannot be written keeps the change from being made', async () => {
    const own = await startServer();
    const { db } = own.api.database;
    const { body: agent } = await own.send('POST', '/v1/agents', { json: MINIMAL });
    const { body } = await own.send('POST', `/v1/agents/${agent.id}/conversations`);
    const conversation = `/v1/agents/conversations/${body.conversation.id}`;
    await db.schema.dropTable('audit_events').execute();
    const failed = [
      await own.send('POST', '/v1/agents', { json: MINIMAL }),
      await own.send('PATCH', `/v1/agents/${agent.id}`, { json: { name: 'b' } }),
      await own.send('DELETE', `/v1/agents/${agent.id}`),
      await own.send('POST', `/v1/agents/${agent.id}/conversations`),
      await own.send('POST', `/v1/agents/${agent.id}/sessions`),
      await own.send('POST', `${conversation}/end`),
      await own.send('DELETE', conversation),
    ];
    expect(failed.map(({ status }) => status)).toEqual(failed.map(() => 500));
    expect((await own.send('GET', '/v1/agents')).body.agents).toEqual([agent]);
    const { body: list } = await own.send('GET', '/v1/agents/conversations');
    expect(list.conversations).toEqual([body.conversation]);
    await own.stop();
  });
});

describe('commands', () => {
  const now = new Date();

  test('keys are recorded when they are created, rotated and revoked, and no second time', async () => {
    const { db } = server.api.database;
    const { id } = await server.newKey('test');
    const made = await rotateKey(db, id, { overlapMs: 1000, now });
    await rotateKey(db, id, { overlapMs: 1000, now });
    await revokeKey(db, id, now);
    await revokeKey(db, id, now);
    await revokeKey(db, 'key_none', now);
    expect(await recorded()).toEqual([
      ['command', 'keys.create', id],
      ['command', 'keys.rotate', id],
      ['command', 'keys.revoke', id],
    ]);
    expect((await read()).map(({ workspace, request_id }) => [workspace, request_id])).toEqual(
      Array(3).fill(['test', null]),
    );
    expect(JSON.stringify(await read())).not.toContain('key' in made ? made.key.slice(3, 20) : 'sk_');
  });

  test('a rotation of secrets is recorded once, and not where every secret has the key already or none can be decrypted', async () => {
    const own = await startServer();
    const { db } = own.api.database;
    for (let count = 0; count < 60; count++) {
      await own.send('POST', '/v1/agents', { json: { ...AGENT, webhook_secret: `s-${count}` } });
    }
    await db.deleteFrom('audit_events').execute();
    // Nothing opens what the server has sealed, so the box stands in for one that has both keys.
    const box = { ...createSecretBox(`new:${Buffer.alloc(32, 5).toString('base64')}`), open: () => 'opened' };
    const fails = {
      ...box,
      open: (): never => {
        throw new Error('another key');
      },
    };
    expect((await rotateSecrets(db, fails)).failed).toHaveLength(60);
    expect(await db.selectFrom('audit_events').selectAll().execute()).toEqual([]);
    for (let times = 0; times < 2; times++) await rotateSecrets(db, box);
    const events = await db.selectFrom('audit_events').select(['actor', 'action', 'resource_id']).execute();
    expect(events).toEqual([{ actor: 'command', action: 'secrets.rotate', resource_id: null }]);
    await own.stop();
  });

  test('a purged caller leaves one event and no identity, and another purge none', async () => {
    const { db } = server.api.database;
    const id = await newAgent();
    for (let count = 0; count < 2; count++) await work(await converse(id), 'complete', REPORT);
    await send('POST', `/v1/agents/${id}/conversations`, {
      json: { user_identity: CALLER },
      headers: { 'idempotency-key': 'audit-2' },
    });
    const before = (await recorded()).length;
    const scope = { callerIdentity: CALLER, workspaceId };
    expect(await purgeCaller(db, scope)).toMatchObject({ responses: 1 });
    expect(await purgeCaller(db, scope)).toEqual({ conversations: 0, memories: 0, responses: 0 });
    expect((await recorded()).slice(before)).toEqual([['command', 'data.purge-caller', null]]);
    expect((await read()).at(-1)?.workspace).toBe('test');
    expect(JSON.stringify(await db.selectFrom('audit_events').selectAll().execute())).not.toContain(CALLER);
  });

  test('each webhook delivery that is retried is recorded', async () => {
    const { db } = server.api.database;
    const conversation = await converse(await newAgent());
    await work(conversation, 'complete', REPORT);
    const { body } = await send('GET', `/v1/agents/conversations/${conversation}/webhook-deliveries`);
    await clear();
    const [{ id }] = body.deliveries;
    expect(await retryDeliveries(db, { id }, now)).toEqual([id]);
    expect(await recorded()).toEqual([['command', 'webhooks.retry', id]]);
    expect((await read())[0]?.workspace).toBe('test');
  });
});

describe('events', () => {
  test('are read oldest first over several pages, of one workspace, from a time, and no more than asked for', async () => {
    const { db } = server.api.database;
    for (let count = 0; count < 1100; count++) {
      const changed = { workspaceId: count % 2 === 0 ? (workspaceId ?? null) : null, resourceId: `${count}` };
      await recordChange(db, commandOrigin('a'), changed);
    }
    const numbers = async (query: Parameters<typeof read>[0]) =>
      (await read(query)).map(({ resource_id }) => Number(resource_id));
    const all = Array.from({ length: 1100 }, (_, count) => count);
    expect(await numbers({})).toEqual(all);
    expect(await numbers({ workspaceId })).toEqual(all.filter((count) => count % 2 === 0));
    expect(await numbers({ limit: 501 })).toEqual(all.slice(0, 501));
    expect(await numbers({ limit: 1 })).toEqual([0]);
    const since = new Date((await read())[700]?.at ?? '');
    const later = (await read({ since })).map(({ at }) => at);
    expect(later).toEqual((await read()).map(({ at }) => at).filter((at) => at >= since.toISOString()));
    expect(later.length).toBeLessThan(1100);
  });

  test('are deleted where they are older than a time, in several batches', async () => {
    const { db } = server.api.database;
    for (let count = 0; count < 1050; count++) {
      await recordChange(db, commandOrigin('a'), { workspaceId: null, resourceId: null });
    }
    const newest = (await read()).at(-1)?.at ?? '';
    const { signal } = new AbortController();
    expect(await removeOldEvents(db, new Date(Date.now() - 86_400_000), signal)).toBe(0);
    const removed = await removeOldEvents(db, new Date(newest), signal);
    expect(removed).toBe(1050 - (await read()).length);
    expect(new Set((await read()).map(({ at }) => at))).toEqual(new Set([newest]));
    expect(await removeOldEvents(db, new Date(Date.parse(newest) + 1), signal)).toBe(1050 - removed);
  });
});
