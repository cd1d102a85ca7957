import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createDeliveryWorker } from '../../../src/api/webhooks/worker.ts';
import { createLog } from '../../../src/platform/log.ts';
import { createOutboundClient } from '../../../src/platform/outbound-http.ts';
import { createSecretBox } from '../../../src/platform/secrets.ts';
import { MINIMAL, type RunningServer, startServer, WORKER_TOKEN } from '../../running-server.ts';
import { type Received, type Receiver, startReceiver, status } from './receiver.ts';

const REPORT = { end_reason: 'caller_hung_up', duration_seconds: 3, messages: [{ role: 'caller', text: 'Hi.' }] };
const SECRETS = `test:${Buffer.alloc(32, 7).toString('base64')}`;

let server: RunningServer;
let receiver: Receiver;
let now: number;
beforeEach(async () => {
  // The library that verifies signatures refuses those that are not of now.
  now = Date.now();
  receiver = await startReceiver();
  server = await startServer(
    {
      ...{ BACKGROUND_WORK: 'true', ALLOW_PRIVATE_OUTBOUND: 'true', SECRETS_KEYS: SECRETS },
      WEBHOOK_TIMEOUT_MS: '300',
    },
    () => new Date(now),
  );
});
afterEach(async () => {
  await server.stop();
  await receiver.stop();
});

async function newAgent(settings: object = {}): Promise<string> {
  const json = { ...MINIMAL, webhook_url: receiver.url, ...settings };
  const { status: code, body } = await server.send('POST', '/v1/agents', { json });
  expect(code, JSON.stringify(body)).toBe(201);
  return body.id;
}

async function newConversation(agent: string): Promise<string> {
  return (await server.send('POST', `/v1/agents/${agent}/conversations`)).body.conversation.id;
}

const complete = (id: string, report: object = REPORT) =>
  server.send('POST', `/v1/worker/conversations/${id}/complete`, { json: report, key: WORKER_TOKEN });

/** A conversation with the agent, completed. */
async function converse(agent: string): Promise<string> {
  const id = await newConversation(agent);
  expect((await complete(id)).status).toBe(200);
  return id;
}

const deliveriesOf = async (id: string) =>
  (await server.send('GET', `/v1/agents/conversations/${id}/webhook-deliveries`)).body.deliveries;
const deliveryOf = async (id: string) => (await deliveriesOf(id))[0];

/** Waits for what a worker does by itself. */
const eventually = (judge: () => unknown) => vi.waitFor(judge, { timeout: 5000, interval: 5 });
const receives = (count: number) => eventually(() => expect(receiver.received).toHaveLength(count));
const settles = (id: string, standing: object) =>
  eventually(async () => expect(await deliveryOf(id)).toMatchObject(standing));
/** As long as several polls take. */
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 60));

describe('a completed conversation is told', () => {
  test('to the webhook of its agent, at once', async () => {
    const id = await converse(await newAgent());
    await settles(id, { status: 'delivered' });
    expect(receiver.received).toHaveLength(1);
    const [{ headers, body } = {} as Received] = receiver.received;
    const conversation = (await server.send('GET', `/v1/agents/conversations/${id}`)).body;
    const { messages } = (await server.send('GET', `/v1/agents/conversations/${id}/messages`)).body;
    const { evaluations, extracted, recording_url } = conversation;
    expect(JSON.parse(body)).toEqual({
      ...{ id: headers['webhook-id'], event: 'conversation.completed', created_at: new Date(now).toISOString() },
      data: { conversation, messages, evaluations, extracted, recording_url },
    });
    expect(headers).toMatchObject({ 'content-type': 'application/json', 'user-agent': 'voice-agents-api' });
    expect(headers['webhook-timestamp']).toBe(String(Math.floor(now / 1000)));
    expect(headers['webhook-signature']).toBeUndefined();
    expect(await deliveriesOf(id)).toEqual([
      {
        ...{ id: headers['webhook-id'], conversation_id: id, event: 'conversation.completed', url: receiver.url },
        ...{ status: 'delivered', attempts: 1, next_attempt_at: null, last_attempt_at: new Date(now).toISOString() },
        ...{ last_status_code: 204, last_error: null, created_at: new Date(now).toISOString() },
      },
    ]);
  });

  test('once, however often its completion is repeated', async () => {
    const id = await converse(await newAgent());
    await receives(1);
    expect((await complete(id)).status).toBe(200);
    expect((await complete(id, { ...REPORT, end_reason: 'other' })).status).toBe(409);
    await aWhile();
    expect(receiver.received).toHaveLength(1);
    expect(await deliveriesOf(id)).toHaveLength(1);
  });

  test('to nobody where the agent has no webhook', async () => {
    const id = await converse(await newAgent({ webhook_url: '' }));
    await aWhile();
    expect([receiver.received, await deliveriesOf(id)]).toEqual([[], []]);
  });

  test('whatever was said in it', async () => {
    const id = await newConversation(await newAgent({ webhook_secret: 'whsec_c2VjcmV0' }));
    const messages = [{ role: 'caller', text: 'é̂ 🐈‍⬛ "q"\n\u2028</script>' }];
    await complete(id, { ...REPORT, messages, extracted: { deep: [null, { ключ: 'é' }] } });
    await receives(1);
    const [{ headers, body } = {} as Received] = receiver.received;
    // The library takes headers by their lower-case names.
    const event = new Webhook('whsec_c2VjcmV0').verify(body, headers as Record<string, string>);
    expect(event).toMatchObject({ data: { messages, extracted: { deep: [null, { ключ: 'é' }] } } });
  });
});

describe('where nobody takes it', () => {
  test('it comes again by the schedule, under the same id, signed anew', async () => {
    receiver.answer = status(500);
    const id = await converse(await newAgent({ webhook_secret: 'whsec_c2VjcmV0' }));
    await settles(id, { status: 'pending', attempts: 1, last_status_code: 500 });
    const begun = now;
    const { next_attempt_at } = await deliveryOf(id);
    expect(Date.parse(next_attempt_at) - begun).toBeGreaterThanOrEqual(5000);
    expect(Date.parse(next_attempt_at) - begun).toBeLessThanOrEqual(5501);
    now = Date.parse(next_attempt_at) - 1;
    await aWhile();
    expect(receiver.received).toHaveLength(1);
    now += 1;
    await settles(id, { attempts: 2 });
    expect(receiver.received).toHaveLength(2);
    receiver.answer = status(200);
    now = Date.parse((await deliveryOf(id)).next_attempt_at);
    await settles(id, { status: 'delivered', attempts: 3, last_status_code: 200, last_error: null });
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(1);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(3);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-signature'])).size).toBe(3);
  });

  test('it is given up after ten attempts in some 75 hours', async () => {
    receiver.answer = status(503);
    const id = await converse(await newAgent());
    const begun = now;
    for (let attempt = 1; attempt < 10; attempt++) {
      await settles(id, { status: 'pending', attempts: attempt, last_status_code: 503 });
      now = Date.parse((await deliveryOf(id)).next_attempt_at);
    }
    await settles(id, { status: 'failed', attempts: 10, next_attempt_at: null });
    expect((now - begun) / 3_600_000).toBeGreaterThan(75);
    expect((now - begun) / 3_600_000).toBeLessThan(84);
    now += 1e9;
    await aWhile();
    expect(receiver.received).toHaveLength(10);
  });

  test.each<[string, Receiver['answer'], object]>([
    ['410 ends it', status(410), { status: 'failed', attempts: 1, last_status_code: 410, next_attempt_at: null }],
    [
      'a redirect is not followed',
      status(302, { location: '/elsewhere' }),
      { status: 'pending', attempts: 1, last_status_code: 302 },
    ],
    [
      'no answer in time is none',
      () => undefined,
      { status: 'pending', last_status_code: null, last_error: 'There was no answer within 300 ms.' },
    ],
    [
      'what was answered is told',
      (response) => void response.writeHead(400).end('no such <call>'),
      { last_error: 'It was answered with the status 400: no such <call>' },
    ],
  ])('%s', async (_what, answer, standing) => {
    receiver.answer = answer;
    const id = await converse(await newAgent());
    await settles(id, standing);
    expect(receiver.received).toHaveLength(1);
  });

  test('Retry-After is waited for', async () => {
    receiver.answer = status(429, { 'retry-after': '120' });
    const id = await converse(await newAgent());
    await settles(id, { attempts: 1, next_attempt_at: new Date(now + 120_000).toISOString() });
  });

  test('a private address is one that cannot be reached, unless it is allowed', async () => {
    const closed = createOutboundClient({ allowPrivate: false, requireHttps: false });
    const other = await startServer({ ALLOW_PRIVATE_OUTBOUND: 'true', SECRETS_KEYS: SECRETS }, () => new Date(now));
    const { body: agent } = await other.send('POST', '/v1/agents', { json: { ...MINIMAL, webhook_url: receiver.url } });
    const { body } = await other.send('POST', `/v1/agents/${agent.id}/conversations`);
    const { id } = body.conversation;
    await other.send('POST', `/v1/worker/conversations/${id}/complete`, { json: REPORT, key: WORKER_TOKEN });
    const worker = createDeliveryWorker(workerParts(other, { client: closed }));
    worker.start();
    await eventually(async () => {
      const { body: list } = await other.send('GET', `/v1/agents/conversations/${id}/webhook-deliveries`);
      const last_error = 'The address must not lead to a private network.';
      expect(list.deliveries[0]).toMatchObject({ status: 'pending', attempts: 1, last_error });
    });
    await worker.stop();
    await closed.close();
    await other.stop();
    expect(receiver.received).toEqual([]);
  });
});

describe('what an agent is set to counts from the next attempt on', () => {
  const failOnce = async (settings: object = {}): Promise<{ agent: string; id: string }> => {
    receiver.answer = status(500);
    const agent = await newAgent(settings);
    const id = await converse(agent);
    await settles(id, { attempts: 1, status: 'pending', last_status_code: 500 });
    receiver.answer = status(204);
    return { agent, id };
  };
  const change = (agent: string, json: object) => server.send('PATCH', `/v1/agents/${agent}`, { json });

  test('another secret', async () => {
    const { agent, id } = await failOnce({ webhook_secret: 'whsec_b25l' });
    await change(agent, { webhook_secret: 'whsec_b3RoZXI=' });
    now += 6000;
    await settles(id, { status: 'delivered' });
    const [first, second] = receiver.received as [Received, Received];
    const verify = (secret: string, { body, headers }: Received) =>
      new Webhook(secret).verify(body, headers as Record<string, string>);
    expect(() => verify('whsec_b25l', first)).not.toThrow();
    expect(() => verify('whsec_b3RoZXI=', second)).not.toThrow();
    expect(() => verify('whsec_b25l', second)).toThrow();
  });

  test('no secret', async () => {
    const { agent, id } = await failOnce({ webhook_secret: 'whsec_b25l' });
    await change(agent, { webhook_secret: '' });
    now += 6000;
    await settles(id, { status: 'delivered' });
    expect(receiver.received.map(({ headers }) => 'webhook-signature' in headers)).toEqual([true, false]);
  });

  test('another address', async () => {
    const { agent, id } = await failOnce();
    const webhook_url = receiver.url.replace('/calls', '/other');
    await change(agent, { webhook_url });
    now += 6000;
    await settles(id, { status: 'delivered', url: webhook_url });
  });

  test('no address', async () => {
    const { agent, id } = await failOnce();
    await change(agent, { webhook_url: '' });
    now += 6000;
    await settles(id, { status: 'failed', attempts: 1, last_error: 'The webhook_url of the agent was removed.' });
    expect(receiver.received).toHaveLength(1);
  });

  test('that it is deleted', async () => {
    const { agent, id } = await failOnce();
    await server.send('DELETE', `/v1/agents/${agent}`);
    now += 6000;
    await settles(id, { status: 'failed', last_error: 'The agent was deleted.' });
    expect(receiver.received).toHaveLength(1);
  });
});

/** What a worker beside the server's own needs. */
function workerParts(of: RunningServer, other: object = {}) {
  return {
    db: of.api.database.db,
    secrets: createSecretBox(SECRETS),
    client: createOutboundClient({ allowPrivate: true, requireHttps: false }),
    log: createLog('silent'),
    ...{ now: () => new Date(now), timeoutMs: 300, pollMs: 10 },
    ...other,
  };
}

describe('several at once', () => {
  test('no more than four to one address, and others need not wait for it', async () => {
    const slow = await newAgent();
    const waiting: (() => void)[] = [];
    receiver.answer = (response) => void waiting.push(() => response.writeHead(204).end());
    const ids: string[] = [];
    for (let count = 0; count < 9; count++) ids.push(await newConversation(slow));
    const held = createDeliveryWorker(workerParts(server, { timeoutMs: 10_000 }));
    await server.api.work.stop();
    for (const id of ids) await complete(id);
    held.start();
    await receives(4);
    await aWhile();
    expect(receiver.received).toHaveLength(4);
    const other = await startReceiver();
    const quick = await converse(await newAgent({ webhook_url: other.url }));
    await settles(quick, { status: 'delivered' });
    while (receiver.received.length < 9 || waiting.length > 0) {
      waiting.shift()?.();
      await aWhile();
    }
    for (const id of ids) await settles(id, { status: 'delivered', attempts: 1 });
    expect(receiver.most).toBe(4);
    await held.stop();
    await other.stop();
  });

  test('of several workers one delivers', async () => {
    const agent = await newAgent();
    await server.api.work.stop();
    const ids: string[] = [];
    for (let count = 0; count < 20; count++) ids.push(await converse(agent));
    receiver.answer = (response) => void setTimeout(() => response.writeHead(204).end(), 20);
    const workers = Array.from({ length: 4 }, () => createDeliveryWorker(workerParts(server)));
    for (const worker of workers) worker.start();
    for (const id of ids) await settles(id, { status: 'delivered', attempts: 1 });
    await Promise.all(workers.map((worker) => worker.stop()));
    expect(receiver.received).toHaveLength(20);
  });

  test('what a worker claimed and left is delivered once its claim has ended', async () => {
    const agent = await newAgent();
    receiver.answer = () => undefined;
    const id = await converse(agent);
    await receives(1);
    // As a process that is killed leaves it: claimed, and nothing settled.
    const { db } = server.api.database;
    const until = new Date(now + 600).toISOString();
    await settles(id, { attempts: 1, last_error: 'There was no answer within 300 ms.' });
    await db
      .updateTable('webhook_deliveries')
      .set({ claim: 'claim_of_the_dead', claimed_until: until, next_attempt_at: new Date(now).toISOString() })
      .execute();
    receiver.answer = status(204);
    now += 599;
    await aWhile();
    expect(receiver.received).toHaveLength(1);
    now += 1;
    await settles(id, { status: 'delivered', attempts: 2 });
  });

  test('what a worker settles after its claim has gone to another is not written', async () => {
    const agent = await newAgent();
    let release = (): void => undefined;
    receiver.answer = (response) => {
      release = () => void response.writeHead(204).end();
    };
    const slow = createDeliveryWorker(workerParts(server, { timeoutMs: 2000 }));
    await server.api.work.stop();
    slow.start();
    const id = await converse(agent);
    await receives(1);
    await server.api.database.db.updateTable('webhook_deliveries').set({ claim: 'claim_of_another' }).execute();
    release();
    await slow.stop();
    expect(await deliveryOf(id)).toMatchObject({ status: 'pending', attempts: 1, last_status_code: null });
  });
});

describe('who may see deliveries', () => {
  test('whoever has a key of the workspace', async () => {
    const id = await converse(await newAgent());
    const { key } = await server.newKey('strangers');
    const path = `/v1/agents/conversations/${id}/webhook-deliveries`;
    const { status: code, body } = await server.send('GET', path, { key });
    expect([code, body.error.code]).toEqual([404, 'conversation_not_found']);
    expect((await server.send('GET', path, { key: null })).status).toBe(401);
  });

  test('a page at a time', async () => {
    const id = await converse(await newAgent());
    const path = `/v1/agents/conversations/${id}/webhook-deliveries`;
    const { body } = await server.send('GET', `${path}?limit=1`);
    expect(body).toMatchObject({ next_cursor: null, has_more: false });
    const wrong = await server.send('GET', `${path}?cursor=bWVzc2FnZXM6MQ`);
    expect([wrong.status, Object.keys(wrong.body.error.fields)]).toEqual([400, ['cursor']]);
  });
});

test('a database that fails for a while keeps no delivery', async () => {
  const agent = await newAgent();
  const { db } = server.api.database;
  await db.schema.alterTable('webhook_deliveries').renameTo('gone').execute();
  await eventually(() => expect(server.log.join()).toContain('webhook deliveries cannot be looked for'));
  await db.schema.alterTable('gone').renameTo('webhook_deliveries').execute();
  await settles(await converse(agent), { status: 'delivered' });
});
