import { describe, expect, test } from 'vitest';
import type { OpenApiDocument } from '../../../../src/contract/document/document.ts';
import type { Observation } from '../../../../src/contract/verify/coverage/coverage.ts';
import { createObserver } from '../../../../src/contract/verify/observe/observer.ts';
import { createPlan } from '../../../../src/contract/verify/plan.ts';
import { runVerify } from '../../../../src/contract/verify/run.ts';
import { MUSEUM } from '../museum/document.ts';
import { type Defect, startMuseum } from '../museum/server.ts';

const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const PET = { type: 'object', required: ['name'], properties: { name: { type: 'string', minLength: 2 } } };
const DOCUMENT = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  servers: [{ url: '/v1' }],
  security: [{ Key: [] }, { Query: [] }, { Session: [] }],
  paths: {
    '/pets/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
      put: {
        operationId: 'putPet',
        requestBody: {
          required: true,
          ...json({ ...PET, properties: { ...PET.properties, pin: { type: 'string', writeOnly: true } } }),
        },
        responses: { 200: { description: '', ...json(PET) }, '4XX': { description: '', ...json({}) } },
      },
    },
    '/pictures': {
      post: {
        ...{ operationId: 'addPicture', security: [] },
        requestBody: { content: { 'image/png': {} } },
        responses: { 204: { description: '' } },
      },
    },
  },
  components: {
    securitySchemes: {
      Key: { type: 'http', scheme: 'bearer' },
      Query: { type: 'apiKey', in: 'query', name: 'key' },
      Session: { type: 'apiKey', in: 'cookie', name: 'sid' },
    },
  },
} as unknown as OpenApiDocument;

type Changes = Partial<Omit<Observation, 'response'>> & { status?: number; text?: string };

function exchange({ status = 200, text = '{"name":"Rex"}', ...changes }: Changes = {}): Observation {
  const headers = { authorization: 'Bearer key-of-anna', 'content-type': 'application/json' };
  const response = {
    ...{ status, text, headers: { 'content-type': 'application/json' }, mediaType: 'application/json' },
    value: JSON.parse(text),
  };
  return { method: 'PUT', target: '/v1/pets/7', headers, body: '{"name":"Rex"}', response, ...changes };
}

function observed(...exchanges: Observation[]) {
  const observer = createObserver(createPlan(structuredClone(DOCUMENT)), { origin: 'http://pets.example' });
  for (const one of exchanges) observer.observe(one);
  return observer.result();
}
const checksOf = (...exchanges: Observation[]): string[] => observed(...exchanges).findings.map(({ check }) => check);
const type = { 'content-type': 'application/json' };

describe('observed traffic', () => {
  test('that follows the document has no findings, and counts as coverage', () => {
    const { findings, exchanges, coverage } = observed(
      exchange(),
      exchange({ body: '{"name":"x"}', status: 422, text: '{}' }),
    );
    expect(findings).toEqual([]);
    expect(exchanges).toBe(2);
    expect(coverage.shares.operation).toEqual({ covered: 1, all: 2 });
  });

  test.each<[string, Changes]>([
    ['negative_data_rejection', { body: '{"name":"x"}' }],
    ['negative_data_rejection', { body: '{"name":' }],
    ['negative_data_rejection', { body: undefined, headers: { authorization: 'Bearer key-of-anna' } }],
    ['negative_data_rejection', { target: '/v1/pets/x' }],
    ['positive_data_acceptance', { status: 400, text: '{}' }],
    ['response_schema_conformance', { text: '{"name":"x"}' }],
    ['status_code_conformance', { status: 301 }],
    ['ignored_auth', { headers: type }],
    ['ignored_auth', { headers: { ...type, cookie: 'other=1' } }],
  ])('%s finds %j', (check, changes) => {
    expect(checksOf(exchange(changes))).toEqual([check]);
  });

  test('a server error is a finding, declared or not', () => {
    expect(checksOf(exchange({ status: 500, text: '{}' }))).toEqual(['not_a_server_error', 'status_code_conformance']);
  });

  test.each([
    ['a key in the query', { headers: type, target: '/v1/pets/7?key=k' }],
    ['a cookie', { headers: { ...type, cookie: 'a=1; sid=s' } }],
  ])('%s counts as credentials', (_, changes) => {
    expect(checksOf(exchange(changes))).toEqual([]);
  });

  test('a body that is not read from a record is not validated, and that is counted', () => {
    const response = { status: 204, headers: {}, mediaType: '', text: '', value: undefined };
    const picture = { method: 'POST', target: '/v1/pictures', headers: { 'content-type': 'image/png' }, body: 'x' };
    expect(observed({ ...picture, response })).toMatchObject({ findings: [], unjudged: 1 });
    expect(checksOf({ ...picture, response: { ...response, status: 500 } })).toContain('not_a_server_error');
  });

  test('undeclared paths and methods are counted, the first 200 of them, preflights aside', () => {
    const paths = Array.from({ length: 205 }, (_, index) => exchange({ target: `/internal/${index}?a=1` }));
    const { undeclared } = observed(exchange({ method: 'DELETE' }), exchange({ method: 'OPTIONS' }), ...paths);
    expect(Object.keys(undeclared).slice(0, 2)).toEqual(['DELETE /v1/pets/{id}', 'PUT /internal/0']);
    expect(Object.keys(undeclared)).toHaveLength(200);
  });

  test('equal findings are one, with their number', () => {
    const bad = exchange({ body: '{"name":"x"}' });
    expect(observed(bad, bad, exchange(), bad).findings.map(({ count }) => count)).toEqual([3]);
  });

  test('findings hold no credentials, cookies, or write-only values', () => {
    const headers = { ...type, authorization: 'Bearer key-of-anna', cookie: 'sid=session-1; theme=dark' };
    const text = '{"echo":"secret-pin key-of-anna query-key session-1 set-cookie-1"}';
    const one = exchange({
      headers,
      target: '/v1/pets/7?key=query-key',
      body: '{"name":"x","pin":"secret-pin"}',
      text,
    });
    one.response.headers['set-cookie'] = ['sid=set-cookie-1; Path=/'];
    const { findings } = observed(one);
    expect(findings.length).toBeGreaterThan(0);
    expect(JSON.stringify(findings)).not.toMatch(/secret-pin|key-of-anna|query-key|session-1|set-cookie-1/);
    expect(findings[0]?.request.headers.authorization).toBe('Bearer [credentials]');
  });
});

describe('the traffic of a run of verify', () => {
  async function observeRun(defect?: Defect): Promise<string[]> {
    const museum = await startMuseum(defect);
    const plan = createPlan(structuredClone(MUSEUM));
    const observer = createObserver(plan, { origin: museum.url });
    const result = await runVerify(plan, {
      ...{ url: museum.url, auth: {}, otherAuth: {}, seed: 1, maxCases: 500, operations: [], phases: [], off: [] },
      ...{ timeMs: 600_000, concurrency: 4, responseMs: 600_000, onProgress: () => undefined },
      onExchange: (observation) => void observer.observe(observation),
    });
    museum.stop();
    const { exchanges, findings, coverage } = observer.result();
    expect(exchanges).toBeGreaterThan(500);
    expect(coverage.shares).toEqual(result.coverage.shares);
    return findings.map(({ operationId, check, message }) => `${operationId} ${check}: ${message}`);
  }

  test('has no findings on a server that follows its document, and the same coverage', async () => {
    expect(await observeRun()).toEqual([]);
  });
});
