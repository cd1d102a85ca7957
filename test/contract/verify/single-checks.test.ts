import { describe, expect, test } from 'vitest';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { createCanaries } from '../../../src/contract/verify/canaries.ts';
import {
  CHECKS,
  declaresSuccess,
  isAboutUselessBody,
  isRejectedByRule,
  namedFields,
  subjectKey,
} from '../../../src/contract/verify/checks.ts';
import { createPlan } from '../../../src/contract/verify/plan.ts';
import type { Case, Received, RequestParts } from '../../../src/contract/verify/types.ts';

const DOCUMENT = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  paths: {
    '/pets': {
      post: {
        operationId: 'makePet',
        requestBody: { content: { 'application/json': { schema: {} } } },
        'x-verify': { rules: { name: 'It is known.', 'tags[]': 'They are known.' } },
        responses: { 200: { description: 'Made.' } },
      },
      get: { operationId: 'listPets', responses: { 200: { description: 'All.' } } },
    },
  },
} as unknown as OpenApiDocument;
const plan = createPlan(DOCUMENT);
const makePet = plan.operations.find(({ operationId }) => operationId === 'makePet');
const listPets = plan.operations.find(({ operationId }) => operationId === 'listPets');
if (makePet === undefined || listPets === undefined) throw new Error('There are no operations.');

const PARTS: RequestParts = { path: {}, query: [], headers: {}, cookies: [], credentials: 'own' };
const USUAL = { in: 'body', place: ['size'], keyword: 'type', boundary: 'another type' };
/** What a case has in the place of the usual. */
type Given = { subject?: object; value?: unknown } & Omit<Partial<Case>, 'subject'>;
const caseOf = (expect: 'accept' | 'reject', { subject = {}, value, ...more }: Given = {}): Case => ({
  ...{ operationId: 'makePet', phase: 'constraints', expect, why: 'It is so.', ...more },
  subject: { ...USUAL, ...subject } as Case['subject'],
  parts:
    value === undefined
      ? (more.parts ?? PARTS)
      : { ...PARTS, body: { mediaType: 'application/json', text: '', value } },
});
const respond = (status: number, value?: unknown, headers = {}): Received => ({
  ...{ status, headers, mediaType: value === undefined ? '' : 'application/json', value },
  text: value === undefined ? '' : JSON.stringify(value),
});

/** What a check says of a response to a case. */
function faultsOf(check: string, tried: Case | undefined, response: Received, operation = makePet, method = 'POST') {
  const checked = {
    ...{
      operation: operation as never,
      tried,
      response,
      canaries: createCanaries(),
      methods: () => ['GET', 'POST'],
      overlapping: () => [],
    },
    request: { method, url: 'http://pets.example/pets', headers: {} },
  };
  return CHECKS.filter(({ name }) => name === check).flatMap(({ findFaults }) => findFaults(checked));
}

describe('a request that the contract does not allow', () => {
  const check = (status: number, more: Given = {}, value?: unknown) =>
    faultsOf('negative_data_rejection', caseOf('reject', more), respond(status, value));

  test('is rejected by one of the statuses for that', () => {
    for (const status of [400, 401, 403, 404, 405, 406, 409, 411, 412, 413, 414, 415, 422, 428, 431]) {
      expect(check(status)).toEqual([]);
    }
    for (const status of [399, 402, 407, 408, 410, 416, 423, 429, 451, 499]) expect(check(status)).toHaveLength(1);
    // That is for another check.
    expect([check(500), faultsOf('negative_data_rejection', undefined, respond(200))]).toEqual([[], []]);
    expect(faultsOf('negative_data_rejection', caseOf('accept'), respond(200))).toEqual([]);
  });

  test('is described by what is wrong and whether it was accepted', () => {
    expect(check(200)).toEqual([
      {
        message: 'accepted an invalid request with 200. It is so.',
        pointer: '#/paths/~1pets/post/requestBody',
        cause: 'reject body size type  another type',
        alike: { group: 'body type', why: 'It is so.' },
      },
    ]);
    expect(check(410, { statuses: [400, 422] })[0]?.message).toBe(
      'responded to an invalid request with 410 instead of 400 or 422. It is so.',
    );
  });

  test.each([
    ['query', ['limit'], '#/paths/~1pets/post/parameters'],
    ['request', ['limit'], '#/paths/~1pets/post'],
    ['header', [], '#/paths/~1pets/post'],
  ])('has its place in the contract: in %s at %j it is %s', (where, place, pointer) => {
    expect(check(200, { subject: { in: where, place } })[0]?.pointer).toBe(pointer);
  });

  test.each([
    ['ignored_auth', { keyword: 'security' }],
    ['missing_required_header', { in: 'header', keyword: 'required' }],
    ['unsupported_method', { keyword: 'method' }],
  ])('has a check of its own: %s', (name, subject) => {
    expect(check(200, { subject })).toEqual([]);
    expect(faultsOf(name, caseOf('reject', { subject }), respond(200))).toHaveLength(1);
    expect(faultsOf(name, caseOf('reject'), respond(200))).toEqual([]);
  });

  test('may be accepted where HTTP lets a server ignore its body', () => {
    const of = (tried: Case, status: number) => faultsOf('negative_data_rejection', tried, respond(status), listPets);
    expect(of(caseOf('reject'), 200)).toEqual([]);
    expect(of(caseOf('reject'), 400)).toEqual([]);
    expect(of(caseOf('reject'), 499)).toHaveLength(1);
    expect(of(caseOf('reject', { subject: { in: 'query' } }), 200)).toHaveLength(1);
    for (const keyword of ['content-type', 'json', 'size']) {
      expect(isAboutUselessBody({ method: 'delete' }, caseOf('reject', { subject: { in: 'request', keyword } }))).toBe(
        true,
      );
    }
    expect(isAboutUselessBody({ method: 'head' }, caseOf('reject'))).toBe(true);
    expect(isAboutUselessBody({ method: 'post' }, caseOf('reject'))).toBe(false);
  });

  test('may hold a read-only value that is not taken', () => {
    const subject = { place: ['pet'], keyword: 'readOnly', about: 'id' };
    const sent = (id: unknown) => ({ subject, value: { pet: { id } } });
    expect(check(200, sent('a long one'), { pet: { id: 'p1' } })).toEqual([]);
    expect(check(200, sent('a long one'), { other: 'a long one' })).toHaveLength(1);
    expect(check(300, sent('a long one'), { pet: { id: 'p1' } })).toHaveLength(1);
    // A short one is known at its place only.
    expect(check(200, sent('1'), { pet: { id: '2' }, other: '1' })).toEqual([]);
    expect(check(200, sent('1'), { pet: { id: '1' } })).toHaveLength(1);
    expect(check(200, sent('ab'), { other: 'ab', pet: {} })).toHaveLength(1);
    expect(check(200, { ...sent('a long one'), subject: { ...subject, keyword: 'type' } }, {})).toHaveLength(1);
    expect(check(200, { ...sent('a long one'), subject: { ...subject, about: undefined } }, {})).toHaveLength(1);
  });
});

describe('a request that the contract allows', () => {
  const check = (status: number, value?: unknown, tried: Case | undefined = caseOf('accept')) =>
    faultsOf('positive_data_acceptance', tried, respond(status, value));

  test('is not rejected as invalid', () => {
    for (const status of [200, 401, 404, 409, 415, 500]) expect(check(status)).toEqual([]);
    expect(check(422)).toHaveLength(1);
    expect(check(400, { message: 'No.' })).toEqual([
      {
        message: 'rejected a valid request with 400. The response: {"message":"No."}',
        ...{ pointer: '#/paths/~1pets/post/requestBody', cause: '400 {"message":"No."}', tried: 'It is so.' },
      },
    ]);
    expect(check(400, undefined, caseOf('reject'))).toEqual([]);
  });

  test('may be rejected where only errors are declared', () => {
    for (const [statuses, is] of [
      [['400', '5XX'], false],
      [['400', 'default'], true],
      [['302'], true],
      [[], true],
    ] as const) {
      const responses = Object.fromEntries(statuses.map((status) => [status, { description: '' }]));
      expect([statuses, declaresSuccess({ responses })]).toEqual([statuses, is]);
    }
  });

  test('may be rejected by a rule that the contract names', () => {
    expect(check(400, { fields: { name: 'is wrong', 'tags[3]': 'is wrong' } })).toEqual([]);
    expect(check(400, { fields: { name: 'is wrong', size: 'is wrong' } })).toHaveLength(1);
    expect(check(400, { fields: {} })).toHaveLength(1);
    expect(isRejectedByRule(makePet, respond(400, { fields: { name: 'x' } }))).toBe(true);
  });
});

describe('an error', () => {
  const check = (value: unknown, more: Given = {}, status = 400) =>
    faultsOf('error_names_field', caseOf('reject', more), respond(status, value));
  const nameOf = (more: Given) => / field "(.*?)"/.exec(check({ message: 'No.' }, more)[0]?.message ?? '')?.[1];

  test('names the invalid field', () => {
    expect(check({ fields: { size: 'is wrong' } })).toEqual([]);
    expect(check({ message: 'No.' })).toEqual([
      {
        message: 'the error does not name the invalid field "size". The response: {"message":"No."}',
        ...{ pointer: '#/paths/~1pets/post/requestBody', cause: '400 {"message":"No."}', tried: 'It is so.' },
      },
    ]);
    expect(check({ message: 'No.' }, {}, 422)).toHaveLength(1);
  });

  test.each<[Given, string | undefined]>([
    [{ subject: { place: ['pets', '*', 'weight', '0'] } }, 'weight'],
    [{ subject: { place: ['pet'], keyword: 'required', about: 'name' } }, 'name'],
    [{ subject: { place: [], keyword: 'readOnly', about: 'id' } }, 'id'],
    [{ subject: { place: ['pet'], keyword: 'dependentRequired', about: 'card address' } }, 'address'],
    [{ subject: { place: ['pet'], keyword: 'pattern', about: '^a' } }, 'pet'],
    [{ subject: { place: ['pet', 'line2'] } }, 'line2'],
    [{ subject: { place: ['pet', '2nd'] } }, '2nd'],
    [{ subject: { place: ['*', '7'] } }, undefined],
    [{ subject: { place: [] } }, undefined],
    [{ phase: 'random', subject: { place: ['size'] } }, undefined],
  ])('of %j has to name %s', (more, name) => {
    expect(nameOf(more)).toBe(name);
  });

  test('need not where it is none, or no object', () => {
    expect(check({ message: 'No.' }, {}, 404)).toEqual([]);
    expect([check('No.'), check([1]), check(undefined)]).toEqual([[], [], []]);
    expect(faultsOf('error_names_field', caseOf('accept', { subject: { about: 'x' } }), respond(400, {}))).toEqual([]);
    expect(faultsOf('error_names_field', undefined, respond(400, {}))).toEqual([]);
  });

  test.each<[unknown, string[]]>([
    [{ fields: { a: 1, b: 2 } }, ['a', 'b']],
    [
      { error: { Errors: [{ path: 'a' }, { field: 'b' }, { pointer: '/c' }, { name: 'd' }, { x: 1 }, 'e'] } },
      ['a', 'b', '/c', 'd'],
    ],
    [{ details: 'text', invalid_params: [{ name: 'a' }] }, ['a']],
    [{ subfields: { a: 1 }, fieldset: { b: 1 } }, []],
    [{ errors: [{ path: 5 }] }, []],
    ['text', []],
  ])('%j names the fields %j', (error, fields) => {
    expect(namedFields(error)).toEqual(fields);
  });
});

describe('a status that is not declared', () => {
  const check = (status: number, method = 'GET', parts: Partial<RequestParts> = {}) =>
    faultsOf(
      'status_code_conformance',
      caseOf('accept', { parts: { ...PARTS, ...parts } }),
      respond(status),
      listPets,
      method,
    );

  test('is found, but for a server that does not know HEAD', () => {
    for (const status of [404, 405, 501]) {
      expect(check(status, 'HEAD')).toEqual([]);
      expect(check(status)).toHaveLength(1);
    }
    expect(check(400, 'HEAD')).toHaveLength(1);
    expect(faultsOf('status_code_conformance', undefined, respond(404), listPets, 'GET')).toHaveLength(1);
  });

  test('is that of another path or method', () => {
    expect([check(404, 'GET', { target: '/none' }), check(405, 'DELETE', { method: 'DELETE' })]).toEqual([[], []]);
  });
});

describe('a server error', () => {
  test('is found from 500 on, with its text', () => {
    const check = (response: Received, tried?: Case) => faultsOf('not_a_server_error', tried, response);
    expect(check(respond(499))).toEqual([]);
    expect(check(respond(500))).toEqual([{ message: 'returned 500.', pointer: makePet.pointer, cause: '500 ' }]);
    expect(check(respond(503, 'down'), caseOf('accept'))).toEqual([
      {
        message: 'returned 503. The response: "down"',
        pointer: makePet.pointer,
        cause: '503 "down"',
        tried: 'It is so.',
      },
    ]);
    const [long] = check({ ...respond(500), text: 'x'.repeat(301) });
    expect(long?.message).toBe(`returned 500. The response: ${'x'.repeat(300)}…`);
    expect(check({ ...respond(500), text: 'y'.repeat(300) })[0]?.message).not.toContain('…');
  });

  test('has one cause whatever id it names', () => {
    const causeOf = (text: string) => faultsOf('not_a_server_error', undefined, { ...respond(500), text })[0]?.cause;
    expect(causeOf('pet p-17 at 2026-11-26T10')).toBe('500 pet # at #');
    expect(causeOf('pet rex')).toBe('500 pet rex');
  });
});

test('the Allow of a 405 lists the methods of the path', () => {
  const check = (allow: string | undefined, status = 405, keyword = 'method') =>
    faultsOf(
      'unsupported_method',
      caseOf('reject', { subject: { keyword } }),
      respond(status, undefined, allow === undefined ? {} : { allow }),
    ).map(({ message, cause }) => [message, cause]);
  expect(check('GET , POST,HEAD')).toEqual([]);
  expect(check('GET')).toEqual([['the Allow of the 405 lacks POST', 'POST']]);
  expect(check(undefined)).toEqual([['the Allow of the 405 lacks GET, POST', 'GET,POST']]);
  expect([check('', 404), check('', 405, 'path')]).toEqual([[], []]);
});

test('faults of equal subjects are one', () => {
  const subject = { in: 'query', place: ['a', 'b'], keyword: 'pattern', about: '^x', boundary: 'no match' };
  expect(subjectKey(caseOf('reject', { subject }))).toBe('reject query a/b pattern ^x no match');
});

describe('a secret is known again', () => {
  const write = { type: 'string', writeOnly: true };
  const schema = {
    properties: {
      pin: write,
      tags: { type: 'array', items: write },
      name: { type: 'string' },
      all: { ...write, type: 'object' },
    },
  };
  const [operation] = createPlan({
    ...DOCUMENT,
    paths: {
      '/pets': {
        post: {
          responses: { 200: { description: 'Made.' } },
          requestBody: { content: { 'application/json': { schema } } },
        },
      },
    },
  } as unknown as OpenApiDocument).operations;
  const knows = (value: unknown, text: string, also?: unknown): string | undefined => {
    const canaries = createCanaries();
    for (const one of also === undefined ? [value] : [value, also]) {
      canaries.note(plan, operation as never, { mediaType: 'application/json', text: '', value: one });
    }
    return canaries.findIn(text);
  };

  test.each([
    [{ pin: 'abcdefgh' }, true],
    [{ pin: 'abcdefg' }, false],
    [{ pin: 'aaaabbbbcccc' }, false],
    [{ tags: ['abcdefgh'] }, true],
    [{ all: { deep: { x: 'abcdefgh' } } }, true],
    [{ name: 'abcdefgh' }, false],
    [{ other: 'abcdefgh' }, false],
    [['abcdefgh'], false],
  ])('%j: %s', (value, is) => {
    const sent = /"(aa?[ab][^"]+)"/.exec(JSON.stringify(value))?.[1] ?? '';
    expect(knows(value, `...${sent}...`)).toBe(is ? sent : undefined);
    expect(knows(value, 'another text')).toBeUndefined();
  });

  test('unless it was sent elsewhere, too', () => {
    expect(knows({ pin: 'abcdefgh' }, 'abcdefgh', { name: 'abcdefgh' })).toBeUndefined();
  });
});
