import { isObject } from '../../document/references.ts';
import { type MockResponse, problemResponse } from '../prism.ts';
import { mockBodyReader } from '../raw-request.ts';
import type { MockRequest } from '../respond.ts';
import type { Deliveries } from './deliveries.ts';
import type { WebhookOrder, Webhooks } from './webhooks.ts';

const PATH = '/__mock/webhooks';
/** Larger orders get a 413. */
const LIMIT = 1024 * 1024;

/** Responds to `GET /__mock/webhooks` and `POST /__mock/webhooks/NAME`; undefined for any other path. */
export async function controlWebhooks(
  { method, path, raw }: MockRequest,
  webhooks: Webhooks,
  deliveries: Deliveries,
): Promise<MockResponse | undefined> {
  if (path !== PATH && !path.startsWith(`${PATH}/`)) return undefined;
  const name = decodeName(path.slice(PATH.length + 1));
  if (method === 'GET' && name === '') return toJson(200, describeWebhooks(webhooks, deliveries));
  if (method !== 'POST' || name === '')
    return problemResponse(new Error(`The mock knows GET ${PATH} and POST ${PATH}/NAME.`), 404);
  const order = await readWebhookOrder(raw);
  if (order instanceof Error) return problemResponse(order, 422);
  const sent = webhooks.send(name, order, deliveries);
  // An unknown name has a status of its own.
  if (sent instanceof Error) return problemResponse(sent, (sent as { status?: number }).status ?? 422);
  return toJson(202, sent);
}

function describeWebhooks({ outgoing }: Webhooks, deliveries: Deliveries): object {
  return {
    webhooks: outgoing.map(({ name, method, callback, content }) => ({
      ...{ name, method },
      ...(callback === undefined ? {} : { after: callback.operationId, url: callback.expression }),
      examples: content?.examples.map(([example]) => example).filter((example) => example !== '') ?? [],
    })),
    deliveries: deliveries.recent(),
  };
}

function decodeName(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function toJson(status: number, body: unknown): MockResponse {
  return { status, headers: { 'content-type': 'application/json' }, body };
}

async function readWebhookOrder(raw: MockRequest['raw']): Promise<WebhookOrder | Error> {
  const bytes = await mockBodyReader
    .readBytes(raw, { limit: LIMIT, coding: 'identity', keep: false })
    .catch(() => undefined);
  const text = bytes === undefined ? undefined : mockBodyReader.decodeText(bytes);
  if (text === '') return {};
  const order = text === undefined ? undefined : readJsonText(text);
  if (!isObject(order)) return new Error('The body must be a JSON object such as {"url": "http://127.0.0.1:8080/"}.');
  const { url, example, body } = order;
  const isText = (value: unknown): value is string | undefined => value === undefined || typeof value === 'string';
  if (!isText(url) || !isText(example)) return new Error('"url" and "example" must be strings.');
  return { url, example, body };
}

function readJsonText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
