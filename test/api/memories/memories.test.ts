import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { removeAllOldMemories } from '../../../src/api/memories/retention.ts';
import { createWork } from '../../../src/compose/work.ts';
import { readConfig } from '../../../src/platform/config.ts';
import { createLog } from '../../../src/platform/log.ts';
import { createSecretBox } from '../../../src/platform/secrets.ts';
import { MINIMAL, type RunningServer, startServer, WORKER_TOKEN } from '../../running-server.ts';
import { dispatchOf } from '../conversations/claim.ts';

const DAY = 86_400_000;
const START = Date.parse('2026-11-20T09:30:00.000Z');
const CALLER = 'customer-4711';

let server: RunningServer;
let now = START;
// One for each test: times of rows do not go back on a server, and each test begins at the same time.
beforeEach(async () => {
  now = START;
  server = await startServer({}, () => new Date(now));
});
afterEach(() => server.stop());

async function newAgent(settings: object = {}, key = server.key): Promise<string> {
  const json = { ...MINIMAL, memory_enabled: true, prompt: '{{memory}}', ...settings };
  return (await server.send('POST', '/v1/agents', { json, key })).body.id;
}

type Started = { id: string; prompt: string };

/** Starts a conversation, and reads the prompt that the voice worker gets for it. */
async function start(agent: string, caller: string | null = CALLER, key = server.key): Promise<Started> {
  const json = caller === null ? {} : { user_identity: caller };
  const { body } = await server.send('POST', `/v1/agents/${agent}/conversations`, { json, key });
  const { id } = body.conversation;
  return { id, prompt: (await dispatchOf(server, id)).prompt };
}

/** A conversation of which these facts are learned. */
async function learn(agent: string, facts: object[], caller?: string | null, key = server.key): Promise<string> {
  const json = caller === null ? {} : { user_identity: caller ?? CALLER };
  const { body } = await server.send('POST', `/v1/agents/${agent}/conversations`, { json, key });
  const { id } = body.conversation;
  const report = { end_reason: 'done', duration_seconds: 1, messages: [], facts };
  const sent = { json: report, key: WORKER_TOKEN };
  expect((await server.send('POST', `/v1/worker/conversations/${id}/complete`, sent)).status).toBe(200);
  return id;
}

const list = async (agent: string, query = '') =>
  (await server.send('GET', `/v1/agents/${agent}/memories${query}`)).body;
const factsOf = async (agent: string, query = ''): Promise<string[]> =>
  (await list(agent, query)).memories.map(({ fact }: { fact: string }) => fact);

/** What the database holds of an agent. */
const storedOf = (agent: string) =>
  server.api.database.db.selectFrom('memories').select('fact').where('agent_id', '=', agent).execute();

describe('what is learned of a caller', () => {
  test('is remembered, and begins the next conversation', async () => {
    const agent = await newAgent({ prompt: 'What you know:\n{{memory}}\nBe kind.' });
    expect((await start(agent)).prompt).toBe('What you know:\n\nBe kind.');
    const id = await learn(agent, [{ fact: 'Has a dog.', confidence: 0.5 }, { fact: 'Likes\n\n2. tea ' }]);
    expect(await list(agent)).toEqual({
      memories: [
        ['Likes\n\n2. tea ', 1],
        ['Has a dog.', 0.5],
      ].map(([fact, confidence]) => ({
        id: expect.stringMatching(/^memory_[0-7][0-9a-hjkmnp-tv-z]{25}$/),
        ...{ agent_id: agent, caller_identity: CALLER, fact, confidence },
        ...{ created_at: new Date(now).toISOString(), source_conversation_id: id },
      })),
      ...{ next_cursor: null, has_more: false },
    });
    expect((await start(agent)).prompt).toBe('What you know:\n1. Likes 2. tea\n2. Has a dog.\nBe kind.');
  });

  test('is looked for among the five hundred newest', async () => {
    const agent = await newAgent({ prompt: 'You are a dentist. {{memory}}' });
    const some = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ fact: `Something number ${index}.` }));
    const first = async () => (await start(agent)).prompt.split('\n')[0];
    await learn(agent, [{ fact: 'Fears the dentist.' }]);
    for (const round of [1, 2, 3, 4])
      await learn(
        agent,
        some(100).map(({ fact }) => ({ fact: `${round} ${fact}` })),
      );
    await learn(agent, some(99));
    expect(await first()).toBe('You are a dentist. 1. Fears the dentist.');
    await learn(agent, some(1));
    expect(await first()).not.toContain('Fears the dentist.');
  });

  test('is the same whether its certainty is said or left out', async () => {
    const agent = await newAgent();
    const id = await learn(agent, [{ fact: 'Has a dog.' }]);
    const report = { end_reason: 'done', duration_seconds: 1, messages: [] };
    const json = { ...report, facts: [{ confidence: 1, fact: 'Has a dog.' }] };
    const sent = { json, key: WORKER_TOKEN };
    expect((await server.send('POST', `/v1/worker/conversations/${id}/complete`, sent)).status).toBe(200);
  });

  test('is remembered once, however often the completion is repeated', async () => {
    const agent = await newAgent();
    const id = await learn(agent, [{ fact: 'Has a dog.' }]);
    const report = { end_reason: 'done', duration_seconds: 1, messages: [], facts: [{ fact: 'Has a dog.' }] };
    const path = `/v1/worker/conversations/${id}/complete`;
    expect((await server.send('POST', path, { json: report, key: WORKER_TOKEN })).status).toBe(200);
    const other = { ...report, facts: [{ fact: 'Has a cat.' }] };
    expect((await server.send('POST', path, { json: other, key: WORKER_TOKEN })).status).toBe(409);
    expect(await factsOf(agent)).toEqual(['Has a dog.']);
  });

  test('is no variable that anybody else can set', async () => {
    const agent = await newAgent();
    const json = { user_identity: CALLER, dynamic_variables: { memory: 'forged' } };
    const { body } = await server.send('POST', `/v1/agents/${agent}/conversations`, { json });
    expect((await dispatchOf(server, body.conversation.id)).prompt).toBe('');
  });

  test('begins the ten best of it, the first of them about what the prompt is about', async () => {
    const agent = await newAgent({ prompt: 'You are a dentist. {{memory}}' });
    await learn(agent, [
      ...Array.from({ length: 30 }, (_, index) => ({ fact: `Something number ${index}.` })),
      { fact: 'Fears the dentist.' },
    ]);
    const lines = (await start(agent)).prompt.split('\n');
    expect(lines).toHaveLength(10);
    expect(lines[0]).toBe('You are a dentist. 1. Fears the dentist.');
  });
});

describe('nothing is stored', () => {
  test('where the agent does not remember', async () => {
    const agent = await newAgent({ memory_enabled: false });
    await learn(agent, [{ fact: 'Has a dog.' }]);
    await server.send('PATCH', `/v1/agents/${agent}`, { json: { memory_enabled: true } });
    expect([await factsOf(agent), (await start(agent)).prompt]).toEqual([[], '']);
  });

  test('of nobody', async () => {
    const agent = await newAgent();
    await learn(agent, [{ fact: 'Has a dog.' }], null);
    expect(await factsOf(agent)).toEqual([]);
    expect((await start(agent, null)).prompt).toBe('');
  });

  test('for an agent that is gone', async () => {
    const agent = await newAgent();
    const { id } = await start(agent);
    await server.send('DELETE', `/v1/agents/${agent}`);
    const report = { end_reason: 'done', duration_seconds: 1, messages: [], facts: [{ fact: 'Has a dog.' }] };
    const sent = { json: report, key: WORKER_TOKEN };
    expect((await server.send('POST', `/v1/worker/conversations/${id}/complete`, sent)).status).toBe(200);
    expect(await storedOf(agent)).toEqual([]);
  });
});

describe('nothing is told', () => {
  test('while the agent does not remember; what it knew is still there to be deleted', async () => {
    const agent = await newAgent();
    await learn(agent, [{ fact: 'Has a dog.' }]);
    await server.send('PATCH', `/v1/agents/${agent}`, { json: { memory_enabled: false } });
    expect((await start(agent)).prompt).toBe('');
    expect(await factsOf(agent)).toEqual(['Has a dog.']);
    await server.send('PATCH', `/v1/agents/${agent}`, { json: { memory_enabled: true } });
    expect((await start(agent)).prompt).toBe('1. Has a dog.');
  });

  test('of another caller, to another agent, in another workspace', async () => {
    const agent = await newAgent();
    await learn(agent, [{ fact: 'Has a dog.' }]);
    for (const caller of ['customer-4712', CALLER.toUpperCase(), `${CALLER} `, '%', null]) {
      expect([caller, (await start(agent, caller)).prompt]).toEqual([caller, '']);
    }
    expect((await start(await newAgent())).prompt).toBe('');
    const { key } = await server.newKey('strangers');
    expect((await start(await newAgent({}, key), CALLER, key)).prompt).toBe('');
  });
});

describe('what is too old', () => {
  const removeOld = (failed: (error: unknown, agent: string) => void = () => expect.unreachable()): Promise<number> =>
    removeAllOldMemories(server.api.database.db, new Date(now), failed);

  test('is neither told nor listed, and deleted in time', async () => {
    const agent = await newAgent({ memory_retention_days: 30 });
    await learn(agent, [{ fact: 'old' }]);
    now += 20 * DAY;
    await learn(agent, [{ fact: 'new' }]);
    now = START + 30 * DAY;
    expect([await factsOf(agent), (await start(agent)).prompt]).toEqual([['new', 'old'], '1. new\n2. old']);
    now += 1;
    expect([await factsOf(agent), (await start(agent)).prompt]).toEqual([['new'], '1. new']);
    expect(await storedOf(agent)).toHaveLength(2);
    expect(await removeOld()).toBe(1);
    expect(await storedOf(agent)).toEqual([{ fact: 'new' }]);
  });

  test('is deleted of every agent, though one of them cannot be read', async () => {
    const { db } = server.api.database;
    const agents: string[] = [];
    for (let count = 0; count < 3; count++) {
      agents.push(await newAgent({ memory_retention_days: 30 }));
      await learn(agents[count] as string, [{ fact: 'old' }, { fact: 'older' }]);
    }
    await db
      .updateTable('agents')
      .set({ settings: 'broken' })
      .where('id', '=', agents[1] as string)
      .execute();
    now = START + 31 * DAY;
    const failed: string[] = [];
    expect(await removeOld((_error, agent) => failed.push(agent))).toBe(4);
    expect(failed).toEqual([agents[1]]);
    const left = await Promise.all(agents.map(storedOf));
    expect(left.map((rows) => rows.length)).toEqual([0, 2, 0]);
    await db
      .deleteFrom('agents')
      .where('id', '=', agents[1] as string)
      .execute();
  });

  test('at the very moment is not yet', async () => {
    const agent = await newAgent({ memory_retention_days: 30 });
    await learn(agent, [{ fact: 'old' }]);
    now = START + 30 * DAY;
    expect(await removeOld()).toBe(0);
    now += 1;
    expect(await removeOld()).toBe(1);
  });

  test('never is, where there is no limit', async () => {
    const agent = await newAgent({ memory_retention_days: 0 });
    await learn(agent, [{ fact: 'ancient' }]);
    now += 20_000 * DAY;
    await removeOld();
    expect([await factsOf(agent), (await start(agent)).prompt]).toEqual([['ancient'], '1. ancient']);
  });

  test('is deleted when a server starts', async () => {
    const agent = await newAgent({ memory_retention_days: 30 });
    await learn(agent, [{ fact: 'old' }]);
    now = START + 31 * DAY;
    const own = { BACKGROUND_WORK: 'true', MEMORY_RETENTION_SECONDS: '86400' };
    const config = readConfig({ NODE_ENV: 'test', ...own });
    const { database } = server.api;
    const secrets = createSecretBox(`test:${Buffer.alloc(32, 1).toString('base64')}`);
    const work = createWork({ config, database, secrets, log: createLog('silent'), now: () => new Date(now) });
    work.start();
    await vi.waitFor(async () => expect(await storedOf(agent)).toEqual([]), 120_000);
    await work.stop();
  });

  test('is deleted by the server itself', async () => {
    let clock = START;
    const working = await startServer(
      { BACKGROUND_WORK: 'true', MEMORY_RETENTION_SECONDS: '1' },
      () => new Date(clock),
    );
    const json = { ...MINIMAL, memory_enabled: true, memory_retention_days: 1 };
    const { body: agent } = await working.send('POST', '/v1/agents', { json });
    const { body } = await working.send('POST', `/v1/agents/${agent.id}/conversations`, {
      json: { user_identity: 'x' },
    });
    const report = { end_reason: 'done', duration_seconds: 1, messages: [], facts: [{ fact: 'Has a dog.' }] };
    const path = `/v1/worker/conversations/${body.conversation.id}/complete`;
    await working.send('POST', path, { json: report, key: WORKER_TOKEN });
    const { db } = working.api.database;
    expect(await db.selectFrom('memories').selectAll().execute()).toHaveLength(1);
    clock += 2 * DAY;
    await vi.waitFor(async () => expect(await db.selectFrom('memories').selectAll().execute()).toEqual([]), 120_000);
    await working.stop();
  });
});

describe('memories are deleted', () => {
  test('one by its id', async () => {
    const agent = await newAgent();
    await learn(agent, [{ fact: 'one' }, { fact: 'two' }]);
    const [{ id }] = (await list(agent)).memories;
    expect((await server.send('DELETE', `/v1/agents/memories/${id}`)).status).toBe(204);
    expect(await factsOf(agent)).toEqual(['one']);
    const again = await server.send('DELETE', `/v1/agents/memories/${id}`);
    expect([again.status, again.body.error.code]).toEqual([404, 'memory_not_found']);
  });

  test('all of a caller, and of no other', async () => {
    const agent = await newAgent();
    const other = await newAgent();
    for (const id of [agent, other]) await learn(id, [{ fact: 'mine' }, { fact: 'mine too' }]);
    await learn(agent, [{ fact: 'of another' }], 'customer 4712/%&');
    const purge = (id: string, caller: string, key = server.key) =>
      server.send('DELETE', `/v1/agents/${id}/memories?caller_identity=${encodeURIComponent(caller)}`, { key });
    for (let times = 0; times < 2; times++) expect((await purge(agent, CALLER)).status).toBe(204);
    expect([await factsOf(agent), await factsOf(other)]).toEqual([['of another'], ['mine too', 'mine']]);
    expect((await purge(agent, 'customer 4712/%&')).status).toBe(204);
    expect(await factsOf(agent)).toEqual([]);
    const { key } = await server.newKey('strangers');
    expect((await purge(other, CALLER, key)).status).toBe(404);
    expect(await factsOf(other)).toHaveLength(2);
    const everybody = await server.send('DELETE', `/v1/agents/${other}/memories`);
    expect([everybody.status, Object.keys(everybody.body.error.fields)]).toEqual([400, ['caller_identity']]);
    expect(await factsOf(other)).toHaveLength(2);
  });

  test('with their agent', async () => {
    const agent = await newAgent();
    await learn(agent, [{ fact: 'mine' }]);
    await server.send('DELETE', `/v1/agents/${agent}`);
    expect(await storedOf(agent)).toEqual([]);
  });
});

describe('who may', () => {
  test('list and delete: whoever has a key of the workspace', async () => {
    const agent = await newAgent();
    await learn(agent, [{ fact: 'secret' }]);
    const [{ id }] = (await list(agent)).memories;
    const { key } = await server.newKey('strangers');
    const listed = await server.send('GET', `/v1/agents/${agent}/memories`, { key });
    expect([listed.status, listed.body.error.code]).toEqual([404, 'agent_not_found']);
    const deleted = await server.send('DELETE', `/v1/agents/memories/${id}`, { key });
    expect([deleted.status, deleted.body.error.code]).toEqual([404, 'memory_not_found']);
    expect(await factsOf(agent)).toEqual(['secret']);
  });

  test.each(['memory_01k9zq9b6vh8jadm5p7r9t1w3y', 'agent_01k9zq7v3mf4h8s2c6d0xw5t1e', 'x'])(
    'there is no memory %s',
    async (id) => {
      const { status, body } = await server.send('DELETE', `/v1/agents/memories/${id}`);
      expect([status, body.error.code]).toEqual([404, 'memory_not_found']);
    },
  );
});

test('a list is read a page at a time, also of one caller', async () => {
  const agent = await newAgent();
  for (const caller of [CALLER, 'other']) {
    const facts = Array.from({ length: 25 }, (_, index) => ({ fact: `${caller} ${index}` }));
    await learn(agent, facts, caller);
  }
  const all = async (query: string): Promise<string[]> => {
    const found: string[] = [];
    let cursor = '';
    do {
      const page = await list(agent, `?limit=7${query}${cursor}`);
      found.push(...page.memories.map(({ fact }: { fact: string }) => fact));
      cursor = page.next_cursor === null ? '' : `&cursor=${page.next_cursor}`;
    } while (cursor !== '');
    return found;
  };
  expect(new Set(await all('')).size).toBe(50);
  const mine = await all(`&caller_identity=${CALLER}`);
  expect(mine).toEqual(Array.from({ length: 25 }, (_, index) => `${CALLER} ${24 - index}`));
  const wrong = await server.send('GET', `/v1/agents/${agent}/memories?cursor=YWdlbnRzOng&limit=0`);
  expect([wrong.status, Object.keys(wrong.body.error.fields).sort()]).toEqual([400, ['cursor', 'limit']]);
});

test('a caller whose name has NUL has no memories and no conversations, and removes none', async () => {
  const agent = await newAgent();
  await learn(agent, [{ fact: 'Has a dog.' }]);
  expect(await factsOf(agent, '?caller_identity=%00')).toEqual([]);
  const { body } = await server.send('GET', '/v1/agents/conversations?caller_identity=%00');
  expect(body.conversations).toEqual([]);
  expect((await server.send('DELETE', `/v1/agents/${agent}/memories?caller_identity=%00`)).status).toBe(204);
  expect(await factsOf(agent)).toEqual(['Has a dog.']);
});
