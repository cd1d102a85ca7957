import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readBundle } from '../../src/contract/document/read-bundle.ts';
import { startMock } from '../../src/contract/mock/mock.ts';
import { createPlan } from '../../src/contract/verify/plan.ts';
import { runVerify } from '../../src/contract/verify/run.ts';
import { loadWorkflows } from '../../src/contract/verify/workflows/load.ts';
import { startServer } from '../running-server.ts';

const DOCUMENT = fileURLToPath(new URL('../../generated/openapi.json', import.meta.url));
const FLOW = fileURLToPath(new URL('workflows.arazzo.yaml', import.meta.url));

/** Runs the workflows of an agent on a server. */
async function run(url: string, key: string) {
  const plan = createPlan(await readBundle(DOCUMENT));
  const workflows = await loadWorkflows(FLOW, plan, { documentFile: DOCUMENT, reading: {} });
  return runVerify(plan, {
    ...{ url, auth: { authorization: `Bearer ${key}` }, otherAuth: {}, seed: 1, maxCases: 10, operations: [], off: [] },
    ...{ phases: ['workflows'], timeMs: 600_000, concurrency: 1, responseMs: 600_000 },
    ...{ onProgress: () => undefined, workflows },
  });
}

const SUCCESS = {
  findings: [],
  cases: 7,
  workflows: [{ workflowId: 'life-of-an-agent', result: 'succeeded', requests: 7 }],
};

test('an agent is created, updated, read, listed and deleted', async () => {
  const server = await startServer();
  expect(await run(server.url, server.key).finally(server.stop)).toMatchObject(SUCCESS);
});

test('the stateful mock does the same', async () => {
  const mock = await startMock(await readBundle(DOCUMENT), { port: 0, host: '127.0.0.1', stateful: true });
  expect(await run(mock.url, 'any').finally(mock.stop)).toMatchObject(SUCCESS);
});
