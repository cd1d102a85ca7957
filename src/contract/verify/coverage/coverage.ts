import type { IncomingHttpHeaders } from 'node:http';
import { essenceOf, findMediaType, isJson } from '../../document/media-types.ts';
import { compileRoutes } from '../../serve/routes.ts';
import { findResponse } from '../conformance.ts';
import { valueOfJson } from '../json.ts';
import type { Plan } from '../plan.ts';
import type { Received } from '../types.ts';
import { EACH } from '../values/constraint.ts';
import type { VerifiableOperation } from '../verifiable-operation.ts';
import {
  type BoundaryItem,
  type Item,
  type ItemKind,
  KINDS,
  listItems,
  NO_BODY,
  type OperationItems,
  type PropertyItem,
} from './items.ts';

/** A request and its response, as they went over the wire. */
export type Observation = {
  method: string;
  /** Path and query. */
  target: string;
  /** By lower-case name. */
  headers: IncomingHttpHeaders;
  /** Decoded, where there is one. */
  body: string | undefined;
  /** Set if each character of the body is one byte, because the body is not UTF-8. */
  encoding?: 'latin1';
  response: Received;
};

/** Number of items, and number of exercised items. */
export type Share = { covered: number; all: number };

export type OperationCoverage = {
  operationId: string;
  shares: Record<ItemKind, Share>;
  items: (Pick<Item, 'kind' | 'group' | 'name'> & { covered: boolean })[];
};

export type CoverageReport = { shares: Record<ItemKind, Share>; operations: OperationCoverage[] };

/**
 * Counts what of a contract requests and responses exercise. A boundary value counts if an accepted request contained
 * an allowed value, or a rejected request an invalid value.
 */
export type Coverage = {
  /** Takes note of an exchange. Returns the keys of the items that were exercised for the first time. */
  observe: (observation: Observation) => string[];
  /** Takes note of a response alone. */
  observeResponse: (operation: VerifiableOperation, response: Received) => string[];
  /** Takes over what another run has exercised; what the contract does not know is left out. */
  add: (keys: Iterable<string>) => void;
  report: () => CoverageReport;
};

export function createCoverage(plan: Plan): Coverage {
  const covered = new Set<string>();
  const listed = new Map<VerifiableOperation, { items: OperationItems; size: number }>();
  /** The items of an operation. Its boundaries and properties are those that are not covered: each exchange looks for all of them. */
  const itemsOf = (operation: VerifiableOperation): OperationItems => {
    const known = listed.get(operation);
    if (known?.size === covered.size) return known.items;
    const all = known?.items ?? listItems(plan, operation);
    const isOpen = ({ key }: Item): boolean => !covered.has(key);
    const items = {
      ...all,
      boundaries: all.boundaries.filter(isOpen),
      properties: all.properties.filter(isOpen),
    };
    listed.set(operation, { items, size: covered.size });
    return items;
  };
  const findRoute = compileRoutes(plan.operations);
  return {
    observe: (observation) => {
      const news: string[] = [];
      const { method, target, response } = observation;
      const match = findRoute(target.split('?')[0] ?? '');
      if (match === undefined) return news;
      const { operations } = match.route;
      const name = method.toLowerCase();
      const operation = operations.get(name) ?? (name === 'head' ? operations.get('get') : undefined);
      if (operation !== undefined) {
        const marking = { items: itemsOf(operation), covered, news };
        markRequest(marking, observation, match.values);
        markResponse(marking, response);
      } else if (response.status >= 400) {
        // That a path lacks a method is said of the path, so by each of its operations.
        for (const one of operations.values()) markResponse({ items: itemsOf(one), covered, news }, response);
      }
      return news;
    },
    observeResponse: (operation, response) => {
      const news: string[] = [];
      markResponse({ items: itemsOf(operation), covered, news }, response);
      return news;
    },
    add: (keys) => {
      for (const key of keys) covered.add(key);
    },
    report: () => toReport(plan.operations.map(itemsOf), covered),
  };
}

/** The items of an operation, the keys of those that are covered, and of those that this exchange covers first. */
type Marking = { items: OperationItems; covered: Set<string>; news: string[] };

function mark({ covered, news }: Marking, item: Pick<Item, 'key'> | undefined): void {
  if (item === undefined || covered.has(item.key)) return;
  covered.add(item.key);
  news.push(item.key);
}

function markResponse(marking: Marking, response: Received): void {
  const { operation, all, properties } = marking.items;
  const found = findResponse(operation, response.status);
  if (found === undefined) return;
  const [name, { content }] = found;
  const named = (kind: ItemKind, group: string, label: string): Item | undefined =>
    all.find((item) => item.kind === kind && item.group === group && item.name === label);
  mark(marking, named('status', '', name));
  for (const header of Object.keys(operation.responses[name]?.headers ?? {})) {
    if (response.headers[header.toLowerCase()] !== undefined) mark(marking, named('response header', name, header));
  }
  const types = new Map(Object.keys(content).map((type) => [essenceOf(type), true]));
  const mediaType = findMediaType(types, response.mediaType);
  if (mediaType === undefined) return;
  mark(marking, named('response media type', name, mediaType));
  const isOfResponse = (one: PropertyItem): boolean => one.response === name && one.mediaType === mediaType;
  for (const one of properties) {
    if (isOfResponse(one) && valuesAt(response.value, one.place).length > 0) mark(marking, one);
  }
}

/** @param values of the path parameters, in the order of the path */
function markRequest(marking: Marking, observation: Observation, values: string[]): void {
  const { operation, all } = marking.items;
  const { headers, body } = observation;
  const { status } = observation.response;
  mark(marking, all[0]);
  const mediaType = essenceOf(headers['content-type'] ?? '');
  const types = new Map(Object.keys(operation.requestBody?.content ?? {}).map((type) => [essenceOf(type), true]));
  const declared = body === undefined ? undefined : findMediaType(types, mediaType);
  const ofMediaType = all.find(({ kind, name }) => kind === 'request media type' && name === declared);
  mark(marking, ofMediaType);
  if (OTHER_REJECTIONS.includes(status) || status >= 500) return;
  if (body === undefined && status >= 400) {
    const withoutBody = all.find(({ group, name }) => group === 'body' && name === NO_BODY);
    mark(marking, withoutBody);
  }
  markBoundaries(marking, observation, { values, mediaType, declared });
}

/** The boundary values that a request holds. */
function markBoundaries(
  marking: Marking,
  { target, headers, body, response: { status } }: Observation,
  { values, mediaType, declared }: { values: string[]; mediaType: string; declared: string | undefined },
): void {
  const { operation, boundaries, decode } = marking.items;
  const isShown = ({ valid, in: where }: BoundaryItem): boolean =>
    valid ? status < 400 : status >= 400 && (status !== 404 || where === 'path');
  const open = boundaries.filter(isShown);
  if (open.length === 0) return;
  const names = operation.served.parameterNames;
  const { violations: _, ...decoded } = decode({
    path: Object.fromEntries(names.map((name, index) => [name, values[index] ?? ''])),
    query: target.slice(target.indexOf('?') + 1 || target.length),
    headers,
  });
  const value = body !== undefined && isJson(mediaType) ? valueOfJson(body) : undefined;
  for (const boundary of open) {
    const root = boundary.in === 'body' ? value : decoded[boundary.in as keyof typeof decoded];
    if (boundary.in === 'body' && boundary.mediaType !== undefined && boundary.mediaType !== declared) continue;
    if (valuesAt(root, boundary.place).some(boundary.holds)) mark(marking, boundary);
  }
}

function toReport(listed: OperationItems[], covered: Set<string>): CoverageReport {
  const operations = listed.map(({ operation, all }) => ({
    operationId: operation.operationId,
    shares: sharesOf(all, covered),
    items: all.map(({ key, kind, group, name }) => ({ kind, group, name, covered: covered.has(key) })),
  }));
  const all = listed.flatMap((one) => one.all);
  return { shares: sharesOf(all, covered), operations };
}

function sharesOf(items: Item[], covered: Set<string>): Record<ItemKind, Share> {
  const shares = Object.fromEntries(KINDS.map((kind) => [kind, { covered: 0, all: 0 }])) as Record<ItemKind, Share>;
  for (const { kind, key } of items) {
    shares[kind].all += 1;
    if (covered.has(key)) shares[kind].covered += 1;
  }
  return shares;
}

/** Rejections for another reason than the content of a request. */
const OTHER_REJECTIONS = [401, 403, 405, 413, 415, 429];

/** Lists are looked through so far. */
const MOST_ITEMS = 100;

/** The values at a place, of a list those of each item. */
function valuesAt(root: unknown, [token, ...rest]: string[]): unknown[] {
  if (root === undefined) return [];
  if (token === undefined) return [root];
  if (Array.isArray(root)) {
    if (token !== EACH) return Object.hasOwn(root, token) ? valuesAt(root[Number(token)], rest) : [];
    return root.slice(0, MOST_ITEMS).flatMap((item) => valuesAt(item, rest));
  }
  if (typeof root !== 'object' || root === null || !Object.hasOwn(root, token)) return [];
  return valuesAt((root as Record<string, unknown>)[token], rest);
}
