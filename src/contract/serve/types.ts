import type { CompiledSecurityScheme } from '../document/compiled.ts';

/** Headers of a request by lower-case name. A header that was sent more than once may be an array. */
export type RequestHeaders = Record<string, string | string[] | undefined>;

/** A value, or a promise of it where it has to be waited for. */
export type MaybePromise<Value> = Value | Promise<Value>;

/** A response without its types, as handlers return it. */
export type RawResponse = {
  status: number;
  headers?: Record<string, unknown>;
  /**
   * JSON for a JSON media type; for any other the text, bytes or stream itself. A stream is a web `ReadableStream` or any
   * `AsyncIterable` of bytes or texts, such as a `Readable` of Node. One array property of a JSON object may be an
   * `AsyncIterable` of arrays of its items, which is read as the client reads.
   */
  body?: unknown | string | Uint8Array | AsyncIterable<Uint8Array | string>;
  /** The media type of the body. By default, the first one that the contract declares. */
  contentType?: string;
};

/** A request as an adapter hands it to the contract handler. */
export type ContractRequest<Raw> = {
  /** As it was sent. */
  method: string;
  /** The path, percent-encoded, without the prefix that the adapter is mounted at. */
  path: string;
  /** The part after the question mark. */
  query: string;
  headers: RequestHeaders;
  /** Address of the client, as the framework of the adapter knows it. */
  ip: string | undefined;
  /** The request of the adapter's framework. Its body reader and the security checks receive it. */
  raw: Raw;
};

/** A response as an adapter sends it. */
export type ContractResponse = {
  status: number;
  headers: Record<string, string | string[]>;
  body: string | Uint8Array | ReadableStream<Uint8Array> | undefined;
};

/** A body that a body parser of the app has read: its bytes, its text, or its value with the files of a form. */
export type ParsedBody = { bytes: Uint8Array } | { text: string } | { value: unknown; files?: [string, File][] };

/** Reads the bodies of the requests of an adapter. */
export type BodyReader<Raw> = {
  /** Whether it decodes a content coding, in lower case (RFC 9110 §8.4.1). Not asked of `identity`. */
  decodes(coding: string): boolean;
  /** Whether the request has content. Content in chunks may still be empty (RFC 9112 §7.1). */
  hasContent(request: ContractRequest<Raw>): boolean;
  /** Undefined where nothing has read the body yet. */
  parsedBody(raw: Raw): MaybePromise<ParsedBody | undefined>;
  /** Whether the client waits for `100 Continue` before it sends the body (RFC 9110 §10.1.1). */
  awaitsContinue(raw: Raw): boolean;
  /**
   * The bytes of a body, its content coding decoded. At most `limit` of them are kept.
   *
   * @throws Rejection where the body is too large or cannot be decoded
   */
  readBytes(raw: Raw, options: ReadOptions): Promise<Uint8Array>;
  /** The text of UTF-8 bytes without a byte order mark (RFC 8259 §8.1). Undefined where they are not UTF-8. */
  decodeText(bytes: Uint8Array): string | undefined;
};

export type ReadOptions = {
  limit: number;
  /** Content coding, in lower case. */
  coding: string;
  /** Whether the body must stay readable for the next handler, however it ends. */
  keep: boolean;
};

/** One way in which a request does not meet the contract. */
export type Violation = {
  in: 'path' | 'query' | 'header' | 'cookie' | 'body';
  /** Where: the parameter's name, or the way through the body, such as `allowed_origins[2]`. Empty for all of it. */
  path: string;
  /** The same as a JSON Pointer (RFC 6901), such as `/allowed_origins/2`. A parameter is a member of its place: `/limit`. */
  pointer: string;
  /** The JSON Schema keyword that is not met. */
  keyword: string;
  /** The rule, without the name of the field: "must be at most 1". */
  message: string;
};

/** The reason why the router rejects a request. The API decides the response. */
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

/** Facts of a request when it is rejected. */
export type RejectedRequest<Principal> = {
  id: string;
  /** Undefined where no operation was found. */
  operationId: string | undefined;
  principal: Principal | undefined;
};

/** A request as a security check receives it. */
export type SecurityRequest<Raw> = Omit<ContractRequest<Raw>, 'path'> & {
  operationId: string;
  /** The scheme as the contract declares it. */
  scheme: CompiledSecurityScheme;
  /** Scopes that the operation requires of the scheme (OAS 3.1 §4.8.30). Empty for schemes without scopes. */
  scopes: string[];
};

/** Checks the credentials of one security scheme. Returns the principal, or undefined where they are not valid. */
export type SecurityCheck<Principal, Raw = unknown> = (
  request: SecurityRequest<Raw>,
) => Promise<Principal | undefined> | Principal | undefined;

/**
 * Which texts a body may hold. `well-formed` rejects half of a surrogate pair and NUL, in values and in names: many
 * databases and parsers cannot keep them.
 */
export type TextRule = 'any' | 'well-formed';

/** A body, and what of it a validator gets: parts that are files stand there as texts. */
export type DecodedBody = {
  value: unknown;
  validated: unknown;
  /** Numbers and texts that cannot be kept as they were sent, which no schema sees in their values. */
  faults: Violation[];
};

/** Facts of a request before its body is read. */
export type UnreadRequest<Principal> = {
  id: string;
  operationId: string;
  principal: Principal | undefined;
  /** Address of the client, as the framework of the adapter knows it. */
  ip: string | undefined;
};

/**
 * Thrown by a security check to end the request with a response, before the body is read. It is sent like a response of a handler.
 *
 * @example throw new EarlyResponse({ status: 403, contentType: 'application/problem+json', body });
 */
export class EarlyResponse extends Error {
  override name = 'EarlyResponse';
  readonly response: RawResponse;
  constructor(response: RawResponse) {
    super(`The request ends with the status ${response.status} before its body is read.`);
    this.response = response;
  }
}

/** Thrown to reject a request. */
export class Rejection extends Error {
  override name = 'Rejection';
  readonly reason: RejectionReason;
  constructor(reason: RejectionReason) {
    super(reason.kind);
    this.reason = reason;
  }
}

/** Thrown where a response violates the contract. */
export class InvalidResponse extends Error {
  override name = 'InvalidResponse';
}
