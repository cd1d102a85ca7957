import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { AppName } from './suite-app.ts';
import { bundleWorker } from './workerd.ts';

// Deno and Bun are too large to be packages of this repository. The suite runs on them if DENO_PATH or BUN_PATH name a program.

export type OtherRuntime = 'deno' | 'bun';

/** A module that serves a worker, and prints its port. */
const SERVERS: Record<OtherRuntime, (app: AppName) => string> = {
  deno: (app) =>
    `Deno.serve({ port: 0, hostname: '127.0.0.1', onListen: ({ port }) => console.log(port) }, (request) =>
      worker.fetch(request, { APP: '${app}' }));`,
  bun: (app) =>
    `console.log(Bun.serve({ port: 0, hostname: '127.0.0.1', fetch: (request) =>
      worker.fetch(request, { APP: '${app}' }) }).port);`,
};
const ARGS: Record<OtherRuntime, string[]> = { deno: ['run', '--no-remote', '--allow-net=127.0.0.1'], bun: [] };

/** The runtimes whose programs the environment names. */
export function givenRuntimes(): { name: OtherRuntime; program: string }[] {
  const { DENO_PATH, BUN_PATH } = process.env;
  return [
    ...(DENO_PATH ? [{ name: 'deno', program: DENO_PATH } as const] : []),
    ...(BUN_PATH ? [{ name: 'bun', program: BUN_PATH } as const] : []),
  ];
}

/** Starts a runtime with an app of the suite behind the fetch adapter. */
export async function startRuntime(
  { name, program }: { name: OtherRuntime; program: string },
  app: AppName,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), `${name}-`));
  await writeFile(join(folder, 'worker.js'), await bundleWorker(folder));
  await writeFile(join(folder, 'serve.js'), `import worker from './worker.js';\n${SERVERS[name](app)}\n`);
  const child = spawn(program, [...ARGS[name], join(folder, 'serve.js')], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const port = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve);
    exited.then(() => reject(new Error(`${name} has stopped.`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      child.kill('SIGKILL');
      await exited;
      await rm(folder, { recursive: true });
    },
  };
}
