import { isObject } from '../../document/references.ts';
import { equal } from '../../values/flat.ts';
import type { CheckName } from '../check-names.ts';
import { type CompletedExchange, expressionFor } from '../links.ts';
import { findSource, idOf, type PathValueSource, pathNames, pathValueOf } from '../resources.ts';
import type { Run } from '../run-context.ts';
import { CONDITIONS } from '../status-semantics.ts';
import type { Case, PathValues, RequestParts } from '../types.ts';
import type { VerifiableOperation } from '../verifiable-operation.ts';
import { isIdempotencyKey } from '../write-request.ts';

/** The operations that a kind of resource goes through, and the path parameter that names one. */
export type Lifecycle = {
  name: string;
  /** How the response of `create` says what the path parameter is. */
  source: PathValueSource;
  create: VerifiableOperation;
  read: VerifiableOperation;
  update: VerifiableOperation | undefined;
  /** The PUT, if there is one. */
  replace: VerifiableOperation | undefined;
  remove: VerifiableOperation | undefined;
  list: VerifiableOperation | undefined;
};

/** The kinds of resources that are made by one operation and read by another below it. */
export function listLifecycles({ plan }: Run): Lifecycle[] {
  return plan.operations.flatMap((read) => {
    const name = pathNames(read).at(-1);
    if (read.method !== 'get' || name === undefined || !read.path.endsWith(`{${name}}`)) return [];
    const source = findSource(plan, read, name);
    if (source?.kind !== 'create') return [];
    const create = source.operation;
    const at = (path: string, ...methods: string[]): VerifiableOperation | undefined =>
      plan.operations.find((one) => one.path === path && methods.includes(one.method));
    const replace = at(read.path, 'put');
    const update = at(read.path, 'patch') ?? replace;
    // Resources that are created elsewhere are listed where they are read.
    const list = at(create.path, 'get') ?? at(read.path.slice(0, read.path.lastIndexOf('/')), 'get');
    return [{ name, source, create, read, update, replace, remove: at(read.path, 'delete'), list }];
  });
}

/** A resource that was made for a check, and the response that made it. */
export type Made = CompletedExchange & { path: PathValues; id: string };

/** The created resource in a response. */
export function madeBy({ name, source }: Lifecycle, outcome: CompletedExchange, around: PathValues): Made | undefined {
  if (outcome.response.status >= 300) return undefined;
  const id = pathValueOf(source, name, outcome, around);
  return id === undefined ? undefined : { ...outcome, id, path: { ...around, [name]: encodeURIComponent(id) } };
}

/** The id of the resource in a row of a list. */
export function idOfRow({ name, source }: Lifecycle, row: Record<string, unknown>): string | undefined {
  const expression = source.link === undefined ? undefined : expressionFor(source.link, name, 'path');
  const member = /\$response\.body#.*\/([^/]+)/.exec(String(expression))?.[1];
  if (member !== undefined && Object.hasOwn(row, member)) return String(row[member]);
  return idOf({ value: row, headers: {} }, name, 'create');
}

/** The example of a request that says most. */
export function richest(run: Run, operation: VerifiableOperation): RequestParts | undefined {
  return byRichness(run, operation)[0];
}

/** The examples of a request, those of the contract before made ones, and of each kind the longest first. */
export function byRichness({ planning }: Run, operation: VerifiableOperation): RequestParts[] {
  const examples = planning.examples(operation);
  const isMade = ({ subject }: Case): number =>
    Number(subject.boundary.startsWith('made ') || subject.boundary === 'bare');
  const lengthOf = ({ parts }: Case): number => parts.body?.text.length ?? 0;
  return examples
    .toSorted((a, b) => isMade(a) - isMade(b) || lengthOf(b) - lengthOf(a))
    .map(({ parts }) => withoutConditions(operation, parts));
}

/** No sampled entity tag is that of a resource (RFC 9110 §13.1). `*` is that of every one. */
function withoutConditions({ parameters }: VerifiableOperation, parts: RequestParts): RequestParts {
  const headers = Object.entries(parts.headers).flatMap(([name, value]): [string, string][] => {
    if (!CONDITIONS.includes(name)) return [[name, value]];
    const isNeeded = parameters.some((one) => one.required === true && one.name.toLowerCase() === name);
    if (!isNeeded) return [];
    return [[name, name === 'if-match' ? '*' : value]];
  });
  return { ...parts, headers: Object.fromEntries(headers) };
}

/** So many constraint cases of an operation are looked through for those that the contract allows. */
const MOST_LOOKED_AT = 2000;

/** Valid requests of an operation, without idempotency keys that may have been used before. */
export function acceptedOf(run: Run, operation: VerifiableOperation): (Case | RequestParts)[] {
  // Makes them, as far as there are so many.
  run.planning.constraint(operation, MOST_LOOKED_AT);
  const all = [...run.planning.examples(operation), ...run.planning.constraints(operation)];
  const accepted = all.filter(
    ({ expect, subject }) => expect === 'accept' && !isIdempotencyKey(subject.place[0] ?? ''),
  );
  return accepted.length > 0 ? accepted : [richest(run, operation) ?? plain(run, operation)];
}

const BARE: RequestParts = { path: {}, query: [], headers: {}, cookies: [], credentials: 'own' };

/** The simplest request of an operation, changed in parts. */
export function plain(run: Run, operation: VerifiableOperation, change: Partial<RequestParts> = {}): RequestParts {
  return { ...(run.planning.simplest(operation) ?? BARE), ...change };
}

/** The same with a body of JSON. */
export function withJson(
  run: Run,
  operation: VerifiableOperation,
  value: object,
  mediaType = 'application/json',
): RequestParts {
  return plain(run, operation, { body: { mediaType, text: JSON.stringify(value), value } });
}

/** Sends a request. Undefined if there is no response, which is a separate finding, or if the time is over. */
export async function call(
  run: Run,
  operation: VerifiableOperation,
  path: PathValues,
  parts: RequestParts,
): Promise<CompletedExchange | undefined> {
  if (performance.now() > run.stateEnd) return undefined;
  const exchange = await run.session.exchange(operation, parts, path);
  run.count(operation, 'state');
  if ('failure' in exchange) return undefined;
  if (exchange.response.status < 400) run.note(operation, exchange.response.status);
  return exchange;
}

/** A finding of a check of a sequence. */
export type StateFinding = {
  check: CheckName;
  operation: VerifiableOperation;
  exchange: CompletedExchange;
  message: string;
  /** Distinguishes it from others of the same check and operation. */
  cause?: string;
};

export function reportFinding(run: Run, { check, operation, exchange, message, cause = '' }: StateFinding): void {
  const { request, response } = exchange;
  const fault = { message, pointer: operation.pointer, cause };
  run.session.report({ check, operation, fault, request, response });
}

/** The members, of both values, that are not the same in each. */
export function differences(one: unknown, other: unknown): string[] {
  if (!isObject(one) || !isObject(other)) return equal(one, other) ? [] : ['the body'];
  return Object.keys(one).filter((name) => Object.hasOwn(other, name) && !equal(one[name], other[name]));
}

/**
 * Whether a server may change the sent value of a property: rules beyond the schema validate it, or the path contains
 * it.
 */
export function isRuled({ hints, served }: VerifiableOperation, name: string): boolean {
  return Object.hasOwn(hints.rules, name) || served.parameterNames.includes(name);
}

/** Whether a stored value holds all that was sent; a server may add defaults and ids, and keep one of equal items. */
export function covers(kept: unknown, sent: unknown): boolean {
  if (Array.isArray(sent)) return coversItems(kept, sent) || coversItems(kept, withoutRepeats(sent));
  if (!isObject(sent)) return equal(kept, sent);
  return isObject(kept) && Object.entries(sent).every(([name, member]) => covers(kept[name], member));
}

function coversItems(kept: unknown, sent: unknown[]): boolean {
  return Array.isArray(kept) && kept.length === sent.length && sent.every((item, index) => covers(kept[index], item));
}

function withoutRepeats(items: unknown[]): unknown[] {
  return items.filter((item, index) => items.findIndex((one) => equal(one, item)) === index);
}
