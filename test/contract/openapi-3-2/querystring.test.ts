import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createNodeListener } from '../../../src/contract/adapters/node.ts';
import { compileContract } from '../../../src/contract/build/build.ts';
import { toClientOperation } from '../../../src/contract/build/client-operations.ts';
import { generateTypes } from '../../../src/contract/build/types.ts';
import { createContractClient } from '../../../src/contract/client/client.ts';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { listOperations } from '../../../src/contract/document/operations.ts';
import { startMock } from '../../../src/contract/mock/mock.ts';
import { apiKey } from '../../../src/contract/serve/security.ts';
import { createPlan } from '../../../src/contract/verify/plan.ts';
import { runVerify } from '../../../src/contract/verify/run.ts';
import { type Door, listen } from '../adapters/doors.ts';

const invalid = { content: { 'application/json': { example: { message: '' } } }, description: 'Invalid.' };
const responses = {
  200: { description: 'What was asked.', content: { 'application/json': { example: { asked: 1 } } } },
  ...{ 400: invalid, default: invalid },
};
const search = {
  type: 'object',
  required: ['rig'],
  properties: {
    rig: { type: 'string', minLength: 2 },
    year: { type: 'integer', maximum: 2000 },
    tags: { type: 'array', items: { type: 'string' }, maxItems: 2 },
    place: { type: 'object', properties: { lat: { type: 'number' } }, additionalProperties: false },
  },
  additionalProperties: false,
};
const operationOf = (operationId: string, mediaType: string, schema: object, more: object = {}) => ({
  get: {
    operationId,
    parameters: [{ name: 'whole', in: 'querystring', content: { [mediaType]: { schema } }, ...more }],
    responses,
  },
});
const DOCUMENT: OpenApiDocument = {
  openapi: '3.2.0',
  info: { title: 'Boats', version: '1.0.0' },
  paths: {
    '/form': operationOf('byForm', 'application/x-www-form-urlencoded', search, { required: true }),
    '/json': operationOf('byJson', 'application/json', { type: 'object', properties: { n: { type: 'integer' } } }),
    '/text': operationOf('byText', 'text/plain', { type: 'string', maxLength: 8 }),
    '/text/{id}': {
      parameters: ['path', 'header'].map((place) => ({
        name: 'id',
        in: place,
        required: true,
        schema: { type: 'string' },
      })),
      ...operationOf('byIdAndText', 'text/plain', { type: 'string' }),
    },
  },
};
const DOCUMENT_WITH_KEY: OpenApiDocument = {
  ...DOCUMENT,
  security: [{ Key: [] }],
  components: { securitySchemes: { Key: { type: 'apiKey', in: 'query', name: 'api key' } } },
};

const echo = ({ query, querystring }: { query: object; querystring: unknown }) => ({
  status: 200,
  body: { query, querystring },
});
const handlers = {
  byForm: echo,
  byJson: echo,
  byText: echo,
  byIdAndText: ({ params, headers, querystring }: Record<'params' | 'headers' | 'querystring', object>) => ({
    status: 200,
    body: { params, headers, querystring },
  }),
};

let server: Door;
let keyed: Door;
beforeAll(async () => {
  const options = { handlers, onWarning: () => undefined };
  server = await listen(await createNodeListener({ ...options, contract: compileContract(DOCUMENT) }));
  keyed = await listen(
    await createNodeListener({
      ...options,
      contract: compileContract(DOCUMENT_WITH_KEY),
      security: { Key: apiKey((key) => key) },
    }),
  );
});
afterAll(async () => {
  await server.stop();
  await keyed.stop();
});

async function get(url: string): Promise<[status: number, body: unknown]> {
  const response = await fetch(url);
  return [response.status, await response.json()];
}

describe('the server reads a whole query as one value (OAS 3.2 §4.12.1)', () => {
  test.each([
    ['/form?rig=sloop', { rig: 'sloop' }],
    [
      '/form?rig=a+b&year=1999&tags=x&tags=y&place=%7B%22lat%22%3A1.5%7D',
      { rig: 'a b', year: 1999, tags: ['x', 'y'], place: { lat: 1.5 } },
    ],
    ['/json?%7B%22n%22%3A1%7D', { n: 1 }],
    ['/json', undefined],
    ['/text?a%20b+c', 'a b+c'],
  ])('%s', async (target, querystring) => {
    const expected = querystring === undefined ? { query: {} } : { query: {}, querystring };
    expect(await get(server.url + target)).toEqual([200, expected]);
  });

  test.each([
    ['/form', 'is required'],
    ['/form?rig=x', 'rig must have'],
    ['/form?rig=sloop&year=2001', 'year must be'],
    ['/form?rig=sloop&color=red', 'color is not'],
    ['/form?rig=sloop&place=%7B%22lon%22%3A1%7D', 'place.lon is not'],
    ['/json?%7B%22n%22%3A%22x%22%7D', 'n must be an integer'],
    ['/json?%7B%22n%22', 'must be valid JSON'],
    ['/json?n=1', 'must be valid JSON'],
    ['/text?123456789', 'must have at most 8'],
  ])('and rejects %s', async (target, message) => {
    const [status, body] = await get(server.url + target);
    expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining(message)]);
  });

  test('beside parameters of the path and headers', async () => {
    const response = await fetch(`${server.url}/text/b1?a%20b`, { headers: { id: 'h1' } });
    expect(await response.json()).toMatchObject({ params: { id: 'b1' }, headers: { id: 'h1' }, querystring: 'a b' });
  });

  test('a key in the query is no part of the value', async () => {
    expect(await get(`${keyed.url}/form?rig=sloop&api%20key=k`)).toEqual([
      200,
      { query: {}, querystring: { rig: 'sloop' } },
    ]);
    expect((await get(`${keyed.url}/form?rig=sloop`))[0]).toBe(401);
  });
});

test.each([
  [{ name: 'other', in: 'query', schema: {} }, '"other" cannot be in it'],
  [{ name: 'other', in: 'querystring', content: { 'text/plain': {} } }, '"whole" cannot be in it'],
])('a whole query beside %j is an error', (other, message) => {
  const whole = { name: 'whole', in: 'querystring', content: { 'text/plain': {} } };
  const paths = { '/a': { parameters: [whole], get: { parameters: [other], responses } } };
  expect(() => listOperations({ ...DOCUMENT, paths })).toThrow(message);
});

test('a whole query without content is an error', () => {
  const paths = { '/a': { get: { parameters: [{ name: 'whole', in: 'querystring', schema: {} }], responses } } };
  expect(() => listOperations({ ...DOCUMENT, paths })).toThrow('Give it "content" with one media type');
});

test('its type is beside those of the other parameters', async () => {
  const types = await generateTypes(DOCUMENT);
  expect(types).toMatch(/byForm: \{\n *parameters: \{\n *query\?: never;\n *querystring: \{\n *rig: string;/);
  expect(types).toMatch(/query\?: never;\n *querystring\?: \{\n *n\?: number;\n *\};\n *header/);
  expect(types).toMatch(/query\?: never;\n *querystring\?: string;\n *header/);
  expect(types).not.toContain('@@');
});

test('the client writes it', async () => {
  const [byForm, byJson, byText] = listOperations(DOCUMENT).map((operation) =>
    toClientOperation(operation, new Set(['Key']), () => undefined),
  );
  const contract = {
    securitySchemes: { Key: { type: 'apiKey', in: 'query', name: 'api key' } },
    errors: { message: [], code: [], requestId: [], fields: [] },
    operations: {
      'GET /form': { ...byForm, security: [['Key']] },
      'GET /json': { ...byJson, security: [['Key']] },
      'GET /text': { ...byText, security: [['Key']] },
    },
  } as const;
  const sent: string[] = [];
  const client = createContractClient<Record<string, never>, never>(contract as never, {
    baseUrl: 'http://boats.test',
    auth: { Key: 'k&1' },
    fetch: async ({ url }) => {
      sent.push(url);
      return Response.json({});
    },
  }) as unknown as { GET: (path: string, init?: object) => Promise<unknown> };
  const value = { rig: 'a b', tags: ['x', 'y'], place: { lat: 1.5 } };
  await client.GET('/form', { params: { querystring: value } });
  await client.GET('/json', { params: { querystring: { n: 1 } } });
  await client.GET('/text', { params: { querystring: 'a&b' } });
  await client.GET('/json');
  expect(sent).toEqual([
    'http://boats.test/form?rig=a+b&tags=x&tags=y&place=%7B%22lat%22%3A1.5%7D&api%20key=k%261',
    'http://boats.test/json?%7B%22n%22%3A1%7D&api%20key=k%261',
    'http://boats.test/text?a%26b&api%20key=k%261',
    'http://boats.test/json?api%20key=k%261',
  ]);
});

test('the mock rejects what the server rejects', async () => {
  const mock = await startMock(DOCUMENT, { port: 0, host: '127.0.0.1' });
  expect(await get(`${mock.url}/form?rig=sloop`)).toEqual([200, { asked: 1 }]);
  expect(await get(`${mock.url}/form?rig=x`)).toEqual([400, { message: expect.stringContaining('rig must have') }]);
  expect((await get(`${mock.url}/form`))[0]).toBe(400);
  await mock.stop();
});

test('verify tries its boundary values, and finds nothing in a server of the contract', async () => {
  const targets: [status: number, target: string][] = [];
  const { findings, notTried, coverage } = await runVerify(createPlan(DOCUMENT), {
    url: server.url,
    ...{
      auth: {},
      otherAuth: {},
      seed: 1,
      maxCases: 600,
      operations: [],
      phases: ['examples', 'constraints'],
      off: [],
    },
    ...{ timeMs: 600_000, concurrency: 4, responseMs: 600_000, onProgress: () => undefined },
    onExchange: ({ target, response }) => targets.push([response.status, decodeURIComponent(target)]),
  });
  expect(findings.map(({ check, operationId, message }) => `${operationId} ${check}: ${message}`)).toEqual([]);
  expect(notTried).toEqual([]);
  const of = (status: number) => targets.flatMap(([one, target]) => (one === status ? [target] : []));
  expect(of(200).some((target) => target.includes('year=2000'))).toBe(true);
  expect(of(400).some((target) => target.includes('year=2001'))).toBe(true);
  expect(of(400).some((target) => target.startsWith('/json?{"n":"'))).toBe(true);
  const items = coverage.operations.flatMap((operation) => operation.items);
  const maximum = items.filter(({ group, name }) => group === 'querystring year' && name.startsWith('maximum'));
  expect(maximum.map(({ covered }) => covered)).toEqual([true, true]);
});
