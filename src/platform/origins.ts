/** RFC 1035 §2.3.4: octets of a whole name, which as text are this many characters. */
const MAX_HOSTNAME_LENGTH = 253;

/** A part of a name as hosts have it: letters, digits, hyphens inside, and the underscore that browsers let pass. */
const LABEL = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/;

/** The URL parser drops these at the end of its input instead of rejecting them (URL Standard §4.4). */
const CONTROL = /\p{Cc}/u;

/**
 * The browser's own spelling of an origin (RFC 6454 §6.1, as URL Standard §4.7 serialises it): lower-case host, default
 * port left out, an international name as punycode.
 *
 * @returns undefined when the text is more or less than scheme, host and port
 */
export function canonicalOrigin(text: string): string | undefined {
  if (!/^https?:\/\/[^/?#@*\\\s]+$/i.test(text)) return undefined;
  return parseUrl(text)?.origin;
}

/**
 * A bare hostname in the form in which an origin's hostname is compared with it: lower case, punycode.
 *
 * @returns undefined when the text is not a hostname
 */
export function hostnameOf(text: string): string | undefined {
  if (/[/?#@*\\\s:%[\]]/.test(text)) return undefined;
  const hostname = parseUrl(`http://${text}`)?.hostname;
  return hostname?.endsWith('.') ? undefined : hostname;
}

/**
 * The host is validated once more as it came out: the parser maps characters (UTS 46 §4), so `＊` becomes a wildcard,
 * punycode is longer than the name, and it accepts characters that no name can contain, such as a comma.
 */
function parseUrl(address: string): URL | undefined {
  if (CONTROL.test(address) || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  return isHost(url.hostname) ? url : undefined;
}

function isHost(hostname: string): boolean {
  if (hostname.startsWith('[')) return true;
  // A dot at the end is the root of all names (RFC 1034 §3.1); browsers keep it in an origin.
  const name = hostname.replace(/\.$/, '');
  return name.length <= MAX_HOSTNAME_LENGTH && name.split('.').every((label) => LABEL.test(label));
}
