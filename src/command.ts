import { ConfigError, readConfig } from './platform/config.ts';
import { type Database, openDatabase } from './platform/database/database.ts';

/** A command is not used as it can be; says what is wrong. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/**
 * Runs a command of an operator and sets the exit code of the process: what `run` answers, 1 where the configuration cannot
 * be used, 2 on wrong use, which `run` tells by a UsageError or an error of `parseArgs`.
 *
 * @param usage printed on wrong use
 */
export async function runCommand(name: string, usage: string, run: (args: string[]) => Promise<number>): Promise<void> {
  try {
    process.exitCode = await run(process.argv.slice(2));
  } catch (error) {
    if (error instanceof ConfigError) {
      process.stderr.write(`${error.message}\n`);
      process.exitCode = 1;
    } else if (isWrongUse(error)) {
      process.stderr.write(`${name}: ${error.message}\n\n${usage}`);
      process.exitCode = 2;
    } else throw error;
  }
}

/** https://nodejs.org/api/errors.html: the codes of `parseArgs` begin alike. */
function isWrongUse(error: unknown): error is Error {
  if (error instanceof UsageError) return true;
  return error instanceof TypeError && String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS');
}

/** Opens the database of the configuration for as long as the work on it takes. */
export async function withDatabase<Result>(work: (db: Database['db']) => Promise<Result>): Promise<Result> {
  const database = await openDatabase(readConfig(process.env).databaseUrl);
  try {
    return await work(database.db);
  } finally {
    await database.close();
  }
}
