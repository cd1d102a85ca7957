import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../../src/platform/database/database.ts';
import { createKey } from '../../../src/platform/keys.ts';
import { createTestDatabase, type TestDatabase } from '../../postgres/test-database.ts';
import { MINIMAL, type Reply, type ServerProcess, send, spawnServer } from '../../running-server.ts';

let database: TestDatabase;
let key: string;
const servers: ServerProcess[] = [];

beforeAll(async () => {
  database = await createTestDatabase(true);
  const { db, close } = await openDatabase(database.environment.DATABASE_URL);
  ({ key } = await createKey(db, { workspace: 'test', expiresAt: null, now: new Date() }));
  await close();
  for (let count = 0; count < 2; count++) servers.push(await spawnServer(database.environment));
});
afterAll(async () => {
  for (const { child } of servers) child.kill('SIGTERM');
  expect(await Promise.all(servers.map(({ exited }) => exited))).toEqual([0, 0]);
  await database.remove();
});

/** The same moment, one request on each server. */
function onBoth(method: string, path: string, sent: [object, object], headers: Record<string, string> = {}) {
  return Promise.all(sent.map((json, index) => send(servers[index]?.url ?? '', key, method, path, { json, headers })));
}

async function newAgent(): Promise<string> {
  const [server] = servers;
  const { body } = await send(server?.url ?? '', key, 'POST', '/v1/agents', { json: MINIMAL });
  return `/v1/agents/${body.id}`;
}

const read = (index: number, path: string): Promise<Reply> => send(servers[index]?.url ?? '', key, 'GET', path);

describe('on two servers with one database', () => {
  test('two creates at once cannot both win a slug', async () => {
    for (let round = 0; round < 30; round++) {
      const json = { ...MINIMAL, slug: `race-${round}` };
      const replies = await onBoth('POST', '/v1/agents', [json, json]);
      expect(replies.map(({ status }) => status).sort()).toEqual([201, 400]);
      const loser = replies.find(({ status }) => status === 400);
      expect(loser?.body.error).toMatchObject({
        message: 'slug already taken',
        fields: { slug: 'slug already taken' },
      });
    }
  });

  test('an update that waits for another sees the secrets that it has stored', async () => {
    const path = await newAgent();
    for (let round = 1; round <= 30; round++) {
      const webhook_secret = round % 2 === 0 ? '' : 'secret';
      await onBoth('PATCH', path, [{ webhook_secret }, { prompt: `p${round}` }]);
      const expected = { webhook_secret_set: webhook_secret !== '', prompt: `p${round}` };
      expect((await read(round % 2, path)).body).toMatchObject(expected);
    }
  });

  test('of two updates at once neither is lost field by field', async () => {
    const path = await newAgent();
    for (let round = 1; round <= 30; round++) {
      const [one, other] = [{ prompt: `p${round}` }, { first_message: `f${round}`, temperature: round / 100 }];
      const replies = await onBoth('PATCH', path, [one, other]);
      expect(replies.map(({ status }) => status)).toEqual([200, 200]);
      expect((await read(round % 2, path)).body).toMatchObject({ ...one, ...other });
    }
  });

  test('of two updates at once with one If-Match one is rejected', async () => {
    const path = await newAgent();
    for (let round = 1; round <= 20; round++) {
      const tag = (await read(0, path)).headers.get('etag') ?? '';
      const replies = await onBoth('PATCH', path, [{ name: `a${round}` }, { name: `b${round}` }], { 'if-match': tag });
      expect(replies.map(({ status }) => status).sort()).toEqual([200, 412]);
    }
  });

  test('both answer the same agent with the same ETag', async () => {
    const path = await newAgent();
    const [first, second] = await Promise.all([read(0, path), read(1, path)]);
    expect([first.status, first.text, first.headers.get('etag')]).toEqual([
      second.status,
      second.text,
      second.headers.get('etag'),
    ]);
  });

  test('what one deletes is gone for the other', async () => {
    const path = await newAgent();
    await send(servers[0]?.url ?? '', key, 'DELETE', path);
    expect((await read(1, path)).status).toBe(404);
  });
});
