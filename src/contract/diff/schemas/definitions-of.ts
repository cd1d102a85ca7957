import { createDefinitions } from '../../build/definitions.ts';
import type { OpenApiDocument, Schema } from '../../document/document.ts';
import { mapSubschemas } from '../../document/keywords.ts';
import type { Direction } from '../../document/marks.ts';
import { isObject, toPointer } from '../../document/references.ts';
import { type AcceptsValue, createPlainValidators } from './plain-validators.ts';

/** The schemas of one of two documents, as its validators read them. */
export type SchemaSource = {
  /** Adds a schema of the document. Returns the name of its definition. */
  add(schema: unknown, direction: Direction): string;
  /** The definitions so far, whose references are `#/$defs/{name}`. */
  definitions: Record<string, unknown>;
  /** Whether the validators accept a value of a definition. */
  accepts: AcceptsValue;
  /** The place of a converted schema in the document, as a JSON Pointer fragment. */
  pointerOf(converted: object): string | undefined;
};

/** @param document normalized */
export function createSchemaSource(document: OpenApiDocument): SchemaSource {
  const sources = new WeakMap<object, Schema>();
  const all = createDefinitions(document, undefined, (converted, source) => sources.set(converted, source));
  const { $defs } = all.root() as { $defs: Record<string, unknown> };
  let places: Map<object, ObjectPlace> | undefined;
  return {
    definitions: $defs,
    add: (schema, direction) => all.addMadeUp('compared', schema, direction),
    accepts: createPlainValidators($defs),
    pointerOf: (converted) => {
      const source = sources.get(converted);
      if (source === undefined) return undefined;
      places ??= placesOfObjects(document);
      return sourcePointer(places, source);
    },
  };
}

/** Names of the definitions that a schema refers to, in their order. */
export function referencesOf(schema: unknown): string[] {
  const names: string[] = [];
  const visit = (part: unknown): unknown => {
    if (!isObject(part)) return part;
    if (typeof part.$ref === 'string' && part.$ref.startsWith(DEFINITIONS)) names.push(definitionName(part.$ref));
    mapSubschemas(part, visit);
    return part;
  };
  visit(schema);
  return names;
}

const DEFINITIONS = '#/$defs/';

/** The name in a reference to a definition. */
export function definitionName(reference: string): string {
  return reference.slice(DEFINITIONS.length);
}

/** The object around an object, and the token that leads to it. */
type ObjectPlace = { around: object | undefined; token: string };

function placesOfObjects(document: object): Map<object, ObjectPlace> {
  const places = new Map<object, ObjectPlace>([[document, { around: undefined, token: '' }]]);
  for (const around of places.keys())
    for (const [token, member] of Object.entries(around))
      if (typeof member === 'object' && member !== null && !places.has(member)) places.set(member, { around, token });
  return places;
}

function sourcePointer(places: ReadonlyMap<object, ObjectPlace>, object: object): string | undefined {
  const tokens: string[] = [];
  for (let place = places.get(object); place !== undefined; ) {
    if (place.around === undefined) return toPointer(tokens.reverse());
    tokens.push(place.token);
    place = places.get(place.around);
  }
  return undefined;
}
