import type { CheckName } from '../../../src/contract/verify/check-names.ts';
import type { StoredFinding } from '../../../src/contract/verify/replay/findings-file.ts';

/** The class of a finding: a defect of the server, one of its document, or of `verify`. */
export type FindingClass = 'true' | 'document' | 'false';

/** A rule that classifies findings of one cause. */
export type Triage = {
  class: FindingClass;
  check: CheckName | CheckName[];
  /** Ids of operations; absent for all. */
  operations?: string[];
  /** Matches the message; absent for all messages. */
  message?: RegExp;
  /** One sentence. */
  reason: string;
};

/** Findings by class, and both the findings and the rules that are left over. */
export type Triaged = {
  counts: Record<FindingClass, number>;
  untriaged: StoredFinding[];
  unused: Triage[];
};

/** Classifies each finding by the first rule that matches it. */
export function triage(findings: StoredFinding[], rules: Triage[]): Triaged {
  const counts = { true: 0, document: 0, false: 0 };
  const used = new Set<Triage>();
  const untriaged: StoredFinding[] = [];
  for (const finding of findings) {
    const rule = rules.find((one) => matches(one, finding));
    if (rule === undefined) untriaged.push(finding);
    else {
      used.add(rule);
      counts[rule.class] += 1;
    }
  }
  return { counts, untriaged, unused: rules.filter((rule) => !used.has(rule)) };
}

function matches({ check, operations, message }: Triage, finding: StoredFinding): boolean {
  const isCheck = [check].flat().includes(finding.check);
  const isOperation = operations === undefined || operations.includes(finding.operationId);
  return isCheck && isOperation && (message === undefined || message.test(finding.message));
}
