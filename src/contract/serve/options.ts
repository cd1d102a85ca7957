import type { CompiledContract } from '../document/compiled.ts';
import type { ReadOnlyMode } from './read-only.ts';
import type {
  BodyReader,
  MaybePromise,
  RawResponse,
  RejectedRequest,
  RejectionReason,
  SecurityCheck,
  UnreadRequest,
  Violation,
} from './types.ts';

/** Options of the contract handler and of every adapter. `Raw` is the request of the adapter's framework. */
export type ContractOptions<Principal, Raw> = {
  /** The `contract` of the `operations.ts` that `build` writes. */
  contract: CompiledContract;
  /** One function an operation, by operationId: `Handlers` of the same file. */
  handlers: object;
  /**
   * One check a security scheme, by its name in the contract. May be left out where the contract requires none.
   * `Principal` is not inferred from here, because checks may return different ones.
   */
  security?: Record<string, SecurityCheck<NoInfer<Principal>, Raw>>;
  /**
   * Turns a rejection into a response. Left out, the response has the form that the contract declares for the status,
   * and is problem details (RFC 9457) where the contract declares none.
   */
  reject?: (reason: RejectionReason, request: RejectedRequest<Principal>) => Promise<RawResponse> | RawResponse;
  /** Name of a request in logs and responses. Left out, a random UUID. */
  requestId?: (raw: Raw) => string;
  /**
   * The share of responses whose body and headers are validated before they are sent, from 0 (none) to 1 (all, if it
   * is left out). A violation becomes a 500. A status that is not declared is a 500 whatever the share.
   */
  validateResponses?: number;
  /** Largest body in bytes, after its content coding is decoded. 1 MiB if it is left out. */
  bodyLimit?: number;
  /** Treatment of read-only properties in a request; by default they are rejected. */
  readOnly?: ReadOnlyMode;
  /** A path that the contract does not have gets a 404, or is passed to the handlers after the adapter (`next`). */
  unknownPath?: 'respond' | 'next';
  /**
   * `enforce` rejects invalid requests. `report` only calls `onViolation` with violations that `enforce` would reject.
   * Handlers may then be missing, where the adapter has a next handler: requests of their operations go on to it with
   * their bodies unread. Operations with a handler receive invalid values, but never bodies that cannot be decoded.
   * Their credentials are always enforced.
   */
  validation?: 'enforce' | 'report';
  /** Called with each invalid request, before it is rejected or passed on. */
  onViolation?: (report: ViolationReport, raw: Raw) => void;
  /**
   * Whether a rejection with a status that the contract does not declare for the operation becomes a 500. Left out, it
   * is sent with its status, and one warning at the start lists the operations.
   */
  strict?: boolean;
  /** Receives the warnings of the start. Left out, they are written with `console.warn`. */
  onWarning?: (warning: string) => void;
  /**
   * Called when credentials are checked and nothing of the body is read. A response that it returns ends the request,
   * such as a 429: a body costs more to read than an address or a key costs to look up.
   */
  beforeBody?: (request: UnreadRequest<Principal>) => MaybePromise<RawResponse | undefined>;
  /**
   * Called before a response is sent, for the log. Left out beside `reject`, failures are written with `console.error`.
   */
  onResponse?: (info: ResponseInfo<Principal>, raw: Raw) => void;
  /** Called when a streamed body fails after its head was sent, for the log. The connection is then closed. */
  onStreamFailure?: (failure: unknown, raw: Raw) => void;
};

/** A request that the contract does not allow, and why. */
export type ViolationReport = {
  id: string;
  /** Undefined where no operation was found. */
  operationId: string | undefined;
  reason: RejectionReason;
  /** The violations of the kind `invalid`. Empty for other kinds. */
  violations: Violation[];
};

/** Facts of a request when its response is sent. */
export type ResponseInfo<Principal> = {
  operationId: string | undefined;
  principal: Principal | undefined;
  /** Why the response is a 500, for the log only. */
  failure: unknown;
};

/** Facts of an adapter for the contract handler. */
export type Adapter<Raw> = {
  reader: BodyReader<Raw>;
  /** Headers that were set before the request came here, by lower-case name. */
  presetHeaders?: (raw: Raw) => Record<string, unknown>;
  /** Whether a request without a response goes on to another handler. */
  passesOn?: boolean;
};
