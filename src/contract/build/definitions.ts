import type { OpenApiDocument, Schema } from '../document/document.ts';
import { createMarks, type Direction, markOf } from '../document/marks.ts';
import { createFindSchema, fragmentTokens, isObject, toPointer } from '../document/references.ts';
import { type ConvertContext, convertSchema, ROOT } from './convert-schema.ts';
import { type MarkTree, markPaths, marksBehind } from './marked-members.ts';
import { createNames, shortHash } from './module.ts';
import { createFindPlace } from './places.ts';
import { positionOf, type SchemaPosition } from './unwanted.ts';

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

/**
 * Gathers schemas so that each is compiled once, however often it is referred to, circles included. In a request a
 * read-only property is rejected and not required, in a response a write-only one (OAS 3.1 §4.8.24.4).
 *
 * @param document of OpenAPI 3.1, bundled, without schema resources
 * @param onConvert gets each converted schema with the schema of the document that it stands for
 */
export function createDefinitions(
  document: OpenApiDocument,
  findPlace = createFindPlace(document),
  onConvert: ConvertContext['onConvert'] = () => undefined,
): Definitions {
  const findSchema = createFindSchema(document);
  const marks = createMarks(findSchema);
  const schemas = Object.entries(document.components?.schemas ?? {});
  const definitions: Record<string, unknown> = {};
  const names = new Map<string, string>();
  const claim = createNames();
  // Claimed before all others, so that no other name depends on which of them is met first.
  const components = new Map(
    schemas.map(([name]) => {
      const pointer = componentPointer(name);
      return [pointer, claim(name, pointer)];
    }),
  );

  const refer = (reference: string, position: SchemaPosition): string => {
    // Ajv knows the schemas of its dialect.
    if (reference !== '#' && !reference.startsWith('#/')) return reference;
    const { direction } = position;
    const mark = markOf(direction);
    const behind = marksBehind(findSchema(reference), position, { mark, all: marks, findSchema });
    const optional = markPaths(behind);
    const differs = optional.length > 0 || marks.reaches(reference, mark);
    const key = differs ? [direction, reference, ...optional].join(' ') : reference;
    let name = names.get(key);
    if (name === undefined) {
      const tokens = fragmentTokens(reference);
      const component = components.get(toPointer(tokens));
      const target = findSchema(reference) ?? {};
      const base = component ?? findPlace(target)?.name ?? tokens.join('_');
      const isPlain = component !== undefined && !differs;
      name = isPlain ? component : claim(differs ? `${base}_${direction}` : base, key);
      names.set(key, name);
      definitions[name] = convert(target, direction, behind);
    }
    return `#/$defs/${name}`;
  };

  const context: ConvertContext = { findSchema, marks, refer, onConvert };
  const convert = (schema: unknown, direction: Direction, behind?: MarkTree): unknown =>
    called(convertSchema(context, schema, positionOf(direction, behind)));

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
      const entry = convert(schema, direction);
      const referred = isObject(schema) && isObject(entry) ? loneReference(entry) : undefined;
      if (referred !== undefined) return enter(`${referred}Schema`, referred, entry);
      return enter(findPlace(schema)?.name ?? wanted, JSON.stringify(entry), entry);
    },
    addMadeUp: (hint, schema, direction) => {
      const entry = convert(schema, direction);
      const text = JSON.stringify(entry);
      return enter(`${hint}_${shortHash(text)}`, text, entry);
    },
    root: () => ({ $id: ROOT, $defs: definitions }),
  };
}

function componentPointer(name: string): string {
  return toPointer(['components', 'schemas', name]);
}

/**
 * Ajv copies what a lone `$ref` leads to; inside an `allOf` it calls it. It creates no function for `true` and
 * `false`.
 */
function called(schema: unknown): unknown {
  const isLone = isObject(schema) && Object.keys(schema).join() === '$ref';
  return isLone || typeof schema === 'boolean' ? { allOf: [schema] } : schema;
}

/** The target of a schema that is only a reference, as a part of a name. */
function loneReference({ allOf, ...rest }: Schema): string | undefined {
  const [only, ...others] = Array.isArray(allOf) ? allOf : [];
  if (Object.keys(rest).length + others.length > 0 || !isObject(only) || typeof only.$ref !== 'string')
    return undefined;
  return Object.keys(only).length === 1 ? only.$ref.replace(/^#\/\$defs\//, '') : undefined;
}
