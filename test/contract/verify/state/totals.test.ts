import { describe, expect, test } from 'vitest';
import type { OpenApiDocument } from '../../../../src/contract/document/document.ts';
import { checkFilters } from '../../../../src/contract/verify/state/filters.ts';
import { checkList } from '../../../../src/contract/verify/state/lists.ts';
import { checkOtherLists } from '../../../../src/contract/verify/state/other-lists.ts';
import { type Defect, type Page, tryList } from './lists.ts';
import { createRun, documentWith, type Reply, type Store } from './things.ts';

const integer = { type: 'integer' };

/** The document whose list declares these members beside the rows, and these headers. */
const declaring = (members: object, headers: object = {}): OpenApiDocument =>
  documentWith((paths) => {
    const page = paths['/things'].get.responses[200];
    Object.assign(page.content['application/json'].schema.properties, members);
    page.headers = headers;
  });

/** A list that says something of all its rows. */
const saying =
  (say: (all: number, page: Page, store: Store) => { body?: object; headers?: Record<string, string> }): Defect =>
  (right, { method, path, query }, store): Reply => {
    if (method !== 'GET' || path !== '/things' || right.status !== 200) return right;
    const kind = query.get('kind');
    const all = store.things.filter((one) => kind === null || one.kind === kind).length;
    const page = right.body as Page;
    const { body = {}, headers = {} } = say(all, page, store);
    return { ...right, headers, body: { ...page, ...body } };
  };

const totalFindings = async (document: OpenApiDocument, defect: Defect, check = checkList): Promise<string[]> =>
  (await tryList(check, defect, document)).found.filter((one) => one.includes('total_is_true'));

describe('the total of a list', () => {
  test.each(['total', 'totalCount', 'total_items', 'totalElements', 'TotalResults'])('in %s is true', async (name) => {
    const document = declaring({ [name]: integer });
    expect(
      await totalFindings(
        document,
        saying((all) => ({ body: { [name]: all } })),
      ),
    ).toEqual([]);
    expect(
      await totalFindings(
        document,
        saying((all) => ({ body: { [name]: all + 1 } })),
      ),
    ).toEqual(['listThings total_is_true: returns a total of 6, and all pages have 5 rows']);
  });

  test.each(['meta', 'pagination', 'pageInfo'])('may be in %s', async (name) => {
    const document = declaring({ [name]: { type: 'object', properties: { total: integer } } });
    const found = await totalFindings(
      document,
      saying((_all, { things }) => ({ body: { [name]: { total: things.length } } })),
    );
    expect(found).toEqual(['listThings total_is_true: returns a total of 2, and all pages have 5 rows']);
  });

  test('may be in a header', async () => {
    const document = declaring({}, { 'X-Total-Count': { schema: integer } });
    const header = (count: number) => ({ headers: { 'x-total-count': String(count) } });
    expect(
      await totalFindings(
        document,
        saying((all) => header(all)),
      ),
    ).toEqual([]);
    expect(
      await totalFindings(
        document,
        saying((all) => header(all - 1)),
      ),
    ).toHaveLength(1);
  });

  test('is that of the filtered rows', async () => {
    const document = declaring({ total: integer });
    expect(
      await totalFindings(
        document,
        saying((all) => ({ body: { total: all } })),
        checkFilters,
      ),
    ).toEqual([]);
    const unfiltered = saying((_all, _page, { things }) => ({ body: { total: things.length } }));
    expect(await totalFindings(document, unfiltered, checkFilters)).toEqual([
      'listThings total_is_true: returns a total of 3 for kind=jar, and all pages have 1 row',
    ]);
  });

  test('is no count of the rows of each page', async () => {
    const document = declaring({ count: integer });
    expect(
      await totalFindings(
        document,
        saying((_all, { things }) => ({ body: { count: things.length } })),
      ),
    ).toEqual([]);
    expect(
      await totalFindings(
        document,
        saying((all) => ({ body: { count: all } })),
      ),
    ).toEqual([]);
    expect(
      await totalFindings(
        document,
        saying((all) => ({ body: { count: all + 2 } })),
      ),
    ).toHaveLength(1);
  });

  test('is no number with fractions, and none of another object', async () => {
    const wrong = saying(() => ({ body: { total: 99, cart: { total: 99 } } }));
    const cart = { type: 'object', properties: { total: integer } };
    expect(await totalFindings(declaring({ total: { type: 'number' }, cart }), wrong)).toEqual([]);
    expect(await totalFindings(declaring({}), wrong)).toEqual([]);
  });

  test('may be wrong where the list changes meanwhile', async () => {
    let reads = 0;
    const changes: Defect = (right, request, store) => {
      const reply = saying((all) => ({ body: { total: all + 1 } }))(right, request, store);
      // The list that is read again has another row.
      if (request.method === 'GET' && request.path === '/things') reads += 1;
      if (reads === 5) store.things.push({ id: 'new' });
      return reply;
    };
    expect(await totalFindings(declaring({ total: integer }), changes)).toEqual([]);
  });
});

test('the total of a list of what no operation makes is true', async () => {
  const document = declaring({ total: integer });
  const shelves = structuredClone(document.paths?.['/things']) as { get: { operationId: string } };
  shelves.get.operationId = 'listShelves';
  const paths = { ...document.paths, '/shelves': { get: shelves.get } } as OpenApiDocument['paths'];
  const things = [{ id: 's1' }, { id: 's2' }];
  const totals = async (total: number): Promise<string[]> => {
    const run = createRun(() => ({ status: 200, body: { things, next: null, total } }), {
      document: { ...document, paths } as OpenApiDocument,
    });
    run.wanted = run.plan.operations.filter(({ operationId }) => operationId === 'listShelves');
    await checkOtherLists(run, [], Number.POSITIVE_INFINITY);
    return run.found();
  };
  expect(await totals(2)).toEqual([]);
  expect(await totals(3)).toContain('listShelves total_is_true: returns a total of 3, and all pages have 2 rows');
});
