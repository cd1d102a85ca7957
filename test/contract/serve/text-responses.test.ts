import { describe, expect, test } from 'vitest';
import { createFetchHandler } from '../../../src/contract/adapters/fetch.ts';
import { compileContract } from '../../../src/contract/build/build.ts';
import type { OpenApiDocument, Schema } from '../../../src/contract/document/document.ts';
import { startMock } from '../../../src/contract/mock/mock.ts';
import { findResponseViolations } from '../../../src/contract/verify/conformance.ts';
import { createPlan } from '../../../src/contract/verify/plan.ts';

const TYPES = {
  code: 'text/plain',
  count: 'text/plain',
  day: 'text/csv',
  any: '*/*',
  range: 'text/*',
  object: 'text/html',
};
const SCHEMAS: Record<keyof typeof TYPES, Schema> = {
  code: { type: 'string', pattern: '^[a-z]+$', maxLength: 3 },
  count: { type: ['integer', 'null'], minimum: 5 },
  day: { $ref: '#/components/schemas/Day' },
  any: { enum: ['on', 'off'] },
  range: { type: 'string', minLength: 2 },
  // The build reports that it is not checked.
  object: { type: 'object', required: ['a'] },
};
const DOCUMENT = {
  openapi: '3.1.1',
  info: { title: 'Texts', version: '1' },
  paths: Object.fromEntries(
    Object.entries(TYPES).map(([id, type]) => [
      `/${id}`,
      {
        get: {
          operationId: id,
          responses: {
            200: { description: 'A text.', content: { [type]: { schema: SCHEMAS[id as keyof typeof TYPES] } } },
          },
        },
      },
    ]),
  ),
  components: { schemas: { Day: { type: 'string', format: 'date' } } },
} as unknown as OpenApiDocument;

/** What a handler returns, sent; the message of the failure where it is a 500. */
async function send(id: string, body: unknown, contentType?: string): Promise<unknown> {
  let failure: unknown;
  const contract = compileContract(DOCUMENT);
  const returned = { status: 200, body, ...(contentType === undefined ? {} : { contentType }) };
  const handle = await createFetchHandler({
    contract,
    handlers: Object.fromEntries(contract.operations.map(({ operationId }) => [operationId, () => returned])),
    onWarning: () => undefined,
    onResponse: (info) => {
      failure = info.failure;
    },
  });
  const response = await handle(new Request(`http://localhost/${id}`));
  return failure instanceof Error ? failure.message : response.text();
}

const bytes = (text: string) => new TextEncoder().encode(text);

describe('the server', () => {
  test.each<[string, unknown, string | undefined, string]>([
    ['code', 'abc', undefined, 'abc'],
    ['code', bytes('abc'), undefined, 'abc'],
    ['count', '7', undefined, '7'],
    ['count', 7, undefined, '7'],
    ['count', null, undefined, 'null'],
    ['day', '2026-11-26', undefined, '2026-11-26'],
    ['any', 'on', 'text/plain', 'on'],
    ['any', 'on', 'application/json', '"on"'],
    ['any', 'no text', 'image/png', 'no text'],
    ['range', 'ab', 'text/plain', 'ab'],
    ['object', 'anything', undefined, 'anything'],
  ])('sends a text of %s that its schema allows: %j %s', async (id, body, type, text) => {
    expect(await send(id, body, type)).toBe(text);
  });

  test.each<[string, unknown, string | undefined, string]>([
    ['code', 'ABC', undefined, 'body must match ^[a-z]+$'],
    ['code', 'abcd', undefined, 'body must have at most 3 characters'],
    ['code', bytes('abcd'), undefined, 'body must have at most 3 characters'],
    ['count', '4', undefined, 'body must be at least 5'],
    ['count', 4, undefined, 'body must be at least 5'],
    ['count', 'many', undefined, 'body must be an integer or null'],
    ['day', 'today', undefined, 'body must be a valid date'],
    ['any', 'maybe', 'text/plain', 'body must be one of on or off'],
    ['range', 'a', 'text/plain', 'body must have at least 2 characters'],
  ])('fails at a text of %s that it does not: %j %s', async (id, body, type, message) => {
    expect(await send(id, body, type)).toContain(message);
  });
});

test('verify finds a text that the schema does not allow', () => {
  const { operations } = createPlan(structuredClone(DOCUMENT));
  const found = (id: string, text: string, mediaType: string) => {
    const operation = operations.find(({ operationId }) => operationId === id);
    const received = { status: 200, headers: {}, mediaType, text, value: undefined };
    return operation && findResponseViolations(operation, received, 'GET').map(({ message }) => message);
  };
  expect(found('code', 'abc', 'text/plain')).toEqual([]);
  expect(found('code', 'ABC', 'text/plain')).toEqual(['in the 200 response the body must match ^[a-z]+$']);
  expect(found('count', '7', 'text/plain')).toEqual([]);
  expect(found('count', '4', 'text/plain')).toEqual(['in the 200 response the body must be at least 5']);
  expect(found('any', 'maybe', 'text/plain')).toEqual(['in the 200 response the body must be one of on or off']);
  expect(found('any', 'maybe', 'image/png')).toEqual([]);
  expect(found('object', 'x', 'text/html')).toEqual([]);
});

test('the mock returns texts that their schemas allow', async () => {
  const mock = await startMock(structuredClone(DOCUMENT), { port: 0, host: '127.0.0.1' });
  const { operations } = createPlan(structuredClone(DOCUMENT));
  for (const operation of operations) {
    const response = await fetch(mock.url + operation.path);
    const mediaType = response.headers.get('content-type')?.split(';')[0] ?? '';
    const text = await response.text();
    const value = mediaType === 'application/json' ? JSON.parse(text) : undefined;
    const received = { status: response.status, headers: {}, mediaType, text, value };
    expect([operation.operationId, findResponseViolations(operation, received, 'GET')]).toEqual([
      operation.operationId,
      [],
    ]);
  }
  await mock.stop();
});
