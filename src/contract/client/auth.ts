import type { ClientContract, ClientOperation, ClientSecurityScheme } from './contract.ts';

/** Username and password of the authentication scheme `Basic`. */
export type BasicCredentials = {
  /** Without a colon (RFC 7617 §2). */
  username: string;
  password: string;
};

/** A value, or a function that returns it, which is called for each call. Undefined for none. */
export type Sourced<Value> = Value | undefined | (() => Value | undefined | Promise<Value | undefined>);

/** Credentials by the names of the security schemes. */
export type Credentials = Record<string, Sourced<string | BasicCredentials>>;

/** The credentials of one scheme, with their place in a request. */
type Placed = { in: 'header' | 'query' | 'cookie'; name: string; value: string };

/** The credentials of a client by the names of the security schemes: ready to be sent, or a function that gets them. */
export type PlacedCredentials = Map<string, Placed | (() => Promise<Placed | undefined>)>;

/**
 * @throws TypeError if a scheme does not exist, or credentials cannot be sent. The message does not contain them.
 */
export function placeCredentials(
  { securitySchemes }: ClientContract,
  credentials: Credentials = {},
): PlacedCredentials {
  const placed: PlacedCredentials = new Map();
  for (const [name, value] of Object.entries(credentials)) {
    if (value === undefined) continue;
    const scheme = Object.hasOwn(securitySchemes, name) ? securitySchemes[name] : undefined;
    if (scheme === undefined) {
      const known = Object.keys(securitySchemes).join(', ') || 'none';
      throw new TypeError(`auth.${name}: the contract has no security scheme of this name. It has: ${known}.`);
    }
    const locate = (current: string | BasicCredentials) => locateCredentials(`auth.${name}`, scheme, current);
    if (typeof value !== 'function') placed.set(name, locate(value));
    else
      placed.set(name, async () => {
        const current = await value();
        return current === undefined ? undefined : locate(current);
      });
  }
  return placed;
}

function locateCredentials(option: string, scheme: ClientSecurityScheme, value: string | BasicCredentials): Placed {
  if (scheme.type === 'apiKey') {
    const key = requireText(option, value);
    if (scheme.in !== 'query') assertVisible(option, key);
    if (scheme.in === 'cookie' && /[",;\\]/.test(key)) throw new TypeError(`${option} must be a cookie value.`);
    return { in: scheme.in, name: scheme.name, value: key };
  }
  const authorization = (text: string): Placed => ({
    in: 'header',
    name: 'Authorization',
    value: `${scheme.scheme} ${text}`,
  });
  if (scheme.scheme === 'Basic') return authorization(encodeBasic(option, value));
  const token = requireText(option, value);
  // Only those of other schemes have parameters (RFC 9110 §11.4).
  if (scheme.scheme === 'Bearer') assertVisible(option, token);
  else assertVisible(option, token.replaceAll(' ', ''));
  return authorization(token);
}

function requireText(option: string, value: unknown): string {
  if (typeof value === 'string') return value;
  throw new TypeError(`${option} must be a string.`);
}

function assertVisible(option: string, text: string): void {
  if (!/^[\x21-\x7e]+$/.test(text)) throw new TypeError(`${option} must be visible ASCII, without spaces.`);
}

/** RFC 7617 §2 and §2.1: UTF-8, then Base64. */
function encodeBasic(option: string, value: unknown): string {
  const { username, password } = Object(value) as Partial<BasicCredentials>;
  const isText = typeof username === 'string' && typeof password === 'string';
  if (!isText || username.includes(':') || /\p{Cc}/u.test(username + password)) {
    throw new TypeError(`${option} must have a username without a colon and a password, without control characters.`);
  }
  const bytes = [...new TextEncoder().encode(`${username}:${password}`)];
  return btoa(bytes.map((byte) => String.fromCharCode(byte)).join(''));
}

/**
 * The credentials to send with a call: those of the first alternative that can be met. None if no alternative can; the
 * API then returns its own 401.
 *
 * @throws TypeError if a function returns credentials that cannot be sent, and what such a function throws
 */
export async function credentialsFor({ security = [] }: ClientOperation, placed: PlacedCredentials): Promise<Placed[]> {
  for (const schemes of security) {
    if (!schemes.every((scheme) => placed.has(scheme))) continue;
    const found = await Promise.all(schemes.map((scheme) => resolveCredentials(placed.get(scheme))));
    const known = found.filter((one) => one !== undefined);
    if (known.length > 0 && known.length === found.length) return known;
  }
  return [];
}

async function resolveCredentials(
  placed: Placed | (() => Promise<Placed | undefined>) | undefined,
): Promise<Placed | undefined> {
  return typeof placed === 'function' ? placed() : placed;
}
