import { ContractError } from '../../document/document.ts';
import { essenceOf, isJson } from '../../document/media-types.ts';
import { isObject } from '../../document/references.ts';
import type { Observation } from '../coverage/coverage.ts';
import { valueOfJson } from '../json.ts';

/** The exchanges of an HTTP Archive, and entries without a response, with the reason. */
export type RecordedTraffic = { exchanges: Observation[]; skipped: string[] };

/**
 * Reads an HTTP Archive (HAR 1.2), as browsers, proxies and `keepspec verify --har` write it.
 *
 * @param name of the file in messages
 * @throws ContractError if it is not a HAR file
 */
export function readHar(name: string, text: string): RecordedTraffic {
  const parsed = valueOfJson(text);
  const log = isObject(parsed) ? parsed.log : undefined;
  const entries = isObject(log) ? log.entries : undefined;
  if (!Array.isArray(entries))
    throw new ContractError(`${name} is not an HTTP Archive: it has no list at /log/entries.`);
  const traffic: RecordedTraffic = { exchanges: [], skipped: [] };
  for (const [index, entry] of entries.entries()) {
    const read = exchangeOfEntry(entry);
    if (typeof read === 'string') traffic.skipped.push(`${name}, /log/entries/${index}: ${read}`);
    else traffic.exchanges.push(read);
  }
  return traffic;
}

/** The exchange of an entry, or why it has none. */
function exchangeOfEntry(entry: unknown): Observation | string {
  const { request, response } = isObject(entry) ? entry : {};
  if (!isObject(request) || !isObject(response)) return 'request or response is missing';
  const { method, url, postData } = request;
  if (typeof method !== 'string' || typeof url !== 'string' || !URL.canParse(url))
    return 'the request has no valid URL';
  const status = Number(response.status);
  // Browsers write 0 for a request that was blocked or aborted.
  if (!Number.isInteger(status) || status < 100) return `there is no response to ${method} ${url}`;
  const headers = headersOfEntry(response.headers);
  const text = textOfContent(response.content);
  if (text === undefined) return `the record has no body of the response to ${method} ${url}`;
  const mediaType = essenceOf(headers['content-type'] ?? '');
  const { pathname, search } = new URL(url);
  return {
    ...{ method, target: pathname + search, headers: headersOfEntry(request.headers), body: bodyOfEntry(postData) },
    response: { status, headers, mediaType, text, value: isJson(mediaType) ? valueOfJson(text) : undefined },
  };
}

function headersOfEntry(list: unknown): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const header of Array.isArray(list) ? list : []) {
    if (!isObject(header) || typeof header.name !== 'string') continue;
    const name = header.name.toLowerCase();
    // HTTP/2 writes method and path as headers.
    if (name.startsWith(':')) continue;
    headers[name] = headers[name] === undefined ? String(header.value) : `${headers[name]}, ${String(header.value)}`;
  }
  return headers;
}

/** Undefined if the record left a body out. */
function textOfContent(content: unknown): string | undefined {
  const { text, encoding, size } = isObject(content) ? content : {};
  if (typeof text !== 'string') return Number(size ?? 0) > 0 ? undefined : '';
  return encoding === 'base64' ? Buffer.from(text, 'base64').toString('utf8') : text;
}

function bodyOfEntry(postData: unknown): string | undefined {
  const { text, params } = isObject(postData) ? postData : {};
  if (typeof text === 'string' && text !== '') return text;
  if (!Array.isArray(params) || params.length === 0) return undefined;
  const pairs = params.filter(isObject).map(({ name, value }) => [String(name), String(value ?? '')]);
  return new URLSearchParams(pairs).toString();
}
