import { isObject, pointerTokens } from '../document/references.ts';
import { knownParameter } from './known-values.ts';
import { type CompletedExchange, evaluateExpression, expressionFor, type Link } from './links.ts';
import { type ListHints, wayOf } from './list-hints.ts';
import { type Plan, violationsInRequest } from './plan.ts';
import { type RecordedExchange, recordedOf, recordUse } from './replay/scope.ts';
import type { Exchange, PathValues, Received } from './types.ts';
import { valueAt } from './values/places.ts';
import type { VerifiableOperation } from './verifiable-operation.ts';

/** How a path parameter comes to a value that leads to something, by a link of the contract where there is one. */
export type PathValueSource = { operation: VerifiableOperation; kind: 'create' | 'list'; link?: Link };

/** Names of an operation's path parameters, in the order of the path. */
export function pathNames({ path }: VerifiableOperation): string[] {
  return [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name);
}

/**
 * The operation whose response names what a path parameter leads to: the source of a link to an operation of the
 * path. Otherwise the operation that creates members of the collection before the parameter, or the operation that
 * lists them.
 */
export function findSource(
  { operations, links }: Plan,
  { path }: VerifiableOperation,
  name: string,
): PathValueSource | undefined {
  const linked = links.filter(
    (link) =>
      link.to.path === path &&
      link.from.path !== path &&
      /^(2|default)/.test(link.status) &&
      expressionFor(link, name, 'path') !== undefined,
  );
  const link = linked.find(({ from }) => from.method === 'post') ?? linked[0];
  if (link !== undefined) {
    const { from } = link;
    return { operation: from, kind: from.method === 'post' ? 'create' : 'list', link };
  }
  const collection = path.slice(0, path.indexOf(`{${name}}`)).replace(/\/$/, '');
  const at = (method: string): VerifiableOperation | undefined =>
    operations.find(
      (one) => one.method === method && withoutParameterNames(one.path) === withoutParameterNames(collection),
    );
  const create = at('post');
  if (create !== undefined && Object.keys(create.responses).some((status) => /^2/.test(status))) {
    return { operation: create, kind: 'create' };
  }
  const list = at('get');
  return list === undefined ? undefined : { operation: list, kind: 'list' };
}

/** A path without the names of its parameters. */
function withoutParameterNames(path: string): string {
  return path.replaceAll(/\{[^}]*\}/g, '{}').replace(/\/$/, '');
}

/** The value of a path parameter in a response: by the link of the source, else by {@link idOf}. */
export function pathValueOf(
  { kind, link, operation }: PathValueSource,
  name: string,
  outcome: CompletedExchange,
  path: PathValues,
): string | undefined {
  if (link === undefined) {
    const id = idOf(outcome.response, name, kind, operation.hints?.list);
    // A `Location` may lead to the collection.
    return kind === 'create' && id === operation.path.split('/').at(-1) ? undefined : id;
  }
  const value = evaluateExpression(expressionFor(link, name, 'path'), outcome, path);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** The id of the created resource in a response, or of the first listed resource. */
export function idOf(
  response: Pick<Received, 'value' | 'headers'>,
  name: string,
  kind: PathValueSource['kind'],
  hints?: ListHints,
): string | undefined {
  const { value, headers } = response;
  const row = kind === 'list' ? firstRow(value, hints) : value;
  const found = isObject(row)
    ? (idMemberOf(row, name) ??
      Object.values(row)
        .filter(isObject)
        .map((inner) => idMemberOf(inner, name))
        .find((one) => one !== undefined))
    : undefined;
  if (typeof found === 'string' || typeof found === 'number') return String(found);
  const location = typeof headers.location === 'string' ? headers.location : '';
  const last = location.split(/[?#]/)[0]?.split('/').filter(Boolean).at(-1);
  return kind === 'create' && last !== undefined ? decodeURIComponent(last) : undefined;
}

/** `pet_id` and `petId` are found as `id` too. */
function idMemberOf(row: Record<string, unknown>, name: string): unknown {
  const wanted = [name, 'id', ...(/(_id|Id)$/.test(name) ? [] : [`${name}_id`, `${name}Id`]), 'uuid', 'slug', 'name'];
  return wanted.filter((one) => Object.hasOwn(row, one)).map((one) => row[one])[0];
}

/** The rows of a list: at the place that the hints name, else the response itself or its first member that is a list. */
export function rowsOf(value: unknown, hints: ListHints = {}): Record<string, unknown>[] | undefined {
  const named = hints.rows === undefined ? undefined : valueAt(value, wayOf(hints.rows));
  const first = isObject(value) ? Object.values(value).find(Array.isArray) : undefined;
  const list = named ?? (Array.isArray(value) ? value : first);
  return Array.isArray(list) ? list.filter(isObject) : undefined;
}

function firstRow(value: unknown, hints: ListHints | undefined): unknown {
  return rowsOf(value, hints)?.[0];
}

/** Whether the contract allows a value of a path parameter: not every id in a response is of the resource. */
function isAllowedAt(operation: VerifiableOperation, name: string, text: string): boolean {
  const violations = violationsInRequest(operation, { path: { [name]: text }, query: '', headers: {} });
  return violations.every(({ in: where, pointer }) => where !== 'path' || pointerTokens(pointer)[0] !== name);
}

/** A known value, which a request that deletes must not have. */
function knownPathValue(operation: VerifiableOperation, name: string): unknown {
  return operation.method === 'delete' ? undefined : knownParameter(operation, { name, in: 'path' });
}

/** Whether a source stands before an operation in its path, so that both share what comes first. */
function isAround({ operation: source }: PathValueSource, { path }: VerifiableOperation): boolean {
  return path.startsWith(`${source.path}/`);
}

/** Whether an operation's path parameters come, over others', from itself: a contract's links may lead in a circle. */
function isCircular(plan: Plan, operation: VerifiableOperation, before: VerifiableOperation[] = []): boolean {
  if (before.includes(operation)) return true;
  return pathNames(operation).some((name) => {
    const source = findSource(plan, operation, name);
    if (source === undefined || isAround(source, operation)) return false;
    return isCircular(plan, source.operation, [...before, operation]);
  });
}

/** Makes resources by an API's own operations. */
export type Resources = {
  /**
   * Path values that lead to a resource; the same for all that ask, unless `fresh` ones are asked for. Undefined where the
   * contract has no way to one.
   */
  valuesFor: (operation: VerifiableOperation, fresh?: boolean) => Promise<PathValues | undefined>;
  /** Makes the resource of an operation be made again, because it is gone. */
  forget: (operation: VerifiableOperation) => void;
  /** The same for all operations. */
  forgetAll: () => void;
};

/**
 * @param call sends an operation's simplest valid request; undefined where there is none
 */
export function createResources(
  plan: Plan,
  call: (operation: VerifiableOperation, path: PathValues) => Promise<Exchange | undefined>,
): Resources {
  const shared = new Map<string, Promise<PathValues | undefined>>();
  const makers = new WeakMap<PathValues, RecordedExchange[]>();
  const make = async (operation: VerifiableOperation): Promise<PathValues | undefined> => {
    const values: PathValues = {};
    const exchanges: RecordedExchange[] = [];
    // Such a request would wait for itself.
    if (isCircular(plan, operation)) return undefined;
    for (const name of pathNames(operation)) {
      const known = knownPathValue(operation, name);
      if (known !== undefined) values[name] = encodeURIComponent(String(known));
      if (known !== undefined) continue;
      const source = findSource(plan, operation, name);
      if (source === undefined) return undefined;
      const around = isAround(source, operation) ? values : await valuesOf(source.operation);
      if (around === undefined) return undefined;
      const exchange = await call(source.operation, around);
      if (exchange === undefined || 'failure' in exchange || exchange.response.status >= 300) return undefined;
      const id = pathValueOf(source, name, exchange, around);
      if (id === undefined || !isAllowedAt(operation, name, encodeURIComponent(id))) return undefined;
      values[name] = encodeURIComponent(id);
      for (const one of [...(makers.get(around) ?? []), recordedOf(exchange.request)]) if (one) exchanges.push(one);
    }
    makers.set(values, exchanges);
    return values;
  };
  const valuesOf = (operation: VerifiableOperation): Promise<PathValues | undefined> => {
    if (pathNames(operation).length === 0) return Promise.resolve({});
    // A known value is only that of some operations of a path.
    const key = `${operation.path} ${pathNames(operation).map((name) => String(knownPathValue(operation, name)))}`;
    const known = shared.get(key) ?? make(operation);
    shared.set(key, known);
    return known;
  };
  return {
    valuesFor: async (operation, fresh = false) => {
      const isFresh = fresh && pathNames(operation).length > 0;
      const values = await (isFresh ? make(operation) : valuesOf(operation));
      if (values !== undefined) recordUse(makers.get(values) ?? []);
      return values;
    },
    forget: ({ path }) => {
      for (const key of shared.keys()) if (key.startsWith(`${path} `)) shared.delete(key);
    },
    forgetAll: () => shared.clear(),
  };
}
