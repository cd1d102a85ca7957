import type { Contract } from '../document/document.ts';
import { type FindSchema, fragmentTokens, isObject } from '../document/references.ts';

/**
 * Names of the component schemas that only requests contain, directly or through other schemas. All others are types
 * that a client reads: responses, webhooks, and unreferenced schemas.
 */
export function namesOfRequests({ operations, webhooks }: Contract, find: FindSchema): string[] {
  const written = operations.flatMap(({ parameters, requestBody }) => [parameters, requestBody]);
  // The API writes the request of a webhook.
  const read = [...operations.map(({ responses }) => responses), ...webhooks.map(({ requestBody }) => requestBody)];
  const inRead = componentNames(read, find);
  return [...componentNames(written, find)].filter((name) => !inRead.has(name)).toSorted();
}

function componentNames(roots: unknown[], find: FindSchema): Set<string> {
  const names = new Set<string>();
  const seen = new Set<unknown>();
  const waiting = [...roots];
  for (let part = waiting.pop(); waiting.length > 0 || part !== undefined; part = waiting.pop()) {
    if (typeof part !== 'object' || part === null || seen.has(part)) continue;
    seen.add(part);
    const reference = isObject(part) ? part.$ref : undefined;
    if (typeof reference === 'string') {
      const [kind, section, name, ...inside] = fragmentTokens(reference);
      const isWhole = kind === 'components' && section === 'schemas' && inside.length === 0;
      if (isWhole && name !== undefined) names.add(name);
      waiting.push(find(reference));
    }
    for (const member of Object.values(part)) waiting.push(member);
  }
  return names;
}
