import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { createPlan } from '../../../src/contract/verify/plan.ts';
import { runVerify } from '../../../src/contract/verify/run.ts';
import type { RunOptions } from '../../../src/contract/verify/run-context.ts';

const any = { default: { description: 'Whatever.' } };
const body = { content: { 'application/json': { schema: { type: 'object' } } } };
/** A contract that allows every status, so that only HTTP says which is right. */
const LAMP = {
  openapi: '3.1.0',
  info: { title: 'Lamp', version: '1' },
  paths: {
    '/lamp': {
      get: { operationId: 'getLamp', responses: any },
      put: { operationId: 'setLamp', requestBody: body, responses: any },
      delete: { operationId: 'breakLamp', responses: any },
    },
    '/{thing}': {
      parameters: [{ name: 'thing', in: 'path', required: true, schema: { type: 'string' } }],
      post: { operationId: 'makeThing', responses: any },
    },
  },
} as unknown as OpenApiDocument;
const plan = createPlan(LAMP);

type Reply = { status: number; headers?: Record<string, string> };
const ALLOW = { allow: 'GET, HEAD, PUT, DELETE, POST, OPTIONS' };
let respond: (request: IncomingMessage, text: string) => Reply | string | Promise<Reply>;
const right = ({ method, url }: IncomingMessage): Reply => {
  if (url !== '/lamp') return { status: 404 };
  if (method === 'OPTIONS') return { status: 200, headers: ALLOW };
  return ['GET', 'PUT', 'DELETE', 'HEAD'].includes(method ?? '')
    ? { status: 200 }
    : { status: 405, headers: { allow: 'GET, HEAD, PUT, DELETE, OPTIONS' } };
};
const sockets = new Set<Socket>();
const server = createServer(async (request, response) => {
  const text = Buffer.concat(await request.toArray()).toString();
  const reply = await respond(request, text);
  // Written as it is, for what this library does not let anybody send.
  if (typeof reply === 'string') return void request.socket.end(reply);
  response.writeHead(reply.status, reply.headers).end();
}).on('connection', (socket) => void sockets.add(socket));
let url = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  for (const socket of sockets) socket.destroy();
  server.close();
});

/** Findings of a server that responds to requests of one method in its own way. */
async function found(method: string, wrong: typeof respond, more: Partial<RunOptions> = {}): Promise<string[]> {
  respond = (request, text) => (request.method === method && request.url === '/lamp' ? wrong : right)(request, text);
  const { findings } = await runVerify(plan, {
    ...{ url, auth: {}, otherAuth: {}, seed: 1, maxCases: 100, operations: ['getLamp', 'setLamp', 'breakLamp'] },
    ...{
      phases: ['examples', 'protocol'],
      off: ['negative_data_rejection', 'response_schema_conformance'],
      timeMs: 600_000,
      concurrency: 2,
      responseMs: 600_000,
    },
    ...{ onProgress: () => undefined, ...more },
  });
  return findings.map(({ operationId, check, message }) => `${operationId} ${check}: ${message}`);
}

test('a server that keeps to HTTP has no findings', async () => {
  expect(await found('GET', right, { maxResponseMs: 600_000 })).toEqual([]);
});

describe('status_semantics', () => {
  const fixed =
    (status: number, headers: Record<string, string> = {}) =>
    () => ({ status, headers });
  const raw = (head: string, content: string) => () =>
    `HTTP/1.1 ${head}\r\nContent-Length: ${content.length}\r\n\r\n${content}`;
  const of = (operationId: string, text: string) => [`${operationId} status_semantics: the ${text}`];

  test.each<[what: string, method: string, respond: typeof respond, findings: string[]]>([
    ['a 204 with content', 'GET', raw('204 No Content', 'x'), of('getLamp', '204 has content (RFC 9110 §15.3.5)')],
    ['a 204 without', 'GET', fixed(204), []],
    ['a 205 with content', 'GET', raw('205 Reset', 'x'), of('getLamp', '205 has content (RFC 9110 §15.3.6)')],
    ['a 205 without', 'GET', raw('205 Reset', ''), []],
    [
      'a 304 without a condition',
      'GET',
      fixed(304),
      of('getLamp', '304 is the response to a request without a condition (RFC 9110 §15.4.5)'),
    ],
    [
      'a 304 to a PUT',
      'PUT',
      fixed(304),
      of('setLamp', '304 is the response to PUT; only GET and HEAD have it (RFC 9110 §15.4.5)'),
    ],
    [
      'a 412 without a condition',
      'PUT',
      fixed(412),
      of('setLamp', '412 is the response to a request without a condition (RFC 9110 §15.5.13)'),
    ],
    [
      'a 201 to a DELETE',
      'DELETE',
      fixed(201),
      of('breakLamp', '201 is the response to DELETE, which creates nothing (RFC 9110 §15.3.2)'),
    ],
    ['a 201 to a PUT', 'PUT', fixed(201), []],
    ['a 401 without a scheme', 'GET', fixed(401), of('getLamp', '401 has no WWW-Authenticate (RFC 9110 §15.5.2)')],
    ['a 401 with one', 'PUT', fixed(401, { 'www-authenticate': 'Basic' }), []],
    ['a 405 without Allow', 'GET', fixed(405), of('getLamp', '405 has no Allow (RFC 9110 §15.5.6)')],
    [
      'a 415 without content',
      'GET',
      fixed(415),
      of('getLamp', '415 is the response to a request without content (RFC 9110 §15.5.14, §15.5.16)'),
    ],
    [
      'a 413 without content',
      'DELETE',
      fixed(413),
      of('breakLamp', '413 is the response to a request without content (RFC 9110 §15.5.14, §15.5.16)'),
    ],
    ['a 415 with content', 'PUT', (_, text) => ({ status: text === '' ? 200 : 415 }), []],
  ])('%s', async (_what, method, wrong, findings) => {
    expect(await found(method, wrong)).toEqual(findings);
  });
});

describe('options_match', () => {
  const options = (allow: string, status = 200) => found('OPTIONS', () => ({ status, headers: { allow } }));

  test('a method that is declared nowhere may not be listed', async () => {
    expect(await options('GET, PUT, DELETE, PATCH')).toEqual([
      'getLamp options_match: the Allow of OPTIONS lists PATCH, not declared',
    ]);
  });

  test('a declared method may not be missing', async () => {
    expect(await options('GET, HEAD')).toEqual(['getLamp options_match: the Allow of OPTIONS lacks PUT, DELETE']);
  });

  test('a method of another path that may be the same can be listed', async () => {
    expect(await options('GET, PUT, DELETE, POST')).toEqual([]);
  });

  test('a server need not know OPTIONS', async () => {
    expect(await options('', 404)).toEqual([]);
    expect(await found('OPTIONS', () => ({ status: 204 }))).toEqual([]);
  });

  test('a 405 lists neither what it refuses nor what is not declared', async () => {
    const allow = 'GET, PUT, DELETE, PATCH';
    expect(await found('PATCH', () => ({ status: 405, headers: { allow } }))).toEqual([
      'getLamp options_match: returned 405 to PATCH, which its Allow lists',
    ]);
    expect(await found('TRACE', () => ({ status: 405, headers: { allow: 'GET, PUT, DELETE, LINK' } }))).toEqual([]);
    expect(await found('PATCH', () => ({ status: 405, headers: { allow: 'GET, PUT, DELETE, LINK' } }))).toEqual([
      'getLamp options_match: the Allow of the 405 lists LINK, not declared',
    ]);
  });
});

test('response_time: a response takes at most as long as is asked for', async () => {
  const slow = async () => {
    await setTimeout(300);
    return { status: 200 };
  };
  const all = await found('PUT', slow, { maxResponseMs: 100, operations: ['setLamp'], phases: ['examples'] });
  expect(all.join()).toMatch(/^setLamp response_time: took \d+ ms, and --max-response-time is 100 ms/);
  expect(await found('PUT', slow, { operations: ['setLamp'], phases: ['examples'] })).toEqual([]);
});
