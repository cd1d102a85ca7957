import { isJson } from '../document/media-types.ts';
import { isObject } from '../document/references.ts';
import { isAllowed, type Plan } from './plan.ts';
import type { Case, CaseBody, CredentialChoice, PathValues, RequestParts, SentRequest } from './types.ts';
import type { VerifiableOperation } from './verifiable-operation.ts';
import { writeBody } from './write-body.ts';

/** The server that requests are written for, and the credentials that they carry. */
export type WriteOptions = {
  url: string;
  basePath?: string;
  auth: Record<string, string>;
  schemeAuth?: Record<string, Record<string, string>>;
  otherAuth: Record<string, string>;
};

/** A request as it is sent, and its body as a value where it has one. */
export type WrittenRequest = {
  request: SentRequest;
  body?: CaseBody;
  /** The credentials in it, by the names of headers and parameters of the query. */
  secrets: Record<string, string>;
  /** Texts in it that no other request of any run has. */
  unique: string[];
};

export type WriteRequest = (
  operation: VerifiableOperation,
  given: RequestParts,
  path: PathValues,
  tried?: Case,
) => WrittenRequest;

/** Writes requests from their parts, with credentials, keys and path values. Values that must be unique never repeat. */
export function createRequestWriter(plan: Plan, options: WriteOptions): WriteRequest {
  // A run must not meet what an earlier one has left behind.
  const origin = Date.now().toString(36);
  let count = 0;
  return (operation, given, path, tried) => {
    const touched = touchedBy(tried);
    const named = withPathValues(operation, given, touched, path);
    const unique: string[] = [...(given.unique ?? [])];
    const parts = withOwnValues(operation, named, touched, () => {
      const text = `${origin}${(count++).toString(36)}`;
      unique.push(text);
      return text;
    });
    const sent = credentialsOf(options, operation, parts.credentials);
    const credentials = splitCredentials(sent, plan.contract.securitySchemes, operation);
    const headers: Record<string, string> = { accept: '*/*', ...parts.headers, ...credentials.headers };
    if (parts.idempotencyKey !== undefined) headers[IDEMPOTENCY_KEY] = parts.idempotencyKey;
    else if (IDEMPOTENCY_KEY in headers && !touched.some(isIdempotencyKey)) headers[IDEMPOTENCY_KEY] = randomKey();
    if (parts.cookies.length > 0) headers.cookie = [headers.cookie, ...parts.cookies].filter(Boolean).join('; ');
    const method = parts.method ?? operation.method.toUpperCase();
    const query = [...parts.query, ...credentials.query];
    const request: SentRequest = { method, url: addressOf(options, operation, { ...parts, query }, path), headers };
    const secrets = credentials.secrets;
    if (parts.body === undefined) return { request, secrets, unique };
    headers['content-type'] = parts.body.contentType ?? parts.body.mediaType;
    const { text, encoding } = parts.body;
    const whole = { ...request, body: text, ...(encoding === undefined ? {} : { encoding }) };
    return { request: whole, body: parts.body, secrets, unique };
  };
}

/** draft-ietf-httpapi-idempotency-key-header: requests that have the same one are the same request. */
export const IDEMPOTENCY_KEY = 'idempotency-key';

export function isIdempotencyKey(name: string): boolean {
  return name.toLowerCase() === IDEMPOTENCY_KEY;
}

/** Some servers take nothing but UUIDs. */
export function randomKey(): string {
  return crypto.randomUUID();
}

/** The base path of an operation: the given one, else the path of the contract's first server. */
export function baseOf({ basePath }: { basePath?: string }, { basePaths }: VerifiableOperation): string {
  return basePath ?? basePaths[0] ?? '';
}

function addressOf(
  options: WriteOptions,
  operation: VerifiableOperation,
  parts: RequestParts,
  path: PathValues,
): string {
  const { url } = options;
  const base = baseOf(options, operation);
  const values = { ...path, ...parts.path };
  const filled = (parts.target ?? operation.path).replaceAll(/\{([^}]+)\}/g, (_, name: string) => values[name] ?? 'x');
  const query = parts.query.length > 0 ? `?${parts.query.join('&')}` : '';
  return url.replace(/\/$/, '') + base + filled + query;
}

/** The credentials of an operation, as headers. */
export function credentialsOf(
  { auth, otherAuth, schemeAuth = {} }: WriteOptions,
  { security }: VerifiableOperation,
  credentials: CredentialChoice,
): Record<string, string> {
  if (credentials === 'none') return {};
  // The first alternative of which all schemes are given (OAS 3.1 §4.8.30).
  const given = security
    .map((alternative) => Object.keys(alternative))
    .find((schemes) => schemes.length > 0 && schemes.every((scheme) => Object.hasOwn(schemeAuth, scheme)));
  const own = given === undefined ? auth : Object.assign({}, ...given.map((scheme) => schemeAuth[scheme]));
  if (credentials === 'own') return own;
  if (credentials === 'other') return given === undefined ? otherAuth : {};
  return Object.fromEntries(
    Object.entries<string>(own).map(([name, value]) => {
      // The scheme stays, so that the credentials are invalid, not their form.
      const [scheme = '', token] = value.split(' ', 2);
      if (credentials === 'empty') return [name, token === undefined ? '' : scheme];
      return [name, token === undefined ? `wrong${value}` : `${scheme} wrong-${token.slice(0, 4)}`];
    }),
  );
}

/** Credentials are given as headers; keys that the contract has in the query are sent there (OAS 3.1 §4.8.27). */
function splitCredentials(
  given: Record<string, string>,
  schemes: Plan['contract']['securitySchemes'],
  { security }: VerifiableOperation,
): { headers: Record<string, string>; query: string[]; secrets: Record<string, string> } {
  const names = security.flatMap(Object.keys).flatMap((scheme) => {
    const { type, in: place, name } = schemes[scheme] ?? {};
    return type === 'apiKey' && place === 'query' && name !== undefined ? [name] : [];
  });
  const headers = { ...given };
  const secrets = { ...given };
  const query: string[] = [];
  for (const name of new Set(names)) {
    const key = headers[name.toLowerCase()];
    if (key === undefined) continue;
    delete headers[name.toLowerCase()];
    query.push(`${encodeURIComponent(name)}=${encodeURIComponent(key)}`);
  }
  return { headers, query, secrets };
}

/** The properties of a body that a case is about. */
function touchedBy(tried: (Case & { steps?: { place: string[]; value: unknown }[] }) | undefined): string[] {
  if (tried === undefined) return [];
  const { subject, steps = [] } = tried;
  const whole = steps.filter(({ place }) => place.length === 0).flatMap(({ value }) => Object.keys(value ?? {}));
  return [subject.place[0] ?? '', subject.about ?? '', ...steps.map(({ place }) => place[0] ?? ''), ...whole];
}

/**
 * A property that a body shares with the path, such as an id, has the value of the path, unless the case is about it.
 */
function withPathValues(
  operation: VerifiableOperation,
  parts: RequestParts,
  touched: string[],
  path: PathValues,
): RequestParts {
  const { body, isExact } = parts;
  if (isExact || body === undefined || !isJson(body.mediaType) || !isObject(body.value)) return parts;
  const shared = operation.served.parameterNames.filter(
    (name) => Object.hasOwn(body.value as object, name) && path[name] !== undefined && !touched.includes(name),
  );
  if (shared.length === 0) return parts;
  const value = { ...body.value };
  for (const name of shared) {
    const text = decodeURIComponent(path[name] ?? '');
    value[name] = typeof value[name] === 'number' ? Number(text) : text;
  }
  const changed = { ...parts, body: { ...body, value, text: JSON.stringify(value) } };
  // The same name may mean something else in the body.
  return isAllowed(operation, parts) && !isAllowed(operation, changed) ? parts : changed;
}

/** Gives properties that no two resources may share a value of their own, unless the case is about them. */
function withOwnValues(
  operation: VerifiableOperation,
  parts: RequestParts,
  touched: string[],
  next: () => string,
): RequestParts {
  const { body, isExact } = parts;
  if (isExact) return parts;
  const names = Object.keys(operation.hints.unique).filter((name) => !touched.includes(name));
  if (names.length === 0 || typeof body?.value !== 'object' || body.value === null) return parts;
  const value = { ...(body.value as Record<string, unknown>) };
  const texts = names.filter((name) => typeof value[name] === 'string');
  if (texts.length === 0) return parts;
  for (const name of texts) value[name] = `${String(value[name]).slice(0, 40)}-${next()}`;
  return { ...parts, body: writeBody(operation, body.mediaType, value) };
}
