/**
 * The browser's own spelling of an origin (RFC 6454 §6.1, as URL Standard §4.7 serialises it): lower-case host, default
 * port left out, an international name as punycode.
 *
 * @returns undefined when the text is more or less than scheme, host and port
 */
export function originOf(text: string): string | undefined {
  if (!/^https?:\/\/[^/?#@*\\\s]+$/i.test(text) || !URL.canParse(text)) return undefined;
  return new URL(text).origin;
}

/**
 * A bare hostname in the form in which an origin's hostname is compared with it: lower case, punycode.
 *
 * @returns undefined when the text is not a hostname
 */
export function hostnameOf(text: string): string | undefined {
  if (/[/?#@*\\\s:%[\]]/.test(text) || !URL.canParse(`http://${text}`)) return undefined;
  return new URL(`http://${text}`).hostname;
}
