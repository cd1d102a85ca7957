import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import config from '../../keepspec.config.ts';
import { preparePageDocument } from '../../src/contract/docs/page-document.ts';
import type { CodeSample } from '../../src/contract/docs/samples/samples.ts';
import { listOperations } from '../../src/contract/document/operations.ts';
import { readBundle } from '../../src/contract/document/read-bundle.ts';
import { lookUp } from '../../src/contract/document/references.ts';
import { MINIMAL, type RunningServer, startServer, WORKER_TOKEN } from '../running-server.ts';
import { NO_PYTHON } from './python.ts';
import {
  compileSamples,
  createSampleFolder,
  runCurl,
  runPython,
  runTypescript,
  type SampleFolder,
  type SampleRun,
} from './sample-runs.ts';

const document = await readBundle(new URL('../../generated/openapi.json', import.meta.url));
const operations = listOperations(document);
const { sampleClient: client, sampleUrl: url, sampleVariable = [] } = config.docs ?? {};
const variables = Object.fromEntries(sampleVariable.map((one) => one.split('=')));

type Labelled = { title: string; lang: string; operationId: string; expected: number; source: string };

const hasCurl = spawnSync('curl', ['--version']).error === undefined;

let server: RunningServer;
let folder: SampleFolder;
let samples: Labelled[];
beforeAll(async () => {
  server = await startServer();
  folder = await createSampleFolder('samples');
  const page = preparePageDocument(document, { client, url, variables });
  samples = operations.flatMap(({ operationId, pointer, responses }) => {
    const operation = lookUp(page, pointer) as { 'x-codeSamples'?: CodeSample[] };
    const expected = Number(Object.keys(responses).find((status) => /^2\d\d$/.test(status)));
    return (operation['x-codeSamples'] ?? []).map(({ lang, label, source }) => ({
      ...{ title: `${operationId}: ${label}`, lang, operationId, expected, source },
    }));
  });
});
afterAll(async () => {
  await folder.remove();
  await server.stop();
});

test('every operation has a sample in each language, and those with optional values two', () => {
  const counts = operations.map(({ operationId }) => samples.filter((one) => one.operationId === operationId).length);
  expect(counts.every((count) => count === 3 || count === 6)).toBe(true);
  expect(counts.filter((count) => count === 6).length).toBeGreaterThan(8);
});

describe('each sample gets the success that its operation declares', () => {
  /** Samples with ids and a key of their own, so that none depends on another one. */
  async function prepareRuns(lang: string): Promise<{ chosen: Labelled[]; runs: SampleRun[] }> {
    const chosen = samples.filter((one) => one.lang === lang);
    expect(chosen.length).toBeGreaterThan(operations.length);
    const runs = await Promise.all(chosen.map((one) => prepareRun(one)));
    return { chosen, runs };
  }

  function titled(chosen: Labelled[], statuses: (number | string)[]): Record<string, number | string | undefined> {
    return Object.fromEntries(chosen.map(({ title }, at) => [title, statuses[at]]));
  }

  function expectedOf(chosen: Labelled[]): Record<string, number> {
    return Object.fromEntries(chosen.map(({ title, expected }) => [title, expected]));
  }

  test.skipIf(!hasCurl)('in curl', async () => {
    const { chosen, runs } = await prepareRuns('Shell');
    expect(titled(chosen, await runCurl(folder, runs))).toEqual(expectedOf(chosen));
  });

  test('in TypeScript, which compiles in a strict project', async () => {
    const { chosen, runs } = await prepareRuns('TypeScript');
    expect(titled(chosen, await runTypescript(folder, runs))).toEqual(expectedOf(chosen));
    expect(await compileSamples(folder)).toBe('');
  });

  test.skipIf(NO_PYTHON !== undefined)('in Python', async () => {
    const { chosen, runs } = await prepareRuns('Python');
    expect(titled(chosen, await runPython(folder, runs))).toEqual(expectedOf(chosen));
  });
});

let workspaces = 0;

/** Creates what a sample needs in a workspace of its own, and puts its address and ids into the sample. */
async function prepareRun({ operationId, source }: Labelled): Promise<SampleRun> {
  const { key } = await server.newKey(`samples-${workspaces++}`);
  const send = (method: string, path: string, json?: unknown) =>
    server.send(method, path, { key: path.startsWith('/v1/worker') ? WORKER_TOKEN : key, json });
  const agent = (await send('POST', '/v1/agents', { ...MINIMAL, memory_enabled: true })).body.id;
  const start = async () => (await send('POST', `/v1/agents/${agent}/conversations`, { user_identity: 'x' })).body;
  const ids: Record<string, string> = { agent, conv: (await start()).conversation.id };
  if (operationId === 'deleteConversation') await send('POST', `/v1/agents/conversations/${ids.conv}/end`);
  if (operationId === 'deleteMemory') {
    const results = {
      end_reason: 'caller_hung_up',
      duration_seconds: 1,
      messages: [],
      facts: [{ fact: 'F', confidence: 1 }],
    };
    await send('POST', `/v1/worker/conversations/${ids.conv}/complete`, results);
    ids.memory = (await send('GET', `/v1/agents/${agent}/memories`)).body.memories[0].id;
  }
  const replaced = source
    .replaceAll(/\b(agent|conv|memory)_[0-9a-hjkmnp-tv-z]{26}\b/g, (id, kind: string) => ids[kind] ?? id)
    .replaceAll('http://127.0.0.1:3000', server.url);
  return { source: replaced, env: { KEY: key, WORKER_TOKEN } };
}
