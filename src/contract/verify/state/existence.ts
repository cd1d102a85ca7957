import type { CompletedExchange } from '../links.ts';
import type { Run } from '../run-context.ts';
import type { PathValues, Received } from '../types.ts';
import { call, type Lifecycle, type Made, plain, reportFinding } from './lifecycle.ts';
import { make } from './making.ts';

/**
 * Other credentials get the same response for a resource of somebody else and for one that does not exist: a 403 for the
 * first and a 404 for the second show which ids exist (CWE-203).
 */
export async function checkExistence(run: Run, life: Lifecycle, made: Made): Promise<void> {
  if (Object.keys(run.options.otherAuth).length === 0) return;
  const absent = await findAbsent(run, life, made);
  if (absent === undefined) return;
  for (const operation of [life.read, life.update, life.remove]) {
    if (operation === undefined) continue;
    const asStranger = (path: PathValues): Promise<CompletedExchange | undefined> =>
      call(run, operation, path, plain(run, operation, { credentials: 'other' }));
    const [there, none] = [await asStranger(made.path), await asStranger(absent)];
    // Access to a resource of somebody else is found by another check.
    if (there === undefined || none === undefined || there.response.status < 400) continue;
    const difference = await differenceOf(there, none, life.name, { made: made.path, absent, asStranger });
    if (difference === undefined) continue;
    const message = `returns ${difference} to other credentials: they see that it exists`;
    reportFinding(run, { check: 'no_leak', operation, exchange: there, message, cause: 'existence' });
  }
}

/** How the response for a resource of somebody else differs from that for one that does not exist. */
async function differenceOf(
  there: CompletedExchange,
  none: CompletedExchange,
  name: string,
  again: {
    made: PathValues;
    absent: PathValues;
    asStranger: (path: PathValues) => Promise<CompletedExchange | undefined>;
  },
): Promise<string | undefined> {
  const [one, other] = [there.response.status, none.response.status];
  if (one !== other) return `${one} for a resource of somebody else, and ${other} for one that does not exist,`;
  const ids = [again.made[name] ?? '', again.absent[name] ?? ''];
  const shape = (response: Received): string => shapeOf(response, ids);
  if (shape(there.response) === shape(none.response)) return undefined;
  // A body that differs every time says nothing.
  const repeats = [await again.asStranger(again.made), await again.asStranger(again.absent)];
  const isStable = [there, none].every((first, index) => {
    const repeat = repeats[index];
    return repeat !== undefined && shape(repeat.response) === shape(first.response);
  });
  return isStable
    ? `${one} with other bodies for a resource of somebody else and for one that does not exist`
    : undefined;
}

/** The text of a response without ids and other words with a digit. */
function shapeOf({ text }: Received, ids: string[]): string {
  const plainText = ids.reduce((rest, id) => (id === '' ? rest : rest.replaceAll(decodeURIComponent(id), '#')), text);
  return plainText.replaceAll(/[\w-]*\d[\w-]*/g, '#');
}

/** Path values of a resource that does not exist, with an id of the form that others have; undefined where none is found. */
async function findAbsent(run: Run, life: Lifecycle, made: Made): Promise<PathValues | undefined> {
  const { name, read, remove } = life;
  const isAbsent = async (path: PathValues): Promise<boolean> =>
    (await call(run, read, path, plain(run, read)))?.response.status === 404;
  const similar = { ...made.path, [name]: encodeURIComponent(similarId(made.id)) };
  if (similar[name] !== made.path[name] && (await isAbsent(similar))) return similar;
  const other = remove === undefined ? undefined : await make(run, life);
  if (remove === undefined || other === undefined) return undefined;
  const removed = await call(run, remove, other.path, plain(run, remove));
  return removed !== undefined && (await isAbsent(other.path)) ? other.path : undefined;
}

/** Characters that are exchanged for others. */
const LAST = 4;
/** Larger than the number of resources that a run makes. */
const FAR = 1_000_003n;
const CLASSES = [/\d/g, /[a-z]/g, /[A-Z]/g];

/**
 * An id of the same form: a number far away, or one whose last characters are exchanged for others of their class that the id
 * has, because its alphabet may lack the rest.
 */
export function similarId(id: string): string {
  if (/^\d{1,15}$/.test(id)) return String(BigInt(id) + FAR);
  // A prefix names the kind of resource.
  const prefix = Math.max(id.lastIndexOf('_'), id.lastIndexOf('-')) + 1;
  const random = id.slice(prefix);
  const characters = [...id];
  for (let index = Math.max(prefix, characters.length - LAST); index < characters.length; index++) {
    const character = characters[index] ?? '';
    const all = CLASSES.find((pattern) => character.search(pattern) === 0);
    const others = [...new Set(all === undefined ? [] : random.match(all))];
    characters[index] = others[(others.indexOf(character) + 1) % others.length] ?? character;
  }
  return characters.join('');
}
