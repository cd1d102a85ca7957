import { fingerprintOfFacts } from './canonical.ts';
import type { ChangeSubject, ContractChange, Severity } from './change.ts';
import { type ChangeDraft, type Proof, severityOfEffect } from './draft.ts';
import { changeKind } from './kinds.ts';
import { anonymousTemplate } from './pairs/operation-pairs.ts';
import type { DiffPolicy } from './policy.ts';
import { SCHEMA_GROUPS } from './schema-texts.ts';

/** Collects drafts. Those of one shared part are one change, with a subject for each place. */
export function createChanges(): {
  report: (draft: ChangeDraft) => void;
  finish: (policy: DiffPolicy) => ContractChange[];
} {
  const groups = new Map<string, ChangeGroup>();
  let count = 0;
  return {
    report: (draft) => {
      const key = draft.isShared === true ? groupKey(draft) : `single ${count++}`;
      const group: ChangeGroup = groups.get(key) ?? { draft, subjects: new Map(), provable: [] };
      group.subjects.set(JSON.stringify(draft.subject), draft.subject);
      if (draft.prove !== undefined && group.provable.length < MOST_PROOFS) group.provable.push(draft);
      groups.set(key, group);
    },
    finish: (policy) => [...groups.values()].map((group) => toChange(group, policy)),
  };
}

type ChangeGroup = {
  draft: ChangeDraft;
  subjects: Map<string, ChangeSubject>;
  /** Drafts for some of the subjects: not each of them has a valid message that shows the change. */
  provable: ChangeDraft[];
};

/** Operations that are tried for a change of a shared part. The first that shows it is enough. */
const MOST_PROOFS = 12;

function groupKey(draft: ChangeDraft): string {
  const { kind, direction, effect, severity, about, message, subject } = draft;
  // The same schema in another place of a value is the same change, but has other words.
  const isOfSchema = subject.at !== undefined || SCHEMA_GROUPS.includes(kind.split('.')[0] ?? '');
  return JSON.stringify([kind, direction, effect, severity, about, sharedPlace(draft), isOfSchema ? '' : message]);
}

/** A component that operations have now, or had before, has one place. The other place is that of each operation. */
function sharedPlace({ kind, pointers }: ChangeDraft): unknown {
  const own = kind.endsWith('added') ? pointers.new : kind.endsWith('removed') ? pointers.old : undefined;
  return own?.startsWith('#/components/') === true ? own : pointers;
}

function toChange({ draft, subjects: all, provable }: ChangeGroup, policy: DiffPolicy): ContractChange {
  const { kind, severity: given } = draft;
  const known = changeKind(kind);
  const direction = draft.direction ?? 'request';
  const usual = draft.effect === undefined ? known.severity[direction] : severityOfEffect(draft.effect, direction);
  const wanted = policy.severities[kind] ?? given ?? usual;
  // A kind that no message can show is breaking only if the configuration says so.
  const isShown = wanted === 'breaking' && (provable.length > 0 || policy.severities[kind] === undefined);
  const { proof, shown } = isShown ? firstWitness(draft, provable) : { proof: undefined, shown: draft };
  const severity: Severity = proof !== undefined && 'doubt' in proof ? 'risky' : wanted;
  const advice = severity === 'breaking' || severity === 'risky' ? known.advice?.[direction] : undefined;
  const { isShared: _, about: _about, prove: _prove, ...facts } = shown;
  const subjects = [shown.subject, ...[...all.values()].filter((one) => !isSameSubject(one, shown.subject))];
  return {
    ...facts,
    severity,
    ...(subjects.length > 1 ? { subjects } : {}),
    ...(advice === undefined ? {} : { advice }),
    fingerprint: fingerprintOfFacts(identityOf(draft, subjects)),
    ...(proof === undefined ? {} : 'witness' in proof ? { witness: proof.witness } : { unproven: proof.doubt }),
  };
}

function isSameSubject(one: ChangeSubject, other: ChangeSubject): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The first message that shows a change, and the draft that it belongs to. */
function firstWitness(draft: ChangeDraft, provable: ChangeDraft[]): { proof: Proof; shown: ChangeDraft } {
  let first: Proof | undefined;
  for (const one of provable) {
    const proof = one.prove?.();
    if (proof !== undefined && 'witness' in proof) return { proof, shown: one };
    first ??= proof;
  }
  return { proof: first ?? { doubt: 'No message shows it.' }, shown: draft };
}

/** The facts that stay the same however the document is written. */
function identityOf({ kind, direction, about, old, new: fresh }: ChangeDraft, subjects: ChangeSubject[]): unknown {
  const places = subjects.map(({ kind: what, method, path = '', part, at }) =>
    JSON.stringify([what, method, anonymousTemplate(path), part, at]),
  );
  return [kind, direction, about, plainValue(old), plainValue(fresh), places.sort()[0]];
}

/** References name components, which may be renamed. */
function plainValue(value: unknown): unknown {
  return JSON.stringify(value ?? null).includes('"$ref"') ? null : value;
}
