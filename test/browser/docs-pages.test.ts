import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDocsRouter } from '../../src/contract/docs/router.ts';
import { readBundle } from '../../src/contract/document/read-bundle.ts';
import { buildDocsSite, listFiles } from '../docs-site.ts';
import { COLOR_RULES, createEvaluate, type Evaluate, findViolations } from './axe.ts';
import { hasChromium, launchChromium, type Visit, visit } from './chromium.ts';

/** Bytes of a page with all that it loads, compressed with Brotli. */
const MOST_BYTES = 700_000;
/** The reference at operations that have everything that others have: bodies, responses and parameters, a webhook. */
const REFERENCES = ['reference/#/agents/createagent', 'reference/#/conversations/conversationcompleted'];

/** Terms that readers search for, with the page that is the first result. */
const TERMS: [term: string, page: string][] = [
  ['quick start', 'quick-start'],
  ['authentication', 'authentication'],
  ['errors', 'errors'],
  ['pagination', 'pagination'],
  ['idempotency', 'idempotency'],
  ['concurrency', 'concurrency'],
  ['ETag', 'concurrency'],
  ['PATCH', 'updates'],
  ['clear a field', 'updates'],
  ['rate limits', 'rate-limits'],
  ['webhooks', 'webhooks'],
  ['public sessions', 'public-sessions'],
  ['CORS', 'public-sessions'],
  ['AMD', 'amd'],
  ['memory', 'memory'],
  ['custom LLM', 'custom-llm'],
  ['changelog', 'changelog'],
];

let browser: Browser;
let server: Server;
let docs: string;
let pages: string[];

// A machine without Chromium can run everything else; CI has one, and fails where it does not.
describe.skipIf(!hasChromium() && process.env.CI === undefined)('the documentation in Chromium', () => {
  beforeAll(async () => {
    browser = await launchChromium();
    const folder = await buildDocsSite();
    pages = (await listFiles(folder))
      .filter((path) => path.endsWith('.html') && path !== 'reference/index.html')
      .map((path) => path.replace(/index\.html$/, ''));
    const document = await readBundle('generated/openapi.json');
    server = express().use(createDocsRouter({ document, folder })).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    docs = `http://127.0.0.1:${(server.address() as AddressInfo).port}/docs/`;
  });

  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  /** Opens a page and waits until its scripts have run. */
  async function open(path: string): Promise<Visit & { evaluate: Evaluate }> {
    const visited = await visit(browser, docs + path, 'load');
    await isReady(visited.page, path);
    return { ...visited, evaluate: await createEvaluate(visited.page) };
  }

  async function isReady(page: Page, path: string): Promise<void> {
    await page.locator('form[data-ready]').waitFor({ state: 'attached' });
    const [, operation] = path.split('#/');
    if (operation !== undefined) await page.locator(`[id="${operation}/responses"]`).first().waitFor();
  }

  /** The bytes of what a page has loaded, compressed with Brotli. */
  async function bytesOf(requests: string[]): Promise<number> {
    let bytes = 0;
    for (const url of requests.filter((one) => one.startsWith(docs))) {
      const { headers } = await fetch(url, { method: 'HEAD', headers: { 'accept-encoding': 'br' } });
      expect([url, headers.get('content-encoding')]).toEqual([url, 'br']);
      bytes += Number(headers.get('content-length'));
    }
    return bytes;
  }

  /** All that is checked of a page: an empty list if nothing is wrong. */
  async function problemsOf(path: string): Promise<string[]> {
    const { page, requests, errors, evaluate: run } = await open(path);
    const problems = errors.filter((error) => !(path === '404.html' && /404/.test(error)));
    const outside = requests.filter((url) => !/^(data|blob):/.test(url) && !url.startsWith(docs));
    problems.push(...outside.map((url) => `request to ${url}`));
    const bytes = await bytesOf(requests);
    if (bytes < 1000 || bytes > MOST_BYTES) problems.push(`${bytes} bytes`);
    problems.push(...(await focusProblems(page, run)));
    problems.push(...(await schemeProblems('light', run)));
    await page.setViewportSize({ width: 390, height: 844 });
    const width = await run('document.documentElement.scrollWidth');
    if (width !== 390) problems.push(`${width} px wide`);
    const broken = await run(
      `[...document.querySelectorAll('td code')].filter((code) => code.getClientRects().length > 1).map((code) => code.textContent)`,
    );
    problems.push(...(broken as string[]).map((code) => `the code ${code} is broken into lines`));
    await page.emulateMedia({ colorScheme: 'dark' });
    if (path.includes('#/')) {
      // The reference reads the scheme when it starts.
      await page.reload();
      await isReady(page, path);
    }
    problems.push(...(await schemeProblems('dark', run)));
    await page.context().close();
    return problems.map((problem) => `${path}: ${problem}`);
  }

  /** The keyboard reaches the skip link first, then the search, and the skip link leads to the content. */
  async function focusProblems(page: Page, run: Evaluate): Promise<string[]> {
    const reached: unknown[] = [];
    await page.keyboard.press('Tab');
    reached.push(await run('document.activeElement.className'));
    await page.keyboard.press('Tab');
    reached.push(await run('document.activeElement.id'));
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    reached.push(await run('document.activeElement.tagName'));
    return reached.join() === 'skip,search,MAIN' ? [] : [`Tab, Tab and the skip link reach ${reached}`];
  }

  /** The serious and critical findings of axe-core, and a background of the other scheme. */
  async function schemeProblems(scheme: 'light' | 'dark', run: Evaluate): Promise<string[]> {
    // The light scheme is held to all rules, the dark one to those that the colors change.
    const violations = await findViolations(run, scheme === 'dark' ? COLOR_RULES : undefined);
    const problems = violations.map((violation) => `${scheme}: ${violation}`);
    const background = await run('getComputedStyle(document.body).backgroundColor');
    if (background !== (scheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(34, 36, 43)'))
      problems.push(`${scheme}: the background is ${background}`);
    return problems;
  }

  test('no page but the reference asks another host, is too large, has findings of axe or is wider than 390 px', async () => {
    expect(pages.length).toBeGreaterThan(2);
    const problems: string[] = [];
    for (const path of pages) problems.push(...(await problemsOf(path)));
    expect(problems).toEqual([]);
  });

  test.each(REFERENCES)('%s asks no other host, is small, has no findings of axe, and fits 390 px', async (path) => {
    expect(await problemsOf(path)).toEqual([]);
  });

  test('the search is used with keys alone: / focuses it, arrows select, Enter opens', async () => {
    const { page } = await open('reference/');
    await page.keyboard.press('/');
    await page.keyboard.type('webhook_url');
    const options = page.getByRole('option');
    await options.nth(1).waitFor();
    expect(await options.nth(0).getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('ArrowDown');
    expect(await options.nth(1).getAttribute('aria-selected')).toBe('true');
    expect(await page.locator('#search').getAttribute('aria-activedescendant')).toBe('result-1');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    expect(await options.last().getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('Escape');
    expect(await options.count()).toBe(0);

    await page.locator('#search').fill('create an agent');
    await options.first().waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Create an agent' }).first().waitFor();
    expect(page.url()).toBe(`${docs}reference/#/agents/createagent`);
    await page.context().close();
  });

  test('a search for each term of the guides has its page as the first result', async () => {
    const { page } = await open('');
    const found: typeof TERMS = [];
    for (const [term] of TERMS) {
      await page.locator('#search').fill(term);
      await page.locator(`#results[data-query="${term}"]`).waitFor();
      const url = await page.getByRole('option').first().getAttribute('data-url');
      found.push([term, /guides\/([\w-]+)\//.exec(url ?? '')?.[1] ?? String(url)]);
    }
    expect(found).toEqual(TERMS);
    await page.context().close();
  });

  test('a search without results says so', async () => {
    const { page } = await open('');
    await page.locator('#search').fill('xyzzy');
    await page.getByText('No results for “xyzzy”.').waitFor();
    await page.context().close();
  });
});
