import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readBundle } from '../../src/contract/document/read-bundle.ts';
import { startMock } from '../../src/contract/mock/mock.ts';
import { buildDocsSite } from '../docs-site.ts';
import { type RunningServer, startServer } from '../running-server.ts';
import { hasChromium, launchChromium, visit } from './chromium.ts';

let browser: Browser;
let server: RunningServer;
let mock: Awaited<ReturnType<typeof startMock>>;

/** Sends the request of the open operation and returns the status and the URL that the console shows. */
async function execute(operation: Locator): Promise<{ status: string; url: string }> {
  await operation.getByRole('button', { name: 'Execute' }).click();
  const live = operation.locator('.live-responses-table .response-col_status');
  await live.last().waitFor();
  return {
    status: (await live.last().innerText()).trim().slice(0, 3),
    url: await operation.locator('.request-url pre').innerText(),
  };
}

// A machine without Chromium can run everything else; CI has one, and fails where it does not.
describe.skipIf(!hasChromium() && process.env.CI === undefined)('the API console in Chromium', () => {
  beforeAll(async () => {
    await buildDocsSite();
    browser = await launchChromium();
    server = await startServer();
    mock = await startMock(await readBundle('generated/openapi.json'), { port: 0, host: '127.0.0.1', stateful: true });
  });

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await mock?.stop();
  });

  async function openFromReference(): Promise<{
    page: Page;
    requests: string[];
    errors: string[];
    operation: Locator;
  }> {
    const { page, requests, errors } = await visit(
      browser,
      `${server.url}/docs/reference/#/agents/createagent`,
      'load',
    );
    const link = page.locator('[id="agents/createagent"]').getByRole('link', { name: 'Try it in the API console' });
    await link.waitFor();
    expect(requests.filter((url) => url.includes('swagger-ui'))).toEqual([]);
    await link.click();
    const operation = page.locator('#operations-Agents-createAgent');
    await operation.getByRole('button', { name: 'Execute' }).waitFor();
    return { page, requests, errors, operation };
  }

  test('opens at the operation on a click, and creates an agent on the server with the entered key, then on the mock', async () => {
    const { page, requests, errors, operation } = await openFromReference();
    expect(page.url()).toBe(`${server.url}/docs/console/#/Agents/createAgent`);
    expect((await execute(operation)).status).toBe('401');
    await page.getByLabel('ApiKey').fill(server.key);
    await operation.getByRole('button', { name: 'Clear' }).click();
    expect(await execute(operation)).toEqual({ status: '201', url: `${server.url}/v1/agents` });

    await page.getByLabel('Server').selectOption({ label: '{server} - Another server, such as a mock' });
    await page.locator('.servers input').fill(mock.url);
    await operation.getByRole('button', { name: 'Clear' }).click();
    expect(await execute(operation)).toEqual({ status: '201', url: `${mock.url}/v1/agents` });

    const outside = requests.filter((url) => !/^(data|blob):/.test(url) && !url.startsWith(server.url));
    expect(outside).toEqual([`${mock.url}/v1/agents`]);
    expect(errors.filter((error) => !error.includes('401'))).toEqual([]);
    await page.context().close();
  });

  test.each(['light', 'dark'] as const)(
    'an open operation has no serious finding of axe in the %s scheme',
    async (colorScheme) => {
      const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
      // The policy of the page forbids what a test evaluates in it.
      const context = await browser.newContext({ colorScheme, bypassCSP: true });
      const page = await context.newPage();
      await page.goto(`${server.url}/docs/console/#/Agents/createAgent`);
      await page.locator('#operations-Agents-createAgent').getByRole('button', { name: 'Execute' }).waitFor();
      await page.evaluate(axe);
      const found = (await page.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
      violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => [id, html, failureSummary].join(' '))))`)) as string[];
      expect(found).toEqual([]);
      await context.close();
    },
  );
});
