import { decodeProtectedHeader, jwtVerify } from 'jose';
import { TokenVerifier } from 'livekit-server-sdk';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { momentOf } from '../../../src/api/moment.ts';
import { MINIMAL, type RunningServer, startServer } from '../../running-server.ts';
import { dispatchIn, dispatchOf } from './claim.ts';

const LIVEKIT = {
  LIVEKIT_URL: 'wss://voice.example.com',
  LIVEKIT_API_KEY: 'testkey',
  LIVEKIT_API_SECRET: 'a-secret-of-this-test-and-no-other',
  LIVEKIT_AGENT_NAME: 'receptionist',
};

let server: RunningServer;
let now = Date.parse('2026-11-20T09:30:00.000Z');
beforeAll(async () => {
  server = await startServer(LIVEKIT, () => new Date(now));
});
afterAll(() => server.stop());

async function newAgent(settings: object = {}, key?: string): Promise<string> {
  const sent = { json: { ...MINIMAL, ...settings }, ...(key === undefined ? {} : { key }) };
  const { status, body } = await server.send('POST', '/v1/agents', sent);
  expect(status, JSON.stringify(body)).toBe(201);
  return body.id;
}

const start = (agent: string, json?: object, key?: string) =>
  server.send('POST', `/v1/agents/${agent}/conversations`, {
    ...(json === undefined ? {} : { json }),
    ...(key === undefined ? {} : { key }),
  });

describe('a conversation is started', () => {
  test('without a body', async () => {
    const agent = await newAgent();
    const { status, headers, body } = await start(agent);
    expect(status).toBe(201);
    expect(body).toEqual({
      conversation: {
        id: expect.stringMatching(/^conv_[0-7][0-9a-hjkmnp-tv-z]{25}$/),
        ...{ agent_id: agent, status: 'pending', caller_identity: null, dynamic_variables: {} },
        ...{ end_reason: null, created_at: new Date(now).toISOString(), ended_at: null },
        ...{ duration_seconds: null, evaluations: [], extracted: {}, recording_url: null },
      },
      token: expect.any(String),
      url: 'wss://voice.example.com',
    });
    const location = headers.get('location') ?? '';
    expect(location).toBe(`/v1/agents/conversations/${body.conversation.id}`);
    expect((await server.send('GET', location)).body).toEqual(body.conversation);
  });

  test('with a caller and values for the texts', async () => {
    const json = { user_identity: 'customer-4711', dynamic_variables: { name: 'Ada', __proto__x: '☎' } };
    const { body } = await start(await newAgent(), json);
    expect(body.conversation).toMatchObject({
      caller_identity: 'customer-4711',
      dynamic_variables: json.dynamic_variables,
    });
  });

  test('with values of any kind, which come back as they were sent', async () => {
    const dynamic_variables = {
      ...{ text: 'Ada', count: 2, share: -0.25, isOpen: true, nothing: null, none: [], deep: { a: [{ b: null }] } },
      ...{ long: 'x'.repeat(20_000) },
    };
    const agent = await newAgent({ prompt: '{{text}} {{count}} {{share}} {{isOpen}} {{nothing}} {{none}} {{deep}}' });
    const { status, body } = await start(agent, { dynamic_variables });
    expect([status, body.conversation.dynamic_variables]).toEqual([201, dynamic_variables]);
    const { body: read } = await server.send('GET', `/v1/agents/conversations/${body.conversation.id}`);
    expect(read.dynamic_variables).toEqual(dynamic_variables);
    const { prompt } = await dispatchOf(server, body.conversation.id);
    expect(prompt).toBe('Ada 2 -0.25 true null [] {"a":[{"b":null}]}');
  });

  test('not with an agent that is not there, or is of another workspace', async () => {
    const { key } = await server.newKey('another');
    const foreign = await newAgent({}, key);
    for (const agent of ['agent_01k9zq7v3mf4h8s2c6d0xw5t1e', foreign, 'x']) {
      const { status, body } = await start(agent);
      expect([agent, status, body.error.code]).toEqual([agent, 404, 'agent_not_found']);
    }
  });

  test.each<[string, object, string]>([
    ['an empty caller', { user_identity: '' }, 'user_identity'],
    ['a caller with too long a name', { user_identity: 'x'.repeat(201) }, 'user_identity'],
    ['a variable of no name', { dynamic_variables: { 'a b': 'x' } }, 'dynamic_variables'],
    ['an unknown property', { user: 'x' }, 'user'],
  ])('not with %s', async (_what, json, field) => {
    const { status, body } = await start(await newAgent(), json);
    expect([status, Object.keys(body.error.fields).join()]).toEqual([400, expect.stringContaining(field)]);
  });
});

describe('the access token', () => {
  const secret = new TextEncoder().encode(LIVEKIT.LIVEKIT_API_SECRET);

  test('lets the caller join the room of the conversation, for ten minutes', async () => {
    const { body } = await start(await newAgent(), { user_identity: 'customer-4711' });
    const room = body.conversation.id;
    const claims = await new TokenVerifier(LIVEKIT.LIVEKIT_API_KEY, LIVEKIT.LIVEKIT_API_SECRET).verify(body.token);
    expect(claims).toMatchObject({ sub: 'customer-4711', iss: 'testkey', video: { room, roomJoin: true } });
    // Read by another library, which knows nothing of LiveKit.
    const { payload } = await jwtVerify(body.token, secret, { algorithms: ['HS256'] });
    expect(decodeProtectedHeader(body.token).alg).toBe('HS256');
    expect((payload.exp ?? 0) - (payload.nbf ?? 0)).toBeLessThanOrEqual(600);
    expect((payload.exp ?? 0) * 1000 - Date.now()).toBeLessThanOrEqual(600_000);
    const { roomAdmin, roomCreate, roomList, roomRecord } = payload.video as Record<string, unknown>;
    expect([roomAdmin, roomCreate, roomList, roomRecord]).toEqual([undefined, undefined, undefined, undefined]);
  });

  test('of nobody in particular is of the conversation alone', async () => {
    const { body } = await start(await newAgent());
    expect((await jwtVerify(body.token, secret)).payload.sub).toBe(body.conversation.id);
  });

  test('dispatches the worker with the ids of conversation and agent, and nothing else of the agent', async () => {
    const agent = await newAgent({
      ...{ llm_provider: 'custom', llm_model: 'canary-model', llm_base_url: 'https://canary.example.com/v1' },
      ...{ llm_api_key: 'canary-llm-key', llm_extra_body: { canary: 1 }, webhook_secret: 'canary-webhook-secret' },
      ...{ prompt: 'canary {{name}}.', first_message: 'canary', webhook_url: 'https://canary.example.com/x' },
    });
    const { body } = await start(agent, { dynamic_variables: { name: 'Ada' } });
    const { agentName, metadata } = dispatchIn(body.token);
    expect(agentName).toBe('receptionist');
    expect(metadata).toEqual({ conversation_id: body.conversation.id, agent_id: agent });
    const { payload } = await jwtVerify(body.token, secret);
    expect(JSON.stringify(payload)).not.toMatch(/canary|a-secret-of-this-test|Ada/);
  });

  test('is as short for a long prompt', async () => {
    const { body } = await start(await newAgent({ prompt: 'x'.repeat(100_000) }));
    expect(body.token.length).toBeLessThan(1000);
  });

  test('of a wrong secret is not verified', async () => {
    const { body } = await start(await newAgent());
    await expect(new TokenVerifier('testkey', 'another-secret').verify(body.token)).rejects.toThrow();
  });
});

describe('a conversation is ended', () => {
  const end = (id: string, key?: string) =>
    server.send('POST', `/v1/agents/conversations/${id}/end`, key === undefined ? {} : { key });

  test('once, however often it is asked for', async () => {
    const { body } = await start(await newAgent());
    const { id } = body.conversation;
    now += 1000;
    const endedAt = new Date(now).toISOString();
    expect(await end(id)).toMatchObject({ status: 204, text: '' });
    now += 1000;
    expect((await end(id)).status).toBe(204);
    const { body: ended } = await server.send('GET', `/v1/agents/conversations/${id}`);
    expect(ended).toEqual({
      ...body.conversation,
      ...{ status: 'completed', end_reason: 'ended_by_api', ended_at: endedAt },
    });
  });

  test('by nobody else, and not where there is none', async () => {
    const { body } = await start(await newAgent());
    const { id } = body.conversation;
    const { key } = await server.newKey('strangers');
    for (const [one, by] of [
      [id, key],
      ['conv_01k9zq8a5tf7g9h3k2m4n6p8q0'],
      ['agent_01k9zq7v3mf4h8s2c6d0xw5t1e'],
      ['x'],
    ]) {
      for (const [method, path] of [
        ['POST', '/end'],
        ['GET', ''],
      ] as const) {
        const sent = by === undefined ? {} : { key: by };
        const { status, body: found } = await server.send(method, `/v1/agents/conversations/${one}${path}`, sent);
        expect([one, method, status, found.error.code]).toEqual([one, method, 404, 'conversation_not_found']);
      }
    }
    expect((await server.send('GET', `/v1/agents/conversations/${id}`)).body.status).toBe('pending');
  });

  test('outlives its agent', async () => {
    const agent = await newAgent();
    const { body } = await start(agent);
    expect((await server.send('DELETE', `/v1/agents/${agent}`)).status).toBe(204);
    expect((await server.send('GET', `/v1/agents/conversations/${body.conversation.id}`)).body).toEqual(
      body.conversation,
    );
  });
});

describe('conversations are listed', () => {
  let key: string;
  let agents: string[];
  /** Newest first. */
  let all: { id: string; agent_id: string; caller_identity: string | null; created_at: string }[];
  beforeAll(async () => {
    ({ key } = await server.newKey('lists'));
    agents = [await newAgent({}, key), await newAgent({}, key)];
    all = [];
    for (let count = 0; count < 7; count++) {
      now += 60_000;
      const json = count % 3 === 0 ? {} : { user_identity: `caller-${count % 3}` };
      const { body } = await start(agents[count % 2] as string, json, key);
      all.unshift(body.conversation);
    }
    await server.send('POST', `/v1/agents/conversations/${all[0]?.id}/end`, { key });
  });

  const list = async (query: string): Promise<string[]> => {
    const { status, body } = await server.send('GET', `/v1/agents/conversations${query}`, { key });
    expect([status, body.has_more, body.next_cursor]).toEqual([200, false, null]);
    return body.conversations.map(({ id }: { id: string }) => id);
  };
  const ids = (test: (one: (typeof all)[number], index: number) => boolean): string[] =>
    all.filter(test).map(({ id }) => id);

  test('newest first, those of the workspace only', async () => {
    expect(await list('')).toEqual(ids(() => true));
  });

  test('by agent, status, caller and time, all of them together', async () => {
    const [, second] = agents;
    const middle = all[3]?.created_at ?? '';
    expect(await list(`?agent_id=${second}`)).toEqual(ids(({ agent_id }) => agent_id === second));
    expect(await list('?status=completed')).toEqual(ids((_, index) => index === 0));
    expect(await list('?status=pending')).toEqual(ids((_, index) => index > 0));
    expect(await list('?caller_identity=caller-1')).toEqual(ids((one) => one.caller_identity === 'caller-1'));
    expect(await list(`?started_after=${middle}`)).toEqual(ids((_, index) => index < 3));
    expect(await list(`?started_before=${middle}`)).toEqual(ids((_, index) => index > 3));
    expect(await list(`?agent_id=${second}&caller_identity=caller-1&status=pending`)).toEqual(
      ids((one, index) => index > 0 && one.agent_id === second && one.caller_identity === 'caller-1'),
    );
    expect(await list('?agent_id=agent_01k9zq7v3mf4h8s2c6d0xw5t1e')).toEqual([]);
  });

  test('by a moment, whatever offset it is written with', async () => {
    const middle = new Date(all[3]?.created_at ?? '');
    const shifted = new Date(middle.getTime() + 2 * 3_600_000).toISOString().replace('Z', '+02:00');
    expect(await list(`?started_after=${encodeURIComponent(shifted)}`)).toEqual(ids((_, index) => index < 3));
  });

  test('a page at a time, none twice and none left out', async () => {
    const found: string[] = [];
    let cursor = '';
    do {
      const { body } = await server.send('GET', `/v1/agents/conversations?limit=2${cursor}`, { key });
      found.push(...body.conversations.map(({ id }: { id: string }) => id));
      cursor = body.next_cursor === null ? '' : `&cursor=${body.next_cursor}`;
      expect(body.has_more).toBe(body.next_cursor !== null);
    } while (cursor !== '');
    expect(found).toEqual(ids(() => true));
  });

  test.each(['agent_id=x', 'status=over', 'caller_identity=', 'started_after=yesterday', 'limit=0', 'cursor=x', 'q=1'])(
    'not by %s',
    async (query) => {
      const { status, body } = await server.send('GET', `/v1/agents/conversations?${query}`);
      expect([status, Object.keys(body.error.fields)]).toEqual([400, [query.split('=')[0]]]);
    },
  );
});

test('without a LiveKit of its own a start says that tokens are signed with a key that everybody knows', async () => {
  const plain = await startServer();
  expect(plain.log.join('\n')).toContain('no LiveKit is configured');
  await plain.stop();
  expect(server.log.join('\n')).not.toContain('no LiveKit is configured');
});

test.each([
  ['2016-12-31T23:59:60Z', '2016-12-31T23:59:59.999Z'],
  ['2016-12-31T15:59:60-08:00', '2016-12-31T23:59:59.999Z'],
  ['2016-12-31T23:59:60.5Z', '2016-12-31T23:59:59.999Z'],
  ['2026-11-20t10:30:00z', '2026-11-20T10:30:00.000Z'],
  ['2026-11-20T10:30:00.123456+01:00', '2026-11-20T09:30:00.123Z'],
  ['9999-12-31T23:59:59-23:59', '9999-12-31T23:59:59.999Z'],
  ['0000-01-01T00:00:00+23:59', '0000-01-01T00:00:00.000Z'],
])('the moment %s is %s', async (text, moment) => {
  expect(momentOf(text)).toBe(moment);
  for (const name of ['started_after', 'started_before']) {
    const { status } = await server.send('GET', `/v1/agents/conversations?${name}=${encodeURIComponent(text)}`);
    expect(status).toBe(200);
  }
});

test('values are 32 KiB at most, together', async () => {
  const agent = await newAgent();
  const values = (count: number) =>
    Object.fromEntries(Array.from({ length: 4 }, (_, at) => [`v${at}`, 'x'.repeat(count)]));
  // {"v0":"…","v1":"…", …} has 33 bytes beside the values.
  expect((await start(agent, { dynamic_variables: { ...values(8183), v3: 'x'.repeat(8186) } })).status).toBe(201);
  const { status, body } = await start(agent, { dynamic_variables: { ...values(8183), v3: 'x'.repeat(8187) } });
  expect([status, body.error.fields]).toEqual([400, { dynamic_variables: 'must be at most 32768 bytes when encoded' }]);
});

test('values that would make a text of the agent too long are rejected, and nothing is started', async () => {
  const agent = await newAgent({ prompt: '{{a}}'.repeat(20_000) });
  const { status, body } = await start(agent, { dynamic_variables: { a: 'x'.repeat(10_000) } });
  expect([status, body.error.fields]).toEqual([
    400,
    { dynamic_variables: "must not make the agent's prompt too long" },
  ]);
  const { body: list } = await server.send('GET', `/v1/agents/conversations?agent_id=${agent}`);
  expect(list.conversations).toEqual([]);
});

test('who calls is named in Unicode, and each wrong name of a variable is told once', async () => {
  const agent = await newAgent();
  const broken = await start(agent, { user_identity: 'ada\ud800', dynamic_variables: { a: '\udc00' } });
  const sentence = 'must not contain half of a surrogate pair';
  expect([broken.status, broken.body.error.fields]).toEqual([
    400,
    { user_identity: sentence, 'dynamic_variables.a': sentence },
  ]);
  const named = await start(agent, { dynamic_variables: { 'customer-name': 'x', ['y'.repeat(101)]: 'x' } });
  expect(Object.keys(named.body.error.fields).sort()).toEqual([
    'dynamic_variables.customer-name',
    `dynamic_variables["${'y'.repeat(100)}…"]`,
  ]);
});

test.each(['conversations', 'sessions'])('everything that is wrong is told at once, in %s', async (operation) => {
  const agent = await newAgent();
  const many = Object.fromEntries(Array.from({ length: 5 }, (_, at) => [`v${at}`, 'x'.repeat(8000)]));
  const json = { user_identity: '', dynamic_variables: { ...many, broken: '\ud800' }, other: 1 };
  const { status, body } = await server.send('POST', `/v1/agents/${agent}/${operation}`, { json });
  expect([status, Object.keys(body.error.fields).sort()]).toEqual([
    400,
    ['dynamic_variables', 'dynamic_variables.broken', 'other', 'user_identity'],
  ]);
});
