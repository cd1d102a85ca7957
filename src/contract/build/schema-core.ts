import type { Schema } from '../document/document.ts';
import { type FindSchema, isObject } from '../document/references.ts';
import { ownTypes } from './shapes.ts';

/** A schema with the branches of its `allOf` that are not references. */
export type Core = {
  parts: Schema[];
  references: string[];
  /** Alternatives, of which one of each list applies. */
  unions: unknown[][];
  /** The types that it names; undefined for any. */
  types: string[] | undefined;
  /** The values that it names; undefined for any. */
  values: unknown[] | undefined;
  properties: Map<string, unknown[]>;
  required: Set<string>;
  /** Schemas of properties that are not declared. */
  others: unknown[];
  isClosed: boolean;
};

export function gatherCore(root: Schema): Core {
  const core: Core = {
    ...{ parts: [], references: [], unions: [], types: undefined, values: undefined },
    ...{ properties: new Map(), required: new Set(), others: [], isClosed: false },
  };
  const visit = (schema: unknown): void => {
    if (schema === false) core.types = [];
    if (!isObject(schema) || core.parts.includes(schema)) return;
    core.parts.push(schema);
    for (const reference of [schema.$ref, schema.$dynamicRef])
      if (typeof reference === 'string') core.references.push(reference);
    for (const list of [schema.anyOf, schema.oneOf]) if (Array.isArray(list)) core.unions.push(list);
    restrict(core, schema);
    for (const [name, property] of Object.entries(isObject(schema.properties) ? schema.properties : {}))
      push(core.properties, name, property);
    for (const name of Array.isArray(schema.required) ? schema.required : []) core.required.add(String(name));
    const patterns = isObject(schema.patternProperties) ? Object.values(schema.patternProperties) : [];
    const rest = [schema.additionalProperties, schema.unevaluatedProperties].filter((other) => other !== undefined);
    // Names that no pattern fits may have any value.
    if (patterns.length > 0 && rest.length === 0) rest.push(true);
    for (const other of [...rest, ...patterns]) {
      if (other === false) core.isClosed = true;
      else if (other !== undefined) core.others.push(other);
    }
    for (const part of Array.isArray(schema.allOf) ? schema.allOf : []) visit(part);
  };
  visit(root);
  return core;
}

/** Narrows types and values to those that a further schema allows. */
function restrict(core: Core, schema: Schema): void {
  const types = schema.type === undefined ? undefined : ([schema.type].flat() as string[]);
  if (types !== undefined) core.types = [...(narrow(toSet(core.types), toSet(types)) ?? [])];
  const values = 'const' in schema ? [schema.const] : schema.enum;
  if (!Array.isArray(values)) return;
  const texts = new Set(core.values?.map((value) => JSON.stringify(value)));
  core.values = values.filter(
    (value) => (core.values === undefined || texts.has(JSON.stringify(value))) && fits(value, toSet(types)),
  );
}

/** Whether a value is of one of the types; undefined for any. */
export function fits(value: unknown, types: Set<string> | undefined): boolean {
  if (types === undefined) return true;
  if (value === null) return types.has('null');
  if (Array.isArray(value)) return types.has('array');
  if (typeof value === 'number') return types.has('number') || (types.has('integer') && Number.isInteger(value));
  return types.has(typeof value);
}

export function narrow(one: Set<string> | undefined, other: Set<string> | undefined): Set<string> | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  const isIn = (type: string, all: Set<string>): boolean => all.has(type) || (type === 'integer' && all.has('number'));
  return new Set([...[...one].filter((type) => isIn(type, other)), ...[...other].filter((type) => isIn(type, one))]);
}

function toSet(types: string[] | undefined): Set<string> | undefined {
  return types === undefined ? undefined : new Set(types);
}

export function longest(lengths: number[]): number {
  return lengths.reduce((most, length) => Math.max(most, length), 0);
}

/** One schema that says what all of them say. */
export function together(schemas: unknown[]): unknown {
  return schemas.length === 1 ? schemas[0] : schemas.length === 0 ? true : { allOf: schemas };
}

export function mergeProperties(...maps: Map<string, unknown[]>[]): Map<string, unknown[]> {
  const merged = new Map<string, unknown[]>();
  for (const map of maps) for (const [name, schemas] of map) for (const schema of schemas) push(merged, name, schema);
  return merged;
}

function push(map: Map<string, unknown[]>, name: string, schema: unknown): void {
  const list = map.get(name);
  if (list === undefined) map.set(name, [schema]);
  else if (!list.includes(schema)) list.push(schema);
}

/** Properties that the references of a schema declare in any case, so not in alternatives or conditions. */
export function propertiesBehind(findSchema: FindSchema, { references }: Core): Map<string, unknown[]> {
  const found = new Map<string, unknown[]>();
  const seen = new Set<string>();
  const visit = (reference: string): void => {
    const target = findSchema(reference);
    if (seen.has(reference) || !isObject(target)) return;
    seen.add(reference);
    const inner = gatherCore(target);
    for (const [name, schemas] of inner.properties) for (const schema of schemas) push(found, name, schema);
    for (const next of inner.references) visit(next);
  };
  for (const reference of references) visit(reference);
  return found;
}

/** Names that the references of a schema require in any case. */
export function requiredBehind(findSchema: FindSchema, core: Core, seen = new Set<string>()): Set<string> {
  const names = new Set<string>();
  for (const reference of core.references) {
    const target = findSchema(reference);
    if (seen.has(reference) || !isObject(target)) continue;
    seen.add(reference);
    const inner = gatherCore(target);
    for (const name of [...inner.required, ...requiredBehind(findSchema, inner, seen)]) names.add(name);
  }
  return names;
}

/** The types that a schema and its references allow together; undefined for any. */
export function typesBehind(findSchema: FindSchema, { types, references }: Core): Set<string> | undefined {
  let allowed = types === undefined ? undefined : new Set(types);
  for (const reference of references) {
    const target = findSchema(reference);
    if (isObject(target)) allowed = narrow(allowed, toSet(ownTypes(target)));
  }
  return allowed;
}
