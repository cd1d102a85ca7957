import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium, launchChromium, visit } from '../browser/chromium.ts';
import { createGround, type Ground, startWalk, type Walk } from './walk.ts';

// Each test follows a page from an empty folder with a clone of this repository, in which everything is installed.

let ground: Ground;
let browser: Browser | undefined;
let packaged = false;
let walk: Walk;
beforeAll(async () => {
  ground = await createGround();
  browser = hasChromium() ? await launchChromium() : undefined;
});
afterEach(() => walk.stop());
afterAll(async () => {
  await browser?.close();
  await ground.remove();
});

async function follow(page: string): Promise<Walk> {
  walk = await startWalk(page, ground, packaged);
  packaged = true;
  return walk;
}

describe('from an empty folder', () => {
  test('Build a frontend: the page works on the mock and, unchanged, on the server', async () => {
    const { to, address } = await follow('docs/start/frontend.md');
    await to('Use the server');
    await useApp(address('5173'));
    await to();
    await useApp(address('5173'));
  });

  test('Run the server: a conversation from its start to its results, and a start for production', async () => {
    await (await follow('docs/start/backend.md')).to();
  });

  test('Read the documentation: the site of the server has what the page says', async () => {
    const { to, address } = await follow('docs/start/documentation.md');
    await to('Download it');
    const url = `${address('3000')}/docs/`;
    await expect.poll(async () => (await fetch(url)).status).toBe(200);
    await search(url);
    await to();
  });

  test('Start from your own contract: a project is created, tested and verified', async () => {
    await (await follow('docs/start/own-contract.md')).to('Once the packages are on npm');
  });

  test('README.md: the first start, and the first requests', async () => {
    await (await follow('README.md')).to('Change the contract');
  });
});

/** Creates an agent in the page, and sees the error of an empty name. */
async function useApp(url: string): Promise<void> {
  if (browser === undefined) return;
  const { page, errors } = await visit(browser, url);
  const name = `Reception ${Date.now()}`;
  await page.getByLabel('Name').fill(name);
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('listitem').filter({ hasText: name }).waitFor();
  expect(await page.locator('output').textContent()).toBe(`Created ${name}`);
  await page.getByLabel('Name').fill('');
  await page.getByRole('button', { name: 'Create' }).click();
  await expect.poll(() => page.locator('output').textContent()).toMatch(/^must /);
  expect(errors.filter((error) => !error.includes('400'))).toEqual([]);
  await page.close();
}

/** Finds the guide to pagination by the search of the site. */
async function search(url: string): Promise<void> {
  if (browser === undefined) return;
  const { page, errors } = await visit(browser, url);
  await page.getByLabel('Search the documentation').fill('pagination');
  // The menu has a link of the same name.
  const results = page.getByRole('listbox', { name: 'Search results' });
  await results
    .getByRole('option', { name: /Pagination/ })
    .first()
    .click();
  await page.getByRole('heading', { level: 1, name: 'Pagination' }).waitFor();
  expect(errors).toEqual([]);
  await page.close();
}
