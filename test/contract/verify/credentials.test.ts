import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { createPlan } from '../../../src/contract/verify/plan.ts';
import { runVerify } from '../../../src/contract/verify/run.ts';
import type { RunOptions } from '../../../src/contract/verify/run-context.ts';

const responses = { 200: { description: 'Let in.' }, 401: { description: 'Not let in.' } };
const get = (operationId: string, security: object[]) => ({ get: { operationId, security, responses } });

const DOORS: OpenApiDocument = {
  openapi: '3.1.0',
  info: { title: 'Doors', version: '1' },
  paths: {
    '/front': get('front', [{ Key: [] }]),
    '/back': get('back', [{ Token: [] }]),
    '/vault': get('vault', [{ Key: [], Token: [] }]),
    '/any': get('any', [{ Other: [] }, { Token: [] }]),
    '/garden': get('garden', []),
    '/gate': get('gate', [{ Ticket: [] }]),
  },
  components: {
    securitySchemes: {
      Key: { type: 'apiKey', in: 'header', name: 'X-Key' },
      Token: { type: 'http', scheme: 'bearer' },
      Other: { type: 'http', scheme: 'basic' },
      Ticket: { type: 'apiKey', in: 'query', name: 'ticketNo' },
    },
  },
};

/** Every 401 has one (RFC 9110 §15.5.2). */
const CHALLENGE = { 'www-authenticate': 'Doors' };

/** What each door wants, by the names of headers. */
const WANTED: Record<string, Record<string, string>> = {
  '/front': { 'x-key': 'k' },
  '/back': { authorization: 'Bearer t' },
  '/vault': { 'x-key': 'k', authorization: 'Bearer t' },
  '/any': { authorization: 'Bearer t' },
  '/garden': {},
  '/gate': {},
};

describe('credentials of single security schemes', () => {
  let url = '';
  const server = createServer(({ url: target = '', method, headers }, response) => {
    const { pathname: path, searchParams } = new URL(target, 'http://doors');
    if (path === '/gate' && method === 'GET') {
      const { ticketNo, ...unknown } = Object.fromEntries(searchParams);
      const isRejected = Object.keys(unknown).length > 0;
      return void response.writeHead(ticketNo === 't+1' ? (isRejected ? 400 : 200) : 401, CHALLENGE).end();
    }
    const wanted = WANTED[path];
    if (wanted === undefined) return void response.writeHead(404).end();
    if (method !== 'GET') return void response.writeHead(405, { allow: 'GET' }).end();
    const isLetIn = Object.entries(wanted).every(([name, value]) => headers[name] === value);
    return void response.writeHead(isLetIn ? 200 : 401, CHALLENGE).end();
  });
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());

  const verify = (auth: Partial<RunOptions>) =>
    runVerify(createPlan(structuredClone(DOORS)), {
      ...{ url, auth: {}, otherAuth: {}, seed: 1, maxCases: 1000, operations: [], phases: [], off: [] },
      ...{ timeMs: 600_000, concurrency: 2, responseMs: 600_000, onProgress: () => undefined, ...auth },
    });
  const Key = { 'x-key': 'k' };
  const Token = { authorization: 'Bearer t' };
  const Ticket = { ticketno: 't+1' };

  test('open what asks for them, alone and together, and nothing else', async () => {
    const { findings, outcomes } = await verify({ schemeAuth: { Key, Token, Ticket } });
    expect(findings).toEqual([]);
    expect(outcomes['valid requests accepted']).toBe(6);
  });

  test('leave operations of other schemes to what is given for all', async () => {
    const { outcomes } = await verify({ auth: Key, schemeAuth: { Token } });
    // The vault asks for both, and only one of them is given by its scheme.
    expect(outcomes['valid requests accepted']).toBe(4);
  });

  test('that are wrong must not open', async () => {
    WANTED['/front'] = {};
    const { findings } = await verify({ schemeAuth: { Key, Token } });
    WANTED['/front'] = Key;
    // No, wrong and empty credentials are one cause.
    expect(findings.map(({ operationId, check }) => `${operationId} ${check}`)).toEqual(['front ignored_auth']);
    expect(findings[0]?.also).toHaveLength(2);
  });
});
