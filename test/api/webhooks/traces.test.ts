import { expect, test } from 'vitest';
import { WORKER_TOKEN } from '../../running-server.ts';
import { status } from './receiver.ts';
import { REPORT, useWorld } from './world.ts';

const world = useWorld();
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const TRACEPARENT = `00-${TRACE}-00f067aa0ba902b7-01`;

async function complete(id: string, headers: Record<string, string>): Promise<void> {
  const path = `/v1/worker/conversations/${id}/complete`;
  const sent = { json: REPORT, key: WORKER_TOKEN, headers };
  expect((await world.server.send('POST', path, sent)).status).toBe(200);
}

const lineOf = (requestId: string) =>
  world.server.log.map((line) => JSON.parse(line)).find((line) => line.request_id === requestId);

test('a webhook has the request id and the trace of the request that queued it, at each attempt with another span', async () => {
  world.receiver.answer = status(500);
  const id = await world.newConversation(await world.newAgent());
  await complete(id, { 'x-request-id': 'call-7', traceparent: TRACEPARENT, tracestate: 'congo=t61rcWkgMzE' });
  await world.settles(id, { status: 'pending', attempts: 1 });
  world.receiver.answer = status(204);
  world.now += 6000;
  await world.settles(id, { status: 'delivered', attempts: 2 });
  const sent = world.receiver.received.map(({ headers }) => headers);
  const traceparent = expect.stringMatching(new RegExp(`^00-${TRACE}-[0-9a-f]{16}-01$`));
  for (const headers of sent)
    expect(headers).toMatchObject({ 'x-request-id': 'call-7', traceparent, tracestate: 'congo=t61rcWkgMzE' });
  const { traceparent: stored } = await world.deliveryOf(id);
  const spans = [TRACEPARENT, stored, ...sent.map((headers) => String(headers.traceparent))];
  expect(new Set(spans.map((header) => header.split('-')[2])).size).toBe(4);
  await expect.poll(() => lineOf('call-7')).toMatchObject({ operation: 'completeConversation', trace_id: TRACE });
});

test('a request without a valid traceparent begins a trace, which the log and the webhook have', async () => {
  const id = await world.newConversation(await world.newAgent());
  await complete(id, { 'x-request-id': 'call-8', traceparent: 'nonsense', tracestate: 'a=1' });
  await world.settles(id, { status: 'delivered' });
  await expect.poll(() => lineOf('call-8')).toBeDefined();
  const [{ headers } = expect.unreachable()] = world.receiver.received;
  expect(headers.tracestate).toBeUndefined();
  expect(String(headers.traceparent).split('-')[1]).toBe(lineOf('call-8').trace_id);
});

test('a delivery of an earlier version is delivered without them', async () => {
  await world.server.api.work.stop();
  const id = await world.newConversation(await world.newAgent());
  await complete(id, {});
  const { db } = world.server.api.database;
  await db.updateTable('webhook_deliveries').set({ request_id: null, traceparent: null, tracestate: null }).execute();
  const { createDeliveryWorker } = await import('../../../src/api/webhooks/delivery-worker.ts');
  const worker = createDeliveryWorker(world.workerParts());
  worker.start();
  await world.settles(id, { status: 'delivered' });
  await worker.stop();
  const [{ headers } = expect.unreachable()] = world.receiver.received;
  expect([headers['x-request-id'], headers.traceparent, headers.tracestate]).toEqual([undefined, undefined, undefined]);
});
