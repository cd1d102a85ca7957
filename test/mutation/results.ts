import type { Mutant } from './mutants.ts';

export type Status = 'killed' | 'survived' | 'compiler' | 'gone';

/**
 * What came of a mutant. `by` is the test that noticed it; of a survivor, how many test files ran. `gone`: a survivor of an
 * earlier run whose code is no longer there.
 */
export type Result = { mutant: Mutant; area: string; status: Status; by: string };

export function describe({ file, line, kind, from, to }: Mutant): string {
  const short = (text: string): string => text.replaceAll(/\s+/g, ' ').slice(0, 60);
  return `${file}:${line} ${kind}: ${short(from)} -> ${short(to)}`;
}

export function count(results: Result[], area: string, status?: Status): number {
  return results.filter((one) => one.area === area && (status === undefined || one.status === status)).length;
}

/** Prints the table and the survivors. */
export function report(areas: string[], results: Result[]): void {
  const rows = [...areas, ...(areas.length > 1 ? ['all'] : [])].map((area) => {
    const own = results.filter((one) => area === 'all' || one.area === area);
    const number = (status: Status): number => own.filter((one) => one.status === status).length;
    const [killed, survived] = [number('killed'), number('survived')];
    return {
      area,
      mutants: killed + survived,
      killed,
      'of them by a timeout': own.filter(({ status, by }) => status === 'killed' && by.endsWith('timeout)')).length,
      survived,
      rate: killed + survived === 0 ? '-' : `${((100 * killed) / (killed + survived)).toFixed(1)} %`,
      'rejected by the compiler': number('compiler'),
      ...(results.some(({ status }) => status === 'gone') ? { gone: number('gone') } : {}),
    };
  });
  console.table(rows);
  const survivors = results.filter(({ status }) => status === 'survived');
  if (survivors.length === 0) return;
  console.log('Survived:');
  for (const line of survivors.map(({ mutant, by }) => `${describe(mutant)}  (${by})`).sort()) console.log(line);
}
