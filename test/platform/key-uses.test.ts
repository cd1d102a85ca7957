import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../src/platform/database/database.ts';
import { createKeyUses, type KeyUses } from '../../src/platform/key-uses.ts';
import { createKey, createKeyFinder, KEY_KEPT_MS, listKeys } from '../../src/platform/keys.ts';
import { createLog } from '../../src/platform/log.ts';
import { openTestDatabase } from '../postgres/test-database.ts';

const NOW = new Date('2026-01-01T00:00:00.000Z');
const at = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);

let database: Database;
let log: string[];
let uses: KeyUses;
beforeEach(async () => {
  database = await openTestDatabase();
  log = [];
  uses = usesOf(database);
});
afterEach(() => database.close());

function usesOf({ db }: Database, everyMs?: number): KeyUses {
  const settings = everyMs === undefined ? {} : { everyMs };
  return createKeyUses({ db, log: createLog('info', { write: (line) => log.push(line) }), ...settings });
}
const newKey = () => createKey(database.db, { workspace: 'a', expiresAt: null, now: NOW });
const lastUses = async () => (await listKeys(database.db)).map(({ lastUsedAt }) => lastUsedAt);

describe('the last use of a key', () => {
  test('is written at the stop, for the keys that were used', async () => {
    const [used] = [await newKey(), await newKey()];
    uses.note(used.id, at(1));
    uses.note(used.id, at(2));
    expect(await lastUses()).toEqual([null, null]);
    await uses.stop();
    expect(await lastUses()).toEqual([at(2).toISOString(), null]);
    expect(log).toEqual([]);
  });

  test('is written again and again while the process runs', async () => {
    const { id } = await newKey();
    uses = usesOf(database, 1);
    uses.start();
    for (const second of [1, 2]) {
      uses.note(id, at(second));
      await expect.poll(lastUses).toEqual([at(second).toISOString()]);
    }
    await uses.stop();
  });

  test('never goes back where another process has seen a later one', async () => {
    const { id } = await newKey();
    const other = usesOf(database);
    uses.note(id, at(9));
    other.note(id, at(5));
    await uses.stop();
    await other.stop();
    expect(await lastUses()).toEqual([at(9).toISOString()]);
  });

  test('of more keys than one statement writes, and of one that is gone, is written for all others', async () => {
    const { id: own } = await newKey();
    const { workspace_id } = await database.db.selectFrom('api_keys').select('workspace_id').executeTakeFirstOrThrow();
    const rows = Array.from({ length: 1200 }, (_, index) => ({
      ...{ id: `key_${index}`, workspace_id, prefix: 'sk_', hash: `${index}`, created_at: '', expires_at: null },
      ...{ revoked_at: null, scopes: '*', last_used_at: null, replaced_by: null },
    }));
    await database.db.insertInto('api_keys').values(rows).execute();
    for (const { id } of [...rows, { id: own }, { id: 'key_gone' }]) uses.note(id, at(1));
    await uses.stop();
    expect([...new Set(await lastUses())]).toEqual([at(1).toISOString()]);
  });

  test('is logged and tried again where it cannot be written, unless there is a later one', async () => {
    const [first, second] = [await newKey(), await newKey()];
    await database.db.schema.alterTable('api_keys').renameColumn('last_used_at', 'away').execute();
    uses.note(first.id, at(1));
    uses.note(second.id, at(1));
    const failed = uses.stop();
    uses.note(first.id, at(3));
    await failed;
    expect(log.map((line) => JSON.parse(line).msg)).toEqual(['the last use of keys cannot be written']);
    await database.db.schema.alterTable('api_keys').renameColumn('away', 'last_used_at').execute();
    await uses.stop();
    expect(await lastUses()).toEqual([at(3).toISOString(), at(1).toISOString()]);
  });

  test('written by two processes at once in different orders is written by both', async () => {
    const keys = [];
    for (let count = 0; count < 20; count++) keys.push(await newKey());
    for (let round = 1; round <= 20; round++) {
      const both = [usesOf(database), usesOf(database)];
      for (const { id } of keys) both[0]?.note(id, at(round));
      for (const { id } of keys.toReversed()) both[1]?.note(id, at(round));
      await Promise.all(both.map((one) => one.stop()));
      expect([...new Set(await lastUses())]).toEqual([at(round).toISOString()]);
    }
    expect(log).toEqual([]);
  });
});

test('a key that is kept is noted when it is looked up, and one that is not valid never', async () => {
  const { id, key } = await newKey();
  const ended = await createKey(database.db, { workspace: 'a', expiresAt: NOW, now: NOW });
  const noted: [string, number][] = [];
  let clock = 0;
  const find = createKeyFinder(database.db, {
    now: () => at(clock / 1000),
    clock: () => clock,
    onUse: (keyId, time) => noted.push([keyId, time.getTime() - NOW.getTime()]),
  });
  await find(key);
  clock = KEY_KEPT_MS - 1;
  await find(key);
  await find(ended.key);
  await find('sk_wrong');
  expect(noted).toEqual([[id, 0]]);
  clock = KEY_KEPT_MS;
  await find(key);
  expect(noted).toEqual([
    [id, 0],
    [id, KEY_KEPT_MS],
  ]);
});
