import { type Row, schemaRow } from '../row.ts';

const text = { type: 'string' };
const list = { type: 'array' };
const object = { type: 'object' };

/** JSON Schema 2020-12 validation §6. */
export const SCHEMA_VALIDATION: Row[] = [
  schemaRow({
    keyword: 'type',
    schema: { type: 'integer' },
    values: ['x', 1],
    yes: 'types request response mock verify docs',
  }),
  schemaRow({
    keyword: 'enum',
    schema: { enum: ['a', 'b'] },
    values: ['c', 'a'],
    yes: 'types request response mock verify docs',
  }),
  schemaRow({
    keyword: 'const',
    schema: { const: 'a' },
    values: ['b', 'a'],
    yes: 'types request response mock verify docs',
  }),
  schemaRow({
    keyword: 'multipleOf',
    schema: { type: 'number', multipleOf: 0.01 },
    values: [0.005],
    yes: 'request response mock verify docs',
  }),
  schemaRow({
    keyword: 'maximum',
    schema: { type: 'integer', maximum: 77 },
    values: [78],
    yes: 'request response mock verify docs',
  }),
  schemaRow({
    keyword: 'exclusiveMaximum',
    schema: { type: 'integer', exclusiveMaximum: 77 },
    values: [77],
    yes: 'request response mock verify docs',
  }),
  schemaRow({
    keyword: 'minimum',
    schema: { type: 'integer', minimum: 77 },
    values: [76],
    yes: 'request response mock verify docs',
  }),
  schemaRow({
    keyword: 'exclusiveMinimum',
    schema: { type: 'integer', exclusiveMinimum: 77 },
    values: [77],
    yes: 'request response mock verify docs',
  }),
  schemaRow({
    keyword: 'maxLength',
    schema: { ...text, maxLength: 2 },
    values: ['abc'],
    yes: 'request response mock verify docs',
  }),
  schemaRow({
    keyword: 'minLength',
    schema: { ...text, minLength: 7 },
    values: ['abc'],
    yes: 'request response mock verify docs',
  }),
  schemaRow({
    keyword: 'pattern',
    schema: { ...text, pattern: '^a+$' },
    values: ['b'],
    yes: 'request response mock verify docs',
  }),
  schemaRow({
    keyword: 'maxItems',
    schema: { ...list, items: text, maxItems: 1 },
    values: [['a', 'b']],
    yes: 'request response mock verify docs',
  }),
  schemaRow({
    keyword: 'minItems',
    schema: { ...list, items: text, minItems: 2 },
    values: [['a']],
    yes: 'request response mock verify docs',
  }),
  schemaRow({
    keyword: 'uniqueItems',
    schema: { ...list, items: text, uniqueItems: true },
    values: [['a', 'a']],
    yes: 'request response mock verify docs',
  }),
  schemaRow({
    keyword: 'maxContains',
    schema: { ...list, contains: { const: 'a' }, maxContains: 1 },
    values: [['a', 'a']],
    yes: 'request response mock verify',
  }),
  schemaRow({
    keyword: 'minContains',
    schema: { ...list, contains: { const: 'a' }, minContains: 2 },
    values: [['a']],
    yes: 'request response mock verify',
  }),
  schemaRow({
    keyword: 'maxProperties',
    schema: { ...object, maxProperties: 1 },
    values: [{ a: 1, b: 1 }],
    yes: 'request response mock verify docs',
  }),
  schemaRow({
    keyword: 'minProperties',
    schema: { ...object, minProperties: 1 },
    values: [{}],
    yes: 'request response mock verify docs',
  }),
  schemaRow({
    keyword: 'required',
    schema: { ...object, properties: { a: text }, required: ['a'] },
    values: [{}],
    yes: 'types request response mock verify docs',
  }),
  schemaRow({
    keyword: 'dependentRequired',
    schema: { ...object, properties: { a: text, b: text }, dependentRequired: { a: ['b'] } },
    values: [{ a: 'x' }],
    yes: 'request response mock verify',
  }),
  schemaRow({
    keyword: 'format',
    schema: { ...text, format: 'date' },
    values: ['soon'],
    yes: 'request response mock verify docs',
  }),
];
