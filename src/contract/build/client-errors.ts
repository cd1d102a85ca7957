import type { ErrorTemplate } from '../document/compiled.ts';
import type { Operation } from '../document/document.ts';
import { entryMembers, markPlaces, memberAt } from '../document/error-places.ts';
import { type FindSchema, isObject } from '../document/references.ts';
import { CannotSample } from '../values/cannot-sample.ts';
import { sampleValue } from '../values/sample.ts';
import { errorTemplates } from './error-templates.ts';

type Fields = { at: string[]; field?: string[]; message?: string[] };

/** Places of the members of error bodies, for the client runtime. */
export type FoundErrorPlaces = { message: string[][]; code: string[][]; requestId: string[][]; fields: Fields[] };

/**
 * The places in all error bodies of a contract, the outer ones first, so that the order does not depend on operations.
 */
export function findErrorPlaces(operations: Operation[], find: FindSchema): FoundErrorPlaces {
  const templates = clientErrorTemplates(operations, find);
  const placesOf = (kind: string): string[][] =>
    templates.flatMap(({ places }) => places.flatMap((place) => (place.kind === kind ? [place.at] : [])));
  const fields = templates.flatMap(({ body, places }) =>
    places.flatMap(({ kind, at }) => (kind === 'list' ? [describeList(at, memberAt(body, at))] : [])),
  );
  return {
    message: [...sortedByDepth(placesOf('sentence')), ...sortedByDepth(placesOf('title'))],
    code: sortedByDepth(placesOf('code')),
    requestId: sortedByDepth(placesOf('request_id')),
    fields: sortedByDepth(fields),
  };
}

/** Templates of the server's errors, and a sample of each schema with every allowed member. */
function clientErrorTemplates(operations: Operation[], find: FindSchema): ErrorTemplate[] {
  const schemas = new Map<string, unknown>();
  const templates = operations.flatMap(({ responses }) =>
    Object.entries(responses)
      .filter(([status]) => /^([45]|default)/i.test(status))
      .flatMap(([status, { content = {} }]) =>
        Object.entries(content).flatMap(([name, mediaType]) => {
          schemas.set(JSON.stringify(mediaType.schema), mediaType.schema);
          return errorTemplates(status, [name, mediaType], find);
        }),
      ),
  );
  return [...templates, ...[...schemas.values()].flatMap((schema) => fullSample(schema, find))];
}

function fullSample(schema: unknown, find: FindSchema): ErrorTemplate[] {
  try {
    return [markPlaces(sampleValue(schema, find, { size: 'full', seed: 1 }), { isSample: true })];
  } catch (error) {
    // The templates have the known values.
    if (error instanceof CannotSample) return [];
    throw error;
  }
}

/** Without places in its entries, a list is one of sentences. */
function describeList(at: string[], list: unknown): Fields {
  const [entry] = Array.isArray(list) ? list : [];
  if (!isObject(entry)) return { at };
  const { where, what } = entryMembers(entry);
  return { at, ...(where === undefined ? {} : { field: where }), ...(what === undefined ? {} : { message: [what] }) };
}

/** Each once. A place that is a text itself is left out: it could be the page of a proxy. */
function sortedByDepth<Item extends string[] | Fields>(items: Item[]): Item[] {
  const byText = new Map(items.map((item) => [JSON.stringify(item), item]));
  byText.delete('[]');
  const depthOf = (item: Item) => (Array.isArray(item) ? item : item.at).length;
  return [...byText]
    .toSorted(([one, a], [other, b]) => depthOf(a) - depthOf(b) || (one < other ? -1 : 1))
    .map(([, item]) => item);
}
