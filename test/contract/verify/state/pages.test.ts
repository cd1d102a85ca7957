import { describe, expect, test } from 'vitest';
import { listOf } from '../../../../src/contract/verify/state/lists.ts';
import { findPagingParameters, readList } from '../../../../src/contract/verify/state/pages.ts';
import { type Defect, ofPages, type Page, withParameters } from './lists.ts';
import { createRun, documentWith, makeThing, type Reply, serveThings, THINGS } from './things.ts';

describe('how a list is paged', () => {
  const paging = (...names: [name: string, schema: object][]) => {
    const run = createRun(serveThings(), { document: withParameters(...names) });
    const list = run.plan.operations.find(({ operationId }) => operationId === 'listThings');
    if (list === undefined) throw new Error('There is no list.');
    const { size, ...rest } = findPagingParameters(run, list);
    return { ...rest, ...(size === undefined ? {} : { size: size.name }) };
  };

  test.each([
    ['limit', { type: 'integer', minimum: 1, maximum: 30 }, { small: 2, large: 30 }],
    ['pageSize', { type: 'integer' }, { small: 2, large: 50 }],
    ['per_page', { type: 'integer', minimum: 5, maximum: 10_000 }, { small: 5, large: 500 }],
    ['MaxResults', { type: 'integer', maximum: 1 }, { small: 1, large: 1 }],
    ['top', { type: 'integer', enum: [0, 25, 10, 100] }, { small: 10, large: 100 }],
  ])('a page has the size %s of %j', (name, schema, sizes) => {
    expect(paging([name, schema])).toEqual({ size: name, sizes, second: 2 });
  });

  test.each(['cursor', 'page_token', 'pageToken', 'after', 'starting_after', 'continuationToken'])(
    'the next page is at the cursor %s',
    (name) => {
      expect(paging(['offset', {}], ['page', {}], [name, {}])).toMatchObject({ cursor: name });
      expect(paging(['page', {}], [name, {}])).not.toHaveProperty('page');
    },
  );

  test('a cursor counts more than a number of the page, and that more than an offset', () => {
    expect(paging(['offset', {}], ['pageNumber', {}])).toMatchObject({ page: 'pageNumber' });
    expect(paging(['offset', {}], ['page_no', {}])).not.toHaveProperty('offset');
    expect(paging(['SKIP', {}])).toMatchObject({ offset: 'SKIP' });
  });

  test.each([
    [{ default: 0 }, 1],
    [{ minimum: 0 }, 1],
    [{ minimum: 0, default: 1 }, 2],
    [{ minimum: 1 }, 2],
    [{}, 2],
  ])('the page that follows the first of %j has the number %i', (schema, second) => {
    expect(paging(['page', { type: 'integer', ...schema }]).second).toBe(second);
  });

  test.each(['limits', 'pages', 'homepage', 'my_cursor', 'offset_x', 'page_size_x', 'sort'])(
    'it is not by a parameter that only contains such a name: %s',
    (name) => {
      expect(paging([name, {}])).toEqual({ sizes: { small: 2, large: 50 }, second: 2 });
    },
  );

  test('it is not by a header', () => {
    const document = documentWith((paths) => {
      paths['/things'].get.parameters = [{ name: 'limit', in: 'header', schema: {} }];
    });
    const run = createRun(serveThings(), { document });
    const [list] = run.plan.operations;
    expect(list === undefined ? undefined : findPagingParameters(run, list).size).toBeUndefined();
  });
});

describe('a list is read to its end', () => {
  const reading = async (count: number, how: Parameters<typeof readList>[2], defect?: Defect, document = THINGS) => {
    const run = createRun(serveThings(defect), { document });
    const [life, made] = await makeThing(run);
    for (let more = 1; more < count; more++) await run.resources.valuesFor(life.read, true);
    run.log();
    const list = listOf(life, made.path);
    const listed = list === undefined ? undefined : await readList(run, list, how);
    const { ids, isWhole, pages, tooLong, rows } = listed ?? {};
    return { ids, isWhole, pages, tooLong: tooLong && { ...tooLong, at: 'there' }, rows: rows?.length, log: run.log() };
  };

  test('by large pages', async () => {
    expect(await reading(3, { small: 0 })).toMatchObject({
      ...{ ids: ['t1', 't2', 't3'], isWhole: true, pages: 1, rows: 3, tooLong: undefined },
      log: ['GET /things?limit=50'],
    });
  });

  test('by small pages first, so that there are some to go from one to the next', async () => {
    expect(await reading(7, { small: 2 })).toMatchObject({
      ...{ isWhole: true, pages: 3, rows: 7 },
      log: ['GET /things?limit=2', 'GET /things?limit=2&cursor=2', 'GET /things?limit=50&cursor=4'],
    });
  });

  test('or not beyond the small pages', async () => {
    expect(await reading(7, { small: 2, isShort: true })).toMatchObject({
      ...{ ids: ['t1', 't2', 't3', 't4'], isWhole: false, pages: 2 },
      log: ['GET /things?limit=2', 'GET /things?limit=2&cursor=2'],
    });
  });

  test('with the query that is asked for', async () => {
    expect(await reading(2, { small: 0, query: ['kind=jar'] })).toMatchObject({
      ...{ ids: [], isWhole: true, pages: 0 },
      log: ['GET /things?kind=jar&limit=50'],
    });
  });

  test('and a page with more rows than were asked for is noted, the first one', async () => {
    const defect = ofPages((page, query, { things }) => {
      const from = Number(query.get('cursor') ?? 0);
      page.things = things.slice(from, from + Number(query.get('limit')) + 1);
    });
    expect(await reading(7, { small: 10 }, defect)).toMatchObject({ tooLong: { at: 'there', asked: 2, rows: 3 } });
  });

  test.each([
    ['a status', { status: 300, body: { things: [], next: null } }],
    ['a body without rows', { status: 200, body: { next: null } }],
    ['no response', { status: 0 }],
  ])('and is undefined where a page is %s', async (_what, wrong) => {
    const found = await reading(7, { small: 10 }, (right, { query }) => (query.get('cursor') === '4' ? wrong : right));
    expect(found).toMatchObject({ ids: undefined });
    expect(found.log).toHaveLength(3);
  });

  test.each([
    ['NextCursor', 2],
    ['next_page', 2],
    ['unnext', 1],
  ])('by the cursor that the member %s holds, which leads to %i pages', async (name, pages) => {
    const renames = ofPages((page) => {
      Object.assign(page, { [name]: page.next, next: undefined });
      delete (page as Partial<Page>).next;
    });
    expect((await reading(3, { small: 1 }, renames)).pages).toBe(pages);
  });

  /** A server of pages by number, or by offset. */
  const byNumber =
    (name: string, first: number, after: (page: Page) => Reply = (body) => ({ status: 200, body })): Defect =>
    (right, { method, path, query }, { things }) => {
      if (method !== 'GET' || path !== '/things') return right;
      const size = Number(query.get('limit') ?? 3);
      const at = Number(query.get(name) ?? first);
      const from = name === 'offset' ? at : (at - first) * size;
      const body = { things: things.slice(from, from + size), next: null };
      return from >= things.length ? after(body) : { status: 200, body };
    };
  const limit: [string, object] = ['limit', { type: 'integer', maximum: 3 }];

  test.each([
    ['page', { type: 'integer', minimum: 1 }, 1, ['', '&page=2', '&page=3']],
    ['page', { type: 'integer', minimum: 0 }, 0, ['', '&page=1', '&page=2']],
    ['offset', { type: 'integer' }, 0, ['', '&offset=3', '&offset=5']],
  ])('by the parameter %s of %j', async (name, schema, first, queries) => {
    const document = withParameters(limit, [name, schema]);
    const found = await reading(5, { small: 0 }, byNumber(name, first), document);
    expect(found).toMatchObject({
      ...{ ids: ['t1', 't2', 't3', 't4', 't5'], isWhole: true, pages: 2 },
      log: queries.map((query) => `GET /things?limit=3${query}`),
    });
  });

  test('and a page by number after the last one may be a 404', async () => {
    const document = withParameters(limit, ['page', { type: 'integer' }]);
    const defect = byNumber('page', 1, () => ({ status: 404 }));
    expect(await reading(5, { small: 0 }, defect, document)).toMatchObject({ isWhole: true, pages: 2, rows: 5 });
    // The first page may not.
    const none = await reading(1, { small: 0 }, () => ({ status: 404 }), document).catch(() => 'none made');
    expect(none).toBe('none made');
  });

  test('and pages by number are all of one size', async () => {
    const document = withParameters(limit, ['page', { type: 'integer' }]);
    const { log } = await reading(5, { small: 2 }, byNumber('page', 1), document);
    expect(log.every((one) => one.includes('limit=3'))).toBe(true);
    const short = await reading(5, { small: 2, isShort: true }, byNumber('page', 1), document);
    expect(short.log).toEqual(['GET /things?limit=2', 'GET /things?limit=2&page=2']);
  });

  test('and a first page that comes again is the end, and no repetition', async () => {
    const document = withParameters(['page', { type: 'integer' }]);
    const defect = ofPages(() => undefined);
    expect(await reading(3, { small: 0 }, defect, document)).toMatchObject({
      ...{ ids: ['t1', 't2', 't3'], isWhole: true, pages: 1, rows: 3 },
      log: ['GET /things', 'GET /things?page=2'],
    });
  });

  test('and is not known to be whole where only its size can be asked for', async () => {
    expect(await reading(2, { small: 0 }, undefined, withParameters(limit))).toMatchObject({ isWhole: false });
    expect(await reading(2, { small: 0 }, undefined, withParameters())).toMatchObject({ isWhole: true });
  });
});

describe('a list is not read without end', () => {
  const endless = async (document = THINGS) => {
    let count = 0;
    const run = createRun(
      (request) => {
        if (request.method !== 'GET' || request.path !== '/things') return { status: 201, body: { id: 't0' } };
        count += 1;
        return { status: 200, body: { things: [{ id: `t${count}` }], next: String(count) } };
      },
      { document },
    );
    const [life, made] = await makeThing(run);
    const list = listOf(life, made.path);
    if (list === undefined) throw new Error('There is no list.');
    const first = await readList(run, list, { small: 0 });
    const again = await readList(run, list, { small: 0 });
    return { first, again, untried: run.untried };
  };

  test('but for so many pages, and fewer when it is known to be long', async () => {
    const { first, again, untried } = await endless();
    expect(first).toMatchObject({ pages: 200, isWhole: false });
    expect(again).toMatchObject({ pages: 10, isWhole: false });
    expect(untried).toEqual(['listThings: it has more than 200 pages, of which the first ones are read']);
  });
});

describe('a page without a cursor', () => {
  const isWhole = async (body: object): Promise<boolean | undefined> => {
    const run = createRun(({ method }) =>
      method === 'GET' ? { status: 200, body } : { status: 201, body: { id: 't0' } },
    );
    const [life, made] = await makeThing(run);
    const list = listOf(life, made.path);
    return list === undefined ? undefined : (await readList(run, list, { small: 1, isShort: false }))?.isWhole;
  };
  const row = (id: number) => ({ id: `t${id}` });

  test('is the last one where it is not full, or says so', async () => {
    expect(await isWhole({ things: [row(1)] })).toBe(true);
    expect(await isWhole({ things: [row(1), row(2)], next: null })).toBe(true);
    expect(await isWhole({ things: [row(1), row(2)], meta: { next_cursor: '' } })).toBe(true);
    expect(await isWhole({ things: [row(1), row(2)] })).toBe(false);
  });
});

test.each([
  ['in an object', (next: string | null) => ({ meta: { next_cursor: next } })],
  [
    'as a URL',
    (next: string | null) => ({ next: next === null ? null : `http://x.example/things?limit=2&cursor=${next}` }),
  ],
])('the cursor of the next page may stand %s', async (_how, write) => {
  const renames = ofPages((page) => {
    const { next } = page;
    delete (page as Partial<Page>).next;
    Object.assign(page, write(next));
  });
  const run = createRun(serveThings(renames));
  const [life, made] = await makeThing(run);
  for (let more = 1; more < 5; more++) await run.resources.valuesFor(life.read, true);
  const list = listOf(life, made.path);
  const listed = list === undefined ? undefined : await readList(run, list, { small: 9 });
  expect(listed).toMatchObject({ pages: 3, ids: ['t1', 't2', 't3', 't4', 't5'] });
});
