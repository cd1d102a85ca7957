import type { BaseResolver } from '@redocly/openapi-core';
import type { OpenApiDocument } from './document.ts';
import { isObject } from './references.ts';

type Components = NonNullable<OpenApiDocument['components']>;

/** The components that the root document itself names, before others join them. */
export async function readOwnComponents(file: string, resolver: BaseResolver): Promise<Components> {
  // Bundling reports why it cannot be read.
  const root = (await resolver.resolveDocument(null, file, true).catch(() => undefined)) as
    | { parsed?: Partial<OpenApiDocument> | null }
    | undefined;
  const components = root?.parsed?.components;
  return Object.fromEntries(Object.entries(components ?? {}).map(([kind, members]) => [kind, { ...members }]));
}

/**
 * Puts the components that come from other files into the order of their names. Redocly has them in the order in which
 * they are met, so one new operation could move all of them.
 */
export function sortComponents(document: OpenApiDocument, own: Components): OpenApiDocument {
  if (document.components === undefined) return document;
  const sorted = Object.entries(ownFirst(document.components, own)).map(([kind, members]) => [
    kind,
    isObject(members) ? ownFirst(members, own[kind] ?? {}) : members,
  ]);
  return { ...document, components: Object.fromEntries(sorted) };
}

function ownFirst<Value>(members: Record<string, Value>, own: object): Record<string, Value> {
  const [first, others] = [true, false].map((isOwn) =>
    Object.entries(members).filter(([name]) => Object.hasOwn(own, name) === isOwn),
  );
  return Object.fromEntries([...(first ?? []), ...(others ?? []).toSorted(([a], [b]) => (a < b ? -1 : 1))]);
}
