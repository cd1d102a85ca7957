import type { OpenApiDocument } from './document.ts';
import { isObject } from './references.ts';

/** OAS 3.2 §4.22. */
export type DeclaredTag = { name: string; parent?: unknown; kind?: unknown };

/** The tags that a document declares, by name. */
export function declaredTags(document: OpenApiDocument): Map<string, DeclaredTag> {
  const { tags } = document as { tags?: unknown };
  const named = (Array.isArray(tags) ? tags : []).flatMap((tag: unknown): [string, DeclaredTag][] =>
    isObject(tag) && typeof tag.name === 'string' ? [[tag.name, { ...tag, name: tag.name }]] : [],
  );
  return new Map(named);
}

/** The tags of a circle of parents that contains a tag, which is the first of them; empty if there is none. */
export function tagCircle(tags: Map<string, DeclaredTag>, name: string): string[] {
  const circle = new Set<string>();
  let current: unknown = name;
  while (typeof current === 'string' && !circle.has(current)) {
    circle.add(current);
    current = tags.get(current)?.parent;
  }
  return current === name ? [...circle] : [];
}

/** The tags above a tag, from its parent on. Tags in a circle have none (OAS 3.2 §4.22.1). */
export function tagsAbove(tags: Map<string, DeclaredTag>, name: string): DeclaredTag[] {
  const { parent } = tags.get(name) ?? {};
  const above = typeof parent === 'string' ? tags.get(parent) : undefined;
  if (above === undefined || tagCircle(tags, name).length > 0) return [];
  return [above, ...tagsAbove(tags, above.name)];
}
