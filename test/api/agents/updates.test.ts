import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MINIMAL, type RunningServer, startServer } from '../../running-server.ts';

let server: RunningServer;
let clock = Date.parse('2026-11-20T09:30:00.000Z');
beforeAll(async () => {
  server = await startServer({}, () => new Date(clock));
});
afterAll(() => server.stop());

async function newAgent(json: object = MINIMAL) {
  const { status, body, headers } = await server.send('POST', '/v1/agents', { json });
  expect(status).toBe(201);
  return { agent: body, path: `/v1/agents/${body.id}`, tag: headers.get('etag') ?? '' };
}
const patch = (path: string, json: object, headers: Record<string, string> = {}) =>
  server.send('PATCH', path, { json, headers });

describe('two updates at once', () => {
  test('neither is lost: each sets only the fields that it names', async () => {
    const { path } = await newAgent();
    for (let round = 1; round <= 30; round++) {
      const changes = [
        { prompt: `p${round}` },
        { temperature: round / 100 },
        { first_message: `f${round}` },
        {
          amd: {
            enabled: round % 2 === 0,
            on_voicemail: { action: 'hangup' },
            on_ivr: { action: 'proceed' },
            on_unavailable: { action: 'hangup' },
          },
        },
        { webhook_url: `https://hooks.example.com/${round}`, memory_retention_days: round },
      ];
      const replies = await Promise.all(changes.map((change) => patch(path, change)));
      expect(replies.map(({ status }) => status)).toEqual(changes.map(() => 200));
      expect((await server.send('GET', path)).body).toMatchObject(Object.assign({}, ...changes));
    }
  });

  test('of two with the same If-Match one is rejected', async () => {
    const { path } = await newAgent();
    for (let round = 0; round < 20; round++) {
      const tag = (await server.send('GET', path)).headers.get('etag') ?? '';
      const replies = await Promise.all(
        ['a', 'b', 'c'].map((name) => patch(path, { name: `${name}${round}` }, { 'if-match': tag })),
      );
      expect(replies.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    }
  });
});

describe('updated_at', () => {
  test('moves on every accepted change, even while the clock stands still', async () => {
    const { agent, path } = await newAgent();
    const times = [agent.updated_at];
    for (const temperature of [0.1, 0.2, 0.3]) times.push((await patch(path, { temperature })).body.updated_at);
    expect(new Set(times).size).toBe(4);
    expect([...times].sort()).toEqual(times);
  });

  test('never goes back, when the clock does', async () => {
    const { agent, path } = await newAgent();
    clock -= 60_000;
    const { body } = await patch(path, { temperature: 0.9 });
    clock += 60_000;
    expect(body.updated_at > agent.updated_at).toBe(true);
    expect(body.created_at).toBe(agent.created_at);
  });

  test('stays when nothing changes: {} and what is stored already', async () => {
    const { agent, path, tag } = await newAgent();
    clock += 1000;
    for (const json of [
      {},
      { temperature: agent.temperature },
      { clear_tts_speaking_rate: true },
      { llm_api_key: '' },
    ]) {
      const { status, body, headers } = await patch(path, json);
      expect([status, body, headers.get('etag')]).toEqual([200, agent, tag]);
    }
  });

  test('moves when a secret is sent, since it is not compared', async () => {
    const { agent, path } = await newAgent({ ...MINIMAL, webhook_secret: 's' });
    const { body } = await patch(path, { webhook_secret: 's' });
    expect(body.updated_at > agent.updated_at).toBe(true);
  });

  test('and nothing else moves when a request is rejected', async () => {
    const { agent, path } = await newAgent();
    expect((await patch(path, { temperature: 7, name: 'new' })).status).toBe(400);
    expect((await server.send('GET', path)).body).toEqual(agent);
  });
});

describe('ETag', () => {
  test('is strong, the same on POST, GET and PATCH, and moves with each change', async () => {
    const { path, tag } = await newAgent();
    expect(tag).toMatch(/^"[!#-~]+"$/);
    expect((await server.send('GET', path)).headers.get('etag')).toBe(tag);
    const changed = (await patch(path, { name: 'new' })).headers.get('etag');
    expect(changed).not.toBe(tag);
    expect((await server.send('GET', path)).headers.get('etag')).toBe(changed);
  });

  test.each([
    ['the current tag', (tag: string) => tag, true],
    ['a list with it', (tag: string) => `"other", ${tag}`, true],
    ['*', () => '*', true],
    ['another tag', () => '"other"', false],
    ['a list of others', () => '"a", "b"', false],
    ['the same tag, weak', (tag: string) => `W/${tag}`, false],
    ['no tag at all', () => 'garbage', false],
  ])('If-Match with %s', async (_what, header, holds) => {
    const { agent, path, tag } = await newAgent();
    const headers = { 'if-match': header(tag) };
    const updated = await patch(path, { name: 'new' }, headers);
    expect([updated.status, updated.body.error?.code]).toEqual(holds ? [200, undefined] : [412, 'precondition_failed']);
    if (!holds) expect((await server.send('GET', path)).body).toEqual(agent);
    const current = (await server.send('GET', path)).headers.get('etag') ?? '';
    const deleted = await server.send('DELETE', path, { headers: { 'if-match': header(current) } });
    expect(deleted.status).toBe(holds ? 204 : 412);
    expect((await server.send('GET', path)).status).toBe(holds ? 404 : 200);
  });

  test.each([
    ['the current tag', (tag: string) => tag, 304],
    ['the same tag, weak', (tag: string) => `W/${tag}`, 304],
    ['a list with it', (tag: string) => `"other", ${tag}`, 304],
    ['*', () => '*', 304],
    ['another tag', () => '"other"', 200],
  ])('If-None-Match with %s', async (_what, header, status) => {
    const { path, tag } = await newAgent();
    const reply = await server.send('GET', path, { headers: { 'if-none-match': header(tag) } });
    expect([reply.status, reply.headers.get('etag')]).toEqual([status, tag]);
    expect(reply.text === '').toBe(status === 304);
  });
});

test('If-Match on an agent that is not there is a 404', async () => {
  for (const method of ['PATCH', 'DELETE']) {
    const { status } = await server.send(method, '/v1/agents/agent_01k9zq7v3mf4h8s2c6d0xw5t1e', {
      headers: { 'if-match': '*' },
      ...(method === 'PATCH' ? { json: {} } : {}),
    });
    expect([method, status]).toEqual([method, 404]);
  }
});

describe('an update and a deletion at once', () => {
  test('leave nothing behind, and the update is a 200 or a 404', async () => {
    for (let round = 0; round < 20; round++) {
      const { path } = await newAgent({ ...MINIMAL, webhook_secret: 's' });
      const [updated, deleted] = await Promise.all([
        patch(path, { webhook_secret: 'new' }),
        server.send('DELETE', path),
      ]);
      expect([200, 404]).toContain(updated.status);
      expect([deleted.status, (await server.send('GET', path)).status]).toEqual([204, 404]);
    }
    const { db } = server.api.database;
    const orphans = await db
      .selectFrom('agent_secrets')
      .where('agent_id', 'not in', db.selectFrom('agents').select('id'))
      .selectAll()
      .execute();
    expect(orphans).toEqual([]);
  });

  test('of two deletions one is a 204 and the other a 404', async () => {
    for (let round = 0; round < 20; round++) {
      const { path } = await newAgent();
      const replies = await Promise.all([server.send('DELETE', path), server.send('DELETE', path)]);
      expect(replies.map(({ status }) => status).sort()).toEqual([204, 404]);
    }
  });
});

describe('an agent that is not there', () => {
  const METHODS = ['GET', 'PATCH', 'DELETE'] as const;
  const json = (method: string) => (method === 'PATCH' ? { json: {} } : {});

  test('because it was deleted', async () => {
    const { agent, path } = await newAgent();
    const { status, text } = await server.send('DELETE', path);
    expect([status, text]).toEqual([204, '']);
    for (const method of METHODS) {
      const { status, body } = await server.send(method, path, json(method));
      expect([status, body.error.code]).toEqual([404, 'agent_not_found']);
    }
    const { body } = await server.send('GET', '/v1/agents?limit=200');
    expect(body.agents.map(({ id }: { id: string }) => id)).not.toContain(agent.id);
  });

  test("because it is another workspace's", async () => {
    const { agent, path } = await newAgent();
    const { key } = await server.newKey('another');
    for (const method of METHODS) {
      const { status, body } = await server.send(method, path, { ...json(method), key });
      expect([status, body.error.code]).toEqual([404, 'agent_not_found']);
    }
    expect((await server.send('GET', '/v1/agents', { key })).body).toEqual({
      agents: [],
      next_cursor: null,
      has_more: false,
    });
    expect((await server.send('GET', path)).body).toEqual(agent);
  });

  test.each([
    '0198f1b2-7c3a-7d4e-8f5a-6b7c8d9e0f1a',
    'AGENT_01k9zq7v3mf4h8s2c6d0xw5t1e',
    'agent_01K9ZQ7V3MF4H8S2C6D0XW5T1E',
    'key_01k9zq7v3mf4h8s2c6d0xw5t1e',
    'agent-01k9zq7v3mf4h8s2c6d0xw5t1e',
    'agent_01k9zq7v3mf4h8s2c6d0xw5t1',
    'agent_01k9zq7v3mf4h8s2c6d0xw5t1e0',
    'agent_81k9zq7v3mf4h8s2c6d0xw5t1e',
    'agent_01k9zq7v3mf4h8s2c6d0xw5t1i',
    'agent_01k9zq7v3mf4h8s2c6d0xw5t1u',
    'agent_01k9zq7v3mf4h8s2c6d0xw5t1e%0A',
    '%00',
    '..%2f..%2fetc',
    '%zz',
    "agent_' or 1=1 --",
  ])('because %s is no form of an id: 404, not 400', async (id) => {
    for (const method of METHODS) {
      const { status, body } = await server.send(method, `/v1/agents/${id}`, json(method));
      expect([method, status, body.error.code]).toEqual([method, 404, expect.stringMatching(/not_found$/)]);
    }
  });
});

test('201 carries a Location that answers the agent', async () => {
  const { headers, body } = await server.send('POST', '/v1/agents', { json: MINIMAL });
  expect((await server.send('GET', headers.get('location') ?? '')).body).toEqual(body);
});

test('HEAD answers like GET, without a body', async () => {
  const { path } = await newAgent();
  for (const target of [path, '/v1/agents', '/v1/agents/llm-models', '/v1/voices']) {
    const [head, get] = [await server.send('HEAD', target), await server.send('GET', target)];
    expect([head.status, head.text]).toEqual([200, '']);
    for (const name of ['content-type', 'content-length', 'etag'])
      expect(head.headers.get(name)).toBe(get.headers.get(name));
  }
});

test('HEAD answers 304 and 404 like GET, without a body', async () => {
  const { path, tag } = await newAgent();
  const unchanged = await server.send('HEAD', path, { headers: { 'if-none-match': tag } });
  expect([unchanged.status, unchanged.headers.get('etag'), unchanged.text]).toEqual([304, tag, '']);
  const missing = await server.send('HEAD', '/v1/agents/agent_01k9zq7v3mf4h8s2c6d0xw5t1e');
  expect([missing.status, missing.text]).toEqual([404, '']);
});

describe('X-Request-Id', () => {
  test.each(['a', 'A-b_c.9', 'x'.repeat(128)])('%s is echoed', async (id) => {
    const { headers, body } = await server.send('GET', '/v1/nowhere', { headers: { 'x-request-id': id } });
    expect([headers.get('x-request-id'), body.request_id]).toEqual([id, id]);
  });

  test.each(['', 'a b', 'a,b', 'ä', 'x'.repeat(129), '<script>'])('"%s" is replaced by a new one', async (id) => {
    const { headers, body } = await server.send('GET', '/v1/nowhere', { headers: { 'x-request-id': id } });
    expect(headers.get('x-request-id')).toMatch(/^req_[0-9a-z]{26}$/);
    expect(body.request_id).toBe(headers.get('x-request-id'));
  });
});
