import type { CountedFinding } from '../findings.ts';

/** A finding that a team accepts for some time. */
export type AcceptedEntry = {
  fingerprint: string;
  reason: string;
  /** The last day, such as 2027-01-31, in UTC. */
  expires: string;
};

/** The effect of a baseline on a result. */
export type BaselineReport = {
  /** Findings that are accepted, each with its entry. */
  accepted: { entry: AcceptedEntry; finding: CountedFinding }[];
  /** Findings whose entry has expired. They fail. */
  expired: { entry: AcceptedEntry; finding: CountedFinding }[];
  /** Entries without a finding. */
  unseen: AcceptedEntry[];
};

/**
 * Splits findings by a baseline.
 *
 * @param today such as 2027-01-31
 * @returns the findings that fail, which include expired ones
 */
export function applyBaseline(
  findings: CountedFinding[],
  entries: AcceptedEntry[],
  today: string,
): { failing: CountedFinding[]; report: BaselineReport } {
  const byFingerprint = new Map(entries.map((entry) => [entry.fingerprint, entry]));
  const failing: CountedFinding[] = [];
  const report: BaselineReport = { accepted: [], expired: [], unseen: [] };
  const seen = new Set<string>();
  for (const finding of findings) {
    const entry = byFingerprint.get(finding.fingerprint);
    seen.add(finding.fingerprint);
    if (entry === undefined || entry.expires < today) failing.push(finding);
    if (entry !== undefined) (entry.expires < today ? report.expired : report.accepted).push({ entry, finding });
  }
  report.unseen = entries.filter(({ fingerprint }) => !seen.has(fingerprint));
  return { failing, report };
}

/** The part of a report about a baseline. */
export function formatBaseline({ accepted, expired, unseen }: BaselineReport): string[] {
  const lineOf = ({ entry, finding }: BaselineReport['accepted'][number]): string =>
    `  ${finding.operationId}: ${finding.check}, fingerprint ${entry.fingerprint}, until ${entry.expires}: ${entry.reason}`;
  const section = (title: string, lines: string[]): string[] => (lines.length === 0 ? [] : [title, ...lines, '']);
  return [
    ...section('Accepted by the baseline:', accepted.map(lineOf)),
    ...section('No longer accepted, because the entry of the baseline has expired:', expired.map(lineOf)),
    ...section(
      'In the baseline, but not found in this run:',
      unseen.map(({ fingerprint, reason }) => `  ${fingerprint}: ${reason}`),
    ),
  ];
}
