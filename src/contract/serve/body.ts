import { type Request, type Response, raw } from 'express';
import type { Refusal } from './types.ts';

/** Bodies nested deeper than this are refused: JSON.stringify and validators recurse, and the stack is finite. */
const MAX_DEPTH = 1000;

/** What a request brought: nothing, or its text and what the text says. */
export type Body = { present: false } | { present: true; text: string; value: unknown };

/** A refusal on its way out of openapi-backend, which lets a hook end a request only by throwing. */
export class Refused extends Error {
  override name = 'Refused';
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.kind);
    this.refusal = refusal;
  }
}

/**
 * Reads the JSON body of a request once, at most `limit` bytes of it (counted after decompression), and decodes it
 * strictly: UTF-8 without errors (RFC 8259 §8.1), numbers that fit a double (RFC 8259 §6).
 *
 * @param accepted media types in lower case
 * @throws Refused
 */
export async function readBody(
  request: Request,
  response: Response,
  { accepted, limit }: { accepted: string[]; limit: number },
): Promise<Body> {
  if (!hasContent(request)) return { present: false };
  if (!accepts(request.headers['content-type'], accepted))
    throw new Refused({ kind: 'media_type_unsupported', accepted });
  const bytes = await readBytes(request, response, limit);
  const text = decodeUtf8(bytes);
  return { present: true, text, value: parseJson(text) };
}

/** RFC 9112 §6.3: a request has content when it says so by either of these headers. */
function hasContent({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** Whether a Content-Type is one of the accepted ones and its charset, if it names one, is UTF-8. */
function accepts(contentType: string | undefined, accepted: string[]): boolean {
  const [type = '', ...parameters] = (contentType ?? '').toLowerCase().split(';');
  if (!accepted.includes(type.trim())) return false;
  const charset = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('charset='));
  return charset === undefined || /^charset="?utf-?8"?$/.test(charset);
}

function readBytes(request: Request, response: Response, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    raw({ type: () => true, limit, inflate: true })(request, response, (error?: unknown) => {
      if (error === undefined) resolve(Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));
      else reject(toRefused(error, limit));
    });
  });
}

/** body-parser's errors carry a `type` (see its README, "Errors"); those of zlib carry only a status. */
function toRefused(error: unknown, limit: number): unknown {
  const { type, status } = error as { type?: string; status?: number };
  if (type === 'entity.too.large') return new Refused({ kind: 'body_too_large', limit });
  if (type === 'encoding.unsupported') return new Refused({ kind: 'content_encoding_unsupported' });
  if (type === 'request.aborted')
    return new Refused({ kind: 'body_undecodable', reason: 'it ends before its announced length' });
  if (status !== undefined && status < 500) {
    return new Refused({ kind: 'body_undecodable', reason: 'its content encoding is broken' });
  }
  return error;
}

function decodeUtf8(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refused({ kind: 'body_undecodable', reason: 'it is not valid UTF-8' });
  }
}

function parseJson(text: string): unknown {
  if (nestsDeeperThan(text, MAX_DEPTH)) {
    throw new Refused({ kind: 'body_undecodable', reason: `it is nested deeper than ${MAX_DEPTH} levels` });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Refused({ kind: 'body_undecodable', reason: `it is not valid JSON: ${describe(error, text)}` });
  }
  // Below 200 digits and a three-digit exponent no number leaves the range, so few bodies are walked.
  if (/\d{200}|[eE]\+?\d{3}/.test(text) && holdsInfinity(value)) {
    throw new Refused({ kind: 'body_undecodable', reason: 'it holds a number that is out of range' });
  }
  return value;
}

/** V8 quotes the body in its message, which may hold a secret; only the position is kept, where it tells one. */
function describe(error: unknown, text: string): string {
  const { message } = error as Error;
  const position = Number(/ JSON at position (\d+) \(line \d+ column \d+\)$/.exec(message)?.[1] ?? Number.NaN);
  if (text.trim() === '') return 'it is empty';
  if (position === text.length || message.startsWith('Unexpected end')) return 'it ends too early';
  if (Number.isNaN(position)) return 'it holds text that is no JSON value';
  const before = text.slice(0, position).split('\n');
  return `unexpected text at line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

/** Counts brackets outside strings, without recursion. */
function nestsDeeperThan(text: string, limit: number): boolean {
  if (text.length <= limit) return false;
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (inString) {
      if (code === 0x5c) index++;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x5b || code === 0x7b) {
      if (++depth > limit) return true;
    } else if (code === 0x5d || code === 0x7d) depth--;
  }
  return false;
}

function holdsInfinity(value: unknown): boolean {
  if (typeof value === 'number') return !Number.isFinite(value);
  return value !== null && typeof value === 'object' && Object.values(value).some(holdsInfinity);
}
