import type { Operation } from './document.ts';
import { isObject, leadsTo, pointerTokens } from './references.ts';

/** Query parameters that take a cursor from the page before. */
export const CURSOR = /^(cursor|(next_?)?page_?token|after|starting_?after|continuation_?token)$/i;

/** Query parameters that page a list, by their names. */
export const PAGING_NAMES = {
  size: /^(limit|page_?size|per_?page|count|size|top|max_?results)$/i,
  cursor: CURSOR,
  page: /^(page|page_?(number|no))$/i,
  offset: /^(offset|skip)$/i,
};

/** The value that a link to the next page passes on: a part of the response body (OAS 3.1 §4.8.20.4). */
const BODY_POINTER = /^\$response\.body#(\/.+)$/;

/** The parameters that the operation's links to itself take from its response, with the place of their value. */
export function nextLinks({ operationId, pointer, responses }: Operation): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const response of Object.values(responses)) {
    const { links } = response as { links?: unknown };
    for (const link of Object.values(isObject(links) ? links : {})) {
      if (!isObject(link) || !isObject(link.parameters)) continue;
      if (link.operationId !== operationId && !leadsTo(link.operationRef, pointer)) continue;
      for (const [name, expression] of Object.entries(link.parameters)) {
        const [, place] = BODY_POINTER.exec(String(expression)) ?? [];
        if (place !== undefined) found.set(name.replace(/^query\./, ''), pointerTokens(place));
      }
    }
  }
  return found;
}
