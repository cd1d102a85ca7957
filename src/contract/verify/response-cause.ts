import { valueOfJson } from './json.ts';
import type { Received, SentRequest } from './types.ts';

/** Characters of a response that its cause is made of. */
const LONGEST = 300;
/** Texts of a request that a response is searched for. */
const MOST_VALUES = 500;
/** Shorter texts stand in every response. */
const SHORTEST_VALUE = 3;
/** A response may repeat only the beginning of a value. */
const SHORTEST_START = 8;

/**
 * The text of a response without what differs from request to request of one cause: values of the request and quoted parts of
 * them, ids, and other words with digits.
 */
export function causeOfResponse(request: SentRequest, { status, text, value }: Received): string {
  const values = valuesOfRequest(request);
  // Texts inside of JSON are escaped.
  const plain = typeof value === 'object' && value !== null ? JSON.stringify(mapTexts(value, values)) : undefined;
  const own = plain ?? withoutValues(text, values);
  return `${status} ${own.slice(0, LONGEST).replaceAll(/[\w-]*\d[\w-]*/g, '#')}`;
}

/** A value of JSON with each text in it replaced. */
function mapTexts(value: unknown, values: string[]): unknown {
  if (typeof value === 'string') return withoutValues(value, values);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, values));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, mapTexts(member, values)]));
}

/** A text without the values that it repeats, whole, from their beginning, or quoted in part. */
export function withoutValues(text: string, values: string[]): string {
  let rest = text;
  for (const value of values) {
    rest = rest.replaceAll(value, '#');
    const start = value.slice(0, SHORTEST_START);
    for (let at = start.length < SHORTEST_START ? -1 : rest.indexOf(start); at >= 0; at = rest.indexOf(start, at + 1)) {
      let length = start.length;
      while (length < value.length && rest[at + length] === value[length]) length++;
      rest = `${rest.slice(0, at)}#${rest.slice(at + length)}`;
    }
  }
  return rest.replaceAll(/(["'`])(.+?)\1/gs, (whole, quote: string, quoted: string) =>
    values.some((value) => value.includes(quoted)) ? `${quote}#${quote}` : whole,
  );
}

/** The texts that a request has in its path, query and body, the longest first. */
export function valuesOfRequest({ url, body }: SentRequest): string[] {
  const found = new Set<string>();
  const add = (text: string): void => {
    if (text.length < SHORTEST_VALUE || found.size >= MOST_VALUES) return;
    found.add(text);
    // In a body of JSON the text stands escaped.
    found.add(JSON.stringify(text).slice(1, -1));
  };
  const { pathname, searchParams } = new URL(url);
  for (const segment of pathname.split('/')) add(decodedSegment(segment));
  for (const value of searchParams.values()) add(value);
  const visit = (value: unknown): void => {
    if (typeof value === 'string') add(value);
    else if (typeof value === 'object' && value !== null) for (const member of Object.values(value)) visit(member);
  };
  visit(valueOfJson(body));
  return [...found].sort((a, b) => b.length - a.length);
}

function decodedSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
