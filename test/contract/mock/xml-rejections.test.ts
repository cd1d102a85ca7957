import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createNodeListener } from '../../../src/contract/adapters/node.ts';
import { compileContract } from '../../../src/contract/build/build.ts';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { type Mock, startMock } from '../../../src/contract/mock/mock.ts';

const ERROR = {
  type: 'object',
  required: ['message', 'status'],
  properties: {
    status: { type: 'integer', xml: { attribute: true } },
    message: { type: 'string' },
    errors: {
      type: 'array',
      items: { type: 'object', properties: { field: { type: 'string' }, message: { type: 'string' } } },
    },
  },
  xml: { name: 'failure' },
};
const WRITTEN = '<failure status="1"><message>Written.</message></failure>';

/** An operation whose invalid requests get XML only. */
function operation(operationId: string, content: Record<string, object>) {
  return {
    operationId,
    requestBody: { required: true, content: { 'application/json': { schema: { type: 'object', required: ['a<b'] } } } },
    responses: { 200: { description: 'Done.' }, '4XX': { description: 'Invalid.', content } },
  };
}

const DOCUMENT = {
  openapi: '3.1.1',
  info: { title: 'XML', version: '1' },
  paths: {
    '/schema': { post: operation('schema', { 'application/xml': { schema: { $ref: '#/components/schemas/Error' } } }) },
    '/text': { post: operation('text', { 'text/xml': { schema: { $ref: '#/components/schemas/Error' } } }) },
    '/none': { post: operation('none', { 'application/xml': {} }) },
    '/problem': { post: operation('problem', { 'application/problem+xml': {} }) },
    '/value': {
      post: operation('value', {
        'application/xml': { schema: ERROR, example: { status: 1, message: 'No.', errors: [] } },
      }),
    },
    '/written': { post: operation('written', { 'application/xml': { schema: ERROR, example: WRITTEN } }) },
  },
  components: { schemas: { Error: ERROR } },
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

async function send(base: string, path: string, type = 'application/json') {
  const response = await fetch(base + path, { method: 'POST', body: '{}', headers: { 'content-type': type } });
  const { status, headers } = response;
  return [status, headers.get('content-type')?.split(';')[0], (await response.text()).split('\n').at(-1)];
}

describe('a rejection that is declared as XML only is the same XML, in the server and in the mock', () => {
  const required = '[&quot;a&lt;b&quot;] is required';
  test.each<[path: string, mediaType: string, document: string]>([
    ['/schema', 'application/xml', `<failure status="400"><message>${required}</message></failure>`],
    ['/text', 'text/xml', `<failure status="400"><message>${required}</message></failure>`],
    ['/value', 'application/xml', `<failure status="400"><message>${required}</message></failure>`],
    ['/written', 'application/xml', WRITTEN],
    [
      '/none',
      'application/xml',
      '<problem xmlns="urn:ietf:rfc:7807"><title>Bad Request</title><status>400</status><detail>The request has 1 invalid field.</detail></problem>',
    ],
    [
      '/problem',
      'application/problem+xml',
      '<problem xmlns="urn:ietf:rfc:7807"><title>Bad Request</title><status>400</status><detail>The request has 1 invalid field.</detail></problem>',
    ],
  ])('%s', async (path, mediaType, document) => {
    const expected = [400, mediaType, document];
    expect([await send(url, path), await send(mock.url, path)]).toEqual([expected, expected]);
  });

  test('also for what is wrong with the whole request', async () => {
    const [one, other] = [await send(url, '/schema', 'text/plain'), await send(mock.url, '/schema', 'text/plain')];
    expect(one).toEqual(other);
    expect(one).toEqual([
      415,
      'application/xml',
      '<failure status="415"><message>The media type is not supported. Send the body as application/json, in UTF-8.</message></failure>',
    ]);
  });
});
