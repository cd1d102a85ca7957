import { gte, inc, parse } from 'semver';
import type { ContractChange, Severity } from '../../diff/change.ts';

/** The part of a version that has to move, the most first. */
export const BUMPS = ['major', 'minor', 'patch', 'none'] as const;

export type Bump = (typeof BUMPS)[number];

/** The effect of all changes on the version of the document (SemVer 2.0.0). */
export type VersionVerdict = {
  /** The part that the changes have to move. */
  bump: Bump;
  /** `info.version` of both documents. */
  old: string;
  new: string;
  /** The next version after that of OLD. Absent if that is not a semantic version. */
  next?: string;
  /** Whether the version of NEW is the next one or a later one. Absent if one of them is not a semantic version. */
  isEnough?: boolean;
  /** The rule that decides, or why nothing is decided, as a sentence. */
  reason: string;
};

const BUMP_OF: Record<Severity, Bump> = { breaking: 'major', risky: 'minor', additive: 'minor', docs: 'patch' };

/** An accepted breaking change is a decision that it breaks nobody. */
function bumpOf({ severity, accepted }: ContractChange): Bump {
  return severity === 'breaking' && accepted !== undefined ? 'minor' : BUMP_OF[severity];
}

/** @param old `info.version` of OLD */
export function decideVersion(changes: ContractChange[], old: string, next: string): VersionVerdict {
  const needed = BUMPS.find((bump) => changes.some((change) => bumpOf(change) === bump)) ?? 'none';
  const before = parse(old);
  const after = parse(next);
  const versions = { old, new: next };
  if (before === null) return { bump: needed, ...versions, reason: `"${old}" of OLD is not a semantic version.` };
  const isInitial = before.major === 0;
  // SemVer 2.0.0 §4 has no rule for 0.x. npm, Cargo and others read the second number as the first.
  const bump = isInitial && needed === 'major' ? 'minor' : isInitial && needed === 'minor' ? 'patch' : needed;
  const wanted = bump === 'none' ? before.version : inc(before.version, bump);
  const reason = isInitial ? IN_0 : RULES[needed];
  if (wanted === null) return { bump, ...versions, reason };
  if (after === null)
    return { bump, ...versions, next: wanted, reason: `${reason} "${next}" of NEW is not a semantic version.` };
  // A prerelease of the wanted version promises that version (§9).
  const target = `${after.major}.${after.minor}.${after.patch}`;
  return { bump, ...versions, next: wanted, isEnough: gte(target, wanted) && gte(after, before), reason };
}

const IN_0 = 'Before 1.0.0 a breaking change moves the second number, and any other change the third.';

const RULES: Record<Bump, string> = {
  major: 'A breaking change moves the major version.',
  minor: 'Changes that only add something, or are risky, move the minor version.',
  patch: 'Changes of the documentation move the patch version.',
  none: 'There are no changes, hence the version can stay.',
};
