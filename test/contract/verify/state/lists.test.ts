import { describe, expect, test } from 'vitest';
import { checkList, listAll } from '../../../../src/contract/verify/state/lists.ts';
import { type Defect, ofPages, tryList, withParameters } from './lists.ts';
import { createRun, makeThing, serveThings } from './things.ts';

describe('a list holds what was made', () => {
  test('and nothing is found in a right one, of more than two small pages', async () => {
    const { found, log, made } = await tryList(checkList);
    expect(found).toEqual([]);
    expect(made).toHaveLength(4);
    expect(log.filter((one) => one.startsWith('GET'))).toEqual([
      ...['GET /things?limit=50', 'GET /things?limit=50'],
      ...['GET /things?limit=2', 'GET /things?limit=2&cursor=2', 'GET /things?limit=2&cursor=4'],
    ]);
  });

  test.each<[string, Defect, string]>([
    ['leaves out', ofPages(({ things }) => things.splice(1, 1)), 'does not list t2, which was created'],
    ['lists twice', ofPages(({ things }) => things.unshift(things[1] ?? {})), 'lists t2 twice'],
    [
      'leaves out of small pages',
      ofPages(({ things }, query) => query.get('limit') === '2' && query.has('cursor') && things.shift()),
      'small pages leave out t3, which one large page has',
    ],
    [
      'repeats on small pages',
      ofPages((page, query, { things }) => {
        if (query.get('cursor') === '2') page.things = things.slice(1, 3);
      }),
      'small pages list t2 twice',
    ],
  ])('that it %s', async (_what, defect, message) => {
    expect((await tryList(checkList, defect)).found).toContain(`listThings lists_each_once: ${message}`);
  });

  test('that a page is too long', async () => {
    const defect = ofPages((page, query, { things }) => {
      if (query.get('limit') === '2' && !query.has('cursor')) page.things = things.slice(0, 3);
    });
    expect((await tryList(checkList, defect)).found).toContain(
      'listThings page_size_kept: returns 3 rows in response to a request for at most 2',
    );
  });

  test('in one order', async () => {
    let lists = 0;
    const reverses = ofPages(
      ({ things }, query) => query.get('limit') === '50' && lists++ % 2 === 1 && things.reverse(),
    );
    expect((await tryList(checkList, reverses)).found).toEqual([
      'listThings sort_sorts: lists t1 before t5, and in the reverse order for the same request',
    ]);
    const small = ofPages(({ things }, query) => query.get('limit') === '2' && things.reverse());
    expect((await tryList(checkList, small)).found).toEqual([
      'listThings sort_sorts: lists t1 before t2, and in the reverse order for pages of 2',
    ]);
  });

  test('of which more are made until there is a second page', async () => {
    const document = withParameters(['cursor', { type: 'string' }]);
    const { found, made, log } = await tryList(checkList, undefined, document);
    expect(found).toEqual([]);
    // Five at first, then twenty more: a page holds twenty.
    expect(made).toHaveLength(24);
    expect(log.filter((one) => one.startsWith('GET'))).toEqual([
      ...['GET /things', 'GET /things', 'GET /things?cursor=20'],
      ...['GET /things', 'GET /things?cursor=20'],
    ]);
  });

  test('of which 65 at most are made', async () => {
    const all = ofPages((page, _query, { things }) => Object.assign(page, { things: [...things], next: null }));
    const { made } = await tryList(checkList, all, withParameters(['cursor', { type: 'string' }]));
    expect(made).toHaveLength(64);
  });

  test('of which no more are made where that fails', async () => {
    const document = withParameters(['cursor', { type: 'string' }]);
    let count = 0;
    const { made } = await tryList(
      checkList,
      (right, { method }) => (method === 'POST' && ++count > 1 ? { status: 409 } : right),
      document,
    );
    // Four that are missing, then twenty, and not again.
    expect(made).toHaveLength(24);
  });

  test('and is read with small pages by whoever only wants its ids', async () => {
    const run = createRun(serveThings());
    const [life, made] = await makeThing(run);
    expect((await listAll(run, life, made.path))?.ids).toEqual(['t1']);
    expect(await listAll(run, { ...life, list: undefined }, made.path)).toBeUndefined();
  });
});
