import { describe, expect, test } from 'vitest';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { createPlan } from '../../../src/contract/verify/plan.ts';
import { createSession, type SessionOptions } from '../../../src/contract/verify/session.ts';
import type { Case, Received, RequestParts, SentRequest } from '../../../src/contract/verify/types.ts';

const text = { type: 'string' };
const PETS = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  servers: [{ url: '/v1' }],
  paths: {
    '/owners/{owner}/pets/{id}': {
      parameters: ['owner', 'id'].map((name) => ({ name, in: 'path', required: true, schema: text })),
      get: { operationId: 'getPet', responses: { 200: { description: 'A pet.' } } },
      put: {
        operationId: 'putPet',
        security: [{ Both: [], Key: [] }, { Key: [] }, {}],
        parameters: [{ name: 'Idempotency-Key', in: 'header', schema: text }],
        requestBody: {
          content: { 'application/json': { schema: { properties: { pin: { ...text, writeOnly: true } } } } },
        },
        'x-verify': { unique: { name: 'No two have one.' }, off: { error_names_field: 'It has none.' } },
        responses: { 200: { description: 'A pet.' }, 400: { description: 'No.' } },
      },
    },
  },
  components: {
    securitySchemes: {
      Both: { type: 'http', scheme: 'bearer' },
      Key: { type: 'apiKey', in: 'query', name: 'API key' },
    },
  },
} as unknown as OpenApiDocument;
const plan = createPlan(PETS);
const [getPet, putPet] = plan.operations;
if (getPet === undefined || putPet === undefined) throw new Error('There are no operations.');

const PARTS: RequestParts = { path: {}, query: [], headers: {}, cookies: [], credentials: 'own' };
const PATH = { owner: 'a%20b', id: '7' };
const json = (value: unknown): RequestParts['body'] & object => ({
  mediaType: 'application/json',
  text: JSON.stringify(value),
  value,
});
const fine: Received = { status: 200, headers: {}, mediaType: '', text: '', value: undefined };

function sessionOf(options: Partial<SessionOptions> = {}, received: Received | string = fine) {
  const sent: SentRequest[] = [];
  const responses: string[] = [];
  const send = async (request: SentRequest) => {
    sent.push(request);
    return typeof received === 'string' ? { request, failure: received } : { request, response: received };
  };
  const session = createSession(
    plan,
    { send, close: () => undefined },
    {
      ...{ url: 'http://pets.example/', auth: {}, otherAuth: {}, off: [] },
      onResponse: ({ operationId }) => responses.push(operationId),
      ...options,
    },
  );
  const write = async (operation = getPet, parts: Partial<RequestParts> = {}, tried?: Case): Promise<SentRequest> => {
    await session.probe(operation as never, { ...PARTS, ...parts }, PATH, tried);
    return sent.at(-1) as SentRequest;
  };
  return { session, write, responses };
}

describe('a request is written', () => {
  test.each<[Partial<RequestParts>, Partial<SessionOptions>, string]>([
    [{}, {}, '/v1/owners/a%20b/pets/7'],
    [{}, { basePath: '' }, '/owners/a%20b/pets/7'],
    [{}, { basePath: '/v2' }, '/v2/owners/a%20b/pets/7'],
    [{ query: ['a=1', 'b=2'] }, {}, '/v1/owners/a%20b/pets/7?a=1&b=2'],
    [{ path: { id: '8' } }, {}, '/v1/owners/a%20b/pets/8'],
    [{ target: '/{id}/{none}' }, {}, '/v1/7/x'],
  ])('%j to the place of %j: %s', async (parts, options, address) => {
    expect((await sessionOf(options).write(getPet, parts)).url).toBe(`http://pets.example${address}`);
  });

  test('by the method of its operation, or another', async () => {
    const { write } = sessionOf();
    expect((await write(putPet)).method).toBe('PUT');
    expect((await write(putPet, { method: 'HEAD' })).method).toBe('HEAD');
  });

  test('with its headers, cookies and body', async () => {
    const { write } = sessionOf();
    expect(await write(getPet, { headers: { accept: 'a/b', 'x-a': '1' }, cookies: ['a=1', 'b=2'] })).toEqual({
      ...{ method: 'GET', url: 'http://pets.example/v1/owners/a%20b/pets/7' },
      headers: { accept: 'a/b', 'x-a': '1', cookie: 'a=1; b=2' },
    });
    const { headers, body } = await write(getPet, { body: json({ a: 1 }) });
    expect([headers, body]).toEqual([{ accept: '*/*', 'content-type': 'application/json' }, '{"a":1}']);
    const own = sessionOf({ auth: { cookie: 'session=1' } });
    expect((await own.write(getPet, { cookies: ['a=1'] })).headers.cookie).toBe('session=1; a=1');
  });

  test('with a key that is its own, that it is given, or that its case is about', async () => {
    const { write } = sessionOf();
    const keyOf = async (parts: Partial<RequestParts>, tried?: Case) =>
      (await write(putPet, parts, tried)).headers['idempotency-key'];
    const headers = { 'idempotency-key': 'example' };
    const [one, other] = [await keyOf({ headers }), await keyOf({ headers })];
    expect(one).toMatch(/^[\da-f-]{36}$/);
    expect(other).not.toBe(one);
    expect(await keyOf({ headers, idempotencyKey: 'given' })).toBe('given');
    expect(await keyOf({ idempotencyKey: 'given' })).toBe('given');
    expect(await keyOf({})).toBeUndefined();
    expect(await keyOf({ headers }, caseOf(['Idempotency-Key']))).toBe('example');
  });

  test('with values that no two requests share, unless its case is about them', async () => {
    const { write } = sessionOf();
    const nameOf = async (name: unknown, tried?: Case) =>
      (JSON.parse((await write(putPet, { body: json({ name, other: 'x' }) }, tried)).body ?? '') as { name: unknown })
        .name;
    const [one, other] = [await nameOf('rex'), await nameOf('rex')];
    expect(one).toMatch(/^rex-\w+$/);
    expect(other).not.toBe(one);
    expect(await nameOf('x'.repeat(50))).toMatch(/^x{40}-/);
    expect(await nameOf(5)).toBe(5);
    expect((await write(putPet, { body: json(null) })).body).toBe('null');
    expect(await nameOf('rex', caseOf(['name']))).toBe('rex');
    expect(await nameOf('rex', caseOf([], 'name'))).toBe('rex');
    expect(await nameOf('rex', caseOf(['other']))).not.toBe('rex');
    const steps = [{ place: ['name'], value: 'rex' }];
    expect(await nameOf('rex', { ...caseOf([]), steps } as Case)).toBe('rex');
    expect(await nameOf('rex', { ...caseOf([]), steps: [{ place: [], value: { name: 1 } }] } as Case)).toBe('rex');
  });

  test('with the values that its path has, unless its case is about them', async () => {
    const { write } = sessionOf();
    const bodyOf = async (value: unknown, tried?: Case) =>
      JSON.parse((await write(putPet, { body: json(value) }, tried)).body ?? '');
    expect(await bodyOf({ id: 1, owner: 'x', a: 2 })).toEqual({ id: 7, owner: 'a b', a: 2 });
    expect(await bodyOf({ id: 1, owner: 'x' }, caseOf(['id']))).toEqual({ id: 1, owner: 'a b' });
    expect(await bodyOf({ a: 2 })).toEqual({ a: 2 });
    expect(await bodyOf([1])).toEqual([1]);
  });
});

function caseOf(place: string[], about?: string): Case {
  const subject = { in: 'body', place, keyword: 'type', boundary: 'it', ...(about === undefined ? {} : { about }) };
  return {
    operationId: 'putPet',
    phase: 'constraints',
    subject,
    expect: 'accept',
    why: 'It is.',
    parts: PARTS,
  } as Case;
}

describe('credentials', () => {
  const auth = { authorization: 'Bearer abcdefg', 'api key': 'k 1' };
  const of = async (
    credentials: RequestParts['credentials'],
    options: Partial<SessionOptions> = {},
    operation = putPet,
  ) => {
    const { headers, url } = await sessionOf({ auth, ...options }).write(operation, { credentials });
    const { accept: _, ...rest } = headers;
    return [rest, new URL(url).search];
  };

  test('are headers, and in the query where the contract has them there', async () => {
    expect(await of('own')).toEqual([{ authorization: 'Bearer abcdefg' }, '?API%20key=k%201']);
    expect(await of('own', {}, getPet)).toEqual([auth, '']);
    expect(await of('none')).toEqual([{}, '']);
  });

  test('of somebody else are others, and none where a scheme has its own', async () => {
    expect(await of('other', { otherAuth: { authorization: 'Bearer b' } })).toEqual([
      { authorization: 'Bearer b' },
      '',
    ]);
    const schemeAuth = { Key: { 'x-key': 'k' } };
    expect(await of('other', { otherAuth: auth, schemeAuth })).toEqual([{}, '']);
  });

  test('that are wrong have the form of right ones', async () => {
    expect(await of('wrong')).toEqual([{ authorization: 'Bearer wrong-abcd' }, '?API%20key=k%20wrong-1']);
    expect(await of('wrong', { auth: { 'x-key': 'k1' } })).toEqual([{ 'x-key': 'wrongk1' }, '']);
  });

  test('are those of the first alternative of which all schemes have some', async () => {
    expect(await of('own', { schemeAuth: { Key: { 'x-key': 'k' } } })).toEqual([{ 'x-key': 'k' }, '']);
    const both = { Key: { 'x-key': 'k' }, Both: { authorization: 'Bearer c' } };
    expect(await of('own', { schemeAuth: both })).toEqual([{ 'x-key': 'k', authorization: 'Bearer c' }, '']);
    expect(await of('own', { schemeAuth: { Both: { authorization: 'Bearer c' } } })).toEqual(await of('own'));
  });
});

describe('a finding', () => {
  const request: SentRequest = { method: 'GET', url: 'http://pets.example/', headers: {} };
  const fault = (cause: string, tried?: string) => ({
    ...{ message: 'is wrong.', pointer: '#/paths', cause },
    ...(tried === undefined ? {} : { tried }),
  });

  test('is kept once for each check, operation and cause, and counted', () => {
    const { session } = sessionOf();
    for (const cause of ['a', 'a', 'b'])
      session.report({
        check: 'responds',
        operation: getPet,
        fault: fault(cause),
        request,
        response: { ...fine, status: 404 },
      });
    session.report({ check: 'responds', operation: putPet, fault: fault('a'), request });
    session.report({
      check: 'repeatable_reads',
      operation: getPet,
      fault: fault('a'),
      request,
      response: fine,
      steps: [request],
    });
    expect(
      session.findings().map(({ check, operationId, cause, count }) => [check, operationId, cause, count]),
    ).toEqual([
      ...[
        ['responds', 'getPet', 'a', 2],
        ['responds', 'getPet', 'b', 1],
        ['responds', 'putPet', 'a', 1],
      ],
      ['repeatable_reads', 'getPet', 'a', 1],
    ]);
    const [first, , third, last] = session.findings();
    expect([first?.status, third && 'status' in third, first && 'steps' in first, last?.steps]).toEqual([
      ...[404, false, false, [request]],
    ]);
  });

  test('keeps the beginning of a long response', () => {
    const { session } = sessionOf();
    const text = 'x'.repeat(20_000);
    const response = { ...fine, headers: { etag: '"a"' }, text };
    session.report({ check: 'responds', operation: getPet, fault: fault('a'), request, response });
    session.report({ check: 'responds', operation: putPet, fault: fault('a'), request, response: fine });
    expect(session.findings().map((one) => one.response)).toEqual([
      { headers: { etag: '"a"' }, text: text.slice(0, 10_000), length: 20_000 },
      { headers: {}, text: '' },
    ]);
  });

  test('tells what was tried, and up to four others that came to the same', () => {
    const { session } = sessionOf();
    const tried = ['one', 'one', 'two', 'two', undefined, 'three', 'four', 'five', 'six'];
    for (const one of tried) session.report({ check: 'responds', operation: getPet, fault: fault('a', one), request });
    expect(session.findings()).toMatchObject([
      { message: 'is wrong. one', also: ['two', 'three', 'four', 'five'], count: 9 },
    ]);
  });

  test('is none of a check that is switched off, for all or for the operation', () => {
    const { session } = sessionOf({ off: ['responds'] });
    session.report({ check: 'responds', operation: getPet, fault: fault('a'), request });
    session.report({ check: 'error_names_field', operation: putPet, fault: fault('a'), request });
    session.report({ check: 'error_names_field', operation: getPet, fault: fault('a'), request });
    expect(session.findings().map(({ operationId }) => operationId)).toEqual(['getPet']);
    expect(session.isNews('responds', getPet)).toBe(false);
    expect(session.isNews('error_names_field', getPet)).toBe(false);
    expect(session.isNews('error_names_field', putPet)).toBe(false);
    expect(session.isNews('repeatable_reads', getPet)).toBe(true);
  });

  test('comes of a request without a response', async () => {
    const { session, responses } = sessionOf({}, 'it was cut');
    const exchange = await session.exchange(getPet, PARTS, PATH);
    expect([exchange, responses]).toMatchObject([{ failure: 'it was cut' }, []]);
    expect(session.findings()).toMatchObject([
      { check: 'responds', message: 'did not respond: it was cut', cause: 'it was cut', pointer: getPet.pointer },
    ]);
    const off = sessionOf({ off: ['responds'] }, 'it was cut');
    expect((await off.session.probe(getPet, PARTS, PATH)).faults).toEqual([]);
  });

  test('comes of a response that a check finds wrong, but not where it is only looked at', async () => {
    const { session, responses } = sessionOf({}, { ...fine, status: 500 });
    const { faults } = await session.probe(getPet, PARTS, PATH);
    expect(faults.map(({ check }) => check)).toEqual(['not_a_server_error', 'status_code_conformance']);
    expect([session.findings(), responses]).toEqual([[], ['getPet']]);
    await session.exchange(getPet, PARTS, PATH);
    expect(session.findings().map(({ check, status }) => [check, status])).toEqual([
      ['not_a_server_error', 500],
      ['status_code_conformance', 500],
    ]);
    const off = sessionOf({ off: ['not_a_server_error'] }, { ...fine, status: 500 });
    expect((await off.session.probe(getPet, PARTS, PATH)).faults).toHaveLength(1);
  });

  test('comes of a 405 that does not list the methods of the path', async () => {
    const tried = { ...caseOf([]), expect: 'reject' as const, subject: { ...caseOf([]).subject, keyword: 'method' } };
    const { session } = sessionOf({}, { ...fine, status: 405 });
    const { faults } = await session.probe(getPet, { ...PARTS, method: 'DELETE' }, PATH, tried);
    expect(faults.map(({ fault }) => fault.message)).toContain('the Allow of the 405 lacks GET, PUT');
  });

  test('comes of a secret that was sent and is shown', async () => {
    const secret = 'swordfish-1';
    const { session } = sessionOf({}, { ...fine, headers: { 'x-pin': secret } });
    const parts = { ...PARTS, body: json({ pin: secret }) };
    await session.exchange(putPet, parts, PATH);
    expect(session.findings()).toMatchObject([{ check: 'write_only_hidden' }]);
  });
});
