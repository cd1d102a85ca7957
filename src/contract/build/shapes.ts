import type { Schema } from '../document/document.ts';
import type { Marks } from '../document/marks.ts';
import { type FindSchema, isObject } from '../document/references.ts';

/** The members that all schemas of one value allow together. */
export type ValueShape = {
  /** Schemas of each declared property that a response may have. */
  properties: Map<string, unknown[]>;
  /** Names that no response has. */
  hidden: Set<string>;
  /** By pattern of the name. */
  patternProperties: Map<string, unknown[]>;
  /** Schemas of properties that are not declared; undefined where the contract lets none out. */
  others: unknown[] | undefined;
  prefixItems: unknown[][];
  items: unknown[];
  /** Whether the value can be an object, an array or a number at all. */
  canBeObject: boolean;
  canBeArray: boolean;
  canBeNumber: boolean;
};

/**
 * Whether properties that no schema declares may be in the value: `free` says nothing of properties at all, `closed`
 * declares some, `open` says that there may be others.
 */
type Openness = 'free' | 'closed' | 'open';

const MEMBER_KEYWORDS = ['properties', 'patternProperties', 'additionalProperties', 'unevaluatedProperties'];

/**
 * Reads the shape of a value off its schemas. Alternatives (`anyOf`, `oneOf`, `if`) are not decided: what any of them
 * declares may be in a response.
 *
 * @param schemas all apply to the value
 */
export function readShape(schemas: unknown[], findSchema: FindSchema, isMarked: Marks['isMarked']): ValueShape {
  const shape: ValueShape = {
    properties: new Map(),
    hidden: new Set(),
    patternProperties: new Map(),
    others: undefined,
    prefixItems: [],
    items: [],
    canBeObject: false,
    canBeArray: false,
    canBeNumber: false,
  };
  const others: unknown[] = [];
  const seen = new Set<unknown>();

  const readMembers = (schema: Schema): Openness => {
    for (const [name, property] of mapEntries(schema.properties)) {
      if (isMarked(property, 'writeOnly')) shape.hidden.add(name);
      else pushTo(shape.properties, name, property);
    }
    for (const [pattern, property] of mapEntries(schema.patternProperties))
      pushTo(shape.patternProperties, pattern, property);
    const open = [schema.additionalProperties, schema.unevaluatedProperties].filter(
      (part) => part !== undefined && part !== false,
    );
    others.push(...open);
    if (open.length > 0) return 'open';
    return MEMBER_KEYWORDS.some((keyword) => keyword in schema) ? 'closed' : 'free';
  };

  const readItems = (schema: Schema): void => {
    for (const [index, item] of ((schema.prefixItems ?? []) as unknown[]).entries()) {
      shape.prefixItems[index] = [...(shape.prefixItems[index] ?? []), item];
    }
    for (const item of [schema.items, schema.unevaluatedItems]) {
      if (item !== undefined && item !== false) shape.items.push(item);
    }
  };

  const read = (schema: unknown): Possible => {
    if (schema === false) return { object: undefined, array: false, number: false };
    if (!isObject(schema) || seen.has(schema)) return { object: 'free', array: true, number: true };
    seen.add(schema);
    const types = ownTypes(schema);
    const own: Possible = {
      object: types === undefined || types.includes('object') ? readMembers(schema) : undefined,
      array: types === undefined || types.includes('array'),
      number: types === undefined || types.includes('number') || types.includes('integer'),
    };
    if (own.array) readItems(schema);
    const parts = conjunctsOf(schema, findSchema).map(read);
    return all([own, ...parts, ...branchesOf(schema).map((list) => either(list.map(read)))]);
  };

  const possible = all(schemas.map(read));
  shape.canBeObject = possible.object !== undefined;
  shape.canBeArray = possible.array;
  shape.canBeNumber = possible.number;
  if (possible.object === 'open') shape.others = others;
  if (possible.object === 'free') shape.others = [];
  for (const name of shape.hidden) shape.properties.delete(name);
  return shape;
}

/** Types that a value can have beside string, boolean and null. */
type Possible = { object: Openness | undefined; array: boolean; number: boolean };

function all(parts: Possible[]): Possible {
  const objects = parts.map(({ object }) => object);
  const others = { array: parts.every((part) => part.array), number: parts.every((part) => part.number) };
  if (objects.includes(undefined)) return { object: undefined, ...others };
  if (objects.includes('open')) return { object: 'open', ...others };
  return { object: objects.includes('closed') ? 'closed' : 'free', ...others };
}

function either(parts: Possible[]): Possible {
  const objects = parts.flatMap(({ object }) => object ?? []);
  const others = { array: parts.some((part) => part.array), number: parts.some((part) => part.number) };
  if (objects.length === 0) return { object: undefined, ...others };
  if (objects.includes('open')) return { object: 'open', ...others };
  return { object: objects.includes('free') ? 'free' : 'closed', ...others };
}

/** Schemas that apply to the same value in any case; what `if` and its like declare counts with them. */
function conjunctsOf(schema: Schema, findSchema: FindSchema): unknown[] {
  const references = [schema.$ref, schema.$dynamicRef].filter((reference) => typeof reference === 'string');
  return [
    ...references.map((reference) => findSchema(reference)),
    ...((schema.allOf ?? []) as unknown[]),
    ...mapEntries(schema.dependentSchemas).map(([, part]) => part),
  ];
}

function branchesOf(schema: Schema): unknown[][] {
  // A response may contain the properties that the condition and its outcomes declare. A missing outcome declares
  // none.
  const outcomes = [{ allOf: [schema.if, schema.then ?? {}] }, ...(schema.else === undefined ? [] : [schema.else])];
  const conditional = schema.if === undefined ? [] : [outcomes];
  return [...conditional, ...[schema.anyOf, schema.oneOf].filter(Array.isArray)];
}

/** The types that a schema's own keywords allow; undefined for any. */
export function ownTypes(schema: Schema): string[] | undefined {
  if (schema.type !== undefined) return [schema.type].flat() as string[];
  const values = 'const' in schema ? [schema.const] : schema.enum;
  if (!Array.isArray(values)) return undefined;
  return [...new Set(values.map((value) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value)))];
}

function mapEntries(map: unknown): [string, unknown][] {
  return isObject(map) ? Object.entries(map) : [];
}

function pushTo(map: Map<string, unknown[]>, name: string, schema: unknown): void {
  const list = map.get(name);
  if (list === undefined) map.set(name, [schema]);
  else list.push(schema);
}
