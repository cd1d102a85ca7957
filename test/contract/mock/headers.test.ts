import { expect, test } from 'vitest';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { startMock } from '../../../src/contract/mock/mock.ts';

const FRAMING = ['Content-Length', 'Transfer-Encoding', 'Connection', 'Keep-Alive', 'Trailer', 'Upgrade'];
const example = (value: unknown) => ({ schema: {}, example: value });
const headers = {
  ...Object.fromEntries(FRAMING.map((name) => [name, example('7')])),
  'X-Own': example('own'),
  'X-Point': { schema: { type: 'object' }, example: { x: 1 } },
  'X-Pictograph': example('☎'),
};
const responses = {
  200: { description: '', headers, content: { 'application/json': { schema: {}, example: [1, 2, 3, 4] } } },
};
const document = {
  ...{ openapi: '3.1.1', info: { title: 'Headers', version: '1.0.0' } },
  paths: { '/it': { get: { operationId: 'get', responses }, head: { operationId: 'head', responses } } },
} as unknown as OpenApiDocument;

test('the mock sends declared headers, except those that say where a message ends, and those no field may hold', async () => {
  const mock = await startMock(document, { port: 0, host: '127.0.0.1' });
  const got = await fetch(`${mock.url}/it`);
  expect(await got.json()).toEqual([1, 2, 3, 4]);
  for (const name of FRAMING) expect([name, got.headers.get(name)]).not.toEqual([name, '7']);
  const own = ['x-own', 'x-point', 'x-pictograph'].map((name) => got.headers.get(name));
  expect(own).toEqual(['own', 'x,1', null]);
  // A response to HEAD has no content, so it may say how long that of GET is.
  const head = await fetch(`${mock.url}/it`, { method: 'HEAD' });
  expect(head.headers.get('content-length')).toBe('7');
  await mock.stop();
});
