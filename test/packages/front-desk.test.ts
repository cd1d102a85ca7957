import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { rules } from '../../src/compose/mock/rules.ts';
import { readBundle } from '../../src/contract/document/read-bundle.ts';
import { startMock } from '../../src/contract/mock/mock.ts';
import { hasChromium, launchChromium, visit } from '../browser/chromium.ts';
import { freePort } from '../free-port.ts';
import { startServer } from '../running-server.ts';
import { VITE } from '../vite-settings.ts';
import { runIn } from './app.ts';
import { installPackages } from './installed.ts';

// An app as a frontend team has it: React and Vite on the packed client, compiled with the settings of Vite's template, and
// built once. The same build runs against the mock and against the server.

const SOURCES = join(import.meta.dirname, 'front-desk');

let app: string;
let folder: string;
let browser: Browser;
beforeAll(async () => {
  if (!hasChromium()) return;
  ({ app } = await installPackages());
  folder = await mkdtemp(join(app, 'front-desk-'));
  await cp(SOURCES, folder, { recursive: true });
  const compilerOptions = { ...VITE, types: ['vite/client'], jsx: 'react-jsx' };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['src'] }));
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  if (folder !== undefined) await rm(folder, { recursive: true });
});

/** An API that the app can use: its address, and a key of it. */
type Backend = { url: string; key: string; stop: () => Promise<void> };

const BACKENDS: [name: string, start: (origin: string) => Promise<Backend>][] = [
  [
    'the stateful mock',
    async () => {
      const document = await readBundle(new URL('../../generated/openapi.json', import.meta.url));
      const mock = await startMock(document, { port: 0, host: '127.0.0.1', stateful: true, rules });
      return { url: mock.url, key: 'any', stop: () => mock.stop() };
    },
  ],
  ['the server', (origin) => startServer({ CORS_ORIGINS: origin })],
];

const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.json': 'application/json' };

/** Serves the build, with the address of an API as its configuration, until the test ends. */
async function serveBuild(port: number, { url, key }: Backend): Promise<void> {
  const server = createServer(async ({ url: path = '/' }, response) => {
    const name = path === '/' ? 'index.html' : path.slice(1);
    const isConfig = name === 'config.json';
    const body = isConfig ? JSON.stringify({ apiUrl: url, apiKey: key }) : await readFile(join(folder, 'dist', name));
    response.writeHead(200, { 'content-type': TYPES[extname(name)] ?? 'application/octet-stream' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  expect((server.address() as AddressInfo).port).toBe(port);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
}

describe.skipIf(!hasChromium())('a React app on the packed client', () => {
  test('compiles and builds with the settings of the templates of Vite', async () => {
    const compiled = await runIn(folder, process.execPath, 'npx tsc', app);
    expect(compiled.out + compiled.err).toBe('');
    expect(await runIn(folder, process.execPath, 'npx vite build', app)).toMatchObject({ code: 0 });
  });

  test.each(BACKENDS)('lists, creates, updates, calls and deletes agents on %s', async (_name, start) => {
    const port = await freePort();
    const origin = `http://127.0.0.1:${port}`;
    const backend = await start(origin);
    onTestFinished(backend.stop);
    await serveBuild(port, backend);
    const { page, errors } = await visit(browser, origin);
    onTestFinished(() => page.close());
    for (const name of ['Ada', 'Berta', 'Cleo']) await create(page, name);
    await expectFieldErrors(page);
    await expectPages(page);
    await expectStates(page, backend);
    await expectConflict(page, backend);
    await page.getByRole('button', { name: 'Call' }).click();
    await page.getByText('The conversation is pending.').waitFor();
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'Cleo' }).waitFor({ state: 'detached' });
    // The browser logs each response of 400 and 412.
    expect(errors.filter((error) => !/status of (400|412)/.test(error))).toEqual([]);
  });
});

async function create(page: Page, name: string): Promise<void> {
  const form = page.getByRole('form', { name: 'New agent' });
  await form.getByLabel('Name').fill(name);
  await form.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('listitem').filter({ hasText: name }).waitFor();
}

/** The contract rejects an empty name; only a rule knows the voices. */
async function expectFieldErrors(page: Page): Promise<void> {
  const form = page.getByRole('form', { name: 'New agent' });
  await form.getByLabel('Name').fill('');
  await form.getByLabel('Voice').fill('nobody');
  await form.getByRole('button', { name: 'Create' }).click();
  await form.getByText('must be a voice of the catalog (GET /v1/voices)').waitFor();
  expect(await form.getByLabel('Name').getAttribute('aria-invalid')).toBe('true');
  await form.getByLabel('Voice').fill('sabrina');
}

/** A page has two agents, the newest first. The next page has the third one. */
async function expectPages(page: Page): Promise<void> {
  await page.reload();
  await expect.poll(() => page.getByRole('listitem').allTextContents()).toEqual(['Cleo', 'Berta']);
  await page.getByRole('button', { name: 'Load more' }).click();
  await expect.poll(async () => (await page.getByRole('listitem').allTextContents())[2]).toBe('Ada');
}

/** The agents that the API has, as it returns them. */
async function agentsOf({
  url,
  key,
}: Backend): Promise<{ id: string; name: string; response_delay_seconds: number | null }[]> {
  const response = await fetch(`${url}/v1/agents`, { headers: { authorization: `Bearer ${key}` } });
  return (await response.json()).agents;
}

/** A value sets a field, and an empty input clears it. */
async function expectStates(page: Page, backend: Backend): Promise<void> {
  for (const delay of ['0.8', '']) {
    await page.getByRole('button', { name: 'Cleo' }).click();
    const form = page.getByRole('form', { name: 'Agent', exact: true });
    await form.getByLabel('Response delay').fill(delay);
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'detached' });
    const [cleo] = await agentsOf(backend);
    expect(cleo).toMatchObject({ name: 'Cleo', response_delay_seconds: delay === '' ? null : 0.8 });
  }
}

/** An update of a version that somebody else has changed is rejected, and nothing of it is kept. */
async function expectConflict(page: Page, backend: Backend): Promise<void> {
  await page.getByRole('button', { name: 'Cleo' }).click();
  const form = page.getByRole('form', { name: 'Agent', exact: true });
  await form.getByLabel('Name').fill('Overwritten');
  const [cleo] = await agentsOf(backend);
  const headers = { authorization: `Bearer ${backend.key}`, 'content-type': 'application/json' };
  const path = `${backend.url}/v1/agents/${cleo?.id}`;
  const changed = await fetch(path, { method: 'PATCH', headers, body: '{"temperature":0.1}' });
  expect(changed.status).toBe(200);
  await form.getByRole('button', { name: 'Save' }).click();
  await form.getByRole('alert').filter({ hasText: 'Somebody else changed this agent.' }).waitFor();
  expect((await agentsOf(backend))[0]?.name).toBe('Cleo');
}
