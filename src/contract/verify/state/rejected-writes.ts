import { setTimeout } from 'node:timers/promises';
import { isObject } from '../../document/references.ts';
import { equal } from '../../values/flat.ts';
import type { CompletedExchange } from '../links.ts';
import type { Run } from '../run-context.ts';
import type { Case, CaseBody, PathValues } from '../types.ts';
import type { VerifiableOperation } from '../verifiable-operation.ts';
import { writeBody } from '../write-body.ts';
import { type Lifecycle, type Made, madeBy, plain, reportFinding, richest } from './lifecycle.ts';
import { FEW_SMALL, listAll } from './lists.ts';
import { bodyUnlike, make } from './making.ts';

/** Maximum number of invalid requests of one operation. */
const MOST_INVALID = 40;
/** Maximum number of constraint cases that are searched for them. */
const MOST_LOOKED_AT = 2000;
/** Protocol faults that reach the resource. Others have another path or method, or a body of megabytes. */
const OF_THE_RESOURCE = ['security', 'json', 'content-type'];

/** A rejected write leaves the resource and its list as they were. */
export async function checkRejectedWrites(run: Run, life: Lifecycle, made: Made): Promise<void> {
  await checkCreates(run, life, made);
  for (const operation of [life.update, life.remove]) {
    if (operation !== undefined) await checkWrites(run, life, made, operation);
  }
  await clearInvalid(run, life, made);
}

/** Deletes a resource, which may hold what the contract does not allow, so that no list has it. */
async function clearInvalid(run: Run, { remove }: Lifecycle, { path }: Made): Promise<void> {
  if (remove !== undefined) await run.session.probe(remove, plain(run, remove), path);
}

/** Sends invalid requests to one resource, and reads it after each. */
async function checkWrites(run: Run, life: Lifecycle, made: Made, operation: VerifiableOperation): Promise<void> {
  let before = await readOf(run, life, made.path);
  const again = await readOf(run, life, made.path);
  if (before === undefined || again === undefined || before.response.status >= 300) return;
  const restless = changedNames(before, again);
  for (const one of invalidOf(run, operation, before.response.value)) {
    const exchange = await sendInvalid(run, life, { operation, path: made.path }, one);
    const after = await readOf(run, life, made.path);
    if (after === undefined) return;
    const changed = changedNames(before, after).filter((name) => !restless.includes(name));
    before = after;
    if (exchange === undefined || changed.length === 0) {
      if (after.response.status >= 300) return;
      continue;
    }
    if (!(await isRepeated(run, life, { operation, one, changed }))) return;
    const message = `returned ${exchange.response.status}, and changed ${changed.join(', ')}. ${one.why}`;
    reportFinding(run, { check: 'refused_changes_nothing', operation, exchange, message });
    return;
  }
}

/** Whether a new resource changes too, and does not change without the request: some change by themselves after a time. */
async function isRepeated(
  run: Run,
  life: Lifecycle,
  { operation, one, changed }: { operation: VerifiableOperation; one: Case; changed: string[] },
): Promise<boolean> {
  const made = await make(run, life);
  if (made === undefined) return false;
  const begin = performance.now();
  const before = await readOf(run, life, made.path);
  const exchange = await sendInvalid(run, life, { operation, path: made.path }, one);
  const after = await readOf(run, life, made.path);
  if (before === undefined || after === undefined || exchange === undefined) return false;
  const took = performance.now() - begin;
  const control = await make(run, life);
  const first = control === undefined ? undefined : await readOf(run, life, control.path);
  await setTimeout(took);
  const last = control === undefined ? undefined : await readOf(run, life, control.path);
  if (first === undefined || last === undefined) return false;
  const byItself = changedNames(first, last);
  return changedNames(before, after).some((name) => changed.includes(name) && !byItself.includes(name));
}

/** Sends invalid requests that would create a resource, and compares the list before and after. */
async function checkCreates(run: Run, life: Lifecycle, made: Made): Promise<void> {
  const { create } = life;
  const idsNow = async (): Promise<string[] | undefined> => (await listAll(run, life, made.path, FEW_SMALL))?.ids;
  const cases = invalidOf(run, create);
  const first = await idsNow();
  let before = await idsNow();
  if (first === undefined || before === undefined || !equal(first, before)) return;
  // Which request it was is only of interest if one of them has changed the list.
  for (const one of cases) await sendInvalid(run, life, { operation: create, path: made.path }, one);
  const afterAll = await idsNow();
  if (afterAll === undefined || equal(before.toSorted(), afterAll.toSorted())) return;
  before = afterAll;
  for (const one of cases) {
    const exchange = await sendInvalid(run, life, { operation: create, path: made.path }, one);
    const after = await idsNow();
    if (after === undefined) return;
    const known = new Set(before);
    const added = after.find((id) => !known.has(id));
    before = after;
    if (exchange === undefined || added === undefined) continue;
    const message = `returned ${exchange.response.status}, and the list has the new ${added}. ${one.why}`;
    reportFinding(run, { check: 'refused_changes_nothing', operation: create, exchange, message });
    return;
  }
}

/** Requests that the contract or HTTP does not allow, one of each keyword and property. */
function invalidOf(run: Run, operation: VerifiableOperation, current?: unknown): Case[] {
  const whole = bodyUnlike(run, operation, current);
  run.planning.constraint(operation, MOST_LOOKED_AT);
  const seen = new Set<string>();
  const broken = run.planning.constraints(operation).filter(({ expect, subject }) => {
    const key = `${subject.in} ${subject.place[0]}`;
    if (expect !== 'reject' || subject.in === 'path' || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  const protocol = run.planning.protocol(operation).filter(({ subject }) => OF_THE_RESOURCE.includes(subject.keyword));
  const constraints = broken.slice(0, MOST_INVALID / 2).map((one) => withChanges(operation, one, whole));
  return [...staleOf(run, operation, whole), ...protocol, ...constraints].slice(0, MOST_INVALID);
}

/** The invalid property after valid ones that would change the resource: a server may store these before it reads on. */
function withChanges(operation: VerifiableOperation, one: Case, whole: CaseBody | undefined): Case {
  const { subject, parts } = one;
  const [name] = subject.place;
  if (subject.in !== 'body' || name === undefined || whole === undefined || whole.mediaType !== parts.body?.mediaType) {
    return one;
  }
  if (!isObject(whole.value) || !isObject(parts.body.value) || !Object.hasOwn(parts.body.value, name)) return one;
  const { [name]: _, ...others } = whole.value;
  const value = { ...others, [name]: parts.body.value[name] };
  return { ...one, parts: { ...parts, body: writeBody(operation, whole.mediaType, value) } };
}

/** A write on condition of another version (RFC 9110 §13.1.1). */
function staleOf(run: Run, operation: VerifiableOperation, body: CaseBody | undefined): Case[] {
  const parts = { ...(richest(run, operation) ?? plain(run, operation)), ...(body && { body }) };
  if (!Object.hasOwn(operation.responses, '412') || !/^(patch|put|delete)$/.test(operation.method)) return [];
  return [
    {
      ...{ operationId: operation.operationId, phase: 'state', expect: 'reject' },
      subject: { in: 'header', place: ['If-Match'], keyword: 'condition', boundary: 'another version' },
      why: 'If-Match has another ETag.',
      parts: { ...parts, headers: { ...parts.headers, 'if-match': '"no-such-version"' } },
    },
  ];
}

/** Sends an invalid request; undefined unless it is rejected. */
async function sendInvalid(
  run: Run,
  life: Lifecycle,
  { operation, path }: { operation: VerifiableOperation; path: PathValues },
  one: Case,
): Promise<CompletedExchange | undefined> {
  if (performance.now() > run.stateEnd) return undefined;
  // Whether the request should have been rejected is tested in the other phases.
  const { exchange } = await run.session.probe(operation, one.parts, path, one);
  run.count(operation, 'state');
  if ('failure' in exchange) return undefined;
  const created = operation !== life.create ? undefined : madeBy(life, exchange, path);
  if (created !== undefined) await clearInvalid(run, life, created);
  const { status } = exchange.response;
  return status >= 400 && status < 500 ? exchange : undefined;
}

async function readOf(run: Run, { read }: Lifecycle, path: PathValues): Promise<CompletedExchange | undefined> {
  // A value that the server should have rejected is no finding of the read too.
  const { exchange } = await run.session.probe(read, plain(run, read), path);
  run.count(read, 'state');
  return 'failure' in exchange ? undefined : exchange;
}

/** The members of a resource that two reads do not have in common. */
function changedNames({ response: one }: CompletedExchange, { response: other }: CompletedExchange): string[] {
  if (one.status !== other.status) return [`the status of a read to ${other.status}`];
  const { value } = one;
  if (!isObject(value) || !isObject(other.value)) return equal(value, other.value) ? [] : ['the body'];
  const after = other.value;
  const names = new Set([...Object.keys(value), ...Object.keys(after)]);
  return [...names].filter((name) => !equal(value[name], after[name]));
}
