import { fingerprintOfFacts } from './canonical.ts';
import type { ChangeSubject, ContractChange, Severity } from './change.ts';
import { type ChangeDraft, severityOfEffect } from './draft.ts';
import { changeKind } from './kinds.ts';
import { anonymousTemplate } from './pairs/operation-pairs.ts';
import type { DiffPolicy } from './policy.ts';

/** Collects drafts. Those of one shared part are one change, with a subject for each place. */
export function createChanges(): {
  report: (draft: ChangeDraft) => void;
  finish: (policy: DiffPolicy) => ContractChange[];
} {
  const groups = new Map<string, { draft: ChangeDraft; subjects: Map<string, ChangeSubject> }>();
  let count = 0;
  return {
    report: (draft) => {
      const key = draft.isShared === true ? groupKey(draft) : `single ${count++}`;
      const group = groups.get(key) ?? { draft, subjects: new Map() };
      group.subjects.set(JSON.stringify(draft.subject), draft.subject);
      groups.set(key, group);
    },
    finish: (policy) =>
      [...groups.values()].map(({ draft, subjects }) => toChange(draft, [...subjects.values()], policy)),
  };
}

function groupKey({ kind, direction, effect, severity, about, pointers, message, subject }: ChangeDraft): string {
  // The same part in another place of a value is the same change, but has other words.
  return JSON.stringify([kind, direction, effect, severity, about, pointers, subject.at === undefined ? message : '']);
}

function toChange(draft: ChangeDraft, subjects: ChangeSubject[], policy: DiffPolicy): ContractChange {
  const { isShared: _, about: _about, prove, kind, severity: given, ...facts } = draft;
  const known = changeKind(kind);
  const direction = draft.direction ?? 'request';
  const usual = draft.effect === undefined ? known.severity[direction] : severityOfEffect(draft.effect, direction);
  let severity: Severity = policy.severities[kind] ?? given ?? usual;
  const advice = severity === 'breaking' || severity === 'risky' ? known.advice?.[direction] : undefined;
  const change: Omit<ContractChange, 'severity'> = {
    ...facts,
    kind,
    ...(subjects.length > 1 ? { subjects } : {}),
    ...(advice === undefined ? {} : { advice }),
    fingerprint: fingerprintOfFacts(identityOf(draft, subjects)),
  };
  if (severity === 'breaking') {
    const proof = prove?.() ?? { doubt: 'No message shows it.' };
    if ('witness' in proof) change.witness = proof.witness;
    else {
      severity = 'risky';
      change.unproven = proof.doubt;
    }
  }
  return { ...change, severity };
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
