import { hash } from 'node:crypto';

/** A strong entity tag of a representation (RFC 9110 §8.8.3): it changes whenever a byte of the JSON does. */
export function entityTag(text: string): string {
  return `"${hash('sha256', text, 'base64url').slice(0, 22)}"`;
}

/**
 * RFC 9110 §13.1.1: strong comparison, so a weak tag never matches. Without the header everything does.
 *
 * @param current makes the current tag, where it is needed
 */
export function ifMatchHolds(header: string | undefined, current: () => string): boolean {
  return header === undefined || listsTag(header, (tag) => tag === current());
}

/** RFC 9110 §13.1.2: weak comparison. Returns whether the caller already has the current version. */
export function ifNoneMatchHits(header: string | undefined, current: string): boolean {
  return header !== undefined && listsTag(header, (tag) => tag.replace(/^W\//, '') === current);
}

function listsTag(header: string, matches: (tag: string) => boolean): boolean {
  if (header.trim() === '*') return true;
  return (header.match(/(?:W\/)?"[!#-~\u0080-\u00ff]*"/g) ?? []).some(matches);
}
