import { Agent, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createExpressRouter } from '../../src/contract/adapters/express.ts';
import type { CompiledContract, CompiledOperation } from '../../src/contract/document/compiled.ts';
import type { OpenApiDocument } from '../../src/contract/document/document.ts';
import { listOperations } from '../../src/contract/document/operations.ts';
import { normalizeDocument } from '../../src/contract/document/resources.ts';
import { type Mock, startMock } from '../../src/contract/mock/mock.ts';
import type { RejectionReason } from '../../src/contract/serve/types.ts';
import { type Built, build, compileCorpus, createCorpus, removeCorpus } from './corpus.ts';
import { DOCUMENTS } from './documents.ts';
import { IMPOSSIBLE, NO_VALID_BODY, NOT_SAMPLED, NOT_TRIED } from './exceptions.ts';
import { exchange } from './exchange.ts';
import { describeFindings, isAcceptance, isRejection, verifyMock, withCredentials } from './mocks.ts';
import { schemesOf, tryRejections } from './rejections.ts';
import { type Outcome, type SampleRequest, tryOperations } from './requests.ts';

beforeAll(createCorpus);
afterAll(removeCorpus);

/** Of so many operations one is verified, where a document has very many. */
const SAMPLED = 60;

/** Sends each operation a valid and an invalid request on a server of the document. */
async function tryServer(contract: CompiledContract, document: OpenApiDocument, agent: Agent): Promise<Outcome[]> {
  const last: { reason?: RejectionReason | undefined } = {};
  const handle = () => ({ status: 200 });
  const router = await createExpressRouter({
    contract,
    handlers: Object.fromEntries(contract.operations.map(({ operationId }) => [operationId, handle])),
    security: Object.fromEntries(schemesOf(contract).map((scheme) => [scheme, () => 'anybody'])),
    reject: (reason) => {
      if (reason.kind !== 'failed') last.reason = reason;
      return { status: 400 };
    },
    requestId: () => 'req_1',
    validateResponses: 0,
  });
  const server = createServer(express().use(router));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const upgraded = normalizeDocument(document);
  const outcomes = await tryOperations(upgraded, contract, listOperations(upgraded), async (request) => {
    last.reason = undefined;
    await exchange(url, request, agent);
    return last.reason;
  });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  return outcomes;
}

describe.each(DOCUMENTS)('$name', (one) => {
  const { name, isSplit, isVendored } = one;
  const agent = new Agent({ keepAlive: true });
  let built: Built;
  let mock: Mock;
  beforeAll(async () => {
    built = await build(one);
    mock = await startMock(structuredClone(built.document), { port: 0, host: '127.0.0.1' });
  });
  afterAll(async () => {
    agent.destroy();
    await mock.stop();
  });

  test('without responses of the app, no rejection is a 500, and each has the form that the document declares', async () => {
    const { contract } = built;
    const { counts, wrong } = await tryRejections(contract);
    expect(wrong.filter(({ status }) => status >= 500)).toEqual([]);
    expect(wrong).toHaveLength(NO_VALID_BODY[name]?.count ?? 0);
    const expected = contract.operations.length === 0 ? [] : ['405', '413', '415'];
    expect(Object.keys(counts)).toEqual(expect.arrayContaining(expected));
  });

  test('server and mock accept a valid request of each operation and reject an invalid one', async () => {
    const { contract, document } = built;
    const outcomes = await tryServer(contract, document, agent);
    expect(outcomes).toHaveLength(contract.operations.length);
    const rejected = outcomes.filter(({ valid }) => valid !== 'accepted');
    const expected = Object.keys(NOT_SAMPLED[name] ?? {});
    expect(rejected.filter(({ operationId }) => !expected.includes(operationId))).toEqual([]);
    expect(rejected.map(({ operationId }) => operationId).sort()).toEqual(expected.sort());
    const misjudged = outcomes.filter(({ broken }) => !['rejected', 'nothing to break'].includes(broken));
    expect(misjudged).toEqual([]);

    const onMock: unknown[] = [];
    const send = (request: SampleRequest, operation: CompiledOperation) =>
      exchange(mock.url, withCredentials(request, operation, contract), agent);
    for (const [index, { operationId, valid, sent }] of outcomes.entries()) {
      const operation = contract.operations[index] as CompiledOperation;
      if (valid === 'accepted' && sent.valid !== undefined) {
        const received = await send(sent.valid, operation);
        if (!isAcceptance(operation, received)) onMock.push({ operationId, request: sent.valid, received });
      }
      if (sent.broken === undefined) continue;
      const received = await send(sent.broken, operation);
      if (!isRejection(operation, received)) onMock.push({ operationId, broken: sent.broken, received });
    }
    expect(onMock).toEqual([]);
  });

  // The documents that are split are verified as a whole.
  if (isSplit) return;

  test('verify finds nothing wrong with the mock', async () => {
    const result = await verifyMock(mock.url, built.document, isVendored && ((index) => index % SAMPLED === 0));
    expect(describeFindings(result, IMPOSSIBLE[name]?.checks)).toEqual([]);
    expect(result.notTried.map(({ operationId }) => operationId)).toEqual(NOT_TRIED[name] ?? []);
  });
});

const VERY_LARGE = DOCUMENTS.filter(({ isVendored }) => isVendored);

// All that was built before, in one program. TypeScript 5.9 takes a minute for the document of GitHub alone.
test.each([
  ['typescript', VERY_LARGE],
  ['typescript7', []],
])('what is built of them passes the compiler %s', async (compiler, without) => {
  expect(await compileCorpus(compiler, without)).toBe('');
});
