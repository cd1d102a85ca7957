import { setTimeout as wait } from 'node:timers/promises';
import type { OpenApiDocument } from '../document/document.ts';
import { isJson } from '../document/media-types.ts';
import { BOUNDARY_PARAMETER } from '../values/parts.ts';
import type { MockFault } from './faults.ts';
import { readPreferences } from './preferences.ts';
import { type MockResponse, problemResponse } from './prism.ts';
import { createMock, joinedHeader, type MockEngine, type MockingOptions, type MockRequest } from './respond.ts';

/** A response as every door of the mock sends it. */
export type MockReply = {
  status: number;
  /** Texts by lower-case name. */
  headers: Record<string, string>;
  content: string | Uint8Array | undefined;
  /** How the response does not arrive. */
  fail?: MockFault;
};

/** What all doors of the mock share: everything but sockets. */
export type Front = {
  /** @param signal aborted when the client is gone */
  handle: (request: MockRequest, signal: AbortSignal) => Promise<MockReply>;
  /** Responds from another document from now on. A document that cannot be used changes nothing. */
  reload: (document: OpenApiDocument) => Promise<void>;
};

export type FrontOptions = MockingOptions;

/** @throws ContractError where the document cannot be compiled */
export async function createFront(document: OpenApiDocument, options: FrontOptions): Promise<Front> {
  let engine = await createMock(document, options);
  return {
    handle: async (request, signal) => {
      const cors = corsHeaders(request);
      if (request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined)
        return { status: 204, headers: cors, content: undefined };
      const reply = await respondTo(engine, request, signal);
      return { ...reply, headers: { ...cors, ...reply.headers } };
    },
    reload: async (next) => {
      engine = await createMock(next, options, engine);
    },
  };
}

async function respondTo(engine: MockEngine, request: MockRequest, signal: AbortSignal): Promise<MockReply> {
  const preferences = readPreferences(joinedHeader(request.headers.prefer));
  if (preferences instanceof Error) return toReply(problemResponse(preferences, 422), request.method);
  const { delay = 0, fail } = preferences;
  if (delay > 0) await wait(delay, undefined, { signal }).catch(() => undefined);
  if (fail === 'reset' || fail === 'timeout' || signal.aborted) return { ...LOST, fail: fail ?? 'reset' };
  const reply = toReply(await engine.respond(request, preferences), request.method);
  return fail === undefined ? reply : { ...reply, fail };
}

/** Nothing of it is sent. */
const LOST: MockReply = { status: 0, headers: {}, content: undefined };

/** The Fetch standard forbids a body with these (§2.2.3, null body status). */
const EMPTY_STATUSES = new Set([101, 103, 204, 205, 304]);

function toReply({ status, headers, body }: MockResponse, method: string): MockReply {
  const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  const { 'content-type': mediaType, ...others }: Record<string, string> = Object.fromEntries(lower);
  const content = body === undefined ? undefined : encodeBody(body, mediaType ?? '');
  if (content === undefined) return { status, headers: others, content };
  const type =
    mediaType === undefined ? {} : { 'content-type': content === body ? withBoundary(mediaType) : mediaType };
  if (EMPTY_STATUSES.has(status)) return { status, headers: { ...others, ...type }, content: undefined };
  const length = { 'content-length': String(Buffer.byteLength(content)) };
  // RFC 9110 §9.3.2: HEAD has the headers of GET. A length that the contract declares there may be that of any content.
  return { status, headers: { ...length, ...others, ...type }, content: method === 'HEAD' ? undefined : content };
}

function withBoundary(mediaType: string): string {
  return /^multipart\//i.test(mediaType) && !mediaType.includes('boundary=')
    ? mediaType + BOUNDARY_PARAMETER
    : mediaType;
}

function encodeBody(body: unknown, mediaType: string): string | Uint8Array {
  if (body instanceof Uint8Array) return body;
  return typeof body === 'string' && !isJson(mediaType) ? body : JSON.stringify(body);
}

/** Fetch standard, "HTTP-CORS protocol": any origin, with its key, and every header of the response is readable. */
function corsHeaders({ headers }: MockRequest): Record<string, string> {
  return {
    'access-control-allow-origin': joinedHeader(headers.origin) ?? '*',
    'access-control-allow-credentials': 'true',
    'access-control-allow-methods': joinedHeader(headers['access-control-request-method']) ?? '*',
    'access-control-allow-headers': joinedHeader(headers['access-control-request-headers']) ?? '*',
    'access-control-expose-headers': '*',
    vary: 'Origin',
  };
}
