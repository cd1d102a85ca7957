import { jwtVerify } from 'jose';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { contract } from '../../generated/operations.ts';
import { MINIMAL, type RunningServer, startServer, WORKER_TOKEN } from '../running-server.ts';
import { dispatchIn, dispatchOf } from './conversations/claim.ts';
import { type Received, type Receiver, startReceiver, status } from './webhooks/receiver.ts';

const SITE = 'https://www.example.com';
const SECRET = 'whsec_c2VjcmV0IG9mIHRoZSByZWNlaXZlcg==';
const DAY = 86_400_000;

let server: RunningServer;
let receiver: Receiver;
// The library that verifies signatures rejects those that are not of now.
let now = Date.now();
beforeAll(async () => {
  receiver = await startReceiver();
  server = await startServer(
    { BACKGROUND_WORK: 'true', ALLOW_PRIVATE_OUTBOUND: 'true', MEMORY_RETENTION_SECONDS: '1' },
    () => new Date(now),
  );
});
afterAll(async () => {
  await server.stop();
  await receiver.stop();
});

/** A session as a page of the website starts it, and the prompt that the voice worker gets for it. */
async function visit(agent: string): Promise<{ id: string; prompt: string }> {
  const { status: code, body } = await server.send('POST', `/v1/agents/${agent}/sessions`, {
    ...{ key: null, headers: { origin: SITE }, json: { user_identity: 'visitor-1' } },
  });
  expect(code, JSON.stringify(body)).toBe(201);
  await jwtVerify(body.token, new TextEncoder().encode('secret'), { issuer: 'devkey' });
  const { conversation_id: id } = dispatchIn(body.token).metadata as { conversation_id: string };
  return { id, prompt: (await dispatchOf(server, id)).prompt };
}

const eventually = (validate: () => unknown) => vi.waitFor(validate, { timeout: 120_000, interval: 5 });

test('the whole life of an agent and those who speak with it', async () => {
  const settings = {
    ...{ is_public: true, allowed_origins: [SITE], prompt: 'You know: {{memory}}', memory_enabled: true },
    ...{ memory_retention_days: 30, webhook_url: receiver.url, webhook_secret: SECRET },
  };
  const { status: code, body: agent } = await server.send('POST', '/v1/agents', { json: { ...MINIMAL, ...settings } });
  expect([code, agent.webhook_secret_set]).toEqual([201, true]);

  const first = await visit(agent.id);
  expect(first.prompt).toBe('You know: ');
  expect((await server.send('GET', `/v1/agents/conversations/${first.id}`)).body.status).toBe('active');

  receiver.answer = status(500);
  const report = {
    ...{ end_reason: 'caller_hung_up', duration_seconds: 61.5, extracted: { day: 'Monday' } },
    ...{ messages: [{ role: 'agent', text: 'Hello.' }], evaluations: [{ name: 'booked', passed: true }] },
    facts: [{ fact: 'Prefers Mondays.', confidence: 0.8 }],
  };
  const completed = await server.send('POST', `/v1/worker/conversations/${first.id}/complete`, {
    ...{ json: report, key: WORKER_TOKEN },
  });
  expect([completed.status, completed.body.status]).toEqual([200, 'completed']);

  const delivery = async () => {
    const path = `/v1/agents/conversations/${first.id}/webhook-deliveries`;
    return (await server.send('GET', path)).body.deliveries[0];
  };
  for (const attempts of [1, 2]) {
    const standing = { status: 'pending', attempts, last_status_code: 500 };
    await eventually(async () => expect(await delivery()).toMatchObject(standing));
    // An attempt counts from its beginning; it is over when nobody claims it.
    const claims = () => server.api.database.db.selectFrom('webhook_deliveries').select('claim').execute();
    await eventually(async () => expect(await claims()).toEqual([{ claim: null }]));
    expect(receiver.received).toHaveLength(attempts);
    if (attempts === 2) receiver.answer = status(204);
    now = Date.parse((await delivery()).next_attempt_at);
  }
  await eventually(async () => expect(await delivery()).toMatchObject({ status: 'delivered', attempts: 3 }));
  expect(receiver.received).toHaveLength(3);

  const { headers, body } = receiver.received.at(-1) as Received;
  vi.setSystemTime(now);
  const event = new Webhook(SECRET).verify(body, headers as Record<string, string>);
  vi.useRealTimers();
  const declared = contract.webhooks.find(({ name }) => name === 'conversation.completed');
  expect(declared?.content['application/json']?.validate?.(event)).toBe(true);
  expect(declared?.validateHeaders?.(headers)).toBe(true);
  expect(event).toMatchObject({
    ...{ id: headers['webhook-id'], event: 'conversation.completed' },
    data: {
      conversation: { id: first.id, agent_id: agent.id, status: 'completed', duration_seconds: 61.5 },
      messages: [{ role: 'agent', text: 'Hello.' }],
      ...{ evaluations: report.evaluations, extracted: report.extracted, recording_url: null },
    },
  });

  expect((await visit(agent.id)).prompt).toBe('You know: 1. Prefers Mondays.');

  now += 31 * DAY;
  expect((await visit(agent.id)).prompt).toBe('You know: ');
  const stored = () => server.api.database.db.selectFrom('memories').selectAll().execute();
  await eventually(async () => expect(await stored()).toEqual([]));
});
