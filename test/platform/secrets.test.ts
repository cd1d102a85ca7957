import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConfigError } from '../../src/platform/config.ts';
import { createSecretBox, findSecretsKeys } from '../../src/platform/secrets.ts';

const newBase64 = () => randomBytes(32).toString('base64');
const first = newBase64();
const second = newBase64();
const context = { ownerId: 'agent_1', field: 'llm_api_key' };

describe('a secret that was sealed', () => {
  const box = createSecretBox(`a:${first}`);

  test('opens to what it was, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), fc.string(), (plain, ownerId, field) => {
        const at = { ownerId, field };
        // Lone surrogates cannot be told apart in UTF-8, and JSON bodies cannot bring them.
        expect(box.open(box.seal(plain, at), at)).toBe(plain.toWellFormed());
      }),
    );
  });

  test('holds nothing of it, and is another one each time', () => {
    const sealed = Array.from({ length: 100 }, () => box.seal('hunter2', context).sealed);
    expect(new Set(sealed).size).toBe(100);
    for (const one of sealed) expect(Buffer.from(one, 'base64').toString('latin1')).not.toContain('hunter2');
    const nonces = sealed.map((one) => Buffer.from(one, 'base64').subarray(0, 12).toString('hex'));
    expect(new Set(nonces).size).toBe(100);
  });

  const stolen = [
    ['another owner', { ...context, ownerId: 'agent_2' }],
    ['another field', { ...context, field: 'webhook_secret' }],
    ['owner and field cut elsewhere', { ownerId: 'agent_1l', field: 'lm_api_key' }],
    ['quotes in the owner', { ownerId: 'agent_1","llm_api_key', field: '' }],
  ] as const;
  test.each(stolen)('does not open for %s', (_whose, other) => {
    const sealed = box.seal('hunter2', context);
    expect(() => box.open(sealed, other)).toThrow();
  });

  test('does not open with another key of the same id', () => {
    expect(() => createSecretBox(`a:${second}`).open(box.seal('hunter2', context), context)).toThrow();
  });

  test('does not open without its key, and the key is named', () => {
    const sealed = box.seal('hunter2', context);
    expect(() => createSecretBox(`b:${first}`).open(sealed, context)).toThrow('There is no secrets key "a".');
  });

  test('does not open after a change of any of its bits', () => {
    const { keyId, sealed } = box.seal('hunter2', context);
    const bytes = Buffer.from(sealed, 'base64');
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(() => box.open({ keyId, sealed: changed.toString('base64') }, context)).toThrow();
    }
  });

  test('does not open when it is cut short or made longer', () => {
    const { keyId, sealed } = box.seal('hunter2', context);
    const bytes = Buffer.from(sealed, 'base64');
    for (let length = 0; length < bytes.length; length++) {
      const cut = bytes.subarray(0, length).toString('base64');
      expect(() => box.open({ keyId, sealed: cut }, context)).toThrow();
    }
    const longer = Buffer.concat([bytes, Buffer.from([0])]).toString('base64');
    expect(() => box.open({ keyId, sealed: longer }, context)).toThrow();
  });
});

describe('SECRETS_KEYS', () => {
  test('the first key seals and all open, so that keys can be rotated', () => {
    const before = createSecretBox(`old:${first}`).seal('hunter2', context);
    const box = createSecretBox(` new:${second} , old:${first}`);
    expect(box.keyIds).toEqual(['new', 'old']);
    expect(box.seal('x', context).keyId).toBe('new');
    expect(box.open(before, context)).toBe('hunter2');
    expect(createSecretBox(`new:${second}`).open(box.seal('x', context), context)).toBe('x');
  });

  test.each(['base64', 'base64url'] as const)('a key may be written in %s', (encoding) => {
    const text = Buffer.from(first, 'base64').toString(encoding);
    const sealed = createSecretBox(`a:${text}`).seal('x', context);
    expect(createSecretBox(`a:${first}`).open(sealed, context)).toBe('x');
  });

  const secret = first.slice(0, 20);
  const wrong: [string, string, string][] = [
    ['nothing', '', 'must be a list id:base64,id:base64'],
    ['a key without an id', first, 'must be a list id:base64,id:base64'],
    ['an empty id', `:${first}`, 'must be a list id:base64,id:base64'],
    ['an id with a space', `a b:${first}`, 'must be a list id:base64,id:base64'],
    ['a key that is not base64', `a:${secret}*`, 'must be a list id:base64,id:base64'],
    ['a comma at the end', `a:${first},`, 'must be a list id:base64,id:base64'],
    ['semicolons', `a:${first};b:${second}`, 'must be a list id:base64,id:base64'],
    ['a key that is too short', `a:${secret}`, 'the key "a" has 15 bytes and must have 32'],
    ['a key that is too long', `a:${Buffer.alloc(33, 7).toString('base64')}`, 'has 33 bytes and must have 32'],
    ['an id that stands twice', `a:${first},a:${second}`, 'the id "a" appears twice'],
  ];
  test.each(wrong)('%s is rejected, by name and without showing the value', (_what, keys, sentence) => {
    const failure = (() => {
      try {
        return createSecretBox(keys);
      } catch (error) {
        return error;
      }
    })();
    expect(failure).toBeInstanceOf(ConfigError);
    const { message } = failure as Error;
    expect(message).toMatch(/^SECRETS_KEYS/);
    expect(message).toContain(sentence);
    for (const value of [secret, second, first]) expect(message).not.toContain(value.slice(0, 8));
  });
});

describe('findSecretsKeys', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'secrets-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const find = (facts: Partial<Parameters<typeof findSecretsKeys>[0]> = {}) =>
    findSecretsKeys({ configured: '', isProduction: false, embedded: true, folder, ...facts });
  const file = () => join(folder, 'secrets.key');

  test.each([true, false])('what is configured is used and no file is made (production: %s)', async (isProduction) => {
    expect(await find({ configured: `a:${first}`, isProduction })).toBe(`a:${first}`);
    expect(await readdir(folder)).toEqual([]);
  });

  test('in production without keys there is no start', async () => {
    const failure = await find({ isProduction: true }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ConfigError);
    expect((failure as Error).message).toMatch(/^SECRETS_KEYS must be set in production/);
    expect(await readdir(folder)).toEqual([]);
  });

  test('in development the first start makes a file that only its owner reads, and later ones use it', async () => {
    const keys = await find();
    expect(createSecretBox(keys).keyIds).toEqual(['dev']);
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect((await readFile(file(), 'utf8')).trim()).toBe(keys);
    expect(await find()).toBe(keys);
    expect(await readdir(folder)).toEqual(['secrets.key']);
  });

  test('a file that others can read is closed to them', async () => {
    const keys = await find();
    await chmod(file(), 0o644);
    expect(await find()).toBe(keys);
    expect((await stat(file())).mode & 0o777).toBe(0o600);
  });

  test('starts at the same moment come to the same key', async () => {
    for (let round = 0; round < 20; round++) {
      await rm(file(), { force: true });
      const found = await Promise.all(Array.from({ length: 8 }, () => find()));
      expect(new Set(found).size).toBe(1);
      expect(createSecretBox(found[0] ?? '').keyIds).toEqual(['dev']);
      expect(await readdir(folder)).toEqual(['secrets.key']);
    }
  });

  test('nobody ever sees half a file, or one that others can read', async () => {
    // Rounds in which the file was seen before the start was done.
    let seen = 0;
    while (seen < 50) {
      await rm(file(), { force: true });
      let isDone = false;
      let isSeen = false;
      const found = find().finally(() => {
        isDone = true;
      });
      while (!isDone) {
        if (existsSync(file())) {
          expect(readFileSync(file(), 'utf8')).toMatch(/^dev:.{44}\n$/);
          expect(statSync(file()).mode & 0o777).toBe(0o600);
          isSeen = true;
        }
        await setImmediate();
      }
      await found;
      if (isSeen) seen += 1;
    }
  });

  test('a file that somebody damaged is rejected', async () => {
    await writeFile(file(), 'x\n');
    const keys = await find();
    expect(() => createSecretBox(keys)).toThrow(ConfigError);
  });

  test('a database in memory gets a key that ends with it', async () => {
    const keys = await find({ folder: undefined });
    expect(createSecretBox(keys).keyIds).toEqual(['dev']);
    expect(await find({ folder: undefined })).not.toBe(keys);
  });
});
