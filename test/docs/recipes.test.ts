import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { constructTestEvent, type WebhookEvent } from '../../src/client/webhooks.ts';
import { rules } from '../../src/compose/mock/rules.ts';
import { readBundle } from '../../src/contract/document/read-bundle.ts';
import { startMock } from '../../src/contract/mock/mock.ts';
import { hasChromium, launchChromium, visit } from '../browser/chromium.ts';
import { startSite } from '../browser/site.ts';
import { importsOf } from '../packages/imports.ts';
import { MINIMAL, type RunningServer, startServer } from '../running-server.ts';
import { NEXT, VITE } from '../vite-settings.ts';
import { createSampleFolder, type SampleFolder } from './sample-runs.ts';

const FOLDER = 'docs/recipes';
/** Vite would follow NODE_ENV of the tests. */
const PRODUCTION_JSX = { jsx: { development: false } };
const pages = (await readdir(FOLDER)).filter((file) => file !== 'README.md').sort();

let folder: SampleFolder;
let server: RunningServer;
beforeAll(async () => {
  folder = await createSampleFolder('recipes');
  server = await startServer();
  for (const page of pages) {
    const text = await readFile(join(FOLDER, page), 'utf8');
    for (const [, file = '', code = ''] of text.matchAll(/^```tsx?\n\/\/ (\S+)\n(.*?)^```$/gms)) {
      const path = fileOf(page, file);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, code);
    }
  }
});
afterAll(async () => {
  await server.stop();
  await folder.remove();
});

/** A file of a recipe. */
function fileOf(page: string, file: string): string {
  return join(folder.path, page.replace(/\.md$/, ''), file);
}

test('README.md lists every recipe', async () => {
  const text = await readFile(join(FOLDER, 'README.md'), 'utf8');
  expect([...text.matchAll(/\]\(([\w-]+\.md)\)/g)].map(([, page]) => page).sort()).toEqual(pages);
});

test('every block of code names its file', async () => {
  for (const page of pages) {
    const text = await readFile(join(FOLDER, page), 'utf8');
    expect([...text.matchAll(/^```tsx?\n(?!\/\/ \S+\n)/gm)], page).toEqual([]);
  }
});

test.each([
  ['Vite', { ...VITE, types: ['vite/client', 'node'], jsx: 'react-jsx' }],
  ['Next.js', { ...NEXT, types: ['node'] }],
])('the recipes compile with the settings of the template of %s', async (_name, compilerOptions) => {
  const include = ['*/**/*.ts', '*/**/*.tsx'];
  await writeFile(join(folder.path, 'tsconfig.json'), JSON.stringify({ compilerOptions, include }));
  const compiler = ['node_modules/typescript7/bin/tsc', '--pretty', 'false', '-p', folder.path];
  const { stdout } = await promisify(execFile)(process.execPath, compiler).catch((error: { stdout: string }) => error);
  expect(stdout).toBe('');
});

describe.skipIf(!hasChromium())('React Query', () => {
  test('lists, creates and updates agents in a browser, and shows the error of a field', async () => {
    const document = await readBundle(new URL('../../generated/openapi.json', import.meta.url));
    const mock = await startMock(document, { port: 0, host: '127.0.0.1', stateful: true, rules });
    onTestFinished(() => mock.stop());
    const root = dirname(fileOf('react-query.md', 'app.tsx'));
    await writeFile(join(root, 'index.html'), '<div id="root"></div><script type="module" src="/main.tsx"></script>');
    const define = { 'process.env.NODE_ENV': '"production"' };
    const oxc = PRODUCTION_JSX;
    await build({ root, logLevel: 'error', configFile: false, define, oxc, build: { target: 'esnext' } });
    const assets = join(root, 'dist/assets');
    const [script = ''] = await readdir(assets);
    const program = (await readFile(join(assets, script), 'utf8')).replaceAll('http://127.0.0.1:4010', mock.url);
    const page = '<link rel="icon" href="data:,"><div id="root"></div><script type="module" src="/app.js"></script>';
    const site = await startSite(({ url }, response) => {
      const isProgram = url === '/app.js';
      response.setHeader('content-type', isProgram ? 'text/javascript' : 'text/html').end(isProgram ? program : page);
    });
    onTestFinished(() => site.stop());
    const browser = await launchChromium();
    onTestFinished(() => browser.close());
    const { page: app, errors } = await visit(browser, site.origin);
    const names = () => app.locator('p:not([role])').allTextContents();
    await expect.poll(async () => (await names()).length).toBe(2);
    await app.getByRole('button', { name: 'Create', exact: true }).click();
    await expect.poll(async () => (await names())[0]).toBe('Reception Rename');
    await app.getByRole('button', { name: 'Rename' }).first().click();
    await expect.poll(async () => (await names())[0]).toBe('Night desk Rename');
    await app.getByRole('button', { name: 'Load more' }).click();
    await expect.poll(async () => (await names()).length).toBeGreaterThan(2);
    await app.getByRole('button', { name: 'Create without a name' }).click();
    await expect.poll(() => app.getByRole('alert').textContent()).toMatch(/^must /);
    // The rejected body, and requests that React Query cancels.
    expect(errors.filter((error) => !/status of 400|ERR_ABORTED/.test(error))).toEqual([]);
  });
});

test('Mock Service Worker: the tests of the recipe pass', async () => {
  const cwd = dirname(fileOf('msw.md', 'handlers.ts'));
  // A run of Vitest inside of another one would take settings of that one.
  const options = { cwd, env: { PATH: process.env.PATH, NO_COLOR: '1' } };
  const vitest = [resolve('node_modules/vitest/vitest.mjs'), 'run', '--root', cwd];
  const { stdout } = await promisify(execFile)(process.execPath, vitest, options);
  expect(stdout).toMatch(/Tests\s+2 passed/);
});

/** Bundles a program for Node or a runtime that only has `fetch`, and imports it. */
async function importBundle(
  page: string,
  entry: string,
  target: 'node' | 'webworker',
): Promise<{ module: Record<string, unknown>; file: string }> {
  const outDir = join(folder.path, `bundle-${page}`);
  const rolldownOptions = { output: { entryFileNames: 'bundle.js' } };
  const options = { ssr: fileOf(page, entry), outDir, target: 'esnext' as const, rolldownOptions };
  const ssr = { target, noExternal: true as const };
  await build({ root: folder.path, logLevel: 'error', configFile: false, oxc: PRODUCTION_JSX, ssr, build: options });
  const file = join(outDir, 'bundle.js');
  return { module: await import(/* @vite-ignore */ pathToFileURL(file).href), file };
}

test('Next.js: the component renders the agents of the server, and the route verifies webhooks', async () => {
  const { body: agent } = await server.send('POST', '/v1/agents', { json: MINIMAL });
  const { module } = await importBundle('next.md', 'app/agents/page.tsx', 'node');
  process.env.API_URL = server.url;
  process.env.API_KEY = server.key;
  process.env.WEBHOOK_SECRET = 'whsec_bm90LWEtcmVhbC1zZWNyZXQtYXQtYWxs';
  onTestFinished(() => {
    for (const name of ['API_URL', 'API_KEY', 'WEBHOOK_SECRET']) delete process.env[name];
  });
  const { renderToReadableStream } = await import('react-dom/server.browser');
  // The component of the recipe: an async function without properties.
  const element = await (module.default as () => Promise<React.ReactNode>)();
  const html = await new Response(await renderToReadableStream(element)).text();
  expect(html).toBe('<ul><li>Front desk</li></ul>');

  const { POST } = await import(/* @vite-ignore */ pathToFileURL(fileOf('next.md', 'app/api/calls/route.ts')).href);
  const { body } = await server.send('POST', `/v1/agents/${agent.id}/conversations`);
  const data = { conversation: body.conversation, messages: [], evaluations: [], extracted: {}, recording_url: null };
  const event = { id: 'evt_1', event: 'conversation.completed', created_at: new Date().toISOString(), data };
  const sent = await constructTestEvent(event as WebhookEvent, { secret: process.env.WEBHOOK_SECRET });
  const post = (text: string) =>
    POST(new Request('https://app.example.com/', { method: 'POST', headers: sent.headers, body: text }));
  expect((await post(sent.body)).status).toBe(204);
  expect((await post(`${sent.body} `)).status).toBe(400);
});

test('Workers: the bundle has no module of Node, and starts a session', async () => {
  const { body: agent } = await server.send('POST', '/v1/agents', { json: MINIMAL });
  const { module, file } = await importBundle('worker.md', 'worker.ts', 'webworker');
  expect(importsOf(file, await readFile(file, 'utf8'))).toEqual([]);
  // The worker of the recipe.
  const worker = module.default as { fetch: (request: Request, env: Record<string, string>) => Promise<Response> };
  const env = { API_URL: server.url, API_KEY: server.key, AGENT_ID: agent.id };
  const call = (method: string, own: object = {}) =>
    worker.fetch(new Request('https://worker.example.com/', { method }), { ...env, ...own });
  expect((await call('GET')).status).toBe(405);
  const started = await call('POST');
  expect([started.status, Object.keys(await started.json())]).toEqual([201, ['token', 'url']]);
  expect((await call('POST', { API_KEY: 'sk_wrong' })).status).toBe(502);
});
