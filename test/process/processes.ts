import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { type ServerProcess, spawnScript, spawnServer } from '../running-server.ts';

/** Servers as processes of their own, for one test. */
export type Processes = {
  /** Where their data is, unless they are told otherwise. */
  readonly folder: string;
  /** @param flags of Node */
  start(environment?: Record<string, string>, flags?: string[]): Promise<ServerProcess>;
  /** Starts a server by a shell script, whose last command is `npm start`. */
  startWith(script: string): Promise<ServerProcess>;
  /** Stops such a server. Throws if it does not end with 0. */
  stop(server: ServerProcess): Promise<void>;
};

/** Gives each test an empty folder and servers on it; kills and removes what is left of them when it ends. */
export function useProcesses(): Processes {
  let folder = '';
  let servers: ServerProcess[] = [];
  let groups: ServerProcess[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'processes-'));
    servers = [];
    groups = [];
  });
  afterEach(async () => {
    for (const { child } of servers) child.kill('SIGKILL');
    for (const { child } of groups) if (child.exitCode === null) process.kill(-(child.pid as number), 'SIGKILL');
    await Promise.all([...servers, ...groups].map(({ exited }) => exited));
    await rm(folder, { recursive: true });
  });
  return {
    get folder() {
      return folder;
    },
    start: async (environment = {}, flags = []) => {
      const server = await spawnServer({ DATA_DIR: folder, ...environment }, flags);
      servers.push(server);
      return server;
    },
    startWith: async (script) => {
      const server = await spawnScript(script, { DATA_DIR: folder });
      groups.push(server);
      return server;
    },
    stop: async (server) => {
      groups = groups.filter((one) => one !== server);
      server.child.kill('SIGTERM');
      const code = await server.exited;
      if (code !== 0) throw new Error(`The server ended with ${code}:\n${server.output()}`);
    },
  };
}

/** The key that a first start printed, alone on its line; empty where it printed none. */
export function keyIn({ output }: ServerProcess): string {
  return /^\s+(sk_[0-9A-Za-z]{49})$/m.exec(output())?.[1] ?? '';
}
