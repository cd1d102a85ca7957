import { declaresSuccess } from './checks.ts';
import type { Run, RunOptions } from './run-context.ts';
import type { VerifiableOperation } from './verifiable-operation.ts';

/** An operation without a sent case. */
export type NotTried = { operationId: string; reason: string };

type RunEnd = { counts: Record<string, unknown>; locked: Map<VerifiableOperation, string>; isLate: boolean };

/** The selected operations without a sent case, each with the reason. */
export function listNotTried(
  { planning, options }: Run,
  wanted: VerifiableOperation[],
  { counts, locked, isLate }: RunEnd,
): NotTried[] {
  const reasonOf = (operation: VerifiableOperation): string => {
    const lock = locked.get(operation);
    if (lock !== undefined) return lock;
    if (planning.examples(operation).length === 0) return 'no request was found that the contract allows';
    if (isLate) return `the time limit of ${options.timeMs / 1000} s (--time) was reached`;
    if (options.maxCases < wanted.length)
      return `there are more operations than cases (--max-cases ${options.maxCases})`;
    return `it has no case of the phases ${options.phases.join(', ')}`;
  };
  return wanted
    .filter(({ operationId }) => !Object.hasOwn(counts, operationId))
    .map((operation) => ({ operationId: operation.operationId, reason: reasonOf(operation) }));
}

/** Statuses that say nothing of the operation itself: the request did not come as far. */
const BEFORE_IT = [401, 403, 404];

/** A sentence for each operation whose valid requests never succeeded. */
export function listUnreached({ statuses }: Run): string[] {
  return [...statuses].flatMap(([operationId, found]) => {
    const all = [...found];
    if (!all.every((status) => BEFORE_IT.includes(status))) return [];
    return [`${operationId}: every valid request returned ${all.sort().join(' or ')}, so only its errors were tried`];
  });
}

/** A sentence for each operation that declares errors only: a valid request has no declared response. */
export function listWithoutSuccess(wanted: VerifiableOperation[]): string[] {
  return wanted
    .filter((operation) => !declaresSuccess(operation))
    .map(
      ({ operationId }) => `${operationId}: only errors are declared, so rejections of valid requests are not reported`,
    );
}

/** A sentence for each operation that was tried in part. */
export function listGaps(run: Run, wanted: VerifiableOperation[]): string[] {
  return [...listUnreached(run), ...listWithoutSuccess(wanted)];
}

/** Which operations were sent fewer cases than there are, and why. */
export function sentenceOfCut({ timeMs, maxCases }: RunOptions, cut: VerifiableOperation[], isLate: boolean): string {
  const names = cut.slice(0, MOST_NAMED).map(({ operationId }) => operationId);
  const more = cut.length > names.length ? ` and ${cut.length - names.length} more` : '';
  const limit = isLate ? `--time ${timeMs / 1000}` : `--max-cases ${maxCases}`;
  return `${limit} ended the run before all cases were sent of ${names.join(', ')}${more}.`;
}

const MOST_NAMED = 5;

/** A reason as a sentence of its own. */
export function sentence(reason: string): string {
  return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;
}
