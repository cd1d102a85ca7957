import type { Location, UserContext } from '@redocly/openapi-core';

/** Input of the rules: an object of the document that is not validated yet. */
export type DocumentNode = { [keyword: string]: unknown };

/** A node with every reference followed, and the place that it stands at. */
export type Found = {
  node: DocumentNode;
  location: Location;
};

export type Resolve = UserContext['resolve'];

/** Whether a value is an object that has named members. */
export function isNode(value: unknown): value is DocumentNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member that is an object, or an empty one: rules then read on without asking whether it is there. */
export function member(node: DocumentNode, name: string): DocumentNode {
  const value = node[name];
  return isNode(value) ? value : {};
}

/**
 * Follows a `$ref`, and the one that it leads to, to their end. Keywords beside a `$ref` win over those of its target
 * (JSON Schema 2020-12 §8.2.3.1 applies both; for annotations the nearer one is meant).
 *
 * @param value what stands in the document
 * @param location where it stands
 * @returns undefined if there is nothing to check, or if a reference is broken, which another rule reports
 */
export function follow(value: unknown, location: Location, resolve: Resolve): Found | undefined {
  let found = isNode(value) ? { node: value, location } : undefined;
  // A chain of references as long as this is a circle.
  for (let hop = 0; found !== undefined && hop < 100; hop += 1) {
    const { $ref, ...beside }: DocumentNode = found.node;
    if (typeof $ref !== 'string') return found;
    const target = resolve<DocumentNode>({ $ref }, found.location.source.absoluteRef);
    if (!isNode(target.node) || target.location === undefined) return undefined;
    found = { node: { ...target.node, ...beside }, location: target.location };
  }
  return undefined;
}

/** The last name in a `$ref`, without folder and extension: `Error` of `#/components/schemas/Error` and of `a/Error.yaml`. */
export function referenceName(value: unknown): string | undefined {
  if (!isNode(value) || typeof value.$ref !== 'string') return undefined;
  const last = value.$ref.split('/').at(-1) ?? '';
  return last.replace(/\.(ya?ml|json)$/, '');
}
