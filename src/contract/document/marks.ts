import type { Schema } from './document.ts';
import { mapSubschemas } from './keywords.ts';
import { type FindSchema, isObject } from './references.ts';

/** The writer of the values of a schema: the caller in a request, the server in a response. */
export type Direction = 'request' | 'response';

/** `readOnly` and `writeOnly` of OAS 3.1 §4.8.24.4. */
export type Mark = 'readOnly' | 'writeOnly';

/** The mark of properties that have no place in a direction. */
export function markOf(direction: Direction): Mark {
  return direction === 'request' ? 'readOnly' : 'writeOnly';
}

/**
 * The meaning of `readOnly` and `writeOnly` in a document. Types, validators, serializers, mock and samples all read
 * them here.
 */
export type Marks = {
  /**
   * Whether a property is marked: by its own schema, by one that it refers to or is composed of, or by every alternative
   * of it other than null.
   */
  isMarked(property: unknown, mark: Mark): boolean;
  /** Names of the marked properties of a value, of all schemas that apply to the value together with this one. */
  markedNames(schema: unknown, mark: Mark): ReadonlySet<string>;
  /** A schema and all that apply to the same value with it, as {@link appliedSchemas} finds them. */
  applied(schema: unknown): ReadonlySet<Schema>;
  /** A schema without one of its keywords, always the same object. */
  without(schema: Schema, keyword: string): Schema;
  /** Whether the target of a reference contains a mark, directly or through further references. */
  reaches(reference: string, mark: Mark): boolean;
};

export function createMarks(findSchema: FindSchema): Marks {
  const known: Record<Mark, Map<unknown, boolean>> = { readOnly: new Map(), writeOnly: new Map() };
  // Each schema is read once: many may refer to it, on many paths.
  const isMarked = (schema: unknown, mark: Mark): boolean => {
    if (!isObject(schema)) return false;
    const before = known[mark].get(schema);
    if (before !== undefined) return before;
    // Until it is read, for schemas that lead back here.
    known[mark].set(schema, false);
    const parts = [...targetsOf(schema, findSchema), ...itemsOf(schema.allOf)];
    const is =
      schema[mark] === true ||
      parts.some((part) => isMarked(part, mark)) ||
      [schema.anyOf, schema.oneOf].some((list) => {
        const alternatives = itemsOf(list).filter((one) => !isNull(one));
        return alternatives.length > 0 && alternatives.every((one) => isMarked(one, mark));
      });
    known[mark].set(schema, is);
    return is;
  };
  const applied = remembered((schema: Schema) => appliedSchemas(schema, findSchema));
  const readNames = (mark: Mark) =>
    remembered((schema: Schema): ReadonlySet<string> => {
      const names = new Set<string>();
      for (const part of applied(schema)) {
        for (const [name, property] of Object.entries(isObject(part.properties) ? part.properties : {}))
          if (isMarked(property, mark)) names.add(name);
      }
      return names;
    });
  const names = { readOnly: readNames('readOnly'), writeOnly: readNames('writeOnly') };
  const parts = remembered((_schema: Schema) => new Map<string, Schema>());
  return {
    isMarked,
    applied: (schema) => (isObject(schema) ? applied(schema) : NO_SCHEMAS),
    markedNames: (schema, mark) => (isObject(schema) ? names[mark](schema) : NO_NAMES),
    without: (schema, keyword) => {
      const { [keyword]: _, ...rest } = schema;
      const part = parts(schema).get(keyword) ?? rest;
      parts(schema).set(keyword, part);
      return part;
    },
    reaches: createReaches(findSchema),
  };
}

const NO_SCHEMAS: ReadonlySet<Schema> = new Set();
const NO_NAMES: ReadonlySet<string> = new Set();

/** A function that computes its result once for each schema. */
function remembered<Result>(compute: (schema: Schema) => Result): (schema: Schema) => Result {
  const results = new WeakMap<Schema, Result>();
  return (schema) => {
    const result = results.get(schema) ?? compute(schema);
    results.set(schema, result);
    return result;
  };
}

/** Keywords whose schemas apply to the same value as the schema that holds them (JSON Schema 2020-12 core §10.2). */
const APPLIED_LISTS = ['allOf', 'anyOf', 'oneOf'];
const APPLIED = ['if', 'then', 'else'];

/** Whether the schema of a keyword applies to the same value as the schema that holds it. */
export function appliesInPlace(keyword: string): boolean {
  return APPLIED_LISTS.includes(keyword) || APPLIED.includes(keyword) || keyword === 'dependentSchemas';
}

/** A schema and all that apply to the same value with it, references and alternatives included. */
export function appliedSchemas(root: unknown, findSchema: FindSchema): Set<Schema> {
  const found = new Set<Schema>();
  const visit = (schema: unknown): void => {
    if (!isObject(schema) || found.has(schema)) return;
    found.add(schema);
    for (const part of targetsOf(schema, findSchema)) visit(part);
    for (const keyword of APPLIED_LISTS) for (const part of itemsOf(schema[keyword])) visit(part);
    for (const keyword of APPLIED) visit(schema[keyword]);
    for (const part of Object.values(isObject(schema.dependentSchemas) ? schema.dependentSchemas : {})) visit(part);
  };
  visit(root);
  return found;
}

/** Names that a value may be required to have, by any schema that applies to it. */
export function requiredNames(schema: unknown, findSchema: FindSchema): Set<string> {
  const names = new Set<string>();
  for (const { required, dependentRequired } of appliedSchemas(schema, findSchema)) {
    const dependent = isObject(dependentRequired) ? Object.values(dependentRequired).flatMap(itemsOf) : [];
    for (const name of [...itemsOf(required), ...dependent]) names.add(String(name));
  }
  return names;
}

function targetsOf({ $ref, $dynamicRef }: Schema, findSchema: FindSchema): unknown[] {
  return [$ref, $dynamicRef].flatMap((reference) => (typeof reference === 'string' ? [findSchema(reference)] : []));
}

/** A schema of nothing but null. */
export function isNull(schema: unknown): boolean {
  return isObject(schema) && (schema.type === 'null' || schema.const === null);
}

function itemsOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function createReaches(findSchema: FindSchema): Marks['reaches'] {
  type MarkedSchema = Record<Mark, boolean> & { references: Set<string> };
  const nodes = new Map<string, MarkedSchema>();
  const nodeOf = (reference: string): MarkedSchema => {
    let node = nodes.get(reference);
    if (node === undefined) {
      node = { readOnly: false, writeOnly: false, references: new Set() };
      nodes.set(reference, node);
      scan(findSchema(reference), node);
    }
    return node;
  };
  const scan = (schema: unknown, node: MarkedSchema): void => {
    if (!isObject(schema)) return;
    if (schema.readOnly === true) node.readOnly = true;
    if (schema.writeOnly === true) node.writeOnly = true;
    if (typeof schema.$ref === 'string') node.references.add(schema.$ref);
    mapSubschemas(schema, (part) => scan(part, node));
  };
  return (reference, mark) => {
    const seen = new Set([reference]);
    for (const current of seen) {
      const node = nodeOf(current);
      if (node[mark]) return true;
      for (const next of node.references) seen.add(next);
    }
    return false;
  };
}
