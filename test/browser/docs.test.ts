import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import express from 'express';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeDocs } from '../../src/contract/docs/docs.ts';
import { createDocsRouter } from '../../src/contract/docs/router.ts';
import { bundleContract } from '../../src/contract/document/bundle.ts';
import { METHODS } from '../../src/contract/document/path-items.ts';
import { hasChromium, launchChromium, visit } from './chromium.ts';

const CONTRACT = 'openapi/openapi.yaml';

let browser: Browser;
let folder: string;
let server: Server;
const summaries = new Map<string, string[]>();
const urls = { written: '', served: '' };

// A machine without Chromium can run everything else; CI has one, and fails where it does not.
describe.skipIf(!hasChromium() && process.env.CI === undefined)('in Chromium', () => {
  beforeAll(async () => {
    browser = await launchChromium();
    folder = await mkdtemp(join(tmpdir(), 'contract-docs-test-'));
    const file = join(folder, 'pages', 'index.html');
    await writeDocs(CONTRACT, file);
    urls.written = pathToFileURL(file).href;

    const document = await bundleContract(CONTRACT);
    server = express().use(createDocsRouter({ document })).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    urls.served = `http://127.0.0.1:${(server.address() as AddressInfo).port}/docs`;

    for (const item of Object.values(document.paths ?? {})) {
      for (const method of METHODS) {
        const operation = item[method] as { summary: string; tags: string[] } | undefined;
        const tag = operation?.tags[0];
        if (operation === undefined || tag === undefined) continue;
        summaries.set(tag, [...(summaries.get(tag) ?? []), operation.summary]);
      }
    }
  });

  afterAll(async () => {
    await browser?.close();
    server?.close();
    if (folder !== undefined) await rm(folder, { recursive: true });
  });

  test.for(['written', 'served'] as const)(
    'the page as it is %s shows every operation and asks no other host',
    async (kind) => {
      const { page, requests, errors } = await visit(browser, urls[kind]);
      expect([...summaries.values()].flat().length).toBeGreaterThan(5);
      for (const [tag, operations] of summaries) {
        await page.getByRole('link', { name: tag, exact: true }).first().click();
        for (const summary of operations) {
          await page.getByRole('link', { name: summary }).first().click();
          await page.getByRole('heading', { name: summary }).first().waitFor();
        }
      }
      await page.mouse.wheel(0, 5000);
      await page.waitForLoadState('networkidle');

      const home = kind === 'served' ? new URL('/', urls.served).href : urls.written;
      const outside = requests.filter((url) => !/^(data|blob):/.test(url) && !url.startsWith(home));
      expect(outside).toEqual([]);
      expect(errors).toEqual([]);
      await page.context().close();
    },
  );

  test('an operation names the scope that its key needs', async () => {
    const { page } = await visit(browser, urls.written);
    await page.getByRole('link', { name: 'Agents', exact: true }).first().click();
    await page.getByRole('link', { name: 'Create an agent' }).first().click();
    const heading = page.getByRole('heading', { name: 'Create an agent' });
    const section = page.locator('[data-section-id]', { has: heading }).last();
    await section.getByText('Required scopes').waitFor();
    expect(await section.getByText(/^agents:/).allInnerTexts()).toEqual(['agents:write']);
    await page.context().close();
  });
});
