import { parseArgs } from 'node:util';
import { createKey, listKeys, revokeKey } from '../platform/keys.ts';
import { CommandUsageError, runCommand, withDatabase } from './command.ts';

const USAGE = `npm run keys -- create --workspace NAME [--expires-in-days N]
npm run keys -- list
npm run keys -- revoke ID

Uses the database of DATABASE_URL and DATA_DIR. The server may be running.
`;
const DAY_MS = 86_400_000;
const WORKSPACE = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,99}$/u;

/** Runs one command. Returns the exit code: 0 success, 1 the key does not exist, 2 usage error. */
async function runKeys(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { workspace: { type: 'string' }, 'expires-in-days': { type: 'string' } },
  });
  const [verb, id, ...rest] = positionals;
  if (verb === 'create' && id === undefined) return create(values.workspace, values['expires-in-days']);
  if (verb === 'list' && id === undefined) return printKeys();
  if (verb === 'revoke' && id !== undefined && rest.length === 0) return revoke(id);
  throw new CommandUsageError('unsupported command or arguments. Use one of these:');
}

async function create(workspace: string | undefined, days: string | undefined): Promise<number> {
  if (workspace === undefined || !WORKSPACE.test(workspace)) {
    throw new CommandUsageError(
      '--workspace must be a name of 1 to 100 letters, digits, spaces, dots, underscores or hyphens.',
    );
  }
  const expiry = days === undefined ? undefined : Number(days);
  if (expiry !== undefined && !(Number.isInteger(expiry) && expiry >= 1 && expiry <= 36_500)) {
    throw new CommandUsageError('--expires-in-days must be an integer from 1 to 36500.');
  }
  const now = new Date();
  const expiresAt = expiry === undefined ? null : new Date(now.getTime() + expiry * DAY_MS);
  const { id, key } = await withDatabase((db) => createKey(db, { workspace, expiresAt, now }));
  process.stderr.write(`Created key ${id} in workspace "${workspace}". It is shown only once:\n`);
  process.stdout.write(`${key}\n`);
  return 0;
}

async function printKeys(): Promise<number> {
  const keys = await withDatabase(listKeys);
  for (const { id, workspace, prefix, createdAt, expiresAt, revokedAt } of keys) {
    const state = revokedAt !== null ? `revoked ${revokedAt}` : expiresAt !== null ? `expires ${expiresAt}` : 'active';
    process.stdout.write(`${[id, `${prefix}…`, workspace, `created ${createdAt}`, state].join('\t')}\n`);
  }
  return 0;
}

async function revoke(id: string): Promise<number> {
  const found = await withDatabase((db) => revokeKey(db, id, new Date()));
  process.stderr.write(
    found ? `Key ${id} is revoked.\n` : `Key ${id} does not exist. List the keys with: npm run keys -- list\n`,
  );
  return found ? 0 : 1;
}

await runCommand('keys', USAGE, runKeys);
