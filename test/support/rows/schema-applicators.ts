import { type Row, schemaRow } from '../row.ts';

const text = { type: 'string' };
const integer = { type: 'integer' };
const a = { type: 'object', properties: { a: text } };

/** An object with a literal member of this name could be taken for a promise. */
const THEN = JSON.parse('{ "then": { "minimum": 5 } }') as object;

/** JSON Schema 2020-12 core §10 and §11. */
export const SCHEMA_APPLICATORS: Row[] = [
  schemaRow({
    keyword: 'allOf',
    schema: { allOf: [a] },
    values: [{ a: 1 }],
    yes: 'types request response mock verify docs',
  }),
  schemaRow({
    keyword: 'anyOf',
    schema: { anyOf: [a, text] },
    values: [1],
    yes: 'types request response mock verify docs',
  }),
  schemaRow({
    keyword: 'oneOf',
    schema: { oneOf: [integer, text] },
    values: [true],
    yes: 'types request response mock verify docs',
  }),
  schemaRow({ keyword: 'not', schema: { not: integer }, values: [1], yes: 'request response mock verify' }),
  schemaRow({
    keyword: 'if',
    schema: { if: integer, ...THEN, else: text },
    values: [1, true],
    yes: 'request response mock verify docs',
  }),
  schemaRow({
    keyword: 'then',
    schema: { if: integer, ...THEN },
    values: [1],
    yes: 'request response mock verify docs',
  }),
  schemaRow({
    keyword: 'else',
    schema: { if: integer, else: text },
    values: [true],
    yes: 'request response mock verify docs',
  }),
  schemaRow({
    keyword: 'dependentSchemas',
    schema: { ...a, dependentSchemas: { a: { required: ['b'] } } },
    values: [{ a: 'x' }],
    yes: 'request response mock verify',
  }),
  schemaRow({
    keyword: 'prefixItems',
    schema: { type: 'array', prefixItems: [text, integer] },
    values: [[1, 'a']],
    yes: 'types request response mock verify docs',
  }),
  schemaRow({
    keyword: 'items',
    schema: { type: 'array', items: text },
    values: [[1]],
    yes: 'types request response mock verify docs',
  }),
  schemaRow({
    keyword: 'contains',
    schema: { type: 'array', contains: integer },
    values: [['a']],
    yes: 'request response mock verify docs',
  }),
  schemaRow({ keyword: 'properties', schema: a, values: [{ a: 1 }], yes: 'types request response mock verify docs' }),
  schemaRow({
    keyword: 'patternProperties',
    schema: { type: 'object', patternProperties: { '^n': integer } },
    values: [{ n: 'x' }],
    yes: 'types request response mock verify docs',
  }),
  schemaRow({
    keyword: 'additionalProperties',
    schema: { ...a, additionalProperties: integer },
    values: [{ b: 'x' }],
    yes: 'types request response mock verify docs',
  }),
  schemaRow({
    keyword: 'propertyNames',
    schema: { type: 'object', propertyNames: { maxLength: 1 } },
    values: [{ long: 1 }],
    yes: 'request response mock verify',
  }),
  schemaRow({
    keyword: 'unevaluatedItems',
    schema: { type: 'array', allOf: [{ prefixItems: [text] }], unevaluatedItems: false },
    values: [['a', 'b']],
    yes: 'request response mock verify',
  }),
  schemaRow({
    keyword: 'unevaluatedProperties',
    schema: { allOf: [a], unevaluatedProperties: false },
    values: [{ b: 1 }],
    yes: 'request response mock verify',
  }),
];
