import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNodeListener } from '../../../src/contract/adapters/node.ts';
import { holdContinue } from '../../../src/contract/adapters/node-body.ts';
import { compileContract } from '../../../src/contract/build/build.ts';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';

const content = { 'application/json': { schema: { type: 'object' } } };
const responses = { 204: { description: 'Done.' } };
const DOCUMENT = {
  openapi: '3.1.1',
  info: { title: 'Continue', version: '1' },
  paths: {
    '/optional': { post: { operationId: 'optional', requestBody: { content }, responses } },
    '/required': { post: { operationId: 'required', requestBody: { required: true, content }, responses } },
    '/none': { post: { operationId: 'none', responses } },
  },
} as unknown as OpenApiDocument;

const server = createServer();
beforeAll(async () => {
  const contract = compileContract(DOCUMENT);
  const handlers = Object.fromEntries(
    contract.operations.map(({ operationId }) => [operationId, () => ({ status: 204 })]),
  );
  const listener = await createNodeListener({ contract, handlers, onWarning: () => undefined });
  server.on('request', listener).on('checkContinue', (request, response) => {
    holdContinue(request, response);
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** The status of a chunked request that waits, and whether it was asked for its body. */
function send(path: string, body: string, type?: string): Promise<[status: number | undefined, isAsked: boolean]> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    let isAsked = false;
    const headers = { Expect: '100-continue', 'transfer-encoding': 'chunked', ...(type && { 'content-type': type }) };
    const outgoing = request({ port, method: 'POST', path, agent: false, headers });
    outgoing.on('error', reject).on('response', (response) => {
      response.resume().on('end', () => resolve([response.statusCode, isAsked]));
      if (!isAsked) outgoing.end();
    });
    outgoing.on('continue', () => {
      isAsked = true;
      outgoing.end(body);
    });
    outgoing.flushHeaders();
  });
}

test.each<[what: string, path: string, body: string, type: string | undefined, expected: [number, boolean]]>([
  ['an empty body without a type is none', '/optional', '', undefined, [204, true]],
  ['an empty body of an operation without one is none', '/none', '', undefined, [204, true]],
  ['a body without a type has an unknown one', '/optional', 'x', undefined, [415, true]],
  ['a body of another type is not asked for', '/optional', 'x', 'image/png', [415, false]],
  ['a required body needs a type', '/required', '', undefined, [415, false]],
  ['a body of a declared type is read', '/optional', '{}', 'application/json', [204, true]],
])('a client that waits for 100 Continue: %s', async (_what, path, body, type, expected) => {
  expect(await send(path, body, type)).toEqual(expected);
});
