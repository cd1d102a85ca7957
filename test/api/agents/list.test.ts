import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MINIMAL, type RunningServer, startServer } from '../../running-server.ts';

let server: RunningServer;
let ids: string[];

beforeAll(async () => {
  server = await startServer();
  ids = [];
  for (let count = 0; count < 401; count++) {
    const { body } = await server.send('POST', '/v1/agents', { json: MINIMAL });
    ids.unshift(body.id);
  }
});
afterAll(() => server.stop());

const list = async (query: string, key?: string) => {
  const { status, body } = await server.send('GET', `/v1/agents${query}`, key === undefined ? {} : { key });
  expect(status, JSON.stringify(body)).toBe(200);
  return body as { agents: { id: string }[]; next_cursor: string | null; has_more: boolean };
};
const idsOf = ({ agents }: { agents: { id: string }[] }) => agents.map(({ id }) => id);

test('agents are listed newest first, 50 by default', async () => {
  const page = await list('');
  expect(idsOf(page)).toEqual(ids.slice(0, 50));
  expect([page.has_more, typeof page.next_cursor]).toEqual([true, 'string']);
});

test.each([1, 2, 50, 199, 200])('a limit of %i is kept', async (limit) => {
  expect(idsOf(await list(`?limit=${limit}`))).toEqual(ids.slice(0, limit));
});

test.each(['0', '201', '-1', '1.5', 'abc', '', '0x10', '%201', '1e9', '1&limit=2'])(
  'limit=%s is a 400',
  async (limit) => {
    const { status, body } = await server.send('GET', `/v1/agents?limit=${limit}`);
    expect([status, body.error.code, Object.keys(body.error.fields)]).toEqual([400, 'validation_failed', ['limit']]);
  },
);

test('at the end next_cursor is null and has_more is false, both present', async () => {
  const { key } = await server.newKey('few');
  expect(await list('', key)).toEqual({ agents: [], next_cursor: null, has_more: false });
  const few: string[] = [];
  for (let count = 0; count < 3; count++) {
    const { body } = await server.send('POST', '/v1/agents', { json: MINIMAL, key });
    few.unshift(body.id);
  }
  for (const limit of [3, 4, 200]) {
    const page = await list(`?limit=${limit}`, key);
    expect([idsOf(page), page.next_cursor, page.has_more]).toEqual([few, null, false]);
  }
  expect(await list('?limit=2', key)).toMatchObject({ next_cursor: expect.any(String), has_more: true });
});

describe('a cursor', () => {
  async function walk(limit: number, between: () => Promise<unknown>): Promise<string[]> {
    const seen: string[] = [];
    let query = `?limit=${limit}`;
    for (let pages = 0; pages < 60; pages++) {
      const page = await list(query);
      seen.push(...idsOf(page));
      if (page.next_cursor === null) return seen;
      query = `?limit=${limit}&cursor=${page.next_cursor}`;
      await between();
    }
    throw new Error('The list does not end.');
  }

  test.each([17, 50, 200])('leads through all pages of %i, each of 401 agents once', async (limit) => {
    expect(await walk(limit, async () => undefined)).toEqual(ids);
  });

  test('leads through two full pages of 200 to one of 1', async () => {
    const first = await list('?limit=200');
    const second = await list(`?limit=200&cursor=${first.next_cursor}`);
    const third = await list(`?limit=200&cursor=${second.next_cursor}`);
    expect([first, second, third].map((page) => [page.agents.length, page.has_more])).toEqual([
      [200, true],
      [200, true],
      [1, false],
    ]);
    expect(third.next_cursor).toBeNull();
  });

  test('may be followed with another limit, and twice', async () => {
    const { next_cursor } = await list('?limit=3');
    expect(idsOf(await list(`?limit=5&cursor=${next_cursor}`))).toEqual(ids.slice(3, 8));
    expect(idsOf(await list(`?limit=1&cursor=${next_cursor}`))).toEqual(ids.slice(3, 4));
  });

  test("of another workspace leads to none of that workspace's agents", async () => {
    const { next_cursor } = await list('?limit=3');
    const { key } = await server.newKey('stranger');
    expect(idsOf(await list(`?cursor=${next_cursor}`, key))).toEqual([]);
  });

  test('is stable while agents are added, and when the one it stands at is deleted', async () => {
    const { body: last } = await server.send('POST', '/v1/agents', { json: MINIMAL });
    const added: string[] = [last.id];
    const seen = await walk(25, async () => {
      const { body } = await server.send('POST', '/v1/agents', { json: MINIMAL });
      added.push(body.id);
    });
    expect(seen).toEqual([last.id, ...ids]);
    const first = await list('?limit=1');
    await server.send('DELETE', `/v1/agents/${idsOf(first)[0]}`);
    added.pop();
    expect(idsOf(await list(`?limit=1&cursor=${first.next_cursor}`))).toEqual([added.at(-1)]);
    for (const id of added) await server.send('DELETE', `/v1/agents/${id}`);
  });

  test('that is garbage, changed, or of another list is a 400', async () => {
    const { next_cursor } = await list('?limit=1');
    const { body: voices } = await server.send('GET', '/v1/voices?limit=1');
    for (const cursor of [
      '',
      'x',
      '%00',
      '%zz',
      ids[0],
      `cursor=${next_cursor}`,
      `${next_cursor}A`,
      `${next_cursor}%20`,
      voices.next_cursor,
    ]) {
      const { status, body } = await server.send('GET', `/v1/agents?cursor=${cursor}`);
      expect([cursor, status, Object.keys(body.error.fields)]).toEqual([cursor, 400, ['cursor']]);
    }
  });

  test('that is wrong is named beside everything else that is', async () => {
    const { body } = await server.send('GET', '/v1/agents?limit=0&cursor=x&limt=5');
    expect(Object.keys(body.error.fields).sort()).toEqual(['cursor', 'limit', 'limt']);
  });
});
