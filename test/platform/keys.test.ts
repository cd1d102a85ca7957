import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../src/platform/database/database.ts';
import { rotateKey } from '../../src/platform/key-rotation.ts';
import {
  createKey,
  createKeyFinder,
  findPrincipal,
  hasNoWorkspace,
  isWellFormedKey,
  KEY_KEPT_MS,
  listKeys,
  newKey,
  revokeKey,
} from '../../src/platform/keys.ts';
import { openTestDatabase } from '../postgres/test-database.ts';
import { type RunningServer, startServer } from '../running-server.ts';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

describe('a key', () => {
  test('is sk_, 43 characters of 256 random bits and a checksum of 6', () => {
    for (let round = 0; round < 200; round++) {
      const key = newKey();
      expect(key).toMatch(/^sk_[0-9A-Za-z]{49}$/);
      expect(isWellFormedKey(key)).toBe(true);
    }
  });

  test('has 256 bits of chance: each bit is set in about half of the keys', () => {
    const keys = Array.from({ length: 2000 }, newKey);
    const values = keys.map((key) =>
      [...key.slice(3, 46)].reduce((sum, character) => sum * 62n + BigInt(ALPHABET.indexOf(character)), 0n),
    );
    expect(new Set(values).size).toBe(keys.length);
    expect(values.every((value) => value < 1n << 256n)).toBe(true);
    for (let bit = 0n; bit < 256n; bit++) {
      const set = values.filter((value) => (value >> bit) & 1n).length;
      // Eight standard deviations of a fair coin around the half.
      expect(Math.abs(set - 1000)).toBeLessThan(180);
    }
  });

  test('with one character changed is not well formed', () => {
    fc.assert(
      fc.property(fc.nat(51), fc.constantFrom(...ALPHABET, '-', '_', 'é', ' '), (at, character) => {
        const key = newKey();
        const changed = key.slice(0, at) + character + key.slice(at + 1);
        expect(isWellFormedKey(changed)).toBe(changed === key);
      }),
      { numRuns: 2000 },
    );
  });

  test('with two neighbours swapped, cut or made longer is not well formed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 50 }), (at) => {
        const key = newKey();
        const swapped = key.slice(0, at) + key.charAt(at + 1) + key.charAt(at) + key.slice(at + 2);
        expect(isWellFormedKey(swapped)).toBe(swapped === key);
        expect(isWellFormedKey(key.slice(0, at))).toBe(false);
        expect(isWellFormedKey(`${key}0`)).toBe(false);
      }),
    );
  });

  test('no other text is well formed', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => !isWellFormedKey(text)));
  });

  test('characters outside the alphabet are not well formed, whatever their checksum', () => {
    // CRC-32 of 43 exclamation marks, as keys write it.
    const random = '!'.repeat(43);
    expect(isWellFormedKey(`sk_${random}${checksumOf(random)}`)).toBe(false);
    expect(isWellFormedKey(newKey().replace(/^sk_/, 'SK_'))).toBe(false);
  });
});

/** The checksum of a key, worked out anew bit by bit (CRC-32 of ISO 3309), in base 62. */
function checksumOf(random: string): string {
  let crc = 0xffffffff;
  for (const byte of Buffer.from(random)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  let rest = (crc ^ 0xffffffff) >>> 0;
  let text = '';
  for (let place = 0; place < 6; place++) {
    text = ALPHABET.charAt(rest % 62) + text;
    rest = Math.floor(rest / 62);
  }
  return text;
}

test('the checksum is CRC-32 in base 62, so that a leak scanner can work it out', () => {
  const key = newKey();
  expect(key.slice(46)).toBe(checksumOf(key.slice(3, 46)));
});

describe('keys in the database', () => {
  let database: Database;
  const now = new Date('2026-01-01T00:00:00.000Z');
  const make = (workspace: string, expiresAt: Date | null = null) =>
    createKey(database.db, { workspace, expiresAt, now });
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  test('an empty database has no workspace', async () => {
    const empty = await openTestDatabase();
    expect(await hasNoWorkspace(empty.db)).toBe(true);
    await createKey(empty.db, { workspace: 'a', expiresAt: null, now });
    expect(await hasNoWorkspace(empty.db)).toBe(false);
    await empty.close();
  });

  test('only a hash and a readable beginning are stored', async () => {
    const { id, key } = await make('stored');
    const rows = await database.db.selectFrom('api_keys').selectAll().where('id', '=', id).execute();
    expect(rows).toMatchObject([
      { prefix: key.slice(0, 10), hash: createHash('sha256').update(key).digest('hex'), revoked_at: null },
    ]);
    const everything = JSON.stringify([
      await database.db.selectFrom('api_keys').selectAll().execute(),
      await listKeys(database.db),
    ]);
    expect(everything).not.toContain(key.slice(0, 11));
    expect(everything).not.toContain(key.slice(-12));
  });

  test('two keys of one workspace are of the same workspace, of another of another', async () => {
    const keys = [await make('same'), await make('same'), await make('other')];
    const [a, b, c] = await Promise.all(keys.map(({ key }) => findPrincipal(database.db, key, now)));
    expect(a?.workspaceId).toBe(b?.workspaceId);
    expect(c?.workspaceId).not.toBe(a?.workspaceId);
    expect([a?.keyId, b?.keyId, c?.keyId]).toEqual(keys.map(({ id }) => id));
  });

  test('a key ends at the moment of its expiry', async () => {
    const { key } = await make('expiry', new Date('2026-01-02T00:00:00.000Z'));
    expect(await findPrincipal(database.db, key, new Date('2026-01-01T23:59:59.999Z'))).toBeDefined();
    expect(await findPrincipal(database.db, key, new Date('2026-01-02T00:00:00.000Z'))).toBeUndefined();
  });

  test.each(['', 'sk_', 'x', newKey(), "' or 1=1 --", '%', 'sk_'.padEnd(100_000, 'x')])(
    '%.20s is nobody',
    async (key) => {
      expect(await findPrincipal(database.db, key, now)).toBeUndefined();
    },
  );

  test('the hash of a key is no key', async () => {
    const { key } = await make('hash');
    const hash = createHash('sha256').update(key).digest('hex');
    expect(await findPrincipal(database.db, hash, now)).toBeUndefined();
  });

  test('revoking twice keeps the first time; what is not there cannot be revoked', async () => {
    const { id, key } = await make('revoked');
    expect(await revokeKey(database.db, id, new Date('2026-02-01T00:00:00.000Z'))).toBe(true);
    expect(await revokeKey(database.db, id, new Date('2026-03-01T00:00:00.000Z'))).toBe(true);
    expect((await listKeys(database.db)).find((one) => one.id === id)?.revokedAt).toBe('2026-02-01T00:00:00.000Z');
    expect(await findPrincipal(database.db, key, now)).toBeUndefined();
    expect(await revokeKey(database.db, 'key_none', now)).toBe(false);
  });

  describe('rotation', () => {
    const HOUR_MS = 3_600_000;
    const later = new Date('2026-01-02T00:00:00.000Z');
    const rotate = (id: string, overlapMs = HOUR_MS, at = later) => rotateKey(database.db, id, { overlapMs, now: at });
    const rotated = async (...args: Parameters<typeof rotate>) => {
      const made = await rotate(...args);
      if (!('key' in made)) throw new Error(JSON.stringify(made));
      return made;
    };
    const rowOf = async (id: string) => (await listKeys(database.db)).find((one) => one.id === id);
    const isValid = async (key: string, at: string) =>
      (await findPrincipal(database.db, key, new Date(at))) !== undefined;

    test('makes a key of the same workspace and scopes, and both are valid for the overlap', async () => {
      const old = await createKey(database.db, { workspace: 'a', expiresAt: null, now, scopes: 'agents:read' });
      const made = await rotated(old.id);
      expect(made.endsAt).toBe('2026-01-02T01:00:00.000Z');
      expect(isWellFormedKey(made.key)).toBe(true);
      expect(await rowOf(made.id)).toMatchObject({
        ...{ workspace: 'a', scopes: 'agents:read', createdAt: later.toISOString(), expiresAt: null },
        ...{ revokedAt: null, lastUsedAt: null, replacedBy: null },
      });
      expect(await rowOf(old.id)).toMatchObject({ expiresAt: made.endsAt, revokedAt: null, replacedBy: made.id });
      const principals = await Promise.all([old, made].map(({ key }) => findPrincipal(database.db, key, later)));
      expect(principals.map((one) => one?.keyId)).toEqual([old.id, made.id]);
      expect(principals[1]?.workspaceId).toBe(principals[0]?.workspaceId);
      expect(await isValid(old.key, '2026-01-02T00:59:59.999Z')).toBe(true);
      expect(await isValid(old.key, '2026-01-02T01:00:00.000Z')).toBe(false);
      expect(await isValid(made.key, '2099-01-01T00:00:00.000Z')).toBe(true);
    });

    test('gives the new key the lifetime of the old one, which does not end later than it would have', async () => {
      const old = await make('a', new Date('2026-01-02T00:30:00.000Z'));
      const made = await rotated(old.id);
      expect((await rowOf(made.id))?.expiresAt).toBe('2026-01-03T00:30:00.000Z');
      expect(made.endsAt).toBe('2026-01-02T00:30:00.000Z');
      expect((await rowOf(old.id))?.expiresAt).toBe('2026-01-02T00:30:00.000Z');
    });

    test('without overlap ends the old key at once', async () => {
      const old = await make('a');
      const made = await rotated(old.id, 0);
      expect([await isValid(old.key, made.endsAt), await isValid(made.key, made.endsAt)]).toEqual([false, true]);
    });

    test('of a key that is unknown, revoked, expired or rotated makes none', async () => {
      const [revoked, expired, old] = [await make('b'), await make('b', later), await make('b')];
      await revokeKey(database.db, revoked.id, now);
      const made = await rotated(old.id);
      const before = await listKeys(database.db);
      expect(await rotate('key_none')).toEqual({ conflict: 'unknown' });
      expect(await rotate(revoked.id)).toEqual({ conflict: 'revoked' });
      expect(await rotate(expired.id)).toEqual({ conflict: 'expired' });
      expect(await rotate(old.id)).toEqual({ replacedBy: made.id });
      expect(await listKeys(database.db)).toEqual(before);
    });

    test('twice at once makes one key', async () => {
      const old = await make('c');
      const both = await Promise.all([rotate(old.id), rotate(old.id)]);
      const made = both.filter((one) => 'key' in one);
      expect(made).toHaveLength(1);
      expect(both.filter((one) => 'replacedBy' in one)).toEqual([{ replacedBy: made[0]?.id }]);
      expect((await listKeys(database.db)).filter(({ workspace }) => workspace === 'c')).toHaveLength(2);
    });
  });

  test('where the key cannot be stored, its workspace is not made either', async () => {
    const own = await openTestDatabase();
    await own.db.schema.dropTable('api_keys').execute();
    await expect(createKey(own.db, { workspace: 'half', expiresAt: null, now })).rejects.toThrow('api_keys');
    expect(await hasNoWorkspace(own.db)).toBe(true);
    await own.close();
  });

  test('the list has the oldest first', async () => {
    const made = [];
    for (let count = 0; count < 5; count++) made.push((await make('order')).id);
    const listed = (await listKeys(database.db)).filter(({ workspace }) => workspace === 'order').map(({ id }) => id);
    expect(listed).toEqual(made);
  });
});

describe('keys that are kept for some seconds', () => {
  const now = new Date('2026-01-01T00:00:00.000Z');
  let time = now;
  const later = new Date('2026-01-02T00:00:00.000Z');
  let database: Database;
  let clock = 0;
  let find: ReturnType<typeof createKeyFinder>;
  const make = (expiresAt: Date | null = null) => createKey(database.db, { workspace: 'kept', expiresAt, now });
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());
  beforeEach(() => {
    [clock, time] = [0, now];
    find = createKeyFinder(database.db, { now: () => time, clock: () => clock });
  });

  test('are not looked up again, and of the same workspace each time', async () => {
    const { id, key } = await make();
    const first = await find(key);
    expect(first).toMatchObject({ keyId: id });
    clock = KEY_KEPT_MS - 1;
    // Not a promise: nothing was asked.
    expect(find(key)).toEqual(first);
    expect(find(`${key}0`)).toBeInstanceOf(Promise);
  });

  test('end within 5 seconds after they were revoked, however often they are used', async () => {
    const { id, key } = await make();
    expect(await find(key)).toBeDefined();
    await revokeKey(database.db, id, now);
    for (clock = 0; clock < KEY_KEPT_MS; clock += 500) expect(await find(key)).toBeDefined();
    clock = KEY_KEPT_MS;
    expect(await find(key)).toBeUndefined();
    expect(KEY_KEPT_MS).toBeLessThan(5000);
  });

  test('end at the moment of their expiry', async () => {
    const { key } = await make(later);
    expect(await find(key)).toBeDefined();
    time = later;
    expect(await find(key)).toBeUndefined();
  });

  test('are valid at once where they were asked for before they were made', async () => {
    const key = newKey();
    expect(await find(key)).toBeUndefined();
    const { key: made } = await make();
    await database.db
      .updateTable('api_keys')
      .set({ hash: createHash('sha256').update(key).digest('hex') })
      .where('hash', '=', createHash('sha256').update(made).digest('hex'))
      .execute();
    expect(await find(key)).toBeDefined();
  });
});

describe('over HTTP', () => {
  let server: RunningServer;
  let time = new Date('2026-01-01T00:00:00.000Z');
  beforeAll(async () => {
    server = await startServer({}, () => time);
  });
  afterAll(() => server.stop());

  const status = async (key: string | null, headers: Record<string, string> = {}) => {
    const reply = await server.send('GET', '/v1/voices', { key, headers });
    if (reply.status === 401) {
      expect(reply.headers.get('www-authenticate')).toBe('Bearer');
      expect(reply.body.error.code).toBe('unauthorized');
    }
    return reply.status;
  };

  test('a key is taken, in whatever case the scheme is written', async () => {
    expect(await status(server.key)).toBe(200);
    expect(await status(null, { authorization: `bearer ${server.key}` })).toBe(200);
  });

  test.each([
    ['no key', {}],
    ['an unknown one', { authorization: `Bearer ${newKey()}` }],
    ['an empty one', { authorization: 'Bearer ' }],
    ['another scheme', { authorization: 'Basic c2s6eA==' }],
    ['a key without its scheme', { authorization: newKey() }],
  ])('%s is a 401', async (_what, headers) => {
    expect(await status(null, headers as Record<string, string>)).toBe(401);
  });

  test('a key in another place or twice is a 401', async () => {
    expect(await status(null, { authorization: `Bearer ${server.key} ${server.key}` })).toBe(401);
    expect(await status(null, { 'x-api-key': server.key })).toBe(401);
    expect((await server.send('GET', `/v1/voices?api_key=${server.key}`, { key: null })).status).toBe(401);
  });

  test('an expired key is a 401', async () => {
    const { key } = await server.newKey('test', { expiresAt: new Date('2026-01-02T00:00:00.000Z') });
    expect(await status(key)).toBe(200);
    time = new Date('2026-01-02T00:00:00.000Z');
    expect(await status(key)).toBe(401);
  });

  test('a revoked key becomes a 401, and others stay valid', async () => {
    const { id, key } = await server.newKey('test');
    expect(await status(key)).toBe(200);
    await revokeKey(server.api.database.db, id, time);
    await expect.poll(() => status(key)).toBe(401);
    expect(await status(server.key)).toBe(200);
  });

  test('no key gets into the log', async () => {
    await status(server.key);
    expect(server.log.length).toBeGreaterThan(0);
    expect(server.log.join('')).not.toContain(server.key.slice(3, 20));
  });
});
