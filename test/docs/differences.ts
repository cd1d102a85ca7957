import type { Cell, Difference } from './guide.ts';
import type { Parts } from './requests.ts';

/** The responses of two apps to one request, or the output of two programs for one call. */
export type Compared = { title: string; before: Parts; after: Parts };

/** Requests that a row of a table may name together. */
const GROUPS: Record<string, (compared: Compared) => boolean> = {
  'every response': () => true,
  'every success': ({ after }) => Number(after.status) < 400,
  'every rejection': ({ after }) => Number(after.status) >= 400,
  'every unauthorized request': ({ after }) => after.status === '401',
};

/** Contradictions between a table of differences and the responses of two apps, as sentences. */
export function contradictions(differences: Difference[], all: Compared[]): string[] {
  return [
    ...all.flatMap((compared) => {
      const rows = differences.filter((row) => isAbout(row, compared));
      const parts = rows.map(({ part }) => part);
      // A response with another status is another one altogether.
      if (parts.includes('status')) return [];
      const differing = differingParts(compared).filter((part) => !parts.includes(part));
      return differing.map((part) => `"${compared.title}": ${part} differs. ${valuesOf(compared, part)}`);
    }),
    ...differences.flatMap((row) => violationsOf(row, all)),
  ];
}

function isAbout({ requests }: Difference, compared: Compared): boolean {
  return GROUPS[requests]?.(compared) ?? compared.title === requests;
}

function differingParts({ before, after }: Compared): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((part) => before[part] !== after[part]);
}

function violationsOf(row: Difference, all: Compared[]): string[] {
  const { requests, part, before, after } = row;
  const about = all.filter((compared) => isAbout(row, compared));
  const where = `Row "${requests}", ${part}`;
  if (about.length === 0) return [`${where}: there is no such request.`];
  if (!about.some((compared) => differingParts(compared).includes(part))) return [`${where}: nothing differs.`];
  const isGroup = Object.hasOwn(GROUPS, requests);
  return [
    ...missing(
      before,
      about.map((compared) => compared.before[part]),
      isGroup,
    ).map((what) => `${where}, before: ${what}`),
    ...missing(
      after,
      about.map((compared) => compared.after[part]),
      isGroup,
    ).map((what) => `${where}, after: ${what}`),
  ];
}

/** What a cell says and the values of the part are not. In a group each text must be in one of the values. */
function missing({ isNone, holds, lacks }: Cell, values: (string | undefined)[], isGroup: boolean): string[] {
  const present = values.filter((value) => value !== undefined);
  if (isNone) return present.map((value) => `must be absent, is ${value}`);
  if (holds.length + lacks.length === 0) return ['the cell holds no value in backticks'];
  return [
    ...holds
      .filter((text) => !(isGroup ? present.some((value) => value.includes(text)) : present[0]?.includes(text)))
      .map((text) => `must hold ${text}: ${present.join(' | ')}`),
    ...lacks
      .filter((text) => present.some((value) => value.includes(text)))
      .map((text) => `must not hold ${text}: ${present.join(' | ')}`),
  ];
}

function valuesOf({ before, after }: Compared, part: string): string {
  return `Before: ${before[part] ?? 'none'}. After: ${after[part] ?? 'none'}.`;
}
