import { readConfig } from '../src/platform/config.ts';
import { openDatabase } from '../src/platform/database/database.ts';
import { createKey } from '../src/platform/keys.ts';
import { reportUsage } from './api-usage.ts';

// The API of `bench/api.ts`, as `npm start` runs it. Its log goes to a file.

const config = readConfig(process.env);
const database = await openDatabase(config.databaseUrl, config);
const { key } = await createKey(database.db, { workspace: 'bench', expiresAt: null, now: new Date() });
await database.close();
await import('../src/commands/start.ts');
reportUsage(`http://127.0.0.1:${config.port}`, key);
