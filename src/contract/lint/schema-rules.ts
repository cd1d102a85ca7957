import type { Location, Oas3Rule, UserContext } from '@redocly/openapi-core';
import { type DocumentNode, follow, isNode, member } from './follow.ts';

/** Formats of strings whose length the format itself limits. */
const BOUNDED_FORMATS = new Set(['date-time', 'date', 'time', 'duration', 'uuid', 'ipv4', 'ipv6']);

/** Keywords whose subschemas test a value that is described elsewhere (JSON Schema 2020-12 core §10.2 and §10.3). */
const CONDITION = /(?<!\/properties)\/(not|if|then|else|dependentSchemas|contains|propertyNames)(\/|$)/;

/**
 * An extension that says, in a sentence, why a schema has no bound. It stands in the schema, or beside an inline one.
 */
const UNBOUNDED = 'x-unbounded';

/** Every property and every header has a description. Tags, parameters and operations have built-in rules for that. */
export const described: Oas3Rule = () => ({
  Schema(schema: object, { location, resolve, report }: UserContext) {
    if (CONDITION.test(location.pointer)) return;
    for (const [name, property] of Object.entries(member(schema as DocumentNode, 'properties'))) {
      const place = location.child(['properties', name]);
      const found = follow(property, place, resolve);
      if (found === undefined || isString(found.node.description)) continue;
      report({ message: `Property "${name}" has no description.`, location: place.key() });
    }
  },
  Header(header: object, { location, rawLocation, report }: UserContext) {
    if (isString((header as DocumentNode).description)) return;
    report({ message: 'A header has no description.', location: (rawLocation ?? location).key() });
  },
});

/** Every property has an example, or is made of schemas that have. */
export const exemplified: Oas3Rule = () => ({
  Schema(schema: object, { location, resolve, report }: UserContext) {
    if (CONDITION.test(location.pointer)) return;
    for (const [name, property] of Object.entries(member(schema as DocumentNode, 'properties'))) {
      const place = location.child(['properties', name]);
      if (hasExample(property, place, resolve, new Set())) continue;
      report({ message: `Property "${name}" has no example.`, location: place.key() });
    }
  },
});

/** Every string has a maxLength, every array a maxItems, every number both bounds. */
export const bounded: Oas3Rule = () => ({
  Schema(schema: object, { location, parent, rawNode, report }: UserContext) {
    if (CONDITION.test(location.pointer)) return;
    const inline = isNode(rawNode) && rawNode.$ref === undefined;
    const reason = (schema as DocumentNode)[UNBOUNDED] ?? (inline && isNode(parent) ? parent[UNBOUNDED] : undefined);
    if (isString(reason)) return;
    for (const message of missingBounds(schema as DocumentNode)) report({ message, location: location.key() });
  },
});

function missingBounds(schema: DocumentNode): string[] {
  if (schema.enum !== undefined || schema.const !== undefined) return [];
  const types = [schema.type].flat();
  const missing: string[] = [];
  if (types.includes('string') && schema.maxLength === undefined && !BOUNDED_FORMATS.has(String(schema.format))) {
    missing.push('A string has neither enum, const, maxLength nor a format of limited length.');
  }
  if (types.includes('array') && schema.maxItems === undefined) missing.push('An array has no maxItems.');
  if (types.includes('number') || types.includes('integer')) {
    if (schema.minimum === undefined && schema.exclusiveMinimum === undefined) missing.push('A number has no minimum.');
    if (schema.maximum === undefined && schema.exclusiveMaximum === undefined) missing.push('A number has no maximum.');
  }
  return missing;
}

function hasExample(value: unknown, place: Location, resolve: UserContext['resolve'], seen: Set<string>): boolean {
  const found = follow(value, place, resolve);
  // Another rule reports broken references. A circular reference adds nothing.
  if (found === undefined || seen.has(found.location.absolutePointer)) return true;
  seen.add(found.location.absolutePointer);
  const { node, location } = found;
  if (node.example !== undefined || node.const !== undefined) return true;
  if (Array.isArray(node.examples) && node.examples.length > 0) return true;
  if (isNode(node.items)) return hasExample(node.items, location.child(['items']), resolve, seen);
  for (const keyword of ['oneOf', 'anyOf', 'allOf']) {
    const branches = node[keyword];
    if (!Array.isArray(branches)) continue;
    const places = branches.map((branch, index) => [branch, location.child([keyword, index])] as const);
    // `null` and a constant need no example of their own, so they cannot stand in for the branches that do.
    const telling = places.filter(([branch]) => !(isNode(branch) && (branch.type === 'null' || 'const' in branch)));
    return telling.length > 0 && telling.every(([branch, at]) => hasExample(branch, at, resolve, seen));
  }
  const properties = Object.entries(member(node, 'properties'));
  return (
    properties.length > 0 &&
    properties.every(([name, property]) => hasExample(property, location.child(['properties', name]), resolve, seen))
  );
}

function isString(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}
