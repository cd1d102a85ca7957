import { mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { rolldown } from 'rolldown';
import { expect, onTestFinished, test } from 'vitest';
import { hasChromium, launchChromium } from '../../browser/chromium.ts';
import { startWorker } from '../adapters/workerd.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const RUNTIME = resolve('src/contract/client/webhooks.ts');

/** Signs an event, and verifies it with the secret and with another one. */
const CHECK = `
import { constructTestEvent, verifyWebhook } from ${JSON.stringify(RUNTIME)};

export async function check() {
  const { headers, body } = await constructTestEvent({ id: 'a', text: 'ä' }, { secret: '${SECRET}' });
  const request = () => new Request('http://127.0.0.1/', { method: 'POST', headers, body });
  const event = await verifyWebhook(request(), { secret: '${SECRET}' });
  const failure = await verifyWebhook(request(), { secret: 'another' }).catch((error) => error.failure);
  return JSON.stringify([event, failure]);
}
`;
const RESULT = JSON.stringify([{ id: 'a', text: 'ä' }, 'wrong_signature']);

/** A program and all that it imports, without modules of Node. */
async function bundle(program: string): Promise<string> {
  const entry = {
    name: 'entry',
    resolveId: (id: string) => (id === 'entry' ? id : undefined),
    load: (id: string) => (id === 'entry' ? CHECK + program : undefined),
  };
  const bundled = await rolldown({ input: 'entry', platform: 'browser', plugins: [entry], logLevel: 'silent' });
  const { output } = await bundled.generate({ format: 'esm', codeSplitting: false });
  await bundled.close();
  return output[0].code;
}

test('a worker verifies webhooks', async () => {
  const program = 'export default { fetch: async () => new Response(await check()) };';
  const worker = await startWorker(await mkdtemp(join(tmpdir(), 'workerd-')), await bundle(program));
  onTestFinished(() => worker.stop());
  expect(await (await fetch(worker.url)).text()).toBe(RESULT);
});

test.skipIf(!hasChromium())('a browser verifies webhooks (skipped without Chromium)', async () => {
  const script = await bundle('document.title = await check();');
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(`<!doctype html><script type="module">${script}</script>`);
  }).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const browser = await launchChromium();
  onTestFinished(async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
  });
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await expect.poll(() => page.title()).toBe(RESULT);
});
