import { describe, expect, test } from 'vitest';
import type { ErrorPlace, ErrorTemplate } from '../../../src/contract/document/compiled.ts';
import { markPlaces } from '../../../src/contract/document/error-places.ts';
import { chooseTemplate, countInWords, type ErrorFacts, fillError } from '../../../src/contract/serve/error-body.ts';
import type { Violation } from '../../../src/contract/serve/types.ts';

const violation = (path: string, message: string, pointer = `/${path}`): Violation => ({
  ...{ in: 'body', path, pointer, keyword: 'type', message },
});
const NAME = violation('name', 'is required');
const AGE = violation('pet.age', 'must be an integer', '/pet/age');
const many = (count: number): Violation[] =>
  Array.from({ length: count }, (_, index) => violation(`n${index}`, 'is bad'));

/** The example of an error with these facts in it. */
const filled = (
  example: unknown,
  facts: Partial<ErrorFacts>,
  fits: (body: unknown) => boolean = () => true,
  options: Parameters<typeof markPlaces>[1] = {},
) => fillError(markPlaces(example, options), { violations: [], ...facts }, fits);

describe('a list says which fields are invalid', () => {
  test.each<[example: unknown, list: unknown]>([
    [{ a: 'b' }, { name: NAME.message, 'pet.age': AGE.message }],
    [{ a: ['b'] }, { name: [NAME.message], 'pet.age': [AGE.message] }],
    [['a'], ['name is required', 'pet.age must be an integer']],
    [
      [{ field: 'a', message: 'b', code: 'c' }],
      [
        { field: 'name', message: NAME.message },
        { field: 'pet.age', message: AGE.message },
      ],
    ],
    [
      [{ in: 'query', name: 'a', reason: 'b' }],
      [
        { in: 'body', name: 'name', reason: NAME.message },
        { in: 'body', name: 'pet.age', reason: AGE.message },
      ],
    ],
    [
      [{ path: '#/a', message: 'b' }],
      [
        { path: '#/name', message: NAME.message },
        { path: '#/pet/age', message: AGE.message },
      ],
    ],
    ...['/a', 'a'].map((example): [unknown, unknown] => [
      [{ Pointer: example, message: 'b' }],
      [
        { Pointer: '/name', message: NAME.message },
        { Pointer: '/pet/age', message: AGE.message },
      ],
    ]),
    [
      [{ source: { pointer: '/a', line: 1 }, detail: 'b' }],
      [
        { source: { pointer: '/name' }, detail: NAME.message },
        { source: { pointer: '/pet/age' }, detail: AGE.message },
      ],
    ],
    [
      [{ loc: ['body', 'a'], msg: 'b' }],
      [
        { loc: ['body', 'name'], msg: NAME.message },
        { loc: ['body', 'pet', 'age'], msg: AGE.message },
      ],
    ],
    [[{ message: 'b', in: 'c' }], [{ message: 'name is required' }, { message: 'pet.age must be an integer' }]],
  ])('in the form of the example %j', (errors, list) => {
    expect(filled({ errors }, { violations: [NAME, AGE] })).toEqual({ errors: list });
  });

  test('with what else the entry of the example has, only if the contract asks for it', () => {
    const errors = [{ field: 'a', message: 'b', code: 'c' }];
    const hasCode = (body: unknown) => JSON.stringify(body).includes('code');
    expect(filled({ errors }, { violations: [NAME] }, hasCode)).toEqual({
      errors: [{ field: 'name', message: NAME.message, code: 'c' }],
    });
  });

  test('at most 100, and the sentence beside it says how many', () => {
    const { errors, message } = filled({ message: 'a', errors: { a: 'b' } }, { violations: many(101) }) as {
      errors: object;
      message: string;
    };
    expect(Object.keys(errors)).toHaveLength(100);
    expect(message).toBe('The request has more than 100 invalid fields.');
  });

  test('or is left out, empty, or says what is wrong where no field is', () => {
    const example = { errors: [{ field: 'a', message: 'b' }] };
    const facts = { detail: 'It is cut.' };
    const entry = { field: 'body', message: 'It is cut.' };
    expect(filled(example, facts)).toEqual({ errors: [entry] });
    expect(filled({ ...example, message: 'c' }, facts)).toEqual({ message: 'It is cut.' });
    const isList = (body: unknown) => 'errors' in (body as object);
    expect(filled({ ...example, message: 'c' }, facts, isList)).toEqual({ errors: [], message: 'It is cut.' });
    const isFull = (body: unknown) => ((body as { errors?: unknown[] }).errors?.length ?? 0) > 0;
    expect(filled({ ...example, message: 'c' }, facts, isFull)).toEqual({ errors: [entry], message: 'It is cut.' });
    expect(filled({ errors: { a: 'b' }, message: 'c' }, facts, isList)).toEqual({ errors: {}, message: 'It is cut.' });
    expect(filled(example, {})).toEqual(example);
  });
});

describe('a sentence says what is wrong', () => {
  const TEN = Array.from({ length: 10 }, (_, index) => `n${index} is bad`).join('; ');

  test.each<[sentence: string, facts: Partial<ErrorFacts>]>([
    ['name is required; pet.age must be an integer', { violations: [NAME, AGE] }],
    ['body must be an object', { violations: [violation('', 'must be an object')] }],
    [TEN, { violations: many(10) }],
    [`${TEN}; and 1 more`, { violations: many(11) }],
    ['It is cut.', { detail: 'It is cut.', title: 'Bad Request' }],
    ['Bad Request', { title: 'Bad Request' }],
    ['The example.', {}],
  ])('%s', (sentence, facts) => {
    expect(filled({ message: 'The example.' }, facts)).toEqual({ message: sentence });
    expect(filled('The example.', facts)).toBe(sentence);
  });

  test('as long as the contract allows', () => {
    const facts = { violations: [NAME], detail: 'It is invalid.', title: 'Bad' };
    const within = (length: number) => filled('a', facts, (body) => String(body).length <= length);
    expect([16, 15, 14, 13, 3, 2].map(within)).toEqual([
      ...['name is required', 'It is invalid.', 'It is invalid.', 'Bad', 'Bad', 'a'],
    ]);
  });
});

describe('a fact is put in its place', () => {
  const FACTS = { status: 413, title: 'Content Too Large', codes: ['too_large', 'bad_request'] };

  test.each<[example: object, body: object]>([
    [{ status: 400 }, { status: 413 }],
    [{ status: '400' }, { status: '413' }],
    [
      { type: 'about:blank', title: 'Bad' },
      { type: 'about:blank', title: 'Content Too Large' },
    ],
    [
      { type: 'https://a.test/', title: 'Bad' },
      { type: 'about:blank', title: 'Content Too Large' },
    ],
    [{ code: 'bad_request' }, { code: 'too_large' }],
    [{ code: 'BAD_REQUEST' }, { code: 'TOO_LARGE' }],
    [{ code: 'E1' }, { code: 'TOO_LARGE' }],
    [{ code: 'bad-request' }, { code: 'too-large' }],
    [{ code: 'BadRequest' }, { code: 'too_large' }],
    [{ request_id: 'a' }, { request_id: 'r1' }],
    [{ path: '/a' }, { path: '/b' }],
    [{ time: '2026-01-01T00:00:00Z' }, { time: expect.not.stringContaining('2026-01-01T00:00:00') }],
    [{ error: { status: 400, more: true } }, { error: { status: 413, more: true } }],
  ])('of %j', (example, body) => {
    expect(filled(example, { ...FACTS, requestId: 'r1', path: '/b' })).toEqual(body);
  });

  test('unless it is not known, or not allowed', () => {
    const example = { status: 400, title: 'Bad', code: 'c', request_id: 'a', path: '/a', time: '2026-01-01T00:00:00Z' };
    expect(filled(example, {})).toEqual(example);
    expect(filled(example, { ...FACTS, requestId: 'r1', path: '/b' }, (body) => body === example)).toBe(example);
  });

  test('in the spelling that the contract lists', () => {
    const code: ErrorPlace = { kind: 'code', at: ['code'], values: ['Bad-Request', 'TooLarge'] };
    const fill = (codes: string[]) =>
      fillError({ body: { code: 'x' }, places: [code] }, { violations: [], codes }, () => true);
    expect([fill(['too_large']), fill(['other', 'bad_request']), fill(['other'])]).toEqual([
      ...[{ code: 'TooLarge' }, { code: 'Bad-Request' }, { code: 'x' }],
    ]);
  });

  test('but an example of this very status keeps its title, type and code', () => {
    const template: ErrorTemplate = {
      ...markPlaces({ type: 'a', title: 'Big', code: 'big', status: 400 }),
      isOwn: true,
    };
    expect(fillError(template, { violations: [], ...FACTS }, () => true)).toEqual({
      ...{ type: 'a', title: 'Big', code: 'big', status: 413 },
    });
  });

  test('and members keep their order', () => {
    const body = filled({ status: 400, detail: 'a', code: 'b' }, { ...FACTS, detail: 'c' });
    expect(Object.keys(body as object)).toEqual(['status', 'detail', 'code']);
  });
});

test.each([
  [1, 'The request has 1 invalid field.'],
  [2, 'The request has 2 invalid fields.'],
  [100, 'The request has 100 invalid fields.'],
  [101, 'The request has more than 100 invalid fields.'],
])('%i violations in words', (count, sentence) => {
  expect(countInWords(many(count))).toBe(sentence);
});

test('the first template that lists fields is for invalid fields, and the first that does not for other rejections', () => {
  const [plain, listing, other] = [{ a: 1 }, { errors: ['a'] }, { errors: ['b'] }].map((body) => markPlaces(body));
  const templates = [plain, listing, other] as ErrorTemplate[];
  expect(chooseTemplate(templates, { violations: [NAME] })).toBe(listing);
  expect(chooseTemplate(templates, { violations: [] })).toBe(plain);
  expect(chooseTemplate(templates.slice(1), { violations: [] })).toBe(listing);
  expect(chooseTemplate([], { violations: [] })).toBeUndefined();
});
