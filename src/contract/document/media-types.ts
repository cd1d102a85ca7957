/**
 * The name under which a contract declares a media type: the type itself, else a range that it falls in, the narrower
 * first (OAS 3.1 §4.8.13, RFC 9110 §12.5.1). Parameters such as a charset do not count.
 *
 * @param content by media type, in lower case
 * @param contentType as it stands in a header
 */
export function findMediaType(content: Map<string, unknown>, contentType: string): string | undefined {
  if (content.has(contentType)) return contentType;
  const type = essenceOf(contentType);
  return [type, `${type.split('/')[0]}/*`, '*/*'].find((name) => content.has(name));
}

/** Type and subtype in lower case, without parameters (RFC 9110 §8.3.1). */
export function essenceOf(contentType: string): string {
  const end = contentType.indexOf(';');
  return (end < 0 ? contentType : contentType.slice(0, end)).trim().toLowerCase();
}

/** RFC 8259 §11 and RFC 6839 §3.1. */
export function isJson(mediaType: string): boolean {
  return mediaType === 'application/json' || /^[^/]+\/([^;]+\+)?json$/.test(essenceOf(mediaType));
}

export function isUrlEncoded(mediaType: string): boolean {
  return essenceOf(mediaType) === 'application/x-www-form-urlencoded';
}

export function isMultipart(mediaType: string): boolean {
  return essenceOf(mediaType) === 'multipart/form-data';
}

export function isText(mediaType: string): boolean {
  return mediaType.startsWith('text/');
}
