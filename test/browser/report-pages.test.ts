import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toCoveragePage } from '../../src/contract/verify/pages/coverage-page.ts';
import { toReportPage } from '../../src/contract/verify/pages/report-page.ts';
import { createPlan } from '../../src/contract/verify/plan.ts';
import { createRedaction } from '../../src/contract/verify/redaction.ts';
import { runVerify } from '../../src/contract/verify/run.ts';
import { MUSEUM } from '../contract/verify/museum/document.ts';
import { startMuseum } from '../contract/verify/museum/server.ts';
import { COLOR_RULES, createEvaluate, findViolations } from './axe.ts';
import { hasChromium, launchChromium, visit } from './chromium.ts';
import { type Site, startSite } from './site.ts';

let browser: Browser;
let site: Site;
let pages: Record<string, string>;

/** The report and the coverage of a run with findings. */
async function writePages(): Promise<Record<string, string>> {
  const museum = await startMuseum('an update resets a field that it was not sent');
  try {
    const plan = createPlan(structuredClone(MUSEUM));
    const result = await runVerify(plan, {
      ...{ url: museum.url, auth: {}, otherAuth: {}, seed: 1, maxCases: 300, operations: [], phases: [], off: [] },
      ...{ timeMs: 600_000, concurrency: 4, responseMs: 600_000, onProgress: () => undefined },
    });
    expect(result.findings.length).toBeGreaterThan(0);
    const { title, version } = plan.document.info;
    const origin = { title, version, createdAt: new Date(0), commit: 'abc123' };
    const redact = createRedaction({ auth: {}, otherAuth: {} });
    return {
      '/report': toReportPage(result, { ...origin, url: museum.url, redact }),
      '/coverage': toCoveragePage(result.coverage, origin, { statuses: 100, 'boundary values': 1 }),
    };
  } finally {
    museum.stop();
  }
}

// A machine without Chromium can run everything else; CI has one, and fails where it does not.
describe.skipIf(!hasChromium() && process.env.CI === undefined)('the pages of a run in Chromium', () => {
  beforeAll(async () => {
    browser = await launchChromium();
    pages = await writePages();
    site = await startSite(({ url = '' }, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8').end(pages[url]);
    });
  });
  afterAll(async () => {
    await browser?.close();
    site?.stop();
  });

  test.each(['/report', '/coverage'])(
    '%s loads nothing, has no findings of axe in both schemes, and fits 390 px',
    async (path) => {
      const { page, requests, errors } = await visit(browser, site.origin + path);
      expect(errors).toEqual([]);
      expect(requests.filter((url) => !url.startsWith('data:'))).toEqual([site.origin + path]);
      const run = await createEvaluate(page);
      await run('for (const one of document.querySelectorAll("details")) one.open = true');
      expect(await findViolations(run)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await findViolations(run, COLOR_RULES)).toEqual([]);
      await page.setViewportSize({ width: 390, height: 844 });
      expect(await run('document.documentElement.scrollWidth')).toBe(390);
      await page.context().close();
    },
  );

  test('a link to a finding leads to it, and covered items can be hidden', async () => {
    const { page } = await visit(browser, `${site.origin}/report`);
    await page.locator('ol a').first().click();
    await page.locator('#finding-1:target').waitFor();
    expect(await page.locator('#finding-1 pre').first().isVisible()).toBe(true);
    const section = page.locator('details:has(.no):has(.yes)').first();
    await section.locator('summary').click();
    await section.locator('.yes').first().waitFor();
    await page.getByLabel('Show uncovered items only').check();
    await section.locator('.yes').first().waitFor({ state: 'hidden' });
    expect(await section.locator('.no').first().isVisible()).toBe(true);
    await page.context().close();
  });
});
