import type { Readable } from 'node:stream';
import type { Request } from 'express';

/** An answer without its types, as the router sends it. */
export type RawResponse = {
  status: number;
  headers?: Record<string, unknown>;
  /**
   * JSON for a JSON media type; for any other the text, bytes or stream itself. One array property of a JSON object may be
   * an `AsyncIterable` of arrays of its items, which is read as the client reads.
   */
  body?: unknown | string | Uint8Array | Readable;
  /** The media type to answer in. Where it is left out, the first that the contract declares. */
  contentType?: string;
};

/** One way in which a request does not meet the contract. */
export type Violation = {
  in: 'path' | 'query' | 'header' | 'cookie' | 'body';
  /** Where: the parameter's name, or the way through the body, such as `allowed_origins[2]`. Empty for all of it. */
  path: string;
  /** The JSON Schema keyword that is not met. */
  keyword: string;
  /** What must be, without the name of the field: "must be at most 1". */
  message: string;
};

/** Why the router does not hand a request to a handler. How it looks on the wire is the API's choice. */
export type RejectionReason =
  | { kind: 'path_unknown' }
  | { kind: 'method_not_allowed'; allow: string[] }
  | { kind: 'unauthorized' }
  | { kind: 'media_type_unsupported'; accepted: string[] }
  | { kind: 'content_encoding_unsupported' }
  | { kind: 'body_too_large'; limit: number }
  | { kind: 'body_undecodable'; reason: string }
  | {
      kind: 'invalid';
      violations: Violation[];
      body: unknown;
      params: Record<string, unknown>;
      query: Record<string, unknown>;
    }
  | { kind: 'failed'; error: unknown };

/** What is known of a request when it is rejected. */
export type RejectedRequest<Principal> = {
  id: string;
  /** Undefined where no operation was found. */
  operationId: string | undefined;
  principal: Principal | undefined;
};

/** Checks the credentials of one security scheme. Answers the principal, or undefined where they do not hold. */
export type SecurityCheck<Principal> = (request: Request) => Promise<Principal | undefined> | Principal | undefined;

/**
 * Which texts a body may hold. `well-formed` rejects half of a surrogate pair and NUL, in values and in names: many
 * databases and parsers cannot keep them.
 */
export type TextRule = 'any' | 'well-formed';

/** A body, and what of it a validator gets: parts that are files stand there as texts. */
export type ReadBody = {
  value: unknown;
  judged: unknown;
  /** Numbers and texts that cannot be kept as they were sent, which no schema sees in their values. */
  faults: Violation[];
};

/** What is known of a request before its body is read. */
export type UnreadRequest<Principal> = {
  id: string;
  operationId: string;
  principal: Principal | undefined;
  /** Address of the caller, as Express knows it. */
  ip: string | undefined;
};

/** Thrown to end a request before its body is read: a hook of openapi-backend ends a request only by throwing. */
export class Ended extends Error {
  override name = 'Ended';
  readonly answer: RawResponse;
  constructor(answer: RawResponse) {
    super(`The request ends with the status ${answer.status} before its body is read.`);
    this.answer = answer;
  }
}

/** A refusal on its way out of openapi-backend, which lets a hook end a request only by throwing. */
export class Rejection extends Error {
  override name = 'Rejection';
  readonly reason: RejectionReason;
  constructor(reason: RejectionReason) {
    super(reason.kind);
    this.reason = reason;
  }
}
