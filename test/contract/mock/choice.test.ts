import { describe, expect, test } from 'vitest';
import type { OpenApiDocument, Operation } from '../../../src/contract/document/document.ts';
import { listOperations } from '../../../src/contract/document/operations.ts';
import { examplesOf, successOf } from '../../../src/contract/mock/examples.ts';
import { asLastPage, isLaterPage, type Paging, pageExample, pagingOf } from '../../../src/contract/mock/pages.ts';
import { readPreferences } from '../../../src/contract/mock/preferences.ts';

describe('what a Prefer header asks for', () => {
  test.each([
    [undefined, { dynamic: false }],
    ['', { dynamic: false }],
    ['code=404', { dynamic: false, code: 404 }],
    ['Code = 404 , EXAMPLE = full', { dynamic: false, code: 404, example: 'full' }],
    ['code=200; example="a b"; dynamic=true', { dynamic: true, code: 200, example: 'a b' }],
    ['example=a=b', { dynamic: false, example: 'a=b' }],
    ['example= "a" ', { dynamic: false, example: 'a' }],
    ['example="', { dynamic: false, example: '"' }],
    ['example="a', { dynamic: false, example: '"a' }],
    ['example=a"', { dynamic: false, example: 'a"' }],
    ['example=a"b"', { dynamic: false, example: 'a"b"' }],
    ['example="a"b', { dynamic: false, example: '"a"b' }],
    ['dynamic=1', { dynamic: false }],
    ['code=599', { dynamic: false, code: 599 }],
    ['code=100', { dynamic: false, code: 100 }],
    ['code=404, code=500', { dynamic: false, code: 404 }],
    ['example="a, \\"b\\"; c", delay=60000', { dynamic: false, example: 'a, "b"; c', delay: 60_000 }],
    ['delay=0, fail=reset', { dynamic: false, delay: 0, fail: 'reset' }],
    ['fail="mid-body"', { dynamic: false, fail: 'mid-body' }],
    ['fail=timeout', { dynamic: false, fail: 'timeout' }],
  ])('%j is %j', (header, preferences) => {
    expect(readPreferences(header)).toEqual(preferences);
  });

  const code = 'The Prefer header has a code that is not an HTTP status.';
  const delay = 'The Prefer header has a delay that is not an integer from 0 to 60000 milliseconds.';
  const fail = 'The Prefer header has an unknown fail. It must be reset, mid-body or timeout.';
  test.each([
    ...['code=600', 'code=099', 'code=4040', 'code=x404', 'code='].map((header) => [header, code]),
    ...['delay=60001', 'delay=-1', 'delay=1.5', 'delay=', 'delay=1s', 'delay=0000001'].map((header) => [header, delay]),
    ...['fail=crash', 'fail=', 'fail=Reset'].map((header) => [header, fail]),
  ])('%j is an error', (header, message) => {
    expect(readPreferences(header)).toEqual(new Error(message));
  });
});

/** The one operation of a document with these members. */
function operationOf(operation: object, method = 'get', components: object = {}): Operation {
  const document = {
    ...{ openapi: '3.1.0', info: { title: 'It', version: '1' }, components },
    paths: { '/it': { [method]: { operationId: 'it', responses: {}, ...operation } } },
  } as unknown as OpenApiDocument;
  const [found] = listOperations(document);
  if (found === undefined) throw new Error('There is no operation.');
  return found;
}
const named = (...names: string[]) => ({
  examples: Object.fromEntries(names.map((name) => [name, { value: `of ${name}` }])),
});

describe('the examples of a response', () => {
  const operation = operationOf({
    responses: {
      200: { description: '', content: { 'a/b': named('one', 'two', 'three'), 'c/d': named('two', 'one') } },
      '4XX': { description: '', content: { 'a/b': named('range') } },
      default: { description: '', content: { 'a/b': named('default') } },
    },
  });

  test.each([
    [200, ['one', 'two']],
    [404, ['range']],
    [399, ['default']],
    [500, ['default']],
  ])('of %i are those that each media type has, of the status, its range or the default', (status, names) => {
    expect([...examplesOf(operation, status).keys()]).toEqual(names);
  });

  test('are none where there is no response', () => {
    expect(examplesOf(operationOf({ responses: { 200: { description: '' } } }), 404).size).toBe(0);
    expect(examplesOf(operationOf({ responses: { 200: { description: '' } } }), 200).size).toBe(0);
  });

  test.each([
    [['204', '201', '404'], 201],
    [['2XX', 'default'], 200],
    [['300', '1200', '20'], 200],
    [[], 200],
  ])('of the statuses %j the success is %i', (statuses, success) => {
    const responses = Object.fromEntries(statuses.map((status) => [status, { description: '' }]));
    expect(successOf(operationOf({ responses }))).toBe(success);
  });
});

describe('how a list is paged', () => {
  const query = (name: string, more: object = {}) => ({ name, in: 'query', schema: {}, ...more });
  const of = (...names: string[]): Paging | undefined =>
    pagingOf(operationOf({ parameters: names.map((name) => query(name)) }));

  test.each([
    ...['cursor', 'nextPageToken', 'next_page_token', 'pageToken', 'page_token', 'after', 'starting_after'],
    ...['startingAfter', 'continuation_token', 'ContinuationToken'],
  ])('by the cursor %s', (name) => {
    expect([...(of(name)?.cursors.keys() ?? [])]).toEqual([name]);
  });

  test.each([
    ...(['page', 'pageNumber', 'page_number', 'pageNo', 'PAGE_NO'] as const).map((name) => [name, 1] as const),
    ...(['offset', 'skip', 'OFFSET'] as const).map((name) => [name, 0] as const),
  ])('by the number %s, whose first page is %i', (name, first) => {
    expect([...(of(name)?.counters ?? [])]).toEqual([[name, first]]);
  });

  test.each(['xcursor', 'cursors', 'page_tokens', 'afterwards', 'xpage', 'paged', 'page_numbers', 'xoffset', 'skips'])(
    'and not by %s',
    (name) => {
      expect(of(name)).toBeUndefined();
    },
  );

  test('and not by a header, nor where something is made', () => {
    expect(pagingOf(operationOf({ parameters: [{ name: 'cursor', in: 'header', schema: {} }] }))).toBeUndefined();
    expect(pagingOf(operationOf({ parameters: [query('cursor')] }, 'post'))).toBeUndefined();
  });

  test('by what a link to itself says', () => {
    const list = (link: object) =>
      pagingOf(
        operationOf({
          parameters: [query('from')],
          responses: { 200: { description: '', links: { next: link } } },
        }),
      );
    const parameters = { 'query.from': '$response.body#/paging/to' };
    expect(list({ operationId: 'it', parameters })).toMatchObject({ nextPointers: [['paging', 'to']] });
    expect(list({ operationRef: '#/paths/~1it/get', parameters })?.cursors.has('from')).toBe(true);
    expect(list({ operationId: 'other', parameters })).toBeUndefined();
    for (const expression of ['$response.header.to', '$response.body', 'x$response.body#/to', 5]) {
      expect(list({ operationId: 'it', parameters: { from: expression } })).toBeUndefined();
    }
  });

  test('a later page is one that a cursor or a greater number asks for', () => {
    const paging = of('cursor', 'page', 'offset') as Paging;
    for (const later of [{ cursor: 'a' }, { page: '2' }, { offset: '1' }])
      expect(isLaterPage(paging, later)).toBe(true);
    expect(isLaterPage(of('cursor', 'after') as Paging, { after: 'a' })).toBe(true);
    for (const first of [{}, { cursor: '' }, { page: '1' }, { page: '0' }, { offset: '0' }, { page: 'x' }]) {
      expect(isLaterPage(paging, first)).toBe(false);
    }
  });
});

describe('the example of a page', () => {
  const paging = pagingOf(
    operationOf({
      parameters: [
        { name: 'cursor', in: 'query', schema: {}, examples: { second: { value: 'abc' }, none: { value: 'xyz' } } },
      ],
    }),
  ) as Paging;
  const rows = [{ id: 1 }];
  const examples = new Map<string, unknown>([
    ['empty', { data: [] }],
    ['first', { data: rows, next: 'abc' }],
    ['last', { data: rows, next: null }],
    ['second', { data: rows, next: 'def' }],
  ]);
  const chosen = (query: Record<string, string>, preferred?: string, of = examples) =>
    pageExample(paging, query, of, preferred);

  test('is the first that has rows and ends, else the first with rows', () => {
    expect(chosen({})).toBe('last');
    expect(chosen({}, undefined, new Map([...examples].filter(([name]) => name !== 'last')))).toBe('first');
    expect(chosen({}, 'empty')).toBe('empty');
    expect(chosen({}, undefined, new Map([['empty', {}]]))).toBeUndefined();
  });

  test('is later the one that the cursor leads to, a preferred one only where it ends', () => {
    expect(chosen({ cursor: 'abc' })).toBe('second');
    expect(chosen({ cursor: 'abc' }, 'last')).toBe('last');
    expect(chosen({ cursor: 'abc' }, 'first')).toBe('second');
    expect(chosen({ cursor: 'other' }, 'first')).toBe('first');
    expect(chosen({ cursor: 'other' })).toBe('last');
    expect(chosen({ cursor: 'xyz' })).toBe('last');
  });

  test.each<[unknown, unknown]>([
    [
      { data: rows, next: 'a' },
      { data: rows, next: null },
    ],
    [
      { data: rows, next_offset: 7, hasMore: true },
      { data: rows, next_offset: null, hasMore: false },
    ],
    [
      { data: rows, has_next_page: true, other: true },
      { data: rows, has_next_page: false, other: true },
    ],
    [
      { data: rows, next: '', has_more: false },
      { data: rows, next: '', has_more: false },
    ],
    [
      { data: rows, meta: { nextLink: 'a' } },
      { data: rows, meta: { nextLink: null } },
    ],
    [
      { data: rows, meta: { deep: { next: 'a' } } },
      { data: rows, meta: { deep: { next: 'a' } } },
    ],
    [
      { data: rows, nextday: 'a', unnext: 'b', has_mores: true },
      { data: rows, nextday: 'a', unnext: 'b', has_mores: true },
    ],
    [{ next: 'a' }, { next: 'a' }],
    [
      { meta: { rows }, next: 'a' },
      { meta: { rows }, next: null },
    ],
  ])('%j ends as %j', (body, last) => {
    const before = structuredClone(body);
    expect(asLastPage(paging, body, () => true)).toEqual(last);
    expect(body).toEqual(before);
  });

  test('ends in the first way that the contract allows', () => {
    const body = { data: rows, next: 'a' };
    const end = (fits: (value: unknown) => boolean) => asLastPage(paging, body, fits);
    expect(end((value) => !('next' in (value as object)))).toEqual({ data: rows });
    expect(end((value) => (value as { next?: unknown }).next === '')).toEqual({ data: rows, next: '' });
    expect(end(() => false)).toEqual({ data: rows, next: null });
  });

  test('is empty where pages are counted, if the contract allows that', () => {
    const counted = pagingOf(operationOf({ parameters: [{ name: 'page', in: 'query', schema: {} }] })) as Paging;
    expect(asLastPage(counted, { data: rows, page: 1 }, () => true)).toEqual({ data: [], page: 1 });
    expect(asLastPage(counted, { meta: { rows } }, () => true)).toEqual({ meta: { rows: [] } });
    expect(asLastPage(counted, rows, () => true)).toEqual([]);
    expect(asLastPage(counted, { data: rows }, (value) => (value as { data: unknown[] }).data.length > 0)).toEqual({
      data: rows,
    });
  });
});
