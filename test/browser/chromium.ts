import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

/** What a page did while it was open. */
export type Visit = {
  page: Page;
  /** Every address that was asked for, `data:` and `blob:` included, whether it was answered or not. */
  requests: string[];
  /** Console errors, uncaught exceptions and violations of the content security policy. */
  errors: string[];
};

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** Whether this machine has a Chromium. */
export function hasChromium(): boolean {
  return existsSync(executablePath);
}

/** Starts the Chromium of the system. Throws a sentence that says how to get one where there is none. */
export async function launchChromium(): Promise<Browser> {
  if (!hasChromium()) {
    throw new Error(
      `There is no Chromium at ${executablePath}. Install it with: apt-get install -y chromium (or set CHROMIUM_PATH).`,
    );
  }
  return chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/**
 * Opens a page in a fresh profile and keeps a record of it from the first request on.
 *
 * @param until what to wait for; idle is half a second without a request
 */
export async function visit(
  browser: Browser,
  url: string,
  until: 'load' | 'networkidle' = 'networkidle',
): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1400, height: 1000 } });
  const page = await context.newPage();
  const requests: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('requestfailed', (request) => errors.push(`${request.url()}: ${request.failure()?.errorText}`));
  page.on('websocket', (socket) => requests.push(socket.url()));
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.goto(url, { waitUntil: until });
  return { page, requests, errors };
}
