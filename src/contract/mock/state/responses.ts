import { isObject } from '../../document/references.ts';
import { type MockResponse, problemResponse } from '../prism.ts';
import type { Collection } from './collections.ts';
import type { StateContext, StateRequest } from './context.ts';
import { setAt } from './envelopes.ts';
import { withoutStateHeaders } from './failures.ts';
import { pathSegments } from './shapes.ts';
import type { StoredResource } from './store.ts';
import { type Json, momentKind } from './values.ts';

const TOTAL_HEADER = /(^|-)total(-count)?$/;

/** A response with a stored resource in it; undefined where the contract has no place for it, which is reported once. */
export async function respondWithResource(
  context: StateContext,
  visit: StateRequest,
  { collection, stored, place, members = {} }: ShownResource,
): Promise<MockResponse | undefined> {
  const { declared } = visit;
  const headers = resourceHeaders(context, visit, collection, stored);
  if (!declared.hasContent) return sendBody(context, visit, undefined, headers);
  const sample = place.length === 0 ? undefined : declared.sample();
  const around = isObject(sample) ? { ...sample, ...members } : sample;
  const body = declared.select(
    setAt(around, place, place.length === 0 ? { ...stored.value, ...members } : stored.value),
  );
  if (declared.faultsIn(body).length === 0) return sendBody(context, visit, body, headers);
  const faults = declared.faultsIn(body).map((tokens) => tokens.join('.'));
  warnOfMisfit(context, visit, `${collection.name} "${stored.key}"`, faults);
  return undefined;
}

type ShownResource = { collection: Collection; stored: StoredResource; place: string[]; members?: Json | undefined };

/** Reports once that an operation responds with an example although it has something stored. */
export function warnOfMisfit(
  { document, onWarning, warned }: StateContext,
  { stateful: { operation } }: StateRequest,
  what: string,
  faults: string[],
): void {
  if (warned.has(operation.operationId)) return;
  warned.add(operation.operationId);
  const places = faults.slice(0, 3).join(', ');
  const message = `The stored ${what} does not match the response of ${operation.operationId}${places === '' ? '' : ` in ${places}`}. The mock sends an example instead. Make the schemas of request and response agree.`;
  onWarning({ pointer: operation.pointer, message }, document);
}

/** Sends a body in the media type that the client accepts, with the contract's headers. */
export async function sendBody(
  { ask }: StateContext,
  { declared, accept }: StateRequest,
  body: unknown,
  own: Record<string, string>,
): Promise<MockResponse> {
  const found = await ask(body === undefined ? declared : declared.withBody(body), { accept, isDynamic: false });
  if (found instanceof Error) return problemResponse(found);
  const declares = ([name]: [string, string]): boolean => Object.hasOwn(found.headers, name);
  // Only declared headers.
  const known = Object.entries(own).filter(declares);
  return { ...found, headers: { ...withoutStateHeaders(found.headers), ...Object.fromEntries(known) } };
}

function resourceHeaders(context: StateContext, visit: StateRequest, collection: Collection, stored: StoredResource) {
  const { exchange, stateful } = visit;
  const headers: Record<string, string> = { etag: context.presenters.tagOf(collection, stored.value) };
  const changed = Object.entries(stored.value).find(([name]) => momentKind(name) === 'updated')?.[1];
  const moment = new Date(typeof changed === 'string' ? changed : visit.now);
  const isIso = formatOf(visit, 'last-modified') === 'date-time';
  if (!Number.isNaN(moment.getTime())) headers['last-modified'] = isIso ? moment.toISOString() : moment.toUTCString();
  const path =
    stateful.role.kind === 'create' || stateful.role.kind === 'replace'
      ? itemPath(visit, collection, stored)
      : undefined;
  if (path !== undefined)
    headers.location = formatOf(visit, 'location') === 'uri' ? requestOrigin(exchange.headers.host) + path : path;
  return headers;
}

function formatOf({ stateful: { operation }, declared }: StateRequest, name: string): unknown {
  const headers = operation.responses[declared.key]?.headers ?? {};
  return Object.entries(headers).find(([one]) => one.toLowerCase() === name)?.[1].schema?.format;
}

/** The mock as its client calls it. */
export function requestOrigin(host: string | string[] | undefined): string {
  return `http://${typeof host === 'string' && host !== '' ? host : 'localhost'}`;
}

/** The path of a resource, below the base path of the request. */
function itemPath(
  { exchange, stateful, params }: StateRequest,
  collection: Collection,
  stored: StoredResource,
): string | undefined {
  if (collection.itemPath === undefined) return undefined;
  const segments = pathSegments(collection.itemPath).map(({ text, parameter }, index, all) => {
    if (parameter === undefined) return text;
    const isOwn = index === all.length - 1 && parameter === collection.parameter;
    const relation = collection.relations.find((one) => one.parameter === parameter);
    const property = relation?.property === undefined ? undefined : stored.value[relation.property];
    const value = isOwn ? stored.key : (property ?? stored.links[relation?.key ?? ''] ?? params[parameter]);
    return value === undefined ? undefined : encodeURIComponent(String(value));
  });
  if (segments.includes(undefined)) return undefined;
  const length = pathSegments(stateful.operation.path).length;
  const base = pathSegments(exchange.path).slice(0, -length || undefined);
  const prefix = pathSegments(exchange.path).length > length ? base.map(({ text }) => `/${text}`).join('') : '';
  return `${prefix}/${segments.join('/')}`;
}

/** Headers about a list, under the names that APIs have for them. */
export function listHeaders(
  { stateful: { operation }, declared }: StateRequest,
  page: ListFacts,
): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name of Object.keys(operation.responses[declared.key]?.headers ?? {}).map((one) => one.toLowerCase())) {
    if (TOTAL_HEADER.test(name)) headers[name] = String(page.total);
    else if (/(per-page|page-size|limit)$/.test(name) && !/rate/.test(name)) headers[name] = String(page.limit);
    else if (/pagination-page$|(^|-)page$|page-number$/.test(name)) headers[name] = String(page.page);
    else if (name === 'link' && page.nextUrl !== undefined) headers.link = `<${page.nextUrl}>; rel="next"`;
  }
  return headers;
}

type ListFacts = { total: number; limit: number; page: number; nextUrl: string | undefined };
