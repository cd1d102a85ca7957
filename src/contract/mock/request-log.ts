import { entryMembers, markPlaces, memberAt } from '../document/error-places.ts';
import { isObject } from '../document/references.ts';
import type { RejectionReason } from '../serve/types.ts';
import type { MockData } from './state/rules.ts';

/** Facts about a response for the request log and for webhooks. */
export type ResponseFacts = {
  /** Source of the body, such as `example "full"`. */
  source?: string;
  /** Why the request was rejected. */
  reason?: RejectionReason;
  /** The request as it was read. */
  request?: { params: Record<string, unknown>; body: unknown };
  /** The resources of a stateful mock. */
  data?: MockData | undefined;
  /** Whether it is the response to an earlier request with the same `Idempotency-Key`. */
  isReplay?: boolean;
};

/** A line of the request log. Texts of clients are as they were sent, except for secrets. */
export type RequestEntry = {
  /** RFC 3339. */
  time: string;
  method: string;
  /** Path and query. Secrets are `***`. */
  path: string;
  /** Or how the connection failed. */
  status: number | string;
  /** Milliseconds until the response was ready. */
  ms: number;
  operationId?: string;
  /** The code of the error in the body, else why the request was rejected. */
  code?: string;
  /** The first fields that are invalid. */
  fields?: string[];
  /** Source of the response, such as `example "full"`, `state` or `chaos`. */
  source?: string;
};

/** Names of query parameters that hold secrets, whatever the contract says. */
const SECRET =
  /(^|[-_.[])(api[-_]?key|key|token|secret|passw(or)?d|pass|signature|sig|auth|authorization|credentials?|jwt)\]?$/i;
const PAGE_TOKEN = /page|next|cursor|continuation/i;

/** @param keyNames query parameters that security schemes read */
export function maskQuery(path: string, query: string, keyNames: readonly string[]): string {
  if (query === '') return path;
  const parts = query.split('&').map((part) => {
    const [name = ''] = part.split('=');
    const read = new URLSearchParams(name).keys().next().value ?? name;
    const isSecret = keyNames.includes(read) || (SECRET.test(snakeCase(read)) && !PAGE_TOKEN.test(read));
    return isSecret && part.includes('=') ? `${name}=***` : part;
  });
  return `${path}?${parts.join('&')}`;
}

function snakeCase(name: string): string {
  return name.replaceAll(/([a-z\d])([A-Z])/g, '$1_$2');
}

const MOST_FIELDS = 3;

/** The error code and the invalid fields of a response. */
export function describeFailure(status: number, body: unknown, reason: RejectionReason | undefined) {
  if (reason === undefined && status < 400) return {};
  const code = errorCodeIn(body) ?? reason?.kind;
  const paths =
    reason?.kind === 'invalid'
      ? reason.violations.map(({ in: place, path }) => (path === '' ? place : path))
      : fieldsListedIn(body);
  const fields = [...new Set(paths)];
  const listed =
    fields.length > MOST_FIELDS ? [...fields.slice(0, MOST_FIELDS), `${fields.length - MOST_FIELDS} more`] : fields;
  return { ...(code === undefined ? {} : { code }), ...(listed.length === 0 ? {} : { fields: listed }) };
}

/** The fields that an error body lists, as rules of an API reject them. */
function fieldsListedIn(body: unknown): string[] {
  const { places } = markPlaces(body);
  const list = memberAt(body, places.find(({ kind }) => kind === 'list')?.at ?? ['']);
  if (isObject(list)) return Object.keys(list);
  if (!Array.isArray(list)) return [];
  return list.filter(isObject).flatMap((entry) => {
    const { where } = entryMembers(entry);
    const name = where === undefined ? undefined : memberAt(entry, where);
    return typeof name === 'string' ? [name] : [];
  });
}

/** The code of an error body, at its top or where most APIs have it. */
function errorCodeIn(body: unknown): string | undefined {
  if (!isObject(body)) return undefined;
  const places = [body, body.error, Array.isArray(body.errors) ? body.errors[0] : undefined];
  return places
    .filter(isObject)
    .map(({ code }) => code)
    .find((code) => typeof code === 'string');
}

/** One line for a person, such as `10:24:55 POST /pets 400 3 ms  createPet, invalid: name`. */
export function writeEntry({
  time,
  method,
  path,
  status,
  ms,
  operationId,
  code,
  fields,
  source,
}: RequestEntry): string {
  const error =
    code === undefined && fields === undefined ? undefined : [code, fields?.join(', ')].filter(Boolean).join(': ');
  const notes = [operationId, error, source].filter((note) => note !== undefined);
  const line = `${time.slice(11, 19)} ${method} ${cut(path, 200)} ${status} ${Math.round(ms)} ms`;
  return escapeControls(notes.length === 0 ? line : `${line}  ${notes.map((note) => cut(note, 200)).join('; ')}`);
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}

/** Texts of clients must not move the cursor, change colors, or reverse a line. */
export function escapeControls(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu,
    (one) => `\\u{${(one.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
