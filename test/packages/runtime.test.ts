import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { installInto, listInstalled, type Packed, packPackages, sizeOf, writeApp } from './installed.ts';

const README = 'src/contract/serve/README.md';
/** npm's package of the platform's Node, without the script that chooses it. */
const NODE_22 = `node-${process.platform}-${process.arch}`;

let packed: Packed;
let bare: string;
let app: string;
let examples: string[];
beforeAll(async () => {
  packed = await packPackages();
  const runtime = packed.tarballs['keepspec-runtime'] as string;
  bare = await installInto('bare', [runtime]);
  const peers = [
    'express@5.3.0',
    'fastify@5.12.8',
    '@types/express@5.0.6',
    '@types/node@24.19.2',
    `node22@npm:${NODE_22}@22.23.3`,
  ];
  app = await installInto('app', [runtime, ...peers]);
  examples = await writeApp(app, README);
});
afterAll(async () => {
  await Promise.all([packed.remove(), rm(bare, { recursive: true }), rm(app, { recursive: true })]);
});

test('production installs at most 10 packages and 8 MB', async () => {
  expect((await listInstalled(bare)).length).toBeLessThanOrEqual(10);
  expect(await sizeOf(join(bare, 'node_modules'))).toBeLessThan(8_000_000);
});

describe.each([
  ['Node 24', process.execPath],
  ['Node 22', ''],
])('%s', (_name, program) => {
  const node = () => (program === '' ? join(app, 'node_modules/node22/bin/node') : program);
  let server: ChildProcess | undefined;
  afterEach(async () => {
    if (server?.exitCode === null && server.kill()) await once(server, 'exit');
    server = undefined;
  });

  test.each(['node.ts', 'express.ts', 'fastify.ts'])('README.md: %s serves the contract', async (file) => {
    const port = await freePort();
    server = spawn(node(), [file], { cwd: app, env: { PORT: String(port) }, stdio: 'ignore' });
    const url = `http://127.0.0.1:${port}/pets/7`;
    expect(await (await firstResponse(server, url)).json()).toEqual({ id: '7', name: 'Rex' });
    const rejected = await fetch(`${url}?since=yesterday`);
    expect(rejected.status).toBe(400);
    expect(await rejected.json()).toMatchObject({ errors: [{ in: 'query', message: 'must be a valid date' }] });
  });

  test('README.md: fetch.ts serves the contract', async () => {
    const call = `import app from './fetch.ts';
      for (const path of ['/pets/7', '/pets/7?since=yesterday', '/cats']) {
        const response = await app.fetch(new Request('http://localhost' + path));
        console.log(response.status, response.headers.get('content-type'));
      }`;
    await writeFile(join(app, 'call.ts'), call);
    const { stdout } = await promisify(execFile)(node(), ['call.ts'], { cwd: app });
    expect(stdout.trim().split('\n')).toEqual([
      '200 application/json',
      '400 application/problem+json',
      '404 application/problem+json',
    ]);
  });

  test('the matcher compares a response with the contract', async () => {
    const call = `import { contractMatchers } from 'keepspec-runtime/vitest';
      import { contract } from './generated/operations.ts';
      const { toMatchContract } = contractMatchers(contract);
      for (const body of [{ id: '7', name: 'Rex' }, { id: 7 }]) {
        const { pass, message } = await toMatchContract(Response.json(body), 'getPet');
        console.log(pass || message());
      }`;
    await writeFile(join(app, 'match.ts'), call);
    const { stdout } = await promisify(execFile)(node(), ['match.ts'], { cwd: app });
    expect(stdout).toMatch(/^true\n/);
    expect(stdout).toContain(
      '"id" must be a string\n    at #/paths/~1pets~1%7Bid%7D/get/responses/200/content/application~1json',
    );
  });
});

/** Compilers by their packages in this repository. */
const COMPILERS = { 'TypeScript 5.9': 'typescript', 'TypeScript 6': 'typescript6', 'TypeScript 7': 'typescript7' };
const RESOLUTIONS = [
  { module: 'node16', moduleResolution: 'node16' },
  { module: 'esnext', moduleResolution: 'bundler' },
];

describe.each(Object.entries(COMPILERS))('%s', (_name, compiler) => {
  test.each(RESOLUTIONS)('compiles the examples of README.md with $moduleResolution', async (resolution) => {
    for (const exactOptionalPropertyTypes of [true, false]) {
      const compilerOptions = {
        ...{ target: 'es2024', strict: true, noEmit: true, allowImportingTsExtensions: true, types: ['node'] },
        ...{ verbatimModuleSyntax: true, exactOptionalPropertyTypes, ...resolution },
        // The declarations are the same in both.
        skipLibCheck: !exactOptionalPropertyTypes,
      };
      await writeFile(join(app, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: examples }));
      const tsc = join(import.meta.dirname, '../../node_modules', compiler, 'bin/tsc');
      const output = await promisify(execFile)(process.execPath, [tsc, '--pretty', 'false'], { cwd: app }).then(
        ({ stdout }) => stdout,
        ({ stdout }: { stdout: string }) => stdout,
      );
      expect(output).toBe('');
    }
  });
});

test('the examples are those of every server', async () => {
  expect(examples).toEqual(['node.ts', 'express.ts', 'fastify.ts', 'fetch.ts']);
});

/** The first response of a server that is starting. */
async function firstResponse(server: ChildProcess, url: string): Promise<Response> {
  for (;;) {
    const response = await fetch(url).catch(() => undefined);
    if (response !== undefined) return response;
    if (server.exitCode !== null) throw new Error('The server has stopped.');
    await delay(50);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
