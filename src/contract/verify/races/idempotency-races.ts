import { isJson } from '../../document/media-types.ts';
import { isObject } from '../../document/references.ts';
import { isAllowed } from '../plan.ts';
import type { Run } from '../run-context.ts';
import { isSameResponse } from '../state/idempotency.ts';
import { call, type Lifecycle, plain, richest } from '../state/lifecycle.ts';
import { listAll } from '../state/lists.ts';
import type { PathValues, RequestParts } from '../types.ts';
import type { VerifiableOperation } from '../verifiable-operation.ts';
import { writeBody } from '../write-body.ts';
import { isIdempotencyKey, randomKey } from '../write-request.ts';
import { asText, withFreshValues } from './fresh-values.ts';
import { describeRaced, type RaceFinding, reportRace } from './report-race.ts';
import { scheduleRepeats } from './schedule.ts';
import { canRace, completed, mostAtOnce, type Raced, roundsOf, seedFor, sendTogether } from './together.ts';
import { madeIn } from './unique-races.ts';

/**
 * Equal requests at once under one `Idempotency-Key` are done once (draft-ietf-httpapi-idempotency-key-header §2.6). All
 * but one may be rejected while the first is under way.
 */
export async function checkIdempotencyRaces(run: Run, lives: Lifecycle[]): Promise<void> {
  for (const operation of run.wanted) {
    const { parameters } = operation.served.operation;
    if (!parameters.some(({ in: where, name }) => where === 'header' && isIdempotencyKey(name))) continue;
    const path = await run.resources.valuesFor(operation);
    if (path === undefined || !canRace(run)) continue;
    await raceRepeats(
      run,
      operation,
      path,
      lives.find(({ create }) => create === operation),
    );
  }
}

async function raceRepeats(
  run: Run,
  operation: VerifiableOperation,
  path: PathValues,
  life: Lifecycle | undefined,
): Promise<void> {
  const bounds = { rounds: roundsOf(run), most: mostAtOnce(run) };
  const rehearsal = freshRequest(run, operation);
  const first = await call(run, operation, path, rehearsal);
  const again = await call(run, operation, path, rehearsal);
  if (first === undefined || again === undefined || first.response.status >= 300) return;
  // A key that means nothing while no other request is sent is found by another check.
  if (!isSameResponse(first, again)) return;
  if (first.response.status === 202) {
    run.untried.push(`${operation.operationId}: returns 202, so no equal requests were sent at once`);
    return;
  }
  for (const delays of scheduleRepeats(seedFor(run, operation), bounds)) {
    if (!canRace(run)) return;
    const parts = freshRequest(run, operation);
    const before = life === undefined ? undefined : await listAll(run, life, path, 0);
    const raced = await sendTogether(
      run,
      delays.map((delayMs) => ({ operation, path, parts, delayMs })),
    );
    const after = before?.isWhole === true && life !== undefined ? await listAll(run, life, path, 0) : undefined;
    const known = new Set(before?.ids);
    const added = after?.isWhole === true ? after.ids.filter((id) => !known.has(id)) : [];
    const found =
      findDouble(life, path, raced) ??
      (after !== undefined && added.length > 1
        ? { shown: after.last, what: `the list has ${added.length} more resources` }
        : undefined);
    if (found !== undefined) {
      const message = `${describeRaced(raced)} at once under one Idempotency-Key: ${found.what}`;
      reportRace(run, {
        check: 'idempotent_under_race',
        operation,
        shown: found.shown,
        message,
        cause: '',
        steps: [],
        raced,
      });
      return;
    }
  }
}

/**
 * A request with a key of its own, that can be sent several times as it is. It has no property that must be unique, as far
 * as the contract allows: otherwise the second request would be a conflict without the key too.
 */
function freshRequest(run: Run, operation: VerifiableOperation): RequestParts {
  const parts = richest(run, operation) ?? plain(run, operation);
  const names = Object.keys(operation.hints.unique);
  const fresh = withoutProperties(operation, parts, names) ?? withFreshValues(operation, parts, names) ?? parts;
  return { ...asText(fresh), idempotencyKey: randomKey() };
}

/** The same request without some properties; undefined if the contract needs them. */
function withoutProperties(
  operation: VerifiableOperation,
  parts: RequestParts,
  names: string[],
): RequestParts | undefined {
  const { body } = parts;
  if (body === undefined || !isJson(body.mediaType) || !isObject(body.value)) return undefined;
  const left = Object.entries(body.value).filter(([name]) => !names.includes(name));
  const fewer = { ...parts, body: writeBody(operation, body.mediaType, Object.fromEntries(left)) };
  return isAllowed(operation, fewer) ? fewer : undefined;
}

/** Two successful responses that cannot come from one request. */
function findDouble(
  life: Lifecycle | undefined,
  path: PathValues,
  raced: Raced[],
): (Pick<RaceFinding, 'shown'> & { what: string }) | undefined {
  const done = raced.flatMap((one) => completed(one) ?? []).filter(({ response }) => response.status < 300);
  const [first] = done;
  if (first === undefined) return undefined;
  if (life !== undefined) {
    const made = madeIn(life, done, { path });
    const shown = made[1];
    return shown === undefined ? undefined : { shown, what: `${made.length} resources were created` };
  }
  const other = done.find((one) => !isSameResponse(first, one));
  return other === undefined ? undefined : { shown: other, what: 'two successful responses differ' };
}
