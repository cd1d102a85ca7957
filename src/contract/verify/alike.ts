import type { CheckName } from './check-names.ts';
import type { CountedFinding } from './findings.ts';

/** The findings of one group that are reported one by one, at most. */
const MOST_SINGLE = 5;
/** Checks whose groups have one cause. */
const ONE_CAUSE: readonly CheckName[] = ['ignored_auth'];
/** Members that are named with the finding of their group. */
const MOST_NAMED = 4;

/** A finding as it is reported, and the one that it stands for. */
export type FoldedFinding = { finding: CountedFinding; first: CountedFinding };

/**
 * Makes one finding of a large group: a server that does not validate a body accepts anything at each place of it. The fingerprint
 * is that of the first.
 */
export function foldAlike(findings: CountedFinding[]): FoldedFinding[] {
  const groups = new Map<unknown, CountedFinding[]>();
  for (const finding of findings) {
    const { check, operationId, alike } = finding;
    const key = alike === undefined ? finding : JSON.stringify([check, operationId, alike.group]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const most = first !== undefined && ONE_CAUSE.includes(first.check) ? 1 : MOST_SINGLE;
    return first === undefined || group.length <= most
      ? group.map((finding) => ({ finding, first: finding }))
      : [{ finding: foldGroup(first, group), first }];
  });
}

function foldGroup(first: CountedFinding, group: CountedFinding[]): CountedFinding {
  const others = group.slice(1);
  const also = others.slice(0, MOST_NAMED).flatMap(({ alike }) => alike?.why ?? []);
  const left = others.length - also.length;
  if (left > 0) also.push(`${left} more of the same kind`);
  return { ...first, count: group.reduce((sum, { count }) => sum + count, 0), also };
}
