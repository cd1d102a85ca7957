import type { MockResponse } from '../prism.ts';
import type { Collection } from './collections.ts';
import { isUnchanged } from './conditions.ts';
import { callRule, isWithin, type StateContext, type StateRequest, type StateResponse } from './context.ts';
import { valueIn, withPagingMembers, writePage } from './envelopes.ts';
import { respondWithFailure, respondWithRule } from './failures.ts';
import { cutPage, type ListPage, type ListParameters, passesFilters, readListParameters, sortRows } from './lists.ts';
import { listHeaders, requestOrigin, respondWithResource, sendBody, warnOfMisfit } from './responses.ts';
import { createShapes } from './shapes.ts';
import { singleAt } from './singles.ts';
import type { StoredResource } from './store.ts';

/** The resource that an operation's own path parameter names. */
export function ownResource(context: StateContext, visit: StateRequest, collection: Collection, parameter: string) {
  const { params, stateful } = visit;
  if (collection.isSingle) return singleAt(context, visit, collection);
  const stored = context.store.get(collection.name, String(params[parameter]));
  return stored !== undefined && isWithin(collection, stateful.scopes, params, stored) ? stored : undefined;
}

/** The response to a request for something that does not exist. */
export function respondNotFound(
  context: StateContext,
  visit: StateRequest,
  { name }: { name: string },
): Promise<MockResponse> {
  return respondWithFailure(context, visit, { status: 404, detail: `This ${name} does not exist.` });
}

/** Responds with one resource. */
export async function readResource(
  context: StateContext,
  visit: StateRequest,
  role: { collection: Collection; parameter: string; place: string[] },
): StateResponse {
  const { collection, parameter, place } = role;
  const stored = ownResource(context, visit, collection, parameter);
  if (stored === undefined) return respondNotFound(context, visit, collection);
  const outcome = await callRule(context, visit, { current: stored.value });
  if (outcome !== undefined && 'response' in outcome) return respondWithRule(context, visit, outcome.response);
  const tag = context.presenters.tagOf(collection, stored.value);
  if (isUnchanged(visit, tag)) return unchanged(context, visit, tag);
  const members = outcome !== undefined && 'members' in outcome ? outcome.members : undefined;
  return respondWithResource(context, visit, { collection, stored, place, members });
}

async function unchanged(context: StateContext, visit: StateRequest, tag: string): StateResponse {
  const { find } = context.known.get(visit.stateful.operation.operationId) ?? {};
  const declared = find?.(304);
  return declared === undefined ? undefined : sendBody(context, { ...visit, declared }, undefined, { etag: tag });
}

/** Resources of a collection that a path and the filters of a request show. */
export function matching(
  { store }: StateContext,
  { stateful, params, query }: StateRequest,
  collection: Collection,
  parameters: ListParameters,
): StoredResource[] {
  const isShown = (stored: StoredResource): boolean =>
    isWithin(collection, stateful.scopes, params, stored) && passesFilters(stored, parameters, query);
  return store.list(collection.name).filter(isShown);
}

/** Responds with a page of a list. */
export async function listResources(
  context: StateContext,
  visit: StateRequest,
  { collection, place }: { collection: Collection; place: string[] },
): StateResponse {
  const { declared, query, stateful } = visit;
  const { operation } = stateful;
  const parameters = readListParameters(operation, collection.schema, context.find);
  const outcome = await callRule(context, visit);
  if (outcome !== undefined && 'response' in outcome) return respondWithRule(context, visit, outcome.response);
  const found = matching(context, visit, collection, parameters);
  const kept = outcome !== undefined && 'keeps' in outcome ? found.filter(({ value }) => outcome.keeps(value)) : found;
  const rows = sortRows(kept, parameters, query);
  const page = cutPage(rows, parameters, query) ?? (await unknownCursor(context, visit, parameters));
  if ('status' in page) return page;
  const shapes = createShapes(context.find);
  const schema = shapes.successBody(operation)?.schema;
  const { exchange } = visit;
  const target = exchange.query === '' ? exchange.path : `${exchange.path}?${exchange.query}`;
  const origin = requestOrigin(exchange.headers.host);
  const fits = (body: unknown): boolean => declared.faultsIn(declared.select(body)).length === 0;
  const body = writePage(
    page.rows.map(({ value }) => value),
    page,
    { sample: withPagingMembers(declared.sample(), schema, shapes), place, parameters, target, origin, fits },
  );
  if (body === undefined) {
    warnOfMisfit(context, visit, `list of ${collection.name}`, []);
    return undefined;
  }
  const nextUrl = nextUrlOf(page, parameters, new URL(target, origin));
  return sendBody(context, visit, declared.select(body), listHeaders(visit, { ...page, nextUrl }));
}

function nextUrlOf({ next }: ListPage, { cursor, page, offset }: ListParameters, url: URL): string | undefined {
  if (next === undefined) return undefined;
  if (cursor !== undefined) url.searchParams.set(cursor, next.cursor);
  else if (page !== undefined) url.searchParams.set(page, String(next.page));
  else if (offset !== undefined) url.searchParams.set(offset, String(next.offset));
  else return undefined;
  return url.href;
}

/** A cursor that no page has had ends a list, unless the contract says by `x-verify: rules` that it is rejected. */
async function unknownCursor(context: StateContext, visit: StateRequest, { cursor = '' }: ListParameters) {
  const { operation } = visit.stateful;
  const written = (operation as unknown as Record<string, unknown>)['x-verify'];
  const reason = valueIn(written, ['rules', cursor]);
  const status = ['400', '422'].find((one) => Object.hasOwn(operation.responses, one));
  if (typeof reason !== 'string' || status === undefined) return EMPTY_PAGE;
  const message = reason.replace(/^It /, '').replace(/\.$/, '');
  const violation = { in: 'query', path: cursor, pointer: `/${cursor}`, keyword: 'cursor', message } as const;
  return respondWithFailure(context, visit, {
    status: Number(status),
    detail: `${cursor} ${message}`,
    prefers: /valid|field|param/i,
    violations: [violation],
  });
}

const EMPTY_PAGE: ListPage = { rows: [], total: 0, next: undefined, limit: 0, page: 1, offset: 0 };

/** Responds with a property of the resource around it. */
export async function readPart(context: StateContext, visit: StateRequest, property: string): StateResponse {
  const parent = [...visit.around.values()].at(-1);
  if (parent === undefined) return undefined;
  const outcome = await callRule(context, visit, { current: parent.value });
  if (outcome !== undefined && 'response' in outcome) return respondWithRule(context, visit, outcome.response);
  const value = Object.hasOwn(parent.value, property) ? parent.value[property] : undefined;
  if (value === undefined) return undefined;
  const body = visit.declared.select(value);
  if (visit.declared.faultsIn(body).length === 0) return sendBody(context, visit, body, {});
  warnOfMisfit(context, visit, property, []);
  return undefined;
}
