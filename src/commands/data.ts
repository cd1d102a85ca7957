import { parseArgs } from 'node:util';
import { purgeCaller } from '../api/conversations/deletion/purge.ts';
import { readConfig } from '../platform/config.ts';
import { openDatabase } from '../platform/database/database.ts';
import { exportDatabase } from '../platform/database/transfer/export.ts';
import { type Counts, TransferError } from '../platform/database/transfer/format.ts';
import { importDatabase } from '../platform/database/transfer/import.ts';
import { findWorkspace } from '../platform/keys.ts';
import { CommandUsageError, runCommand, withDatabase } from './command.ts';

const USAGE = `npm run data -- export FILE
npm run data -- import FILE
npm run data -- purge-caller CALLER_IDENTITY [--workspace NAME]

Uses the database of DATABASE_URL and DATA_DIR. An export can be made while the server runs. An import needs an empty database
that no server uses. If it is interrupted, the same command goes on with it. Use the same SECRETS_KEYS for both databases.

purge-caller deletes every conversation with a caller, with its messages and webhook deliveries, and every memory of the
caller, in all workspaces or in one. The server may be running. Exports and backups are not changed.
`;

/** Rows between two lines of progress. */
const PROGRESS_ROWS = 100_000;

/**
 * Runs one command. Returns the exit code: 0 success, 1 the file or the database cannot be used, or there is nothing of the
 * caller, 2 usage error.
 */
async function runData(args: string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { workspace: { type: 'string' } },
  });
  const [verb, subject, ...rest] = positionals;
  const isTransfer = verb === 'export' || verb === 'import';
  if (subject === undefined || rest.length > 0) throw unsupported();
  if (verb === 'purge-caller') return purge(subject, values.workspace);
  if (!isTransfer || values.workspace !== undefined) throw unsupported();
  return transfer(verb, subject);
}

function unsupported(): CommandUsageError {
  return new CommandUsageError('unsupported command or arguments. Use one of these:');
}

function purge(callerIdentity: string, workspace: string | undefined): Promise<number> {
  return withDatabase(async (db) => {
    const workspaceId = workspace === undefined ? undefined : await findWorkspace(db, workspace);
    if (workspace !== undefined && workspaceId === undefined) {
      process.stderr.write(`There is no workspace named "${workspace}". Nothing was deleted.\n`);
      return 1;
    }
    const purged = await purgeCaller(db, { callerIdentity, workspaceId });
    if (Object.values(purged).every((count) => count === 0)) {
      process.stderr.write(`Nothing is stored of the caller "${callerIdentity}". Nothing was deleted.\n`);
      return 1;
    }
    const { conversations, memories, responses } = purged;
    process.stderr.write(
      `Deleted conversations: ${conversations}, memories: ${memories}, stored responses: ${responses}.\n`,
    );
    return 0;
  });
}

async function transfer(verb: 'export' | 'import', file: string): Promise<number> {
  const config = readConfig(process.env);
  const database = await openDatabase(config.databaseUrl, { ...config, unfinishedImport: verb === 'import' });
  try {
    const rows = verb === 'export' ? await exportDatabase(database.db, file) : await importFile(database, file);
    process.stderr.write(`${verb === 'export' ? 'Exported' : 'Imported'} ${describeCounts(rows)}.\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof TransferError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  } finally {
    await database.close();
  }
}

function importFile(database: Parameters<typeof importDatabase>[0], file: string): Promise<Counts> {
  let next = PROGRESS_ROWS;
  return importDatabase(database, file, (line) => {
    if (line < next) return;
    process.stderr.write(`${line} rows\n`);
    next = line + PROGRESS_ROWS;
  });
}

function describeCounts(counts: Counts): string {
  const parts = Object.entries(counts).map(([name, count]) => `${name}: ${count}`);
  return parts.length === 0 ? 'no rows' : parts.join(', ');
}

await runCommand('data', USAGE, runData);
