import { ConfigError, readConfig } from '../platform/config.ts';
import { type Database, openDatabase } from '../platform/database/database.ts';

/** A command was called with invalid arguments. */
export class CommandUsageError extends Error {
  override name = 'CommandUsageError';
}

/**
 * Runs an operator's command and sets the exit code of the process: the result of `run`, 1 if the configuration is invalid,
 * or 2 if `run` throws a UsageError or an error of `parseArgs`.
 *
 * @param usage printed on usage errors
 */
export async function runCommand(name: string, usage: string, run: (args: string[]) => Promise<number>): Promise<void> {
  try {
    process.exitCode = await run(process.argv.slice(2));
  } catch (error) {
    if (error instanceof ConfigError) {
      process.stderr.write(`${error.message}\n`);
      process.exitCode = 1;
    } else if (isUsageError(error)) {
      process.stderr.write(`${name}: ${error.message}\n\n${usage}`);
      process.exitCode = 2;
    } else throw error;
  }
}

/** https://nodejs.org/api/errors.html: the codes of `parseArgs` begin alike. */
function isUsageError(error: unknown): error is Error {
  if (error instanceof CommandUsageError) return true;
  return error instanceof TypeError && String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS');
}

/** Opens the configured database, runs `work` on it and closes it. */
export async function withDatabase<Result>(work: (db: Database['db']) => Promise<Result>): Promise<Result> {
  const config = readConfig(process.env);
  const database = await openDatabase(config.databaseUrl, config);
  try {
    return await work(database.db);
  } finally {
    await database.close();
  }
}
