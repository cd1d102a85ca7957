import type { KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { listAgents } from '../../src/api/agents/store.ts';
import { listMessages } from '../../src/api/conversations/messages/store.ts';
import { listConversations } from '../../src/api/conversations/store.ts';
import type { StreamedPage } from '../../src/api/pages.ts';
import { agentWriter } from '../../src/compose/dependencies.ts';
import { newId } from '../../src/platform/ids.ts';
import { MINIMAL, type RunningServer, startServer } from '../running-server.ts';

type Row = { id: string };

let server: RunningServer;
let workspaceId: string;
let conversationId: string;

/** Rows that were read as a whole, which queries of ids and sizes are not. */
let rowsRead = 0;
const countRows: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }) => {
    rowsRead += result.rows.filter((row) => !('bytes' in row)).length;
    return result;
  },
};

const TEXT = 'x'.repeat(100_000);
const ROWS = 30;

beforeAll(async () => {
  server = await startServer();
  const { db } = server.api.database;
  for (let number = 0; number < ROWS; number++) {
    const { body: agent } = await server.send('POST', '/v1/agents', { json: { ...MINIMAL, prompt: TEXT } });
    const started = await server.send('POST', `/v1/agents/${agent.id}/conversations`, { json: {} });
    conversationId = started.body.conversation.id;
  }
  const extracted = JSON.stringify({ notes: TEXT });
  await db.updateTable('conversations').set({ extracted }).execute();
  const rows = Array.from({ length: ROWS }, (_, position) => ({
    ...{ id: newId('msg'), conversation_id: conversationId, position },
    ...{ role: 'agent', text: TEXT },
  }));
  await db.insertInto('messages').values(rows).execute();
  workspaceId = (await db.selectFrom('agents').select('workspace_id').executeTakeFirstOrThrow()).workspace_id;
});
afterAll(() => server.stop());
beforeEach(() => {
  rowsRead = 0;
});

const lists: ['agents' | 'conversations' | 'messages', number, () => Promise<StreamedPage<Row>>][] = [
  ['agents', 0, listAgentRows],
  [
    'conversations',
    0,
    () => listConversations(counted(), { workspaceId, position: undefined, limit: 200, filter: {} }),
  ],
  // Texts can be longer as JSON than they are stored, so they are measured first.
  ['messages', ROWS, () => listMessages(counted(), { id: conversationId, position: undefined, limit: 200 })],
];

async function listAgentRows(): Promise<StreamedPage<Row>> {
  const parts = { db: counted(), writer: await agentWriter() };
  const page = await listAgents(parts, { workspaceId, after: undefined, limit: 200 });
  if ('text' in page) throw new Error('The rows were read at once.');
  return page;
}

function counted() {
  return server.api.database.db.withPlugin(countRows);
}

/** Rows that are read in pieces; fails if they were read at once. */
function piecesOf({ rows }: StreamedPage<Row>): AsyncIterator<Row[]> {
  if (Array.isArray(rows)) throw new Error('The rows were read at once.');
  return rows[Symbol.asyncIterator]();
}

describe.each(lists)('a page of %s', (table, measured, list) => {
  test('reads no more rows than were asked for', async () => {
    const page = await list();
    expect([rowsRead, page.has_more]).toEqual([measured, false]);
    const pieces = piecesOf(page);
    const { value: first } = await pieces.next();
    expect(first).toHaveLength(2);
    expect(rowsRead - measured).toBeLessThanOrEqual(4);
    await pieces.next();
    expect(rowsRead - measured).toBeLessThanOrEqual(8);
  });

  test('leaves out a row that was deleted after the page was cut', async () => {
    const { db } = server.api.database;
    const pieces = piecesOf(await list());
    const [row] = (await pieces.next()).value ?? [];
    const rest = await db.selectFrom(table).selectAll().where('id', '<', `${row?.id}`).orderBy('id', 'desc').execute();
    const gone = rest[5];
    if (gone === undefined) throw new Error('There are too few rows.');
    await db.deleteFrom(table).where('id', '=', gone.id).execute();
    try {
      const ids: string[] = [];
      for (;;) {
        const { done, value } = await pieces.next();
        if (done) break;
        for (const { id } of value) ids.push(id);
      }
      expect(ids).not.toContain(gone.id);
      expect(ids).toHaveLength(ROWS - 3);
    } finally {
      await db.insertInto(table).values(gone).execute();
    }
  });
});

test('a page of few bytes is read at once and sent with its length', async () => {
  for (const path of ['/v1/agents?limit=1', '/v1/agents/conversations?limit=1']) {
    const { headers, text } = await server.send('GET', path);
    expect(headers.get('content-length')).toBe(String(Buffer.byteLength(text)));
  }
});

describe('a server in production', () => {
  const environment = { NODE_ENV: 'production', SECRETS_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}` };
  let production: RunningServer;
  beforeAll(async () => {
    production = await startServer(environment);
    for (let number = 0; number < ROWS; number++) {
      await production.send('POST', '/v1/agents', { json: { ...MINIMAL, prompt: TEXT } });
    }
  });
  afterAll(() => production.stop());

  test('streams a page of many bytes', async () => {
    const { headers, body } = await production.send('GET', '/v1/agents?limit=200');
    expect([headers.has('content-length'), body.agents.length]).toEqual([false, ROWS]);
  });

  test('ends the connection when a row of a late piece cannot be read, and logs it once', async () => {
    const { db } = production.api.database;
    const oldest = db.selectFrom('agents').select((row) => row.fn.min('id').as('id'));
    await db.updateTable('agents').set({ settings: '{' }).where('id', '=', oldest).execute();
    const headers = { 'x-request-id': 'req_midway' };
    await expect(production.send('GET', '/v1/agents?limit=200', { headers })).rejects.toThrow();
    const ofRequest = () =>
      production.log.map((line) => JSON.parse(line)).filter((line) => line.request_id === 'req_midway');
    await vi.waitUntil(() => ofRequest().length > 0, { timeout: 300_000 });
    expect(ofRequest()).toEqual([
      expect.objectContaining({
        level: 50,
        status: 200,
        aborted: true,
        err: expect.objectContaining({ type: 'SyntaxError' }),
      }),
    ]);
    expect((await production.send('GET', '/v1/agents?limit=1')).status).toBe(200);
  });
});
