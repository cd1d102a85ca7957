import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rotateSecrets } from '../../../src/api/agents/secrets/store.ts';
import { type Database, openDatabase } from '../../../src/platform/database/database.ts';
import { createSecretBox, type SecretBox } from '../../../src/platform/secrets.ts';
import { createTestDatabase, type TestDatabase } from '../../postgres/test-database.ts';
import { runHosted } from '../../programs.ts';
import { BARE_ENVIRONMENT, MINIMAL, startServer } from '../../running-server.ts';

const key = (id: string, byte: number): string => `${id}:${Buffer.alloc(32, byte).toString('base64')}`;
const [OLD, NEW] = [key('old', 1), key('new', 2)];
const BOTH = createSecretBox(`${NEW},${OLD}`);

let own: TestDatabase;
let url: string;
beforeEach(async () => {
  own = await createTestDatabase(true);
  url = own.environment.DATABASE_URL;
});
afterEach(() => own.remove());

/** Makes agents with both secrets each, sealed with the old key. */
async function makeAgents(count: number): Promise<void> {
  const server = await startServer({ DATABASE_URL: url, SECRETS_KEYS: OLD });
  for (let number = 0; number < count; number++) {
    const json = {
      ...MINIMAL,
      ...{ llm_provider: 'custom', llm_model: 'm', llm_base_url: 'https://llm.example', llm_api_key: `key-${number}` },
      ...{ webhook_secret: `secret-${number}` },
    };
    expect((await server.send('POST', '/v1/agents', { json })).status).toBe(201);
  }
  await server.stop();
}

async function using<Result>(work: (database: Database) => Promise<Result>): Promise<Result> {
  const database = await openDatabase(url);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/** How many secrets each key has sealed, and what they say. */
function stored(box: SecretBox): Promise<{ keys: Record<string, number>; values: string[] }> {
  return using(async ({ db }) => {
    const rows = await db.selectFrom('agent_secrets').selectAll().orderBy('agent_id').orderBy('field').execute();
    const keys: Record<string, number> = {};
    for (const { key_id } of rows) keys[key_id] = (keys[key_id] ?? 0) + 1;
    const values = rows.map(({ agent_id, field, key_id, sealed }) =>
      box.open({ keyId: key_id, sealed }, { ownerId: agent_id, field }),
    );
    return { keys, values };
  });
}

async function runSecrets(keys: string, ...args: string[]): Promise<{ code: number; err: string }> {
  const env = { ...BARE_ENVIRONMENT, DATABASE_URL: url, SECRETS_KEYS: keys };
  const { code, err } = await runHosted({ program: 'src/commands/secrets.ts', args, env });
  return { code, err };
}

describe('rotation of the key of secrets', () => {
  test('seals each again with the first key, in more batches than one', async () => {
    await makeAgents(30);
    const before = await stored(BOTH);
    expect(before.keys).toEqual({ old: 60 });
    expect(await using(({ db }) => rotateSecrets(db, BOTH))).toEqual({ sealed: 60, failed: [] });
    const after = await stored(createSecretBox(NEW));
    expect(after).toEqual({ keys: { new: 60 }, values: before.values });
    expect(await using(({ db }) => rotateSecrets(db, BOTH))).toEqual({ sealed: 0, failed: [] });
  });

  test('that is interrupted keeps the batches that were written, and the next one goes on', async () => {
    await makeAgents(30);
    const before = await stored(BOTH);
    let count = 0;
    const seal: SecretBox['seal'] = (plain, context) => {
      count += 1;
      if (count === 55) throw new Error('interrupted');
      return BOTH.seal(plain, context);
    };
    await expect(using(({ db }) => rotateSecrets(db, { ...BOTH, seal }))).rejects.toThrow('interrupted');
    // What is read meanwhile has both keys.
    expect(await stored(BOTH)).toEqual({ keys: { new: 50, old: 10 }, values: before.values });
    expect(await using(({ db }) => rotateSecrets(db, BOTH))).toEqual({ sealed: 10, failed: [] });
    expect(await stored(createSecretBox(NEW))).toEqual({ keys: { new: 60 }, values: before.values });
  });

  test('keeps what is written meanwhile', async () => {
    await makeAgents(1);
    const fresh = BOTH.seal('written meanwhile', { ownerId: 'agent', field: 'llm_api_key' });
    await using(async ({ db }) => {
      // Another server writes after the secret was read, before it is written again.
      const open: SecretBox['open'] = (sealed, context) => {
        writes.push(
          db.updateTable('agent_secrets').set({ sealed: fresh.sealed }).where('field', '=', 'llm_api_key').execute(),
        );
        return BOTH.open(sealed, context);
      };
      const writes: Promise<unknown>[] = [];
      expect(await rotateSecrets(db, { ...BOTH, open })).toMatchObject({ sealed: 1 });
      await Promise.all(writes);
      const rows = await db
        .selectFrom('agent_secrets')
        .select(['field', 'key_id', 'sealed'])
        .orderBy('field')
        .execute();
      expect(rows).toMatchObject([
        { field: 'llm_api_key', key_id: 'old', sealed: fresh.sealed },
        { field: 'webhook_secret', key_id: 'new' },
      ]);
    });
  });

  test('passes over one that cannot be opened, and says which', async () => {
    await makeAgents(2);
    const id = await using(async ({ db }) => {
      const { agent_id } = await db
        .selectFrom('agent_secrets')
        .select('agent_id')
        .orderBy('agent_id', 'desc')
        .executeTakeFirstOrThrow();
      const row = db.updateTable('agent_secrets').set({ sealed: 'broken' }).where('field', '=', 'llm_api_key');
      await row.where('agent_id', '=', agent_id).execute();
      return agent_id;
    });
    const { code, err } = await runSecrets(`${NEW},${OLD}`, 'rotate');
    expect([code, err.replace(/: .*\n/, ': …\n')]).toEqual([
      1,
      `llm_api_key of ${id} cannot be decrypted: …\nEncrypted with the key "new": 3. Not decrypted: 1.\n`,
    ]);
  });

  test('runs as a command, while the server runs, and again', async () => {
    await makeAgents(1);
    const server = await startServer({ DATABASE_URL: url, SECRETS_KEYS: `${NEW},${OLD}` });
    expect(await runSecrets(`${NEW},${OLD}`, 'rotate')).toEqual({
      code: 0,
      err: 'Encrypted with the key "new": 2. Not decrypted: 0.\n',
    });
    await server.stop();
    expect(await runSecrets(NEW, 'rotate')).toEqual({
      code: 0,
      err: 'Every secret is encrypted with the key "new" already.\n',
    });
    expect((await runSecrets(NEW)).code).toBe(2);
  });

  test('needs the key that has sealed', async () => {
    await makeAgents(1);
    const { code, err } = await runSecrets(NEW, 'rotate');
    expect([code, err]).toEqual([1, expect.stringMatching(/^SECRETS_KEYS lacks the key "old"/)]);
  });
});
