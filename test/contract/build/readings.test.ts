import { describe, expect, test } from 'vitest';
import { errorTemplates } from '../../../src/contract/build/error-templates.ts';
import { readForm, readText, toParameterDecodings } from '../../../src/contract/build/readings.ts';
import { readShape } from '../../../src/contract/build/shapes.ts';
import type { MediaType, OpenApiDocument, Parameter } from '../../../src/contract/document/document.ts';
import { createFindSchema } from '../../../src/contract/document/references.ts';

const find = createFindSchema({
  components: {
    schemas: { Size: { type: 'integer', default: 7 }, Circle: { allOf: [{ $ref: '#/components/schemas/Circle' }] } },
  },
} as unknown as OpenApiDocument);
const SIZE = { $ref: '#/components/schemas/Size' };
const decoded = (parameter: object) => toParameterDecodings([parameter as Parameter], find)[0];
const PRIMITIVE = { shape: 'primitive', types: [], items: [], prefixItems: [], properties: {}, others: [] };

describe('a parameter is read in its style (OAS 3.1 §4.8.12.2)', () => {
  test.each([
    ['path', 'simple', false],
    ['query', 'form', true],
    ['header', 'simple', false],
    ['cookie', 'form', true],
  ])('which in %s is %s, exploded: %s', (place, style, explode) => {
    expect(decoded({ name: 'Name', in: place })).toEqual({
      ...{ ...PRIMITIVE, name: place === 'header' ? 'name' : 'Name', in: place, style, explode },
    });
  });

  test('or the one that it names', () => {
    expect(decoded({ name: 'a', in: 'query', style: 'pipeDelimited' })).toMatchObject({ explode: false });
    expect(decoded({ name: 'a', in: 'query', explode: false })).toMatchObject({ style: 'form', explode: false });
    expect(decoded({ name: 'a', in: 'path', style: 'label', explode: true })).toMatchObject({
      style: 'label',
      explode: true,
    });
    expect(decoded({ name: 'a', in: 'query', allowEmptyValue: true })).toMatchObject({ allowEmptyValue: true });
    expect(decoded({ name: 'a', in: 'query', allowEmptyValue: false })).not.toHaveProperty('allowEmptyValue');
  });

  test('or as its media type', () => {
    expect(decoded({ name: 'a', in: 'query', content: { 'a/json': { schema: SIZE } } })).toMatchObject({
      ...{ mediaType: 'a/json', types: ['integer'], default: 7 },
    });
  });

  test('unless it is a header of another meaning', () => {
    for (const name of ['Accept', 'CONTENT-TYPE', 'authorization']) {
      expect(decoded({ name, in: 'header' })).toBeUndefined();
      expect(decoded({ name, in: 'query' })).toBeDefined();
    }
  });
});

describe('a text is read as', () => {
  const read = (schema: unknown) => readText(schema, find);

  test.each<[unknown, object]>([
    [SIZE, { shape: 'primitive', types: ['integer'] }],
    [{ type: ['string', 'null'] }, { shape: 'primitive', types: ['string', 'null'] }],
    [{ enum: [1, 'a', true, null] }, { types: ['number', 'string', 'boolean', 'null'] }],
    [{ items: SIZE }, { shape: 'array', types: ['array'], items: ['integer'] }],
    [{ prefixItems: [SIZE, {}] }, { shape: 'array', prefixItems: [['integer'], []] }],
    [{ type: ['string', 'array'] }, { shape: 'array' }],
    [{ properties: { a: SIZE, b: {} } }, { shape: 'object', types: ['object'], properties: { a: ['integer'], b: [] } }],
    [{ type: 'string', properties: { a: {} } }, { shape: 'primitive' }],
    [{ anyOf: [{ type: 'string' }, SIZE] }, { types: ['string', 'integer'] }],
    [{ oneOf: [{ type: 'string' }], allOf: [{ type: 'string' }] }, { types: ['string'] }],
    [
      { allOf: [{ properties: { a: SIZE } }, { properties: { a: { type: 'string' } } }] },
      { properties: { a: ['integer', 'string'] } },
    ],
    [{ additionalProperties: SIZE }, { others: ['integer'] }],
    [{ unevaluatedProperties: SIZE }, { others: ['integer'] }],
    [{ $ref: '#/components/schemas/Circle' }, { types: [] }],
    [true, { types: [] }],
  ])('%j: %j', (schema, expected) => {
    expect(read(schema)).toMatchObject(expected);
  });

  test('an object with no other members where it is closed', () => {
    for (const keyword of ['additionalProperties', 'unevaluatedProperties']) {
      expect(read({ allOf: [{ [keyword]: false }, { additionalProperties: {} }] })).not.toHaveProperty('others');
    }
  });
});

describe('a form is read', () => {
  const read = (properties: object, encoding: Parameters<typeof readForm>[1] = {}) =>
    readForm({ properties }, encoding, find).properties;

  test('each property as a form writes it, and an object as JSON', () => {
    expect(read({ a: SIZE, o: { type: 'object' } })).toMatchObject({
      a: { shape: 'primitive', types: ['integer'], style: 'form', explode: true },
      o: { shape: 'object', style: 'form', isJson: true },
    });
    expect(read({ a: SIZE }).a).not.toHaveProperty('isJson');
  });

  test('or as its encoding says', () => {
    expect(read({ o: { type: 'object' } }, { o: { style: 'deepObject' } }).o).toMatchObject({
      style: 'deepObject',
      explode: false,
    });
    expect(read({ o: { type: 'object' } }, { o: { style: 'form' } }).o).not.toHaveProperty('isJson');
    expect(read({ a: SIZE }, { a: { explode: false } }).a).toMatchObject({ style: 'form', explode: false });
    expect(read({ a: SIZE }, { a: { contentType: 'text/plain,application/json' } }).a).toMatchObject({ isJson: true });
    expect(read({ a: SIZE }, { a: { contentType: 'text/plain' } }).a).not.toHaveProperty('isJson');
  });
});

describe('what may stand in a value', () => {
  const shapeOf = (...schemas: unknown[]) => {
    const { properties, hidden, patternProperties, others, ...rest } = readShape(
      schemas,
      find,
      (schema, mark) => (schema as Record<string, unknown>)[mark] === true,
    );
    return {
      ...rest,
      others,
      properties: [...properties.keys()],
      hidden: [...hidden],
      patterns: [...patternProperties.keys()],
    };
  };

  test.each<[unknown[], object]>([
    [[{}], { canBeObject: true, canBeArray: true, others: [] }],
    [[false], { canBeObject: false, canBeArray: false }],
    [[{ type: 'string' }], { canBeObject: false, canBeArray: false }],
    [[{ type: 'array', items: SIZE }], { canBeObject: false, canBeArray: true, items: [SIZE] }],
    [[{ items: false }], { items: [] }],
    [[{ unevaluatedItems: SIZE }], { items: [SIZE] }],
    [[{ prefixItems: [1, 2] }, { prefixItems: [3] }], { prefixItems: [[1, 3], [2]] }],
    [[{ type: 'object', prefixItems: [1] }], { prefixItems: [], canBeArray: false }],
    [[{ const: { a: 1 } }], { canBeObject: true, canBeArray: false }],
    [[{ enum: [[], null] }], { canBeObject: false, canBeArray: true }],
    [[{ properties: { a: {} } }], { properties: ['a'], others: undefined }],
    [[{ properties: { a: {} }, additionalProperties: SIZE }], { properties: ['a'], others: [SIZE] }],
    [[{ properties: { a: {} }, unevaluatedProperties: true }], { others: [true] }],
    [[{ unevaluatedProperties: false }], { others: undefined }],
    [[{ additionalProperties: false }], { others: undefined }],
    [[{ patternProperties: { '^a': {} } }], { patterns: ['^a'], others: undefined }],
    [
      [{ properties: { a: { writeOnly: true }, b: {} } }, { properties: { a: {} } }],
      { properties: ['b'], hidden: ['a'] },
    ],
    [[{ dependentSchemas: { a: { properties: { b: {} } } } }], { properties: ['b'] }],
    [
      [JSON.parse('{"if":{"properties":{"a":{}}},"then":{"properties":{"b":{}}}}')],
      { properties: ['a', 'b'], others: undefined },
    ],
    [[{ if: { properties: { a: {} } }, else: {} }], { properties: ['a'], others: [] }],
    [
      [{ anyOf: [{ type: 'string' }, { type: 'object', properties: { a: {} } }] }],
      { canBeObject: true, canBeArray: false, others: undefined },
    ],
    [[{ anyOf: [{ type: 'string' }, { type: 'array' }] }], { canBeObject: false, canBeArray: true }],
    [
      [
        {
          oneOf: [
            { type: 'object', additionalProperties: SIZE },
            { type: 'object', properties: {} },
          ],
        },
      ],
      { others: [SIZE] },
    ],
    [[{ type: 'object' }, { type: 'array' }], { canBeObject: false, canBeArray: false }],
    [[{ $ref: '#/none' }], { canBeObject: true }],
    [[{ $dynamicRef: '#/components/schemas/Size' }], { canBeObject: false }],
  ])('of %j: %j', (schemas, expected) => {
    expect(shapeOf(...schemas)).toMatchObject(expected);
  });
});

test('a parameter that must be sent has no default', () => {
  const schema = { type: 'integer', default: 7 };
  const parameters = [
    { name: 'a', in: 'query', required: true, schema },
    { name: 'b', in: 'query', schema },
  ] as unknown as Parameter[];
  expect(toParameterDecodings(parameters, find).map((one) => one.default)).toEqual([undefined, 7]);
});

describe('an error body is made from', () => {
  const of = (status: string, media: object) =>
    errorTemplates(status, ['application/json', media as MediaType], find).map(({ body, isOwn }) => [
      body,
      isOwn === true,
    ]);
  const schema = { type: 'object', required: ['message'], properties: { message: { type: 'string' } } };

  test('an example that lists fields, one that does not, and the schema', () => {
    const [one, list, other] = [{ message: 'a' }, { errors: ['b'] }, { message: 'c' }];
    const examples = { one: { value: one }, list: { value: list }, other: { value: other }, none: {} };
    expect(of('400', { schema, examples })).toEqual([
      [list, true],
      [one, true],
      [{ message: 'rex' }, false],
    ]);
    expect(of('400', { example: one })).toEqual([[one, true]]);
    expect(of('400', { schema: {}, example: one })).toEqual([[one, true]]);
    expect(of('400', { schema: { type: 'object' } })).toEqual([]);
    expect(of('400', { schema: { type: 'integer' } })).toHaveLength(1);
  });

  test.each([
    ['404', true, 1],
    ['4XX', false, 1],
    ['5xx', false, 1],
    ['default', false, 1],
    ['200', true, 0],
    ['204', true, 0],
    ['2XX', false, 0],
  ])('responses of failure: %s', (status, isOwn, count) => {
    expect(of(status, { example: { message: 'a' } })).toEqual(Array(count).fill([{ message: 'a' }, isOwn]));
  });

  test('examples of 20 000 characters at most', () => {
    const sized = (length: number) => ({ example: { message: 'x'.repeat(length - '{"message":""}'.length) } });
    expect([of('400', sized(20_000)).length, of('400', sized(20_001)).length]).toEqual([1, 0]);
  });

  test('what a schema says of errors beside what it requires', () => {
    const text = { type: 'string' };
    const sampleOf = (properties: object, required: string[] = []) =>
      of('400', { schema: { type: 'object', required, properties } })[0]?.[0];
    expect(sampleOf({ message: text, detail: text, other: text })).toEqual({ message: 'rex' });
    expect(sampleOf({ error: { type: 'object', properties: { code: text, x: text } } })).toEqual({
      error: { code: 'rex' },
    });
    expect(
      sampleOf({
        title: text,
        type: text,
        status: { type: 'integer' },
        code: { type: 'number' },
        size: { type: 'integer' },
      }),
    ).toEqual({
      ...{ title: 'rex', type: 'rex', status: 1, code: 1 },
    });
    expect(sampleOf({ errors: { type: 'array', items: { type: 'object', properties: { field: text } } } })).toEqual({
      errors: [{ field: 'rex' }],
    });
    expect(sampleOf({ status: { type: 'boolean' }, message: { type: ['null', 'string'] } })).toEqual({
      message: 'rex',
    });
    expect(sampleOf({ message: { type: 'string', pattern: '^a$', minLength: 5 } })).toEqual({});
  });

  test('and has a detail in problem details that name no sentence (RFC 9457 §3.1.4)', () => {
    const problem = (schema: object) =>
      errorTemplates('400', ['application/problem+json', { schema } as MediaType], find).map(({ body }) => body);
    const title = { type: 'object', required: ['title'], properties: { title: { const: 'Bad' } } };
    expect(problem(title)).toEqual([{ title: 'Bad', detail: 'text' }, { title: 'Bad' }]);
    const named = { ...title, properties: { ...title.properties, message: { const: 'A' } } };
    expect(problem(named)).toEqual([{ title: 'Bad', message: 'A' }]);
  });

  test('and has the codes that the schema lists', () => {
    const [template] = errorTemplates(
      '400',
      [
        'application/json',
        { example: { code: 'a' }, schema: { properties: { code: { enum: ['a', 'b', 5] } } } } as unknown as MediaType,
      ],
      find,
    );
    expect(template?.places).toEqual([{ kind: 'code', at: ['code'], values: ['a', 'b'] }]);
  });
});
