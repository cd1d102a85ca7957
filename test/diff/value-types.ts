import { fragmentTokens, isObject } from '../../src/contract/document/references.ts';
import { type Edit, valueAt } from './edit.ts';

type Json = Record<string, unknown>;

const TYPES = ['null', 'boolean', 'number', 'string', 'array', 'object'] as const;
type TypeName = (typeof TYPES)[number];

/** A set of the types of JSON, a bit for each. */
export type TypeSet = number;

export const ANY_TYPE: TypeSet = 2 ** TYPES.length - 1;

/** Integers are numbers. */
function setOf(names: readonly unknown[]): TypeSet {
  return names.reduce((set: TypeSet, name) => {
    const index = TYPES.indexOf(name === 'integer' ? 'number' : (name as TypeName));
    return index < 0 ? set : set | (1 << index);
  }, 0);
}

export const OBJECTS = setOf(['object']);
export const ARRAYS = setOf(['array']);

function typeOfValue(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** The schema that a reference stands for: a pointer, an anchor, or the end of an `$id`. */
export function tokensOfReference(document: Json, reference: string): string[] | undefined {
  if (reference.startsWith('#/')) return fragmentTokens(reference.slice(1));
  const isWanted = (schema: Json): boolean =>
    reference.startsWith('#')
      ? [schema.$anchor, schema.$dynamicAnchor].includes(reference.slice(1))
      : typeof schema.$id === 'string' && (schema.$id === reference || schema.$id.endsWith(`/${reference}`));
  const components = valueAt(document, ['components', 'schemas']);
  const found = Object.entries(isObject(components) ? components : {}).find(
    ([, one]) => isObject(one) && isWanted(one),
  );
  return found === undefined ? undefined : ['components', 'schemas', found[0]];
}

/** Part of a schema that is left out of the question: one of its schemas in place, by keyword and name. */
export type LeftOut = { keyword: string; name?: string };

/** Types of the values that a schema may accept, as far as its own keywords and the schemas in its place say. */
export function typesOf(document: Json, schema: unknown, leftOut?: LeftOut, depth = 0): TypeSet {
  if (schema === false) return 0;
  if (!isObject(schema) || depth > 8) return ANY_TYPE;
  let types = ANY_TYPE;
  const isReference = typeof schema.$ref === 'string' && leftOut?.keyword !== '$ref';
  if (isReference) {
    const target = tokensOfReference(document, String(schema.$ref));
    if (target !== undefined) types &= typesOf(document, valueAt(document, target), undefined, depth + 1);
  }
  if (typeof schema.$ref === 'string' && String(document.openapi).startsWith('3.0')) return types;
  if (schema.type !== undefined) {
    types &= setOf([schema.type, schema.nullable === true ? 'null' : []].flat());
  }
  if (Array.isArray(schema.enum)) types &= setOf(schema.enum.map(typeOfValue));
  if (schema.const !== undefined) types &= setOf([typeOfValue(schema.const)]);
  const all = Array.isArray(schema.allOf) ? schema.allOf : [];
  for (const [index, one] of all.entries()) {
    if (leftOut?.keyword === 'allOf' && leftOut.name === String(index)) continue;
    types &= typesOf(document, one, undefined, depth + 1);
  }
  for (const keyword of ['anyOf', 'oneOf']) {
    const branches = schema[keyword];
    if (!Array.isArray(branches) || leftOut?.keyword === keyword) continue;
    types &= branches.reduce((set: TypeSet, one) => set | typesOf(document, one, undefined, depth + 1), 0);
  }
  return types;
}

const KEYWORDS: Record<string, string> = {
  number: 'minimum maximum exclusiveMinimum exclusiveMaximum multipleOf',
  // Those of numbers exclude no number that the edits are about.
  string: 'minLength maxLength pattern format',
  array: 'minItems maxItems uniqueItems items prefixItems contains minContains maxContains unevaluatedItems',
  object: `minProperties maxProperties required properties patternProperties additionalProperties propertyNames
    unevaluatedProperties dependentRequired dependentSchemas`,
};

const TYPES_OF_KEYWORDS = new Map(
  Object.entries(KEYWORDS).flatMap(([type, keywords]) =>
    keywords.split(/\s+/).map((keyword): [string, TypeSet] => [keyword, setOf([type])]),
  ),
);

/** Types of the values that an edit may accept or reject otherwise than before. */
export function typesOfEdit(document: Json, { keyword, set, tokens }: Edit): TypeSet {
  const schema = valueAt(document, tokens);
  const old = isObject(schema) ? schema : {};
  const { [keyword]: value } = set;
  const concerned = concernedTypes(keyword, { set, old, value });
  // The other keywords are the same before and after.
  const others = Object.fromEntries(Object.entries(old).filter(([name]) => !Object.hasOwn(set, name)));
  return concerned & typesOf(document, keyword === '$ref' ? others : { ...others, ...keptReference(old, set) });
}

function keptReference(old: Json, set: Json): Json {
  return typeof old.$ref === 'string' && !Object.hasOwn(set, '$ref') ? { $ref: old.$ref } : {};
}

function concernedTypes(keyword: string, { set, old, value }: { set: Json; old: Json; value: unknown }): TypeSet {
  const known = TYPES_OF_KEYWORDS.get(keyword);
  if (known !== undefined) return known;
  if (keyword === 'type' && 'type' in set) {
    const nullable = (holder: Json): string[] => (holder.nullable === true ? ['null'] : []);
    const read = (type: unknown, holder: Json): TypeSet =>
      type === undefined ? ANY_TYPE : setOf([type, nullable(holder)].flat());
    const isOtherNumber = JSON.stringify(old.type)?.includes('integer') !== JSON.stringify(value)?.includes('integer');
    return (read(old.type, old) ^ read(value, { ...old, ...set })) | (isOtherNumber ? setOf(['number']) : 0);
  }
  if (keyword === 'not' && old.not === undefined) return typesOf({}, value);
  // The edits of schemas that are added so.
  if (keyword === 'then' && old.if === undefined && 'if' in set) return setOf(['string']);
  if (keyword === 'else' && old.if === undefined && 'if' in set) return setOf(['number']);
  return ANY_TYPE;
}
