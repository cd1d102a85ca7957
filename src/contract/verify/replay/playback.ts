import { gunzipSync } from 'node:zlib';
import { valueOfJson } from '../json.ts';
import type { RewriteRequest } from '../session.ts';
import type { CaseBody, CredentialChoice, Received, RequestParts, SentRequest } from '../types.ts';
import type { VerifiableOperation } from '../verifiable-operation.ts';
import { baseOf, credentialsOf, randomKey, type WriteOptions, type WrittenRequest } from '../write-request.ts';
import type { StoredRequest, ValueSource } from './findings-file.ts';
import { valueAtSource } from './value-sources.ts';

/** The stored requests of a finding while they are sent again. */
export type Playback = {
  /** Replaces a request by the next stored one of its operation. */
  rewrite: RewriteRequest;
  noteResponse: (request: SentRequest, response: Received) => void;
  /** The first stored request that is not sent yet, and its index. */
  next: () => { index: number; request: StoredRequest } | undefined;
  /** Marks a request as sent. */
  skip: (index: number) => void;
  /** The text that a value of a request has now; undefined if it is not known. */
  textAt: (source: ValueSource, request: StoredRequest) => string | undefined;
  responseOf: (index: number) => Received | undefined;
  /** Why stored requests could not be sent, one sentence for each. */
  obstacles: string[];
};

/** @param options the server, and the credentials that take the place of the stored ones */
export function createPlayback(
  requests: StoredRequest[],
  operations: VerifiableOperation[],
  options: WriteOptions,
): Playback {
  const sent = new Set<number>();
  const indexes = new Map<SentRequest, number>();
  const responses = new Map<number, Received>();
  const fresh = new Map<number, string>();
  const obstacles: string[] = [];
  const origin = Date.now().toString(36);

  const textAt: Playback['textAt'] = (source, { operationId }) => {
    if ('credentials' in source) {
      const operation = operations.find((one) => one.operationId === operationId);
      return operation && credentialsOf(options, operation, source.credentials)[source.name];
    }
    if ('new' in source) {
      const { number } = source;
      fresh.set(number, fresh.get(number) ?? (source.new === 'uuid' ? randomKey() : `${origin}${number.toString(36)}`));
      return fresh.get(number);
    }
    const response = responses.get(source.response);
    return response && valueAtSource(source, response);
  };

  const fill = (request: StoredRequest, operation: VerifiableOperation): WrittenRequest | undefined => {
    const texts = new Map<string, string>();
    for (const [mark, source] of Object.entries(request.values ?? {})) {
      const text = textAt(source, request);
      if (text === undefined) {
        obstacles.push(describeMissing(source, request, { requests, responses }));
        return undefined;
      }
      texts.set(mark, text);
    }
    const put = (text: string, encode: (value: string) => string = (value) => value): string =>
      text.replaceAll(/\{\{(\d+)\}\}/g, (whole, mark: string) => {
        const value = texts.get(mark);
        return value === undefined ? whole : encode(value);
      });
    const headers = Object.entries(request.headers).map(([name, value]) => [name, put(value)]);
    const url = options.url.replace(/\/$/, '') + baseOf(options, operation) + put(request.path, encodeURIComponent);
    const whole: SentRequest = { method: request.method, url, headers: Object.fromEntries(headers) };
    const own = { secrets: {}, unique: [] };
    const { text, encoding } = bodyOfStored(request, (stored) =>
      put(stored, (value) => JSON.stringify(value).slice(1, -1)),
    );
    if (text === undefined) return { request: whole, ...own };
    const body: SentRequest = { ...whole, body: text, ...(encoding === undefined ? {} : { encoding }) };
    return { request: body, body: caseBodyOf(request, text, encoding), ...own };
  };

  return {
    rewrite: (operation, { credentials }, written, again) => {
      const asked = { operation, credentials, method: written.request.method };
      const own = again === undefined ? undefined : indexes.get(again);
      const index = own ?? requests.findIndex((one, at) => !sent.has(at) && isAlike(one, asked));
      const stored = requests[index];
      if (stored === undefined) return written;
      sent.add(index);
      const filled = fill(stored, operation) ?? written;
      indexes.set(filled.request, index);
      return filled;
    },
    noteResponse: (request, response) => {
      const index = indexes.get(request);
      if (index !== undefined) responses.set(index, response);
    },
    next: () => {
      const index = requests.findIndex((_, at) => !sent.has(at));
      const request = requests[index];
      return request === undefined ? undefined : { index, request };
    },
    skip: (index) => void sent.add(index),
    ...{ textAt, responseOf: (index: number) => responses.get(index), obstacles },
  };
}

type AskedRequest = { operation: VerifiableOperation; credentials: CredentialChoice; method: string };

function isAlike(stored: StoredRequest, { operation, credentials, method }: AskedRequest): boolean {
  const isSameOperation = stored.operationId === operation.operationId && stored.method === method;
  return isSameOperation && stored.credentials === credentials;
}

function describeMissing(
  source: ValueSource,
  { operationId }: StoredRequest,
  { requests, responses }: { requests: StoredRequest[]; responses: Map<number, Received> },
): string {
  if ('credentials' in source) {
    const option = source.credentials === 'other' ? '--other-auth' : '--auth';
    return `${operationId} needs the credentials "${source.name}", which ${option} does not give`;
  }
  if ('new' in source) return `${operationId} needs a new value`;
  const { operationId: from, status } = requests[source.response] ?? {};
  const response = responses.get(source.response);
  if (response === undefined) return `${operationId} needs a value of the response to ${from}, which did not respond`;
  const was = status === undefined || status === response.status ? '' : ` instead of ${status}`;
  const place = 'pointer' in source ? source.pointer : `the header ${source.header}`;
  return `${operationId} needs ${place} of the response to ${from}, which returned ${response.status}${was}`;
}

function bodyOfStored(
  { body, bodyBase64, bodyGzip }: StoredRequest,
  put: (text: string) => string,
): { text?: string; encoding?: 'latin1' } {
  if (bodyGzip !== undefined) return decodeBody(gunzipSync(Buffer.from(bodyGzip, 'base64')));
  if (bodyBase64 !== undefined) return decodeBody(Buffer.from(bodyBase64, 'base64'));
  return body === undefined ? {} : { text: put(body) };
}

/** As a text with a character for each byte, if it is not UTF-8. */
function decodeBody(bytes: Buffer): { text: string; encoding?: 'latin1' } {
  const text = bytes.toString('utf8');
  return Buffer.from(text, 'utf8').equals(bytes) ? { text } : { text: bytes.toString('latin1'), encoding: 'latin1' };
}

function caseBodyOf({ parts = {}, headers }: StoredRequest, text: string, encoding?: 'latin1'): CaseBody {
  const contentType = headers['content-type'] ?? '';
  return {
    ...{ mediaType: parts.mediaType ?? contentType, contentType, text },
    ...(encoding === undefined ? {} : { encoding }),
    value: parts.value ?? valueOfJson(text),
  };
}

/** The parts that a stored request was written from. Its body has the texts of the run that stored it. */
export function partsOfStored(stored: StoredRequest): RequestParts {
  const { path = {}, query = [], headers = {}, cookies = [], method, target } = stored.parts ?? {};
  const { text, encoding } = bodyOfStored(stored, (own) => own);
  return {
    ...{ path, query, headers, cookies, credentials: stored.credentials },
    ...(text === undefined ? {} : { body: caseBodyOf(stored, text, encoding) }),
    ...(method === undefined ? {} : { method }),
    ...(target === undefined ? {} : { target }),
  };
}
