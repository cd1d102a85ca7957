import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Which addresses customers may have the service call. */
export type OutboundPolicy = { allowPrivate: boolean; requireHttps: boolean };

/** Addresses outside the private ranges that only a cloud's own machines can reach: Azure's wire server. */
const METADATA_ADDRESSES = new Set(['168.63.129.16']);

/** RFC 4291 §2.4 with IANA's assignments: every public IPv6 address begins with these three bits. */
const PUBLIC_IPV6 = ipaddr.parseCIDR('2000::/3');

/** RFC 6761 §6.3 (`localhost`), and the names under which clouds serve instance metadata. */
const PRIVATE_NAMES = /(^|\.)localhost$|^metadata\.google\.internal$|^metadata$/;

/**
 * Validates an address that the service is asked to call, as far as its text shows. Names are resolved and validated again at
 * each call.
 *
 * @returns what must be, such as "must be an http or https URL"; undefined when the address is fine
 */
export function checkOutboundUrl(address: string, policy: OutboundPolicy): string | undefined {
  if (!URL.canParse(address)) return 'must be an absolute http or https URL';
  const url = new URL(address);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'must be an http or https URL';
  if (url.username !== '' || url.password !== '') return 'must not contain credentials';
  if (policy.requireHttps && url.protocol !== 'https:') return 'must be an https URL';
  if (!policy.allowPrivate && isPrivateHost(url.hostname)) return 'must not lead to a private network';
  return undefined;
}

/**
 * Whether a host, as the URL parser gives it, is for certain not on the public internet. The parser has turned decimal,
 * octal and hexadecimal spellings of IPv4 into the dotted one (URL Standard §3.5).
 */
function isPrivateHost(hostname: string): boolean {
  const host = hostname.replaceAll(/[[\]]/g, '').replace(/\.$/, '');
  // `ipaddr.isValid` throws and catches errors for names, which costs as much as storing an agent.
  return isIP(host) !== 0 ? isPrivateAddress(host) : PRIVATE_NAMES.test(host);
}

/**
 * Whether an IP address is anything but a public unicast one: loopback, private, link-local, unique-local, multicast,
 * unspecified, reserved, a metadata address, or an IPv6 form that carries such an IPv4 address.
 */
export function isPrivateAddress(address: string): boolean {
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast' || METADATA_ADDRESSES.has(parsed.toString())) return true;
  return parsed.kind() === 'ipv6' && !parsed.match(PUBLIC_IPV6);
}
