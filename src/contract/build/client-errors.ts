import type { ErrorTemplate } from '../document/compiled.ts';
import type { Operation } from '../document/document.ts';
import { entryMembers, memberAt } from '../document/error-places.ts';
import { type FindSchema, isObject } from '../document/references.ts';
import { errorTemplates } from './error-templates.ts';

type Fields = { at: string[]; field?: string[]; message?: string[] };

/** Where the error bodies hold what, as the client runtime reads them. */
export type ErrorPlaces = { message: string[][]; code: string[][]; requestId: string[][]; fields: Fields[] };

/** The places in all error bodies of a contract, the outer ones first, so that the order does not depend on operations. */
export function findErrorPlaces(operations: Operation[], find: FindSchema): ErrorPlaces {
  const templates = templatesOf(operations, find);
  const placesOf = (kind: string): string[][] =>
    templates.flatMap(({ places }) => places.flatMap((place) => (place.kind === kind ? [place.at] : [])));
  const fields = templates.flatMap(({ body, places }) =>
    places.flatMap(({ kind, at }) => (kind === 'list' ? [describeList(at, memberAt(body, at))] : [])),
  );
  return {
    message: [...sorted(placesOf('sentence')), ...sorted(placesOf('title'))],
    code: sorted(placesOf('code')),
    requestId: sorted(placesOf('request_id')),
    fields: sorted(fields),
  };
}

function templatesOf(operations: Operation[], find: FindSchema): ErrorTemplate[] {
  return operations.flatMap(({ responses }) =>
    Object.entries(responses).flatMap(([status, { content = {} }]) =>
      Object.values(content).flatMap((mediaType) => errorTemplates(status, mediaType, find)),
    ),
  );
}

/** Without places in its entries, a list is one of sentences. */
function describeList(at: string[], list: unknown): Fields {
  const [entry] = Array.isArray(list) ? list : [];
  if (!isObject(entry)) return { at };
  const { where, what } = entryMembers(entry);
  return { at, ...(where === undefined ? {} : { field: where }), ...(what === undefined ? {} : { message: [what] }) };
}

/** Each once. A place that is a text itself is left out: it could be the page of a proxy. */
function sorted<Item extends string[] | Fields>(items: Item[]): Item[] {
  const byText = new Map(items.map((item) => [JSON.stringify(item), item]));
  byText.delete('[]');
  const depthOf = (item: Item) => (Array.isArray(item) ? item : item.at).length;
  return [...byText]
    .toSorted(([one, a], [other, b]) => depthOf(a) - depthOf(b) || (one < other ? -1 : 1))
    .map(([, item]) => item);
}
