import { setTimeout } from 'node:timers/promises';
import { isObject } from '../../document/references.ts';
import { valueOfJson } from '../json.ts';
import type { Run } from '../run-context.ts';
import { call, type Lifecycle, type Made, plain } from '../state/lifecycle.ts';
import { findRaceFields, type RaceField, type ResourceChange, resourceChangeOf, withTag } from './changes.ts';
import { linearize } from './linearize.ts';
import { describeRaced, reportRace } from './report-race.ts';
import {
  applyToResource,
  effectOf,
  type HistoryEntry,
  type ResourceOperation,
  type ResourceState,
} from './resource-model.ts';
import { scheduleUpdates, type UpdateRound } from './schedule.ts';
import {
  canRace,
  completed,
  mostAtOnce,
  type Raced,
  readTogether,
  roundsOf,
  seedFor,
  sendTogether,
} from './together.ts';

/** Milliseconds after which a read that no order explains is repeated: a cache may be older. */
export const SETTLE_MS = 200;

type UpdateRace = {
  life: Lifecycle;
  made: Made;
  change: ResourceChange;
  fields: RaceField[];
  /** Whether the server evaluates `If-Match`. */
  hasCondition: boolean;
};

/** Updates at once lose nothing: a read after them has, of each property, the value of one that named it last. */
export async function checkUpdateRaces(run: Run, life: Lifecycle, made: Made): Promise<void> {
  const change = resourceChangeOf(run, life);
  if (change === undefined || !canRace(run)) return;
  const fields = await findRaceFields(run, life, made, change);
  if (fields.length === 0) return;
  const { operation } = change;
  const hasCondition = await evaluatesTags(run, made, change);
  const bounds = { rounds: roundsOf(run), fields: fields.length, most: mostAtOnce(run), hasCondition };
  for (const round of scheduleUpdates(seedFor(run, operation), bounds)) {
    if (!canRace(run) || !(await raceUpdates(run, { life, made, change, fields, hasCondition }, round))) return;
  }
}

/** Whether an update with another entity tag is rejected with 412, as long as no other request is sent. */
async function evaluatesTags(run: Run, made: Made, { operation, partsOf }: ResourceChange): Promise<boolean> {
  if (!Object.hasOwn(operation.responses, '412')) return false;
  const stale = withTag(operation, partsOf({}), '"no-such-version"', true);
  return (await call(run, operation, made.path, stale))?.response.status === 412;
}

/** Runs one round. Returns whether another one can say more. */
async function raceUpdates(run: Run, race: UpdateRace, round: UpdateRound): Promise<boolean> {
  const { life, made, change, fields } = race;
  const [first] = await readTogether(run, life, made.path, round.writers.length);
  const before = first === undefined ? undefined : shownFields(first, fields);
  const tag = first === undefined ? undefined : completed(first)?.response.headers.etag;
  if (before === undefined) return false;
  const writers = round.writers.map(({ writes, delayMs }) => {
    const own = writes.map(({ field, pick }) => {
      // The schedule knows how many fields there are.
      const { name, values } = fields[field] as RaceField;
      const others = values.filter((value) => JSON.stringify(value) !== JSON.stringify(before[name]));
      return [name, others[pick % others.length]];
    });
    const parts = change.partsOf(Object.fromEntries(own));
    const sent = round.isConditional
      ? withTag(change.operation, parts, tag, true)
      : withTag(change.operation, parts, tag);
    return { operation: change.operation, path: made.path, parts: sent, delayMs };
  });
  const reader = {
    operation: life.read,
    path: made.path,
    parts: plain(run, life.read),
    delayMs: round.readAfterMs ?? 0,
  };
  const raced = await sendTogether(run, round.readAfterMs === undefined ? writers : [...writers, reader]);
  return explainUpdates(run, race, before, raced);
}

/** Searches an order that explains a race, and reports it if there is none. Returns whether there is one. */
async function explainUpdates(
  run: Run,
  race: UpdateRace,
  before: ResourceState['fields'],
  raced: Raced[],
): Promise<boolean> {
  const { life, made, change, fields } = race;
  const initial: ResourceState = { isThere: true, fields: before, isChanged: false };
  const writes = raced.filter(({ operation }) => operation === change.operation);
  const history = writes.flatMap((one) => writeInHistory(one, race));
  const isExplained = (last: HistoryEntry[]): boolean =>
    linearize(initial, [...history, ...last], applyToResource) !== undefined;
  let [read] = await readTogether(run, life, made.path, 1);
  if (read !== undefined && !isExplained(readInHistory(read, fields))) {
    await setTimeout(SETTLE_MS);
    [read] = await readTogether(run, life, made.path, 1);
  }
  const last = read === undefined ? undefined : completed(read);
  if (read === undefined || last === undefined || effectOf(read.exchange) === 'rejected') return false;
  const about = { check: 'no_lost_update' as const, operation: change.operation, steps: [made.request], raced };
  const end = readInHistory(read, fields);
  if (!isExplained(end)) {
    const isPossible = isExplained([]);
    const what = isPossible ? `that a read then ${shows(end, fields, isExplained)}` : 'these statuses';
    const message = `${describeRaced(writes)} at once: no order of them explains ${what}`;
    reportRace(run, { ...about, shown: last, message, cause: isPossible ? '' : 'statuses' });
    return false;
  }
  for (const one of raced.filter(({ operation }) => operation === life.read)) {
    const own = readInHistory(one, fields);
    const shown = completed(one);
    if (shown === undefined || isExplained([...own, ...end])) continue;
    const what = shows(own, fields, (few) => isExplained([...few, ...end]));
    const message = `${describeRaced(raced)} at once: no order of them explains that the read ${what}`;
    reportRace(run, { ...about, shown, message, cause: 'read' });
    return false;
  }
  return true;
}

/** The values of a read that no order explains. */
function shows([read]: HistoryEntry[], fields: RaceField[], isExplained: (few: HistoryEntry[]) => boolean): string {
  if (read?.op.kind !== 'read') return 'says that there is no such resource';
  const { op } = read;
  const only = (name: string): HistoryEntry[] => [{ ...read, op: { kind: 'read', shows: { [name]: op.shows[name] } } }];
  const wrong = fields
    .map(({ name }) => name)
    .filter((name) => Object.hasOwn(op.shows, name) && !isExplained(only(name)));
  const named = wrong.length > 0 ? wrong : Object.keys(op.shows);
  return `shows ${named.map((name) => `"${name}": ${JSON.stringify(op.shows[name])}`).join(', ')}`;
}

/** An update as an operation of a history; none if it was rejected. */
function writeInHistory({ exchange, begin, end }: Raced, { change, fields, hasCondition }: UpdateRace): HistoryEntry[] {
  const outcome = effectOf(exchange);
  if (outcome === 'rejected') return [];
  if (outcome === 'absent') return [{ op: { kind: 'absent' }, begin, end }];
  const body = valueOfJson(exchange.request.body);
  const isConditional = hasCondition && exchange.request.headers['if-match'] !== undefined;
  const op: ResourceOperation = {
    kind: 'write',
    sets: pickFields(body, fields),
    isWhole: change.isWhole,
    isConditional,
  };
  return [{ op, begin, end, isMaybe: outcome === 'unknown' }];
}

/** A read as an operation of a history; none if it says nothing. */
function readInHistory({ exchange, begin, end }: Raced, fields: RaceField[]): HistoryEntry[] {
  const outcome = effectOf(exchange);
  if (outcome === 'absent') return [{ op: { kind: 'absent' }, begin, end }];
  if (outcome !== 'done' || 'failure' in exchange) return [];
  return [{ op: { kind: 'read', shows: pickFields(exchange.response.value, fields) }, begin, end }];
}

function shownFields({ exchange }: Raced, fields: RaceField[]): Record<string, unknown> | undefined {
  return effectOf(exchange) === 'done' && 'response' in exchange
    ? pickFields(exchange.response.value, fields)
    : undefined;
}

/** The members of an object that are compared. */
function pickFields(value: unknown, fields: RaceField[]): Record<string, unknown> {
  const own = isObject(value) ? value : {};
  return Object.fromEntries(fields.flatMap(({ name }) => (Object.hasOwn(own, name) ? [[name, own[name]]] : [])));
}
