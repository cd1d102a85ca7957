import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, link, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from './config.ts';

const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
/** NIST SP 800-38D §8.2: 96 bits, random, never used twice with one key. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The stored form of a secret. */
export type Sealed = { keyId: string; sealed: string };

/** Seals and opens secrets. */
export type SecretBox = {
  /** Ids of the keys it has. */
  keyIds: string[];
  /** @param context whose secret this is; it must be the same to open it, so a sealed value cannot be moved elsewhere */
  seal(plain: string, context: SecretContext): Sealed;
  /** @throws Error when the key is missing or is not the one that sealed it, or the context is another */
  open(sealed: Sealed, context: SecretContext): string;
};

/** Bound to a sealed value as associated data. */
export type SecretContext = { ownerId: string; field: string };

/**
 * @param keys `id:base64,id:base64`: the first seals, all open
 * @throws ConfigError that describes the error in `SECRETS_KEYS`, without its value
 */
export function createSecretBox(keys: string): SecretBox {
  // Key objects: Node needs four times as long with a key as bytes.
  const ring = new Map<string, KeyObject>();
  for (const entry of keys.split(',')) {
    const [, id, base64] = /^\s*([A-Za-z0-9_-]{1,64}):([A-Za-z0-9+/_-]+={0,2})\s*$/.exec(entry) ?? [];
    if (id === undefined || base64 === undefined) {
      throw new ConfigError(
        'SECRETS_KEYS must be a list id:base64,id:base64. Make a key with: openssl rand -base64 32',
      );
    }
    const key = Buffer.from(base64, 'base64');
    if (key.length !== KEY_BYTES) {
      throw new ConfigError(
        `SECRETS_KEYS: the key "${id}" has ${key.length} bytes and must have ${KEY_BYTES}. Make one with: openssl rand -base64 32`,
      );
    }
    if (ring.has(id)) throw new ConfigError(`SECRETS_KEYS: the id "${id}" appears twice.`);
    ring.set(id, createSecretKey(key));
  }
  const keyIds = [...ring.keys()];
  const keyOf = (id: string): KeyObject => {
    const key = ring.get(id);
    if (key === undefined) throw new Error(`There is no secrets key "${id}".`);
    return key;
  };
  return {
    keyIds,
    seal: (plain, context) => {
      const keyId = keyIds[0] ?? '';
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, keyOf(keyId), nonce).setAAD(associatedData(context));
      const ciphertext = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return { keyId, sealed: Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]).toString('base64') };
    },
    open: ({ keyId, sealed }, context) => {
      const bytes = Buffer.from(sealed, 'base64');
      const nonce = bytes.subarray(0, NONCE_BYTES);
      const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
      const decipher = createDecipheriv(ALGORITHM, keyOf(keyId), nonce, { authTagLength: TAG_BYTES })
        .setAAD(associatedData(context))
        .setAuthTag(tag);
      return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString(
        'utf8',
      );
    },
  };
}

function associatedData({ ownerId, field }: SecretContext): Buffer {
  return Buffer.from(JSON.stringify([ownerId, field]));
}

/**
 * The keys to use: those configured, or in development those of a file beside an embedded database, which is made on the
 * first start and readable by its owner only.
 *
 * @throws ConfigError without `SECRETS_KEYS` in production and where the database is a server's
 */
export async function findSecretsKeys({
  configured,
  isProduction,
  embedded,
  folder,
}: {
  configured: string;
  isProduction: boolean;
  embedded: boolean;
  folder: string | undefined;
}): Promise<string> {
  if (configured !== '') return configured;
  if (isProduction || !embedded) {
    throw new ConfigError(
      `SECRETS_KEYS must be set ${isProduction ? 'in production' : 'for a database on Postgres'}. Set it to id:base64 with a key made by: openssl rand -base64 32`,
    );
  }
  const fresh = `dev:${randomBytes(KEY_BYTES).toString('base64')}`;
  if (folder === undefined) return fresh;
  const file = join(folder, 'secrets.key');
  if (!existsSync(file)) await placeOnce(file, `${fresh}\n`);
  await chmod(file, 0o600);
  return (await readFile(file, 'utf8')).trim();
}

/** If several processes start at once, one writes the file. No process sees a part of it. */
async function placeOnce(file: string, text: string): Promise<void> {
  const draft = `${file}.${randomBytes(8).toString('hex')}`;
  await writeFile(draft, text, { mode: 0o600, flag: 'wx' });
  try {
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await unlink(draft);
  }
}
