import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cursorErrors, PAGE_BYTES, readRows, toPage } from '../../src/api/pages.ts';
import { MINIMAL, type RunningServer, startServer } from '../running-server.ts';

const MIB = 1024 * 1024;

test.each([
  ['', 'agents:agent_1', undefined],
  [' of another list', 'memories:agent_1', 'must be a next_cursor of this list'],
  [' with something before it', 'x agents:agent_1', 'must be a next_cursor of this list'],
  [' with something behind it', 'agents:agent_1 x', 'must be a next_cursor of this list'],
])('a cursor%s is valid or rejected', (_what, text, error) => {
  const cursor = Buffer.from(text).toString('base64url');
  expect(cursorErrors('agents', cursor)?.cursor).toBe(error);
});

describe('a page', () => {
  const cut = (sizes: number[], limit: number) => {
    const rows = sizes.map((bytes, index) => ({ id: `row${index}`, bytes }));
    const page = toPage(rows, { list: 'rows', limit, idOf: ({ id }) => id, bytesOf: ({ bytes }) => bytes });
    return [page.rows.length, page.has_more, page.next_cursor !== null];
  };

  test.each([
    ['as many rows as the limit', [1, 1, 1], 2, 2, true],
    ['all rows when there are fewer', [1, 1], 2, 2, false],
    ['rows of 4 MiB in all', [MIB, MIB, MIB, MIB], 10, 4, false],
    ['no more than 4 MiB of rows', [MIB, MIB, MIB, MIB, 1], 10, 4, true],
    ['the first row, whatever its size', [9 * MIB, 1], 10, 1, true],
    ['nothing when there is nothing', [], 10, 0, false],
  ])('holds %s', (_what, sizes, limit, held, more) => {
    expect(cut(sizes, limit)).toEqual([held, more, more]);
  });

  test('is measured in bytes of UTF-8 JSON, and rows that it does not hold are not measured', () => {
    const rows = ['é'.repeat(MIB), '\u0001'.repeat(MIB / 3 - 10), 'x'.repeat(100), 'y'];
    const measured: string[] = [];
    const page = toPage(rows, { list: 'rows', limit: 10, idOf: (row) => row });
    expect([page.rows.length, page.has_more]).toEqual([2, true]);
    const bytesOf = (row: string): number => {
      measured.push(row.slice(0, 1));
      return 3 * MIB;
    };
    toPage(rows, { list: 'rows', limit: 10, idOf: (row) => row, bytesOf });
    expect(measured).toEqual(['é', '\u0001']);
  });

  test('of few rows is read at once', async () => {
    const sizes = [1, 2, 3].map((number) => ({ id: String(number), bytes: 80_000 }));
    expect(await readRows(sizes, async (ids) => ids)).toEqual(['1', '2', '3']);
    expect(await readRows([], async (ids) => ids)).toEqual([]);
  });

  test('of more rows is read in pieces as they are asked for, in order, each row once', async () => {
    const sizes = Array.from({ length: 50 }, (_, index) => ({ id: String(index), bytes: index === 7 ? MIB : 100_000 }));
    const pieces: string[][] = [];
    const rows = await readRows(sizes, async (ids) => {
      pieces.push(ids);
      return ids;
    });
    expect(pieces, 'before any is asked for').toEqual([]);
    const read: string[] = [];
    for await (const piece of streamed(rows)) {
      for (const row of piece) read.push(row);
      expect(pieces.flat()).toEqual(read);
    }
    expect(read).toEqual(sizes.map(({ id }) => id));
    expect(pieces.every((piece) => piece.length <= 2)).toBe(true);
    expect(pieces).toContainEqual(['7']);
  });

  test('that is large lets other requests in between', async () => {
    let turns = 0;
    const count = (): void => {
      turns++;
      if (turns < 100) setImmediate(count);
    };
    setImmediate(count);
    const sizes = Array.from({ length: 16 }, (_, index) => ({ id: String(index), bytes: MIB }));
    const rows = await readRows(sizes, async (ids) => ids);
    for await (const _piece of streamed(rows));
    expect(turns).toBeGreaterThanOrEqual(15);
  });
});

/** Rows that are read in pieces; fails if they were read at once. */
function streamed<Row>(rows: Row[] | AsyncIterable<Row[]>): AsyncIterable<Row[]> {
  if (Array.isArray(rows)) throw new Error('The rows were read at once.');
  return rows;
}

describe.each([
  ['streamed', { NODE_ENV: 'production', SECRETS_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}` }],
  ['validated as a whole', {}],
])('lists of large rows that are %s', (_how, environment: Record<string, string>) => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await startServer(environment);
  });
  afterAll(() => server.stop());

  /** Follows a list to its end. */
  async function walk(path: string, name: string) {
    const pages: { ids: string[]; bytes: number }[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { status, text, body } = await server.send('GET', `${path}limit=200${cursor && `&cursor=${cursor}`}`);
      expect(status).toBe(200);
      expect(body.has_more).toBe(body.next_cursor !== null);
      pages.push({ ids: body[name].map(({ id }: { id: string }) => id), bytes: Buffer.byteLength(text) });
      cursor = body.next_cursor;
    }
    return pages;
  }

  function expectPages(pages: { ids: string[]; bytes: number }[], ids: string[], count: number): void {
    expect(pages.flatMap((page) => page.ids)).toEqual(ids.toReversed());
    expect(pages).toHaveLength(count);
    for (const { bytes } of pages) expect(bytes).toBeLessThan(PAGE_BYTES + 200);
  }

  test('agents: a page holds at most 4 MiB, and the pages hold every agent once', async () => {
    const ids: string[] = [];
    for (let number = 0; number < 22; number++) {
      const { body } = await server.send('POST', '/v1/agents', { json: { ...MINIMAL, prompt: '😀'.repeat(100_000) } });
      ids.push(body.id);
    }
    expectPages(await walk('/v1/agents?', 'agents'), ids, 3);
  });

  test('conversations: a page holds at most 4 MiB, and the pages hold every conversation once', async () => {
    const { body: agent } = await server.send('POST', '/v1/agents', { json: MINIMAL });
    const ids: string[] = [];
    for (let number = 0; number < 9; number++) {
      const started = await server.send('POST', `/v1/agents/${agent.id}/conversations`, { json: {} });
      ids.push(started.body.conversation.id);
    }
    const extracted = JSON.stringify({ notes: 'x'.repeat(1_000_000) });
    await server.api.database.db.updateTable('conversations').set({ extracted }).execute();
    expectPages(await walk('/v1/agents/conversations?', 'conversations'), ids, 3);
  });

  test('messages: escapes count', async () => {
    const { body: agent } = await server.send('POST', '/v1/agents', { json: MINIMAL });
    const started = await server.send('POST', `/v1/agents/${agent.id}/conversations`, { json: {} });
    const { id } = started.body.conversation;
    const ids = Array.from({ length: 20 }, (_, position) => `msg_01k9zq8b7g9hkm3n5p7q9r1s${10 + position}`);
    const text = '\u0001'.repeat(100_000);
    const rows = ids.map((own, position) => ({ id: own, conversation_id: id, position, role: 'agent', text }));
    await server.api.database.db.insertInto('messages').values(rows).execute();
    expectPages(await walk(`/v1/agents/conversations/${id}/messages?`, 'messages'), ids, 4);
  });
});
