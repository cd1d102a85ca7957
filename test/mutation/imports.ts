import { dirname } from 'node:path';
import { readImportsOf } from '../imports.ts';

/** Test files that reach a source file by imports, the nearest first. */
export type FindTests = (source: string) => string[];

/** Test files that take long by themselves: they come last. */
const SLOW =
  /^test\/(process|browser|documents)\/|verify\/server\.test|readme\.test|two-servers\.test|test-suite\.test/;

/**
 * Reads the imports of all files once. The test file of the same name comes first, then those of the same folder, then by
 * the number of imports on the way.
 *
 * @param files paths from `root`, tests and sources
 */
export function readImports(root: string, files: string[]): FindTests {
  const known = new Set(files);
  const imports = new Map<string, string[]>();
  for (const file of files) {
    const found = importsOf(root, file);
    imports.set(
      file,
      found.filter((one) => known.has(one)),
    );
  }
  const tests = files
    .filter((file) => file.endsWith('.test.ts'))
    .map((test) => ({ test, reach: reach(test, imports) }));
  return (source) => {
    const mirror = source.replace(/^src/, 'test').replace(/\.ts$/, '');
    const cost = (test: string, distance: number): number => {
      if (test === `${mirror}.test.ts`) return 0;
      const isNear = dirname(test) === dirname(mirror);
      return distance + (isNear ? 0 : 2) + (SLOW.test(test) ? 10 : 0);
    };
    return tests
      .flatMap(({ test, reach: distances }) => {
        const distance = distances.get(source);
        return distance === undefined ? [] : [{ test, cost: cost(test, distance) }];
      })
      .sort((a, b) => a.cost - b.cost)
      .map(({ test }) => test);
  };
}

/** Files that are loaded with a file: types are stripped. */
function importsOf(root: string, file: string): string[] {
  return readImportsOf(root, file)
    .filter(({ isTypeOnly }) => !isTypeOnly)
    .map(({ target }) => target);
}

/** How many imports lead from a file to each that it reaches. */
function reach(from: string, imports: Map<string, string[]>): Map<string, number> {
  const distances = new Map([[from, 0]]);
  for (const [file, distance] of distances) {
    for (const next of imports.get(file) ?? []) if (!distances.has(next)) distances.set(next, distance + 1);
  }
  return distances;
}
