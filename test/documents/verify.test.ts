import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { bundleContract } from '../../src/contract/document/bundle.ts';
import { startMock } from '../../src/contract/mock/mock.ts';
import { createPlan } from '../../src/contract/verify/plan.ts';
import { runVerify } from '../../src/contract/verify/run.ts';
import { DOCUMENTS } from './documents.ts';

/** They take longer than the others together, and are tried by hand: nothing in them is of a kind of its own. */
const LONG = ['figma', 'directus', 'readme-3.1-readme'];
const documents = DOCUMENTS.filter(({ name, isSplit, isVendored }) => !isSplit && !isVendored && !LONG.includes(name));

/** Operations of these documents declare no answer, which Prism has none to make of. */
const WITHOUT_ANSWERS = ['readme-3.1-parameters-style', 'readme-3.1-schema-types'];

test.each(documents)(
  'the mock of $name answers everything that verify makes of it',
  async ({ name, package: owner, file }) => {
    const document = await bundleContract(
      fileURLToPath(new URL(`../../node_modules/${owner}/${file}`, import.meta.url)),
    );
    const mock = await startMock(structuredClone(document), { port: 0, host: '127.0.0.1' });
    const { findings } = await runVerify(createPlan(document), {
      ...{ url: mock.url, auth: { authorization: 'Bearer any' }, otherAuth: {}, seed: 1, maxCases: 300 },
      ...{ operations: [], phases: [], off: [], timeMs: 10_000, concurrency: 4, onProgress: () => undefined },
    }).finally(mock.stop);
    const wanted = WITHOUT_ANSWERS.includes(name) ? ['responds'] : ['responds', 'not_a_server_error'];
    const failed = findings.filter(({ check }) => wanted.includes(check));
    expect(failed.map(({ message, request }) => [message, request.method, request.url])).toEqual([]);
  },
);
