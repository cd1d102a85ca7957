import { type ContractChange, type DocumentComparison, SEVERITIES, type Severity } from '../../diff/change.ts';
import type { Place } from '../../document/document.ts';
import type { ExceptionReport } from './exceptions.ts';
import type { VersionVerdict } from './version-verdict.ts';

/**
 * The result of `--prove` for one change. Mocks prove a request, and validators a response, which no mock reads.
 */
export type ProofResult =
  | { result: 'proven'; by: 'mocks' | 'validators' }
  | { result: 'not proven' | 'not tried'; reason: string };

export type ReportedChange = ContractChange & {
  proof?: ProofResult;
  /** The place in NEW that is nearest to a part that NEW does not have. */
  nearest?: Place;
};

/** A document as the report names it. */
export type ReportedDocument = {
  name: string;
  /** `info.version`. */
  version: string;
  /** Version of OpenAPI. */
  openapi: string;
};

/** The content of `--format json`, described in `report.schema.json`. */
export type DiffReport = {
  old: ReportedDocument;
  new: ReportedDocument;
  compared: DocumentComparison['compared'];
  /** The least severity that fails. */
  failOn: Severity;
  /** Numbers of changes by severity, without those that an exception accepts. */
  counts: Record<Severity, number>;
  /** Number of changes that an exception accepts. */
  accepted: number;
  changes: ReportedChange[];
  exceptions: ExceptionReport;
  version: VersionVerdict;
};

/** The parts of a report that are known before it is made. */
export type ReportParts = Omit<DiffReport, 'counts' | 'accepted'>;

/** The report of a comparison, the worst changes first. */
export function createDiffReport(parts: ReportParts): DiffReport {
  const { old, new: next, compared, failOn, exceptions, version } = parts;
  const open = parts.changes.filter(({ accepted }) => accepted === undefined);
  const countOf = (wanted: Severity): number => open.filter(({ severity }) => severity === wanted).length;
  const counts = {
    ...{ breaking: countOf('breaking'), risky: countOf('risky') },
    ...{ additive: countOf('additive'), docs: countOf('docs') },
  };
  const changes = parts.changes.toSorted((a, b) => severityRank(a) - severityRank(b));
  return {
    ...{ old, new: next, compared, failOn, counts },
    ...{ accepted: changes.length - open.length, changes, exceptions, version },
  };
}

function severityRank({ severity }: ContractChange): number {
  return SEVERITIES.indexOf(severity);
}

/** Whether a change makes the comparison fail. */
export function isFailing(change: ContractChange, failOn: Severity): boolean {
  return change.accepted === undefined && isOfSeverity(change, failOn);
}

/** Whether a change is at least as severe. */
export function isOfSeverity(change: ContractChange, least: Severity): boolean {
  return severityRank(change) <= SEVERITIES.indexOf(least);
}

/** Whether there was anything to compare. Without it there is no success. */
export function hasCompared({ compared: { operations, webhooks } }: Pick<DocumentComparison, 'compared'>): boolean {
  return operations + webhooks > 0;
}

/** The operations, webhooks and callbacks that a change is about, each once. */
export function titlesOf({ subject, subjects = [subject] }: ContractChange): string[] {
  return [...new Set(subjects.map(titleOfSubject))];
}

/** `POST /pets`, `webhook petAdded`, or `API`. */
export function titleOfSubject({ kind, method, path }: ContractChange['subject']): string {
  if (path === undefined) return 'API';
  const name = method === undefined ? path : `${method} ${path}`;
  return kind === 'operation' ? name : `${kind} ${name}`;
}
