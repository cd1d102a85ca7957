import { execFile } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commandsOf, runIn, writeApp } from './app.ts';
import { importsOf } from './imports.ts';
import { installPackages } from './installed.ts';

const README = 'src/contract/README.md';

let folder: string;
beforeAll(async () => {
  const { app } = await installPackages();
  ({ folder } = await writeApp(app, README));
  expect(await runIn(folder, process.execPath, (await commandsOf(README)).build as string)).toMatchObject({ code: 0 });
}, 600_000);
afterAll(() => rm(folder, { recursive: true }));

/** An app that prints a resource whose members are the URL and the method of the request. */
const pageOf = (client: string, path: string) => `import { createClient } from '${client}';

const client = createClient({
  baseUrl: 'http://localhost',
  fetch: async ({ url, method }) => Response.json({ id: url, name: method }),
});
const { data } = await client.GET('${path}/{id}', { params: { path: { id: '7' } } });
console.log(data.id, data.name);
`;

/** The JavaScript of an app that Vite builds of a program. */
async function buildPage(program: string, external: string[] = []): Promise<string> {
  await writeFile(join(folder, 'index.html'), '<script type="module" src="/page.ts"></script>');
  await writeFile(join(folder, 'page.ts'), program);
  // The polyfill of module preloading is for pages only.
  const options = { target: 'esnext', modulePreload: { polyfill: false }, rolldownOptions: { external } };
  await build({ root: folder, logLevel: 'error', configFile: false, build: options });
  const assets = join(folder, 'dist/assets');
  const [name = '', ...others] = await readdir(assets);
  expect(others).toEqual([]);
  return join(assets, name);
}

test.each([
  ['the generated client', './generated/client.ts', '/pets'],
  ['the packed voice-agents-client', 'voice-agents-client', '/v1/agents'],
])('Vite builds an app of %s, which has no import left and runs', async (_what, client, path) => {
  const file = await buildPage(pageOf(client, path));
  expect(importsOf(file, await readFile(file, 'utf8'))).toEqual([]);
  const { stdout } = await promisify(execFile)(process.execPath, [file]);
  expect(stdout).toBe(`http://localhost${path}/7 GET\n`);
});

/** Bytes of what an app sends to browsers, compressed. */
async function compressedSize(name: string, from: string, external: string[] = []): Promise<number> {
  const file = await buildPage(`import { ${name} } from '${from}';\n\nconsole.log(${name});\n`, external);
  return gzipSync(await readFile(file)).length;
}

test('the runtime of clients without openapi-fetch has at most 8 kB, compressed', async () => {
  const size = await compressedSize('createContractClient', 'keepspec-runtime/client', ['openapi-fetch']);
  expect(size).toBeLessThanOrEqual(8000);
  expect(size).toBeGreaterThan(6000);
});

test.each([
  ['toUpdate', 'voice-agents-client', 1000],
  ['ApiError', 'voice-agents-client', 500],
  ['verifyWebhook', 'voice-agents-client/webhooks', 1600],
  ['constructTestEvent', 'voice-agents-client/webhooks', 1000],
])('an app that imports only %s of %s gets at most %i bytes, compressed', async (name, from, limit) => {
  expect(await compressedSize(name, from)).toBeLessThanOrEqual(limit);
});
