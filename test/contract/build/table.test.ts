import { describe, expect, test } from 'vitest';
import { createFindPlace } from '../../../src/contract/build/places.ts';
import { code, shared, writeTable } from '../../../src/contract/build/table.ts';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { createMarks } from '../../../src/contract/document/marks.ts';
import { createFindSchema } from '../../../src/contract/document/references.ts';

describe('a table is written', () => {
  test('as an expression, on one line as far as it fits', () => {
    expect(writeTable({})).toBe('export const contract = {};\n');
    expect(writeTable({ a: [], b: [1, 'x', null], 'c-d': { e: true } })).toBe(
      'export const contract = { "a": [], "b": [1, "x", null], "c-d": { "e": true } };\n',
    );
    const fits = 'x'.repeat(99 - '{ "a": "" }'.length);
    expect(writeTable({ a: fits })).toBe(`export const contract = { "a": "${fits}" };\n`);
    expect(writeTable({ a: `${fits}x` })).toBe(`export const contract = {\n  "a": "${fits}x",\n};\n`);
    expect(writeTable({ a: [`${fits}x`, { b: `${fits}x` }] })).toBe(
      `export const contract = {\n  "a": [\n    "${fits}x",\n    {\n      "b": "${fits}x",\n    },\n  ],\n};\n`,
    );
  });

  test('with expressions as they are, and a name that would set the prototype in brackets', () => {
    expect(writeTable({ a: code('validators.It'), ...JSON.parse('{"__proto__":1}') })).toBe(
      'export const contract = { "a": validators.It, ["__proto__"]: 1 };\n',
    );
  });

  const long = { a: 'x'.repeat(60) };
  const short = { a: 'x'.repeat(59 - '{ "a": "" }'.length) };

  test('with shared parts once, if they are long', () => {
    const text = writeTable({ one: shared('a part', { ...long }), other: shared('a part', { ...long }) });
    expect(text).toMatch(
      /^const (a_part_\w{6}) = \{ "a": "x{60}" \};\nexport const contract = \{ "one": \1, "other": \1 \};\n$/,
    );
    expect(writeTable({ one: shared('part', short) })).toBe(
      `export const contract = { "one": { "a": "${short.a}" } };\n`,
    );
    expect(writeTable({ one: shared('part', { a: `${short.a}x` }) })).toMatch(/^const part_/);
    expect(writeTable(shared('list', [long.a]))).toMatch(/^const list_\w{6} = \["x{60}"\];\n/);
  });

  test('with the parts that others are made of first, and those of one level by name', () => {
    const inner = (name: string) => shared(name, { [name]: long.a });
    const text = writeTable({ o: shared('outer', { i: inner('inner'), long }), z: inner('zz'), b: inner('aa') });
    expect([...text.matchAll(/^const ([a-z]+)_/gm)].map(([, name]) => name)).toEqual(['aa', 'inner', 'zz', 'outer']);
  });

  test('and the same part may have two names', () => {
    const text = writeTable({ a: shared('one', { ...long }), b: shared('two', { ...long }) });
    expect(text.match(/^const /gm)).toHaveLength(2);
  });
});

describe('a part of the components is named by its place', () => {
  const schema = { properties: { a: { items: {} } }, example: {}, examples: [{}] };
  const response = { content: { 'application/json': { schema: { not: {} } } }, headers: { H: { schema: {} } } };
  const components = {
    schemas: { Pet: schema },
    responses: { Bad: response, Same: { content: { 'a/b': { schema } } } },
    parameters: { Limit: {} },
    requestBodies: { Pet: {} },
    headers: { Tag: {} },
    callbacks: { Done: {} },
    pathItems: { Pets: {} },
    securitySchemes: { Key: {} },
  };
  const find = createFindPlace({ components } as unknown as OpenApiDocument);

  test.each<[unknown, string | undefined, string?]>([
    [schema, 'Pet', '#/components/schemas/Pet'],
    [schema.properties.a, 'Pet_a', '#/components/schemas/Pet/properties/a'],
    [schema.properties.a.items, 'Pet_a_items'],
    [response, 'BadResponse', '#/components/responses/Bad'],
    [response.content['application/json'].schema, 'BadResponse'],
    [response.content['application/json'].schema.not, 'BadResponse_not'],
    [response.headers.H, 'BadResponse_headers_H'],
    [components.responses.Same.content['a/b'], 'SameResponse_a/b'],
    [components.parameters.Limit, 'LimitParameter'],
    [components.requestBodies.Pet, 'PetBody'],
    [components.headers.Tag, 'TagHeader'],
    [components.callbacks.Done, 'DoneCallback'],
    [components.pathItems.Pets, 'PetsPath'],
    [components.securitySchemes.Key, undefined],
    [schema.example, undefined],
    [schema.examples[0], undefined],
    [{}, undefined],
    ['text', undefined],
    [null, undefined],
  ])('%j is %s', (value, name, pointer) => {
    expect(find(value)?.name).toBe(name);
    if (pointer !== undefined) expect(find(value)?.pointer).toBe(pointer);
  });

  test('where there are none, nothing has a name', () => {
    expect(createFindPlace({} as OpenApiDocument)({})).toBeUndefined();
  });
});

describe('a property is marked', () => {
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const schemas = {
    Id: { readOnly: true },
    Circle: { allOf: [{ $ref: '#/components/schemas/Circle' }] },
    Far: { properties: { a: ref('Near') } },
    Near: { items: { writeOnly: true } },
    Around: { properties: { a: ref('Around'), b: ref('Id') } },
  };
  const find = createFindSchema({ components: { schemas } } as unknown as OpenApiDocument);
  const { isMarked } = createMarks(find);

  test.each([
    [{ readOnly: true }, true],
    [{ readOnly: 'true' }, false],
    [{ writeOnly: true }, false],
    [ref('Id'), true],
    [{ allOf: [{}, ref('Id')] }, true],
    [{ anyOf: [ref('Id'), { type: 'null' }] }, true],
    [{ anyOf: [ref('Id'), {}] }, false],
    [{ properties: { a: ref('Id') } }, false],
    [ref('Circle'), false],
    [true, false],
  ])('as read-only by itself or what it is made of: %j is %s', (schema, is) => {
    expect(isMarked(schema, 'readOnly')).toBe(is);
  });

  test('somewhere behind a reference', () => {
    const { reaches } = createMarks(find);
    const of = (name: string) => [reaches(ref(name).$ref, 'readOnly'), reaches(ref(name).$ref, 'writeOnly')];
    expect([of('Id'), of('Far'), of('Near'), of('Around'), of('Circle'), of('None')]).toEqual([
      ...[
        [true, false],
        [false, true],
        [false, true],
        [true, false],
        [false, false],
        [false, false],
      ],
    ]);
  });
});
