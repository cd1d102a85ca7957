import { expect, test } from 'vitest';
import { rules } from '../../../src/compose/mock/rules.ts';
import { bundleContract } from '../../../src/contract/document/bundle.ts';
import { startMock } from '../../../src/contract/mock/mock.ts';
import { describeFindings, verifyMockState } from '../../documents/mocks.ts';

/** Requests of sequences that a run sends at least, so that it is one. */
const LEAST = 80;

test.each([
  ['this API', 'openapi/openapi.yaml', {}],
  ['this API with its rules', 'openapi/openapi.yaml', { rules }],
  ['galaxy', 'node_modules/@scalar/galaxy/dist/3.1.yaml', {}],
  ['train travel', 'node_modules/@readme/oas-examples/3.1/json/train-travel.json', {}],
])('the stateful mock of %s passes verify with all checks of sequences', { timeout: 300_000 }, async (_, file, own) => {
  const document = await bundleContract(file);
  const options = { port: 0, host: '127.0.0.1', stateful: true, onWarning: () => undefined, ...own };
  const mock = await startMock(document, options);
  const result = await verifyMockState(mock.url, document, 50);
  await mock.stop();
  expect(describeFindings(result)).toEqual([]);
  expect(result.cases).toBeGreaterThan(LEAST);
});
