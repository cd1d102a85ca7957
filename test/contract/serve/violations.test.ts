import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compileContract } from '../../../src/contract/build/build.ts';
import type { OpenApiDocument, Schema } from '../../../src/contract/document/document.ts';
import { schemaCheck } from '../../../src/contract/serve/schema.ts';
import { jsonBody, operation, type PetServer, petContract, servePets } from './pets.ts';

/** What is wrong with a value: `path: message` for each place. */
function violationsOf(schema: Schema, value: unknown, schemas: Record<string, Schema> = {}): string[] {
  const document: OpenApiDocument = petContract({}, { schemas: { ...schemas, Tested: schema } });
  return schemaCheck(compileContract(document), 'Tested')(value).map(({ path, message }) => `${path}: ${message}`);
}

describe('each keyword of JSON Schema has a message that says what must be', () => {
  const keywords: [Schema, unknown, string][] = [
    [{ type: 'string' }, 1, 'must be a string'],
    [{ type: 'number' }, '1', 'must be a number'],
    [{ type: 'integer' }, 1.5, 'must be an integer'],
    [{ type: 'boolean' }, 'true', 'must be true or false'],
    [{ type: 'object' }, [], 'must be an object'],
    [{ type: 'array' }, {}, 'must be a list'],
    [{ type: 'null' }, 0, 'must be null'],
    [{ type: ['integer', 'null'] }, 'x', 'must be an integer or null'],
    [{ enum: ['cat', 'dog', ''] }, 'cow', 'must be one of cat, dog or empty'],
    [{ enum: ['cat', 2, null] }, 'cow', 'must be one of cat, 2 or null'],
    [{ enum: ['cat'] }, 'cow', 'must be cat'],
    [{ const: 'cat' }, 'cow', 'must be cat'],
    [{ const: '' }, 'cow', 'must be empty'],
    [
      { enum: Array.from({ length: 21 }, (_, index) => index) },
      -1,
      'must be one of the 21 allowed values, such as 0, 1, 2',
    ],
    [
      { enum: Array.from({ length: 20 }, (_, index) => index) },
      -1,
      `must be one of ${Array.from({ length: 19 }, (_, index) => index).join(', ')} or 19`,
    ],
    [{ minLength: 1 }, '', 'must not be empty'],
    [{ minLength: 2 }, '🐈', 'must have at least 2 characters'],
    [{ maxLength: 2 }, '🐈🐈🐈', 'must have at most 2 characters'],
    [{ minItems: 1 }, [], 'must have at least 1 items'],
    [{ maxItems: 1 }, [1, 2], 'must have at most 1 items'],
    [{ minimum: 1 }, 0, 'must be at least 1'],
    [{ maximum: 1 }, 2, 'must be at most 1'],
    [{ exclusiveMinimum: 1 }, 1, 'must be greater than 1'],
    [{ exclusiveMaximum: 1 }, 1, 'must be less than 1'],
    [{ multipleOf: 5 }, 7, 'must be a multiple of 5'],
    [{ pattern: '^a' }, 'b', 'must match ^a'],
    [{ pattern: '^a', 'x-message': 'must begin with a' }, 'b', 'must begin with a'],
    [{ format: 'date' }, 'today', 'must be a valid date'],
    [{ format: 'date', 'x-message': 'must be a day' }, 'today', 'must be a day'],
    [{ format: 'email' }, 'x', 'must be a valid email'],
    [{ format: 'uri' }, 'x', 'must be a valid uri'],
    [{ uniqueItems: true }, [1, 1], 'must not contain the same item twice'],
    [{ minProperties: 1 }, {}, 'must have at least 1 properties'],
    [{ maxProperties: 0 }, { a: 1 }, 'must have at most 0 properties'],
    [{ not: { type: 'string' } }, 'x', 'matches a schema that is not allowed'],
  ];
  test.each(keywords)('%j', (schema, value, message) => {
    expect(violationsOf({ properties: { pet: schema } }, { pet: value })).toContain(`pet: ${message}`);
    expect(violationsOf(schema, value)[0]).toBe(`: ${message}`);
  });

  test.each([2, '🐈🐈', null, [1]])('a value that meets them has no violation: %j', (value) => {
    expect(violationsOf({ type: ['number', 'string', 'null', 'array'], maxLength: 2 }, value)).toEqual([]);
  });
});

describe('keywords about properties name the property', () => {
  const keywords: [Schema, unknown, string[]][] = [
    [{ required: ['name', 'age'] }, {}, ['name: is required', 'age: is required']],
    [{ dependentRequired: { a: ['b'] } }, { a: 1 }, ['b: is required beside "a"']],
    [{ properties: { a: {} }, additionalProperties: false }, { a: 1, b: 2 }, ['b: is not a known property']],
    [{ properties: { a: {} }, unevaluatedProperties: false }, { a: 1, b: 2 }, ['b: is not a known property']],
    [{ properties: { a: false } }, { a: 1 }, ['a: is not allowed']],
    [
      { propertyNames: { maxLength: 2 } },
      { abc: 1 },
      ['abc: has a name that is not allowed: it must have at most 2 characters'],
    ],
  ];
  test.each(keywords)('%j', (schema, value, expected) => {
    expect(violationsOf(schema, value)).toEqual(expected);
  });
});

describe('a path leads to the place', () => {
  const text = { type: 'string' };
  const object = (name: string, schema: Schema) => ({ type: 'object', properties: { [name]: schema } });
  const list = (schema: Schema) => ({ type: 'array', items: schema });
  const places: [string, Schema, unknown][] = [
    ['', text, 1],
    ['a', object('a', text), { a: 1 }],
    ['a.b', object('a', object('b', text)), { a: { b: 1 } }],
    ['[1]', list(text), ['x', 1]],
    ['a[0].b[2]', object('a', list(object('b', list(text)))), { a: [{ b: ['', '', 1] }] }],
    ['a["0"]', object('a', object('0', text)), { a: { 0: 1 } }],
    ['a-b._c.$d', object('a-b', object('_c', object('$d', text))), { 'a-b': { _c: { $d: 1 } } }],
    ['größe', object('größe', text), { größe: 1 }],
    ['[""]', object('', text), { '': 1 }],
    ['["a b"]', object('a b', text), { 'a b': 1 }],
    ['["a/b"]["c~d"]', object('a/b', object('c~d', text)), { 'a/b': { 'c~d': 1 } }],
    ['["~1"]', object('~1', text), { '~1': 1 }],
    ['["a.b"]', object('a.b', text), { 'a.b': 1 }],
    ['["\\"]"]', object('"]', text), { '"]': 1 }],
    ['["50%"]', object('50%', text), { '50%': 1 }],
  ];
  test.each(places)('%j', (path, schema, value) => {
    expect(violationsOf(schema, value)).toEqual([`${path}: must be a string`]);
  });

  test('a place with several faults is named once, by the fault that says most', () => {
    const schema = object('a', { type: ['string', 'null'], minLength: 2, pattern: '^x', not: { const: 1 } });
    expect(violationsOf(schema, { a: 1 })).toEqual(['a: must be a string or null']);
    expect(violationsOf(schema, { a: 'y' })).toEqual(['a: must have at least 2 characters']);
  });

  test('an unknown property with an odd name is named in full', () => {
    const schema = { type: 'object', additionalProperties: false };
    expect(violationsOf(schema, JSON.parse('{"__proto__":1,"a b":2}'))).toEqual([
      '__proto__: is not a known property',
      '["a b"]: is not a known property',
    ]);
  });
});

describe('of oneOf and anyOf the intended branch is reported', () => {
  const circle = {
    type: 'object',
    required: ['kind', 'radius'],
    properties: { kind: { const: 'circle' }, radius: { type: 'number' } },
    additionalProperties: false,
  };
  const square = {
    type: 'object',
    required: ['kind', 'side'],
    properties: { kind: { const: 'square' }, side: { type: 'number' } },
    additionalProperties: false,
  };
  const cases: [unknown, string[]][] = [
    [{ kind: 'circle', radius: 'x' }, ['radius: must be a number']],
    [{ kind: 'circle', side: 1 }, ['radius: is required', 'side: is not a known property']],
    [{ kind: 'square' }, ['side: is required']],
    [{ kind: 'line', radius: 1 }, ['kind: must be one of circle or square']],
    [{ radius: 1 }, ['kind: is required']],
    ['circle', [': must be an object']],
    [null, [': must be an object']],
  ];
  test.each(cases)('by its tag: %j', (value, expected) => {
    expect(violationsOf({ oneOf: [circle, square] }, value)).toEqual(expected);
    expect(violationsOf({ anyOf: [circle, square] }, value)).toEqual(expected);
  });

  test.each(cases)('by its tag, deep inside and through references: %j', (value, expected) => {
    const shape = { oneOf: [{ $ref: '#/components/schemas/Circle' }, { $ref: '#/components/schemas/Square' }] };
    const schema = { type: 'object', properties: { shapes: { type: 'array', items: shape } } };
    const prefixed = expected.map((line) => line.replace(/^(?=\w)/, 'shapes[0].').replace(/^:/, 'shapes[0]:'));
    expect(violationsOf(schema, { shapes: [value] }, { Circle: circle, Square: square })).toEqual(prefixed);
  });

  test('if no tag fits, only the values of the tag are listed', () => {
    const branch = (kind: string, mode: string) => ({ properties: { kind: { const: kind }, mode: { enum: [mode] } } });
    const schema = { anyOf: [branch('circle', 'x'), branch('square', 'y')] };
    expect(violationsOf(schema, { kind: 'line', mode: 'z' })).toEqual(['kind: must be one of circle or square']);
  });

  test('a list of values or nothing', () => {
    const schema = { anyOf: [{ type: 'string', enum: ['cat', 'dog'] }, { type: 'null' }] };
    expect(violationsOf(schema, 'cow')).toEqual([': must be one of cat or dog']);
  });

  test('the branch of the right type', () => {
    const schema = {
      anyOf: [
        { type: 'string', minLength: 3 },
        { type: 'integer', minimum: 3 },
      ],
    };
    expect(violationsOf(schema, 'ab')).toEqual([': must have at least 3 characters']);
    expect(violationsOf(schema, 2)).toEqual([': must be at least 3']);
  });

  test('values of all branches, each once', () => {
    const schema = { anyOf: [{ enum: ['a', 'b'] }, { const: 'b' }, { const: 'c' }] };
    expect(violationsOf(schema, 'd')).toEqual([': must be one of a, b or c']);
  });

  test('values of a name', () => {
    const schema = { propertyNames: { anyOf: [{ enum: ['a', 'b'] }, { const: 'c' }] } };
    expect(violationsOf(schema, { d: 1 })).toEqual(['d: has a name that is not allowed: it must be one of a, b or c']);
  });

  test('a value that meets more than one branch of oneOf', () => {
    expect(violationsOf({ oneOf: [{ type: 'number' }, { type: 'integer' }] }, 1)).toEqual([
      ': matches more than one of its schemas',
    ]);
  });

  test('violations beside it are reported, too', () => {
    const schema = { type: 'object', properties: { shape: { oneOf: [circle, square] }, name: { type: 'string' } } };
    expect(violationsOf(schema, { shape: { kind: 'circle' }, name: 1 })).toEqual([
      'shape.radius: is required',
      'name: must be a string',
    ]);
  });
});

describe('over HTTP', () => {
  const shape = {
    oneOf: [{ $ref: '#/components/schemas/Circle' }, { $ref: '#/components/schemas/Square' }],
  };
  const tagged = (kind: string, size: string): Schema => ({
    type: 'object',
    required: ['kind', size],
    properties: { kind: { const: kind }, [size]: { type: 'number' } },
  });
  let server: PetServer;
  beforeAll(async () => {
    const body = {
      type: 'object',
      // Circle stands first on its own and then as a branch, and every shape stands twice.
      properties: { first: { $ref: '#/components/schemas/Circle' }, second: shape, 'a/b': shape, '~': shape },
    };
    const tags = { name: 'tags', in: 'query', schema: { type: 'array', items: { type: 'integer' } } };
    const paths = { '/shapes': { post: operation('draw', { ...jsonBody(body), parameters: [tags] }) } };
    const schemas = { Circle: tagged('circle', 'radius'), Square: tagged('square', 'side') };
    server = await servePets(petContract(paths, { schemas }));
  });
  afterAll(() => server.stop());

  const violations = async (path: string, json: unknown) =>
    (await server.send('POST', path, { json })).body.violations?.map(({ path, message }) => `${path}: ${message}`);

  test('branches are distinguished in every place where a schema is used', async () => {
    const circle = { kind: 'circle' };
    expect(await violations('/shapes', { first: circle, second: circle, 'a/b': { kind: 'square' } })).toEqual([
      'first.radius: is required',
      'second.radius: is required',
      '["a/b"].side: is required',
    ]);
  });

  test('query and body are validated together, and each violation says where it is', async () => {
    const { body } = await server.send('POST', '/shapes?tags=1&tags=x', { json: [] });
    expect(body.violations).toEqual([
      { in: 'query', path: 'tags[1]', pointer: '/tags/1', keyword: 'type', message: 'must be an integer' },
      { in: 'body', path: '', pointer: '', keyword: 'type', message: 'must be an object' },
    ]);
  });

  test('each violation has the place as a JSON Pointer (RFC 6901)', async () => {
    const json = { 'a/b': { kind: 'square' }, '~': { kind: 'circle' }, first: { kind: 'circle' } };
    const { body } = await server.send('POST', '/shapes?tags=1&tags=x', { json });
    expect(body.violations?.map(({ pointer }) => pointer)).toEqual([
      '/tags/1',
      '/first/radius',
      '/a~1b/side',
      '/~0/radius',
    ]);
  });

  test('a lone value of a list is the first of it', async () => {
    expect(await violations('/shapes?tags=x', {})).toEqual(['tags[0]: must be an integer']);
  });
});
