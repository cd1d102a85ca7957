import { listMutants, type Mutant } from './mutants.ts';
import { createRandom, drawByKind } from './random.ts';
import { count, type Result } from './results.ts';

/** The next mutant to try, with the text of its file. */
export type Next = () => Promise<{ area: string; mutant: Mutant; text: string } | undefined>;

type TextOf = (file: string) => Promise<string>;

/**
 * Mutants of one area after the other in turn, until each has its number or the time is over. Those that have a result
 * already count and are not drawn again.
 */
export async function drawMutants(
  areas: { area: string; files: string[] }[],
  textOf: TextOf,
  { number, seed, deadline }: { number: number; seed: number; deadline: number },
  results: Result[],
): Promise<Next> {
  const open = new Map(areas.map(({ area }) => [area, count(results, area)]));
  const done = new Set(results.map(({ mutant }) => keyOf(mutant)));
  const draws = await Promise.all(
    areas.map(async ({ area, files }) => {
      const mutants = (await Promise.all(files.map(async (file) => listMutants(file, await textOf(file))))).flat();
      return { area, draw: drawByKind(mutants, createRandom(seed)) };
    }),
  );
  let turn = 0;
  return async () => {
    for (let tries = 0; tries < draws.length && Date.now() < deadline; tries++) {
      const { area, draw } = draws[turn++ % draws.length] as (typeof draws)[number];
      const isFull = (open.get(area) ?? 0) - count(results, area, 'compiler') >= number;
      const mutant = isFull ? undefined : nextOf(draw, done);
      if (mutant === undefined) continue;
      open.set(area, (open.get(area) ?? 0) + 1);
      return { area, mutant, text: await textOf(mutant.file) };
    }
    return undefined;
  };
}

function nextOf(draw: Generator<Mutant>, done: Set<string>): Mutant | undefined {
  for (let next = draw.next(); next.done !== true; next = draw.next()) {
    if (!done.has(keyOf(next.value))) return next.value;
  }
  return undefined;
}

const keyOf = ({ file, start, to }: Mutant): string => `${file} ${start} ${to}`;

/**
 * The survivors of an earlier run. The same change is looked for in the file as it is now.
 *
 * @returns the other results, and those whose code is gone
 */
export async function rerunSurvivors(
  earlier: Result[],
  textOf: TextOf,
  deadline: number,
): Promise<{ results: Result[]; next: Next }> {
  const results = earlier.filter(({ status }) => status !== 'survived');
  const found: Awaited<ReturnType<Next>>[] = [];
  for (const result of earlier.filter(({ status }) => status === 'survived')) {
    const { mutant, area } = result;
    const text = await textOf(mutant.file).catch(() => '');
    const now = findAgain(mutant, listMutants(mutant.file, text));
    if (now === undefined) results.push({ ...result, status: 'gone' });
    else found.push({ area, mutant: now, text });
  }
  return { results, next: async () => (Date.now() < deadline ? found.shift() : undefined) };
}

/** The same change of a line with the same text; of several the one at the nearest line. */
function findAgain(mutant: Mutant, mutants: Mutant[]): Mutant | undefined {
  const distance = ({ line }: Mutant): number => Math.abs(line - mutant.line);
  return mutants
    .filter(
      ({ kind, from, to, code }) =>
        [kind, from, to, code].join() === [mutant.kind, mutant.from, mutant.to, mutant.code].join(),
    )
    .sort((a, b) => distance(a) - distance(b))[0];
}
