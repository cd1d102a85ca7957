import { isJson } from '../document/media-types.ts';
import { BOUNDARY_PARAMETER } from '../values/parts.ts';
import type { MockFault } from './faults.ts';
import type { MockResponse } from './prism.ts';
import { joinedHeader, type MockRequest } from './respond.ts';

/** A response as every door of the mock sends it. */
export type MockReply = {
  status: number;
  /** Texts by lower-case name. */
  headers: Record<string, string>;
  content: string | Uint8Array | undefined;
  /** How the response does not arrive. */
  fail?: MockFault;
};

/** Nothing of it is sent. */
export const LOST: MockReply = { status: 0, headers: {}, content: undefined };

/** The Fetch standard forbids a body with these (§2.2.3, null body status). */
const EMPTY_STATUSES = new Set([101, 103, 204, 205, 304]);

/** The bytes of a response, and headers that say how many they are. */
export function toReply({ status, headers, body }: MockResponse, method: string): MockReply {
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
export function corsHeaders({ headers }: MockRequest): Record<string, string> {
  return {
    'access-control-allow-origin': joinedHeader(headers.origin) ?? '*',
    'access-control-allow-credentials': 'true',
    'access-control-allow-methods': joinedHeader(headers['access-control-request-method']) ?? '*',
    'access-control-allow-headers': joinedHeader(headers['access-control-request-headers']) ?? '*',
    'access-control-expose-headers': '*',
    vary: 'Origin',
  };
}
