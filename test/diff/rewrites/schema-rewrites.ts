import type { OpenApiDocument, Schema } from '../../../src/contract/document/document.ts';
import { createFindSchema, isObject } from '../../../src/contract/document/references.ts';
import { ofSchemas, type Rewrite, reversed, seesEvaluated } from './rewrite.ts';

/** As a name, because an object with this property is taken for a promise. */
const THEN = 'then';

const OBJECT = ['properties', 'patternProperties', 'additionalProperties', 'unevaluatedProperties'];
const ARRAY = ['items', 'prefixItems', 'contains', 'minContains', 'maxContains', 'unevaluatedItems'];
const CONDITION = ['if', 'then', 'else'];

/** Whether a schema is read for how a text is written, which a composition may say less of. */
function isSimple(schema: Schema): boolean {
  return (
    schema.$ref === undefined && schema.unevaluatedProperties === undefined && schema.unevaluatedItems === undefined
  );
}

function hasMarks(schema: Schema): boolean {
  return /"(readOnly|writeOnly|unevaluated\w+|\$ref|discriminator)"/.test(JSON.stringify(schema));
}

/** Keywords that depend on each other stay together. */
function split(schema: Schema): [Schema, Schema] {
  const [one, other]: [Schema, Schema] = [{}, {}];
  const entries = Object.entries(schema);
  for (const [index, [keyword, value]] of entries.entries()) {
    const group = [OBJECT, ARRAY, CONDITION].findIndex((list) => list.includes(keyword));
    const isFirst = group < 0 ? index % 2 === 0 : group % 2 === 0;
    (isFirst ? one : other)[keyword] = value;
  }
  return [one, other];
}

/** Keywords that say more of a place than the values of it. They stay where they are. */
const ANNOTATIONS =
  /^(title|description|default|deprecated|readOnly|writeOnly|examples?|xml|discriminator|externalDocs|content\w+|\$(dynamic)?[aA]nchor|\$comment|x-.*)$/;

function divided(schema: Schema): { said: Schema; held: Schema } {
  const entries = Object.entries(schema);
  return {
    said: Object.fromEntries(entries.filter(([keyword]) => ANNOTATIONS.test(keyword))),
    held: Object.fromEntries(entries.filter(([keyword]) => !ANNOTATIONS.test(keyword))),
  };
}

function around(keyword: string, schema: Schema, times = 1): Schema | undefined {
  const { said, held } = divided(schema);
  return Object.keys(held).length === 0 ? undefined : { ...said, [keyword]: Array.from({ length: times }, () => held) };
}

function splitAll(schema: Schema): Schema {
  const { said, held } = divided(schema);
  return { ...said, allOf: split(held) };
}

function notNot(schema: Schema): Schema {
  const { said, held } = divided(schema);
  return { ...said, type: held.type, not: { not: held } };
}

function typesOf(branch: unknown, find: (reference: string) => unknown): string[] | undefined {
  const schema = isObject(branch) && typeof branch.$ref === 'string' ? find(branch.$ref) : branch;
  return isObject(schema) && schema.type !== undefined ? [schema.type].flat().map(String) : undefined;
}

function areDisjoint(branches: unknown, document: OpenApiDocument): branches is unknown[] {
  if (!Array.isArray(branches) || branches.length < 2) return false;
  const find = createFindSchema(document);
  const types = branches.map((one) => typesOf(one, find));
  if (types.some((list) => list === undefined)) return false;
  const all = types.flatMap((list) => (list ?? []).map((type) => (type === 'integer' ? 'number' : type)));
  return new Set(all).size === all.length;
}

/** The same set of values in other compositions of schemas. */
export const SCHEMA_REWRITES: Rewrite[] = [
  ofSchemas('a reference replaced by its schema', (schema, document) => {
    if (typeof schema.$ref !== 'string' || Object.keys(schema).length > 1) return undefined;
    // Of a schema that leads back to itself, this is one turn more.
    const target = createFindSchema(document)(schema.$ref);
    return isObject(target) ? target : undefined;
  }),
  ofSchemas('allOf around a schema', (schema) => around('allOf', schema)),
  ofSchemas('allOf around a reference', ({ $ref, ...schema }) =>
    $ref !== undefined && schema.allOf === undefined ? { ...schema, allOf: [{ $ref }] } : undefined,
  ),
  ofSchemas('anyOf around a schema', (schema) => around('anyOf', schema)),
  ofSchemas('oneOf around a schema', (schema) => around('oneOf', schema)),
  ofSchemas('a branch of anyOf twice', ({ anyOf, ...schema }) =>
    Array.isArray(anyOf) ? { ...schema, anyOf: [...anyOf, anyOf[0]] } : undefined,
  ),
  ofSchemas('the same schema twice in allOf', (schema) => (isSimple(schema) ? around('allOf', schema, 2) : undefined)),
  ofSchemas('the branches of allOf in another order', ({ allOf, ...schema }) =>
    Array.isArray(allOf) && allOf.length > 1 ? { ...schema, allOf: allOf.toReversed() } : undefined,
  ),
  ofSchemas('the branches of anyOf in another order', ({ anyOf, ...schema }) =>
    Array.isArray(anyOf) && anyOf.length > 1 ? { ...schema, anyOf: anyOf.toReversed() } : undefined,
  ),
  ofSchemas('the branches of oneOf in another order', ({ oneOf, ...schema }) =>
    Array.isArray(oneOf) && oneOf.length > 1 ? { ...schema, oneOf: oneOf.toReversed() } : undefined,
  ),
  ofSchemas('keywords split over allOf', (schema) =>
    Object.keys(schema).length > 1 && isSimple(schema) ? splitAll(schema) : undefined,
  ),
  ofSchemas('allOf merged with the schema around it', ({ allOf, ...schema }) => {
    if (!Array.isArray(allOf) || !allOf.every(isObject)) return undefined;
    const parts = [schema, ...allOf];
    const names = parts.flatMap((part) => Object.keys(part));
    const isMergeable =
      new Set(names).size === names.length && !names.some((name) => /^(\$ref|unevaluated|additional)/.test(name));
    return isMergeable ? Object.assign({}, ...parts) : undefined;
  }),
  ofSchemas('not around not', (schema, document) =>
    typeof schema.type === 'string' && !hasMarks(schema) && !seesEvaluated(document) ? notNot(schema) : undefined,
  ),
  ofSchemas('a list of types as anyOf', ({ type, ...schema }) =>
    Array.isArray(type) && type.length > 1 && isSimple(schema) && !hasMarks(schema)
      ? { anyOf: type.map((one) => ({ ...schema, type: one })) }
      : undefined,
  ),
  ofSchemas('null as a branch of its own', ({ type, ...schema }) =>
    Array.isArray(type) &&
    type.includes('null') &&
    type.length > 1 &&
    schema.enum === undefined &&
    schema.const === undefined &&
    !hasMarks(schema)
      ? { oneOf: [{ ...schema, type: type.filter((one) => one !== 'null') }, { type: 'null' }] }
      : undefined,
  ),
  ofSchemas('anyOf of disjoint branches as oneOf', ({ anyOf, ...schema }, document) =>
    schema.oneOf === undefined && areDisjoint(anyOf, document) ? { ...schema, oneOf: anyOf } : undefined,
  ),
  ofSchemas('oneOf of disjoint branches as anyOf', ({ oneOf, ...schema }, document) =>
    schema.anyOf === undefined && areDisjoint(oneOf, document) ? { ...schema, anyOf: oneOf } : undefined,
  ),
  ofSchemas('properties in another order', ({ properties, ...schema }) =>
    isObject(properties) && Object.keys(properties).length > 1
      ? { ...schema, properties: reversed(properties) }
      : undefined,
  ),
  ofSchemas('further properties that are allowed, written', (schema, document) =>
    schema.type === 'object' && !seesEvaluated(document) && schema.additionalProperties === undefined
      ? { ...schema, additionalProperties: true }
      : undefined,
  ),
  ofSchemas('further properties that are allowed, as the empty schema', ({ additionalProperties, ...schema }) =>
    additionalProperties === true ? { ...schema, additionalProperties: {} } : undefined,
  ),
  ofSchemas('further properties that are allowed, left out', ({ additionalProperties, ...schema }, document) =>
    additionalProperties === true && !seesEvaluated(document) ? schema : undefined,
  ),
  ofSchemas('properties that match no more than others', (schema, document) =>
    schema.type === 'object' &&
    schema.additionalProperties === undefined &&
    schema.patternProperties === undefined &&
    !seesEvaluated(document)
      ? { ...schema, patternProperties: { '^x-': true } }
      : undefined,
  ),
  ofSchemas('a pattern of names in a group', ({ patternProperties, ...schema }) =>
    isObject(patternProperties)
      ? {
          ...schema,
          patternProperties: Object.fromEntries(
            Object.entries(patternProperties).map(([key, one]) => [
              /^\^[^|]*$/.test(key) ? `^(?:${key.slice(1).replace(/\$$/, '')})${key.endsWith('$') ? '$' : ''}` : key,
              one,
            ]),
          ),
        }
      : undefined,
  ),
  ofSchemas('items of any value, left out', ({ items, ...schema }, document) =>
    (items === true || (isObject(items) && Object.keys(items).length === 0)) && !seesEvaluated(document)
      ? schema
      : undefined,
  ),
  ofSchemas('items of any value, written', (schema, document) =>
    [schema.type].flat().includes('array') && schema.items === undefined && !seesEvaluated(document)
      ? { ...schema, items: true }
      : undefined,
  ),
  ofSchemas('a list that need not contain', (schema, document) =>
    schema.type === 'array' && schema.contains === undefined && !seesEvaluated(document)
      ? { ...schema, contains: { const: 'x' }, minContains: 0 }
      : undefined,
  ),
  ofSchemas('if without then and else', (schema, document) =>
    schema.if === undefined && schema.then === undefined && schema.else === undefined && !seesEvaluated(document)
      ? { ...schema, if: { type: 'string' } }
      : undefined,
  ),
  ofSchemas('then without if', (schema) =>
    schema.if === undefined && schema.then === undefined ? { ...schema, [THEN]: { maxLength: 1 } } : undefined,
  ),
  ofSchemas('definitions that nothing refers to', (schema) =>
    schema.$defs === undefined ? { ...schema, $defs: { Unused: { type: 'string' } } } : undefined,
  ),
  ofSchemas('dependentRequired as if and then', ({ dependentRequired, ...schema }) => {
    if (!isObject(dependentRequired)) return undefined;
    const more = Object.entries(dependentRequired).map(([name, required]) => ({
      if: { required: [name] },
      [THEN]: { required },
    }));
    return { ...schema, allOf: [...(Array.isArray(schema.allOf) ? schema.allOf : []), ...more] };
  }),
  ofSchemas('if and then as anyOf', ({ if: condition, then, ...schema }, document) =>
    condition !== undefined &&
    then !== undefined &&
    schema.else === undefined &&
    schema.anyOf === undefined &&
    !seesEvaluated(document) &&
    !hasMarks({ condition, then })
      ? { ...schema, anyOf: [{ not: condition }, then] }
      : undefined,
  ),
  ofSchemas('constraints of a schema again in allOf', (schema) => {
    const same = Object.entries(schema).filter(([key]) =>
      /^(min|max)(imum|Length|Items|Properties)$|^pattern$/.test(key),
    );
    return same.length > 0 && schema.allOf === undefined ? { ...schema, allOf: [Object.fromEntries(same)] } : undefined;
  }),
  ofSchemas('the empty schema as true', (schema) => (Object.keys(schema).length === 0 ? true : undefined)),
];
