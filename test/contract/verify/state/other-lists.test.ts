import { describe, expect, test } from 'vitest';
import { checkOtherLists } from '../../../../src/contract/verify/state/other-lists.ts';
import { createRun, documentWith, type Reply } from './things.ts';

describe('a list of what no operation makes', () => {
  const document = documentWith((paths) => {
    paths['/shelves'] = { get: { ...paths['/things'].get, operationId: 'listShelves' } };
    paths['/rooms'] = { get: { ...paths['/things'].get, operationId: 'listRooms', parameters: [] } };
  });
  const shelves = [
    { id: 's1', kind: 'cup', size: 1 },
    { id: 's2', kind: 'jar', size: 2 },
    { id: 's3', kind: 'jar', size: 3 },
  ];
  const others = async (
    serve: (query: URLSearchParams) => Reply,
    end = Number.POSITIVE_INFINITY,
  ): Promise<{ found: string[]; log: string[] }> => {
    const run = createRun(({ query }) => serve(query), { document });
    run.wanted = run.plan.operations;
    const known = run.plan.operations.filter(({ path }) => path === '/things');
    await checkOtherLists(run, [{ list: known.find(({ method }) => method === 'get') } as never], end);
    return { found: run.found(), log: run.log() };
  };
  const right = (query: URLSearchParams, kept = shelves): Reply => {
    const rows = kept.filter(({ kind }) => (query.get('kind') ?? kind) === kind);
    if (query.get('sort') === '-size') rows.reverse();
    return { status: 200, body: { things: rows.slice(0, Number(query.get('limit') ?? 20)), next: null } };
  };

  test('keeps the size of its pages, filters and sorts', async () => {
    const { found, log } = await others(right);
    expect(found).toEqual([]);
    expect(log).toEqual([
      ...['GET /shelves', 'GET /shelves?limit=2', 'GET /shelves?limit=50', 'GET /shelves?kind=cup&limit=50'],
      ...['GET /shelves?sort=size&limit=50', 'GET /shelves?sort=-size&limit=50'],
    ]);
  });

  test.each<[string, (query: URLSearchParams) => Reply, string]>([
    [
      'a long page',
      () => ({ status: 200, body: { things: shelves, next: null } }),
      'listShelves page_size_kept: returns 3 rows in response to a request for at most 2',
    ],
    [
      'a filter that is ignored',
      (query) => (query.has('kind') ? right(new URLSearchParams()) : right(query)),
      'listShelves filters_filter: lists a row whose "kind" is "jar" in response to a request for kind="cup"',
    ],
    [
      'an order that is ignored',
      (query) => (query.has('sort') ? right(new URLSearchParams()) : right(query)),
      'listShelves sort_sorts: lists "size" 1 before 2 in response to a request for sort=-size',
    ],
  ])('is found to have %s', async (_what, serve, finding) => {
    expect((await others(serve)).found).toContain(finding);
  });

  test.each([
    ['is rejected', { status: 300, body: shelves }],
    ['has no rows', { status: 200, body: {} }],
    ['does not come', { status: 0 }],
  ])('is left alone where it %s', async (_what, reply) => {
    expect((await others(() => reply)).log).toEqual(['GET /shelves']);
  });

  test('is left alone when the time is over', async () => {
    expect((await others(right, 0)).log).toEqual([]);
  });
});
