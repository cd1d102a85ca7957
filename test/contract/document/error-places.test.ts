import { describe, expect, test } from 'vitest';
import { entryMembers, listsFields, markPlaces, memberAt } from '../../../src/contract/document/error-places.ts';

/** The places of an error body, as `kind: member/member`. */
const placesOf = (body: unknown, options = {}): string[] =>
  markPlaces(body, options).places.map(({ kind, at }) => `${kind}: ${at.join('/')}`);

/** Each name in the spellings that are found, and with more before and after, which is another name. */
function spellings(names: string[]): { found: string[]; others: string[] } {
  return {
    found: names.flatMap((name) => [name, name.toUpperCase(), name.replace(/^./, (first) => first.toUpperCase())]),
    others: names.flatMap((name) => [`x${name}`, `${name}x`]),
  };
}

describe('a member of an error body is known by its name', () => {
  test.each<[kind: string, names: string[], value: unknown]>([
    ['sentence', ['message', 'msg', 'detail', 'description', 'error_description', 'errorDescription', 'reason'], 'a'],
    [
      'list',
      [
        ...['field', 'fields', 'fieldErrors', 'field_errors', 'errors', 'violations', 'issues', 'detail', 'details'],
        ...['params', 'parameters', 'invalidParams', 'invalid_params', 'invalid-params', 'validation_errors'],
        'validationErrors',
      ],
      { name: 'is wrong' },
    ],
    ['title', ['title', 'statusText', 'status_text'], 'Bad Request'],
    ['status', ['status', 'statusCode', 'status_code', 'http_status', 'httpStatusCode', 'http_code', 'httpCode'], 400],
    ['code', ['code', 'error_code', 'errorCode', 'err_code', 'errCode'], 'bad_request'],
    ['request_id', ['request_id', 'requestId', 'request-id', 'trace_id', 'correlationId'], 'a'],
    [
      'time',
      ['time', 'timestamp', 'date', 'dateTime', 'date_time', 'occurredAt', 'occurred_at'],
      '2026-11-26T10:00:00Z',
    ],
    ['path', ['path', 'instance'], '/a'],
  ])('%s', (kind, names, value) => {
    const { found, others } = spellings(names);
    for (const name of found) expect(placesOf({ [name]: value }), name).toContain(`${kind}: ${name}`);
    for (const name of others.filter((one) => !found.includes(one))) {
      expect(placesOf({ [name]: value }).join(), name).not.toContain(`${kind}: ${name}`);
    }
  });

  test('which is `error` for a text of several kinds', () => {
    expect(placesOf({ error: 'There is no such pet.' })).toEqual(['sentence: error']);
    expect(placesOf({ FAULT: 'There is none.' })).toEqual(['sentence: FAULT']);
    for (const name of ['errorx', 'xerror']) expect(placesOf({ [name]: 'There is none.' })).toEqual([]);
    expect(placesOf({ error: 'Not Found', message: 'a' })).toEqual(['title: error', 'sentence: message']);
    expect(placesOf({ error: 'Forbidden', message: 'a' })).toEqual(['title: error', 'sentence: message']);
    for (const code of ['not_found', 'NotFound', 'forbidden', 'xForbidden']) {
      expect(placesOf({ error: code, message: 'a' })).toEqual(['code: error', 'sentence: message']);
    }
  });

  test('and by its value', () => {
    expect(placesOf({ status: '404' })).toEqual(['status: status']);
    for (const status of ['INVALID', '304', '600', '4040', 'x404', '404x']) expect(placesOf({ status })).toEqual([]);
    expect(placesOf({ code: '422' })).toEqual(['status: code']);
    expect([placesOf({ code: 422 }), placesOf({ code: 7 })]).toEqual([['status: code'], []]);
    expect(placesOf({ code: 7 }, { isSample: true })).toEqual(['status: code']);
    expect(placesOf({ type: 'about:blank', title: 'Bad' })).toEqual(['type: type', 'title: title']);
    expect(placesOf({ type: 'about:blank', detail: 'Bad' })).toEqual(['type: type', 'sentence: detail']);
    expect(placesOf({ type: 'error' })).toEqual([]);
    for (const time of ['2026-11-26', 'x2026-11-26T10', 'now']) expect(placesOf({ time })).toEqual([]);
    expect(placesOf({ message: 5, title: true, path: null })).toEqual([]);
  });
});

describe('a list of what is wrong', () => {
  test.each([
    [{ errors: { name: 'a', age: ['b', 'c'] } }, true],
    [{ errors: { name: 'a', age: 5 } }, false],
    [{ errors: { name: 'a', age: ['b', 5] } }, false],
    [{ errors: ['a', 'b'] }, true],
    [{ errors: [{ field: 'name', message: 'a' }] }, true],
    [{ errors: [{ field: 'name' }] }, false],
    [{ errors: [5] }, false],
    [{ errors: [] }, false],
    [{ errors: 'a' }, false],
    ['a', false],
  ])('%j: %s', (body, is) => {
    expect(listsFields(markPlaces(body))).toBe(is);
  });

  test('has the sentences around it, and no others', () => {
    const body = {
      message: 'outer',
      other: { message: 'aside' },
      error: { detail: 'inner', errors: [{ field: 'a', message: 'b' }] },
    };
    expect(placesOf(body)).toEqual(['sentence: message', 'sentence: error/detail', 'list: error/errors']);
    expect(placesOf({ error: 'A text.', errors: ['b'] })).toEqual(['sentence: error', 'list: errors']);
    const within = { error: 'A text.', in: { error: 'Another text.', errors: ['b'] } };
    expect(placesOf(within)).toEqual(['sentence: error', 'sentence: in/error', 'list: in/errors']);
  });

  test('is looked for three levels deep, the nearest to the top', () => {
    const nest = (depth: number): object => (depth === 0 ? { errors: ['a'], code: 'b' } : { in: nest(depth - 1) });
    expect(placesOf(nest(3))).toEqual(['code: in/in/in/code', 'list: in/in/in/errors']);
    expect(placesOf(nest(4))).toEqual([]);
    expect(placesOf({ errors: ['a'], in: { errors: ['b'] } })).toEqual(['list: errors']);
  });

  test('is a text where the body is one', () => {
    expect(placesOf('Not found.')).toEqual(['sentence: ']);
    expect([placesOf(null), placesOf([1])]).toEqual([[], []]);
  });
});

describe('an entry of a list', () => {
  const names = ['field', 'path', 'pointer', 'param', 'parameter', 'name', 'property', 'location', 'loc'];
  test.each(names)('names the field by %s', (name) => {
    expect(entryMembers({ [name]: 'a', message: 'b' })).toEqual({ where: [name], what: 'message' });
    expect(entryMembers({ [name.toUpperCase()]: ['a'] })).toEqual({ where: [name.toUpperCase()] });
    for (const other of [`x${name}`, `${name}x`]) expect(entryMembers({ [other]: 'a' })).toEqual({});
    expect(entryMembers({ [name]: 5 })).toEqual({});
  });

  test('names it inside of its source, as JSON:API has it', () => {
    expect(entryMembers({ Source: { pointer: '/a' }, detail: 'b' })).toEqual({
      where: ['Source', 'pointer'],
      what: 'detail',
    });
    expect(entryMembers({ source: 'a' })).toEqual({});
    for (const name of ['sources', 'resource']) expect(entryMembers({ [name]: { pointer: '/a' } })).toEqual({});
    expect(entryMembers({ field: 'a', source: { pointer: '/b' } })).toEqual({ where: ['field'] });
  });
});

test('a member is found by the names that lead to it', () => {
  expect(memberAt({ a: { b: 1 } }, ['a', 'b'])).toBe(1);
  expect([memberAt({ a: [1] }, ['a', '0']), memberAt(null, ['a'])]).toEqual([undefined, undefined]);
});
