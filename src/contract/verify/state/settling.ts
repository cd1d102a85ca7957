import { setTimeout } from 'node:timers/promises';
import { isObject } from '../../document/references.ts';
import { equal } from '../../values/flat.ts';
import { valueOfJson } from '../json.ts';
import type { CompletedExchange } from '../links.ts';
import type { Run } from '../run-context.ts';
import type { Session } from '../session.ts';
import type { VerifiableOperation } from '../verifiable-operation.ts';
import { call, covers, isRuled, type Lifecycle, type Made, plain, reportFinding } from './lifecycle.ts';

/**
 * Milliseconds that are waited for a job, in all pauses between reads. The clock does not count: while this process or
 * the server stands still, time passes and the job does not go on.
 */
export const SETTLED_MS = 3000;
/** Milliseconds between reads. They double. */
const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 500;
/** Two equal reads with so many milliseconds between them show that a job is over, if it has no status that says so. */
const CALM_MS = 100;

const STATUS_NAME = /^(?:status|state|phase|stage|progress)$|_(?:status|state)$|[a-z](?:Status|State)$/;
const UNDER_WAY =
  /^(?:accepted|created|enqueued|new|pending|queued|ready|scheduled|submitted|waiting|start(?:ed|ing)|running|(?:in[ _-]?)?progress|processing|working|not[ _-]?started)$/i;

/** Operations whose jobs took longer, which are not waited for again. */
const restless = new WeakMap<Session, Set<VerifiableOperation>>();

/** Whether jobs of an operation were not over in time. */
export function isRestless({ session }: Run, operation: VerifiableOperation): boolean {
  return restless.get(session)?.has(operation) === true;
}

/** Whether a response says that the request was performed. A 202 only says that it will be (RFC 9110 §15.3.3). */
export function isDone({ response }: CompletedExchange): boolean {
  return response.status < 300 && response.status !== 202;
}

/** A value without the members that change while a job is under way. */
export function withoutProgress(value: unknown): unknown {
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => !STATUS_NAME.test(name)));
}

/**
 * Waits until the job that a 202 has begun is over, since what is read before may change by itself. The result has the
 * value that the job was left with.
 *
 * @returns undefined if the job is not over in time
 */
export async function awaitJob(run: Run, life: Lifecycle, made: Made): Promise<Made | undefined> {
  if (made.response.status !== 202) return made;
  if (isRestless(run, life.create)) return undefined;
  const last = await readUntilCalm(run, life, made);
  if (last === undefined) return undefined;
  if (last === 'restless') {
    restless.set(run.session, (restless.get(run.session) ?? new Set()).add(life.create));
    return undefined;
  }
  const { value } = last.response;
  checkKept(run, life, made, last);
  return { ...made, response: { ...made.response, value } };
}

/** @returns undefined if a read gets no response or the run is at its end */
async function readUntilCalm(
  run: Run,
  { read }: Lifecycle,
  made: Made,
): Promise<CompletedExchange | 'restless' | undefined> {
  let waited = 0;
  let calmSince = performance.now();
  let before: unknown;
  for (let pause = FIRST_PAUSE_MS; waited < SETTLED_MS; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    const found = await call(run, read, made.path, plain(run, read));
    if (found === undefined) return undefined;
    const { status, value } = found.response;
    if (before === undefined && status >= 400) {
      const message = `returned ${status} for a resource that was just created`;
      reportFinding(run, { check: 'ensure_resource_availability', operation: read, exchange: found, message });
    }
    if (!equal(before, value)) calmSince = performance.now();
    before = value ?? null;
    const known = statusesOf(value);
    const isOver =
      known.length > 0 ? !known.some((one) => UNDER_WAY.test(one)) : performance.now() - calmSince > CALM_MS;
    if (status < 300 && isOver) return found;
    await setTimeout(pause);
    waited += pause;
  }
  return 'restless';
}

function statusesOf(value: unknown): string[] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    STATUS_NAME.test(name) && typeof member === 'string' ? [member] : [],
  );
}

/** A job keeps what it was ordered with. */
function checkKept(run: Run, { create, read }: Lifecycle, { request }: Made, last: CompletedExchange): void {
  const sent = valueOfJson(request.body ?? 'null');
  const { value } = last.response;
  if (!isObject(sent) || !isObject(value)) return;
  const lost = Object.keys(sent).filter(
    (name) =>
      Object.hasOwn(value, name) &&
      !STATUS_NAME.test(name) &&
      !isRuled(create, name) &&
      !covers(value[name], sent[name]),
  );
  if (lost.length === 0) return;
  const message = `differs from the request that created it in ${lost.join(', ')}, now that its job is over`;
  reportFinding(run, { check: 'reads_what_was_made', operation: read, exchange: last, message, cause: 'settled' });
}
