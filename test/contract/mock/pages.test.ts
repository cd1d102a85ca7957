import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { operations } from '../../../generated/types.ts';
import { bundleContract } from '../../../src/contract/document/bundle.ts';
import type { OpenApiDocument, Operation } from '../../../src/contract/document/document.ts';
import { listOperations } from '../../../src/contract/document/operations.ts';
import { type Mock, startMock } from '../../../src/contract/mock/mock.ts';
import { exampleRequest } from '../contract-checks.ts';
import '../matchers.ts';

const local = { port: 0, host: '127.0.0.1' };

type Page = Record<string, unknown> & { next_cursor: string | null; has_more: boolean };

/** More pages than any example has. */
const MOST_PAGES = 5;

describe("this contract's lists", async () => {
  const document = await bundleContract('openapi/openapi.yaml');
  const lists = listOperations(document).filter(({ parameters }) => parameters.some(({ name }) => name === 'cursor'));
  let mock: Mock;
  beforeAll(async () => {
    mock = await startMock(document, local);
  });
  afterAll(() => mock.stop());

  const ask = async (operation: Operation, query: string, prefer = ''): Promise<Page> => {
    const { path, headers } = exampleRequest(operation, 'none', 'sk_any');
    const mark = path.includes('?') ? '&' : '?';
    const response = await fetch(`${mock.url}${path}${mark}${query}`, { headers: { ...headers, prefer } });
    expect(response.status).toBe(200);
    await expect(response.clone()).toMatchContract(operation.operationId as keyof operations);
    return (await response.json()) as Page;
  };
  const loadAll = async (operation: Operation, prefer?: string): Promise<unknown[]> => {
    const rows: unknown[] = [];
    let query = '';
    for (let pages = 1; pages <= MOST_PAGES; pages++) {
      const page = await ask(operation, query, prefer);
      rows.push(...(Object.values(page).find(Array.isArray) ?? []));
      if (!page.has_more) return rows;
      query = `cursor=${encodeURIComponent(page.next_cursor ?? '')}`;
    }
    throw new Error(`${operation.operationId} has no last page.`);
  };

  test('are those that the tests look for', () => {
    expect(lists.length).toBeGreaterThan(5);
  });

  test.each(lists)('$operationId shows the full example by default, and ends', async (operation) => {
    const page = await ask(operation, '');
    expect(page).toEqual(operation.responses[200]?.content?.['application/json']?.examples?.full?.value);
    expect(page).toMatchObject({ next_cursor: null, has_more: false });
    expect(await loadAll(operation)).toHaveLength(2);
  });

  test.each(lists)('$operationId: a loop that loads all pages ends, with every row once', async (operation) => {
    const ids = (await loadAll(operation, 'example=first_page')).map((row) => (row as { id: string }).id);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(2);
  });
});

describe('lists of any document', () => {
  const rows = [{ id: 1 }, { id: 2 }];
  const paged = (name: string, examples: Record<string, unknown>, schema: object = {}): OpenApiDocument => ({
    openapi: '3.1.1',
    info: { title: 'It', version: '1' },
    paths: {
      '/it': {
        get: {
          parameters: [{ name, in: 'query', schema: {} }],
          responses: {
            200: {
              description: 'A page.',
              content: {
                'application/json': {
                  schema,
                  examples: Object.fromEntries(Object.entries(examples).map(([key, value]) => [key, { value }])),
                },
              },
            },
          },
        },
      },
    },
  });
  const ask = async (document: OpenApiDocument, query: string, prefer = ''): Promise<unknown> => {
    const mock = await startMock(document, local);
    const response = await fetch(`${mock.url}/it?${query}`, { headers: { prefer } });
    const body = await response.json();
    await mock.stop();
    return body;
  };

  test('begin with the first example that has rows and ends', async () => {
    const examples = {
      none: { data: [], next_cursor: null },
      middle: { data: rows, next_cursor: 'abc' },
      all: { data: rows, next_cursor: null },
    };
    expect(await ask(paged('cursor', examples), '')).toEqual(examples.all);
  });

  test('begin with the first example that has rows where none ends', async () => {
    const examples = { none: { data: [] }, middle: { data: rows, next_cursor: 'abc' } };
    expect(await ask(paged('cursor', examples), '')).toEqual(examples.middle);
  });

  test.for<[string, string, Record<string, unknown>, unknown, object?]>([
    [
      'null',
      'cursor',
      { data: rows, next_cursor: 'abc', has_more: true },
      { data: rows, next_cursor: null, has_more: false },
    ],
    [
      'no member',
      'pageToken',
      { data: rows, nextPageToken: 'abc' },
      { data: rows },
      { properties: { nextPageToken: { type: 'string' } } },
    ],
    [
      'an empty text',
      'page_token',
      { data: rows, next_page_token: 'abc' },
      { data: rows, next_page_token: '' },
      { required: ['next_page_token'], properties: { next_page_token: { type: 'string' } } },
    ],
    [
      'a member one level down',
      'after',
      { data: rows, paging: { next: 'abc', hasMore: true } },
      { data: rows, paging: { next: null, hasMore: false } },
    ],
    [
      'an end for a list that has only has_more',
      'starting_after',
      { data: rows, has_more: true },
      { data: rows, has_more: false },
    ],
    ['no rows, where pages have numbers', 'page', { data: rows, page: 1 }, { data: [], page: 1 }],
    ['no rows, where pages have offsets', 'offset', { data: rows, total: 2 }, { data: [], total: 2 }],
    ['no rows of a bare list', 'page', rows as never, []],
  ])('end after the first page with %s', async ([, name, example, last, schema]) => {
    const document = paged(name, { it: example }, schema);
    expect(await ask(document, `${name}=2`)).toEqual(last);
    expect(await ask(document, '')).toEqual(example);
  });

  test('begin at page 1, page 0 and offset 0', async () => {
    for (const query of ['page=1', 'page=0']) expect(await ask(paged('page', { it: rows }), query)).toEqual(rows);
    expect(await ask(paged('offset', { it: rows }), 'offset=0')).toEqual(rows);
  });

  test("follow a link of the contract, whatever the parameter's name", async () => {
    const document = paged('from_here', { it: { data: rows, resume_at: 'abc' } });
    const get = document.paths?.['/it']?.get as { operationId: string; responses: Record<string, object> };
    get.operationId = 'list';
    Object.assign(get.responses[200] as object, {
      links: { next: { operationId: 'list', parameters: { from_here: '$response.body#/resume_at' } } },
    });
    expect(await ask(document, 'from_here=abc')).toEqual({ data: rows, resume_at: null });
  });

  test('show the example that is preferred, and end it', async () => {
    const examples = { all: { data: rows, next: null }, one: { data: [rows[0]], next: 'abc' } };
    const document = paged('cursor', examples);
    expect(await ask(document, '', 'example=one')).toEqual(examples.one);
    expect(await ask(document, 'cursor=abc', 'example=one')).toEqual({ data: [rows[0]], next: null });
  });

  test.each(['offset_unit', 'no_offset', 'pages', 'homepage', 'cursor_form', 'a_cursor'])(
    'are not paged by a parameter that only contains such a name: %s',
    async (name) => {
      expect(await ask(paged(name, { it: rows }), `${name}=2`)).toEqual(rows);
    },
  );

  test.each(['OFFSET', 'Page', 'PageToken', 'SKIP'])('are paged by %s, whatever its case', async (name) => {
    expect(await ask(paged(name, { it: { data: rows, nextPageToken: 'a' } }), `${name}=2`)).not.toMatchObject({
      data: rows,
      nextPageToken: 'a',
    });
  });

  test('are paged by a cursor beside an offset', async () => {
    const document = paged('cursor', { it: { data: rows, next: 'abc' } });
    const get = document.paths?.['/it']?.get as Pick<Operation, 'parameters'>;
    get.parameters.push({ name: 'offset', in: 'query', schema: {} });
    for (const query of ['cursor=abc', 'offset=2'])
      expect(await ask(document, query)).toEqual({ data: rows, next: null });
  });

  test('have their rows in the first array', async () => {
    const page = (data: unknown[]) => ({ list: { data, columns: ['id'] }, other: { names: ['a'] } });
    expect(await ask(paged('offset', { it: page(rows) }), 'offset=2')).toEqual(page([]));
  });

  test('are none of a status from 300 on', async () => {
    const examples = { none: { data: [], next: 'abc' }, all: { data: rows, next: null } };
    const document = paged('cursor', examples);
    const get = document.paths?.['/it']?.get as Pick<Operation, 'responses'>;
    for (const status of [299, 300]) Object.assign(get.responses, { [status]: get.responses[200] });
    for (const query of ['', 'cursor=x']) {
      expect(await ask(document, query, 'code=300')).toEqual(examples.none);
      expect(await ask(document, query, 'code=299')).toEqual(examples.all);
    }
  });

  test('leave an operation alone that is no list', async () => {
    const document = paged('after', { it: { next: 'dentist', at: 'noon' } });
    expect(await ask(document, 'after=noon')).toEqual({ next: 'dentist', at: 'noon' });
  });
});
