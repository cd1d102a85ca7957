import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import type { Schema } from '../../../src/contract/document/document.ts';
import { createFindSchema } from '../../../src/contract/document/references.ts';
import { sampleValue } from '../../../src/contract/values/sample.ts';
import { listConstraints } from '../../../src/contract/verify/values/constraints.ts';
import { petContract } from '../serve/pets.ts';

const schemas: Record<string, Schema> = {
  Id: { type: 'string', readOnly: true },
  Node: {
    type: 'object',
    properties: { next: { $ref: '#/components/schemas/Node' }, size: { type: 'integer', minimum: 1 } },
  },
};
const find = createFindSchema(petContract({}, { schemas }));

/** Judges by Ajv itself. */
function judgeOf(schema: Schema): (value: unknown) => boolean {
  const ajv = new Ajv2020({ strict: false });
  formats.default(ajv);
  return ajv.compile({ ...schema, components: { schemas } });
}

type Row = [name: string, schema: Schema, boundaries: string[]];

/** Sides as `place keyword about: side`, a `!` before those that break the schema. */
const rows: Row[] = [
  [
    'length',
    { type: 'string', minLength: 2, maxLength: 4 },
    [
      'minLength: at the bound',
      '!minLength: beyond',
      'maxLength: at the bound',
      '!maxLength: beyond',
      '!type: another type',
      '!null: null',
    ],
  ],
  ['null', { type: ['string', 'null'] }, ['null: null', '!type: another type']],
  [
    'bounds',
    { type: 'integer', minimum: 1, exclusiveMaximum: 5 },
    [
      'minimum: at the bound',
      '!minimum: beyond',
      'exclusiveMaximum: at the bound',
      '!exclusiveMaximum: beyond',
      '!integer: a fraction',
    ],
  ],
  [
    'fractions',
    { type: 'number', exclusiveMinimum: 0, maximum: 1 },
    ['exclusiveMinimum: at the bound', '!exclusiveMinimum: beyond', 'maximum: at the bound', '!maximum: beyond'],
  ],
  ['multiples', { type: 'integer', multipleOf: 5 }, ['!multipleOf: between two multiples']],
  ['enum', { enum: ['cat', 'dog'] }, ['enum: "cat"', 'enum: "dog"', '!enum: another value']],
  ['const', { const: 3 }, ['enum: 3', '!enum: another value']],
  ['pattern', { type: 'string', pattern: '^[a-z]{3}-[0-9]+$' }, ['!pattern ^[a-z]{3}-[0-9]+$: no match']],
  [
    'pattern and length',
    { type: 'string', pattern: '^[a-z]+$', minLength: 2, maxLength: 9 },
    ['minLength: at the bound', '!minLength: beyond', 'maxLength: at the bound', '!maxLength: beyond'],
  ],
  ...['uri', 'iri', 'uri-reference', 'iri-reference', 'email'].map(
    (format): Row => [
      `format ${format} and length`,
      { type: 'string', format, maxLength: 40 },
      ['maxLength: at the bound', '!maxLength: beyond'],
    ],
  ),
  [
    'format and a length that it cannot have',
    { type: 'string', format: 'date', maxLength: 40 },
    ['!maxLength: beyond', '!format: of another format'],
  ],
  ['format', { type: 'string', format: 'date-time' }, ['!format: of another format']],
  [
    'lists',
    { type: 'array', items: { type: 'integer' }, minItems: 1, maxItems: 3, uniqueItems: true },
    [
      'minItems: at the bound',
      '!minItems: beyond',
      'maxItems: at the bound',
      '!maxItems: beyond',
      '!uniqueItems: an item twice',
      '!* type: another type',
    ],
  ],
  [
    'tuples',
    { type: 'array', prefixItems: [{ type: 'string' }, { type: 'integer' }], items: false },
    ['!0 type: another type', '!1 type: another type'],
  ],
  [
    'objects',
    {
      type: 'object',
      required: ['a'],
      properties: { a: { type: 'string' }, b: { type: 'boolean' } },
      additionalProperties: false,
    },
    [
      '!required a: absent',
      'optional b: absent',
      'optional b: present',
      '!additionalProperties: an unknown property',
      'b boolean: true',
      'b boolean: false',
      '!a type: another type',
    ],
  ],
  [
    'counts',
    { type: 'object', additionalProperties: { type: 'integer' }, minProperties: 1, maxProperties: 2 },
    ['!minProperties: beyond', 'maxProperties: at the bound', '!maxProperties: beyond'],
  ],
  [
    'dependentRequired',
    { type: 'object', properties: { a: { type: 'string' }, b: { type: 'string' } }, dependentRequired: { a: ['b'] } },
    ['!dependentRequired a b: absent'],
  ],
  [
    'unevaluatedProperties',
    {
      allOf: [{ properties: { a: { type: 'string' } } }, { properties: { b: { type: 'string' } } }],
      type: 'object',
      unevaluatedProperties: false,
    },
    ['!additionalProperties: an unknown property', '!a type: another type', '!b type: another type'],
  ],
  [
    'compositions',
    { allOf: [{ type: 'string', minLength: 1 }, { maxLength: 3 }] },
    ['minLength: at the bound', '!maxLength: beyond'],
  ],
  [
    'a map',
    {
      type: 'object',
      minProperties: 1,
      maxProperties: 3,
      additionalProperties: { type: 'string', maxLength: 5 },
    },
    ['!minProperties: beyond', 'maxProperties: at the bound', '!maxProperties: beyond'],
  ],
  [
    'alternatives',
    {
      oneOf: [
        { type: 'object', required: ['cat'], properties: { cat: { type: 'string' } }, additionalProperties: false },
        { type: 'object', required: ['dog'], properties: { dog: { type: 'integer' } }, additionalProperties: false },
      ],
    },
    ['alternatives: alternative 1', 'alternatives: alternative 2', '!required cat: absent'],
  ],
  ['circles', { $ref: '#/components/schemas/Node' }, ['next/size minimum: at the bound', '!next/size minimum: beyond']],
];

/** What may stand at a place once other changes have been made. */
const ANYTHING: unknown[] = [
  undefined,
  null,
  '',
  'text',
  -1.5,
  7,
  true,
  [],
  [null],
  {},
  { name: 1 },
  { a: 'a', b: 'b', c: 'c', d: 'd', e: 'e' },
];

/** Rows in which meeting one constraint can break another, which whoever uses the values must find out. */
const INTERPLAY = new Set(['dependentRequired', 'alternatives']);

describe('both sides of each constraint', () => {
  test.each(rows)('%s', (row, schema, expected) => {
    const judge = judgeOf(schema);
    const base = sampleValue(schema, find, { size: 'full', seed: 1 });
    expect(judge(base), JSON.stringify(base)).toBe(true);
    const found: string[] = [];
    for (const { place, keyword, about, boundaries } of listConstraints(schema, find, 1)) {
      for (const boundary of boundaries) {
        const values = boundary.make(place.reduce<unknown>((at, token) => Object(at)[token === '*' ? 0 : token], base));
        for (const value of values)
          expect(boundary.holds(value), `${keyword} ${boundary.name} ${JSON.stringify(value)}`).toBe(true);
        const name = [place.join('/'), keyword, about].filter(Boolean).join(' ');
        // What is made for a whole value can be judged by itself, as far as nothing else has a say in it.
        if (place.length === 0 && !(boundary.valid && INTERPLAY.has(row)))
          for (const value of values)
            expect([name, boundary.name, value, judge(value)]).toEqual([name, boundary.name, value, boundary.valid]);
        if (values.length > 0) found.push(`${boundary.valid ? '' : '!'}${name}: ${boundary.name}`);
      }
    }
    for (const boundary of expected) expect(found).toContain(boundary);
  });

  test.each(rows)('%s: whatever stands there, what is made is on the side it is made for', (_row, schema) => {
    for (const { keyword, about, boundaries } of listConstraints(schema, find, 1)) {
      for (const boundary of boundaries) {
        for (const current of ANYTHING) {
          for (const value of boundary.make(current)) {
            const what = [keyword, about, boundary.name, current, value];
            expect([...what, boundary.holds(value)]).toEqual([...what, true]);
          }
        }
      }
    }
  });

  test.each([
    [5, [0, 5, 10, -15], [1, 11, 2.5]],
    [0.1, [0, 0.3, 1.1], [0.25, 0.05]],
  ])('what is no multiple of %d is told from what is one', (multipleOf, multiples, others) => {
    const [constraint] = listConstraints({ type: 'number', multipleOf }, find, 1).filter(
      ({ keyword }) => keyword === 'multipleOf',
    );
    const holds = (value: number): boolean | undefined => constraint?.boundaries[0]?.holds(value);
    expect(multiples.map(holds)).toEqual(multiples.map(() => false));
    expect(others.map(holds)).toEqual(others.map(() => true));
  });

  test('a length counts characters, and not the code units of UTF-16', () => {
    const [length] = listConstraints({ type: 'string', maxLength: 3 }, find, 1).filter(
      ({ keyword }) => keyword === 'maxLength',
    );
    expect(length?.boundaries[0]?.make('a')).toContain('🐈🐈🐈');
    expect(length?.boundaries[1]?.make('a')).toContain('🐈🐈🐈🐈');
  });

  test('a read-only property is no value of a request', () => {
    const schema = {
      type: 'object',
      required: ['id', 'name'],
      properties: { id: { $ref: '#/components/schemas/Id' }, name: { type: 'string' } },
    };
    expect(sampleValue(schema, find, { size: 'full', seed: 1 })).toEqual({ name: 'rex' });
    const sent = listConstraints(schema, find, 1).find(({ keyword }) => keyword === 'readOnly');
    expect(sent).toMatchObject({ about: 'id', boundaries: [{ valid: false }] });
    expect(sent?.boundaries[0]?.make({ name: 'rex' })).toEqual([{ name: 'rex', id: 'not for me to say' }]);
  });

  test('a schema without a value is reported', () => {
    for (const schema of [
      false,
      { enum: [] },
      { type: 'integer', minimum: 3, maximum: 2 },
      { type: 'string', pattern: '^a$', minLength: 5 },
    ]) {
      expect(() => sampleValue(schema, find, { size: 'minimal', seed: 1 })).toThrow();
    }
  });
});
