import { isJson } from '../../document/media-types.ts';
import { isObject } from '../../document/references.ts';
import { createFirst, equal, flatten } from '../../values/flat.ts';
import { isReadOnly } from '../../values/sample.ts';
import type { CompletedExchange } from '../links.ts';
import { isAllowed } from '../plan.ts';
import type { Run } from '../run-context.ts';
import type { CaseBody, RequestParts } from '../types.ts';
import type { VerifiableOperation } from '../verifiable-operation.ts';
import { writeBody } from '../write-body.ts';
import {
  byRichness,
  call,
  differences,
  isRuled,
  type Lifecycle,
  type Made,
  plain,
  reportFinding,
} from './lifecycle.ts';
import { bodyUnlike, make, telling } from './making.ts';

/** A PUT makes the resource what it was sent, and the same when it is repeated (RFC 9110 §9.3.4, §9.2.2). */
export async function checkReplacement(run: Run, life: Lifecycle, made: Made): Promise<void> {
  const { read, replace, remove } = life;
  // Other formats are not validated in every part, nor read by every server.
  const examples = replace === undefined ? [] : byRichness(run, replace);
  const example = examples.find(({ body }) => body !== undefined && isJson(body.mediaType));
  if (replace === undefined || example === undefined) return;
  const full = telling(run, replace, example) ?? example;
  const put = (parts: RequestParts, at = made): Promise<CompletedExchange | undefined> =>
    call(run, replace, at.path, parts);
  const readNow = (at = made): Promise<CompletedExchange | undefined> => call(run, read, at.path, plain(run, read));
  const report = (exchange: CompletedExchange, message: string, cause: string): void =>
    reportFinding(run, { check: 'put_replaces', operation: replace, exchange, message, cause });

  const first = await put(full);
  const before = await readNow();
  if (first === undefined || before === undefined || first.response.status >= 300) return;
  if (first.response.status === 201) report(first, 'returns 201 for a resource that existed', '201');
  const names = settableNames(run, replace);
  const again = await put(full);
  const repeated = await readNow();
  const differing = differences(before.response.value, repeated?.response.value).filter((name) => names.includes(name));
  if (again !== undefined && repeated !== undefined && again.response.status < 300 && differing.length > 0) {
    report(again, `changes ${differing.join(', ')} when it is repeated`, 'repeated');
  }
  // A server fills in at most one of two different values.
  const body = bodyUnlike(run, replace, full.body?.value);
  const kept = await namesThatSurvive(run, { replace, full, names, put, readNow });
  const alsoKept = await namesThatSurvive(run, {
    replace,
    full: { ...full, ...(body && { body }) },
    names,
    put,
    readNow,
  });
  const survivors = kept?.names.filter((name) => isOther(full, body, name) && alsoKept?.names.includes(name)) ?? [];
  if (kept !== undefined && survivors.length > 0) {
    report(kept.exchange, `keeps ${survivors.join(', ')}, which it was not sent`, survivors.join());
  }
  if (remove === undefined) return;
  const other = await make(run, life);
  const removed = other === undefined ? undefined : await call(run, remove, other.path, plain(run, remove));
  if (other === undefined || removed === undefined || removed.response.status >= 300) return;
  // A server that still has the resource creates nothing.
  const gone = await readNow(other);
  if (gone === undefined || gone.response.status < 400) return;
  const created = await put(full, other);
  const shown = await readNow(other);
  if (created === undefined || shown === undefined || created.response.status >= 300) return;
  const { status } = created.response;
  if (status !== 201 && shown.response.status < 300)
    report(created, `returns ${status} instead of 201 for a resource that it creates`, 'creates');
  if (status === 201 && shown.response.status >= 400)
    report(created, `returns 201, and a read returns ${shown.response.status}`, 'not created');
}

type Replacement = {
  replace: VerifiableOperation;
  full: RequestParts;
  names: string[];
  put: (parts: RequestParts) => Promise<CompletedExchange | undefined>;
  readNow: () => Promise<CompletedExchange | undefined>;
};

/** The properties that have their old value after a PUT without them. */
async function namesThatSurvive(
  run: Run,
  { replace, full, names, put, readNow }: Replacement,
): Promise<{ exchange: CompletedExchange; names: string[] } | undefined> {
  await put(full);
  const before = await readNow();
  const least = withoutOptional(run, replace, full);
  const exchange = least === undefined ? undefined : await put(least);
  const after = exchange === undefined ? undefined : await readNow();
  if (exchange === undefined || exchange.response.status >= 300) return undefined;
  const [one, other] = [before?.response.value, after?.response.value];
  const [all, sent] = [full.body?.value, least?.body?.value];
  if (!isObject(one) || !isObject(other) || !isObject(sent) || !isObject(all)) return undefined;
  const left = names.filter((name) => Object.hasOwn(all, name) && !Object.hasOwn(sent, name));
  const kept = left.filter((name) => Object.hasOwn(other, name) && equal(one[name], other[name]));
  return kept.length === 0 ? undefined : { exchange, names: kept };
}

function isOther({ body: one }: RequestParts, other: CaseBody | undefined, name: string): boolean {
  return isObject(one?.value) && isObject(other?.value) && !equal(one.value[name], other.value[name]);
}

/** The same request with as few properties as the contract allows; undefined if it needs all. */
function withoutOptional(run: Run, operation: VerifiableOperation, parts: RequestParts): RequestParts | undefined {
  const { body } = parts;
  if (body === undefined || !isObject(body.value)) return undefined;
  let least = parts;
  let value = body.value;
  for (const name of settableNames(run, operation)) {
    const { [name]: dropped, ...rest } = value;
    const fewer = { ...least, body: writeBody(operation, body.mediaType, rest) };
    if (dropped === undefined || !isAllowed(operation, fewer)) continue;
    least = fewer;
    value = rest;
  }
  return least === parts ? undefined : least;
}

/** The properties of a body that the server stores as they are sent. */
function settableNames(run: Run, operation: VerifiableOperation): string[] {
  const schema = Object.values(operation.requestBody?.content ?? {})[0]?.schema;
  const { find } = run.plan;
  const { properties = {} } = flatten(schema, find, createFirst(find));
  return Object.keys(properties).filter((name) => !isRuled(operation, name) && !isReadOnly(properties[name], find));
}
