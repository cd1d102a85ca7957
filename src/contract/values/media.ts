import { byMediaType, essenceOf, findMediaType, isJson } from '../document/media-types.ts';

/** A media type for each kind of value, where the contract leaves the choice by a range. */
const OF_JSON = ['application/json', 'application/hal+json'];
const OF_TEXT = ['text/plain', 'application/octet-stream', 'image/png', 'audio/mpeg', 'video/mp4', 'font/woff2'];

/**
 * The concrete media types that a declared one stands for: itself, or of a range those that the client accepts and that can
 * hold the value, then a usual one.
 *
 * @param isText whether the value is a text, which any media type can hold
 */
export function concreteTypes(declared: string, accept: string | undefined, isText: boolean): string[] {
  if (!declared.includes('*')) return [declared];
  const range = byMediaType({ [declared]: true });
  const isInRange = (mediaType: string): boolean => findMediaType(range, mediaType) !== undefined;
  const accepted = (accept ?? '').split(',').map(essenceOf);
  const wanted = accepted.filter((one) => one !== '' && !one.includes('*') && (isText || isJson(one)));
  const [first] = (isText ? [...OF_TEXT, ...OF_JSON] : OF_JSON).filter(isInRange);
  return [...new Set([...(first === undefined ? [] : [first]), ...wanted.filter(isInRange)])];
}
