import type { Schema } from '../../document/document.ts';
import { isObject } from '../../document/references.ts';
import { matchesPattern } from './evaluate.ts';

/** A schema with everything that applies to the same value unconditionally: what it refers to, and the parts of `allOf`. */
export type View = { parts: readonly Schema[] };

/** Finds the schema that a reference of a document leads to. */
export type FollowReference = (reference: string) => unknown;

export function readView(schema: unknown, follow: FollowReference): View {
  const found = new Set<unknown>();
  const visit = (part: unknown): void => {
    if (part === true || part === undefined || found.has(part)) return;
    found.add(part);
    if (!isObject(part)) return;
    if (typeof part.$ref === 'string') visit(follow(part.$ref));
    if (Array.isArray(part.allOf)) for (const inner of part.allOf) visit(inner);
  };
  visit(schema);
  return { parts: [...found].map((part) => (isObject(part) ? part : { not: {} })) };
}

/** The place of a keyword in a view. */
export type Occurrence = { part: Schema; value: unknown };

export function occurrencesOf({ parts }: View, keyword: string): Occurrence[] {
  return parts.flatMap((part) => (keyword in part ? [{ part, value: part[keyword] }] : []));
}

/** The keywords of a view that say something of the value. */
export function keywordsOf({ parts }: View): Set<string> {
  return new Set(parts.flatMap((part) => Object.keys(part)));
}

/** The schemas that a property of a name must meet. */
export function memberSchemasOf({ parts }: View, name: string): unknown[] {
  return parts.flatMap(({ properties, patternProperties, additionalProperties }) => {
    const own = isObject(properties) && Object.hasOwn(properties, name) ? [properties[name]] : [];
    const byPattern = Object.entries(isObject(patternProperties) ? patternProperties : {}).flatMap(
      ([pattern, schema]) => (matchesPattern(pattern, name) ? [schema] : []),
    );
    const found = [...own, ...byPattern];
    return found.length > 0 || additionalProperties === undefined ? found : [additionalProperties];
  });
}

/** The schemas that an item at an index must meet. */
export function itemSchemasOf({ parts }: View, index: number): unknown[] {
  return parts.flatMap(({ prefixItems, items }) => {
    const own = Array.isArray(prefixItems) && index < prefixItems.length ? prefixItems[index] : items;
    return own === undefined ? [] : [own];
  });
}

/** Names under a keyword that holds a map, in all parts. */
export function namesUnder(view: View, keyword: string): string[] {
  return [...new Set(occurrencesOf(view, keyword).flatMap(({ value }) => (isObject(value) ? Object.keys(value) : [])))];
}

/** One schema of several that all apply. */
export function joinSchemas(schemas: readonly unknown[]): unknown {
  if (schemas.length === 0) return true;
  return schemas.length === 1 ? schemas[0] : { allOf: [...schemas] };
}
