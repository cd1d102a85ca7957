import { expect, test } from 'vitest';
import { createFetchHandler } from '../../../src/contract/adapters/fetch.ts';
import { compileContract } from '../../../src/contract/build/build.ts';
import type { ContractOptions } from '../../../src/contract/serve/options.ts';
import { bearer } from '../../../src/contract/serve/security.ts';
import { EarlyResponse, type RawResponse } from '../../../src/contract/serve/types.ts';
import type { WebRequest } from '../../../src/contract/serve/web-body.ts';
import { petContract } from './pets.ts';

const LIMITED: RawResponse = { status: 429, body: { title: 'Too many requests' } };

/** Sends a body in two parts to `POST /pets`. Returns the response, and how many of the parts were read. */
async function post(options: Partial<ContractOptions<unknown, WebRequest>>) {
  const content = { 'application/json': { schema: {} } };
  const responses = { 201: { description: 'Made.' }, 429: { description: 'Limited.', content } };
  const create = { operationId: 'create', security: [{ Token: [] }], requestBody: { content }, responses };
  const handle = await createFetchHandler({
    contract: compileContract(
      petContract({ '/pets': { post: create } }, { securitySchemes: { Token: { type: 'http', scheme: 'bearer' } } }),
    ),
    handlers: { create: () => ({ status: 201 }) },
    security: { Token: bearer(() => 'ada') },
    onWarning: () => undefined,
    ...options,
  });
  let read = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        read++;
        controller.enqueue(new TextEncoder().encode(read === 1 ? '"Re' : 'x"'));
        if (read === 2) controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  const headers = { authorization: 'Bearer a', 'content-type': 'application/json' };
  // The types of the browser do not know `duplex`, which Node requires.
  const init = { method: 'POST', headers, body, duplex: 'half' };
  const response = await handle(new Request('http://a/pets', init));
  return { status: response.status, read };
}

test.each([
  ['at once', () => LIMITED],
  ['later', async () => LIMITED],
])('a response that beforeBody returns %s ends the request before its body is read', async (_, beforeBody) => {
  expect(await post({ beforeBody })).toEqual({ status: 429, read: 0 });
});

test.each([
  ['at once', () => undefined],
  ['later', async () => undefined],
])('the body is read after beforeBody has returned nothing %s', async (_, beforeBody) => {
  expect(await post({ beforeBody })).toEqual({ status: 201, read: 2 });
});

test('a beforeBody that fails later is a 500', async () => {
  const beforeBody = async () => {
    throw new Error('no database');
  };
  expect(await post({ beforeBody, onResponse: () => undefined })).toEqual({ status: 500, read: 0 });
});

test('a security check can end the request with a response of its own', async () => {
  const Token = bearer(() => {
    throw new EarlyResponse(LIMITED);
  });
  expect(await post({ security: { Token } })).toEqual({ status: 429, read: 0 });
});
