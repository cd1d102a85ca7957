import { parseArgs } from 'node:util';
import { type RotationConflict, rotateKey } from '../platform/key-rotation.ts';
import { ALL_SCOPES, KEY_SCOPES, parseScopes } from '../platform/key-scopes.ts';
import { createKey, listKeys, revokeKey } from '../platform/keys.ts';
import { CommandUsageError, runCommand, withDatabase } from './command.ts';

const USAGE = `npm run keys -- create --workspace NAME [--scopes SCOPE,…] [--expires-in-days N]
npm run keys -- list
npm run keys -- rotate ID [--overlap-hours N]
npm run keys -- revoke ID

Scopes are ${KEY_SCOPES.join(', ')}, and ${ALL_SCOPES} for all, the default.
A rotation makes a key with the same workspace, scopes and lifetime. The old key ends after the overlap: 24 hours by default, 0 to
end it at once. Uses the database of DATABASE_URL and DATA_DIR. The server may be running.
`;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MOST_DAYS = 36_500;
const MOST_OVERLAP_HOURS = 8760;
const WORKSPACE = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,99}$/u;

const OPTIONS = {
  workspace: { type: 'string' },
  scopes: { type: 'string' },
  'expires-in-days': { type: 'string' },
  'overlap-hours': { type: 'string' },
} as const;

/** The options of each command. */
const OPTIONS_OF: Record<string, readonly (keyof typeof OPTIONS)[]> = {
  create: ['workspace', 'scopes', 'expires-in-days'],
  list: [],
  rotate: ['overlap-hours'],
  revoke: [],
};

/** Runs one command. Returns the exit code: 0 success, 1 the key does not exist or cannot be rotated, 2 usage error. */
async function runKeys(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
  const [verb = '', id, ...rest] = positionals;
  const allowed: readonly string[] = OPTIONS_OF[verb] ?? [];
  if (rest.length === 0 && Object.keys(values).every((name) => allowed.includes(name))) {
    if (verb === 'create' && id === undefined) return create(values);
    if (verb === 'list' && id === undefined) return printKeys();
    if (verb === 'rotate' && id !== undefined) return rotate(id, values['overlap-hours']);
    if (verb === 'revoke' && id !== undefined) return revoke(id);
  }
  throw new CommandUsageError('unsupported command or arguments. Use one of these:');
}

type CreateOptions = {
  workspace?: string | undefined;
  scopes?: string | undefined;
  'expires-in-days'?: string | undefined;
};

async function create({ workspace, scopes: named, 'expires-in-days': days }: CreateOptions): Promise<number> {
  if (workspace === undefined || !WORKSPACE.test(workspace)) {
    throw new CommandUsageError(
      '--workspace must be a name of 1 to 100 letters, digits, spaces, dots, underscores or hyphens.',
    );
  }
  const scopes = parseScopes(named ?? ALL_SCOPES);
  if (scopes === undefined) {
    throw new CommandUsageError(`--scopes must be ${ALL_SCOPES}, or some of ${KEY_SCOPES.join(', ')}.`);
  }
  const expiry = parseIntegerOption('--expires-in-days', days, { least: 1, most: MOST_DAYS });
  const now = new Date();
  const expiresAt = expiry === undefined ? null : new Date(now.getTime() + expiry * DAY_MS);
  const { id, key } = await withDatabase((db) => createKey(db, { workspace, expiresAt, now, scopes }));
  process.stderr.write(`Created key ${id} in workspace "${workspace}". It is shown only once:\n`);
  process.stdout.write(`${key}\n`);
  return 0;
}

function parseIntegerOption(
  option: string,
  text: string | undefined,
  { least, most }: { least: number; most: number },
): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text !== '' && Number.isInteger(value) && value >= least && value <= most) return value;
  throw new CommandUsageError(`${option} must be an integer from ${least} to ${most}.`);
}

async function printKeys(): Promise<number> {
  const keys = await withDatabase(listKeys);
  for (const { id, workspace, prefix, createdAt, scopes, lastUsedAt, ...rest } of keys) {
    const used = lastUsedAt === null ? 'never used' : `last used ${lastUsedAt}`;
    const fields = [id, `${prefix}…`, workspace, `created ${createdAt}`, describeState(rest), scopes, used];
    process.stdout.write(`${fields.join('\t')}\n`);
  }
  return 0;
}

type KeyState = { expiresAt: string | null; revokedAt: string | null; replacedBy: string | null };

function describeState({ expiresAt, revokedAt, replacedBy }: KeyState): string {
  const replaced = replacedBy === null ? '' : `, replaced by ${replacedBy}`;
  if (revokedAt !== null) return `revoked ${revokedAt}${replaced}`;
  if (expiresAt === null) return 'active';
  return `${Date.parse(expiresAt) <= Date.now() ? 'expired' : 'expires'} ${expiresAt}${replaced}`;
}

async function rotate(id: string, hours: string | undefined): Promise<number> {
  const overlap = parseIntegerOption('--overlap-hours', hours, { least: 0, most: MOST_OVERLAP_HOURS }) ?? 24;
  const now = new Date();
  const rotated = await withDatabase((db) => rotateKey(db, id, { overlapMs: overlap * HOUR_MS, now }));
  if (!('key' in rotated)) {
    process.stderr.write(`${describeConflict(id, rotated)}\n`);
    return 1;
  }
  const end = overlap === 0 ? 'has ended' : `ends at ${rotated.endsAt}`;
  process.stderr.write(`Created key ${rotated.id}. Key ${id} ${end}. The new key is shown only once:\n`);
  process.stdout.write(`${rotated.key}\n`);
  return 0;
}

function describeConflict(id: string, rejected: RotationConflict): string {
  if ('replacedBy' in rejected) {
    return `Key ${id} was rotated already. Rotate ${rejected.replacedBy}, which has replaced it.`;
  }
  if (rejected.conflict === 'unknown') return describeUnknown(id);
  const state = rejected.conflict === 'revoked' ? 'is revoked' : 'has expired';
  return `Key ${id} ${state} and cannot be rotated. Create another one with: npm run keys -- create`;
}

function describeUnknown(id: string): string {
  return `Key ${id} does not exist. List the keys with: npm run keys -- list`;
}

async function revoke(id: string): Promise<number> {
  const found = await withDatabase((db) => revokeKey(db, id, new Date()));
  process.stderr.write(`${found ? `Key ${id} is revoked.` : describeUnknown(id)}\n`);
  return found ? 0 : 1;
}

await runCommand('keys', USAGE, runKeys);
