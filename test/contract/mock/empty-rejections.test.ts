import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createNodeListener } from '../../../src/contract/adapters/node.ts';
import { compileContract } from '../../../src/contract/build/build.ts';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { type Mock, startMock } from '../../../src/contract/mock/mock.ts';
import { createPlan } from '../../../src/contract/verify/plan.ts';
import { runVerify } from '../../../src/contract/verify/run.ts';

const BARE = { description: 'Without content.' };

/** An operation that declares responses without content for these statuses. */
function operation(operationId: string, ...statuses: string[]) {
  return {
    operationId,
    requestBody: { required: true, content: { 'application/json': { schema: { type: 'object', required: ['a'] } } } },
    responses: Object.fromEntries(['200', ...statuses].map((status) => [status, BARE])),
  };
}

const DOCUMENT = {
  openapi: '3.1.1',
  info: { title: 'Bare', version: '1' },
  paths: {
    '/own': { post: operation('own', '400', '405', '415') },
    '/range': { post: operation('range', '4XX') },
    '/any': { post: operation('any', 'default') },
    '/none': { post: operation('none') },
    '/ids/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
      post: operation('id', '404'),
    },
  },
} as unknown as OpenApiDocument;

let mock: Mock;
let url: string;
const server = createServer();
beforeAll(async () => {
  mock = await startMock(structuredClone(DOCUMENT), { port: 0, host: '127.0.0.1' });
  const contract = compileContract(DOCUMENT);
  const ids = contract.operations.map(({ operationId }) => operationId);
  const handlers = Object.fromEntries(ids.map((id) => [id, () => ({ status: 200 })]));
  server.on('request', await createNodeListener({ contract, handlers, onWarning: () => undefined }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await mock.stop();
  server.closeAllConnections();
  server.close();
});

type Sent = { method?: string; body?: string; type?: string };

async function send(base: string, path: string, { method = 'POST', body = '{}', type = 'application/json' }: Sent) {
  const response = await fetch(base + path, { method, body, headers: { 'content-type': type } });
  const { status, headers } = response;
  return [status, headers.get('content-type'), headers.get('allow'), (await response.text()) === ''];
}

describe('a rejection that is declared without content has no body, in the server and in the mock', () => {
  const text: Sent = { type: 'text/plain' };
  test.each<[path: string, sent: Sent, expected: unknown[]]>([
    ['/own', {}, [400, null, null, true]],
    ['/own', { body: '{' }, [400, null, null, true]],
    ['/own', text, [415, null, null, true]],
    ['/own', { method: 'PUT' }, [405, null, 'POST', true]],
    ['/range', {}, [400, null, null, true]],
    ['/range', text, [415, null, null, true]],
    ['/any', {}, [400, null, null, true]],
    ['/ids/x', {}, [404, null, null, true]],
    // What is not declared is problem details.
    ['/none', {}, [400, 'application/problem+json', null, false]],
    ['/own/x', {}, [404, 'application/problem+json', null, false]],
  ])('%s with %j', async (path, sent, expected) => {
    expect([await send(url, path, sent), await send(mock.url, path, sent)]).toEqual([expected, expected]);
  });

  test('so that verify finds nothing wrong with either', async () => {
    for (const base of [url, mock.url]) {
      const { findings } = await runVerify(createPlan(structuredClone(DOCUMENT)), {
        ...{ url: base, auth: {}, otherAuth: {}, seed: 1, maxCases: 500, operations: ['own', 'range', 'any'] },
        ...{ phases: [], off: [], timeMs: 600_000, responseMs: 600_000, concurrency: 4, onProgress: () => undefined },
      });
      expect(findings).toEqual([]);
    }
  });
});
