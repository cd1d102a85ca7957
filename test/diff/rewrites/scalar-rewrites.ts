import type { Schema } from '../../../src/contract/document/document.ts';
import { isObject } from '../../../src/contract/document/references.ts';
import { ofSchemas, type Rewrite } from './rewrite.ts';

function isOnly(schema: Schema, ...types: string[]): boolean {
  return types.includes(String(schema.type)) && !Array.isArray(schema.type);
}

/** The same set of values without subschemas. */
export const SCALAR_REWRITES: Rewrite[] = [
  ofSchemas('the values of an enum in another order', ({ enum: values, ...schema }) =>
    Array.isArray(values) && values.length > 1 ? { ...schema, enum: values.toReversed() } : undefined,
  ),
  ofSchemas('an enum of one value as const', ({ enum: values, ...schema }) =>
    Array.isArray(values) && values.length === 1 && schema.const === undefined
      ? { ...schema, const: values[0] }
      : undefined,
  ),
  ofSchemas('const as an enum of one value', ({ const: value, ...schema }) =>
    value !== undefined && schema.enum === undefined ? { ...schema, enum: [value] } : undefined,
  ),
  ofSchemas('an enum with a value that the type rejects', ({ enum: values, ...schema }) =>
    Array.isArray(values) && isOnly(schema, 'string') ? { ...schema, enum: [...values, 17] } : undefined,
  ),
  ofSchemas('both booleans as an enum', (schema) =>
    isOnly(schema, 'boolean') && schema.enum === undefined && schema.const === undefined
      ? { ...schema, enum: [true, false] }
      : undefined,
  ),
  ofSchemas('a type as a list', ({ type, ...schema }) =>
    typeof type === 'string' ? { ...schema, type: [type] } : undefined,
  ),
  ofSchemas('the types of a list in another order', ({ type, ...schema }) =>
    Array.isArray(type) && type.length > 1 ? { ...schema, type: type.toReversed() } : undefined,
  ),
  ofSchemas('integer as number and multipleOf 1', ({ type, ...schema }) =>
    type === 'integer' && schema.multipleOf === undefined && schema.format === undefined
      ? { ...schema, type: 'number', multipleOf: 1 }
      : undefined,
  ),
  ofSchemas('inclusive bounds of integers as exclusive ones', ({ minimum, maximum, ...schema }) =>
    isOnly(schema, 'integer') && Number.isSafeInteger(minimum ?? maximum) && Math.abs(Number(minimum ?? maximum)) < 1e9
      ? {
          ...schema,
          ...(typeof minimum === 'number' && { exclusiveMinimum: minimum - 1 }),
          ...(typeof maximum === 'number' && (maximum < 1e9 ? { exclusiveMaximum: maximum + 1 } : { maximum })),
        }
      : undefined,
  ),
  ofSchemas('exclusive bounds of integers as inclusive ones', ({ exclusiveMinimum, exclusiveMaximum, ...schema }) =>
    isOnly(schema, 'integer') &&
    schema.minimum === undefined &&
    schema.maximum === undefined &&
    Number.isSafeInteger(exclusiveMinimum ?? exclusiveMaximum)
      ? {
          ...schema,
          ...(typeof exclusiveMinimum === 'number' && { minimum: exclusiveMinimum + 1 }),
          ...(typeof exclusiveMaximum === 'number' && { maximum: exclusiveMaximum - 1 }),
        }
      : undefined,
  ),
  ofSchemas('a bound that a tighter one hides', (schema) =>
    typeof schema.minimum === 'number' && schema.exclusiveMinimum === undefined
      ? { ...schema, exclusiveMinimum: schema.minimum - 10 }
      : undefined,
  ),
  ofSchemas('bounds of a type that is not accepted', (schema) =>
    isOnly(schema, 'string') ? { ...schema, minimum: 5, maxItems: 1, required: ['nothing'] } : undefined,
  ),
  ofSchemas('a least length of 0', (schema) =>
    isOnly(schema, 'string') && schema.minLength === undefined ? { ...schema, minLength: 0 } : undefined,
  ),
  ofSchemas('a least number of 0 items, and items that need not differ', (schema) =>
    isOnly(schema, 'array') && schema.minItems === undefined && schema.uniqueItems === undefined
      ? { ...schema, minItems: 0, uniqueItems: false }
      : undefined,
  ),
  ofSchemas('a least number of 0 properties', (schema) =>
    isOnly(schema, 'object') && schema.minProperties === undefined ? { ...schema, minProperties: 0 } : undefined,
  ),
  ofSchemas('a pattern in a group', ({ pattern, ...schema }) =>
    typeof pattern === 'string' && /^\^[^|]*\$$/.test(pattern)
      ? { ...schema, pattern: `^(?:${pattern.slice(1, -1)})$` }
      : undefined,
  ),
  ofSchemas('required names in another order', ({ required, ...schema }) =>
    Array.isArray(required) && required.length > 1 ? { ...schema, required: required.toReversed() } : undefined,
  ),
  ofSchemas('no required names, written', (schema) =>
    isOnly(schema, 'object') && schema.required === undefined ? { ...schema, required: [] } : undefined,
  ),
  ofSchemas('as many properties as are required', (schema) =>
    isOnly(schema, 'object') &&
    Array.isArray(schema.required) &&
    schema.minProperties === undefined &&
    !isMarked(schema)
      ? { ...schema, minProperties: new Set(schema.required).size }
      : undefined,
  ),
];

/** Whether a property is left out in one direction, so that fewer are required there. */
function isMarked(schema: Schema): boolean {
  return /readOnly|writeOnly|\$ref/.test(JSON.stringify(isObject(schema.properties) ? schema.properties : {}));
}
