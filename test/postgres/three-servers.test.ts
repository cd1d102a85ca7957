import type { ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/platform/database/database.ts';
import { createKey } from '../../src/platform/keys.ts';
import { type Receiver, startReceiver } from '../api/webhooks/receiver.ts';
import {
  MINIMAL,
  type Reply,
  type Sent,
  type ServerProcess,
  send,
  spawnServer,
  WORKER_TOKEN,
} from '../running-server.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

/** Webhook calls of a server to one origin. */
const PER_ORIGIN = 10;
const REPLAYED = 'idempotent-replayed';

let database: TestDatabase;
let key: string;
let servers: ServerProcess[];
const receivers: Receiver[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
  const { db, close } = await openDatabase(database.environment.DATABASE_URL);
  ({ key } = await createKey(db, { workspace: 'test', expiresAt: null, now: new Date() }));
  await close();
  servers = await Promise.all([1, 2, 3].map(() => start()));
});
afterAll(async () => {
  for (const { child } of servers) child.kill('SIGKILL');
  await Promise.all(servers.map(({ exited }) => exited));
  await database.remove();
});
afterEach(async () => {
  for (const receiver of receivers.splice(0)) await receiver.stop();
});

/** A server that looks for webhooks when one is queued by itself, and otherwise as seldom as it can. */
const start = (environment: Record<string, string> = {}): Promise<ServerProcess> =>
  spawnServer({
    ...{ ...database.environment, WORKER_TOKENS: WORKER_TOKEN, ALLOW_PRIVATE_OUTBOUND: 'true' },
    ...{ WEBHOOK_TIMEOUT_MS: '60000', WEBHOOK_POLL_MS: '60000' },
    WEBHOOK_CONCURRENCY_PER_ORIGIN: String(PER_ORIGIN),
    ...environment,
  });

async function receive(): Promise<Receiver> {
  const receiver = await startReceiver();
  receivers.push(receiver);
  return receiver;
}

/** Sends so many requests at the same moment, in turn to each of the servers. */
const sendToAll = (count: number, path: string, sent: Sent): Promise<Reply[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => sendTo(index, 'POST', path, sent)));

const sendTo = (index: number, method: string, path: string, sent: Sent = {}): Promise<Reply> =>
  send(servers[index % servers.length]?.url ?? '', key, method, path, sent);

async function agentsNamed(name: string): Promise<unknown[]> {
  const { body } = await sendTo(0, 'GET', '/v1/agents?limit=200');
  return body.agents.filter((agent: { name: string }) => agent.name === name);
}

describe('of 50 requests at once on three servers', () => {
  test('that create a slug exactly one returns 201, and the others that it is taken', async () => {
    const name = 'One slug';
    const replies = await sendToAll(50, '/v1/agents', { json: { ...MINIMAL, name, slug: 'race' } });
    const taken = replies.filter(({ status }) => status === 400);
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(taken).toHaveLength(49);
    for (const { body } of taken) expect(body.error).toMatchObject({ fields: { slug: 'slug already taken' } });
    expect(await agentsNamed(name)).toHaveLength(1);
  });

  test.each([
    ['the same body', 'same', ['Key']],
    ['five bodies', 'others', ['Key a', 'Key b', 'Key c', 'Key d', 'Key e']],
  ])(
    'with one Idempotency-Key and %s one creates an agent, others replay it or conflict',
    async (_title, used, names) => {
      const headers = { 'idempotency-key': used };
      const create = (index: number): Promise<Reply> =>
        sendTo(index, 'POST', '/v1/agents', { json: { ...MINIMAL, name: names[index % names.length] }, headers });
      const replies = await Promise.all(Array.from({ length: 50 }, (_, index) => create(index)));
      const [made, ...others] = replies.filter(({ headers }) => headers.has('location') && !headers.has(REPLAYED));
      expect([made?.status, others]).toEqual([201, []]);
      for (const { status, text, body } of replies) {
        if (status === 201) expect(text).toBe(made?.text);
        else expect([status, body.error.code]).toEqual([409, 'idempotency_conflict']);
      }
      expect((await Promise.all(names.map(agentsNamed))).flat()).toEqual([made?.body]);
      // Each of the servers replays it from now on.
      const winner = names.indexOf(made?.body.name);
      for (const index of [0, 1, 2]) {
        const again = await create(winner + index * names.length);
        expect([again.status, again.text, again.headers.get(REPLAYED)]).toEqual([201, made?.text, 'true']);
      }
    },
  );
});

describe('webhooks of three servers', () => {
  /** Completes a conversation with a new agent that calls a receiver. Returns the conversation's id. */
  async function converse(index: number, agent: string): Promise<string> {
    const { body } = await sendTo(index, 'POST', `/v1/agents/${agent}/conversations`);
    const { id } = body.conversation;
    const json = { end_reason: 'done', duration_seconds: 1, messages: [] };
    const report = { json, key: WORKER_TOKEN };
    expect((await sendTo(index, 'POST', `/v1/worker/conversations/${id}/complete`, report)).status).toBe(200);
    return id;
  }

  const newAgent = async ({ url }: Receiver): Promise<string> =>
    (await sendTo(0, 'POST', '/v1/agents', { json: { ...MINIMAL, webhook_url: url } })).body.id;

  /** The deliveries of conversations. */
  const deliveriesOf = (ids: string[]) =>
    Promise.all(
      ids.map(
        async (id) => (await sendTo(2, 'GET', `/v1/agents/conversations/${id}/webhook-deliveries`)).body.deliveries[0],
      ),
    );

  /** Counts attempts of each event, and how many of them were under way at once at most. */
  function countAttempts(receiver: Receiver, respond: Receiver['answer']) {
    const counts = new Map<string, { open: number; most: number; attempts: number }>();
    receiver.answer = (response, received) => {
      const id = String(received.headers['webhook-id']);
      const count = counts.get(id) ?? { open: 0, most: 0, attempts: 0 };
      counts.set(id, count);
      count.attempts++;
      count.most = Math.max(count.most, ++count.open);
      response.once('close', () => count.open--);
      respond(response, received);
    };
    return counts;
  }

  /** Holds attempts until it is released. Returns those that are held. */
  function hold(receiver: Receiver) {
    const held: ServerResponse[] = [];
    let isHolding = true;
    const deliver = (response: ServerResponse): void => void response.writeHead(204).end();
    const counts = countAttempts(receiver, (response) => {
      if (isHolding) held.push(response);
      else deliver(response);
    });
    /** New attempts are responded to, the held ones only by what is returned. */
    const release = (): (() => void) => {
      isHolding = false;
      return () => held.forEach(deliver);
    };
    return { held, counts, release };
  }

  test('are sent once each, by all of the servers', async () => {
    const receiver = await receive();
    const { held, counts, release } = hold(receiver);
    const agent = await newAgent(receiver);
    const ids = await Promise.all(Array.from({ length: 60 }, (_, index) => converse(index, agent)));
    // As many as each may send at once to one origin.
    await expect.poll(() => held.length).toBe(3 * PER_ORIGIN);
    release()();
    const delivered = ids.map(() => ({ status: 'delivered', attempts: 1 }));
    await expect.poll(() => deliveriesOf(ids)).toMatchObject(delivered);
    expect([...counts.values()]).toEqual(ids.map(() => ({ open: 0, most: 1, attempts: 1 })));
  });

  test('whose server is killed during the attempt are repeated by another one, and never two at a time', async () => {
    const receiver = await receive();
    const { held, counts, release } = hold(receiver);
    const agent = await newAgent(receiver);
    // Nobody else looks for it: its server was woken.
    const cut = await converse(0, agent);
    await expect.poll(() => held.length).toBe(1);
    const others = await Promise.all([1, 2, 1, 2].map((index) => converse(index, agent)));
    await expect.poll(() => held.length).toBe(5);
    const deliverHeld = release();
    const [killed] = servers;
    killed?.child.kill('SIGKILL');
    await killed?.exited;
    servers[0] = await start();
    await expect.poll(() => deliveriesOf([cut])).toMatchObject([{ status: 'delivered', attempts: 2 }]);
    deliverHeld();
    const delivered = others.map(() => ({ status: 'delivered' }));
    await expect.poll(() => deliveriesOf(others)).toMatchObject(delivered);
    expect([...counts.values()][0]).toEqual({ open: 0, most: 1, attempts: 2 });
    expect([...counts.values()].map(({ most }) => most)).toEqual([1, 1, 1, 1, 1]);
  });
});
