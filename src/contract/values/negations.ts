import type { Schema } from '../document/document.ts';
import { type FindSchema, isObject } from '../document/references.ts';
import { type Choose, type Flat, flatten } from './flat.ts';

const TYPES = ['string', 'integer', 'number', 'object', 'array', 'boolean', 'null'];

/** More ways are not tried. */
const MOST_WAYS = 16;
/** References and negations inside one another are followed so deep. */
const DEEPEST = 6;

/**
 * The schema with conditions that violate its `not`, one alternative first. Conditions that no keyword can express,
 * such as every string except some, are left to the checks of the values. A schema without `not` is the only way.
 */
export function listNegationWays(flat: Flat, find: FindSchema, choose: Choose): Flat[] {
  if (!('not' in flat)) return [flat];
  return negate(flat.not, find, 0).map((way) => flatten({ allOf: [flat, way] }, find, choose));
}

/** Schemas whose values a schema does not allow. */
function negate(schema: unknown, find: FindSchema, depth: number): Schema[] {
  if (schema === false) return [{}];
  if (!isObject(schema)) return [];
  if (depth > DEEPEST) return [{}];
  const inner = (part: unknown): Schema[] => negate(part, find, depth + 1);
  const { $ref, allOf, anyOf, oneOf, not, if: condition, then: consequence = true, else: alternative = true } = schema;
  const ways: Schema[] = [
    ...negateObject(schema),
    ...negateList(schema),
    ...negateScalar(schema),
    ...(typeof $ref === 'string' ? inner(find($ref)) : []),
    ...(Array.isArray(allOf) ? allOf.flatMap(inner) : []),
    ...[anyOf, oneOf].flatMap((list) => (Array.isArray(list) ? combine(list.map(inner)) : [])),
    ...(not === undefined ? [] : [isObject(not) || not === true ? { allOf: [not] } : { not: {} }]),
    ...(condition === undefined ? [] : inner(consequence).map((way) => ({ allOf: [condition, way] }))),
    ...(condition === undefined ? [] : combine([inner(condition), inner(alternative)])),
    ...negateType(schema),
  ];
  return ways.slice(0, MOST_WAYS);
}

/** One way of each list at once. */
function combine(lists: Schema[][]): Schema[] {
  return lists.reduce<Schema[]>(
    (ways, list) => ways.flatMap((way) => list.map((other) => ({ allOf: [way, other] }))).slice(0, MOST_WAYS),
    [{}],
  );
}

function negateObject(schema: Schema): Schema[] {
  const { required, properties, additionalProperties, dependentRequired } = schema;
  const names = (Array.isArray(required) ? required : []).map(String);
  const wrong = Object.entries(isObject(properties) ? properties : {});
  const dependent = Object.entries(isObject(dependentRequired) ? dependentRequired : {});
  return [
    ...wrong.map(([name, part]) => ({ type: 'object', required: [name], properties: { [name]: { not: part } } })),
    ...names.map((name) => ({ type: 'object', properties: { [name]: false } })),
    ...dependent.flatMap(([name, needed]) =>
      [needed].flat().map((other) => ({ type: 'object', required: [name], properties: { [String(other)]: false } })),
    ),
    ...(additionalProperties === undefined || additionalProperties === true
      ? []
      : [{ type: 'object', required: ['extra0'], properties: { extra0: { not: additionalProperties } } }]),
    ...negateBounds(schema, 'object', ['minProperties', 'maxProperties']),
    ...('propertyNames' in schema || 'patternProperties' in schema ? [{ type: 'object', minProperties: 1 }] : []),
  ];
}

function negateList(schema: Schema): Schema[] {
  const { items, contains, minContains = 1, maxContains, uniqueItems, prefixItems } = schema;
  const few = Number(minContains) - 1;
  return [
    ...(items === undefined ? [] : [{ type: 'array', contains: { not: items } }]),
    ...(contains === undefined || few < 0
      ? []
      : [
          few === 0
            ? { type: 'array', items: { not: contains } }
            : { type: 'array', contains, minContains: 0, maxContains: few },
        ]),
    ...(contains === undefined || maxContains === undefined
      ? []
      : [{ type: 'array', contains, minContains: Number(maxContains) + 1 }]),
    ...(uniqueItems === true ? [{ type: 'array', minItems: 2 }] : []),
    ...(Array.isArray(prefixItems)
      ? prefixItems.map((part, index) => ({
          ...{ type: 'array', minItems: index + 1 },
          prefixItems: [...prefixItems.slice(0, index).map(() => true), { not: part }],
        }))
      : []),
    ...negateBounds(schema, 'array', ['minItems', 'maxItems']),
  ];
}

function negateScalar(schema: Schema): Schema[] {
  const { minimum, maximum, exclusiveMinimum: above, exclusiveMaximum: below } = schema;
  const isFixed = 'enum' in schema || 'const' in schema;
  return [
    ...(isFixed ? [{}] : []),
    ...(typeof minimum === 'number' ? [{ type: 'number', exclusiveMaximum: minimum }] : []),
    ...(typeof maximum === 'number' ? [{ type: 'number', exclusiveMinimum: maximum }] : []),
    ...(typeof above === 'number' ? [{ type: 'number', maximum: above }] : []),
    ...(typeof below === 'number' ? [{ type: 'number', minimum: below }] : []),
    ...('multipleOf' in schema ? [{ type: 'number' }] : []),
    ...('pattern' in schema || 'format' in schema ? [{ type: 'string' }] : []),
    ...negateBounds(schema, 'string', ['minLength', 'maxLength']),
  ];
}

function negateBounds(schema: Schema, type: string, [least, most]: [least: string, most: string]): Schema[] {
  const [low, high] = [schema[least], schema[most]];
  return [
    ...(typeof low === 'number' && low > 0 ? [{ type, [most]: low - 1 }] : []),
    ...(typeof high === 'number' ? [{ type, [least]: high + 1 }] : []),
  ];
}

function negateType({ type }: Schema): Schema[] {
  if (type === undefined) return [];
  const excluded = [type].flat();
  // A number that is not an integer is one of the type `number`.
  const types = TYPES.filter((one) => !excluded.includes(one) && !(one === 'integer' && excluded.includes('number')));
  return [{ type: types }];
}
