import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { createDeliveryWorker } from '../../../src/api/webhooks/delivery-worker.ts';
import { createOutboundClient } from '../../../src/platform/outbound-http.ts';
import { MINIMAL, startServer, WORKER_TOKEN } from '../../running-server.ts';
import { type Received, type Receiver, status } from './receiver.ts';
import { eventually, REPORT, SECRETS, useWorld } from './world.ts';

const world = useWorld();

const deliveriesOf = async (id: string) =>
  (await world.server.send('GET', `/v1/agents/conversations/${id}/webhook-deliveries`)).body.deliveries;

describe('a completed conversation is told', () => {
  test('to the webhook of its agent, at once', async () => {
    const id = await world.converse(await world.newAgent());
    await world.settles(id, { status: 'delivered' });
    expect(world.receiver.received).toHaveLength(1);
    const [{ headers, body } = {} as Received] = world.receiver.received;
    const conversation = (await world.server.send('GET', `/v1/agents/conversations/${id}`)).body;
    const { messages } = (await world.server.send('GET', `/v1/agents/conversations/${id}/messages`)).body;
    const { evaluations, extracted, recording_url } = conversation;
    expect(JSON.parse(body)).toEqual({
      ...{ id: headers['webhook-id'], event: 'conversation.completed', created_at: new Date(world.now).toISOString() },
      data: { conversation, messages, evaluations, extracted, recording_url },
    });
    expect(headers).toMatchObject({ 'content-type': 'application/json', 'user-agent': 'voice-agents-api' });
    expect(headers['webhook-timestamp']).toBe(String(Math.floor(world.now / 1000)));
    expect(headers['webhook-signature']).toBeUndefined();
    expect(await deliveriesOf(id)).toEqual([
      {
        ...{ id: headers['webhook-id'], conversation_id: id, event: 'conversation.completed', url: world.receiver.url },
        ...{
          status: 'delivered',
          attempts: 1,
          next_attempt_at: null,
          last_attempt_at: new Date(world.now).toISOString(),
        },
        ...{ last_status_code: 204, last_error: null, created_at: new Date(world.now).toISOString() },
      },
    ]);
  });

  test('once, however often its completion is repeated', async () => {
    const id = await world.converse(await world.newAgent());
    await world.receives(1);
    expect((await world.complete(id)).status).toBe(200);
    expect((await world.complete(id, { ...REPORT, end_reason: 'other' })).status).toBe(409);
    await world.passes();
    expect(world.receiver.received).toHaveLength(1);
    expect(await deliveriesOf(id)).toHaveLength(1);
  });

  test('to nobody where the agent has no webhook', async () => {
    const id = await world.converse(await world.newAgent({ webhook_url: '' }));
    await world.passes();
    expect([world.receiver.received, await deliveriesOf(id)]).toEqual([[], []]);
  });

  test('whatever was said in it', async () => {
    const id = await world.newConversation(await world.newAgent({ webhook_secret: 'whsec_c2VjcmV0' }));
    const messages = [{ role: 'caller', text: 'é̂ 🐈‍⬛ "q"\n\u2028</script>' }];
    await world.complete(id, { ...REPORT, messages, extracted: { deep: [null, { ключ: 'é' }] } });
    await world.receives(1);
    const [{ headers, body } = {} as Received] = world.receiver.received;
    // The library takes headers by their lower-case names.
    const event = new Webhook('whsec_c2VjcmV0').verify(body, headers as Record<string, string>);
    expect(event).toMatchObject({ data: { messages, extracted: { deep: [null, { ключ: 'é' }] } } });
  });
});

describe('where nobody takes it', () => {
  test('it comes again by the schedule, under the same id, signed anew', async () => {
    world.receiver.answer = status(500);
    const id = await world.converse(await world.newAgent({ webhook_secret: 'whsec_c2VjcmV0' }));
    await world.settles(id, { status: 'pending', attempts: 1, last_status_code: 500 });
    const begun = world.now;
    const { next_attempt_at } = await world.deliveryOf(id);
    expect(Date.parse(next_attempt_at) - begun).toBeGreaterThanOrEqual(5000);
    expect(Date.parse(next_attempt_at) - begun).toBeLessThanOrEqual(5501);
    world.now = Date.parse(next_attempt_at) - 1;
    await world.passes();
    expect(world.receiver.received).toHaveLength(1);
    world.now += 1;
    await world.receives(2);
    await world.settles(id, { attempts: 2 });
    world.receiver.answer = status(200);
    world.now = Date.parse((await world.deliveryOf(id)).next_attempt_at);
    await world.settles(id, { status: 'delivered', attempts: 3, last_status_code: 200, last_error: null });
    const ids = world.receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(1);
    expect(new Set(world.receiver.received.map(({ body }) => body)).size).toBe(1);
    expect(new Set(world.receiver.received.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(3);
    expect(new Set(world.receiver.received.map(({ headers }) => headers['webhook-signature'])).size).toBe(3);
  });

  test('it is given up after ten attempts in some 75 hours', async () => {
    world.receiver.answer = status(503);
    const id = await world.converse(await world.newAgent());
    const begun = world.now;
    for (let attempt = 1; attempt < 10; attempt++) {
      await world.settles(id, { status: 'pending', attempts: attempt, last_status_code: 503 });
      world.now = Date.parse((await world.deliveryOf(id)).next_attempt_at);
    }
    await world.settles(id, { status: 'failed', attempts: 10, next_attempt_at: null });
    expect((world.now - begun) / 3_600_000).toBeGreaterThan(75);
    expect((world.now - begun) / 3_600_000).toBeLessThan(84);
    world.now += 1e9;
    await world.passes();
    expect(world.receiver.received).toHaveLength(10);
  });

  test.each<[string, Receiver['answer'], object]>([
    ['410 ends it', status(410), { status: 'failed', attempts: 1, last_status_code: 410, next_attempt_at: null }],
    [
      'a redirect is not followed',
      status(302, { location: '/elsewhere' }),
      { status: 'pending', attempts: 1, last_status_code: 302 },
    ],
    [
      'what was answered is told',
      (response) => void response.writeHead(400).end('no such <call>'),
      { last_error: 'The receiver responded with status 400: no such <call>' },
    ],
  ])('%s', async (_what, answer, standing) => {
    world.receiver.answer = answer;
    const id = await world.converse(await world.newAgent());
    await world.settles(id, standing);
    expect(world.receiver.received).toHaveLength(1);
  });

  test('Retry-After is waited for', async () => {
    world.receiver.answer = status(429, { 'retry-after': '120' });
    const id = await world.converse(await world.newAgent());
    await world.settles(id, { attempts: 1, next_attempt_at: new Date(world.now + 120_000).toISOString() });
  });

  test('a private address is one that cannot be reached, unless it is allowed', async () => {
    const closed = createOutboundClient({ allowPrivate: false, requireHttps: false });
    const other = await startServer(
      { ALLOW_PRIVATE_OUTBOUND: 'true', SECRETS_KEYS: SECRETS },
      () => new Date(world.now),
    );
    const { body: agent } = await other.send('POST', '/v1/agents', {
      json: { ...MINIMAL, webhook_url: world.receiver.url },
    });
    const { body } = await other.send('POST', `/v1/agents/${agent.id}/conversations`);
    const { id } = body.conversation;
    await other.send('POST', `/v1/worker/conversations/${id}/complete`, { json: REPORT, key: WORKER_TOKEN });
    const worker = createDeliveryWorker({ ...world.workerParts({ client: closed }), database: other.api.database });
    worker.start();
    await eventually(async () => {
      const { body: list } = await other.send('GET', `/v1/agents/conversations/${id}/webhook-deliveries`);
      const last_error = 'The address must not lead to a private network.';
      expect(list.deliveries[0]).toMatchObject({ status: 'pending', attempts: 1, last_error });
    });
    await worker.stop();
    await closed.close();
    await other.stop();
    expect(world.receiver.received).toEqual([]);
  });
});

describe('what an agent is set to counts from the next attempt on', () => {
  const failOnce = async (settings: object = {}): Promise<{ agent: string; id: string }> => {
    world.receiver.answer = status(500);
    const agent = await world.newAgent(settings);
    const id = await world.converse(agent);
    await world.settles(id, { attempts: 1, status: 'pending', last_status_code: 500 });
    world.receiver.answer = status(204);
    return { agent, id };
  };
  const change = (agent: string, json: object) => world.server.send('PATCH', `/v1/agents/${agent}`, { json });

  test('another secret', async () => {
    const { agent, id } = await failOnce({ webhook_secret: 'whsec_b25l' });
    await change(agent, { webhook_secret: 'whsec_b3RoZXI=' });
    world.now += 6000;
    await world.settles(id, { status: 'delivered' });
    const [first, second] = world.receiver.received as [Received, Received];
    const verify = (secret: string, { body, headers }: Received) =>
      new Webhook(secret).verify(body, headers as Record<string, string>);
    expect(() => verify('whsec_b25l', first)).not.toThrow();
    expect(() => verify('whsec_b3RoZXI=', second)).not.toThrow();
    expect(() => verify('whsec_b25l', second)).toThrow();
  });

  test('no secret', async () => {
    const { agent, id } = await failOnce({ webhook_secret: 'whsec_b25l' });
    await change(agent, { webhook_secret: '' });
    world.now += 6000;
    await world.settles(id, { status: 'delivered' });
    expect(world.receiver.received.map(({ headers }) => 'webhook-signature' in headers)).toEqual([true, false]);
  });

  test('another address', async () => {
    const { agent, id } = await failOnce();
    const webhook_url = world.receiver.url.replace('/calls', '/other');
    await change(agent, { webhook_url });
    world.now += 6000;
    await world.settles(id, { status: 'delivered', url: webhook_url });
  });

  test('no address', async () => {
    const { agent, id } = await failOnce();
    await change(agent, { webhook_url: '' });
    world.now += 6000;
    await world.settles(id, { status: 'failed', attempts: 1, last_error: 'The webhook_url of the agent was removed.' });
    expect(world.receiver.received).toHaveLength(1);
  });

  test('that it is deleted', async () => {
    const { agent, id } = await failOnce();
    await world.server.send('DELETE', `/v1/agents/${agent}`);
    world.now += 6000;
    await world.settles(id, { status: 'failed', last_error: 'The agent was deleted.' });
    expect(world.receiver.received).toHaveLength(1);
  });
});

describe('who may see deliveries', () => {
  test('whoever has a key of the workspace', async () => {
    const id = await world.converse(await world.newAgent());
    const { key } = await world.server.newKey('strangers');
    const path = `/v1/agents/conversations/${id}/webhook-deliveries`;
    const { status: code, body } = await world.server.send('GET', path, { key });
    expect([code, body.error.code]).toEqual([404, 'conversation_not_found']);
    expect((await world.server.send('GET', path, { key: null })).status).toBe(401);
  });

  test('those of the conversation, a page at a time', async () => {
    const { key } = await world.server.newKey('strangers');
    await world.converse(await world.newAgent({}, key), key);
    const agent = await world.newAgent();
    await world.converse(agent);
    const id = await world.converse(agent);
    const path = `/v1/agents/conversations/${id}/webhook-deliveries`;
    expect(await deliveriesOf(id)).toHaveLength(1);
    // A conversation has one event today, and its list would hold more.
    const { db } = world.server.api.database;
    const row = await world.deliveryOf(id);
    const more = ['0', '1', '2'].map((last) => ({ ...row, id: `whd_${'0'.repeat(25)}${last}` }));
    await db.insertInto('webhook_deliveries').values(more).execute();
    const expected = [row.id, ...more.map((one) => one.id).reverse()];
    const found: string[] = [];
    let cursor = '';
    do {
      const { body } = await world.server.send('GET', `${path}?limit=2${cursor}`);
      found.push(...body.deliveries.map((one: { id: string }) => one.id));
      cursor = body.next_cursor === null ? '' : `&cursor=${body.next_cursor}`;
      expect(body.has_more).toBe(cursor !== '');
    } while (cursor !== '');
    expect(found).toEqual(expected);
    const wrong = await world.server.send('GET', `${path}?cursor=bWVzc2FnZXM6MQ`);
    expect([wrong.status, Object.keys(wrong.body.error.fields)]).toEqual([400, ['cursor']]);
  });
});

test('a database that fails for a while keeps no delivery', async () => {
  const agent = await world.newAgent();
  const { db } = world.server.api.database;
  await db.schema.alterTable('webhook_deliveries').renameTo('gone').execute();
  await eventually(() => expect(world.server.log.join()).toContain('due webhook deliveries cannot be read'));
  await db.schema.alterTable('gone').renameTo('webhook_deliveries').execute();
  await world.settles(await world.converse(agent), { status: 'delivered' });
});

test('no line of the log has a key, a secret, a body or an answer of a receiver', async () => {
  world.receiver.answer = (response) => void response.writeHead(500).end('token=of-the-receiver');
  const agent = await world.newAgent({ webhook_secret: 'whsec_c2VjcmV0' });
  await world.settles(await world.converse(agent), { attempts: 1 });
  const log = world.server.log.join();
  expect(log).toContain('"status_code":500');
  for (const secret of [world.server.key, WORKER_TOKEN, 'whsec_', 'of-the-receiver', REPORT.messages[0]?.text ?? '']) {
    expect(log).not.toContain(secret);
  }
});

describe('a receiver that does not respond', () => {
  const impatient = useWorld({ WEBHOOK_TIMEOUT_MS: '300' });

  test('in time has not taken it', async () => {
    impatient.receiver.answer = () => undefined;
    const id = await impatient.converse(await impatient.newAgent());
    const last_error = 'There was no response within 300 ms.';
    await impatient.settles(id, { status: 'pending', attempts: 1, last_status_code: null, last_error });
    expect(impatient.receiver.received).toHaveLength(1);
  });
});

describe('a delivery is begun', () => {
  const seldom = useWorld({ WEBHOOK_POLL_MS: '60000' });

  test('when the conversation is completed, without waiting for the next poll', async () => {
    const id = await seldom.converse(await seldom.newAgent());
    await seldom.settles(id, { status: 'delivered' });
  });
});

describe('an event that is not as the contract has it', () => {
  test('is not queued: the completion fails as a whole', async () => {
    const id = await world.newConversation(await world.newAgent());
    const { db } = world.server.api.database;
    await db
      .updateTable('conversations')
      .set({ caller_identity: 'x'.repeat(300) })
      .where('id', '=', id)
      .execute();
    expect((await world.complete(id)).status).toBe(500);
    expect(await world.deliveryOf(id)).toBeUndefined();
    expect(world.server.log.join()).toContain('violates the contract');
  });
});
