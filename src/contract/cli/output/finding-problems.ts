import { FIX_HINTS } from '../../verify/check-hints.ts';
import { CHECK_NAMES } from '../../verify/check-names.ts';
import type { CountedFinding } from '../../verify/findings.ts';
import { createRedaction, type Redact, redactValues, secretsOfFinding } from '../../verify/redaction.ts';
import type { BaselineReport } from '../../verify/replay/baseline.ts';
import type { StoredFinding } from '../../verify/replay/findings-file.ts';
import type { ReplayOutcome } from '../../verify/replay/replay-run.ts';
import type { WriteOptions } from '../../verify/write-request.ts';
import { capitalized } from '../help.ts';
import type { ReportedProblem } from './problem.ts';

type FindingFacts = Pick<CountedFinding, 'check' | 'operationId' | 'message' | 'pointer' | 'fingerprint'>;

/** A finding as a problem. Its place is that of the operation or schema that the server contradicts. */
export function problemOfFinding(
  { check, operationId, message, pointer, fingerprint }: FindingFacts,
  redact: Redact = (text) => text,
): ReportedProblem {
  return {
    ...{ rule: check, level: 'error', message: redact(`${operationId}: ${message}`), pointer, fingerprint },
    ...{ about: capitalized(CHECK_NAMES[check]), help: FIX_HINTS[check] },
  };
}

/** The findings of a run, and those that its baseline accepts, without the credentials of the run. */
export function problemsOfRun(
  { findings, baseline }: { findings: CountedFinding[]; baseline?: BaselineReport },
  credentials: Pick<WriteOptions, 'auth' | 'schemeAuth' | 'otherAuth'>,
): ReportedProblem[] {
  const redactGiven = createRedaction(credentials);
  const toProblem = (finding: CountedFinding): ReportedProblem => {
    const redactOwn = redactValues(secretsOfFinding(finding));
    return problemOfFinding(finding, (text) => redactOwn(redactGiven(text)));
  };
  const accepted = (baseline?.accepted ?? []).map(({ entry, finding }) => ({
    ...toProblem(finding),
    accepted: `${entry.reason} Accepted until ${entry.expires}.`,
  }));
  return [...findings.map(toProblem), ...accepted];
}

/** Findings that are still there, and warnings of those about which nothing can be said. */
export function problemsOfReplay(
  { results }: ReplayOutcome,
  stored: StoredFinding[],
  credentials: Pick<WriteOptions, 'auth' | 'schemeAuth' | 'otherAuth'>,
): ReportedProblem[] {
  const redact = createRedaction(credentials);
  return results.flatMap((result, index) => {
    const finding = stored[index];
    if (finding === undefined || result.result === 'fixed') return [];
    const message = result.message ?? finding.message;
    if (result.result === 'still there') return [problemOfFinding({ ...finding, message }, redact)];
    const unclear = problemOfFinding({ ...finding, message: `The replay is unclear: ${message}.` }, redact);
    return [{ ...unclear, level: 'warning' as const }];
  });
}
