import type { OpenApiDocument, Schema } from '../document/document.ts';
import { mapSubschemas } from '../document/keywords.ts';
import { createFindSchema, fragmentTokens, isObject, toPointer } from '../document/references.ts';
import { withNumericBounds } from '../document/upgrade.ts';
import { createIsMarked, createReaches } from './marks.ts';
import { createNames, shortHash } from './module.ts';
import { toUnicodePattern } from './patterns.ts';
import { createFindPlace } from './places.ts';

/** Who writes the values of a schema: the caller in a request, the server in a response. */
export type Direction = 'request' | 'response';

/** What was left unchecked, and why, for the person who builds. */
export type Warn = (sentence: string) => void;

/** Schemas of a document as definitions of one JSON Schema, each once for each direction in which it differs. */
export type Definitions = {
  /**
   * Adds a schema and returns its name: that of the component that it refers to or stands in, otherwise the wanted one.
   */
  add(wanted: string, schema: unknown, direction: Direction): string;
  /** Adds a schema that was put together for the build, and returns its name: the hint with a hash of the schema. */
  addMadeUp(hint: string, schema: unknown, direction: Direction): string;
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
export function createDefinitions(
  document: OpenApiDocument,
  warn: Warn,
  findPlace = createFindPlace(document),
): Definitions {
  const findSchema = createFindSchema(document);
  const isMarked = createIsMarked(findSchema);
  const reaches = createReaches(findSchema);
  const anchors = misplacedAnchors(document);
  const definitions: Record<string, unknown> = {};
  const names = new Map<string, string>();

  const claim = createNames();
  // Claimed before all others, so that no other name depends on which of them is met first.
  const components = new Map(
    Object.keys(document.components?.schemas ?? {}).map((name) => {
      const pointer = toPointer(['components', 'schemas', name]);
      return [pointer, claim(name, pointer)];
    }),
  );

  const refer = (reference: string, direction: Direction): string => {
    // A reference by anchor or `$id` finds its schema by itself, once that is among the definitions.
    if (reference !== '#' && !reference.startsWith('#/')) return reference;
    const mark = direction === 'request' ? 'readOnly' : 'writeOnly';
    // What has a name of its own can stand among the definitions only once.
    const differs = reaches(reference, mark) && !isNamed(findSchema(reference));
    const key = differs ? `${direction} ${reference}` : reference;
    let name = names.get(key);
    if (name === undefined) {
      const tokens = fragmentTokens(reference);
      const component = components.get(toPointer(tokens));
      const target = findSchema(reference) ?? {};
      const base = component ?? findPlace(target)?.name ?? tokens.join('_');
      const isPlain = component !== undefined && !differs;
      name = isPlain ? component : claim(differs ? `${base}_${direction}` : base, key);
      names.set(key, name);
      definitions[name] = called(convert(target, direction));
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
    const pointer = toPointer(['components', 'schemas', name]);
    const claimed = components.get(pointer) ?? name;
    names.set(pointer, claimed);
    definitions[claimed] = called(convert(schema, 'response'));
  }

  const entries = new Map<string, string>();
  const enter = (wanted: string, key: string, entry: unknown): string => {
    const whole = `${wanted} ${key}`;
    let name = entries.get(whole);
    if (name === undefined) {
      name = claim(wanted, key);
      entries.set(whole, name);
      definitions[name] = entry;
    }
    return name;
  };
  return {
    add: (wanted, schema, direction) => {
      const entry = called(convert(schema, direction));
      const referred = isObject(schema) && isObject(entry) ? loneReference(entry) : undefined;
      if (referred !== undefined) return enter(`${referred}Schema`, referred, entry);
      return enter(findPlace(schema)?.name ?? wanted, JSON.stringify(entry), entry);
    },
    addMadeUp: (hint, schema, direction) => {
      const entry = called(convert(schema, direction));
      const text = JSON.stringify(entry);
      return enter(`${hint}_${shortHash(text)}`, text, entry);
    },
    root: () => ({ $id: ROOT, $defs: definitions }),
  };
}

/** Ajv copies what a lone `$ref` leads to; inside an `allOf` it calls it. Of `true` and `false` it makes no function. */
function called(schema: unknown): unknown {
  const isLone = isObject(schema) && Object.keys(schema).join() === '$ref';
  return isLone || typeof schema === 'boolean' ? { allOf: [schema] } : schema;
}

/** What a schema that is only a reference refers to, as a part of a name. */
function loneReference({ allOf, ...rest }: Schema): string | undefined {
  const [only, ...others] = Array.isArray(allOf) ? allOf : [];
  if (Object.keys(rest).length + others.length > 0 || !isObject(only) || typeof only.$ref !== 'string')
    return undefined;
  return Object.keys(only).length === 1 ? only.$ref.replace(/^#\/\$defs\//, '') : undefined;
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
