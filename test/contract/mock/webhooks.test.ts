import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import config from '../../../keepspec.config.ts';
import { bundleContract } from '../../../src/contract/document/bundle.ts';
import { describeFault, type OpenApiDocument } from '../../../src/contract/document/document.ts';
import { listOperations } from '../../../src/contract/document/operations.ts';
import { createMockFetch } from '../../../src/contract/mock/fetch.ts';
import { type Mock, startMock } from '../../../src/contract/mock/mock.ts';
import type { DeliveryEntry } from '../../../src/contract/mock/webhooks/deliveries.ts';
import { freePort } from '../../free-port.ts';
import { exampleRequest } from '../contract-checks.ts';
import { type Received, type Receiver, startReceiver } from './receiver.ts';

const SECRET = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
const ORDERS = await bundleContract('test/documents/written/order-webhooks.yaml');
const API = await bundleContract('openapi/openapi.yaml');
const ADDRESS = { street: 'Quay 1', city: 'Ghent', country: 'BE' };
const order = (callback: string) => ({ lines: [{ sku: 'AB-123', count: 1 }], address: ADDRESS, callback });

type Conversation = { agent_id: string };

const NOTHING: Received = { method: '', path: '', headers: {}, body: '' };

let receiver: Receiver;
let entries: DeliveryEntry[];
const mocks: Mock[] = [];
beforeAll(async () => {
  receiver = await startReceiver();
});
beforeEach(() => {
  entries = [];
  receiver.received.length = 0;
  receiver.respondWith(204);
});
afterEach(() => Promise.all(mocks.splice(0).map((mock) => mock.stop())));
afterAll(() => receiver.stop());

type Options = Partial<Parameters<typeof startMock>[1]>;

async function start(document: OpenApiDocument, options: Options = {}): Promise<Mock> {
  const mock = await startMock(document, {
    ...{ port: 0, host: '127.0.0.1', webhookSecret: SECRET, onWarning: () => undefined },
    ...{ onDelivery: (entry: DeliveryEntry) => void entries.push(entry), ...options },
  });
  mocks.push(mock);
  return mock;
}

async function post({ url }: Mock, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const type = body === undefined ? {} : { 'content-type': 'application/json' };
  const response = await fetch(url + path, {
    ...{ method: 'POST', headers: { 'x-api-key': 'k', authorization: 'Bearer k', ...type, ...headers } },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? {} : JSON.parse(text) };
}

async function delivered(count = 1): Promise<DeliveryEntry[]> {
  await expect.poll(() => entries).toHaveLength(count);
  return entries;
}

describe('a callback', () => {
  test('is sent to the URL of the request after it succeeded, with the resource of the response', async () => {
    const mock = await start(ORDERS, { stateful: true });
    const { status, body } = await post(mock, '/orders', order(`${receiver.url}/shipped?key=s3cret`));
    expect(status).toBe(201);
    const [entry] = await delivered();
    expect(entry).toMatchObject({ webhook: 'placeOrder.shipped', method: 'POST', status: 204 });
    expect(entry?.url).toBe(`${receiver.url}/shipped?…`);
    const [sent] = receiver.received;
    expect([sent?.method, sent?.path]).toEqual(['POST', '/shipped?key=s3cret']);
    expect(JSON.parse(sent?.body ?? '')).toEqual(body);
  });

  test('is signed, so that a library of Standard Webhooks accepts it', async () => {
    const mock = await start(ORDERS);
    await post(mock, '/orders', order(receiver.url));
    await delivered();
    const [{ headers, body } = { headers: {}, body: '' }] = receiver.received;
    const own = headers as Record<string, string>;
    expect(new Webhook(SECRET).verify(body, own)).toEqual(JSON.parse(body));
    expect(() => new Webhook(SECRET).verify(body.replace('placed', 'paid '), own)).toThrow('No matching signature');
    expect(own['webhook-id']).toMatch(/^msg_/);
  });

  test('is not sent after a request that is rejected or replayed, and a missing URL is in the log', async () => {
    const mock = await start(ORDERS, { stateful: true });
    expect((await post(mock, '/orders', { ...order(receiver.url), lines: [] })).status).toBe(422);
    expect((await post(mock, '/orders', order(receiver.url), { prefer: 'code=409' })).status).toBe(409);
    const { callback: _, ...without } = order('');
    expect((await post(mock, '/orders', without)).status).toBe(201);
    const key = { 'idempotency-key': 'the-same-key' };
    for (let times = 0; times < 2; times++)
      expect((await post(mock, '/orders', order(receiver.url), key)).status).toBe(201);
    await post(mock, '/orders', order(`${receiver.url}/last`));
    await delivered(3);
    expect(entries.map(({ status, error }) => [status, error])).toEqual([
      ['not sent', '$request.body#/callback has no value'],
      [204, undefined],
      [204, undefined],
    ]);
    expect(receiver.received.map(({ path }) => path)).toEqual(['/', '/last']);
  });

  test('that cannot be compiled is reported, and the document is mocked all the same', async () => {
    const document = structuredClone(ORDERS) as unknown as { paths: Record<string, { post: { callbacks: object } }> };
    const path = document.paths['/orders'];
    const broken = { $ref: '#/components/parameters/Nothing' };
    if (path !== undefined) path.post.callbacks = { shipped: { '{$url}': { post: { parameters: [broken] } } } };
    const warnings: string[] = [];
    const onWarning: Options['onWarning'] = (fault) => void warnings.push(describeFault(fault));
    const mock = await start(document as unknown as OpenApiDocument, { onWarning });
    expect((await post(mock, '/orders', order(receiver.url))).status).toBe(201);
    expect(warnings).toEqual([expect.stringContaining('Callbacks are not sent, because they cannot be compiled: ')]);
  });
});

describe('a webhook', () => {
  test('is sent on demand, with an example of the contract, a new id and the time', async () => {
    const mock = await start(API);
    const { status, body } = await post(mock, '/__mock/webhooks/conversation.completed', { url: receiver.url });
    expect(status).toBe(202);
    await delivered();
    const [{ headers, body: text } = NOTHING] = receiver.received;
    const event = JSON.parse(text);
    expect(event).toEqual(body.body);
    expect(event.id).toMatch(/^whd_/);
    expect(headers['webhook-id']).toBe(event.id);
    expect(Math.abs(Date.parse(event.created_at) - Date.now())).toBeLessThan(60_000);
    const again = await post(mock, '/__mock/webhooks/conversation.completed', { url: receiver.url });
    expect(again.body.id).not.toBe(event.id);
  });

  test('has the body, the example and the receiver that are asked for', async () => {
    const mock = await start(ORDERS, { webhookUrl: receiver.url });
    const own = { ...order('https://a.example'), number: 7, state: 'paid' };
    expect((await post(mock, '/__mock/webhooks/orderPlaced', { body: own })).status).toBe(202);
    await delivered();
    expect(JSON.parse(receiver.received[0]?.body ?? '')).toEqual(own);
    // The contract requires the header.
    expect(receiver.received[0]?.headers['x-signature']).toEqual(expect.any(String));
    const list = await (await fetch(`${mock.url}/__mock/webhooks`)).json();
    expect(list).toMatchObject({
      webhooks: [
        { name: 'orderPlaced' },
        { name: 'placeOrder.shipped', after: 'placeOrder', url: '{$request.body#/callback}' },
      ],
      deliveries: [{ webhook: 'orderPlaced', status: 204 }],
    });
  });

  test.each<[string, unknown, number, string]>([
    ['nope', {}, 404, 'There is no webhook "nope". Webhooks: orderPlaced, placeOrder.shipped.'],
    [
      'orderPlaced',
      {},
      422,
      'orderPlaced is not sent: it has no URL: send {"url": "http://127.0.0.1:8080/"}, or set --webhook-url.',
    ],
    [
      'orderPlaced',
      { url: 'ftp://127.0.0.1/' },
      422,
      '"ftp://127.0.0.1/" is not a valid URL. It must begin with http:// or https://.',
    ],
    [
      'orderPlaced',
      { url: 'http://10.0.0.1/' },
      422,
      'Webhooks go to this machine only. Start the mock with --webhook-host 10.0.0.1 to send them to that host.',
    ],
    ['orderPlaced', { url: 'http://127.0.0.1.example/' }, 422, 'Webhooks go to this machine only.'],
    [
      'orderPlaced',
      { url: 'http://localhost/', body: {} },
      422,
      'orderPlaced is not sent: the body does not match the schema of the webhook.',
    ],
    [
      'orderPlaced',
      { url: 'http://localhost/', example: 'full' },
      422,
      'orderPlaced is not sent: it has no example "full". It has: none.',
    ],
    ['orderPlaced', [], 422, 'The body must be a JSON object such as {"url": "http://127.0.0.1:8080/"}.'],
    ['orderPlaced', { url: 5 }, 422, '"url" and "example" must be strings.'],
  ])('%s with %j is a %i: %s', async (name, body, status, detail) => {
    const mock = await start(ORDERS);
    const response = await post(mock, `/__mock/webhooks/${name}`, body);
    expect([response.status, response.body.detail]).toEqual([status, expect.stringContaining(detail)]);
    expect(entries).toEqual([]);
  });

  test('is sent after the operations of the configuration, with what its functions return', async () => {
    const mock = await start(ORDERS, {
      stateful: true,
      webhooks: {
        orderPlaced: {
          after: ['placeOrder'],
          url: ({ response }) => `${receiver.url}/${(response.body as { number: number }).number}`,
          body: ({ data, operationId }, body) => ({
            ...(body as object),
            note: [operationId, data?.list('Order').length],
          }),
          secret: () => 'plain text',
        },
      },
    });
    const { callback: _, ...without } = order('');
    const { body } = await post(mock, '/orders', without);
    await delivered(2);
    const [{ path, body: text, headers } = { path: '', body: '', headers: {} }] = receiver.received;
    expect(path).toBe(`/${body.number}`);
    expect(JSON.parse(text)).toMatchObject({ ...body });
    expect(
      new Webhook(Buffer.from('plain text').toString('base64')).verify(text, headers as Record<string, string>),
    ).toBeDefined();
  });

  test('of this API has the conversation that was completed, and the URL and the secret of its agent', async () => {
    const mock = await start(API, {
      ...{ stateful: true, webhooks: config.mock?.webhooks },
    });
    const key = { authorization: 'Bearer k', 'content-type': 'application/json' };
    const complete = listOperations(API).find(({ operationId }) => operationId === 'completeConversation');
    if (complete === undefined) throw new Error('The contract has no completeConversation.');
    const { path, headers, body } = exampleRequest(complete, 'full', 'k');
    const id = path.split('/').at(-2);
    const read = (await (
      await fetch(`${mock.url}/v1/agents/conversations/${id}`, { headers: key })
    ).json()) as Conversation;
    const settings = JSON.stringify({ webhook_url: receiver.url, webhook_secret: SECRET.replace('B', 'C') });
    const changed = await fetch(`${mock.url}/v1/agents/${read.agent_id}`, {
      method: 'PATCH',
      headers: key,
      body: settings,
    });
    expect(changed.status).toBe(200);
    const sent = { method: 'POST', headers, ...(body === undefined ? {} : { body }) };
    const response = await fetch(mock.url + path, sent);
    expect(response.status).toBe(200);
    await delivered();
    expect(JSON.parse(receiver.received[0]?.body ?? '').data.conversation).toEqual(await response.json());
    const [{ headers: own, body: text } = NOTHING] = receiver.received;
    expect(new Webhook(SECRET.replace('B', 'C')).verify(text, own as Record<string, string>)).toBeDefined();
  });

  test('whose function throws is in the log, and the response is sent', async () => {
    const url = () => {
      throw new Error('no agent');
    };
    const mock = await start(ORDERS, { webhooks: { orderPlaced: { after: ['listOrders'], url } } });
    expect((await fetch(`${mock.url}/orders`, { headers: { 'x-api-key': 'k' } })).status).toBe(200);
    expect(await delivered()).toMatchObject([{ status: 'not sent', error: 'it failed: no agent' }]);
  });

  test.each<[object, string]>([
    [
      { orderPlacd: {} },
      'mock.webhooks["orderPlacd"]: the document has no webhook "orderPlacd". Did you mean "orderPlaced"?',
    ],
    [{ orderPlaced: 5 }, 'mock.webhooks["orderPlaced"] must be an object.'],
    [{ orderPlaced: { aftr: [] } }, 'mock.webhooks["orderPlaced"]: unknown option "aftr". Did you mean "after"?'],
    [
      { orderPlaced: { after: ['place'] } },
      'mock.webhooks["orderPlaced"].after: the document has no operation "place".',
    ],
    [{ orderPlaced: { after: 'placeOrder' } }, 'mock.webhooks["orderPlaced"].after must be a list of operationIds.'],
    [{ orderPlaced: { url: 5 } }, 'mock.webhooks["orderPlaced"].url must be a string or a function.'],
    [{ orderPlaced: { secret: '' } }, 'mock.webhooks["orderPlaced"].secret must be a string or a function.'],
    [{ orderPlaced: { body: {} } }, 'mock.webhooks["orderPlaced"].body must be a function.'],
  ])('with %j is an error: %s', async (webhooks, message) => {
    // A configuration in JavaScript can hold anything.
    await expect(start(ORDERS, { webhooks: webhooks as Options['webhooks'] })).rejects.toThrow(message);
  });
});

describe('a delivery', () => {
  const send = (mock: Mock, url: string) => post(mock, '/__mock/webhooks/orderPlaced', { url });

  test('that fails is in the log', async () => {
    const mock = await start(ORDERS);
    receiver.respondWith(500);
    await send(mock, receiver.url);
    await delivered();
    receiver.respondWith(receiver.url);
    await send(mock, receiver.url);
    await delivered(2);
    await send(mock, `http://127.0.0.1:${await freePort()}/`);
    await delivered(3);
    expect(entries.map(({ status, error }) => [status, error])).toEqual([
      [500, undefined],
      // Redirects are not followed.
      [302, undefined],
      ['failed', 'nothing is listening there'],
    ]);
    expect(receiver.received).toHaveLength(2);
  });

  test('to a receiver that does not respond delays no response, and ends with the mock', async () => {
    const mock = await start(ORDERS);
    receiver.respondWith(undefined);
    for (let sent = 0; sent < 104 + 3; sent++) expect((await send(mock, receiver.url)).status).toBe(202);
    // Four are on their way, and a hundred wait.
    const full = { status: 'not sent', error: '100 deliveries are waiting' };
    expect(await delivered(3)).toMatchObject([full, full, full]);
    expect(receiver.received).toHaveLength(4);
    await Promise.all(mocks.splice(0).map((one) => one.stop()));
    expect([receiver.received.length, entries.length]).toEqual([4, 3]);
  });

  test('goes to hosts that are allowed', async () => {
    const sent: string[] = [];
    const sendWebhook = async ({ url }: Request) => {
      sent.push(url);
      return new Response();
    };
    const mock = await start(ORDERS, { sendWebhook, webhookHosts: ['hooks.example'] });
    expect((await send(mock, 'https://hooks.example/a')).status).toBe(202);
    expect((await send(mock, 'https://other.example/a')).status).toBe(422);
    await delivered();
    expect(sent).toEqual(['https://hooks.example/a']);
  });

  test('of the mock as a function goes to its sendWebhook, and nowhere without one', async () => {
    const sent: Request[] = [];
    const sendWebhook = async (request: Request) => {
      sent.push(request);
      return new Response(null, { status: 202 });
    };
    const onDelivery = (entry: DeliveryEntry): void => void entries.push(entry);
    const init = {
      ...{ method: 'POST', headers: { 'content-type': 'application/json', 'x-api-key': 'k' } },
      body: JSON.stringify(order('https://shop.example/hook')),
    };
    const own = await createMockFetch(ORDERS, { sendWebhook, onDelivery });
    expect((await own('http://a/orders', init)).status).toBe(201);
    await delivered();
    expect(sent.map(({ url }) => url)).toEqual(['https://shop.example/hook']);
    const silent = await createMockFetch(ORDERS, { onDelivery });
    expect((await silent('http://a/orders', init)).status).toBe(201);
    await delivered(2);
    expect(entries[1]).toMatchObject({ status: 'not sent', error: 'The option sendWebhook is missing.' });
  });

  test('that waits is not sent after the end', async () => {
    const { createDeliveries } = await import('../../../src/contract/mock/webhooks/deliveries.ts');
    let count = 0;
    const sendWebhook = ({ signal }: Request) => {
      count += 1;
      return new Promise<Response>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    };
    const deliveries = createDeliveries({ sendWebhook });
    const delivery = {
      webhook: 'a',
      id: 'b',
      method: 'POST',
      url: 'http://a',
      headers: {},
      body: '{}',
      secret: SECRET,
    };
    for (let added = 0; added < 6; added++) deliveries.add(delivery);
    await expect.poll(() => count).toBe(4);
    deliveries.stop();
    // What is aborted ends within the turn.
    await new Promise((resolve) => setImmediate(resolve));
    expect(count).toBe(4);
  });

  test('times out', async () => {
    const { createDeliveries } = await import('../../../src/contract/mock/webhooks/deliveries.ts');
    receiver.respondWith(undefined);
    const onDelivery = (entry: DeliveryEntry): void => void entries.push(entry);
    const deliveries = createDeliveries({ sendWebhook: fetch, webhookHosts: [], onDelivery }, 50);
    const url = receiver.url;
    deliveries.add({ webhook: 'a', id: 'b', method: 'POST', url, headers: {}, body: '{}', secret: SECRET });
    expect(await delivered()).toMatchObject([{ status: 'failed', error: 'no response in 0.05 seconds' }]);
  });
});
