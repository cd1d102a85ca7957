import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { createPlan } from '../../../src/contract/verify/plan.ts';
import { runVerify } from '../../../src/contract/verify/run.ts';

const text = { type: 'string' };
const query = (name: string, schema: object) => ({ name, in: 'query', schema });
const LIST = {
  rows: '/result/entries',
  total: '/result/hits',
  size: 'n',
  filters: { state: 'status', owner: '/by/name', since: false },
  sorts: { by: { newest: '-made', oldest: 'made' } },
};

/** A list of orders whose parameters have names of their own. */
const ORDERS = (list: object | null): OpenApiDocument =>
  ({
    openapi: '3.1.0',
    info: { title: 'Orders', version: '1' },
    paths: {
      '/orders': {
        get: {
          operationId: 'listOrders',
          ...(list === null ? {} : { 'x-verify': { list } }),
          parameters: [
            query('n', { type: 'integer', minimum: 1, maximum: 9 }),
            query('page', { type: 'integer', minimum: 1 }),
            query('state', text),
            query('owner', text),
            query('since', { type: 'integer' }),
            query('by', text),
          ],
          responses: { 200: { description: 'Orders.', content: { 'application/json': { schema: {} } } } },
        },
      },
    },
  }) as unknown as OpenApiDocument;

const ROWS = Array.from({ length: 6 }, (_, index) => ({
  id: index,
  status: index % 3 === 0 ? 'open' : 'paid',
  made: (index * 5) % 7,
  since: index,
  by: { name: index > 3 ? 'Ann' : 'Bob' },
}));

type Asked = { n: number; page: number; state: string | null; owner: string | null; by: string | null };
const select = ({ state, owner, by, n, page }: Asked) => {
  const all = ROWS.filter((row) => row.status === (state ?? row.status) && row.by.name === (owner ?? row.by.name));
  if (by !== null) all.sort((a, b) => (by === 'newest' ? b.made - a.made : a.made - b.made));
  return { entries: all.slice((page - 1) * n, page * n), hits: all.length };
};

async function findIn(change: (asked: Asked) => ReturnType<typeof select>, list: object | null = LIST) {
  const server = createServer(({ url = '' }, response) => {
    const { searchParams } = new URL(url, 'http://orders.example');
    const number = (name: string, usual: number) => Number(searchParams.get(name) ?? usual);
    const [state, owner, by] = ['state', 'owner', 'by'].map((name) => searchParams.get(name)) as [
      string,
      string,
      string,
    ];
    const result = change({ n: number('n', 9), page: number('page', 1), state, owner, by });
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ result }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { findings } = await runVerify(createPlan(ORDERS(list)), {
    ...{ url, auth: {}, otherAuth: {}, seed: 1, maxCases: 1, operations: [], phases: ['state'], off: [] },
    ...{ timeMs: 600_000, concurrency: 1, responseMs: 600_000, onProgress: () => undefined },
  });
  server.closeAllConnections();
  server.close();
  return findings.map(({ check, message }) => `${check}: ${message}`);
}

describe('a list whose parameters have names of their own is checked as x-verify states it', () => {
  test('and nothing is found in a right one', async () => {
    expect(await findIn(select)).toEqual([]);
  });

  test.each<[string, (asked: Asked) => ReturnType<typeof select>, string[]]>([
    [
      'n',
      (asked) => select({ ...asked, n: asked.n + 1 }),
      ['page_size_kept: returns 3 rows in response to a request for at most 2'],
    ],
    [
      'hits',
      (asked) => ({ ...select(asked), hits: 99 }),
      ['total_is_true: returns a total of 99, and all pages have 6 rows'],
    ],
    [
      'state',
      (asked) => select({ ...asked, state: null }),
      ['filters_filter: lists a row whose "status" is "paid" in response to a request for state="open"'],
    ],
    [
      'owner',
      (asked) => select({ ...asked, owner: null }),
      ['filters_filter: lists a row whose "by.name" is "Bob" in response to a request for owner="Ann"'],
    ],
    [
      'by',
      (asked) => select({ ...asked, by: asked.by === 'newest' ? 'oldest' : asked.by }),
      ['sort_sorts: lists "made" 0 before 1 in response to a request for by=newest'],
    ],
  ])('and a server that ignores %s is found', async (_name, change, found) => {
    expect(await findIn(change)).toEqual(found);
    expect(await findIn(change, null)).toEqual([]);
  });

  test('and a total may be stated to be none', async () => {
    expect(await findIn((asked) => ({ ...select(asked), hits: 99 }), { ...LIST, total: false })).toEqual([]);
  });
});
