import type { IncomingMessage } from 'node:http';

/** What Express's body parsers, or others of the same habits, leave on a request. */
type Parsed = IncomingMessage & { body?: unknown; rawBody?: unknown };

/** Whether something else has read the body, so that nothing more comes from the stream. */
export function isBodyRead(request: IncomingMessage): boolean {
  return request.readableEnded || request.readableDidRead;
}

/**
 * What was read: the bytes where they were kept (`express.raw()`, or a `rawBody` that a `verify` function or a hosting
 * platform has set), a text (`express.text()`), or a value (`express.json()`, `express.urlencoded()`).
 *
 * @throws Error where the body was read and not kept, which is a mistake of the app
 */
export function takeParsed(request: IncomingMessage): { bytes: Uint8Array } | { text: string } | { value: unknown } {
  const { body, rawBody } = request as Parsed;
  for (const kept of [rawBody, body]) if (kept instanceof Uint8Array) return { bytes: kept };
  if (typeof body === 'string') return { text: body };
  if (body !== undefined) return { value: body };
  throw new Error('The body was read before the router, and neither request.body nor request.rawBody holds it.');
}

/**
 * The pairs of a form that `express.urlencoded()` has made an object of: members of lists and objects get the names that
 * they had in the form, such as `place[lat]`.
 */
export function toPairs(value: unknown, name = ''): [string, string][] {
  if (Array.isArray(value)) return value.flatMap((item) => toPairs(item, name));
  if (typeof value !== 'object' || value === null) return [[name, String(value)]];
  return Object.entries(value).flatMap(([key, member]) => toPairs(member, name === '' ? key : `${name}[${key}]`));
}
