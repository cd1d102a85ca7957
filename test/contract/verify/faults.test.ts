import { describe, expect, test } from 'vitest';
import type { CheckName } from '../../../src/contract/verify/check-names.ts';
import { CHECKS, isRejectedByRule, namedFields } from '../../../src/contract/verify/checks.ts';
import { findResponseViolations } from '../../../src/contract/verify/conformance.ts';
import { createPlan } from '../../../src/contract/verify/plan.ts';
import type { Case, Received, Subject } from '../../../src/contract/verify/types.ts';
import type { VerifiableOperation } from '../../../src/contract/verify/verifiable-operation.ts';
import { petContract } from '../serve/pets.ts';

const list = { type: 'array', items: { type: 'object', properties: { name: { type: 'string' } } } };
const content = { 'application/json': { schema: list } };
const described = (description: string) => ({ description, content });
const plan = createPlan(
  petContract({
    '/pets': {
      get: { operationId: 'listPets', responses: { 200: described('Pets.'), 304: described('As it was.') } },
      head: { operationId: 'probePets', responses: { 200: { description: 'There.' } } },
    },
  }),
);

function operation(id: string): VerifiableOperation {
  const found = plan.operations.find(({ operationId }) => operationId === id);
  if (found === undefined) throw new Error(`There is no operation ${id}.`);
  return found;
}

const received = (status: number, value?: unknown): Received => {
  const text = value === undefined ? '' : JSON.stringify(value);
  const type = value === undefined ? {} : { 'content-type': 'application/json' };
  return { status, headers: type, mediaType: type['content-type'] ?? '', text, value };
};

const parts = { path: {}, query: [], headers: {}, cookies: [], credentials: 'own' } as const;

/** A request that is wrong by one keyword. */
function wrong(subject: Partial<Subject>): Case {
  return {
    ...{ operationId: 'listPets', phase: 'constraints', expect: 'reject', why: 'It is wrong.' },
    subject: { in: 'body', place: [], keyword: 'type', boundary: 'wrong', ...subject },
    parts: { ...parts, query: [], cookies: [] },
  };
}

/** The faults that one check finds. */
function faultsOf(
  name: CheckName,
  exchange: { id?: string; response: Received; tried?: Case; method?: string },
): string[] {
  const { id = 'listPets', response, tried, method = 'GET' } = exchange;
  return CHECKS.filter((check) => check.name === name).flatMap((check) =>
    check
      .findFaults({
        ...{ operation: operation(id), response, tried, request: { method, url: 'http://pets', headers: {} } },
        canaries: { note: () => undefined, findIn: () => undefined },
        methods: () => ['GET'],
        overlapping: () => [],
      })
      .map(({ message }) => message),
  );
}

describe('a response is held to its declaration', () => {
  test('one without content by its status may leave out what is declared (RFC 9110 §15.4.5)', () => {
    expect(findResponseViolations(operation('listPets'), received(304), 'GET')).toEqual([]);
    expect(findResponseViolations(operation('listPets'), received(200), 'HEAD')).toEqual([]);
    expect(findResponseViolations(operation('listPets'), received(200), 'GET')).toMatchObject([
      { kind: 'content_type' },
    ]);
  });

  test('faults of many items of a list have one cause', () => {
    const response = received(200, [{ name: 1 }, { name: 'Rex' }, { name: 2 }]);
    const violations = findResponseViolations(operation('listPets'), response, 'GET');
    expect(violations.map(({ message }) => message)).toEqual([
      expect.stringContaining('"[0].name"'),
      expect.stringContaining('"[2].name"'),
    ]);
    expect(new Set(violations.map(({ cause }) => cause)).size).toBe(1);
  });

  test('a server need not know HEAD beside GET, but it does where the contract declares it', () => {
    const response = received(405);
    const of = (id: string) => faultsOf('status_code_conformance', { id, response, method: 'HEAD' });
    expect(of('listPets')).toEqual([]);
    expect(of('probePets')).toEqual([expect.stringContaining('returned 405')]);
  });
});

describe('a request that the contract does not allow', () => {
  test.each([
    [400, []],
    [200, [expect.stringContaining('accepted an invalid request with 200')]],
    [499, [expect.stringContaining('responded to an invalid request with 499')]],
    [500, []],
    [503, []],
  ])('must be rejected, and a failure is told by its own check: %d', (status, faults) => {
    const tried = wrong({ in: 'query' });
    expect(faultsOf('negative_data_rejection', { response: received(status), tried })).toEqual(faults);
  });

  test('may be accepted where only the body of a GET is wrong (RFC 9110 §9.3.1)', () => {
    expect(faultsOf('negative_data_rejection', { response: received(200), tried: wrong({}) })).toEqual([]);
    expect(faultsOf('negative_data_rejection', { response: received(499), tried: wrong({}) })).toHaveLength(1);
  });

  test.each<[string, Partial<Subject>, string]>([
    ['the property that is missing', { keyword: 'required', about: 'name' }, 'name'],
    ['the property that another brings along', { keyword: 'dependentRequired', about: 'pin hint' }, 'hint'],
    ['the property that may not be written', { keyword: 'readOnly', about: 'id' }, 'id'],
    ['the property of the wrong value', { place: ['pet', 'name'] }, 'name'],
    ['the property of the wrong items', { place: ['tags', '*'] }, 'tags'],
    ['the property of the wrong item', { place: ['tags', '0'] }, 'tags'],
  ])('is rejected by the name of %s', (_what, subject, field) => {
    const of = (named: string) =>
      faultsOf('error_names_field', {
        response: received(400, { fields: { [named]: 'is wrong' } }),
        tried: wrong(subject),
      });
    expect(of(field)).toEqual([]);
    expect(of('other')).toEqual([expect.stringContaining(`does not name the invalid field "${field}"`)]);
  });
});

describe('a rejection by a rule beyond the schema', () => {
  const ruled = {
    ...operation('listPets'),
    hints: { ...operation('listPets').hints, rules: { a: 'r', 'b[].c': 'r' } },
  };

  test.each<[unknown, boolean]>([
    [{ fields: { a: '' } }, true],
    [{ fields: { a: '', 'b[3].c': '' } }, true],
    [{ fields: { a: '', d: '' } }, false],
    [{ fields: {} }, false],
    [{}, false],
  ])('names fields that have such rules, and no others: %j', (value, isRule) => {
    expect(isRejectedByRule(ruled, received(400, value))).toBe(isRule);
  });

  test.each<[unknown, string[]]>([
    [{ error: { fields: { a: 'x', 'b.c': 'x' } } }, ['a', 'b.c']],
    [
      { errors: [{ field: 'a' }, { path: 'b' }, { pointer: '/c' }, { name: 'd' }, { title: 'e' }] },
      ['a', 'b', '/c', 'd'],
    ],
    [{ Errors: { a: 1 } }, ['a']],
    [{ message: 'fields' }, []],
    ['fields', []],
  ])('fields are the keys, or the paths listed, under a usual name: %j', (value, fields) => {
    expect(namedFields(value)).toEqual(fields);
  });
});
