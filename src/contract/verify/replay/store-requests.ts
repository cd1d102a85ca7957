import { gzipSync } from 'node:zlib';
import { isJson } from '../../document/media-types.ts';
import { valueOfJson } from '../json.ts';
import type { CaseBody, SentRequest } from '../types.ts';
import { baseOf, IDEMPOTENCY_KEY } from '../write-request.ts';
import type { StoredParts, StoredRequest, ValueSource } from './findings-file.ts';
import type { RecordedExchange } from './scope.ts';
import { findTag, findValue, madeTexts } from './value-sources.ts';

/** The server that requests were sent to. */
export type SentTo = { url: string; basePath?: string };

/** Longer bodies are compressed. */
const LONGEST_PLAIN = 16_384;

/** The exchanges as they are stored, and the index of one of them. */
export type StoredSequence = { requests: StoredRequest[]; shows: number };

/**
 * Requests as they are stored: credentials, and values that servers have made, are replaced by their sources. Exchanges before
 * `first` are kept only if later ones take values from them.
 */
export function storeRequests(
  exchanges: RecordedExchange[],
  shown: SentRequest,
  { target, first }: { target: SentTo; first: number },
): StoredSequence {
  const numbers = new Map<string, number>();
  const all = exchanges.map((exchange, index) =>
    storeRequest(exchange, exchanges.slice(0, countBefore(exchanges, index)), { target, numbers }),
  );
  const needed = new Set([...all.keys()].filter((index) => index >= first));
  for (let index = all.length - 1; index >= 0; index--) {
    if (!needed.has(index)) continue;
    for (const source of Object.values(all[index]?.values ?? {})) if ('response' in source) needed.add(source.response);
  }
  const kept = [...needed].sort((a, b) => a - b);
  const requests = kept.map((index) => renumber(all[index] as StoredRequest, kept));
  const at = exchanges.findIndex(({ request }) => request === shown);
  return { requests, shows: Math.max(0, kept.indexOf(at < 0 ? exchanges.length - 1 : at)) };
}

/** How many exchanges had ended when one began: the others can be sources of none of its values. */
function countBefore(exchanges: RecordedExchange[], index: number): number {
  const begun = exchanges[index]?.begun ?? Number.POSITIVE_INFINITY;
  const first = exchanges.findIndex(({ ended = 0 }, at) => at === index || ended >= begun);
  return first < 0 ? index : first;
}

function renumber(request: StoredRequest, kept: number[]): StoredRequest {
  if (request.values === undefined) return request;
  const entries = Object.entries(request.values).map(([mark, source]) => [
    mark,
    'response' in source ? { ...source, response: kept.indexOf(source.response) } : source,
  ]);
  return { ...request, values: Object.fromEntries(entries) };
}

type Storing = { target: SentTo; numbers: Map<string, number> };

function storeRequest(
  exchange: RecordedExchange,
  earlier: RecordedExchange[],
  { target, numbers }: Storing,
): StoredRequest {
  const { operation, request, parts, tried, response, written } = exchange;
  const marks = createValueMarks(request);
  const fresh = (kind: 'uuid' | 'text', text: string): string => {
    numbers.set(text, numbers.get(text) ?? numbers.size);
    return marks.put({ new: kind, number: numbers.get(text) ?? 0 });
  };
  const secret = (name: string): string => marks.put({ credentials: parts.credentials, name });
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => {
      const own = written.secrets[name];
      if (own !== undefined) return [name, value.replace(own, () => secret(name))];
      if (name === IDEMPOTENCY_KEY && /^[0-9a-f-]{36}$/.test(value)) return [name, fresh('uuid', value)];
      const tag = /^if-(none-)?match$/.test(name) ? findTag(earlier, value) : undefined;
      return [name, tag === undefined ? value : marks.put(tag)];
    }),
  );
  const path =
    storePath(exchange, earlier, { target, put: marks.put }) + storeQuery(exchange, earlier, marks.put, secret);
  const body = storeBody(request, storeTexts(exchange, earlier, { put: marks.put, fresh }));
  const { operationId: _id, parts: _parts, ...about } = tried ?? { operationId: '', parts };
  const { phase, subject, expect, statuses, why } = about as Partial<NonNullable<StoredRequest['case']>>;
  const isCase = tried !== undefined && phase !== undefined && subject !== undefined && expect !== undefined;
  const limits = statuses === undefined ? {} : { statuses };
  const stored = partsOfCase(exchange);
  return {
    ...{ operationId: operation.operationId, method: request.method, path, headers, ...body },
    credentials: parts.credentials,
    ...(Object.keys(marks.values).length === 0 ? {} : { values: marks.values }),
    ...(Object.keys(stored).length === 0 ? {} : { parts: stored }),
    ...(isCase ? { case: { phase, subject, expect, ...limits, why: why ?? '' } } : {}),
    ...(response === undefined ? {} : { status: response.status }),
  };
}

/** Marks that no text of a request has. */
function createValueMarks({ url, headers, body = '' }: SentRequest) {
  const values: Record<string, ValueSource> = {};
  const whole = `${url}${JSON.stringify(headers)}${body}`;
  const known = new Map<string, string>();
  let last = 0;
  return {
    values,
    put: (source: ValueSource): string => {
      const key = JSON.stringify(source);
      const own = known.get(key);
      if (own !== undefined) return own;
      do last += 1;
      while (whole.includes(`{{${last}}}`));
      values[String(last)] = source;
      known.set(key, `{{${last}}}`);
      return `{{${last}}}`;
    },
  };
}

type Put = (source: ValueSource) => string;

function storePath(
  { operation, parts, path, request }: RecordedExchange,
  earlier: RecordedExchange[],
  { target, put }: { target: SentTo; put: Put },
): string {
  const start = target.url.replace(/\/$/, '').length + baseOf(target, operation).length;
  const sent = request.url.slice(start).replace(/\?.*$/s, '');
  const template = (parts.target ?? operation.path).split('/');
  const segments = sent.split('/');
  // A value of a case can have slashes.
  if (template.length !== segments.length) return sent;
  const stored = segments.map((segment, index) => {
    const [, name = ''] = /^\{([^}]+)\}$/.exec(template[index] ?? '') ?? [];
    const isOwn = Object.hasOwn(parts.path, name) || (name === '' && parts.target === undefined);
    if (isOwn || (name !== '' && path[name] === undefined)) return segment;
    const source = findValue(earlier, decodedText(segment), name);
    return source === undefined ? segment : put(source);
  });
  return stored.join('/');
}

function storeQuery(
  { request, written }: RecordedExchange,
  earlier: RecordedExchange[],
  put: Put,
  secret: (name: string) => string,
): string {
  const at = request.url.indexOf('?');
  if (at < 0) return '';
  const made = madeTexts(earlier);
  const pairs = request.url
    .slice(at + 1)
    .split('&')
    .map((pair) => {
      const [name = '', value = ''] = [pair.replace(/=.*$/s, ''), pair.slice(pair.indexOf('=') + 1)];
      const key = decodedText(name).toLowerCase();
      const own = written.secrets[key];
      if (own !== undefined && decodedText(value) === own) return `${name}=${secret(key)}`;
      const source = made.get(decodedText(value));
      return source === undefined ? pair : `${name}=${put(source)}`;
    });
  return `?${pairs.join('&')}`;
}

/** Many resources have the same date, so it comes from no response. */
const DATE = /^\d{4}-\d\d-\d\d(?:T|$)/;

/** The body with its values replaced. */
function storeTexts(
  { request, parts, path, written }: RecordedExchange,
  earlier: RecordedExchange[],
  { put, fresh }: { put: Put; fresh: (kind: 'text', text: string) => string },
): string | undefined {
  const { body, encoding } = request;
  if (body === undefined || encoding !== undefined || body.length > LONGEST_PLAIN) return body;
  let text = body;
  for (const one of written.unique) text = text.replaceAll(one, () => fresh('text', one));
  if (!isJson(parts.body?.mediaType ?? '')) return text;
  const made = madeTexts(earlier);
  for (const [name, value] of Object.entries(path)) {
    const source = findValue(earlier, decodedText(value), name);
    if (source !== undefined) made.set(decodedText(value), source);
  }
  return text.replaceAll(/"((?:[^"\\]|\\.)*)"/g, (whole, inner: string) => {
    const source = made.get(inner);
    return source === undefined || DATE.test(inner) ? whole : `"${put(source)}"`;
  });
}

function storeBody({ encoding }: SentRequest, text: string | undefined): Partial<StoredRequest> {
  if (text === undefined) return {};
  const bytes = Buffer.from(text, encoding ?? 'utf8');
  if (text.length > LONGEST_PLAIN) return { bodyGzip: gzipSync(bytes).toString('base64') };
  return encoding === undefined ? { body: text } : { bodyBase64: bytes.toString('base64') };
}

function partsOfCase({ parts }: RecordedExchange): StoredParts {
  const { path, query, headers, cookies, body, method, target } = parts;
  return {
    ...(Object.keys(path).length === 0 ? {} : { path }),
    ...(query.length === 0 ? {} : { query }),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    ...(cookies.length === 0 ? {} : { cookies }),
    ...(target === undefined ? {} : { target }),
    ...(method === undefined ? {} : { method }),
    ...(body === undefined ? {} : { mediaType: body.mediaType, ...valueOfCase(body) }),
  };
}

/** Only members that cannot be read from the text again. */
function valueOfCase({ text, value }: CaseBody): { value?: unknown } {
  if (value === undefined || typeof value === 'bigint') return {};
  const isSame = JSON.stringify(valueOfJson(text)) === JSON.stringify(value);
  return isSame || text.length > LONGEST_PLAIN ? {} : { value };
}

function decodedText(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
