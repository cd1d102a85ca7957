import { describe, expect, test } from 'vitest';
import { checkFilters } from '../../../../src/contract/verify/state/filters.ts';
import { ofPages, tryList } from './lists.ts';
import { documentWith } from './things.ts';

describe('a filter', () => {
  test('lets the rows with its value through and no others, of things that differ in it', async () => {
    const { found, log, made } = await tryList(checkFilters);
    expect(found).toEqual([]);
    expect(made).toMatchObject([{ kind: 'cup' }, { kind: 'jar' }]);
    expect(log.filter((one) => one.startsWith('GET'))).toEqual([
      'GET /things?limit=50',
      'GET /things?kind=jar&limit=50',
    ]);
  });

  test('that is ignored is found', async () => {
    const ignores = ofPages((page, _query, { things }) => Object.assign(page, { things: [...things] }));
    expect((await tryList(checkFilters, ignores)).found).toEqual([
      'listThings filters_filter: lists a row whose "kind" is "cup" in response to a request for kind="jar"',
    ]);
  });

  test('that leaves a row out is found', async () => {
    const empties = ofPages((page, query) => query.has('kind') && page.things.pop());
    expect((await tryList(checkFilters, empties)).found).toEqual([
      'listThings filters_filter: leaves out t3, whose "kind" matches, from a request for kind="jar"',
    ]);
  });

  test('may find a text anywhere in a value, in any case, and a list by one of its values', async () => {
    const shows = (kind: unknown) =>
      ofPages((page, query) => {
        if (query.has('kind')) for (const one of page.things) one.kind = kind;
      });
    const wrong = async (kind: unknown) =>
      (await tryList(checkFilters, shows(kind))).found.filter((one) => one.includes('lists a row'));
    for (const kind of ['A JAR', ['cup', 'jar']]) expect(await wrong(kind)).toEqual([]);
    for (const kind of ['ja', ['cup'], 7]) expect(await wrong(kind)).toHaveLength(1);
    // A row that does not show the property says nothing of the filter.
    expect(await wrong(undefined)).toEqual([]);
  });

  test('is not tried where all rows have one value', async () => {
    const same = ofPages((page) => {
      for (const one of page.things) one.kind = 'cup';
    });
    expect((await tryList(checkFilters, same)).log.filter((one) => one.startsWith('GET'))).toEqual([
      'GET /things?limit=50',
    ]);
  });

  test('is no parameter that pages or sorts, and none of another place', async () => {
    const document = documentWith((paths) => {
      paths['/things'].get.parameters = [
        ...[
          { name: 'limit', in: 'query', schema: {} },
          { name: 'sort', in: 'query', schema: {} },
        ],
        { name: 'kind', in: 'header', schema: {} },
      ];
    });
    expect((await tryList(checkFilters, undefined, document)).log).toEqual([]);
  });
});
