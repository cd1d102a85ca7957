import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createAgentWriter } from '../../../src/api/agents/texts.ts';
import type { AgentTable } from '../../../src/platform/database/tables.ts';
import { MINIMAL, type Reply, type RunningServer, startServer } from '../../running-server.ts';

let server: RunningServer;
let path: string;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

async function newAgent(settings: object = {}): Promise<Reply> {
  const created = await server.send('POST', '/v1/agents', { json: { ...MINIMAL, ...settings } });
  path = `/v1/agents/${created.body.id}`;
  return created;
}

async function storedRow(): Promise<AgentTable> {
  const { db } = server.api.database;
  return db
    .selectFrom('agents')
    .selectAll()
    .where('id', '=', path.slice('/v1/agents/'.length))
    .executeTakeFirstOrThrow();
}

/** Changes what is stored, as only another version of the server would. */
async function store(columns: Partial<AgentTable>): Promise<void> {
  const { db } = server.api.database;
  await db
    .updateTable('agents')
    .set(columns)
    .where('id', '=', (await storedRow()).id)
    .execute();
}

/** The agent as GET and the list return it. */
async function readBoth(): Promise<{ one: Reply; listed: string }> {
  const one = await server.send('GET', path);
  const { text, body } = await server.send('GET', '/v1/agents?limit=1');
  expect(body).toMatchObject({ has_more: expect.any(Boolean) });
  return { one, listed: text.slice('{"agents":['.length, text.lastIndexOf('],"next_cursor"')) };
}

describe('the text of an agent', () => {
  test('is stored with a new agent, and is what create, get and list send', async () => {
    const created = await newAgent({ prompt: 'Ä "quoted" \u2028 line', webhook_secret: 'secret', llm_provider: '' });
    const row = await storedRow();
    expect(row).toMatchObject({ text: created.text, text_tag: created.headers.get('etag'), text_of: row.updated_at });
    const { one, listed } = await readBoth();
    expect([one.text, listed]).toEqual([created.text, created.text]);
    expect(one.headers.get('etag')).toBe(row.text_tag);
    expect(one.body).toMatchObject({
      prompt: 'Ä "quoted" \u2028 line',
      webhook_secret_set: true,
      llm_api_key_set: false,
    });
  });

  test('is replaced in the transaction of an update', async () => {
    await newAgent();
    const before = await storedRow();
    const updated = await server.send('PATCH', path, { json: { name: 'Changed', webhook_secret: 'secret' } });
    const row = await storedRow();
    expect(row.text).toBe(updated.text);
    expect(row.text_tag).toBe(updated.headers.get('etag'));
    expect(row.text_tag).not.toBe(before.text_tag);
    expect(updated.body).toMatchObject({ name: 'Changed', webhook_secret_set: true });
    const { one, listed } = await readBoth();
    expect([one.text, listed]).toEqual([updated.text, updated.text]);
    const removed = await server.send('PATCH', path, { json: { webhook_secret: '' } });
    expect(removed.body.webhook_secret_set).toBe(false);
    expect((await storedRow()).text).toBe(removed.text);
  });

  test('is sent as it is stored', async () => {
    await newAgent();
    const { text } = await storedRow();
    const marked = String(text).replace('"prompt":""', '"prompt":"as it is stored"');
    await store({ text: marked });
    const { one, listed } = await readBoth();
    expect([one.text, listed]).toEqual([marked, marked]);
  });

  test.each<[string, Partial<AgentTable>]>([
    ['was stored by a version without texts', { text: null, text_tag: null, text_form: null, text_of: null }],
    ['is of another contract', { text: '{}', text_tag: '"old"', text_form: '1-another' }],
    ['is of an earlier change', { text: '{}', text_tag: '"old"', text_of: '2020-01-01T00:00:00.000Z' }],
  ])('is written again where the stored one %s', async (_what, columns) => {
    const created = await newAgent();
    await store(columns);
    const { one, listed } = await readBoth();
    expect([one.text, listed]).toEqual([created.text, created.text]);
    expect(one.headers.get('etag')).toBe(created.headers.get('etag'));
    const tag = String(created.headers.get('etag'));
    const json = { temperature: 0.1 };
    expect((await server.send('PATCH', path, { json, headers: { 'if-match': '"old"' } })).status).toBe(412);
    const updated = await server.send('PATCH', path, { json, headers: { 'if-match': tag } });
    expect(updated.status).toBe(200);
    expect((await storedRow()).text).toBe(updated.text);
  });

  test('is validated where responses are, so that a broken one is a 500 and not sent', async () => {
    await newAgent();
    const { text } = await storedRow();
    await store({ text: String(text).replace('"temperature":0.7', '"temperature":7') });
    expect((await server.send('GET', path)).status).toBe(500);
    expect(server.log.join('')).toContain('body temperature must be at most 1');
    await store({ text });
    expect((await server.send('GET', path)).status).toBe(200);
  });

  test('in production is sent without a look at it', async () => {
    const environment = { NODE_ENV: 'production', SECRETS_KEYS: `a:${Buffer.alloc(32, 1).toString('base64')}` };
    const production = await startServer(environment);
    onTestFinished(() => production.stop());
    const created = await production.send('POST', '/v1/agents', { json: MINIMAL });
    const { db } = production.api.database;
    await db.updateTable('agents').set({ text: '{"as":"stored"}' }).execute();
    expect((await production.send('GET', `/v1/agents/${created.body.id}`)).text).toBe('{"as":"stored"}');
    expect((await production.send('GET', '/v1/agents')).text).toBe(
      '{"agents":[{"as":"stored"}],"next_cursor":null,"has_more":false}',
    );
  });
});

test('agents that are large are listed from their settings, those beside them too', async () => {
  const own = await startServer();
  onTestFinished(() => own.stop());
  const small = await own.send('POST', '/v1/agents', { json: MINIMAL });
  const large = await own.send('POST', '/v1/agents', { json: { ...MINIMAL, prompt: 'x'.repeat(100_000) } });
  const { text } = await own.send('GET', '/v1/agents?limit=50');
  expect(text).toBe(`{"agents":[${large.text},${small.text}],"next_cursor":null,"has_more":false}`);
});

test('pages of texts have the same cursors as pages of rows', async () => {
  const own = await startServer();
  onTestFinished(() => own.stop());
  const ids: string[] = [];
  for (let count = 0; count < 5; count++)
    ids.unshift((await own.send('POST', '/v1/agents', { json: MINIMAL })).body.id);
  const pages = async (): Promise<object[]> => {
    const found: { agents: { id: string }[]; next_cursor: string | null }[] = [];
    for (let query = '?limit=2'; ; query = `?limit=2&cursor=${found.at(-1)?.next_cursor}`) {
      found.push((await own.send('GET', `/v1/agents${query}`)).body);
      if (found.at(-1)?.next_cursor === null) return found;
    }
  };
  const ofTexts = await pages();
  await own.api.database.db.updateTable('agents').set({ text_form: null }).execute();
  expect(await pages()).toEqual(ofTexts);
  expect(ofTexts).toMatchObject([
    { agents: [{ id: ids[0] }, { id: ids[1] }], has_more: true },
    { agents: [{ id: ids[2] }, { id: ids[3] }], has_more: true },
    { agents: [{ id: ids[4] }], has_more: false },
  ]);
});

test('a contract whose lists do not begin with the agents is noticed at the start', () => {
  const make = () =>
    createAgentWriter({ hash: 'a', agent: JSON.stringify, list: () => '{"has_more":false,"agents":[]}' });
  expect(make).toThrow('must have "agents" as its first property');
});
