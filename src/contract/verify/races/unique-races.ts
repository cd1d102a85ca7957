import { isObject } from '../../document/references.ts';
import { valueOfJson } from '../json.ts';
import { recordedOf } from '../replay/scope.ts';
import type { Run } from '../run-context.ts';
import { call, type Lifecycle, type Made, madeBy } from '../state/lifecycle.ts';
import type { RequestParts } from '../types.ts';
import { asText, withFreshValues } from './fresh-values.ts';
import { describeRaced, reportRace } from './report-race.ts';
import { scheduleRepeats } from './schedule.ts';
import { canRace, completed, mostAtOnce, readTogether, roundsOf, seedFor, sendTogether } from './together.ts';

/** Properties that are searched for the one that must be unique. */
const MOST_TRIED = 6;

/** A property that no two resources may share, and a request with it. */
type Unique = { name: string; parts: RequestParts };

/** Creations at once with one value of a property that must be unique make one resource. */
export async function checkUniqueRaces(run: Run, life: Lifecycle, made: Made): Promise<void> {
  const { create } = life;
  if (!canRace(run) || made.response.status === 202) return;
  const unique = await findUnique(run, life, made);
  if (unique === undefined) return;
  const bounds = { rounds: roundsOf(run), most: mostAtOnce(run) };
  for (const delays of scheduleRepeats(seedFor(run, create), bounds)) {
    const parts = withFreshValues(create, unique.parts, [unique.name]);
    if (!canRace(run) || parts === undefined) return;
    // As many connections are open then.
    await readTogether(run, life, made.path, delays.length);
    const raced = await sendTogether(
      run,
      delays.map((delayMs) => ({ operation: create, path: made.path, parts, delayMs })),
    );
    const created = madeIn(life, raced.map(completed), made);
    const shown = created[1];
    if (shown === undefined) continue;
    const message = `${describeRaced(raced)} at once: ${created.length} resources have the same "${unique.name}", which must be unique`;
    const about = { check: 'unique_under_race', operation: create, cause: unique.name } as const;
    reportRace(run, { ...about, shown, message, steps: [], raced });
    return;
  }
}

/** Sends the values of a resource again, and if that is a conflict, with another value of one property. */
async function findUnique(run: Run, life: Lifecycle, made: Made): Promise<Unique | undefined> {
  const { create } = life;
  const parts = run.makers.get(create);
  const body = valueOfJson(made.request.body);
  if (parts?.body === undefined || !isObject(body)) return undefined;
  const own: RequestParts = { ...parts, body: { ...parts.body, text: JSON.stringify(body), value: body } };
  // A replay has other values in both.
  const unique = recordedOf(made.request)?.written.unique ?? [];
  const again = await call(run, create, made.path, { ...asText(own), unique });
  const hinted = Object.keys(create.hints.unique);
  if (again === undefined) return undefined;
  if (again.response.status !== 409 && !(hinted.length > 0 && again.response.status >= 400)) {
    if (hinted.length > 0 && again.response.status < 300) {
      run.untried.push(
        `${create.operationId}: accepts the same ${hinted.join(', ')} twice, so no creations were sent at once`,
      );
    }
    return undefined;
  }
  const names = [...new Set([...hinted, ...Object.keys(body)])].filter((name) => typeof body[name] === 'string');
  for (const name of names.slice(0, MOST_TRIED)) {
    const other = withFreshValues(create, own, [name]);
    const accepted = other === undefined ? undefined : await call(run, create, made.path, other);
    if (accepted === undefined || accepted.response.status >= 300) continue;
    return { name, parts: own };
  }
  return undefined;
}

type Exchanges = (Parameters<typeof madeBy>[1] | undefined)[];

/** The created resources of responses, each once. */
export function madeIn(life: Lifecycle, exchanges: Exchanges, around: Pick<Made, 'path'>): Made[] {
  const byId = new Map<string, Made>();
  for (const exchange of exchanges) {
    const made = exchange === undefined ? undefined : madeBy(life, exchange, around.path);
    if (made !== undefined) byId.set(made.id, made);
  }
  return [...byId.values()];
}
