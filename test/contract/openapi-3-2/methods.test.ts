import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createNodeListener } from '../../../src/contract/adapters/node.ts';
import { compileContract } from '../../../src/contract/build/build.ts';
import { findDocumentWarnings } from '../../../src/contract/build/document-warnings.ts';
import { generateTypes } from '../../../src/contract/build/types.ts';
import { createContractClient } from '../../../src/contract/client/client.ts';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { listOperations } from '../../../src/contract/document/operations.ts';
import { startMock } from '../../../src/contract/mock/mock.ts';
import { createPlan } from '../../../src/contract/verify/plan.ts';
import { runVerify } from '../../../src/contract/verify/run.ts';
import { type Door, listen } from '../adapters/doors.ts';
import { BOATS } from './boats.ts';

const handlers = {
  getBoat: () => ({ status: 200, body: { id: 'got' } }),
  queryBoat: ({ params, body }: { params: { id: string }; body: { rig: string } }) => ({
    status: 200,
    body: { id: `${params.id}-${body.rig}` },
  }),
  copyBoat: () => ({ status: 201, body: { id: 'copied' } }),
};

let server: Door;
let mock: Door;
beforeAll(async () => {
  server = await listen(
    await createNodeListener({ contract: compileContract(BOATS), handlers, onWarning: () => undefined }),
  );
  mock = await startMock(BOATS, { port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await server.stop();
  await mock.stop();
});

type Received = { status: number; allow: string | undefined; value: unknown };

/** Not with `fetch`, which does not send every method. */
function send(url: string, method: string, body?: unknown): Promise<Received> {
  return new Promise((resolve, reject) => {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const headers =
      text === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
    const outgoing = request(`${url}/boats/b1`, { method, headers }, async (response) => {
      const chunks = await response.toArray();
      const whole = Buffer.concat(chunks).toString();
      const { statusCode = 0, headers: received } = response;
      resolve({ status: statusCode, allow: received.allow, value: whole === '' ? undefined : JSON.parse(whole) });
    });
    outgoing.on('error', reject);
    outgoing.end(text);
  });
}

describe('a path item of 3.2', () => {
  test('has operations of QUERY and of further methods (OAS 3.2 §4.9.1)', () => {
    expect(listOperations(BOATS).map(({ method, pointer }) => [method, pointer])).toEqual([
      ['get', '#/paths/~1boats~1%7Bid%7D/get'],
      ['query', '#/paths/~1boats~1%7Bid%7D/query'],
      ['copy', '#/paths/~1boats~1%7Bid%7D/additionalOperations/COPY'],
    ]);
  });

  test('has neither in a document of 3.1', () => {
    expect(listOperations({ ...BOATS, openapi: '3.1.1' }).map(({ method }) => method)).toEqual(['get']);
  });

  test('is reported for a further method that it has a member for, and for one that is not in upper case', () => {
    const operation = { responses: { 204: { description: 'Done.' } } };
    const document: OpenApiDocument = {
      ...BOATS,
      paths: {
        '/a': { post: operation, additionalOperations: { POST: operation, Query: operation, link: operation } },
      },
    };
    expect(findDocumentWarnings(document)).toEqual([
      {
        pointer: '#/paths/~1a/additionalOperations/POST',
        message: '"POST" is never served. Declare it as "post".',
      },
      {
        pointer: '#/paths/~1a/additionalOperations/Query',
        message: '"Query" is never served. Declare it as "query".',
      },
      {
        pointer: '#/paths/~1a/additionalOperations/link',
        message: 'The method "link" is sent and served as LINK.',
      },
    ]);
    expect(listOperations(document).map(({ method }) => method)).toEqual(['post', 'link']);
  });
});

describe('the server', () => {
  test('routes each method to its operation and validates the body of a QUERY', async () => {
    expect(await send(server.url, 'QUERY', { rig: 'sloop' })).toMatchObject({ status: 200, value: { id: 'b1-sloop' } });
    expect(await send(server.url, 'QUERY', { rig: 'x' })).toMatchObject({ status: 422 });
    expect(await send(server.url, 'QUERY')).toMatchObject({ status: 422 });
    expect(await send(server.url, 'COPY')).toMatchObject({ status: 201, value: { id: 'copied' } });
  });

  test('lists them in the Allow of a 405', async () => {
    expect(await send(server.url, 'DELETE')).toMatchObject({ status: 405, allow: 'GET, HEAD, QUERY, COPY' });
  });
});

describe('the mock', () => {
  test('returns the examples of each method, which `dataValue` has, and validates requests', async () => {
    expect(await send(mock.url, 'GET')).toMatchObject({ status: 200, value: { id: 'b1' } });
    expect(await send(mock.url, 'QUERY', { rig: 'sloop' })).toMatchObject({ status: 200, value: { id: 'b1' } });
    expect(await send(mock.url, 'QUERY', { rig: 'x' })).toMatchObject({ status: 422 });
    expect(await send(mock.url, 'COPY')).toMatchObject({ status: 201, value: { id: 'b1' } });
  });

  test('lists them in the Allow of a declared 405', async () => {
    expect(await send(mock.url, 'DELETE')).toMatchObject({ status: 405, allow: 'GET, HEAD, QUERY, COPY' });
  });
});

test('the types have every method of a path', async () => {
  const types = await generateTypes(BOATS);
  expect(types).toMatch(
    /"\/boats\/\{id\}": \{[\s\S]*?query: operations\["queryBoat"\];\n *copy: operations\["copyBoat"\];\n {4}\};/,
  );
  expect(types).toMatch(
    /queryBoat: \{[\s\S]*?requestBody: \{\n *content: \{[\s\S]*?"application\/json": \{\n *rig: string;/,
  );
  expect(types).not.toContain('@@');
});

test('the types quote a method that is no word of letters', async () => {
  const operation = { responses: { 200: { description: 'Done.' } } };
  const item = { additionalOperations: { 'M-SEARCH': operation, V2: operation, '2ND': operation, LINK: operation } };
  const types = await generateTypes({ ...BOATS, paths: { '/boats': item } });
  const names = [...types.matchAll(/^ {8}("?(?:m-search|v2|2nd|link)"?): /gm)].map(([, name]) => name);
  expect(names).toEqual(['"m-search"', '"v2"', '"2nd"', 'link']);
});

test('the client calls every method', async () => {
  const operations = { 'GET /boats/{id}': {}, 'QUERY /boats/{id}': {}, 'COPY /boats/{id}': {} } as const;
  const errors = { message: [], code: [], requestId: [], fields: [] } as const;
  type Operation<Status extends number> = {
    parameters: { path: { id: string } };
    responses: { [Code in Status]: { content: { 'application/json': { id: string } } } };
  };
  type Paths = {
    '/boats/{id}': {
      get: Operation<200>;
      query: Operation<200> & { requestBody: { content: { 'application/json': { rig: string } } } };
      copy: Operation<201>;
    };
  };
  const contract = { securitySchemes: {}, errors, operations };
  const client = createContractClient<Paths, typeof contract>(contract, { baseUrl: server.url });
  const params = { path: { id: 'b2' } };
  expect((await client.QUERY('/boats/{id}', { params, body: { rig: 'yawl' } })).data.id).toBe('b2-yawl');
  expect((await client.COPY('/boats/{id}', { params })).data.id).toBe('copied');
  // @ts-expect-error The body of a QUERY has its own type.
  await expect(client.QUERY('/boats/{id}', { params, body: { rig: 1 } })).rejects.toMatchObject({ status: 422 });
});

test('verify sends every method, and finds nothing in a server of the contract', async () => {
  const methods = new Set<string>();
  const { findings, notTried } = await runVerify(createPlan(BOATS), {
    url: server.url,
    ...{ auth: {}, otherAuth: {}, seed: 1, maxCases: 300, operations: [], phases: [], off: [] },
    ...{ timeMs: 600_000, concurrency: 4, responseMs: 600_000, onProgress: () => undefined },
    onExchange: ({ method, response }) => {
      if (response.status < 300) methods.add(method);
    },
  });
  expect(findings.map(({ check, operationId, message }) => `${operationId} ${check}: ${message}`)).toEqual([]);
  expect(notTried).toEqual([]);
  expect([...methods].toSorted()).toEqual(['COPY', 'GET', 'QUERY']);
});
