import type { AcceptedSoFar } from './acceptance.ts';
import type { Alike } from './alike.ts';
import type { Canaries } from './canaries.ts';
import type { CheckName } from './check-names.ts';
import type { Case, Received, SentRequest } from './types.ts';
import type { VerifiableOperation } from './verifiable-operation.ts';

/** Input of a check of one exchange. */
export type CheckedExchange = {
  operation: VerifiableOperation;
  /** Undefined of requests that only prepare others. */
  tried: Case | undefined;
  request: SentRequest;
  response: Received;
  canaries: Canaries;
  /** The methods of an operation's path, in upper case. */
  methods: (operation: VerifiableOperation) => string[];
  /** The methods of other templated paths that may match the same URL, in upper case. */
  overlapping: (operation: VerifiableOperation) => string[];
  /** Credentials of the request that may be in no response. */
  secrets?: string[];
  /** Maximum milliseconds of a response; undefined without a limit. */
  maxResponseMs?: number;
} & Partial<AcceptedSoFar>;

/** Something wrong with an exchange. */
export type CheckFault = {
  message: string;
  /** In the bundled contract, as a JSON Pointer fragment. */
  pointer: string;
  /** Distinguishes this cause from other causes of the same check and operation. */
  cause: string;
  /** Description of the case, if the cause does not contain it. */
  tried?: string;
  alike?: Alike;
};

/** A check of single exchanges. */
export type Check = {
  name: CheckName;
  findFaults: (checked: CheckedExchange) => CheckFault[];
};
