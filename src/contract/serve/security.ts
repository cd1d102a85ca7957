import type { SecurityCheck, SecurityRequest } from './types.ts';

/** Returns the principal of valid credentials, or undefined. */
type Verify<Credentials, Principal, Raw> = (
  credentials: Credentials,
  request: SecurityRequest<Raw>,
) => Promise<Principal | undefined> | Principal | undefined;

/**
 * Results of the checks of security schemes for valid credentials, by the scheme's name.
 *
 * @example const handlers: Handlers<PrincipalsOf<typeof security>> = { … };
 */
export type PrincipalsOf<Checks> = {
  [Scheme in keyof Checks]: Checks[Scheme] extends (request: never) => infer Result
    ? Exclude<Awaited<Result>, undefined>
    : never;
};

/**
 * A check of `Authorization: Bearer` (RFC 6750 §2.1), for schemes of the types `http` with `bearer`, `oauth2` and
 * `openIdConnect`. `request.scopes` has the scopes that the operation requires.
 */
export function bearer<Principal, Raw>(verify: Verify<string, Principal, Raw>): SecurityCheck<Principal, Raw> {
  return (request) => {
    const token = /^Bearer +([^\s]+) *$/i.exec(singleHeader(request.headers.authorization) ?? '')?.[1];
    return token === undefined ? undefined : verify(token, request);
  };
}

/** A check of `Authorization: Basic` (RFC 7617). The password may contain colons, the username may not. */
export function basic<Principal, Raw>(
  verify: Verify<{ username: string; password: string }, Principal, Raw>,
): SecurityCheck<Principal, Raw> {
  return (request) => {
    const encoded = /^Basic +([^\s]+) *$/i.exec(singleHeader(request.headers.authorization) ?? '')?.[1];
    const text = encoded === undefined ? undefined : decodeBase64(encoded);
    const colon = text?.indexOf(':') ?? -1;
    // RFC 7617 §2: neither may hold control characters.
    if (text === undefined || colon < 0 || /\p{Cc}/u.test(text)) return undefined;
    return verify({ username: text.slice(0, colon), password: text.slice(colon + 1) }, request);
  };
}

/** A check of a key in the header, query parameter or cookie that the contract names for the scheme. */
export function apiKey<Principal, Raw>(verify: Verify<string, Principal, Raw>): SecurityCheck<Principal, Raw> {
  return (request) => {
    const key = apiKeyOf(request);
    return key === undefined || key === '' ? undefined : verify(key, request);
  };
}

function apiKeyOf<Raw>({ scheme: { in: place, name = '' }, headers, query }: SecurityRequest<Raw>): string | undefined {
  if (place === 'query') return loneOf(new URLSearchParams(query).getAll(name));
  if (place === 'header') return singleHeader(headers[name.toLowerCase()]);
  const pairs = (singleHeader(headers.cookie) ?? '').split(';').map((pair) => pair.trim());
  return loneOf(pairs.filter((pair) => pair.startsWith(`${name}=`)).map((pair) => pair.slice(name.length + 1)));
}

function loneOf(values: string[]): string | undefined {
  return values.length === 1 ? values[0] : undefined;
}

/** Credentials that were sent twice prove nothing. */
function singleHeader(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function decodeBase64(encoded: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
