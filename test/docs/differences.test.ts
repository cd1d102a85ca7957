import { describe, expect, test } from 'vitest';
import { type Compared, contradictions } from './differences.ts';
import type { Difference } from './guide.ts';

const compared: Compared = {
  title: 'A book',
  before: { status: '200', body: '{"id":1,"supplier":"x"}', etag: 'W/"1"' },
  after: { status: '200', body: '{"id":1}' },
};

const holding = (...holds: string[]) => ({ isNone: false, holds, lacks: [] });
const lacking = (...lacks: string[]) => ({ isNone: false, holds: [], lacks });
const none = { isNone: true, holds: [], lacks: [] };
const etag: Difference = { requests: 'every response', part: 'etag', before: holding('W/'), after: none };
const body: Difference = { requests: 'A book', part: 'body', before: holding('supplier'), after: lacking('supplier') };

describe('a table of differences', () => {
  test('that names every difference has no contradictions', () => {
    expect(contradictions([etag, body], [compared])).toEqual([]);
  });

  test.each<[string, Difference[], string]>([
    ['leaves out a difference', [body], '"A book": etag differs. Before: W/"1". After: none.'],
    ['names a request that is not sent', [etag, body, { ...body, requests: 'A cat' }], 'there is no such request.'],
    ['names a part that does not differ', [etag, body, { ...body, part: 'status' }], 'nothing differs.'],
    ['has a wrong value', [etag, { ...body, before: holding('isbn') }], 'before: must hold isbn: {"id":1,'],
    ['names a text as absent that is there', [etag, { ...body, after: lacking('id') }], 'after: must not hold id: {'],
    ['names a header as absent that is there', [{ ...etag, before: none }, body], 'before: must be absent, is W/"1"'],
    ['has no value', [{ ...etag, before: holding() }, body], 'before: the cell holds no value in backticks'],
  ])('that %s has one', (_title, table, text) => {
    const found = contradictions(table, [compared]);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(text);
  });
});
