import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MINIMAL, type Reply, type RunningServer, startServer, WORKER_TOKEN } from '../../running-server.ts';
import { breakTable } from '../broken-table.ts';

let server: RunningServer;
let now = Date.parse('2026-11-20T09:30:00.000Z');
beforeAll(async () => {
  server = await startServer({}, () => new Date(now));
});
afterAll(() => server.stop());

const REPORT = {
  end_reason: 'caller_hung_up',
  duration_seconds: 250.25,
  messages: [
    { role: 'agent', text: 'Hello.' },
    { role: 'caller', text: 'é̂ 🐈‍⬛ "quoted"\n' },
    { role: 'tool', text: '{"free": []}' },
  ],
  evaluations: [{ name: 'booked', passed: true, rationale: 'Monday at nine.' }],
  extracted: { deep: { list: [1, null, { a: 'b' }] } },
  recording_url: 'https://recordings.example.com/a.ogg',
};

async function newConversation(key?: string): Promise<string> {
  const by = key === undefined ? {} : { key };
  const { body: agent } = await server.send('POST', '/v1/agents', { json: MINIMAL, ...by });
  const { body } = await server.send('POST', `/v1/agents/${agent.id}/conversations`, by);
  return body.conversation.id;
}

const complete = (id: string, json: unknown = REPORT, key: string | null = WORKER_TOKEN): Promise<Reply> =>
  server.send('POST', `/v1/worker/conversations/${id}/complete`, { json, key });
const read = async (id: string) => (await server.send('GET', `/v1/agents/conversations/${id}`)).body;
const messagesOf = async (id: string, query = '') =>
  (await server.send('GET', `/v1/agents/conversations/${id}/messages${query}`)).body;

describe('a worker completes a conversation', () => {
  test('which ends with everything that was reported', async () => {
    const id = await newConversation();
    expect(await messagesOf(id)).toEqual({ messages: [], next_cursor: null, has_more: false });
    now += 60_000;
    const { status, body } = await complete(id);
    expect(status).toBe(200);
    const { messages, ...facts } = REPORT;
    expect(body).toMatchObject({ id, status: 'completed', ended_at: new Date(now).toISOString(), ...facts });
    expect(await read(id)).toEqual(body);
    const listed = await messagesOf(id);
    expect(listed.messages.map(({ role, text }: (typeof messages)[number]) => ({ role, text }))).toEqual(
      messages.toReversed(),
    );
    for (const { id: own } of listed.messages) expect(own).toMatch(/^msg_[0-7][0-9a-hjkmnp-tv-z]{25}$/);
  });

  test('with nothing but what must be there', async () => {
    const id = await newConversation();
    const { body } = await complete(id, { end_reason: 'silence', duration_seconds: 0, messages: [] });
    expect(body).toMatchObject({ status: 'completed', evaluations: [], extracted: {}, recording_url: null });
  });

  test('that has failed', async () => {
    const id = await newConversation();
    expect((await complete(id, { ...REPORT, status: 'failed' })).body.status).toBe('failed');
  });

  test('of any workspace', async () => {
    const { key } = await server.newKey('another');
    expect((await complete(await newConversation(key))).status).toBe(200);
  });

  test('that was ended by a request, which has said when and why', async () => {
    const id = await newConversation();
    await server.send('POST', `/v1/agents/conversations/${id}/end`);
    const { ended_at } = await read(id);
    now += 60_000;
    const { body } = await complete(id);
    expect(body).toMatchObject({ ended_at, end_reason: 'ended_by_api', duration_seconds: 250.25 });
    expect((await messagesOf(id)).messages).toHaveLength(3);
  });

  test('of five thousand messages, which are read a page at a time, the last one first', async () => {
    const id = await newConversation();
    const messages = Array.from({ length: 5000 }, (_, index) => ({ role: 'caller', text: `message ${index}` }));
    expect((await complete(id, { ...REPORT, messages })).status).toBe(200);
    const found: string[] = [];
    let cursor = '';
    do {
      const page = await messagesOf(id, `?limit=199${cursor}`);
      found.push(...page.messages.map(({ text }: { text: string }) => text));
      cursor = page.next_cursor === null ? '' : `&cursor=${page.next_cursor}`;
      expect(page.has_more).toBe(page.next_cursor !== null);
    } while (cursor !== '');
    expect(found).toEqual(messages.map(({ text }) => text).toReversed());
    expect((await complete(id, { ...REPORT, messages: [...messages, messages[0]] })).status).toBe(400);
  });
});

describe('a conversation is completed once', () => {
  test('the same report again is answered with what is there', async () => {
    const id = await newConversation();
    const first = await complete(id);
    now += 60_000;
    const reordered = Object.fromEntries(Object.entries({ status: 'completed', ...REPORT }).reverse());
    for (const report of [REPORT, reordered]) {
      const again = await complete(id, report);
      expect([again.status, again.body]).toEqual([200, first.body]);
    }
    expect((await messagesOf(id)).messages).toHaveLength(3);
  });

  test('another report is a conflict and changes nothing', async () => {
    const id = await newConversation();
    const { body: first } = await complete(id);
    const others: object[] = [
      { ...REPORT, end_reason: 'other' },
      { ...REPORT, messages: REPORT.messages.slice(1) },
      { ...REPORT, messages: REPORT.messages.toReversed() },
      { ...REPORT, extracted: { deep: { list: [null, 1, { a: 'b' }] } } },
      { ...REPORT, status: 'failed' },
    ];
    for (const other of others) {
      const { status, body } = await complete(id, other);
      expect([status, body.error.code]).toEqual([409, 'conflict']);
    }
    expect(await read(id)).toEqual(first);
    expect((await messagesOf(id)).messages).toHaveLength(3);
  });

  test('of two different reports at once one is taken, whole', async () => {
    const id = await newConversation();
    const reports = ['a', 'b', 'c', 'd'].map((end_reason) => ({
      ...{ end_reason, duration_seconds: 1 },
      messages: Array.from({ length: 20 }, () => ({ role: 'agent', text: end_reason })),
    }));
    const answers = await Promise.all(reports.map((report) => complete(id, report)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    const { end_reason } = await read(id);
    const { messages } = await messagesOf(id);
    expect(messages.map(({ text }: { text: string }) => text)).toEqual(Array(20).fill(end_reason));
  });
});

describe('a completion that fails at its end leaves nothing behind', () => {
  test.each(['memories', 'webhook_deliveries', 'messages'] as const)('where %s cannot be written', async (table) => {
    const webhook_url = 'https://hooks.example.com/calls';
    const json = { ...MINIMAL, memory_enabled: true, webhook_url };
    const { body: agent } = await server.send('POST', '/v1/agents', { json });
    const sent = { json: { user_identity: 'customer-4711' } };
    const { body } = await server.send('POST', `/v1/agents/${agent.id}/conversations`, sent);
    const { id } = body.conversation;
    const report = { ...REPORT, facts: [{ fact: 'Has a dog.' }] };
    const { db } = server.api.database;
    const repair = await breakTable(db, table, 'insert');
    const before = await read(id);
    expect((await complete(id, report)).status).toBe(500);
    await repair();
    expect(await read(id)).toEqual(before);
    const rest = async () => [
      (await messagesOf(id)).messages.length,
      (await server.send('GET', `/v1/agents/${agent.id}/memories`)).body.memories.length,
      (await server.send('GET', `/v1/agents/conversations/${id}/webhook-deliveries`)).body.deliveries.length,
    ];
    expect(await rest()).toEqual([0, 0, 0]);
    expect((await complete(id, report)).status).toBe(200);
    expect(await rest()).toEqual([3, 1, 1]);
  });
});

describe('who may', () => {
  test('complete: a worker, and nobody with a key of a workspace', async () => {
    const id = await newConversation();
    for (const key of [server.key, null, `${WORKER_TOKEN}x`, WORKER_TOKEN.slice(1), WORKER_TOKEN.toUpperCase()]) {
      const { status, headers, body } = await complete(id, REPORT, key);
      expect([status, headers.get('www-authenticate'), body.error.code]).toEqual([401, 'Bearer', 'unauthorized']);
      expect(body.error.message).toContain('A token of the voice workers is required');
    }
    expect((await read(id)).status).toBe('pending');
  });

  test('read: whoever has a key of the workspace, and no worker', async () => {
    const id = await newConversation();
    for (const path of ['', '/messages']) {
      const { status } = await server.send('GET', `/v1/agents/conversations/${id}${path}`, { key: WORKER_TOKEN });
      expect(status).toBe(401);
    }
    const { key } = await server.newKey('strangers');
    const { status, body } = await server.send('GET', `/v1/agents/conversations/${id}/messages`, { key });
    expect([status, body.error.code]).toEqual([404, 'conversation_not_found']);
  });

  test('complete without any token set: nobody', async () => {
    const closed = await startServer({ WORKER_TOKENS: '' });
    for (const key of [WORKER_TOKEN, '', 'undefined']) {
      const path = '/v1/worker/conversations/conv_01k9zq8a5tf7g9h3k2m4n6p8q0/complete';
      expect((await closed.send('POST', path, { json: REPORT, key })).status).toBe(401);
    }
    await closed.stop();
  });

  test('either of two tokens, while one is changed for the other', async () => {
    const other = 'b'.repeat(32);
    const both = await startServer({ WORKER_TOKENS: `${WORKER_TOKEN},${other}` });
    for (const key of [WORKER_TOKEN, other]) {
      const path = '/v1/worker/conversations/conv_01k9zq8a5tf7g9h3k2m4n6p8q0/complete';
      expect((await both.send('POST', path, { json: REPORT, key })).status).toBe(404);
    }
    await both.stop();
  });
});

test.each<[string, object, string]>([
  ['without a reason', { end_reason: '' }, 'end_reason'],
  ['with a time that runs backwards', { duration_seconds: -1 }, 'duration_seconds'],
  ['with a message of nobody', { messages: [{ role: 'system', text: 'x' }] }, 'messages[0].role'],
  ['with a recording that is no web address', { recording_url: 'file:///a.ogg' }, 'recording_url'],
  ['with half of a surrogate pair', { messages: [{ role: 'agent', text: 'x\ud800' }] }, 'messages[0].text'],
  ['with half of one deep inside', { extracted: { a: [{ b: '\udc00' }] } }, 'extracted.a[0].b'],
  ['with half of one in a fact', { facts: [{ fact: 'a\ud800b' }] }, 'facts[0].fact'],
  ['with a status that is no end', { status: 'active' }, 'status'],
  ['with what is not known', { mood: 'good' }, 'mood'],
  ['with a fact of nothing', { facts: [{ fact: '' }] }, 'facts[0].fact'],
  ['with a fact that is surer than sure', { facts: [{ fact: 'x', confidence: 1.1 }] }, 'facts[0].confidence'],
])('a report %s is rejected', async (_what, change, field) => {
  const { status, body } = await complete(await newConversation(), { ...REPORT, ...change });
  expect([status, Object.keys(body.error.fields)]).toEqual([400, [field]]);
});

test.each(['conv_01k9zq8a5tf7g9h3k2m4n6p8q0', 'agent_01k9zq7v3mf4h8s2c6d0xw5t1e', 'x'])(
  'there is no conversation %s',
  async (id) => {
    const { status, body } = await complete(id);
    expect([status, body.error.code]).toEqual([404, 'conversation_not_found']);
  },
);
