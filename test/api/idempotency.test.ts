import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createIdempotent } from '../../src/api/idempotency.ts';
import type { Tables } from '../../src/platform/database/tables.ts';
import { MINIMAL, type Reply, type RunningServer, startServer } from '../running-server.ts';

const HOUR = 3_600_000;
const START = Date.parse('2026-11-20T09:30:00.000Z');

let server: RunningServer;
let now = START;
let count = 0;
beforeAll(async () => {
  server = await startServer({}, () => new Date(now));
});
beforeEach(() => {
  now = START;
});
afterAll(() => server.stop());

const newKey = (): string => `test-${count++}`;
const create = (idempotencyKey: string, json: object = MINIMAL, key = server.key): Promise<Reply> =>
  server.send('POST', '/v1/agents', { json, key, headers: { 'idempotency-key': idempotencyKey } });
const converse = (agent: string, idempotencyKey: string, json?: object): Promise<Reply> =>
  server.send('POST', `/v1/agents/${agent}/conversations`, {
    ...(json === undefined ? {} : { json }),
    headers: { 'idempotency-key': idempotencyKey },
  });
const agents = async (): Promise<number> => (await server.send('GET', '/v1/agents?limit=200')).body.agents.length;

describe('under the same key', () => {
  test('the same request makes one agent, and is answered as it was', async () => {
    const key = newKey();
    const before = await agents();
    const first = await create(key);
    expect([first.status, first.headers.get('idempotent-replayed')]).toEqual([201, null]);
    await server.send('PATCH', `/v1/agents/${first.body.id}`, { json: { name: 'Changed since' } });
    const reordered = Object.fromEntries(Object.entries(MINIMAL).reverse());
    for (const json of [MINIMAL, reordered]) {
      const again = await create(key, json);
      expect([again.status, again.text]).toEqual([201, first.text]);
      expect(again.headers.get('idempotent-replayed')).toBe('true');
      for (const name of ['location', 'etag', 'content-type']) {
        expect(again.headers.get(name)).toBe(first.headers.get(name));
      }
      expect(again.headers.get('x-request-id')).not.toBe(first.headers.get('x-request-id'));
    }
    expect(await agents()).toBe(before + 1);
  });

  test('the same request starts one conversation', async () => {
    const { body: agent } = await create(newKey());
    const key = newKey();
    const first = await converse(agent.id, key);
    now += 3000;
    const again = await converse(agent.id, key);
    expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([201, 'true']);
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
    expect({ ...again.body, token: '' }).toEqual({ ...first.body, token: '' });
    expect((await server.send('GET', `/v1/agents/conversations?agent_id=${agent.id}`)).body.conversations).toHaveLength(
      1,
    );
  });

  test('an error is not stored: the corrected request succeeds', async () => {
    const key = newKey();
    for (const wrong of [
      { ...MINIMAL, voice_id: 'nobody' },
      { ...MINIMAL, temperature: 9 },
    ]) {
      const { status, headers } = await create(key, wrong);
      expect([status, headers.get('idempotent-replayed')]).toEqual([400, null]);
    }
    const { status, headers } = await create(key);
    expect([status, headers.get('idempotent-replayed')]).toEqual([201, null]);
  });

  test('an error that the database finds is not stored either', async () => {
    const [key, slug] = [newKey(), 'taken-by-another'];
    expect((await create(newKey(), { ...MINIMAL, slug })).status).toBe(201);
    const taken = await create(key, { ...MINIMAL, slug });
    expect([taken.status, Object.keys(taken.body.error.fields)]).toEqual([400, ['slug']]);
    expect((await create(key, { ...MINIMAL, slug: 'still-free' })).status).toBe(201);
  });

  test('a replay of a conversation has a new token for the same room, and no token is stored', async () => {
    const { body: agent } = await create(newKey());
    const key = newKey();
    const tokens = [];
    vi.useFakeTimers({ toFake: ['Date'] });
    for (const minute of [1, 2]) {
      vi.setSystemTime(START + minute * 60_000);
      const { body } = await converse(agent.id, key, { user_identity: 'customer-4711' });
      const claims = JSON.parse(Buffer.from(body.token.split('.')[1], 'base64url').toString());
      expect(claims).toMatchObject({ sub: 'customer-4711', video: { room: body.conversation.id } });
      tokens.push({ token: body.token, expires: claims.exp });
    }
    vi.useRealTimers();
    expect(tokens[1]?.expires).toBe(tokens[0]?.expires + 60);
    const rows = await server.api.database.db.selectFrom('idempotency_keys').selectAll().execute();
    expect(rows.some((row) => row.key === key)).toBe(true);
    for (const { token } of tokens) expect(JSON.stringify(rows)).not.toContain(token.split('.')[2]);
    expect(JSON.stringify(rows)).not.toContain('"token"');
  });

  test('another body is a conflict and makes nothing', async () => {
    const key = newKey();
    await create(key);
    const before = await agents();
    const { status, body } = await create(key, { ...MINIMAL, name: 'Other' });
    expect([status, body.error.code]).toEqual([409, 'idempotency_conflict']);
    expect(await agents()).toBe(before);
  });

  test('another operation is another request', async () => {
    const key = newKey();
    const { body: agent } = await create(key);
    const { status, headers, text } = await converse(agent.id, key);
    expect([status, headers.get('idempotent-replayed')]).toEqual([201, null]);
    expect((await converse(agent.id, key)).body.conversation).toEqual(JSON.parse(text).conversation);
    expect((await create(key)).body.id).toBe(agent.id);
  });

  test('another agent is a conflict', async () => {
    const [one, other] = [await create(newKey()), await create(newKey())];
    const key = newKey();
    expect((await converse(one.body.id, key)).status).toBe(201);
    expect((await converse(other.body.id, key)).status).toBe(409);
  });

  test('of requests at once one is done; the others are told that it is under way, or its answer', async () => {
    const key = newKey();
    const before = await agents();
    const replies = await Promise.all(Array.from({ length: 10 }, () => create(key)));
    const ids = new Set(replies.filter(({ status }) => status === 201).map(({ body }) => body.id));
    expect(ids.size).toBe(1);
    for (const { status } of replies) expect([201, 409]).toContain(status);
    expect(await agents()).toBe(before + 1);
    expect((await create(key)).body.id).toBe([...ids][0]);
  });

  test('another workspace has keys of its own', async () => {
    const { key: other } = await server.newKey('strangers');
    const key = newKey();
    const [mine, theirs] = [await create(key), await create(key, MINIMAL, other)];
    expect([mine.status, theirs.status, theirs.headers.get('idempotent-replayed')]).toEqual([201, 201, null]);
    expect(theirs.body.id).not.toBe(mine.body.id);
    expect((await create(key)).body.id).toBe(mine.body.id);
    expect((await create(key, MINIMAL, other)).body.id).toBe(theirs.body.id);
  });
});

test('after 24 hours a key is new', async () => {
  const key = newKey();
  const first = await create(key);
  now += 24 * HOUR - 1;
  expect((await create(key)).body.id).toBe(first.body.id);
  now += 1;
  const again = await create(key, { ...MINIMAL, name: 'Other' });
  expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([201, null]);
});

test('another key, or none, makes another agent', async () => {
  const ids = [
    await create(newKey()),
    await create(newKey()),
    await server.send('POST', '/v1/agents', { json: MINIMAL }),
  ];
  expect(new Set(ids.map(({ body }) => body.id)).size).toBe(3);
});

test.each(['', 'x'.repeat(256)])('a key that is "%s" is rejected', async (key) => {
  const { status, body } = await create(key);
  expect([status, Object.keys(body.error.fields)]).toEqual([400, ['idempotency-key']]);
});

test('key, work and response are one commit', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'idempotency-'));
  const path = join(folder, 'a.db');
  const onFile = await startServer({ DATABASE_URL: `sqlite:${path}` });
  const before = await commits(path);
  const { status } = await onFile.send('POST', '/v1/agents', { json: MINIMAL, headers: { 'idempotency-key': 'a' } });
  expect([status, await commits(path)]).toEqual([201, before + 1]);
  await onFile.stop();
  await rm(folder, { recursive: true });
});

/** Commits in the write-ahead log of a new database: frames with a size of the database (https://sqlite.org/fileformat2.html#walformat). */
async function commits(path: string): Promise<number> {
  const [header, frameHeader] = [32, 24];
  const log = await readFile(`${path}-wal`);
  const frame = frameHeader + log.readUInt32BE(8);
  let count = 0;
  for (let start = header; start < log.length; start += frame) if (log.readUInt32BE(start + 4) > 0) count++;
  return count;
}

describe('the transaction of the work', () => {
  const parts = () => ({ db: server.api.database.db, now: () => new Date(now), retentionDays: 3 });
  const request = async (key: string) => {
    const { workspace_id } = await parts().db.selectFrom('api_keys').select('workspace_id').executeTakeFirstOrThrow();
    const principal = { workspaceId: workspace_id };
    return { id: 'req_1', principal, params: {}, headers: { 'idempotency-key': key }, body: {} };
  };
  const workspace = (id: string) => ({ id, name: id, created_at: '2026-01-01T00:00:00.000Z' });
  const respond = async (response: { status: number }) => response;
  const isThere = async (id: string) =>
    (await parts().db.selectFrom('workspaces').select('id').where('id', '=', id).executeTakeFirst()) !== undefined;

  test('is rolled back when the work throws or ends in an error, and the key stays free', async () => {
    const outcomes: (number | Error)[] = [new Error('broken'), 503, 400, 201];
    const handle = createIdempotent(parts())('make', {
      prepare: async () => ({
        work: async (transaction: Kysely<Tables>) => {
          await transaction.insertInto('workspaces').values(workspace('made-once')).execute();
          const outcome = outcomes.shift() as number | Error;
          if (outcome instanceof Error) throw outcome;
          return { status: outcome };
        },
      }),
      respond,
    });
    const sent = await request(newKey());
    await expect(handle(sent)).rejects.toThrow('broken');
    for (const status of [503, 400]) {
      expect(await handle(sent)).toEqual({ status });
      expect(await isThere('made-once')).toBe(false);
    }
    expect(await handle(sent)).toEqual({ status: 201 });
    expect(await handle(sent)).toEqual({ status: 201, headers: { 'Idempotent-Replayed': 'true' } });
    expect(outcomes).toEqual([]);
    expect(await isThere('made-once')).toBe(true);
  });

  test('is kept for as many days as are configured', async () => {
    const handle = createIdempotent(parts())('make', {
      prepare: async () => ({ work: async () => ({ status: 201 }) }),
      respond,
    });
    const sent = await request(newKey());
    const replayed = { status: 201, headers: { 'Idempotent-Replayed': 'true' } };
    expect(await handle(sent)).toEqual({ status: 201 });
    now += 3 * 24 * HOUR - 1;
    expect(await handle(sent)).toEqual(replayed);
    now += 1;
    expect(await handle(sent)).toEqual({ status: 201 });
  });

  test('the same request during the first one is a conflict, in another process a replay', async () => {
    const resume = Promise.withResolvers<void>();
    let prepared = 0;
    const operation = {
      prepare: async () => {
        prepared++;
        await resume.promise;
        return { work: async () => ({ status: 201 }) };
      },
      respond,
    };
    const [here, elsewhere] = [
      createIdempotent(parts())('make', operation),
      createIdempotent(parts())('make', operation),
    ];
    const sent = await request(newKey());
    const both = [here(sent), elsewhere(sent)];
    await expect.poll(() => prepared).toBe(2);
    const conflict = { status: 409, body: { error: { code: 'idempotency_conflict' } } };
    expect(await here(sent)).toMatchObject(conflict);
    expect(await here({ ...sent, body: { another: true } })).toMatchObject(conflict);
    resume.resolve();
    const replayed = (await Promise.all(both)).filter((response) => 'headers' in response);
    expect(replayed).toEqual([{ status: 201, headers: { 'Idempotent-Replayed': 'true' } }]);
  });
});
