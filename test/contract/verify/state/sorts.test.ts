import { describe, expect, test } from 'vitest';
import { isSortName } from '../../../../src/contract/document/sorting.ts';
import { checkSorts } from '../../../../src/contract/verify/state/sorts.ts';
import { type Defect, ofPages, tryList, withParameters } from './lists.ts';

describe('an order', () => {
  test.each(['sort', 'sort_by', 'orderBy', 'order', 'direction', 'sort_order', 'sortDir', 'order_direction'])(
    'is asked for by %s',
    (name) => {
      expect(isSortName(name)).toBe(true);
    },
  );
  test.each(['sorted', 'resort', 'border', 'redirection', 'orders', 'sort_direct'])(
    'is not asked for by %s',
    (name) => {
      expect(isSortName(name)).toBe(false);
    },
  );

  test('is kept for each name, of things that differ in the property', async () => {
    const { found, log, made } = await tryList(checkSorts);
    expect(found).toEqual([]);
    expect(new Set(made.map((body) => (body as { size: number }).size)).size).toBe(made.length);
    expect(log.filter((one) => one.startsWith('GET'))).toEqual([
      'GET /things?sort=size&limit=50',
      'GET /things?sort=-size&limit=50',
    ]);
  });

  test('that is not kept is found', async () => {
    const unsorted = ofPages((page, _query, { things }) => Object.assign(page, { things: [...things] }));
    const { found } = await tryList(checkSorts, unsorted);
    expect(found).toHaveLength(2);
    expect(found[0]).toMatch(
      /^listThings sort_sorts: lists "size" \d before \d in response to a request for sort=size$/,
    );
    expect(found[1]).toMatch(
      /^listThings sort_sorts: lists "size" \d before \d in response to a request for sort=-size$/,
    );
  });

  const rows = (property: string, values: unknown[]): Defect =>
    ofPages((page) => {
      page.things = values.map((value, index) => ({ id: `t${index}`, [property]: value }));
    });
  const sorted = (name: string, ...more: [name: string, schema: object][]) =>
    withParameters(['sort', { type: 'string', enum: [name] }], ...more);

  test.each([
    ['name', 'name', ['a', 'B', 'c'], true],
    ['name', 'name', ['B', 'a', 'c'], true],
    ['name', 'name', ['é', 'f', 'z'], true],
    ['name', 'name', ['a-b', 'ab', 'a-c'], true],
    ['name', 'name', ['a2', 'a10'], true],
    ['name', 'name', ['b', 'a', 'c'], false],
    ['size', 'size', [2, 10, 10], true],
    ['size', 'size', [10, 2], false],
    ['size', 'size', [false, true], true],
    ['size', 'size', [1, null, 2], true],
    ['-size', 'size', [3, 2, 2], true],
    ['-size', 'size', [2, 3], false],
    ['+size', 'size', [3, 2], false],
    ['size:desc', 'size', [3, 2], true],
    ['size_desc', 'size', [3, 2], true],
    ['size desc', 'size', [3, 2], true],
    ['size.descending', 'size', [3, 2], true],
    ['size-asc', 'size', [2, 3], true],
    ['size,DESC', 'size', [2, 3], false],
    ['created_at', 'created_at', [3, 2], false],
    ['description', 'description', ['b', 'a'], false],
  ])('by %s of the values of %s: %j is right: %s', async (name, property, values, isRight) => {
    const { found } = await tryList(checkSorts, rows(property, values), sorted(name));
    expect(found.filter((one) => one.includes('sort_sorts'))).toHaveLength(isRight ? 0 : 1);
  });

  test('is of two parameters where one says the direction', async () => {
    const document = sorted('size', ['order', { type: 'string', enum: ['asc', 'DESC'] }]);
    const { found, log } = await tryList(checkSorts, rows('size', [1, 2]), document);
    expect(log.filter((one) => one.startsWith('GET'))).toEqual([
      'GET /things?sort=size&order=asc',
      'GET /things?sort=size&order=DESC',
    ]);
    expect(found.filter((one) => one.includes('sort_sorts'))).toEqual([
      'listThings sort_sorts: lists "size" 1 before 2 in response to a request for sort=size&order=DESC',
    ]);
  });

  test('may be a list of names', async () => {
    const list = withParameters(['sort', { type: 'array', items: { type: 'string', enum: ['-size'] } }]);
    const { found, log } = await tryList(checkSorts, rows('size', [1, 2]), list);
    expect(log).toContain('GET /things?sort=-size');
    expect(found.filter((one) => one.includes('sort_sorts'))).toHaveLength(1);
  });

  test('is not tried without a name', async () => {
    for (const name of ['order', 'other']) {
      const document = withParameters([name, { type: 'string', enum: ['asc'] }]);
      expect((await tryList(checkSorts, undefined, document)).log).toEqual([]);
    }
  });
});
