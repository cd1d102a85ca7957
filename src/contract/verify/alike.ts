import type { InvalidBodies } from './acceptance.ts';
import type { CheckName } from './check-names.ts';
import type { CountedFinding } from './findings.ts';

/** Findings of one group may have one cause. */
export type Alike = {
  group: string;
  /** Describes this one. */
  why: string;
  /** Set if an invalid body was accepted. */
  bodies?: InvalidBodies;
};

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
    const key = alike === undefined ? finding : JSON.stringify([check, operationId, groupOfAlike(alike)]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const most = first !== undefined && hasOneCause(first) ? 1 : MOST_SINGLE;
    return first === undefined || group.length <= most
      ? group.map((finding) => ({ finding, first: finding }))
      : [{ finding: foldGroup(first, group), first }];
  });
}

function hasOneCause({ check, alike }: CountedFinding): boolean {
  return ONE_CAUSE.includes(check) || isOfUnvalidated(alike);
}

/** Whether no invalid body of the media type was rejected. Then no keyword of the schema is the cause. */
function isOfUnvalidated(alike: Alike | undefined): boolean {
  return alike?.bodies?.rejected === 0;
}

function groupOfAlike({ group, bodies }: Alike): string {
  return bodies?.rejected === 0 ? `bodies ${bodies.mediaType}` : group;
}

function foldGroup(first: CountedFinding, group: CountedFinding[]): CountedFinding {
  const others = group.slice(1);
  const also = others.slice(0, MOST_NAMED).flatMap(({ alike }) => alike?.why ?? []);
  const left = others.length - also.length;
  if (left > 0) also.push(`${left} more of the same kind`);
  const { alike } = first;
  const none = isOfUnvalidated(alike) ? ` No invalid body of ${alike?.bodies?.mediaType} was rejected.` : '';
  const count = group.reduce((sum, { count }) => sum + count, 0);
  return { ...first, message: first.message + none, count, also };
}
