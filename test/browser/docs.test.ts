import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDocsRouter } from '../../src/contract/docs/router.ts';
import { METHODS } from '../../src/contract/document/path-items.ts';
import { readBundle } from '../../src/contract/document/read-bundle.ts';
import { buildDocsSite } from '../docs-site.ts';
import { hasChromium, launchChromium, visit } from './chromium.ts';

let browser: Browser;
let server: Server;
let docs: string;
const summaries = new Map<string, string[]>();

// A machine without Chromium can run everything else; CI has one, and fails where it does not.
describe.skipIf(!hasChromium() && process.env.CI === undefined)('the reference in Chromium', () => {
  beforeAll(async () => {
    browser = await launchChromium();
    const document = await readBundle('generated/openapi.json');
    // Below another path, as on a host of static files.
    const app = express().use('/some/where', createDocsRouter({ document, folder: await buildDocsSite() }));
    server = app.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    docs = `http://127.0.0.1:${(server.address() as AddressInfo).port}/some/where/docs`;
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
  });

  test('shows every operation at the address that the search has, and asks no other host', async () => {
    const { page, requests, errors } = await visit(browser, `${docs}/reference/`);
    expect([...summaries.values()].flat().length).toBeGreaterThan(5);
    const index = await page.locator('form.search').getAttribute('data-index');
    const response = await fetch(new URL(index ?? '', page.url()));
    const entries = (await response.json()) as { kind: string; title: string; url: string }[];
    const urls = new Map(
      entries.flatMap(({ kind, title, url }) => (kind === 'Operation' ? [[title, url] as const] : [])),
    );
    for (const [tag, operations] of summaries) {
      const first = page.getByRole('link', { name: operations[0] ?? '' }).first();
      // The list is in the HTML: a click before the script runs opens nothing.
      const opens = async (): Promise<boolean> => {
        await page.getByRole('link', { name: tag, exact: true }).first().click();
        return first.waitFor({ timeout: 5000 }).then(
          () => true,
          () => false,
        );
      };
      await expect.poll(opens).toBe(true);
      for (const summary of operations) {
        await page.getByRole('link', { name: summary }).first().click();
        await page.getByRole('heading', { name: summary }).first().waitFor();
        expect(page.url()).toBe(`${docs}/${urls.get(summary)}`);
      }
    }
    await page.mouse.wheel(0, 5000);
    await page.waitForLoadState('networkidle');
    const outside = requests.filter((url) => !/^(data|blob):/.test(url) && !url.startsWith(docs));
    expect(outside).toEqual([]);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  test('an operation names the scope that its key needs', async () => {
    const { page } = await visit(browser, `${docs}/reference/#/agents/createagent`);
    const heading = page.getByRole('heading', { name: 'Create an agent' });
    const section = page.locator('[data-section-id]', { has: heading }).last();
    await section.getByText('Required scopes').waitFor();
    await expect.poll(() => section.getByText(/^agents:/).allTextContents()).toEqual(['agents:write']);
    await page.context().close();
  });
});
