import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseMultipart } from '@remix-run/multipart-parser';
import { describe, expect, test } from 'vitest';
import type { Phase } from '../../../src/contract/verify/types.ts';
import { findingsOf, sendJson, serve, verifyWith } from './uploads.ts';

const address = { type: 'object', required: ['city'], properties: { city: { type: 'string', minLength: 1 } } };
const letter = {
  type: 'object',
  additionalProperties: false,
  required: ['to', 'scan'],
  properties: {
    to: { type: 'string', minLength: 2, maxLength: 20 },
    stamps: { type: 'integer', minimum: 1, maximum: 9 },
    tags: { type: 'array', maxItems: 3, items: { type: 'string', minLength: 1 } },
    address,
    scan: { type: 'string', format: 'binary' },
  },
};
const errors = { type: 'object', required: ['errors'], properties: { errors: { type: 'array' } } };
const rejected = { 422: { description: 'Invalid.', content: { 'application/json': { schema: errors } } } };
const meta = { type: 'object', required: ['pages'], properties: { pages: { type: 'integer', minimum: 1 } } };

const DOCUMENT = {
  openapi: '3.2.0',
  info: { title: 'Letters', version: '1' },
  paths: {
    '/letters': {
      post: {
        operationId: 'send',
        requestBody: {
          required: true,
          content: {
            'multipart/form-data': {
              schema: letter,
              encoding: {
                address: { contentType: 'application/json' },
                scan: {
                  contentType: 'image/png',
                  headers: { 'X-Page': { required: true, schema: { type: 'integer', minimum: 1 } } },
                },
              },
            },
          },
        },
        responses: { 201: { description: 'Sent.' }, ...rejected },
      },
    },
    '/batches': {
      post: {
        operationId: 'sendBatch',
        requestBody: {
          required: true,
          content: {
            'multipart/mixed': {
              itemSchema: address,
              itemEncoding: { contentType: 'application/json' },
            },
          },
        },
        responses: { 202: { description: 'Taken.' }, ...rejected },
      },
    },
    '/letters/latest': {
      get: {
        operationId: 'read',
        responses: {
          200: {
            description: 'The letter.',
            content: {
              'multipart/form-data': {
                schema: {
                  type: 'object',
                  required: ['meta', 'scan'],
                  properties: { meta, scan: { type: 'string', format: 'binary', maxLength: 20 } },
                },
                encoding: { scan: { contentType: 'image/png' } },
              },
            },
          },
        },
      },
    },
    '/scans': {
      get: {
        operationId: 'watch',
        responses: {
          200: {
            description: 'The scans.',
            content: {
              'multipart/mixed': { itemSchema: meta, itemEncoding: { contentType: 'application/json' } },
            },
          },
        },
      },
    },
  },
};

/** One defect of the server, or none. */
type Defect =
  | 'none'
  | 'takes letters without a scan'
  | 'takes any number of stamps'
  | 'takes unknown parts'
  | 'takes any media type'
  | 'takes a body that is cut off'
  | 'takes any address'
  | 'takes any batch'
  | 'returns a letter without pages'
  | 'returns a scan as a text'
  | 'returns a letter without an end'
  | 'returns a scan of no pages';

type Part = { name?: string | undefined; mediaType?: string | undefined; bytes: Uint8Array; page?: string | undefined };

/** The parts of a request; undefined if they cannot be read. */
function partsOf(contentType: string, bytes: Buffer, defect: Defect): Part[] | undefined {
  const boundary = /^multipart\/[\w-]+; boundary=(.+)$/.exec(contentType)?.[1];
  if (boundary === undefined) return undefined;
  const end = `\r\n--${boundary}--`;
  const isEnded = defect !== 'takes a body that is cut off' || bytes.includes(end);
  try {
    const whole = isEnded ? bytes : Buffer.concat([bytes, Buffer.from(end)]);
    return [...parseMultipart(whole, { boundary })].map((part) => ({
      ...{ name: part.name, mediaType: part.mediaType, bytes: part.bytes },
      page: part.headers['x-page'],
    }));
  } catch {
    return undefined;
  }
}

function jsonOf(bytes: Uint8Array | undefined): unknown {
  try {
    return JSON.parse(Buffer.from(bytes ?? []).toString());
  } catch {
    return undefined;
  }
}

function isAddress(value: unknown): boolean {
  const { city } = Object(value) as { city?: unknown };
  return typeof city === 'string' && city !== '' && !Array.isArray(value);
}

/** The names of the invalid fields of a letter. */
function faultsOf(parts: Part[], defect: Defect): string[] {
  const all = (name: string) => parts.filter((part) => part.name === name);
  const texts = (name: string) => all(name).map(({ bytes }) => Buffer.from(bytes).toString());
  const faults: string[] = [];
  const check = (name: string, isValid: boolean): void => void (isValid || faults.push(name));
  const [to = '', ...more] = texts('to');
  check('to', more.length === 0 && [...to].length >= 2 && [...to].length <= 20);
  const stamps = texts('stamps');
  const isStamps = stamps.length === 0 || (stamps.length === 1 && /^[1-9](\.0)?$/.test(stamps[0] ?? ''));
  check('stamps', isStamps || (defect === 'takes any number of stamps' && /^-?\d+$/.test(stamps[0] ?? '')));
  check('tags', texts('tags').length <= 3 && texts('tags').every((tag) => tag !== ''));
  const isAddressed = all('address').every(({ bytes }) => isAddress(jsonOf(bytes))) && all('address').length < 2;
  check('address.city', isAddressed || defect === 'takes any address');
  check('scan', all('scan').length === 1 || (defect === 'takes letters without a scan' && all('scan').length === 0));
  const types: Record<string, string> = { address: 'application/json', scan: 'image/png' };
  for (const { name = '', mediaType, page } of parts) {
    if (!Object.hasOwn(letter.properties, name)) check(name, defect === 'takes unknown parts');
    if (name in types) check(name, mediaType === types[name] || defect === 'takes any media type');
    if (name === 'scan') check('X-Page', /^[1-9]\d*$/.test(page ?? ''));
  }
  return faults;
}

const SCAN = '\u0089PNG\u00ff';

function letterOf(defect: Defect): Buffer {
  const json = defect === 'returns a letter without pages' ? '{}' : '{"pages":2}';
  const type = defect === 'returns a scan as a text' ? 'text/plain' : 'image/png';
  const parts = [
    `--b\r\nContent-Disposition: form-data; name="meta"\r\nContent-Type: application/json\r\n\r\n${json}\r\n`,
    `--b\r\nContent-Disposition: form-data; name="scan"; filename="a"\r\nContent-Type: ${type}\r\n\r\n${SCAN}\r\n`,
  ];
  const end = defect === 'returns a letter without an end' ? '' : '--b--\r\n';
  return Buffer.from(parts.join('') + end, 'latin1');
}

async function handle(request: IncomingMessage, response: ServerResponse, defect: Defect): Promise<void> {
  const bytes = Buffer.concat(await request.toArray());
  const contentType = request.headers['content-type'] ?? '';
  const reject = (...names: string[]) => sendJson(response, 422, { errors: names.map((path) => ({ path })) });
  if (request.url === '/letters/latest' && request.method === 'GET')
    return void response.writeHead(200, { 'content-type': 'multipart/form-data; boundary=b' }).end(letterOf(defect));
  if (request.url === '/scans' && request.method === 'GET') {
    const last = defect === 'returns a scan of no pages' ? '{"pages":0}' : '{"pages":3}';
    const body = ['{"pages":1}', last].map((json) => `--b\r\nContent-Type: application/json\r\n\r\n${json}\r\n`);
    return void response.writeHead(200, { 'content-type': 'multipart/mixed; boundary=b' }).end(`${body.join('')}--b--`);
  }
  const isBatch = request.url === '/batches';
  if ((request.url !== '/letters' && !isBatch) || request.method !== 'POST') return sendJson(response, 404, {});
  if (bytes.length === 0) return reject();
  if (!contentType.startsWith(isBatch ? 'multipart/mixed' : 'multipart/form-data')) return sendJson(response, 415, {});
  const parts = partsOf(contentType, bytes, defect);
  if (parts === undefined) return reject();
  if (isBatch) {
    const isFine = parts.length > 0 && parts.every((part) => part.mediaType === 'application/json');
    const isValid = isFine && parts.every((part) => isAddress(jsonOf(part.bytes)));
    if (!isValid && defect !== 'takes any batch') return reject('city');
    return void response.writeHead(202).end();
  }
  const faults = faultsOf(parts, defect);
  return faults.length > 0 ? reject(...faults) : void response.writeHead(201).end();
}

async function verify(defect: Defect, phases?: Phase[]) {
  const url = await serve((request, response) => handle(request, response, defect));
  return verifyWith(DOCUMENT, url, phases);
}

/** Statuses that the document leaves to HTTP are not what is tested here. */
function findings(result: Awaited<ReturnType<typeof verify>>): string[] {
  return findingsOf(result).filter((line) => !line.includes(' status_code_conformance: '));
}

test('a server that reads and writes parts as its document says has no findings', async () => {
  const result = await verify('none');
  expect(findings(result)).toEqual([]);
  expect({ untried: result.untried, notTried: result.notTried }).toEqual({ untried: [], notTried: [] });
  const { send, sendBatch } = result.counts;
  expect(send).toEqual({
    examples: 2,
    constraints: expect.any(Number),
    protocol: expect.any(Number),
    random: expect.any(Number),
  });
  expect(send?.constraints).toBeGreaterThan(25);
  expect(sendBatch?.constraints).toBeGreaterThan(5);
  const { 'request media type': requests, 'response media type': responses } = result.coverage.shares;
  expect([requests.covered, responses.covered]).toEqual([2, 4]);
});

describe('a server is found that', () => {
  const REJECTION = 'negative_data_rejection: accepted an invalid request with 201';
  test.each<[Defect, Phase, string]>([
    ['takes letters without a scan', 'constraints', `send ${REJECTION}. body breaks "required" of scan: absent.`],
    ['takes any number of stamps', 'constraints', `send ${REJECTION}. body/stamps breaks "maximum": beyond.`],
    ['takes unknown parts', 'constraints', `send ${REJECTION}. body breaks "additionalProperties"`],
    [
      'takes any media type',
      'constraints',
      `send ${REJECTION} instead of 400 or 415 or 422. The part "scan" has a media type that its encoding does not name.`,
    ],
    ['takes any address', 'constraints', `send ${REJECTION}. body/address breaks "required" of city: absent.`],
    [
      'takes any batch',
      'constraints',
      'sendBatch negative_data_rejection: accepted an invalid request with 202. body/*',
    ],
    ['takes unknown parts', 'random', `send ${REJECTION}`],
    [
      'takes a body that is cut off',
      'protocol',
      `send ${REJECTION} instead of 400 or 422. The body ends within a part (RFC 2046 §5.1.1).`,
    ],
    [
      'returns a letter without pages',
      'examples',
      'read response_schema_conformance: in the 200 response "meta.pages" is required',
    ],
    [
      'returns a scan as a text',
      'examples',
      'read response_schema_conformance: in the 200 response the part "scan" must be sent as image/png',
    ],
    [
      'returns a letter without an end',
      'examples',
      'read response_schema_conformance: the body of the 200 response cannot be read: its parts cannot be separated (RFC 2046)',
    ],
    [
      'returns a scan of no pages',
      'examples',
      'watch response_schema_conformance: in the 200 response "[1].pages" must be at least 1',
    ],
  ])('%s, by %s', async (defect, phase, expected) => {
    const found = findings(await verify(defect, [phase]));
    expect(found.some((line) => line.startsWith(expected)) ? expected : found).toBe(expected);
  });
});
