import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { type ServerProcess, spawnServer } from '../running-server.ts';

/** Servers as processes of their own, for one test. */
export type Processes = {
  /** Where their data is, unless they are told otherwise. */
  readonly folder: string;
  /** @param flags of Node */
  start(environment?: Record<string, string>, flags?: string[]): Promise<ServerProcess>;
};

/** Gives each test an empty folder and servers on it; kills and removes what is left of them when it ends. */
export function useProcesses(): Processes {
  let folder = '';
  let servers: ServerProcess[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'processes-'));
    servers = [];
  });
  afterEach(async () => {
    for (const { child } of servers) child.kill('SIGKILL');
    await Promise.all(servers.map(({ exited }) => exited));
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
  };
}

/** The key that a first start printed, alone on its line; empty where it printed none. */
export function keyIn({ output }: ServerProcess): string {
  return /^\s+(sk_[0-9A-Za-z]{49})$/m.exec(output())?.[1] ?? '';
}
