import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readGuides } from '../../src/contract/docs/guides.ts';
import { MINIMAL, type RunningServer, startServer, WORKER_TOKEN } from '../running-server.ts';
import { readApiGuides } from './api-guide.ts';
import { type KnownIds, runGuide } from './guide-run.ts';
import { createGuideTables, withTable } from './guide-tables.ts';
import { compileSamples, createSampleFolder, type SampleFolder } from './sample-runs.ts';

const guides = await readApiGuides();

const SEARCHED = [
  ...['Authentication', 'Errors', 'Pagination', 'Idempotency', 'Concurrency', 'Updates', 'Rate limits', 'Webhooks'],
  ...['Public sessions', 'CORS', 'Answering machine detection', 'Memory', 'Custom LLM', 'Changelog'],
];

let server: RunningServer;
let folder: SampleFolder;
beforeAll(async () => {
  server = await startServer({ ALLOW_PRIVATE_OUTBOUND: 'true', BACKGROUND_WORK: 'true', RATE_LIMITS: 'true' });
  folder = await createSampleFolder('api-guides');
});
afterAll(async () => {
  await folder.remove();
  await server.stop();
});

type Send = (method: string, path: string, json?: unknown) => ReturnType<RunningServer['send']>;

/** An agent of the workspace of a key, with a conversation and a memory. */
async function prepareIds(send: Send): Promise<KnownIds> {
  const agent = (await send('POST', '/v1/agents', { ...MINIMAL, memory_enabled: true })).body.id;
  const { conversation } = (await send('POST', `/v1/agents/${agent}/conversations`, { user_identity: 'customer-4711' }))
    .body;
  await complete(send, conversation.id);
  const [memory] = (await send('GET', `/v1/agents/${agent}/memories`)).body.memories;
  return { agent, conv: conversation.id, memory: memory.id };
}

/** Ends a conversation as its worker does. */
async function complete(send: Send, id: string): Promise<void> {
  const message = { role: 'agent', text: 'Hello, this is Lakeside Clinic.' };
  const fact = { fact: 'Prefers appointments on Monday mornings.', confidence: 0.9 };
  const results = { end_reason: 'caller_hung_up', duration_seconds: 61.5, messages: [message], facts: [fact] };
  expect((await send('POST', `/v1/worker/conversations/${id}/complete`, results)).status).toBe(200);
}

/** Sends a receiver an event with a wrong signature, which it must reject, and has the server send it a true one. */
async function deliver(url: string, send: Send, agent: string): Promise<void> {
  const headers = { 'webhook-id': 'whd_1', 'webhook-timestamp': String(Math.floor(Date.now() / 1000)) };
  const forged = { ...headers, 'webhook-signature': `v1,${Buffer.alloc(32).toString('base64')}` };
  for (const sent of [headers, forged])
    expect((await fetch(`${url}/calls`, { method: 'POST', headers: sent, body: '{}' })).status).toBe(400);
  const started = await send('POST', `/v1/agents/${agent}/conversations`, { user_identity: 'customer-4711' });
  await complete(send, started.body.conversation.id);
}

describe.each(guides)('the guide $name', (guide) => {
  test('runs as it is written, with the outputs that it shows', async () => {
    const { key } = await server.newKey(`guide-${guide.name}`);
    const send: Send = (method, path, json) =>
      server.send(method, path, { json, key: path.startsWith('/v1/worker') ? WORKER_TOKEN : key });
    const ids = await prepareIds(send);
    const env = { KEY: key, WORKER_TOKEN, WEBHOOK_SECRET: 'whsec_bm90LWEtcmVhbC1zZWNyZXQtYXQtYWxs' };
    const onListening = (url: string) => deliver(url, send, String(ids.agent));
    expect(await runGuide(guide, { server, folder, env, ids, onListening })).toEqual([]);
  });

  test('is a short page with a title and a summary', () => {
    const [title = '', empty, summary = ''] = guide.text.split('\n');
    expect(title).toMatch(/^# [A-Z]/);
    expect([empty, summary === '']).toEqual(['', false]);
    expect(guide.text.split('\n').length).toBeLessThanOrEqual(121);
  });

  test('has sentences of at most 30 words, and of 20 on average', () => {
    const words = sentencesOf(guide.text).map((sentence) => sentence.split(/\s+/).length);
    expect(sentencesOf(guide.text).filter((sentence) => sentence.split(/\s+/).length > 30)).toEqual([]);
    expect(words.reduce((sum, count) => sum + count, 0) / words.length).toBeLessThan(20);
  });
});

test('all TypeScript blocks of the guides compile in a strict project', async () => {
  expect(await compileSamples(folder)).toBe('');
});

test('the tables of the guides are as `npm run guides` writes them', async () => {
  const empty = await startServer();
  const tables = await createGuideTables(empty);
  await empty.stop();
  for (const table of tables) expect(await readFile(table.file, 'utf8')).toBe(await withTable(table));
});

test('docs/guides/README.md lists every guide, and README.md links to it', async () => {
  const order = await readFile('docs/guides/README.md', 'utf8');
  const listed = [...order.matchAll(/\]\(([\w-]+)\.md\)/g)].map(([, name]) => name);
  expect(listed.toSorted()).toEqual(guides.map(({ name }) => name));
  expect(await readFile('README.md', 'utf8')).toContain('(docs/guides/README.md)');
});

test('the site has a page for each term that readers search for', async () => {
  const pages = await readGuides('docs/guides', { operation: () => undefined });
  const terms = pages.map(({ title }) => title).join('\n');
  for (const term of SEARCHED) expect(terms).toContain(term);
  expect(pages[0]?.title).toBe('Quick start');
});

function sentencesOf(text: string): string[] {
  const prose = text
    .replaceAll(/^```.*?^```$/gms, '')
    .replaceAll(/<!--.*?-->/gs, '')
    .split('\n\n')
    .filter((block) => !/^[#|]/.test(block.trim()));
  return prose
    .flatMap((block) => block.replaceAll(/^(- |\d+\. )/gm, '').split(/(?<=[.:!?])\s+/))
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}
