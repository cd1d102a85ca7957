import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { afterEach, describe, expect, test } from 'vitest';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { startMock } from '../../../src/contract/mock/mock.ts';
import { makeText } from '../../../src/contract/values/texts.ts';
import { createPlan } from '../../../src/contract/verify/plan.ts';
import { createPlanning } from '../../../src/contract/verify/planning.ts';
import { formatResult, toJUnit } from '../../../src/contract/verify/report.ts';
import { type RunResult, runVerify } from '../../../src/contract/verify/run.ts';
import type { RunOptions } from '../../../src/contract/verify/run-context.ts';
import type { VerifiableOperation } from '../../../src/contract/verify/verifiable-operation.ts';

const none = { description: 'None.' };
const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A server that responds to everything with a status, with none where it is 0. */
async function start(
  statusOf: number | ((request: IncomingMessage) => number),
): Promise<{ url: string; requests: string[] }> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    request.resume();
    const status = typeof statusOf === 'number' ? statusOf : statusOf(request);
    if (status === 0) request.destroy();
    else response.writeHead(status).end();
  });
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

function verify(document: OpenApiDocument, url: string, options: Partial<RunOptions> = {}): Promise<RunResult> {
  return runVerify(createPlan(structuredClone(document)), {
    ...{ url, auth: {}, otherAuth: {}, seed: 1, maxCases: 200, operations: [], phases: [], off: [] },
    ...{ timeMs: 600_000, concurrency: 4, responseMs: 600_000, onProgress: () => undefined, ...options },
  });
}

const body = (schema: object) => ({ required: true, content: { 'application/json': { schema } } });
const describeApi = (paths: object, components: object = {}): OpenApiDocument =>
  ({ openapi: '3.1.0', info: { title: 'Boats', version: '1' }, paths, components }) as OpenApiDocument;

describe('a value of each format that validators know', () => {
  const ajv = new Ajv({ strict: false });
  addFormats.default(ajv);
  const texts = Object.keys(ajv.formats).filter((name) => !['int32', 'int64', 'float', 'double'].includes(name));

  test.each(texts)('is made of %s', (format) => {
    expect(ajv.validate({ type: 'string', format }, makeText({ format }, { seed: 1 }))).toBe(true);
  });

  test('so that an operation that requires one is tried', async () => {
    const properties = Object.fromEntries(texts.map((format, index) => [`p${index}`, { type: 'string', format }]));
    const schema = { type: 'object', additionalProperties: false, required: Object.keys(properties), properties };
    const boats = describeApi({
      '/boats': { post: { operationId: 'addBoat', requestBody: body(schema), responses: { 204: none, 400: none } } },
    });
    const mock = await startMock(structuredClone(boats), { port: 0, host: '127.0.0.1' });
    const { counts, notTried } = await verify(boats, mock.url, { phases: ['examples'] }).finally(mock.stop);
    expect({ counts, notTried }).toEqual({ counts: { addBoat: { examples: 1 } }, notTried: [] });
  });
});

describe('planning', () => {
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const either = { anyOf: [ref('Condition'), { type: 'array', items: ref('Condition') }, { type: 'null' }] };
  const object = (properties: object, required: string[] = []) => ({ type: 'object', required, properties });
  /** A filter of filters, of which one operation has thousands of sides of constraints. */
  const search = describeApi(
    { '/search': { post: { operationId: 'search', requestBody: body(ref('Filter')), responses: { 204: none } } } },
    {
      schemas: {
        Filter: object({ should: either, must: either, must_not: either }),
        Condition: { anyOf: [ref('Field'), ref('Nested'), ref('Filter')] },
        Nested: object({ nested: object({ key: { type: 'string' }, filter: ref('Filter') }, ['key', 'filter']) }, [
          'nested',
        ]),
        Field: object({ key: { type: 'string' }, value: { type: ['string', 'null'] } }, ['key']),
      },
    },
  );
  const plan = createPlan(search);
  const [operation] = plan.operations as [VerifiableOperation];

  test('makes no more cases than are asked for', async () => {
    const planning = createPlanning(plan, 1, Number.POSITIVE_INFINITY);
    expect(planning.constraint(operation, 9)).toBeDefined();
    expect(planning.constraints(operation)).toHaveLength(10);
    expect(planning.isComplete(operation)).toBe(false);
  });

  test('ends when the time is over, but for the examples', () => {
    const planning = createPlanning(plan, 1, 0);
    expect(planning.constraint(operation, 0)).toBeUndefined();
    expect(planning.isComplete(operation)).toBe(false);
    expect(planning.examples(operation).length).toBeGreaterThan(0);
  });

  test('that was cut short is reported', async () => {
    const { url } = await start(204);
    const cut = await verify(search, url, { phases: ['constraints'], maxCases: 20 });
    expect(cut).toMatchObject({ cases: 20, cut: '--max-cases 20 ended the run before all cases were sent of search.' });
    const late = await verify(search, url, { timeMs: 0 });
    const reason = 'the time limit of 0 s (--time) was reached';
    expect(late).toMatchObject({ cases: 0, notTried: [{ operationId: 'search', reason }] });
    expect(formatResult(late)).toContain(`Not tried:\n  search: ${reason}`);
  });
});

describe('an operation that cannot be tried', () => {
  const upload = { required: true, content: { 'image/x-none': {} } };
  const boats = describeApi({
    '/boats': { get: { operationId: 'listBoats', responses: { 204: none } } },
    '/photos': { post: { operationId: 'addPhoto', requestBody: upload, responses: { 204: none } } },
  });

  test('is named with the reason in every report', async () => {
    const { url } = await start(204);
    const result = await verify(boats, url, { phases: ['examples'] });
    const reason = 'no request was found that the contract allows';
    expect(result.notTried).toEqual([{ operationId: 'addPhoto', reason }]);
    expect(formatResult(result)).toContain(`Not tried:\n  addPhoto: ${reason}`);
    expect(toJUnit(result)).toContain(`<testcase classname="addPhoto" name="not tried"><skipped message="${reason}"/>`);
  });

  test('because its resource cannot be found is reported', async () => {
    const { url } = await start(404);
    const { untried } = await verify(boats, url, { phases: ['examples'], operations: ['listBoats'] });
    expect(untried).toEqual(['listBoats: every valid request returned 404, so only its errors were tried']);
  });
});

describe('a run stops with one sentence', () => {
  const doors = (security: object[]) =>
    describeApi(
      Object.fromEntries(
        Array.from({ length: 9 }, (_, index) => [
          `/doors/${index}`,
          { get: { operationId: `open${index}`, security, responses: { 204: none, 401: none } } },
        ]),
      ),
      { securitySchemes: { Key: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
    );

  test('where nothing is listening', async () => {
    const { stopped, findings, cases } = await verify(doors([]), 'http://127.0.0.1:1');
    expect({ findings, cases }).toEqual({ findings: [], cases: 0 });
    expect(stopped).toBe('Nothing is listening at http://127.0.0.1:1. Start the server, or correct --url.');
  });

  test('where the other server is not there', async () => {
    const { url, requests } = await start(204);
    const { stopped } = await verify(doors([]), url, { against: 'http://127.0.0.1:1' });
    expect(stopped).toMatch(/^Nothing is listening at http:\/\/127\.0\.0\.1:1\. .*--against\.$/);
    expect(requests).toEqual([]);
  });

  test('where a server ends, with what was found before', async () => {
    let left = 20;
    const { url } = await start(() => {
      left -= 1;
      for (const server of left === 0 ? open : []) server.close().closeAllConnections();
      return 418;
    });
    const { stopped, findings } = await verify(doors([]), url, { concurrency: 1 });
    expect(stopped).toBe(`The server at ${url} has ended during the run.`);
    expect(findings).toContainEqual(expect.objectContaining({ check: 'status_code_conformance' }));
    expect(findings.filter(({ check }) => check === 'responds').length).toBeLessThanOrEqual(5);
  });

  test('where a server accepts connections and never responds', async () => {
    const { url, requests } = await start(0);
    const { stopped } = await verify(doors([]), url, { concurrency: 1 });
    expect(stopped).toMatch(/ returned no response to 5 requests: /);
    // Each was sent again once, because a kept connection may be closed just when it is used.
    expect(requests.length).toBeLessThanOrEqual(10);
  });

  test.each<[what: string, auth: Record<string, string>, sentence: RegExp]>([
    ['missing', {}, /^Every response is 401: credentials are missing\. Give them with --auth/],
    ['wrong', { 'x-key': 'k' }, /^Every response is 401: the server rejects the credentials that --auth gives\.$/],
  ])('where credentials are %s, after a few requests', async (_what, auth, sentence) => {
    const { url, requests } = await start(401);
    const result = await verify(doors([{ Key: [] }]), url, { auth });
    expect(result.stopped).toMatch(sentence);
    expect({ findings: result.findings, cases: result.cases, asked: requests.length }).toEqual({
      ...{ findings: [], cases: 0, asked: 5 },
    });
    expect(formatResult(result)).toBe(`${result.stopped}\n`);
    expect(toJUnit(result)).toContain('<error message="Every response is 401: ');
  });

  test.each<[what: string, auth: Record<string, string>, sentence: RegExp]>([
    ['no credentials', {}, /^Every response is 401: credentials are missing\. Give them with --auth/],
    [
      'credentials',
      { 'x-key': 'k' },
      /^Every response is 401: the server rejects the credentials that --auth gives\.$/,
    ],
  ])('where operations without security return 401 to %s, too', async (_what, auth, sentence) => {
    const { url, requests } = await start(401);
    const result = await verify(doors([]), url, { auth });
    expect(result.stopped).toMatch(sentence);
    expect(result.findings).toEqual([]);
    // Those that are under way are not awaited.
    expect(requests.length).toBeGreaterThanOrEqual(50);
    expect(requests.length).toBeLessThan(60);
    expect(formatResult(result)).toBe(`${result.stopped}\n`);
  });

  test('where fewer requests than that were sent, and each returned 401', async () => {
    const { url, requests } = await start(401);
    const garden = describeApi({ '/garden': { get: { operationId: 'garden', responses: { 204: none } } } });
    const { stopped, findings } = await verify(garden, url, { phases: ['examples'] });
    expect(stopped).toMatch(/^Every response is 401: /);
    expect({ findings, requests }).toEqual({ findings: [], requests: ['GET /garden'] });
  });

  test('only where no operation is left: others are tried without credentials', async () => {
    const both = doors([{ Key: [] }]);
    Object.assign(both.paths ?? {}, {
      '/garden': { get: { operationId: 'garden', security: [], responses: { 204: none, 401: none } } },
    });
    const { url } = await start(({ url: path }) => (path === '/garden' ? 204 : 401));
    const { counts, notTried, stopped } = await verify(both, url, { phases: ['examples'] });
    expect(counts).toEqual({ garden: { examples: 1 } });
    expect(notTried).toHaveLength(9);
    expect(stopped).toBeUndefined();
  });

  test('unless one response of many is not 401', async () => {
    const { url } = await start(({ method }) => (method === 'POST' ? 405 : 401));
    const { stopped, findings } = await verify(doors([]), url);
    expect(stopped).toBeUndefined();
    expect(findings.length).toBeGreaterThan(0);
  });
});
