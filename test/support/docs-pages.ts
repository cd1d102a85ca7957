import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { preparePageDocument } from '../../src/contract/docs/page-document.ts';
import { renderReference } from '../../src/contract/docs/redoc.ts';
import { bundleContract } from '../../src/contract/document/bundle.ts';
import type { OpenApiDocument } from '../../src/contract/document/document.ts';
import { operationsOf } from '../../src/contract/document/path-items.ts';
import { launchChromium } from '../browser/chromium.ts';
import { groupRows, mergeDocuments } from './merge.ts';
import { type Row, withoutKeyword } from './row.ts';

/** The text of a page as a browser shows it: all of it, and that of each operation. */
type PageText = { all: string; sections: Record<string, string> };

/** Rows whose keyword changes the documentation: its text, or the text of the operations of the row's document. */
export async function findDocumented(rows: Row[]): Promise<Set<Row>> {
  const browser = await launchChromium();
  try {
    const found = new Set<Row>();
    for (const group of groupRows(rows)) {
      const merged = mergeDocuments(group.map(({ document }) => document));
      const whole = await readPage(browser, merged);
      const bare = await readPage(browser, mergeDocuments(group.map(withoutKeyword)));
      const names = schemaNames(merged);
      for (const row of group) if (isDocumented(row, names, whole, bare)) found.add(row);
    }
    return found;
  } finally {
    await browser.close();
  }
}

function schemaNames({ components }: OpenApiDocument): string[] {
  return Object.keys(components?.schemas ?? {});
}

function isDocumented({ shows, document }: Row, names: string[], whole: PageText, bare: PageText): boolean {
  if (shows !== undefined) return whole.all.includes(shows) && !bare.all.includes(shows);
  const sections = sectionsOf(document);
  if (sections.length === 0) throw new Error('A row without a path needs a text that the documentation shows.');
  // The page names equal schemas after one of them, which may be of another row.
  const others = names.filter((name) => !schemaNames(document).includes(name));
  const withoutOthers = (text = ''): string => others.reduce((left, name) => left.replaceAll(`(${name})`, ''), text);
  return sections.some((section) => withoutOthers(whole.sections[section]) !== withoutOthers(bare.sections[section]));
}

/** The ids of the elements that hold the operations of a document which have no tag. */
function sectionsOf(document: OpenApiDocument): string[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    operationsOf(document, item).flatMap(({ method, operation }) => {
      const { operationId, tags } = operation as { operationId?: string; tags?: unknown };
      if (tags !== undefined) return [];
      const id = operationId === undefined ? `paths/${path.replaceAll('/', '~1')}/${method}` : `other/${operationId}`;
      return [id.toLowerCase()];
    }),
  );
}

async function readPage(browser: Browser, document: OpenApiDocument): Promise<PageText> {
  const folder = await mkdtemp(join(tmpdir(), 'support-docs-'));
  try {
    const file = join(folder, 'openapi.json');
    const out = join(folder, 'index.html');
    await writeFile(file, JSON.stringify(document));
    await writeFile(out, await renderReference(file, preparePageDocument(await bundleContract(file))));
    // The policy of the page forbids what a test evaluates in it.
    const page = await browser.newPage({ bypassCSP: true });
    // It takes as long as the machine needs. The test has a limit of its own.
    page.setDefaultTimeout(0);
    await page.addInitScript(showEverything);
    await page.goto(pathToFileURL(out).href);
    await page.waitForFunction(hasSections, sectionsOf(document));
    await expandAll(page);
    const sections = sectionsOf(document);
    const { all, ...text } = await page.evaluate(readText, sections);
    const details = await page.evaluate(readSecurityDetails, sections);
    await page.close();
    const whole = sections.map((section) => [section, `${text.sections[section]}\n${details[section] ?? ''}`]);
    return { all, sections: Object.fromEntries(whole) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The page renders an operation when it is near the visible part. */
function showEverything(): void {
  function observer(report: (entries: object[]) => void): object {
    const observe = (target: unknown): void => {
      setTimeout(() => report([{ isIntersecting: true, intersectionRatio: 1, target }]));
    };
    return { observe, unobserve: () => undefined, disconnect: () => undefined };
  }
  (globalThis as unknown as Record<string, unknown>).IntersectionObserver = observer;
}

/** More levels than any document of a row has. */
const MOST_LEVELS = 8;

async function expandAll(page: Page): Promise<void> {
  for (let level = 0; level < MOST_LEVELS; level++) {
    await page.evaluate(untilUnchanged);
    if ((await page.evaluate(clickClosed)) === 0) return;
    await page.waitForFunction(isOpened);
  }
}

/**
 * Waits until the page has nothing left to render: the browser was idle several times, and its text was the same each time.
 * What was clicked is shown in several steps.
 */
async function untilUnchanged(): Promise<void> {
  const { document, requestIdleCallback } = globalThis as unknown as {
    document: Root;
    requestIdleCallback: (callback: () => void) => void;
  };
  let last = '';
  for (let unchanged = 0; unchanged < 5; unchanged++) {
    await new Promise<void>((resolve) => setTimeout(() => requestIdleCallback(resolve), 50));
    const text = document.getElementById('api-content')?.textContent ?? '';
    if (text !== last) unchanged = 0;
    last = text;
  }
}

/** The page's own objects, as far as this file needs them: the code of this project runs without a browser's types. */
type Element = {
  id: string;
  href: string;
  textContent: string;
  isConnected: boolean;
  children: Iterable<Element>;
  click: () => void;
  querySelectorAll: (selector: string) => Iterable<Element>;
};
type Root = {
  body: Element;
  getElementById: (id: string) => Element | null;
  querySelectorAll: (selector: string) => Iterable<Element>;
};

/** Clicks what is closed and returns its number. */
function clickClosed(): number {
  const { document } = globalThis as unknown as { document: Root };
  const closed = [...document.querySelectorAll('#api-content button')].filter(({ textContent }) =>
    /^\+Show/.test(textContent.trim()),
  );
  for (const button of closed) {
    button.id = 'clicked';
    button.click();
  }
  return closed.length;
}

/** Whether the page shows what was clicked. */
function isOpened(): boolean {
  const { document } = globalThis as unknown as { document: Root };
  const clicked = [...document.querySelectorAll('#api-content button[id="clicked"]')];
  return clicked.every(({ textContent }) => !/^\+Show/.test(textContent.trim()));
}

function hasSections(sections: string[]): boolean {
  const { document } = globalThis as unknown as { document: Root };
  // Every operation of a row has responses, which come last.
  return sections.every((section) => (document.getElementById(`${section}/responses`)?.textContent ?? '') !== '');
}

/** Texts and the targets of links. */
function readText(sections: string[]): PageText {
  const { document } = globalThis as unknown as { document: Root };
  const read = (element: Element | null): string => {
    const links = [...(element?.querySelectorAll('a[href^="http"]') ?? [])].map(({ href }) => href);
    return [element?.textContent, ...links].join('\n');
  };
  const texts = sections.map((section) => [section, read(document.getElementById(section))]);
  // The address of a section has those of the groups around it.
  const addresses = [...document.querySelectorAll('#api-content a[href^="#/"]')].map(({ href }) => new URL(href).hash);
  const all = [read(document.getElementById('api-content')), ...addresses].join('\n');
  return { all, sections: Object.fromEntries(texts) };
}

/** The texts and targets of links that "View security details" opens, of each operation that has them, one after another. */
async function readSecurityDetails(sections: string[]): Promise<Record<string, string>> {
  const { document } = globalThis as unknown as { document: Root };
  const until = async <Found>(find: () => Found | undefined): Promise<Found> => {
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  const details: Record<string, string> = {};
  for (const section of sections) {
    const buttons = [...(document.getElementById(section)?.querySelectorAll('button') ?? [])];
    const button = buttons.find(({ textContent }) => textContent === 'View security details');
    if (button === undefined) continue;
    // They are shown above the page, at the end of its body.
    const before = new Set(document.body.children);
    button.click();
    const shown = await until(() => [...document.body.children].find((one) => !before.has(one) && one.textContent));
    const links = [...shown.querySelectorAll('a[href^="http"]')].map(({ href }) => href);
    details[section] = [shown.textContent, ...links].join('\n');
    const [close] = shown.querySelectorAll('button');
    close?.click();
    await until(() => (shown.isConnected ? undefined : true));
  }
  return details;
}
