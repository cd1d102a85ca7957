import type { CheckName } from './check-names.ts';
import type { Observation } from './coverage/coverage.ts';
import type { CountedFinding } from './findings.ts';
import type { LearnedValue } from './learning.ts';
import type { LoginPlan } from './login.ts';
import type { Plan } from './plan.ts';
import type { Planning } from './planning.ts';
import type { Evidence } from './replay/scope.ts';
import type { Resources } from './resources.ts';
import type { Sender } from './send.ts';
import type { Session } from './session.ts';
import type { Phase, RequestParts } from './types.ts';
import type { VerifiableOperation } from './verifiable-operation.ts';
import type { WorkflowPlan } from './workflows/workflow-run.ts';
import type { WorkflowResult } from './workflows/workflows.ts';

/** Options of a run. */
export type RunOptions = {
  /** URL of the server, without a base path. */
  url: string;
  /** In the place of the paths of the contract's servers. */
  basePath?: string;
  /** Headers that carry valid credentials, by name. */
  auth: Record<string, string>;
  /** The same of single security schemes, by name, where one kind of credentials does not do for all operations. */
  schemeAuth?: Record<string, Record<string, string>>;
  /** The same of somebody who must not see what the first one has; empty where there is nobody. */
  otherAuth: Record<string, string>;
  seed: number;
  /** So many cases are sent at most. */
  maxCases: number;
  /** Only these operations, where there are any. */
  operations: string[];
  /** Only these phases, where there are any. */
  phases: Phase[];
  /** Names of checks that are switched off. */
  off: CheckName[];
  /** Milliseconds after which no further case is begun. */
  timeMs: number;
  /** Milliseconds to wait for each response; 10 000 if it is left out. */
  responseMs?: number;
  /** Milliseconds that a response may take; a slower one is a finding. */
  maxResponseMs?: number;
  /** Requests that are under way at once. */
  concurrency: number;
  /** Requests per second; not limited if it is left out. */
  rate?: number;
  /** How the run gets credentials by a request. */
  login?: LoginPlan;
  /** Whether values are learned from responses before the run. */
  learn?: boolean;
  /** Commands and requests before the run. */
  setup?: string[];
  /** Commands and requests before each sequence. */
  reset?: string[];
  /** Workflows of an Arazzo document. */
  workflows?: WorkflowPlan;
  /** Called with how far the run is. */
  onProgress: (sentence: string) => void;
  /**
   * Called with each request that got a response, and with the items of the contract that it was the first to exercise.
   */
  onExchange?: (observation: Observation, news: string[]) => void;
  /** Called with each new finding and the exchanges that it follows from. */
  onFinding?: (finding: CountedFinding, evidence: Evidence) => void;
  /** Ends the run before its next request. The findings so far are its result. */
  signal?: AbortSignal;
  /** Another server that must validate the same requests alike, such as a mock. */
  against?: string;
};

/** Context of a run. */
export type Run = {
  plan: Plan;
  sender: Sender;
  session: Session;
  resources: Resources;
  /** Values that were learned from responses, if they were to be. */
  learned?: LearnedValue[];
  /** The results of workflows, if they were run. */
  workflows?: WorkflowResult[];
  /** Brings the server into its first state, if the run can. */
  reset?: () => Promise<void>;
  planning: Planning;
  options: RunOptions;
  /** The operations that are to be tried, without those that cannot be. */
  wanted: VerifiableOperation[];
  /** On the clock of `performance.now`; no request of a sequence is begun after it. */
  stateEnd: number;
  untried: string[];
  /** Requests that have made a resource, by the operation that makes it. */
  makers: Map<VerifiableOperation, RequestParts>;
  /** Lists of which not all pages are read. */
  longLists: Set<VerifiableOperation>;
  /** Statuses of the responses to requests that the contract allows, by operation. */
  statuses: Map<string, Set<number>>;
  /** Adds to them. */
  note: (operation: VerifiableOperation, status: number) => void;
  /** Counts a case of an operation. */
  count: (operation: VerifiableOperation, phase: Phase) => void;
};

/** The parts of a run that it fills itself, empty. */
export function emptyRecords(): Pick<Run, 'untried' | 'makers' | 'longLists' | 'statuses' | 'note'> {
  const statuses: Run['statuses'] = new Map();
  const note: Run['note'] = ({ operationId }, status) => {
    statuses.set(operationId, (statuses.get(operationId) ?? new Set()).add(status));
  };
  return { untried: [], makers: new Map(), longLists: new Set(), statuses, note };
}

/** Whether a phase is asked for. The phase `security` runs only if it is named. */
export function isPhaseWanted({ phases }: RunOptions, phase: Phase): boolean {
  return phases.length === 0 ? phase !== 'security' : phases.includes(phase);
}
