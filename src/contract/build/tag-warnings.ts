import type { DocumentFault, OpenApiDocument } from '../document/document.ts';
import { isVersion32 } from '../document/path-items.ts';
import { toPointer } from '../document/references.ts';
import { suggest } from '../document/suggest.ts';
import { declaredTags, tagCircle } from '../document/tags.ts';

/**
 * Parents of tags that do not exist, and those that lead back to the tag (OAS 3.2 §4.22.1). Each circle is reported once.
 *
 * @param document bundled
 */
export function tagWarnings(document: OpenApiDocument): DocumentFault[] {
  if (!isVersion32(document)) return [];
  const tags = declaredTags(document);
  const known = new Set<string>();
  const { tags: list } = document as { tags?: { name?: unknown }[] };
  return [...tags.values()].flatMap(({ name, parent }) => {
    const pointer = toPointer(['tags', list?.findLastIndex((tag) => tag?.name === name) ?? 0, 'parent']);
    if (typeof parent !== 'string') return [];
    if (!tags.has(parent))
      return [
        {
          pointer,
          message: `The tag "${parent}" does not exist. Declare it in "tags".${suggest(parent, [...tags.keys()])}`,
        },
      ];
    const circle = tagCircle(tags, name);
    if (circle.length === 0 || known.has(name)) return [];
    for (const one of circle) known.add(one);
    const message = `The parents of the tag "${name}" are circular (OAS 3.2 §4.22.1). Remove "parent" from one of them.`;
    return [{ pointer, message }];
  });
}
