import { setTimeout } from 'node:timers/promises';
import type { Run } from '../run-context.ts';
import { call, type Lifecycle, type Made, madeBy, plain, richest } from '../state/lifecycle.ts';
import { listAll } from '../state/lists.ts';
import { make } from '../state/making.ts';
import type { PathValues } from '../types.ts';
import { withTag } from './changes.ts';
import { linearize } from './linearize.ts';
import { describeRaced, reportRace } from './report-race.ts';
import { applyToResource, effectOf, type HistoryEntry, type ResourceState } from './resource-model.ts';
import { type DeleteRound, type PlannedStep, scheduleDeletes } from './schedule.ts';
import {
  canRace,
  completed,
  mostAtOnce,
  type Raced,
  type Racer,
  readTogether,
  roundsOf,
  seedFor,
  sendTogether,
} from './together.ts';
import { SETTLE_MS } from './update-races.ts';

/** Behavior of a server while no other request is sent. */
type Manners = {
  /** Whether an update creates the resource that is not there (RFC 9110 §9.3.4). */
  creates: boolean;
  /** Whether the list has every resource. */
  isListed: boolean;
};

/** A resource of a race, and what was sent to it at once. */
type Contested = { id: string; path: PathValues; isThere: boolean; made: Made; raced: Raced[] };

/**
 * Creations, updates and deletions at once end in a state that some order of them leads to. Each resource is checked by
 * itself, because linearizability is local (Herlihy and Wing 1990, §3.2).
 */
export async function checkDeleteRaces(run: Run, life: Lifecycle, made: Made): Promise<void> {
  const { remove, create } = life;
  if (remove === undefined || !canRace(run)) return;
  if (made.response.status === 202) {
    run.untried.push(`${create.operationId}: returns 202, so no creation was sent at once with other requests`);
    return;
  }
  const manners = await learnManners(run, life, made);
  if (manners === undefined) return;
  const bounds = { rounds: roundsOf(run), most: mostAtOnce(run), hasUpdate: life.update !== undefined };
  for (const round of scheduleDeletes(seedFor(run, remove), bounds)) {
    if (!canRace(run) || !(await raceDeletes(run, life, manners, round))) return;
  }
}

/** Deletes a resource, and reads and updates it after that. Undefined if races would say nothing. */
async function learnManners(run: Run, life: Lifecycle, made: Made): Promise<Manners | undefined> {
  const { read, update, remove, list } = life;
  if (remove === undefined) return undefined;
  const listed = list === undefined ? undefined : await listAll(run, life, made.path, 0);
  const shown = await call(run, read, made.path, plain(run, read));
  const removal = withTag(remove, plain(run, remove), shown?.response.headers.etag);
  const removed = await call(run, remove, made.path, removal);
  if (removed?.response.status === 202) {
    run.untried.push(`${remove.operationId}: returns 202, so no deletion was sent at once with other requests`);
  }
  if (removed === undefined || removed.response.status >= 300 || removed.response.status === 202) return undefined;
  const gone = await call(run, read, made.path, plain(run, read));
  // Whatever reads a deleted resource is found by another check.
  if (gone === undefined || effectOf(gone) !== 'absent') return undefined;
  const parts = update === undefined ? undefined : (richest(run, update) ?? plain(run, update));
  const again = update === undefined || parts === undefined ? undefined : await call(run, update, made.path, parts);
  const creates = again !== undefined && again.response.status < 300;
  const after = list === undefined ? undefined : await listAll(run, life, made.path, 0);
  if (creates) await call(run, remove, made.path, plain(run, remove));
  const isListed = listed?.ids.includes(made.id) === true && after?.ids.includes(made.id) === creates;
  return { creates, isListed: isListed && listed.isWhole };
}

/** Runs one round. Returns whether another one can say more. */
async function raceDeletes(run: Run, life: Lifecycle, manners: Manners, round: DeleteRound): Promise<boolean> {
  const contested: Contested[] = [];
  for (let count = 0; count < round.resources; count++) {
    const made = await make(run, life);
    if (made === undefined) return false;
    contested.push({ id: made.id, path: made.path, isThere: true, made, raced: [] });
  }
  const [first] = contested;
  if (first === undefined) return false;
  const reads = await readTogether(run, life, first.path, round.steps.length);
  const tags = [
    reads[0],
    ...(await Promise.all(contested.slice(1).map(async ({ path }) => (await readTogether(run, life, path, 1))[0]))),
  ];
  const racers = round.steps.map((step) =>
    racerOf(run, life, step, {
      path: contested[step.on]?.path ?? first.path,
      tag: tags[step.on] && completed(tags[step.on] as Raced)?.response.headers.etag,
    }),
  );
  const raced = await sendTogether(run, racers);
  for (const [index, one] of raced.entries()) {
    const exchange = completed(one);
    if (round.steps[index]?.kind !== 'create') contested[round.steps[index]?.on ?? 0]?.raced.push(one);
    else if (exchange !== undefined && effectOf(exchange) === 'done') {
      const made = madeBy(life, exchange, first.path);
      if (made !== undefined) contested.push({ id: made.id, path: made.path, isThere: false, made, raced: [one] });
    }
  }
  return explainDeletes(run, life, manners, { contested, raced });
}

function racerOf(
  run: Run,
  { create, update, remove }: Lifecycle,
  { kind, delayMs }: PlannedStep,
  { path, tag }: { path: PathValues; tag: string | undefined },
): Racer {
  // The schedule has only steps that are possible.
  const operation = kind === 'create' ? create : kind === 'update' ? (update ?? create) : (remove ?? create);
  const known = kind === 'create' ? run.makers.get(create) : kind === 'update' ? richest(run, operation) : undefined;
  return { operation, path, parts: withTag(operation, known ?? plain(run, operation), tag), delayMs };
}

type DeleteRace = { contested: Contested[]; raced: Raced[] };

/** Searches an order that explains what is left of each resource. Returns whether there is one. */
async function explainDeletes(run: Run, life: Lifecycle, manners: Manners, race: DeleteRace): Promise<boolean> {
  const { contested } = race;
  const left: { one: Contested; read: Raced }[] = [];
  for (const one of contested) {
    const [read] = await readTogether(run, life, one.path, 1);
    if (read === undefined || lookOf(read).length === 0) return false;
    left.push({ one, read });
  }
  const [first] = contested;
  const listed = manners.isListed && first !== undefined ? await listAll(run, life, first.path, 0) : undefined;
  for (const { one, read } of left) {
    if (isExplained(life, manners, one, read)) continue;
    await setTimeout(SETTLE_MS);
    const [again] = await readTogether(run, life, one.path, 1);
    if (again !== undefined && !isExplained(life, manners, one, again))
      reportUnexplained(run, life, race, { one, read: again });
    return false;
  }
  for (const { one, read } of left) {
    const isThere = effectOf(read.exchange) === 'done';
    if (listed?.isWhole === true && listed.ids.includes(one.id) !== isThere) {
      const status = completed(read)?.response.status;
      const has = isThere ? 'lacks' : 'has';
      const message = `${describeRaced(race.raced)} at once: a read then returns ${status}, and the list ${has} ${one.id}`;
      reportRace(run, { ...aboutRace(life, race), shown: listed.last, message, cause: 'listed' });
      return false;
    }
    // Lists stay short.
    if (isThere && life.remove !== undefined) {
      const removal = withTag(life.remove, plain(run, life.remove), completed(read)?.response.headers.etag);
      await call(run, life.remove, one.path, removal);
    }
  }
  return true;
}

function isExplained(life: Lifecycle, { creates }: Manners, { isThere, raced }: Contested, read: Raced): boolean {
  const initial: ResourceState = { isThere, fields: {}, isChanged: false };
  const history = raced.flatMap((one) => operationOf(one, life, creates));
  return linearize(initial, [...history, ...lookOf(read)], applyToResource) !== undefined;
}

function reportUnexplained(
  run: Run,
  life: Lifecycle,
  race: DeleteRace,
  { one, read }: { one: Contested; read: Raced },
): void {
  const shown = completed(read);
  if (shown === undefined) return;
  const { status } = shown.response;
  const what = one.isThere ? 'a read' : 'a read of the created resource';
  const message = `${describeRaced(race.raced)} at once: no order of them explains that ${what} then returns ${status}`;
  reportRace(run, { ...aboutRace(life, race), shown, message, cause: status < 300 ? 'back' : 'gone' });
}

function aboutRace({ remove, create }: Lifecycle, { contested, raced }: DeleteRace) {
  const steps = contested.flatMap(({ isThere, made }) => (isThere ? [made.request] : []));
  return { check: 'deletes_are_final' as const, operation: remove ?? create, steps, raced };
}

/** A request as an operation of the history of one resource; none if it was rejected. */
function operationOf(
  { operation, exchange, begin, end }: Raced,
  { remove, create }: Lifecycle,
  creates: boolean,
): HistoryEntry[] {
  const outcome = effectOf(exchange);
  if (outcome === 'rejected') return [];
  if (outcome === 'absent') return [{ op: { kind: 'absent' }, begin, end }];
  const isMaybe = outcome === 'unknown';
  if (operation === remove) return [{ op: { kind: 'remove' }, begin, end, isMaybe }];
  return [{ op: { kind: 'write', sets: {}, creates: creates || operation === create }, begin, end, isMaybe }];
}

function lookOf({ exchange, begin, end }: Raced): HistoryEntry[] {
  const outcome = effectOf(exchange);
  if (outcome === 'absent') return [{ op: { kind: 'absent' }, begin, end }];
  return outcome === 'done' ? [{ op: { kind: 'read', shows: {} }, begin, end }] : [];
}
