import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { type Plugin, rolldown } from 'rolldown';
import { buildArtefacts } from '../../../src/contract/build/build.ts';
import type { AppName } from './suite-app.ts';
import { suiteDocument } from './suite-document.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The worker: an app of the suite behind the fetch adapter. */
const ENTRY = `
import { contract } from 'suite/contract.js';
import { createFetchHandler } from ${JSON.stringify(here('../../../src/contract/adapters/fetch.ts'))};
import { createSuiteOptions } from ${JSON.stringify(here('./suite-app.ts'))};

let handle;
export default {
  async fetch(request, { APP }) {
    handle ??= await createFetchHandler({ ...createSuiteOptions(APP), contract });
    const response = await handle(request);
    if (response !== undefined) return response;
    const path = request.url.replace(/^[a-z]+:\\/\\/[^/]*/, '');
    return new Response(\`next: \${request.method} \${path} \${await request.text()}\`);
  },
};
`;

/** Starts workerd, the runtime of Cloudflare Workers, with an app of the suite. */
export async function startWorkerd(app: AppName): Promise<Worker> {
  const folder = await mkdtemp(join(tmpdir(), 'workerd-'));
  return startWorker(folder, await bundleWorker(folder), app);
}

export type Worker = { url: string; stop: () => Promise<void> };

/**
 * Starts a worker in workerd. It has no Node modules and no Buffer: its compatibility date is older than the one that switches
 * `nodejs_compat` on.
 *
 * @param folder for its files, removed when it stops
 */
export async function startWorker(folder: string, code: string, app = ''): Promise<Worker> {
  await writeFile(join(folder, 'worker.js'), code);
  await writeFile(join(folder, 'config.capnp'), configOf(app));
  // The package exports the path of the program for this machine.
  const program = createRequire(import.meta.url)('workerd').default as string;
  const child = spawn(program, ['serve', join(folder, 'config.capnp'), '--control-fd=3'], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  let log = '';
  (child.stderr as Readable).on('data', (chunk) => {
    log += chunk;
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const port = await new Promise<number>((resolve, reject) => {
    createInterface(child.stdio[3] as Readable).on('line', (line) => {
      const { event, port } = JSON.parse(line);
      if (event === 'listen') resolve(port);
    });
    exited.then(() => reject(new Error(`workerd has stopped: ${log}`)));
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

const configOf = (app: string) => `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .worker)],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const worker :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  compatibilityDate = "2026-01-01",
  compatibilityFlags = ["no_nodejs_compat"],
  bindings = [(name = "APP", text = "${app}")],
);
`;

let bundled: Promise<string> | undefined;

/** Everything in one file, as a bundler makes it for an edge runtime. */
export function bundleWorker(folder: string): Promise<string> {
  bundled ??= bundle(folder);
  return bundled;
}

async function bundle(folder: string): Promise<string> {
  const file = join(folder, 'openapi.json');
  await writeFile(file, JSON.stringify(suiteDocument));
  const artefacts = new Map((await buildArtefacts(file)).map(({ name, text }) => [name, text]));
  const generated: Plugin = {
    name: 'generated',
    resolveId(specifier, importer) {
      if (specifier === 'suite') return 'suite';
      if (specifier.startsWith('suite/')) return specifier;
      if (!importer?.startsWith('suite')) return undefined;
      if (specifier.startsWith('./')) return `suite/${specifier.slice(2)}`;
      return this.resolve(specifier, here('./workerd.ts'));
    },
    load: (id) => (id === 'suite' ? ENTRY : artefacts.get(id.replace('suite/', ''))),
  };
  const bundle = await rolldown({ input: 'suite', platform: 'browser', plugins: [generated], logLevel: 'silent' });
  const { output } = await bundle.generate({ format: 'esm', codeSplitting: false });
  return output[0].code;
}
