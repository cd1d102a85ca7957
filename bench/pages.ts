import { writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { cpus, loadavg } from 'node:os';
import express from 'express';
import type { Browser } from 'playwright-core';
import { createDocsRouter } from '../src/contract/docs/router.ts';
import { readBundle } from '../src/contract/document/read-bundle.ts';
import { launchChromium } from '../test/browser/chromium.ts';
import { buildDocsSite } from '../test/docs-site.ts';
import { median } from './statistics.ts';

// Measures the largest contentful paint of pages of the documentation in Chromium: `npm run bench:pages`.

const ROUNDS = 7;
const TARGET_MS = 1500;
/** Milliseconds after the last request in which nothing larger may be painted. */
const QUIET_MS = 1500;
const PAGES: [name: string, path: string][] = [
  ['start page', ''],
  ['a guide', 'guides/errors/'],
  ['reference', 'reference/'],
  ['reference, link to an operation', 'reference/#/agents/createagent'],
];

/** Opens a page in an empty profile. Returns the time of its largest contentful paint, in milliseconds. */
async function measurePaint(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1400, height: 1000 } });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const times: number[] = [];
    Object.assign(globalThis, { paintTimes: times });
    const observer = new PerformanceObserver((list) => times.push(...list.getEntries().map((one) => one.startTime)));
    observer.observe({ type: 'largest-contentful-paint', buffered: true });
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  const [, operation] = url.split('#/');
  if (operation !== undefined) await page.locator(`[id="${operation}/responses"]`).first().waitFor();
  await page.waitForTimeout(QUIET_MS);
  const last = await page.evaluate('globalThis.paintTimes.at(-1)');
  await context.close();
  if (typeof last !== 'number') throw new Error(`${url} painted nothing.`);
  return last;
}

const load = loadavg()[0] ?? 0;
const document = await readBundle('generated/openapi.json');
const router = createDocsRouter({ document, folder: await buildDocsSite() });
const server = express().use(router).listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));
const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}/docs/`;
const browser = await launchChromium();
const times = new Map<string, number[]>(PAGES.map(([name]) => [name, []]));
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [name, path] of PAGES) times.get(name)?.push(await measurePaint(browser, root + path));
}
await browser.close();
server.close();

const rows = [...times].map(([name, values]) => {
  const [least, most] = [Math.min(...values), Math.max(...values)].map(Math.round);
  return `| ${name} | ${Math.round(median(values))} | ${least}–${most} |`;
});
const page = `# Pages

\`npm run bench:pages\` opens pages of the documentation in Chromium, each ${ROUNDS} times in an empty profile, in turn, and writes
this page. The figure is the largest contentful paint. The target is ${TARGET_MS} ms.

${cpus()[0]?.model.trim()}, ${cpus().length} processors, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}, with a load average of ${load.toFixed(1)} at the start.

| page | median, ms | range |
|---|---:|---:|
${rows.join('\n')}

With a link to an operation, Redoc's script evaluates its module and renders the page before that paint: two tasks of about 500 ms
each on an idle machine. In a profile React's rendering and its style sheets take about half of the time.
`;
await writeFile(new URL('pages.md', import.meta.url), page);
console.log(page);
