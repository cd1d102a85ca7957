import { createHash, hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Kysely } from 'kysely';
import { commandOrigin, recordChange } from './audit.ts';
import { compileOnce } from './database/statements.ts';
import type { ApiKeyTable, Tables } from './database/tables.ts';
import { inTransaction } from './database/transactions.ts';
import { newId } from './ids.ts';
import { ALL_SCOPES, readScopes } from './key-scopes.ts';

const PREFIX = 'sk_';
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const RANDOM_BYTES = 32;
/** 62^43 is the first power above 2^256. */
const RANDOM_CHARACTERS = 43;
/** 62^6 is the first power above 2^32. */
const CHECKSUM_CHARACTERS = 6;
const FORM = new RegExp(`^${PREFIX}([0-9A-Za-z]{${RANDOM_CHARACTERS}})([0-9A-Za-z]{${CHECKSUM_CHARACTERS}})$`);
const READABLE_CHARACTERS = 10;

/** The workspace and the key of a request, and the scopes of the key. */
export type Principal = { workspaceId: string; keyId: string; scopes: ReadonlySet<string> };

/** An API key as lists show it. */
export type ApiKey = {
  id: string;
  workspace: string;
  prefix: string;
  createdAt: string;
  expiresAt: string | null;
  revokedAt: string | null;
  /** `*`, or names with commas between. */
  scopes: string;
  lastUsedAt: string | null;
  /** Id of the key that a rotation has made in place of this one. */
  replacedBy: string | null;
};

/**
 * A new API key: `sk_`, 256 random bits in 43 characters, and their CRC-32 in 6 characters. The checksum lets
 * scanners for leaked keys ignore strings that only look like a key.
 */
export function newKey(): string {
  const random = encode(BigInt(`0x${randomBytes(RANDOM_BYTES).toString('hex')}`), RANDOM_CHARACTERS);
  return PREFIX + random + checksum(random);
}

/** Whether a text has the form of a key and its checksum is right. Says nothing of whether the key exists. */
export function isWellFormedKey(text: string): boolean {
  const [, random = '', sum] = FORM.exec(text) ?? [];
  return sum === checksum(random);
}

function checksum(random: string): string {
  return encode(BigInt(crc32(random)), CHECKSUM_CHARACTERS);
}

function encode(value: bigint, length: number): string {
  let rest = value;
  let text = '';
  while (text.length < length) {
    text = ALPHABET.charAt(Number(rest % 62n)) + text;
    rest /= 62n;
  }
  return text;
}

/** The principal of a token of the voice workers, for all workspaces. */
export type VoiceWorker = { isWorker: true };

/** Whether a text is one of the tokens, in a time that does not depend on how much of it is right. */
export function findVoiceWorker(tokens: readonly string[], text: string): VoiceWorker | undefined {
  const sent = createHash('sha256').update(text).digest();
  const isKnown = tokens.map((token) => timingSafeEqual(createHash('sha256').update(token).digest(), sent));
  return isKnown.includes(true) ? { isWorker: true } : undefined;
}

function hashOf(key: string): string {
  return hash('sha256', key, 'hex');
}

const findByHash = compileOnce<
  { hash: string },
  { id: string; workspace_id: string; expires_at: string | null; revoked_at: string | null; scopes: string }
>((db, value) =>
  db
    .selectFrom('api_keys')
    .select(['id', 'workspace_id', 'expires_at', 'revoked_at', 'scopes'])
    .where('hash', '=', value('hash')),
);

/**
 * Finds the owner of a key. Valid and invalid keys both cost one hash and one look-up by index, so timing reveals nothing.
 *
 * @returns undefined when the key is unknown, expired or revoked
 */
export async function findPrincipal(db: Kysely<Tables>, key: string, now: Date): Promise<Principal | undefined> {
  const found = await findValidKey(db, hashOf(key));
  return found !== undefined && isBeforeExpiry(found, now) ? found.principal : undefined;
}

type ValidKey = { principal: Principal; expiresAt: string | null };

/** A key that is not revoked. */
async function findValidKey(db: Kysely<Tables>, hash: string): Promise<ValidKey | undefined> {
  const [row] = (await findByHash(db, { hash })).rows;
  if (row === undefined || row.revoked_at !== null) return undefined;
  const { id: keyId, workspace_id: workspaceId, scopes } = row;
  return { principal: { workspaceId, keyId, scopes: readScopes(scopes) }, expiresAt: row.expires_at };
}

function isBeforeExpiry({ expiresAt }: ValidKey, now: Date): boolean {
  return expiresAt === null || expiresAt > now.toISOString();
}

/** Milliseconds for which a valid key is not looked up again, and so the time in which a revoked one ends. */
export const KEY_KEPT_MS = 3000;

/** Valid keys kept; beyond, those that were looked up longest ago are looked up again. */
const KEYS_KEPT = 10_000;

type KeyFinderOptions = {
  /** The clock that keys expire by. */
  now: () => Date;
  /** Milliseconds of a clock that is never set back. */
  clock?: () => number;
  /** Called when a valid key is looked up: with its first use, and while it is used once in `KEY_KEPT_MS`. */
  onUse?: (keyId: string, at: Date) => void;
};

/**
 * Finds the principals of keys as `findPrincipal` does, but keeps valid keys for `KEY_KEPT_MS`. A key that is not valid is
 * looked up each time, so a new one is valid at once. The keys themselves are not kept, only their hashes.
 */
export function createKeyFinder(
  db: Kysely<Tables>,
  { now, clock = () => performance.now(), onUse = () => undefined }: KeyFinderOptions,
): (key: string) => Promise<Principal | undefined> | Principal | undefined {
  const kept = new Map<string, ValidKey & { until: number }>();
  const lookUp = async (keyHash: string): Promise<Principal | undefined> => {
    // Counted from before the look-up, which may wait.
    const until = clock() + KEY_KEPT_MS;
    const found = await findValidKey(db, keyHash);
    kept.delete(keyHash);
    if (found === undefined || !isBeforeExpiry(found, now())) return undefined;
    onUse(found.principal.keyId, now());
    kept.set(keyHash, { ...found, until });
    if (kept.size > KEYS_KEPT) kept.delete(kept.keys().next().value as string);
    return found.principal;
  };
  return (key) => {
    const keyHash = hashOf(key);
    const known = kept.get(keyHash);
    if (known === undefined || known.until <= clock() || !isBeforeExpiry(known, now())) return lookUp(keyHash);
    return known.principal;
  };
}

/** The workspaces of these names; those that do not exist are missing. */
export async function findWorkspaces(
  db: Kysely<Tables>,
  names: readonly string[],
): Promise<{ id: string; name: string }[]> {
  return db.selectFrom('workspaces').select(['id', 'name']).where('name', 'in', names).execute();
}

/** The id of the workspace of a name; undefined where there is none. */
export async function findWorkspace(db: Kysely<Tables>, name: string): Promise<string | undefined> {
  const row = await db.selectFrom('workspaces').select('id').where('name', '=', name).executeTakeFirst();
  return row?.id;
}

/** Settings of a new key. */
export type NewKey = {
  workspace: string;
  /** When the key ends; null for never. */
  expiresAt: Date | null;
  now: Date;
  /** As `parseScopes` returns them; all by default. */
  scopes?: string;
};

/**
 * Makes a key for a workspace, which is made too if there is none of that name.
 *
 * @returns the key, which is not kept anywhere, and its id
 */
export async function createKey(
  db: Kysely<Tables>,
  { workspace, expiresAt, now, scopes = ALL_SCOPES }: NewKey,
): Promise<{ id: string; key: string }> {
  const created_at = now.toISOString();
  return inTransaction(db, async (transaction) => {
    await transaction
      .insertInto('workspaces')
      .values({ id: newId('workspace'), name: workspace, created_at })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute();
    const { id: workspace_id } = await transaction
      .selectFrom('workspaces')
      .select('id')
      .where('name', '=', workspace)
      .executeTakeFirstOrThrow();
    const expires_at = expiresAt?.toISOString() ?? null;
    const made = await insertKey(transaction, { workspace_id, scopes, created_at, expires_at });
    await recordChange(transaction, commandOrigin('keys.create'), { workspaceId: workspace_id, resourceId: made.id });
    return made;
  });
}

/** Stores a new key in the caller's transaction. */
export async function insertKey(
  transaction: Kysely<Tables>,
  row: Pick<ApiKeyTable, 'workspace_id' | 'scopes' | 'created_at' | 'expires_at'>,
): Promise<{ id: string; key: string }> {
  const key = newKey();
  const id = newId('key');
  await transaction
    .insertInto('api_keys')
    .values({
      ...row,
      ...{ id, prefix: key.slice(0, READABLE_CHARACTERS), hash: hashOf(key) },
      ...{ revoked_at: null, last_used_at: null, replaced_by: null },
    })
    .execute();
  return { id, key };
}

/** All keys, oldest first. */
export async function listKeys(db: Kysely<Tables>): Promise<ApiKey[]> {
  return db
    .selectFrom('api_keys')
    .innerJoin('workspaces', 'workspaces.id', 'api_keys.workspace_id')
    .select([
      'api_keys.id as id',
      'workspaces.name as workspace',
      'api_keys.prefix as prefix',
      'api_keys.created_at as createdAt',
      'api_keys.expires_at as expiresAt',
      'api_keys.revoked_at as revokedAt',
      'api_keys.scopes as scopes',
      'api_keys.last_used_at as lastUsedAt',
      'api_keys.replaced_by as replacedBy',
    ])
    .orderBy('api_keys.id')
    .execute();
}

/** Ends a key: servers that have just seen it accept it for `KEY_KEPT_MS` more. Returns whether there is such a key; one that was revoked before stays as it was. */
export async function revokeKey(db: Kysely<Tables>, id: string, now: Date): Promise<boolean> {
  return inTransaction(db, async (transaction) => {
    const row = await transaction.selectFrom('api_keys').select('workspace_id').where('id', '=', id).executeTakeFirst();
    if (row === undefined) return false;
    const { numUpdatedRows } = await transaction
      .updateTable('api_keys')
      .set({ revoked_at: now.toISOString() })
      .where('id', '=', id)
      .where('revoked_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return true;
    await recordChange(transaction, commandOrigin('keys.revoke'), { workspaceId: row.workspace_id, resourceId: id });
    return true;
  });
}

/** Whether the database is new. */
export async function hasNoWorkspace(db: Kysely<Tables>): Promise<boolean> {
  return (await db.selectFrom('workspaces').select('id').limit(1).executeTakeFirst()) === undefined;
}
