import { describe, expect, test } from 'vitest';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { findResponse, findResponseViolations } from '../../../src/contract/verify/conformance.ts';
import { toHar } from '../../../src/contract/verify/har.ts';
import { createPlan } from '../../../src/contract/verify/plan.ts';
import type { Received } from '../../../src/contract/verify/types.ts';

const content = {
  'application/json': {
    schema: { required: ['id'], properties: { id: { type: 'integer' }, tags: { items: { type: 'string' } } } },
  },
  'text/plain': {},
};
const headers = {
  'X-Count': { required: true, schema: { type: 'integer' } },
  'X-List': { schema: { type: 'array', items: { type: 'integer' } } },
};
const DOCUMENT = {
  openapi: '3.1.0',
  info: { title: 'It', version: '1' },
  paths: {
    '/it': {
      get: {
        operationId: 'it',
        responses: {
          200: { description: '', content },
          201: { description: '', headers },
          204: { description: '' },
          '4xx': { description: '' },
        },
      },
      post: { operationId: 'other', responses: { default: { description: '', content } } },
      put: { operationId: 'none', responses: { '5XX': { description: '' } } },
    },
  },
} as unknown as OpenApiDocument;
const { operations } = createPlan(DOCUMENT);
const [it, none, other] = ['it', 'none', 'other'].map((id) => operations.find(({ operationId }) => operationId === id));
if (it === undefined || none === undefined || other === undefined) throw new Error('There are no operations.');

const received = (status: number, more: Partial<Received> = {}): Received => ({
  ...{ status, headers: {}, mediaType: '', text: '', value: undefined },
  ...more,
});
const json = (value: unknown): Partial<Received> => ({
  ...{ mediaType: 'application/json', text: JSON.stringify(value), value },
});
const breakages = (response: Received, method = 'GET', operation = it) =>
  findResponseViolations(operation, response, method).map(({ kind, message, pointer, cause }) => [
    kind,
    message,
    pointer.replace(operation.pointer, ''),
    cause,
  ]);

test.each([
  [it, 200, '200'],
  [it, 404, '4xx'],
  [it, 500, undefined],
  [other, 500, 'default'],
  [none, 503, '5XX'],
])('the response of a status is its own, that of its range, or the default: %#', (operation, status, name) => {
  expect(findResponse(operation, status)?.[0]).toBe(name);
});

describe('a response differs from its declaration', () => {
  test('by its status', () => {
    expect(breakages(received(500))).toEqual([
      ['status', 'returned 500, and the contract declares 200, 201, 204, 4xx', '/responses', '500'],
    ]);
  });

  test('by its media type', () => {
    const html = { mediaType: 'text/html', text: '<p>' };
    expect(breakages(received(200, html))).toEqual([
      [
        ...['content_type', 'the 200 response is text/html, and the contract declares application/json, text/plain'],
        ...['/responses/200/content', '200 text/html'],
      ],
    ]);
    expect(breakages(received(200))[0]?.[1]).toContain('is of no media type');
    expect(breakages(received(200, { mediaType: 'text/plain', text: 'x' }))).toEqual([]);
    for (const method of ['HEAD', 'GET']) {
      expect(breakages(received(method === 'HEAD' ? 200 : 304, html), method, method === 'HEAD' ? it : other)).toEqual(
        [],
      );
    }
  });

  test('by a body where none is declared', () => {
    expect(breakages(received(204, { text: 'x' }))).toEqual([
      ['body', 'the 204 response has a body, and none is declared', '/responses/204', '204 body'],
    ]);
    expect(breakages(received(204, { text: 'x' }), 'HEAD')).toEqual([]);
    expect(breakages(received(204))).toEqual([]);
  });

  test('by its body', () => {
    expect(breakages(received(200, json({ id: 1, tags: ['a'] })))).toEqual([]);
    expect(breakages(received(200, json({ id: 'x', tags: ['a', 1] })))).toEqual([
      [
        ...['body', 'in the 200 response "id" must be an integer'],
        ...['/responses/200/content/application~1json/schema', '200 id type'],
      ],
      [
        ...['body', 'in the 200 response "tags[1]" must be a string'],
        ...['/responses/200/content/application~1json/schema', '200 tags[] type'],
      ],
    ]);
    expect(breakages(received(404, {}), 'GET', other)[0]?.[0]).toBe('content_type');
    expect(breakages(received(200, { mediaType: 'application/json' }))).toEqual([
      ['body', 'the 200 response has no body', '/responses/200/content', '200 no JSON'],
    ]);
    expect(breakages(received(200, { mediaType: 'application/json', text: '{' }))[0]?.[1]).toBe(
      'the body of the 200 response is not JSON',
    );
  });

  test('by its headers', () => {
    const of = (given: Received['headers']) => breakages(received(201, { headers: given }));
    expect(of({ 'x-count': '5', 'x-list': '1, 2' })).toEqual([]);
    expect(of({})).toEqual([
      [
        'headers',
        'in the 201 response the header "x-count" is required',
        '/responses/201/headers/x-count',
        'x-count required',
      ],
    ]);
    expect(of({ 'x-count': 'many' })[0]?.[1]).toContain('"x-count" must be an integer');
    expect(of({ 'x-count': '5', 'x-list': '1,x' })).toHaveLength(1);
    expect(of({ 'x-count': '5', 'x-list': ['1', '2'] as unknown as string })).toEqual([]);
  });
});

test('exchanges are an archive that other tools read (HAR 1.2)', () => {
  const exchange = {
    ...{ method: 'POST', target: '/it?a=1&b=%20', headers: { 'content-type': 'a/b', x: '1' }, body: 'sent' },
    response: received(201, { headers: { 'set-cookie': ['a', 'b'] }, mediaType: 'c/d', text: 'é' }),
  };
  const { log } = JSON.parse(
    toHar('http://it.example/base', [exchange, { ...exchange, body: undefined, headers: {} }]),
  );
  expect([log.version, log.entries.length]).toEqual(['1.2', 2]);
  expect(log.entries[0]).toMatchObject({
    startedDateTime: '1970-01-01T00:00:00.000Z',
    request: {
      ...{ method: 'POST', url: 'http://it.example/it?a=1&b=%20', httpVersion: 'HTTP/1.1', cookies: [] },
      headers: [
        { name: 'content-type', value: 'a/b' },
        { name: 'x', value: '1' },
      ],
      queryString: [
        { name: 'a', value: '1' },
        { name: 'b', value: ' ' },
      ],
      postData: { mimeType: 'a/b', text: 'sent' },
    },
    response: {
      status: 201,
      headers: [
        { name: 'set-cookie', value: 'a' },
        { name: 'set-cookie', value: 'b' },
      ],
      content: { size: 2, mimeType: 'c/d', text: 'é' },
    },
  });
  expect(log.entries[1].request).not.toHaveProperty('postData');
});
