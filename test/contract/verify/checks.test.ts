import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import type { CheckName } from '../../../src/contract/verify/check-names.ts';
import { createPlan } from '../../../src/contract/verify/plan.ts';
import { runVerify } from '../../../src/contract/verify/run.ts';

const json = (schema: object): object => ({ content: { 'application/json': { schema } } });
const fault = { description: 'Rejection.', ...json({ type: 'object', properties: { fields: { type: 'object' } } }) };

/** One operation in which everything can go wrong that one answer can show. */
const LAMP: OpenApiDocument = {
  openapi: '3.1.0',
  info: { title: 'Lamp', version: '1' },
  paths: {
    '/lamp': {
      put: {
        operationId: 'setLamp',
        security: [{ Key: [] }],
        parameters: [{ name: 'X-Room', in: 'header', required: true, schema: { type: 'string', enum: ['hall'] } }],
        requestBody: {
          required: true,
          ...json({
            type: 'object',
            required: ['level'],
            properties: {
              level: { type: 'integer', minimum: 0, maximum: 10 },
              pin: { type: 'string', writeOnly: true, minLength: 8 },
            },
            additionalProperties: false,
          }),
        },
        responses: {
          200: {
            description: 'Set.',
            headers: { 'X-Count': { required: true, schema: { type: 'integer' } } },
            ...json({ type: 'object', required: ['level'], properties: { level: { type: 'integer' } } }),
          },
          ...{ 400: fault, 401: { description: 'Who?' }, 405: { description: 'No.' }, 415: { description: 'What?' } },
        },
      },
    },
  },
  components: { securitySchemes: { Key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
};

type Answer = { status: number; headers: Record<string, string>; body?: unknown };
const JSON_TYPE = { 'content-type': 'application/json' };

/** What a lamp that keeps the contract answers. */
function respond({ method, url, headers }: IncomingMessage, text: string): Answer {
  if (url !== '/lamp') return { status: 404, headers: {} };
  if (method !== 'PUT') return { status: 405, headers: { allow: 'PUT' } };
  if (headers['x-key'] !== 'k') return { status: 401, headers: { 'www-authenticate': 'Key' } };
  if (text !== '' && headers['content-type'] !== 'application/json') return { status: 415, headers: {} };
  const reject = (field: string): Answer => ({
    status: 400,
    headers: JSON_TYPE,
    body: { fields: { [field]: 'wrong' } },
  });
  if (headers['x-room'] !== 'hall') return reject('x-room');
  let body: Record<string, unknown>;
  try {
    body = JSON.parse(text);
  } catch {
    return reject('body');
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return reject('body');
  const { level, pin, ...others } = body;
  const [stranger] = Object.keys(others);
  if (stranger !== undefined) return reject(stranger);
  if (!Number.isInteger(level) || Number(level) < 0 || Number(level) > 10) return reject('level');
  if (pin !== undefined && (typeof pin !== 'string' || [...pin].length < 8)) return reject('pin');
  return { status: 200, headers: { ...JSON_TYPE, 'x-count': '1' }, body: { level } };
}

type Defect = (right: Answer, request: IncomingMessage, text: string) => Answer | undefined;
let defect: Defect = (right) => right;
const server = createServer(async (request, response) => {
  const text = Buffer.concat(await request.toArray()).toString();
  const given = defect(respond(request, text), request, text);
  if (given === undefined) return void response.destroy();
  response.writeHead(given.status, given.headers);
  response.end(given.body === undefined ? undefined : JSON.stringify(given.body));
});
let url = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

async function found(wrong: Defect): Promise<CheckName[]> {
  defect = wrong;
  const { findings } = await runVerify(createPlan(structuredClone(LAMP)), {
    ...{ url, auth: { 'x-key': 'k' }, otherAuth: {}, seed: 1, maxCases: 400, operations: [], phases: [], off: [] },
    ...{ timeMs: 600_000, concurrency: 4, responseMs: 600_000, onProgress: () => undefined },
  });
  return [...new Set(findings.map(({ check }) => check))].sort();
}

const when =
  (isMeant: (right: Answer, request: IncomingMessage) => boolean, change: (right: Answer) => Partial<Answer>): Defect =>
  (right, request) =>
    isMeant(right, request) ? { ...right, ...change(right) } : right;
const of = (status: number) => (right: Answer) => right.status === status;
const SET: Partial<Answer> = { status: 200, headers: { ...JSON_TYPE, 'x-count': '1' }, body: { level: 1 } };

test.each<[what: string, wrong: Defect, checks: CheckName[]]>([
  ['nothing', (right) => right, []],
  ['no answer', (right) => (right.status === 200 ? undefined : right), ['responds']],
  [
    'a failure',
    when(of(200), () => ({ status: 500, headers: {}, body: undefined })),
    ['not_a_server_error', 'status_code_conformance'],
  ],
  ['a status', when(of(200), () => ({ status: 202, headers: {}, body: undefined })), ['status_code_conformance']],
  [
    'a media type',
    when(of(200), ({ headers }) => ({ headers: { ...headers, 'content-type': 'text/plain' } })),
    ['content_type_conformance'],
  ],
  ['a header that is missing', when(of(200), () => ({ headers: JSON_TYPE })), ['response_headers_conformance']],
  [
    'a header of another type',
    when(of(200), () => ({ headers: { ...JSON_TYPE, 'x-count': 'many' } })),
    ['response_headers_conformance'],
  ],
  ['a body', when(of(200), () => ({ body: { level: '1' } })), ['response_schema_conformance']],
  [
    'a refusal of what is allowed',
    (right, _request, text) =>
      right.status === 200 && text.includes('10') ? { status: 400, headers: JSON_TYPE, body: {} } : right,
    ['positive_data_acceptance'],
  ],
  [
    'a bound that is not kept',
    (right, _request, text) => (right.status === 400 && /^\{"level":11/.test(text) ? { ...right, ...SET } : right),
    ['negative_data_rejection'],
  ],
  [
    'no key, which is let in',
    when(
      (right, { headers }) => right.status === 401 && headers['x-key'] === undefined,
      () => SET,
    ),
    ['ignored_auth'],
  ],
  [
    'any key, which is let in',
    when(
      (right, { headers }) => right.status === 401 && headers['x-key'] !== undefined,
      () => SET,
    ),
    ['ignored_auth'],
  ],
  [
    'a required header that need not be there',
    when(
      (right, { headers }) => right.status === 400 && headers['x-room'] === undefined,
      () => SET,
    ),
    ['missing_required_header'],
  ],
  [
    'a method that the path lacks',
    when(
      (_right, { method, url: path }) => method === 'DELETE' && path === '/lamp',
      () => SET,
    ),
    ['unsupported_method'],
  ],
  ['no Allow', when(of(405), () => ({ headers: {} })), ['status_semantics', 'unsupported_method']],
  ['a refusal of nothing in particular', when(of(400), () => ({ body: { fields: {} } })), ['error_names_field']],
  [
    'a secret that comes back',
    (right, _request, text) =>
      right.status === 200 ? { ...right, body: { level: 1, echo: JSON.parse(text).pin ?? '' } } : right,
    ['write_only_hidden'],
  ],
  [
    'two values that are taken for one',
    (right, _request, text) => (right.status === 400 && text.includes('}{') ? { ...right, ...SET } : right),
    ['negative_data_rejection'],
  ],
  ['a media type that is taken', when(of(415), () => SET), ['negative_data_rejection']],
])('%s', async (_what, wrong, checks) => {
  expect(await found(wrong)).toEqual(checks);
});
