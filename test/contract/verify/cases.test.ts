import { describe, expect, test } from 'vitest';
import type { Schema } from '../../../src/contract/document/document.ts';
import { listCases } from '../../../src/contract/verify/cases.ts';
import { createPlan } from '../../../src/contract/verify/plan.ts';
import type { Case } from '../../../src/contract/verify/types.ts';
import { petContract } from '../serve/pets.ts';

const Pet: Schema = {
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string', maxLength: 3 },
    owner: { type: 'object', properties: { age: { type: 'integer', minimum: 1 } } },
  },
};
const parameters = [
  { name: 'id', in: 'path', required: true, schema: { type: 'string', pattern: '^p' } },
  { name: 'limit', in: 'query', schema: { type: 'integer', maximum: 9 } },
  { name: 'X-Kind', in: 'header', required: true, schema: { enum: ['cat'] } },
  { name: 'token', in: 'cookie', schema: { type: 'string', minLength: 9 }, example: 'crumble-crumble' },
];

/** The cases of an operation with a JSON body, and what of it cannot be tried. */
function casesOf({ required = true, mediaType = 'application/json', media = {} as object } = {}) {
  const content = { [mediaType]: { schema: Pet, ...media } };
  const responses = { 200: { description: 'Fine.' } };
  const put = { operationId: 'putPet', parameters, requestBody: { required, content }, responses };
  const plan = createPlan(petContract({ '/pets/{id}': { put } }));
  const [operation] = plan.operations;
  if (operation === undefined) throw new Error('There is no operation.');
  const untried: string[] = [];
  const cases = [...listCases({ plan, operation, seed: 1, untried })].filter((one) => one !== undefined);
  return { cases, untried };
}

const { cases } = casesOf();
const about = (wanted: Partial<Case['subject']>): Case[] =>
  cases.filter(({ subject }) =>
    Object.entries(wanted).every(([key, value]) => String(subject[key as 'in']) === String(value)),
  );
const bodies = (list: Case[]): unknown[] => list.map(({ parts }) => JSON.parse(parts.body?.text ?? 'null'));

describe('requests that the contract allows come first', () => {
  const requestsOf = (list: Case[]) =>
    list
      .filter(({ phase }) => phase === 'examples')
      .map(({ subject, expect: verdict, parts }) => [
        `${subject.keyword} ${subject.boundary}: ${verdict}`,
        ...[parts.body?.text, parts.query.join('&'), parts.headers['x-kind'], parts.cookies.join('; ')],
      ]);

  test('a small and a full one, and one with all parameters', () => {
    expect(requestsOf(cases)).toEqual([
      ['example made minimal: accept', '{"name":"rex"}', '', 'cat', ''],
      ['example made full: accept', '{"name":"rex","owner":{"age":1}}', '', 'cat', ''],
      ['example all parameters: accept', '{"name":"rex"}', 'limit=1', 'cat', 'token=crumble-crumble'],
    ]);
  });

  test('one without a body where it is optional', () => {
    const [bare] = requestsOf(casesOf({ required: false }).cases).filter(([text]) => text?.includes('bare'));
    expect(bare).toEqual(['example bare: accept', undefined, '', 'cat', '']);
    expect(requestsOf(cases).map(([text]) => text)).not.toContain('example bare: accept');
  });

  test('each example, and why the contract does not allow one', () => {
    const examples = { mo: { value: { name: 'Mo' } }, long: { value: { name: 'Rexy' } } };
    const { cases: found, untried } = casesOf({ media: { examples } });
    expect(requestsOf(found)[0]).toEqual(['example mo: accept', '{"name":"Mo"}', '', 'cat', '']);
    expect(untried).toEqual(['putPet: the long request is invalid: "name" must have at most 3 characters']);
  });
});

describe('each constraint is broken by itself', () => {
  test.each<[Partial<Case['subject']>, unknown[]]>([
    [{ keyword: 'required', about: 'name' }, [{}]],
    [{ keyword: 'maxLength', boundary: 'at the bound' }, [{ name: '🐈🐈🐈' }]],
    [{ keyword: 'maxLength', boundary: 'beyond' }, [{ name: 'rexx' }, { name: '🐈🐈🐈🐈' }]],
    [{ keyword: 'minimum', boundary: 'beyond' }, [{ name: 'rex', owner: { age: 0 } }]],
    [{ keyword: 'integer', boundary: 'a fraction', in: 'body' }, [{ name: 'rex', owner: { age: 1.5 } }]],
    [{ keyword: 'null', place: ['owner'] }, [{ name: 'rex', owner: null }]],
    [{ keyword: 'optional', about: 'age', boundary: 'absent' }, [{ name: 'rex', owner: {} }]],
  ])('%j', (wanted, expected) => {
    expect(bodies(about(wanted))).toEqual(expected);
  });

  test('at most three values of a kind are tried that break it, and two that meet it', () => {
    expect(about({ keyword: 'type', place: ['name'] })).toHaveLength(3);
  });

  test('in a path, a query, a header and a cookie', () => {
    const path = about({ in: 'path', keyword: 'pattern' });
    expect(path.map(({ parts, expect: verdict }) => [parts.path.id?.startsWith('p'), verdict])).toEqual([
      [false, 'reject'],
    ]);
    expect(
      about({ in: 'query', keyword: 'maximum' }).map(({ parts, expect: verdict }) => [parts.query, verdict]),
    ).toEqual([
      [['limit=9'], 'accept'],
      [['limit=10'], 'reject'],
    ]);
    expect(about({ in: 'header', keyword: 'enum' }).map(({ parts }) => parts.headers)).toEqual([{ 'x-kind': 'catx' }]);
    const cookies = about({ in: 'cookie', keyword: 'minLength', boundary: 'beyond' });
    for (const { parts } of cookies) expect(parts.cookies.join()).toMatch(/^token=.{1,8}$/);
    expect(cookies.length).toBeGreaterThan(0);
  });

  test('a parameter or body that must be there is left out', () => {
    const [header] = about({ in: 'header', keyword: 'required' });
    expect(header).toMatchObject({
      expect: 'reject',
      parts: { headers: {} },
      why: 'The parameter "X-Kind" is required.',
    });
    expect(header?.parts.headers).not.toHaveProperty('x-kind');
    const [body] = about({ in: 'body', keyword: 'required', place: [], boundary: 'absent' }).filter(
      ({ parts }) => !parts.body,
    );
    expect(body).toMatchObject({ expect: 'reject', why: 'The body is required.' });
    expect(casesOf({ required: false }).cases.some(({ why }) => why === 'The body is required.')).toBe(false);
  });

  test('all others stay as they were, and no request is made twice', () => {
    for (const { subject, parts } of cases) {
      if (subject.in !== 'header') expect(parts.headers['x-kind']).toBe('cat');
      if (subject.in === 'query') expect(parts.body?.text).toBe('{"name":"rex"}');
    }
    const texts = cases.map(({ parts, expect: verdict }) => JSON.stringify([parts, verdict]));
    expect(new Set(texts).size).toBe(texts.length);
  });

  test('the place says why a request is accepted or rejected', () => {
    const [beyond, reached] = [
      about({ keyword: 'maxLength', boundary: 'beyond' })[0],
      about({ in: 'query', keyword: 'maximum' })[0],
    ];
    expect(beyond?.why).toBe('body/name breaks "maxLength": beyond.');
    expect(reached?.why).toBe('query/limit meets "maximum": at the bound.');
    expect(about({ keyword: 'required', about: 'name' })[0]?.why).toBe('body breaks "required" of name: absent.');
  });
});

test('only values that a header can hold are sent in one, and no path that is another one', () => {
  const schema = { type: 'string', maxLength: 9000, pattern: '^[a-z ]*$' };
  const get = {
    operationId: 'getPet',
    parameters: [
      { name: 'X-Text', in: 'header', schema },
      { name: 'id', in: 'path', required: true, schema: { type: 'string', pattern: '^[a-z]$' } },
    ],
    responses: { 200: { description: 'Fine.' } },
  };
  const plan = createPlan(petContract({ '/pets/{id}': { get } }));
  const [operation] = plan.operations;
  if (operation === undefined) throw new Error('There is no operation.');
  const all = [...listCases({ plan, operation, seed: 1, untried: [] })].filter((one) => one !== undefined);
  const texts = all.flatMap(({ parts }) => parts.headers['x-text'] ?? []);
  expect(texts.length).toBeGreaterThan(0);
  for (const text of texts) {
    expect(text).toMatch(/^[\x21-\x7E]([\x20-\x7E]*[\x21-\x7E])?$/);
    expect(text.length).toBeLessThan(8000);
  }
  for (const { parts } of all) expect(['', '.', '..']).not.toContain(parts.path.id);
});

test('only values that a header can hold are sent in headers and cookies of any style', () => {
  const text = { type: 'string', minLength: 1 };
  const lists = { type: 'array', items: text };
  const get = {
    operationId: 'getPet',
    parameters: [
      { name: 'X-List', in: 'header', schema: lists },
      { name: 'X-Example', in: 'header', schema: text, example: 'Żółw' },
      { name: 'sid', in: 'cookie', style: 'cookie', schema: text },
      { name: 'list', in: 'cookie', style: 'cookie', explode: false, schema: lists },
    ],
    responses: { 200: { description: 'Fine.' } },
  };
  const plan = createPlan({ ...petContract({ '/pets': { get } }), openapi: '3.2.0' });
  const [operation] = plan.operations;
  if (operation === undefined) throw new Error('There is no operation.');
  const untried: string[] = [];
  const all = [...listCases({ plan, operation, seed: 1, untried })].filter((one) => one !== undefined);
  const sent = all.flatMap(({ parts }) => [...Object.values(parts.headers), ...parts.cookies]);
  expect(sent.length).toBeGreaterThan(8);
  for (const one of sent) expect(one).toMatch(/^[\x20-\x7E]*$/);
  expect(untried).toEqual([
    'getPet: no value of the parameter "X-Example" is found (a header cannot contain its characters)',
  ]);
});
