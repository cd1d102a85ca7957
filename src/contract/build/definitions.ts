import type { OpenApiDocument, Schema } from '../document/document.ts';
import { mapSubschemas } from '../document/keywords.ts';
import { createFindSchema, type FindSchema, isObject, toPointer } from '../document/references.ts';
import { withNumericBounds } from '../document/upgrade.ts';
import { createNames } from './module.ts';
import { toUnicodePattern } from './patterns.ts';

/** Who writes the values of a schema: the caller in a request, the server in a response. */
export type Direction = 'request' | 'response';

/** What was left unchecked, and why, for the person who builds. */
export type Warn = (sentence: string) => void;

/** Schemas of a document as definitions of one JSON Schema, each once for each direction in which it differs. */
export type Definitions = {
  /** Adds a schema under a name and answers the name it can be found by: that of an equal one where there is one. */
  add(name: string, schema: unknown, direction: Direction): string;
  /** All definitions so far. */
  root(): Schema;
};

/** Base URI of the definitions. It is no address. */
export const ROOT = 'contract:schemas';

/** Keywords that judge nothing (JSON Schema 2020-12 validation §9, OAS 3.1 §4.8.24) and that no message needs. */
const ANNOTATIONS = new Set([
  ...['$comment', '$schema', 'title', 'description', 'default', 'deprecated', 'readOnly', 'writeOnly'],
  ...['example', 'examples', 'externalDocs', 'xml', 'discriminator', 'nullable'],
]);

/**
 * Gathers schemas so that each is compiled once, however often it is referred to, circles included. In a request a
 * read-only property is rejected and not required, in a response a write-only one (OAS 3.1 §4.8.24.4).
 *
 * @param document of OpenAPI 3.1, bundled
 */
export function createDefinitions(document: OpenApiDocument, warn: Warn): Definitions {
  const findSchema = createFindSchema(document);
  const isMarked = createIsMarked(findSchema);
  const reaches = createReaches(findSchema);
  const anchors = misplacedAnchors(document);
  const definitions: Record<string, unknown> = {};
  const names = new Map<string, string>();

  const claim = createNames();

  const refer = (reference: string, direction: Direction): string => {
    // A reference by anchor or `$id` finds its schema by itself, once that is among the definitions.
    if (reference !== '#' && !reference.startsWith('#/')) return reference;
    const mark = direction === 'request' ? 'readOnly' : 'writeOnly';
    // What has a name of its own can stand among the definitions only once.
    const differs = reaches(reference, mark) && !isNamed(findSchema(reference));
    const key = differs ? `${direction} ${reference}` : reference;
    let name = names.get(key);
    if (name === undefined) {
      const last = reference.split('/').at(-1) ?? '';
      name = claim(differs ? `${last}_${direction}` : last);
      names.set(key, name);
      definitions[name] = convert(findSchema(reference) ?? {}, direction);
    }
    return `#/$defs/${name}`;
  };

  const convert = (value: unknown, direction: Direction, inside = false): unknown => {
    if (!isObject(value)) return value;
    // A schema with an `$id` is a resource of its own (JSON Schema core §8.2.1): references in it are relative to it.
    const inResource = inside || typeof value.$id === 'string';
    const plain = forAjv(withoutUnwanted(value, direction));
    const schema = mapSubschemas(plain, (part) => convert(part, direction, inResource));
    const result: Schema = {};
    for (const [keyword, member] of Object.entries(schema)) {
      if (ANNOTATIONS.has(keyword) || (keyword.startsWith('x-') && keyword !== 'x-message')) continue;
      result[keyword] = member;
    }
    fixDynamic(result);
    if (typeof result.$ref === 'string' && Object.keys(result).length === 1 && !inResource) {
      const target = findSchema(result.$ref);
      if (isLeaf(target)) return convert(target, direction);
    }
    if (typeof result.$ref === 'string') {
      // Authors mean the document by a pointer into its components, wherever they write it.
      if (!inResource) result.$ref = refer(result.$ref, direction);
      else if (result.$ref.startsWith('#/components/')) result.$ref = ROOT + refer(result.$ref, direction);
    }
    if (typeof result.$id === 'string' && typeof result.$ref === 'string') {
      // Ajv looks for the target of a lone `$ref` beside an `$id` in circles.
      const { $ref, allOf = [], ...rest } = result;
      return { ...rest, allOf: [...(allOf as unknown[]), { $ref }] };
    }
    if (typeof result.pattern === 'string') replacePattern(result, result.pattern);
    if (isObject(result.patternProperties)) {
      result.patternProperties = Object.fromEntries(
        Object.entries(result.patternProperties).flatMap(([pattern, part]) => {
          const replaced = patternOf(pattern);
          return replaced === undefined ? [] : [[replaced, part]];
        }),
      );
    }
    return REFUSED in value ? { not: {}, [value[REFUSED] as string]: true } : result;
  };

  /** A dynamic anchor that no other has the name of is found where it stands, whatever the dynamic scope is. */
  const fixDynamic = (schema: Schema): void => {
    const { $dynamicAnchor, $dynamicRef } = schema;
    if (typeof $dynamicAnchor === 'string' && anchors.get(`#${$dynamicAnchor}`) === 'single') {
      delete schema.$dynamicAnchor;
      schema.$anchor ??= $dynamicAnchor;
    }
    if (typeof $dynamicRef !== 'string') return;
    const kind = anchors.get($dynamicRef);
    if (kind === undefined) return;
    delete schema.$dynamicRef;
    if (kind === 'single' && schema.$ref === undefined) schema.$ref = $dynamicRef;
    // Ajv takes such an anchor for the whole schema that it stands in, and would refuse what is right.
    else warn(`What "$dynamicRef": "${$dynamicRef}" leads to is not checked, as its anchor is not beside an "$id".`);
  };

  const replacePattern = (schema: Schema, pattern: string): void => {
    const replaced = patternOf(pattern);
    if (replaced === undefined) delete schema.pattern;
    else schema.pattern = replaced;
  };

  const patternOf = (pattern: string): string | undefined => {
    const replaced = toUnicodePattern(pattern);
    if (replaced === undefined) {
      warn(`The pattern ${JSON.stringify(pattern)} is no regular expression of ECMA-262, so it is not checked.`);
    }
    return replaced;
  };

  const withoutUnwanted = (schema: Schema, direction: Direction): Schema => {
    if (!isObject(schema.properties) || schema[NO_PROPERTIES] === true) return schema;
    const mark = direction === 'request' ? 'readOnly' : 'writeOnly';
    const gone = Object.entries(schema.properties).filter(([, property]) => isMarked(property, mark));
    if (gone.length === 0) return schema;
    const rejected = Object.fromEntries(gone.map(([name]) => [name, { [REFUSED]: mark }]));
    const result: Schema = { ...schema, properties: { ...schema.properties, ...rejected } };
    if (Array.isArray(schema.required))
      result.required = schema.required.filter((name) => !Object.hasOwn(rejected, name));
    return result;
  };

  for (const [name, schema] of Object.entries(document.components?.schemas ?? {})) {
    if (!isNamed(schema)) continue;
    const claimed = claim(name);
    names.set(toPointer(['components', 'schemas', name]), claimed);
    definitions[claimed] = convert(schema, 'response');
  }

  const entries = new Map<string, string>();
  return {
    add: (wanted, schema, direction) => {
      const converted = convert(schema, direction);
      // Ajv copies what a lone `$ref` leads to; inside an `allOf` it calls it.
      const isLone = isObject(converted) && Object.keys(converted).join() === '$ref';
      const entry = isLone ? { allOf: [converted] } : converted;
      const text = JSON.stringify(entry);
      const known = entries.get(text);
      if (known !== undefined) return known;
      const name = claim(wanted);
      definitions[name] = entry;
      entries.set(text, name);
      return name;
    },
    root: () => ({ $id: ROOT, $defs: definitions }),
  };
}

/** The same schema in words that Ajv 8 gets right. */
function forAjv(schema: Schema): Schema {
  if (Array.isArray(schema.enum) && schema.enum.length === 0) {
    // JSON Schema 2020-12 validation §6.1.2 allows a list of no values; Ajv does not.
    const { enum: none, ...rest } = schema;
    return forAjv({ ...rest, allOf: [...((schema.allOf ?? []) as unknown[]), false] });
  }
  const result = withoutLoneElse(withNumericBounds(schema));
  if (!isObject(schema.properties) || !Object.hasOwn(schema.properties, '__proto__')) return result;
  // Ajv passes over a property of this name, but not over a pattern for it.
  const { ['__proto__']: odd, ...properties } = schema.properties;
  return { ...result, properties, patternProperties: { ...(schema.patternProperties as object), '^__proto__$': odd } };
}

/** Ajv counts what a failed `if` has looked at as evaluated where there is no `then` (JSON Schema core §10.2.2.1, §11). */
function withoutLoneElse(schema: Schema): Schema {
  const { if: condition, else: otherwise, ...rest } = schema;
  const isLone = condition !== undefined && otherwise !== undefined && !('then' in schema);
  if (!isLone || !('unevaluatedProperties' in schema || 'unevaluatedItems' in schema)) return schema;
  const either = { anyOf: [condition, { allOf: [{ not: condition }, otherwise] }] };
  return { ...rest, allOf: [...((schema.allOf ?? []) as unknown[]), either] };
}

/**
 * Says of a schema that its "properties" are parameters or headers, of which each is a whole value: `readOnly` and
 * `writeOnly` mean something in properties only (OAS 3.1 §4.8.24.4).
 */
export const NO_PROPERTIES = 'x-no-properties';

/** Stands, between two steps, in the place of a property that a direction rejects, with the mark that says so. */
const REFUSED = 'x-rejected-for';

/**
 * References to dynamic anchors of which one does not stand at the root of a resource (JSON Schema core §8.2.2), and whether
 * it is the only one of its name.
 */
function misplacedAnchors(document: OpenApiDocument): Map<string, 'single' | 'several'> {
  const all: { name: string; isPlaced: boolean }[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isObject(value)) return;
    if (typeof value.$dynamicAnchor === 'string') {
      all.push({ name: value.$dynamicAnchor, isPlaced: typeof value.$id === 'string' });
    }
    Object.values(value).forEach(visit);
  };
  visit([document.components, document.paths]);
  const byName = Map.groupBy(all, ({ name }) => `#${name}`);
  return new Map(
    [...byName]
      .filter(([, anchors]) => anchors.some(({ isPlaced }) => !isPlaced))
      .map(([name, anchors]) => [name, anchors.length === 1 ? 'single' : 'several']),
  );
}

/** Keywords of a schema that is checked where it is referred to. */
const LEAF_KEYWORDS = new Set([
  ...['type', 'enum', 'const', 'format', 'pattern', 'minLength', 'maxLength', 'x-message'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
]);

/** A longer list of values would be repeated at each reference. */
const LEAF_VALUES = 10;

/** Whether a schema is so small that a call of its own validator costs more than the check. */
function isLeaf(schema: unknown): boolean {
  if (!isObject(schema) || (Array.isArray(schema.enum) && schema.enum.length > LEAF_VALUES)) return false;
  const keywords = Object.keys(schema);
  return keywords.every((keyword) => LEAF_KEYWORDS.has(keyword) || ANNOTATIONS.has(keyword));
}

/** Whether a schema holds a name that references elsewhere can lead to. */
function isNamed(schema: unknown): boolean {
  return /"\$(id|anchor|dynamicAnchor)":/.test(JSON.stringify(schema) ?? '');
}

/** Whether a property is marked, be it by its own schema, one that it refers to, or one it is composed of. */
export function createIsMarked(findSchema: FindSchema): (schema: unknown, mark: 'readOnly' | 'writeOnly') => boolean {
  const marked = (schema: unknown, mark: string, seen: Set<unknown>): boolean => {
    if (!isObject(schema) || seen.has(schema)) return false;
    seen.add(schema);
    if (schema[mark] === true) return true;
    const target = typeof schema.$ref === 'string' ? [findSchema(schema.$ref)] : [];
    return [...target, ...((schema.allOf ?? []) as unknown[])].some((part) => marked(part, mark, seen));
  };
  return (schema, mark) => marked(schema, mark, new Set());
}

/** Whether what a reference leads to, directly or through further references, holds a mark anywhere. */
function createReaches(findSchema: FindSchema): (reference: string, mark: 'readOnly' | 'writeOnly') => boolean {
  type Node = { readOnly: boolean; writeOnly: boolean; references: Set<string> };
  const nodes = new Map<string, Node>();
  const nodeOf = (reference: string): Node => {
    let node = nodes.get(reference);
    if (node === undefined) {
      node = { readOnly: false, writeOnly: false, references: new Set() };
      nodes.set(reference, node);
      scan(findSchema(reference), node);
    }
    return node;
  };
  const scan = (schema: unknown, node: Node): void => {
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
