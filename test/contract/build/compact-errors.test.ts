import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../../../src/contract/build/convert-schema.ts';
import { evaluateModule } from '../../../src/contract/build/module.ts';
import { generateValidators } from '../../../src/contract/build/validators.ts';

/** One schema with each keyword that Ajv reports, below names that a path escapes. */
const SCHEMA = {
  type: 'object',
  required: ['needed'],
  maxProperties: 60,
  properties: {
    'a/b~c %"é': { properties: { type: { type: 'string' } } },
    ['__proto__']: { type: 'integer' },
    list: { items: { type: ['string', 'null'] }, minItems: 9, maxItems: 1 },
    texts: { items: { minLength: 9, maxLength: 0, pattern: '^[{,"]x$', const: { a: ',schema:' } } },
    numbers: { items: { minimum: 9, maximum: 1, exclusiveMinimum: 9, exclusiveMaximum: 1, multipleOf: 4 } },
    choice: { enum: ['a', { b: [1] }] },
    day: { format: 'date' },
    either: { oneOf: [{ type: 'string' }, { properties: { x: { const: 1 } } }] },
    never: false,
    closed: { additionalProperties: false, minProperties: 3, dependentRequired: { a: ['b'] } },
    known: { propertyNames: { maxLength: 1 }, unevaluatedProperties: false },
    some: { contains: { type: 'null' }, not: { maxItems: 3 }, if: { minItems: 2 }, else: { minItems: 5 } },
  },
};
const VALUE = JSON.parse(`{
  "a/b~c %\\"é": { "type": 1 }, "__proto__": "x", "list": [1, 1], "texts": ["abc"], "numbers": [5], "choice": 3,
  "day": "soon", "either": { "x": 2 }, "never": 1, "closed": { "a": 1 }, "known": { "ab": 1 }, "some": ["x"]
}`);

/** The errors, with what is read late, and without what nobody reads. */
function errorsOf(validate: { (value: unknown): unknown; errors?: ErrorObject[] | null }) {
  expect(validate(VALUE)).toBe(false);
  const read = (validate.errors ?? []).map(({ instancePath, schemaPath, keyword, params, parentSchema, data }) => {
    const { comparison: _comparison, ...rest } = params;
    return { instancePath, schemaPath, keyword, params: rest, parentSchema, data };
  });
  return read.toSorted((one, other) => (one.schemaPath < other.schemaPath ? -1 : 1));
}

describe('errors of generated validators', () => {
  const module = generateValidators({ $id: ROOT, $defs: { Thing: SCHEMA } }, ['Thing']);
  const own = errorsOf(evaluateModule(module).Thing as never);
  const ajv = new Ajv2020({ allErrors: true, verbose: true, messages: false, strict: false, ownProperties: true });
  ajv.addFormat('date', () => false);
  const expected = errorsOf(ajv.compile(SCHEMA) as never);

  test('are those of Ajv: path, keyword, parameters, schema and value', () => {
    expect(own.length).toBeGreaterThan(30);
    expect(own).toEqual(expected);
  });

  test('are made without reading the schema: those of alternatives that a value does not take are read by nobody', () => {
    const { Thing } = evaluateModule(module) as Record<string, { (value: unknown): boolean; errors?: object[] | null }>;
    Thing?.(VALUE);
    const kept = Thing?.errors?.filter((error) => Object.hasOwn(error, 'parentSchema')) as ErrorObject[];
    expect(new Set(kept.map(({ schemaPath }) => schemaPath))).toEqual(
      new Set(['#/properties/known/propertyNames/maxLength', '#/properties/never/false schema']),
    );
  });

  test('are written as calls, but those of a property name and of the schema false', () => {
    const whole = [...module.body.matchAll(/addError\(vErrors.*schemaPath:("[^"]*")/g)].map(([, path]) => path);
    expect(new Set(whole)).toEqual(
      new Set(['"#/properties/known/propertyNames/maxLength"', '"#/properties/never/false schema"']),
    );
  });
});
