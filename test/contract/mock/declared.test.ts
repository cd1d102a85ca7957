import { describe, expect, test } from 'vitest';
import { compileContract } from '../../../src/contract/build/build.ts';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { listOperations } from '../../../src/contract/document/operations.ts';
import { createFindSchema } from '../../../src/contract/document/references.ts';
import { createFindDeclared, type Declared, type FindDeclared } from '../../../src/contract/mock/declared.ts';

/** Finds the responses that an operation declares. */
function findIn(responses: object, { method = 'get', ...more }: Record<string, unknown> = {}): FindDeclared {
  const document = {
    ...{ openapi: '3.1.0', info: { title: 'It', version: '1' } },
    paths: { '/it': { [String(method)]: { operationId: 'it', responses, ...more } } },
  } as unknown as OpenApiDocument;
  const [operation] = listOperations(document);
  const [compiled] = compileContract(document).operations;
  if (operation === undefined || compiled === undefined) throw new Error('There is no operation.');
  return createFindDeclared(operation, compiled, createFindSchema(document));
}

/** The response of status 200 with this content. */
function declare(content: object | undefined, more: object = {}): Declared {
  const response = { description: '', ...more, ...(content === undefined ? {} : { content }) };
  const declared = findIn({ 200: response })();
  if (declared === undefined) throw new Error('There is no response.');
  return declared;
}

const json = (media: object) => ({ 'application/json': media });

describe('the response to a status', () => {
  const all = findIn({
    200: { description: '', content: json({ example: 'own' }) },
    '2xx': { description: '', content: json({ example: 'range' }) },
    default: { description: '', content: json({ example: 'default' }) },
  });

  test.each([
    [undefined, 200, true, 'own'],
    [200, 200, true, 'own'],
    [204, 204, false, 'range'],
    [404, 404, false, 'default'],
  ])('%s is %i, its own: %s, of %s', (wanted, status, isOwn, example) => {
    const declared = all(wanted);
    expect(declared).toMatchObject({ status, isOwn });
    expect(declared?.offer({ isDynamic: false }).contents[0]?.examples[0]?.[1]).toBe(example);
  });

  test('is made once', () => {
    expect(all(404)).toBe(all(404));
    expect(all(404)).not.toBe(all(405));
  });

  test.each<[responses: string[], wanted: number | undefined, status: number | undefined]>([
    [['404'], undefined, 404],
    [['4XX'], undefined, 400],
    [['404'], 404, 404],
    [['404'], 200, undefined],
    [['3XX'], 400, undefined],
    [['100', '404'], undefined, 404],
    [['100'], undefined, undefined],
    [['100'], 100, undefined],
    [[], undefined, undefined],
  ])('of %j to %s is %s', (statuses, wanted, status) => {
    const responses = Object.fromEntries(statuses.map((one) => [one, { description: '' }]));
    expect(findIn(responses)(wanted)?.status).toBe(status);
  });
});

describe('a response', () => {
  test.each<[content: object | undefined, hasContent: boolean, hasExamples: boolean]>([
    [undefined, false, false],
    [json({}), true, false],
    [json({ example: null }), true, true],
    [json({ examples: {} }), true, true],
    [{ ...json({}), 'text/plain': { example: 'a' } }, true, true],
  ])('with %j has content: %s, has examples: %s', (content, hasContent, hasExamples) => {
    expect(declare(content)).toMatchObject({ hasContent, hasExamples });
  });

  test('fits the schema of its JSON body, or any body without one', () => {
    const schema = { type: 'integer' };
    const { fits } = declare({ 'text/plain': { schema: { type: 'string' } }, 'application/vnd.a+json': { schema } });
    expect([fits(1), fits('a')]).toEqual([true, false]);
    expect(declare({ 'text/plain': { schema } }).fits('a')).toBe(true);
    expect(declare(undefined).fits('a')).toBe(true);
  });

  test.each<[media: object, bodies: [name: string, body: unknown][]]>([
    [{ example: 1 }, [['default', 1]]],
    [
      { examples: { a: { value: 1 }, b: { value: 2 }, c: { externalValue: 'c.json' } } },
      [
        ['a', 1],
        ['b', 2],
      ],
    ],
    [{ schema: { const: 3 } }, [['', 3]]],
    [
      { schema: { maximum: 2 }, examples: { a: { value: 3 }, b: { value: 2 } } },
      [
        ['b', 2],
        ['a', 3],
      ],
    ],
    [
      { schema: { const: 3 }, examples: { a: { value: 1 } } },
      [
        ['', 3],
        ['a', 1],
      ],
    ],
  ])('with %j offers the bodies %j', (media, bodies) => {
    expect(declare(json(media)).offer({ isDynamic: false }).contents[0]?.examples).toEqual(bodies);
  });

  test.each<[mediaType: string, body: unknown]>([
    ['text/plain', 'rex'],
    ['application/json', {}],
    ['application/xml', '<?xml version="1.0" encoding="UTF-8"?>\n<root/>'],
    ['multipart/form-data', expect.stringMatching(/^--\S+--\r\n$/)],
    ['Multipart/mixed', expect.stringMatching(/^--\S+--\r\n$/)],
  ])('of %s without a schema is %j', (mediaType, body) => {
    expect(declare({ [mediaType]: {} }).offer({ isDynamic: false }).contents[0]?.examples).toEqual([['', body]]);
  });

  test('is read without what is write-only', () => {
    const schema = { properties: { a: { type: 'string', writeOnly: true }, b: true } };
    expect(declare(json({ schema })).readable({ a: 'x', b: 'y' })).toEqual({ b: 'y' });
  });

  test('says that its operation is deprecated', () => {
    const responses = { 200: { description: '' } };
    const isDeprecated = (more: object) => findIn(responses, { ...more })()?.offer({ isDynamic: false }).isDeprecated;
    expect([isDeprecated({}), isDeprecated({ deprecated: false }), isDeprecated({ deprecated: true })]).toEqual([
      ...[false, false, true],
    ]);
  });

  test('has schemas only where a body is made at random', () => {
    const { offer } = declare(json({ schema: { type: 'integer' } }));
    expect(offer({ isDynamic: true })).toMatchObject({ schemas: {}, contents: [{ schema: { type: 'integer' } }] });
    const { contents, ...rest } = offer({ isDynamic: false });
    expect(rest).not.toHaveProperty('schemas');
    expect(contents[0]).not.toHaveProperty('schema');
    expect(declare(json({})).offer({ isDynamic: true }).contents[0]?.schema).toEqual({});
  });

  test.each<[range: string, media: object, accept: string | undefined, mediaTypes: string[]]>([
    ['*/*', { example: 'a' }, undefined, ['text/plain']],
    ['*/*', { example: { a: 1 } }, undefined, ['application/json']],
    ['image/*', { example: 'a' }, 'image/gif, text/plain', ['image/png', 'image/gif']],
    ['text/csv', { example: 'a' }, 'text/plain', ['text/csv']],
  ])('under the range %s with %j to %s may be of %j', (range, media, accept, mediaTypes) => {
    const { contents } = declare({ [range]: media }).offer({ accept, isDynamic: false });
    expect(contents.map(({ mediaType }) => mediaType)).toEqual(mediaTypes);
  });
});

describe('a header of a response', () => {
  const headersOf = (headers: object) => declare(undefined, { headers }).offer({ isDynamic: false }).headers;
  const text = { type: 'string' };

  test.each<[header: object, value: string | undefined]>([
    [{ schema: text, example: 'a b' }, 'a b'],
    [{ schema: text, example: 'a', examples: { one: { value: 'b' } } }, 'a'],
    [{ schema: text, examples: { one: { value: 'b' }, two: { value: 'c' } } }, 'b'],
    [{ schema: { const: 'c' } }, 'c'],
    [{ schema: { type: 'array', items: text }, example: ['a', 'b'] }, 'a,b'],
    [{ schema: { type: 'object' }, example: { a: 1 } }, 'a,1'],
    [{ schema: { type: 'object' }, explode: true, example: { a: 1 } }, 'a=1'],
    [{ content: json({ example: { a: 1 } }) }, '{"a":1}'],
    [{ content: json({ schema: { const: 'a' } }) }, '"a"'],
    [{ schema: text, example: null }, undefined],
    [{ schema: text, example: 'a\nb' }, undefined],
    [{ schema: text, example: '\u00e9\t~' }, '\u00e9\t~'],
    [{ schema: text, example: '\u0100' }, undefined],
    [{ schema: false }, undefined],
    [{}, undefined],
  ])('%j is %j', (header, value) => {
    expect(headersOf({ 'X-It': header })).toEqual(value === undefined ? {} : { 'X-It': value });
  });

  test('is left out where the content or the connection says it', () => {
    const names = [
      'Content-Type',
      'Content-Length',
      'Transfer-Encoding',
      'Connection',
      'Keep-Alive',
      'Trailer',
      'Upgrade',
    ];
    const headers = Object.fromEntries(names.map((name) => [name, { schema: text, example: '7' }]));
    expect(headersOf(headers)).toEqual({});
    const head = findIn({ 200: { description: '', headers } }, { method: 'head' })();
    expect(head?.offer({ isDynamic: false }).headers).toEqual({ 'Content-Length': '7' });
  });
});
