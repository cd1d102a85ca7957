import { execFile } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
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

test.each([
  ['the generated client', './generated/client.ts', '/pets'],
  ['the packed voice-agents-client', 'voice-agents-client', '/v1/agents'],
])('Vite builds an app of %s, which has no import left and runs', async (_what, client, path) => {
  await writeFile(join(folder, 'index.html'), '<script type="module" src="/page.ts"></script>');
  await writeFile(join(folder, 'page.ts'), pageOf(client, path));
  // The polyfill of module preloading is for pages only.
  await build({
    root: folder,
    logLevel: 'error',
    configFile: false,
    build: { target: 'esnext', modulePreload: { polyfill: false } },
  });
  const assets = join(folder, 'dist/assets');
  const [name = '', ...others] = await readdir(assets);
  expect(others).toEqual([]);
  const file = join(assets, name);
  expect(importsOf(file, await readFile(file, 'utf8'))).toEqual([]);
  const { stdout } = await promisify(execFile)(process.execPath, [file]);
  expect(stdout).toBe(`http://localhost${path}/7 GET\n`);
});
