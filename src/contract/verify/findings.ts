import { type Alike, foldAlike } from './alike.ts';
import type { CheckFault } from './check.ts';
import type { CheckName } from './check-names.ts';
import { fingerprintOfFinding } from './replay/fingerprint.ts';
import type { Evidence } from './replay/scope.ts';
import type { Finding, Received, ResponseExcerpt, SentRequest } from './types.ts';
import type { VerifiableOperation } from './verifiable-operation.ts';

/** A finding and how often it was met. */
export type CountedFinding = Finding & {
  count: number;
  /** The same for the same defect in every run. */
  fingerprint: string;
  alike?: Alike;
};

/** A fault and the request that shows it. */
export type ReportedFault = {
  check: CheckName;
  operation: VerifiableOperation;
  fault: CheckFault;
  request: SentRequest;
  /** Undefined if no response arrived. */
  response?: Received | undefined;
  /** The requests that must come before. */
  steps?: SentRequest[];
  /** Requests that were under way at the same time, after `steps`. */
  atOnce?: SentRequest[];
  /** If it is reported after the end of its unit. */
  evidence?: Evidence;
};

/** The findings of a run, one for each cause. */
export type Findings = {
  /** Returns the finding if it is new. */
  add: (reported: ReportedFault) => CountedFinding | undefined;
  has: (check: CheckName, operation: VerifiableOperation) => boolean;
  /** Large groups of alike findings are one. */
  list: () => CountedFinding[];
  /** The number of findings, each of a group counted. */
  size: () => number;
};

/** Maximum number of other cases of the same cause that are listed with a finding. */
const MOST_ALSO = 4;

/** Characters of a response's body that are kept with a finding. */
const MOST_TEXT = 10_000;

function excerptOf({ headers, text }: Received): ResponseExcerpt {
  return text.length > MOST_TEXT ? { headers, text: text.slice(0, MOST_TEXT), length: text.length } : { headers, text };
}

export function createFindings(): Findings {
  const findings = new Map<string, CountedFinding>();
  const firsts = new Map<string, string>();
  return {
    add: ({ check, operation: { operationId }, fault, request, response, steps = [], atOnce }) => {
      const key = [check, operationId, fault.cause].join(' | ');
      const known = findings.get(key);
      const { tried = '', ...rest } = fault;
      if (known === undefined) {
        const withResponse = response === undefined ? {} : { status: response.status, response: excerptOf(response) };
        const before = { ...(steps.length === 0 ? {} : { steps }), ...(atOnce === undefined ? {} : { atOnce }) };
        const message = `${rest.message} ${tried}`.trim();
        const fingerprint = fingerprintOfFinding({ check, operationId, cause: fault.cause, request });
        const about = { check, operationId, ...rest, message, fingerprint };
        const added = { ...about, request, ...before, ...withResponse, count: 1 };
        findings.set(key, added);
        firsts.set(key, tried);
        return added;
      }
      known.count += 1;
      const isNew = tried !== '' && firsts.get(key) !== tried && known.also?.includes(tried) !== true;
      if (isNew && (known.also?.length ?? 0) < MOST_ALSO) known.also = [...(known.also ?? []), tried];
      return undefined;
    },
    has: (check, { operationId }) =>
      [...findings.values()].some((one) => one.check === check && one.operationId === operationId),
    size: () => findings.size,
    list: () => foldAlike([...findings.values()]).map(({ finding }) => finding),
  };
}
