import { rotateSecrets } from '../api/agents/secrets/store.ts';
import { openSecrets } from '../compose/dependencies.ts';
import { readConfig } from '../platform/config.ts';
import { openDatabase } from '../platform/database/database.ts';
import { CommandUsageError, runCommand } from './command.ts';

const USAGE = `npm run secrets -- rotate

Encrypts all stored secrets with the first key of SECRETS_KEYS. The other keys must be those that have encrypted them until now.
Uses the database of DATABASE_URL and DATA_DIR. The server may be running, if it has the same keys.
`;

/** Runs one command. Returns the exit code: 0 success, 1 a secret cannot be decrypted, 2 usage error. */
async function runSecrets([verb, ...rest]: string[]): Promise<number> {
  if (verb !== 'rotate' || rest.length > 0) {
    throw new CommandUsageError('unsupported command or arguments. Use one of these:');
  }
  const config = readConfig(process.env);
  const database = await openDatabase(config.databaseUrl, config);
  try {
    const box = await openSecrets(config, database);
    const { sealed, failed } = await rotateSecrets(database.db, box);
    for (const { agentId, field, error } of failed) {
      process.stderr.write(`${field} of ${agentId} cannot be decrypted: ${(error as Error).message}\n`);
    }
    const [first] = box.keyIds;
    process.stderr.write(
      sealed === 0 && failed.length === 0
        ? `Every secret is encrypted with the key "${first}" already.\n`
        : `Encrypted with the key "${first}": ${sealed}. Not decrypted: ${failed.length}.\n`,
    );
    return failed.length === 0 ? 0 : 1;
  } finally {
    await database.close();
  }
}

await runCommand('secrets', USAGE, runSecrets);
