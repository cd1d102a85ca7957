import type { Severity } from '../../diff/change.ts';
import type { ReportedProblem } from '../output/problem.ts';
import { isOfSeverity, type ReportedChange, titleOfSubject } from './diff-report.ts';

/**
 * The changes that fail or are risky as problems, for annotations and SARIF. The place is that in NEW, which is the file
 * that a pull request changes.
 *
 * @param failOn the least severity that fails; undefined if the version has moved far enough
 * @param aboutOf the kind in one sentence
 */
export function problemsOfDiff(
  changes: ReportedChange[],
  failOn: Severity | undefined,
  aboutOf: (kind: string) => string | undefined,
): ReportedProblem[] {
  return changes.flatMap((change): ReportedProblem[] => {
    const { kind, severity, subject, message, advice, places, nearest, fingerprint, accepted } = change;
    const fails = failOn !== undefined && isOfSeverity(change, failOn);
    if (!fails && severity !== 'risky' && severity !== 'breaking') return [];
    const place = places?.new ?? nearest;
    const about = aboutOf(kind);
    const part = subject.part === undefined ? '' : `, ${subject.part}`;
    const until = accepted?.expires === undefined ? '' : ` Accepted until ${accepted.expires}.`;
    return [
      {
        ...{ rule: kind, level: fails ? 'error' : 'warning', fingerprint },
        message: `${titleOfSubject(subject)}${part}: ${message}`,
        ...(place === undefined ? {} : { place }),
        ...(about === undefined ? {} : { about }),
        ...(advice === undefined ? {} : { help: advice }),
        ...(accepted === undefined ? {} : { accepted: `${accepted.reason}${until}` }),
      },
    ];
  });
}
