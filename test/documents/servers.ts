import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

// Runs `contract verify` over third-party servers, installed from npm into a folder of their own, and prints what it finds.
// The README beside this file explains it.

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = fileURLToPath(new URL('.cache/servers', import.meta.url));
const PACKAGES = [
  '@stoplight/prism-cli@5.16.0',
  '@scalar/mock-server@0.14.4',
  '@scalar/galaxy@0.6.12',
  '@loopback/example-todo@6.0.0',
];
const GALAXY = join(folder, 'node_modules/@scalar/galaxy/dist/3.1.json');

type Foreign = { name: string; port: number; args: string[]; document: () => Promise<string>; options: string[] };

const SERVERS: Foreign[] = [
  {
    name: 'Prism, mocking the Galaxy document',
    port: 4102,
    args: ['node_modules/@stoplight/prism-cli/dist/index.js', 'mock', '-p', '4102', '-h', '127.0.0.1', GALAXY],
    document: async () => GALAXY,
    options: ['--auth', 'Authorization: Bearer any'],
  },
  {
    name: 'Scalar mock server, mocking the Galaxy document',
    port: 4103,
    args: ['scalar.mjs'],
    document: async () => GALAXY,
    options: ['--auth', 'Authorization: Bearer any'],
  },
  {
    name: 'LoopBack 4, example-todo',
    port: 4101,
    args: ['node_modules/@loopback/example-todo'],
    document: async () => {
      const file = join(folder, 'loopback.json');
      writeFileSync(file, await (await fetch('http://127.0.0.1:4101/openapi.json')).text());
      return file;
    },
    options: [],
  },
];

mkdirSync(join(folder, 'data'), { recursive: true });
writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
writeFileSync(
  join(folder, 'scalar.mjs'),
  `import { readFile } from 'node:fs/promises';
import { createMockServer } from '@scalar/mock-server';
import { serve } from '@hono/node-server';
const document = JSON.parse(await readFile(${JSON.stringify(GALAXY)}, 'utf8'));
const { fetch } = await createMockServer({ document });
serve({ fetch, port: 4103, hostname: '127.0.0.1' });
`,
);
const installed = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--no-save', ...PACKAGES], {
  ...{ cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] },
});
if (installed.status !== 0) process.exit(1);

for (const { name, port, args, document, options } of SERVERS) {
  const environment = { ...process.env, PORT: String(port), HOST: '127.0.0.1' };
  const server = spawn(process.execPath, args, { cwd: folder, env: environment, stdio: 'ignore' });
  await listening(server, port);
  console.log(`\n## ${name}\n`);
  const words = ['src/contract/cli.ts', 'verify', await document(), '--url', `http://127.0.0.1:${port}`];
  const { stdout } = spawnSync(process.execPath, [...words, '--max-cases', '2000', ...options], {
    ...{ cwd: root, stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 28 },
  });
  console.log(stdout.toString());
  server.kill();
}

async function listening(server: ChildProcess, port: number): Promise<void> {
  for (let tries = 0; tries < 150; tries++) {
    if (server.exitCode !== null) throw new Error(`The server on port ${port} has ended with ${server.exitCode}.`);
    const answered = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined);
    if (answered !== undefined) return;
    await sleep(200);
  }
  throw new Error(`No server listens on port ${port}.`);
}
