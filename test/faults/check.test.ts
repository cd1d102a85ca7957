import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createRandom } from '../mutation/random.ts';
import { MINIMAL, type RunningServer, startServer, WORKER_TOKEN } from '../running-server.ts';
import { checkHistory, type Findings } from './check.ts';
import { acknowledge, addAgent, addConversation, createHistory, type History, type Json } from './history.ts';
import { startArrivals } from './receiver.ts';
import { type Target, targetOf, until } from './target.ts';
import { addCounters, runTraffic } from './traffic.ts';

let server: RunningServer;
let target: Target;
let receiver: Awaited<ReturnType<typeof startArrivals>>;
let history: History;

beforeAll(async () => {
  receiver = await startArrivals();
});
afterAll(() => receiver.stop());
beforeEach(async () => {
  server = await startServer({
    ALLOW_PRIVATE_OUTBOUND: 'true',
    WORKER_TOKENS: WORKER_TOKEN,
    BACKGROUND_WORK: 'true',
    SECRETS_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}`,
  });
  target = targetOf(server.url, server.key);
  history = createHistory();
  await addCounters(target, history, 2);
  const isOver = (): boolean =>
    history.acknowledged >= 40 && history.conversations.some(({ report }) => report !== undefined);
  await runTraffic({
    target,
    history,
    random: createRandom(1),
    webhookUrl: receiver.url,
    isOver,
    survives: true,
    writers: 8,
  });
  expect(history.unexpected).toEqual([]);
  return server.stop;
});

const checkAll = (): Promise<Findings> => checkHistory(target, history, { scope: 'all', arrivals: receiver.arrivals });
const db = () => server.api.database.db;
const livingAgent = () => history.agents.find(({ isDeleted, id }) => !isDeleted && id !== undefined) ?? fail();
const completed = () => history.conversations.find(({ report }) => report !== undefined) ?? fail();

function fail(): never {
  throw new Error('The traffic has not written it.');
}

test('a server that has everything that it acknowledged has no findings', async () => {
  expect(await checkAll()).toMatchObject({ lost: [], halves: [] });
});

test('an uncertain write that happened completely, and one that did not, are no findings', async () => {
  const { webhook_secret: _secret, ...body } = livingAgent().body;
  for (const isDone of [true, false]) {
    for (const key of ['key', undefined]) {
      const json = { ...body, webhook_secret: 'whsec_c2VjcmV0', name: crypto.randomUUID(), slug: crypto.randomUUID() };
      const entry = addAgent(history, json, key && json.name);
      entry.open = { kind: 'create' };
      const headers: Record<string, string> = key === undefined ? {} : { 'idempotency-key': json.name };
      if (isDone) expect((await target.send('POST', '/v1/agents', { json, headers })).status).toBe(201);
    }
    const [one, other] = history.agents.filter(({ isDeleted, open }) => !isDeleted && open === undefined);
    if (one === undefined || other === undefined) fail();
    one.open = { kind: 'update', patch: { temperature: 0.123 } };
    if (isDone) await target.send('PATCH', `/v1/agents/${one.id}`, { json: { temperature: 0.123 } });
  }
  const { uncertain, lost, halves } = await checkAll();
  expect({ lost, halves }).toEqual({ lost: [], halves: [] });
  expect(uncertain).toBeGreaterThan(4);
});

/** Defects, each with what the check finds. */
const DEFECTS: [defect: string, plant: () => Promise<unknown> | unknown, found: { lost?: RegExp; halves?: RegExp }][] =
  [
    [
      'an acknowledged creation that never happened',
      () => {
        const entry = addAgent(history, MINIMAL, undefined);
        acknowledge(history, entry, { ...livingAgent().known, id: 'agent_01k9zq7v3mf4h8s2c6d0xw5t1e' });
      },
      { lost: /^agent agent_01k9zq7v3mf4h8s2c6d0xw5t1e$/ },
    ],
    [
      'an acknowledged update that never happened',
      () => acknowledge(history, livingAgent(), { ...livingAgent().known, temperature: 0.321 }),
      { lost: /"temperature":0.321/ },
    ],
    [
      'an acknowledged deletion that never happened',
      () => Object.assign(livingAgent(), { isDeleted: true }),
      { lost: /^the deletion of agent/ },
    ],
    [
      'an agent that nobody has created',
      () => target.send('POST', '/v1/agents', { json: MINIMAL }),
      { halves: /^nobody has created agent/ },
    ],
    [
      'an uncertain update of which only a part happened',
      async () => {
        livingAgent().open = { kind: 'update', patch: { temperature: 0.5, first_message: 'new' } };
        await target.send('PATCH', `/v1/agents/${livingAgent().id}`, { json: { first_message: 'new' } });
      },
      { halves: /^update of agent/ },
    ],
    [
      'an uncertain creation of which only a part happened',
      async () => {
        const name = crypto.randomUUID();
        addAgent(history, { ...MINIMAL, name, prompt: 'x' }, undefined).open = { kind: 'create' };
        await target.send('POST', '/v1/agents', { json: { ...MINIMAL, name } });
      },
      { halves: /only a part$/ },
    ],
    [
      'a creation that its repetition repeats',
      async () => {
        const name = crypto.randomUUID();
        const json = { ...MINIMAL, name };
        addAgent(history, json, name).open = { kind: 'create' };
        await target.send('POST', '/v1/agents', { json });
      },
      { halves: /^the repeated creation/ },
    ],
    [
      'a start of a conversation that happened twice',
      async () => {
        const { id = '' } = livingAgent();
        const json = { user_identity: crypto.randomUUID() };
        addConversation(history, id, json, undefined).open = { kind: 'create' };
        for (let count = 0; count < 2; count++) await target.send('POST', `/v1/agents/${id}/conversations`, { json });
      },
      { halves: /^2 conversations of one start/ },
    ],
    [
      'a completed conversation without one of its messages',
      async () => {
        const row = await db().selectFrom('messages').select('id').limit(1).executeTakeFirstOrThrow();
        await db().deleteFrom('messages').where('id', '=', row.id).execute();
      },
      { halves: /^conversation conv_.*"messages"/ },
    ],
    [
      'completed conversations without their memories',
      () => db().deleteFrom('memories').execute(),
      { halves: /"memories":\[\]/ },
    ],
    [
      'a completed conversation without its event',
      () =>
        db()
          .deleteFrom('webhook_deliveries')
          .where('conversation_id', '=', completed().id ?? '')
          .execute(),
      { halves: /"deliveries":0/ },
    ],
    [
      'a conversation that was completed, but is not stored so',
      () =>
        db()
          .updateTable('conversations')
          .set({ status: 'active' })
          .where('id', '=', completed().id ?? '')
          .execute(),
      { lost: /^conversation conv_/ },
    ],
    [
      'an event that is stored as delivered and has not arrived',
      async () => {
        const path = `/v1/agents/conversations/${completed().id}/webhook-deliveries`;
        const deliveries = async (): Promise<Json[]> => (await target.send('GET', path)).body.deliveries;
        await until('it is delivered', async () => (await deliveries())[0]?.status === 'delivered');
        (receiver.arrivals as Map<string, string[]>).delete((await deliveries())[0]?.id);
      },
      { lost: /has not arrived$/ },
    ],
    [
      'a counter that lost an update',
      () => history.counters.map((counter) => counter.acknowledged++),
      { lost: /^counter agent_/ },
    ],
    [
      'a counter that was counted twice',
      async () => {
        const path = `/v1/agents/${history.counters[0]?.id}`;
        const { body } = await target.send('GET', path);
        await target.send('PATCH', path, { json: { prompt: String(Number(body.prompt) + 1) } });
      },
      { halves: /^counter agent_.*never sent as much$/ },
    ],
  ];

describe('the check finds', () => {
  test.each(DEFECTS)('%s', async (_defect, plant, { lost, halves }) => {
    await plant();
    const findings = await checkAll();
    if (lost !== undefined) expect(findings.lost.join('\n')).toMatch(new RegExp(lost, 'm'));
    if (halves !== undefined) expect(findings.halves.join('\n')).toMatch(new RegExp(halves, 'm'));
  });
});
