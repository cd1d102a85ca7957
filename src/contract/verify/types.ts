import type { IncomingHttpHeaders } from 'node:http';
import type { CheckName } from './check-names.ts';

/** A place in a request. */
export type Where = 'path' | 'query' | 'querystring' | 'header' | 'cookie' | 'body' | 'request';

/** The credentials that a request carries. */
export type CredentialChoice = 'own' | 'none' | 'wrong' | 'empty' | 'other';

/** A body as it is sent, and the value it was written from. */
export type CaseBody = {
  /** As the contract declares it. */
  mediaType: string;
  /** The `Content-Type`, where it differs. */
  contentType?: string;
  text: string;
  /** Set if each character is one byte, because the text is not UTF-8. */
  encoding?: 'latin1';
  value?: unknown;
};

/** A request in parts. Missing parts are chosen when it is sent. */
export type RequestParts = {
  /** Percent-encoded texts of path parameters, by name. Those not named come from resources that exist. */
  path: Record<string, string>;
  /** Encoded `name=value` pairs. */
  query: string[];
  /** By lower-case name. */
  headers: Record<string, string>;
  cookies: string[];
  body?: CaseBody;
  credentials: CredentialChoice;
  /** The `Idempotency-Key`, where it must be this one; else each request that has one gets its own. */
  idempotencyKey?: string;
  /** Whether no value of the body may be replaced by one of the path or by a unique one. */
  isExact?: true;
  /** Texts in it that no other run has, if requests share them. Each run makes new ones. */
  unique?: string[];
  /** In the place of the operation's own method. */
  method?: string;
  /** In the place of the operation's own path. */
  target?: string;
};

/** The subject of a case: a constraint of the contract and a boundary value of it. */
export type Subject = {
  in: Where;
  /** Reference tokens below the parameter or body; a parameter's name comes first. `*` stands for every item. */
  place: string[];
  keyword: string;
  about?: string;
  boundary: string;
};

export const PHASES = ['examples', 'constraints', 'protocol', 'random', 'state', 'workflows', 'security'] as const;

export type Phase = (typeof PHASES)[number];

/** One request and the outcome that the contract requires. */
export type Case = {
  operationId: string;
  phase: Phase;
  subject: Subject;
  /** Whether the contract allows the request. */
  expect: 'accept' | 'reject';
  /** The statuses that a rejection may have, where the contract or HTTP says which. */
  statuses?: number[];
  /** Set if no resource is known that the path leads to, so that the response may be 403 or 404. */
  isPathInvented?: boolean;
  /** The reason of the verdict, for the report. */
  why: string;
  parts: RequestParts;
};

/** A request as it went over the wire. */
export type SentRequest = {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string;
  /** Set if each character of the body is one byte, because the body is not UTF-8. */
  encoding?: 'latin1';
};

/** The response. */
export type Received = {
  status: number;
  headers: IncomingHttpHeaders;
  /** Without parameters, in lower case; empty where there is none. */
  mediaType: string;
  text: string;
  /** The bytes of a multipart body, a character for each. */
  binary?: string;
  /** Why the body was read no further, if it is a stream that did not end. */
  cut?: string;
  /** The body's value where it is JSON. */
  value: unknown;
  /** Milliseconds in which this process waited for the response and had nothing else to do. */
  waitedMs?: number;
};

/** A response as a finding keeps it. */
export type ResponseExcerpt = {
  headers: IncomingHttpHeaders;
  /** The body, or its beginning. */
  text: string;
  /** Characters of the body, if `text` is only its beginning. */
  length?: number;
};

/** A request and its response, or why there is none. */
export type Exchange = { request: SentRequest; response: Received } | { request: SentRequest; failure: string };

/** Something that a check found wrong. */
export type Finding = {
  /** Name of the check. */
  check: CheckName;
  operationId: string;
  /** The message for a person. */
  message: string;
  /** In the bundled contract, as a JSON Pointer fragment. */
  pointer: string;
  /** Distinguishes this cause from other causes of the same check and operation. */
  cause: string;
  /** Some further cases with the same result. */
  also?: string[];
  request: SentRequest;
  /** Requests that must be sent before, in order. */
  steps?: SentRequest[];
  /** Requests that must be sent after `steps` and at the same time. `request` is one of them, or comes after them. */
  atOnce?: SentRequest[];
  status?: number;
  response?: ResponseExcerpt;
};

/** Encoded texts of an operation's path parameters. */
export type PathValues = Record<string, string>;
