import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluateModule } from '../../../src/contract/build/module.ts';
import { createSerializers } from '../../../src/contract/build/serializers.ts';
import type { OpenApiDocument, Schema } from '../../../src/contract/document/document.ts';

/** What a value is answered as. */
function answered(schema: unknown, value: unknown, schemas: Record<string, Schema> = {}): unknown {
  const document = { openapi: '3.1.1', components: { schemas } } as unknown as OpenApiDocument;
  const serializers = createSerializers(document);
  const name = serializers.add('it', schema);
  const serialize = evaluateModule(serializers.module())[name] as (value: unknown) => string;
  return JSON.parse(serialize(value));
}

describe('the properties that can be arrays are known, so that only they are looked at when a response is sent', () => {
  const list = { type: 'array', items: {} };
  const table: [string, unknown, string[] | undefined][] = [
    ['none', { type: 'object', properties: { name: { type: 'string' } } }, []],
    [
      'a list beside others',
      { properties: { name: { type: 'string' }, pets: list, more: { type: 'boolean' } } },
      ['pets'],
    ],
    ['one of any type', { properties: { any: {}, yes: true, no: false, size: { enum: [1, 2] } } }, ['any', 'yes']],
    ['one that can be null', { properties: { pets: { type: ['array', 'null'] } } }, ['pets']],
    ['an alternative', { properties: { pets: { anyOf: [{ type: 'null' }, list] } } }, ['pets']],
    ['behind references', { $ref: '#/components/schemas/Page' }, ['pets']],
    ['in a part', { allOf: [{ $ref: '#/components/schemas/Page' }, { properties: { tags: list } }] }, ['pets', 'tags']],
    ['one that is write-only', { properties: { a: { ...list, writeOnly: true }, b: list } }, ['b']],
    ['a scalar response', { type: 'string' }, []],
    ['where others may be there, any', { properties: { pets: list }, additionalProperties: true }, undefined],
    ['where patterns name some, any', { patternProperties: { '^x': list } }, undefined],
    ['where nothing is said, any', {}, undefined],
  ];
  test.each(table)('%s', (_what, schema, names) => {
    const schemas = {
      List: list,
      Page: { type: 'object', properties: { pets: { $ref: '#/components/schemas/List' } } },
    };
    const document = { openapi: '3.1.1', components: { schemas } } as unknown as OpenApiDocument;
    expect(createSerializers(document).arraysIn(schema)).toEqual(names);
  });
});

const pet = { type: 'object', properties: { name: { type: 'string' }, age: { type: 'integer' } } };
const [PET, OWNER] = ['#/components/schemas/Pet', '#/components/schemas/Owner'];
const secret = { type: 'string', writeOnly: true };

describe('only what the contract declares is answered', () => {
  const table: [string, unknown, unknown, unknown][] = [
    ['an undeclared property', pet, { name: 'Rex', hidden: 1 }, { name: 'Rex' }],
    ['one inside a list', { type: 'array', items: pet }, [{ hidden: 1, age: 2 }], [{ age: 2 }]],
    ['one inside a tuple', { prefixItems: [pet], items: false }, [{ hidden: 1, age: 2 }], [{ age: 2 }]],
    ['one inside unevaluated items', { type: 'array', unevaluatedItems: pet }, [{ hidden: 1, age: 2 }], [{ age: 2 }]],
    [
      'one beside allOf',
      { allOf: [pet], properties: { owner: {} } },
      { owner: 1, age: 2, hidden: 3 },
      { owner: 1, age: 2 },
    ],
    [
      'what no alternative declares',
      { oneOf: [pet, { properties: { wing: {} } }] },
      { wing: 1, age: 2, hidden: 3 },
      { age: 2, wing: 1 },
    ],
    [
      'what stands only in a condition',
      JSON.parse('{"if":{"properties":{"age":{}}},"then":{"properties":{"x":{}}}}'),
      { age: 1, x: 2, y: 3 },
      { age: 1, x: 2 },
    ],
    [
      'what both of two closed alternatives leave out',
      { anyOf: [pet, { type: 'object', properties: { wing: {} } }] },
      { wing: 1, hidden: 2 },
      { wing: 1 },
    ],
    [
      'what a part beside one that says nothing leaves out',
      { allOf: [{ type: 'object' }, pet] },
      { age: 1, hidden: 2 },
      { age: 1 },
    ],
    ['everything, where none may be', { type: 'object', additionalProperties: false }, { a: 1 }, {}],
    ['a write-only property', { properties: { name: {}, password: secret } }, { name: 1, password: 'x' }, { name: 1 }],
    [
      'a write-only property of an open object',
      { properties: { password: secret }, additionalProperties: true },
      { password: 'x', other: 1 },
      { other: 1 },
    ],
    [
      'a property that one part marks as write-only',
      { allOf: [{ properties: { p: {} } }, { properties: { p: { allOf: [secret] } } }] },
      { p: 'x' },
      {},
    ],
    ['a name of Object.prototype', { properties: { toString: {}, name: {} } }, { name: 1 }, { name: 1 }],
  ];
  test.each(table)('%s', (_what, schema, value, expected) => {
    expect(answered(schema, value)).toEqual(expected);
  });

  test.each([
    ['a list where an object is due', pet, [1]],
    ['an object where a text is due', { properties: { name: { type: 'string' } } }, { name: { secret: 1 } }],
    ['an object where a list is due', { type: 'array', items: pet }, { secret: 1 }],
  ])('%s is an error, because it would leave whole', (_what, schema, value) => {
    expect(() => answered(schema, value)).toThrow(
      /The response has an? (array|object) that the contract does not declare/,
    );
  });
});

describe('what the contract allows is answered', () => {
  const any = { a: [1, { b: null }], c: 'ü"\\\u0001\ud83d\udc08' };
  const table: [string, unknown, unknown][] = [
    ['anything, where it says nothing', {}, any],
    ['anything in an object of which it says nothing', { type: 'object' }, any],
    ['any further property, where it says so', { ...pet, additionalProperties: true }, { name: 'a', more: any }],
    ['further properties of a schema', { additionalProperties: pet }, { x: { name: 'a' } }],
    [
      'whatever an alternative that says nothing of properties leaves open, beside a closed one',
      { anyOf: [{ type: 'object', properties: { a: {} }, additionalProperties: false }, { type: 'object' }] },
      { a: 1, b: any },
    ],
    [
      'what a property brings along',
      { properties: { a: {} }, dependentSchemas: { a: { properties: { b: {} } } } },
      { a: 1, b: 2 },
    ],
    ['properties by pattern', { patternProperties: { '^x-': {} }, additionalProperties: false }, { 'x-a': any }],
    [
      'null, a number and a text of one property',
      { properties: { a: { type: ['string', 'integer', 'null'] } } },
      { a: null },
    ],
    [
      'an object or a list',
      { properties: { a: { oneOf: [pet, { type: 'array', items: pet }] } } },
      { a: [{ name: 'x' }] },
    ],
    [
      'a property named __proto__',
      JSON.parse('{"properties":{"__proto__":{"type":"integer"}}}'),
      JSON.parse('{"__proto__":1}'),
    ],
    [
      'what stands beside a reference, and not where the reference stands alone',
      { properties: { pet: { $ref: PET }, owned: { $ref: PET, properties: { owner: {} } } } },
      { pet: { name: 'a' }, owned: { name: 'a', owner: any } },
    ],
    ['an empty object', pet, {}],
    ['an empty list', { type: 'array', items: pet }, []],
  ];
  test.each(table)('%s', (_what, schema, value) => {
    expect(answered(schema, value, { Pet: pet as Schema })).toEqual(value);
  });

  test('the same parts share a function, in whichever order they are listed', () => {
    const [one, other] = [{ properties: { p: { $ref: PET } } }, { properties: { p: { $ref: OWNER } } }];
    const owner = { properties: { pets: {} } };
    const serializers = createSerializers({
      openapi: '3.1.1',
      components: { schemas: { Pet: pet, Owner: owner } },
    } as unknown as OpenApiDocument);
    serializers.add('a', { allOf: [one, other] });
    serializers.add('b', { allOf: [other, one] });
    // One for each of the two, and one for both of their properties.
    expect(serializers.module().body.match(/^function pick_\w+/gm)).toHaveLength(3);
  });

  test('dates, and what else has a toJSON, as JSON has them; undefined and functions not at all', () => {
    const date = new Date(0);
    const schema = {
      properties: { at: { type: 'string' }, pet, gone: {}, call: {}, list: { type: 'array', items: {} } },
    };
    const value = {
      at: date,
      pet: { toJSON: () => ({ name: 'a', x: 1 }) },
      gone: undefined,
      call: () => 1,
      list: [undefined],
    };
    expect(answered(schema, value)).toEqual({ at: date.toISOString(), pet: { name: 'a' }, list: [null] });
  });

  test('a tree of a schema that refers to itself, type lists included', () => {
    const Node = { type: ['object', 'null'], properties: { next: { $ref: '#/components/schemas/Node' }, n: {} } };
    const tree = { n: 1, next: { n: 2, next: null } };
    expect(answered({ $ref: '#/components/schemas/Node' }, { ...tree, no: 1 }, { Node })).toEqual(tree);
  });

  test('whatever JSON a closed schema describes comes back as it was', () => {
    const leaf = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
    );
    const described = fc.letrec<{ node: { schema: Schema; value: unknown } }>((tie) => ({
      node: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        leaf.map((value) => ({ schema: { type: ['string', 'number', 'boolean', 'null'] }, value })),
        fc.dictionary(fc.string(), tie('node'), { maxKeys: 4, noNullPrototype: true }).map((members) => ({
          schema: {
            type: 'object',
            properties: Object.fromEntries(Object.entries(members).map(([name, { schema }]) => [name, schema])),
            additionalProperties: false,
          },
          value: Object.fromEntries(Object.entries(members).map(([name, { value }]) => [name, value])),
        })),
        fc.array(tie('node'), { maxLength: 4 }).map((items) => ({
          schema: { type: 'array', prefixItems: items.map(({ schema }) => schema), items: false },
          value: items.map(({ value }) => value),
        })),
      ),
    })).node;
    fc.assert(
      fc.property(described, ({ schema, value }) => {
        expect(answered(schema, value)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 200 },
    );
  });
});
