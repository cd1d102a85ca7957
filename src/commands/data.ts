import { parseArgs } from 'node:util';
import { readConfig } from '../platform/config.ts';
import { openDatabase } from '../platform/database/database.ts';
import { exportDatabase } from '../platform/database/transfer/export.ts';
import { type Counts, TransferError } from '../platform/database/transfer/format.ts';
import { importDatabase } from '../platform/database/transfer/import.ts';
import { CommandUsageError, runCommand } from './command.ts';

const USAGE = `npm run data -- export FILE
npm run data -- import FILE

Uses the database of DATABASE_URL and DATA_DIR. An export can be made while the server runs. An import needs an empty database
that no server uses. If it is interrupted, the same command goes on with it. Use the same SECRETS_KEYS for both databases.
`;

/** Rows between two lines of progress. */
const PROGRESS_ROWS = 100_000;

/** Runs one command. Returns the exit code: 0 success, 1 the file or the database cannot be used, 2 usage error. */
async function runData(args: string[]): Promise<number> {
  const { positionals } = parseArgs({ args, allowPositionals: true });
  const [verb, file, ...rest] = positionals;
  if (file === undefined || rest.length > 0 || (verb !== 'export' && verb !== 'import')) {
    throw new CommandUsageError('unsupported command or arguments. Use one of these:');
  }
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
