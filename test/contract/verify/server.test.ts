import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { readBundle } from '../../../src/contract/document/read-bundle.ts';
import { type Mock, startMock } from '../../../src/contract/mock/mock.ts';
import { createPlan, type Plan } from '../../../src/contract/verify/plan.ts';
import { type RandomCase, randomCases } from '../../../src/contract/verify/random-cases.ts';
import { type RunResult, runVerify } from '../../../src/contract/verify/run.ts';
import type { RunOptions } from '../../../src/contract/verify/run-context.ts';
import type { VerifiableOperation } from '../../../src/contract/verify/verifiable-operation.ts';
import { type RunningServer, startServer, WORKER_TOKEN } from '../../running-server.ts';

let plan: Plan;
let server: RunningServer;
let otherKey: string;
beforeAll(async () => {
  plan = createPlan(await readBundle(new URL('../../../generated/openapi.json', import.meta.url)));
  server = await startServer();
  ({ key: otherKey } = await server.newKey('other'));
});
afterAll(() => server.stop());

function verify(options: Partial<RunOptions> = {}): Promise<RunResult> {
  return runVerify(plan, {
    url: server.url,
    auth: { authorization: `Bearer ${server.key}` },
    schemeAuth: { WorkerToken: { authorization: `Bearer ${WORKER_TOKEN}` } },
    otherAuth: { authorization: `Bearer ${otherKey}` },
    seed: 1,
    maxCases: 3000,
    operations: [],
    phases: [],
    off: [],
    timeMs: 1_800_000,
    concurrency: 8,
    responseMs: 600_000,
    onProgress: () => undefined,
    ...options,
  });
}

let mock: Mock;
beforeAll(async () => {
  mock = await startMock(plan.document, { port: 0, host: '127.0.0.1' });
});
afterAll(() => mock.stop());

describe('the server of this API', () => {
  // Each case is sent to both. `npm run verify` takes any other seed.
  test('agrees with its contract, and judges every request as the mock does', async () => {
    const { findings, cases, outcomes, notTried, untried, agreement } = await verify({ against: mock.url });
    expect(findings.map(({ check, operationId, message }) => `${operationId} ${check}: ${message}`)).toEqual([]);
    expect(notTried).toEqual([]);
    // Memories come from what a worker reports of a conversation, which is no resource of one operation.
    expect(untried).toEqual(['deleteMemory: every valid request returned 404, so only its errors were tried']);
    expect(cases).toBeGreaterThan(3000);
    // Most of what the contract allows is accepted: what rules refuse is the exception.
    expect(outcomes['valid requests rejected, without a finding']).toBeLessThan(300);
    expect(outcomes['valid requests accepted']).toBeGreaterThan(700);
    expect(agreement).toEqual({ agreed: expect.any(Number), ruled: expect.any(Number), disagreed: 0 });
    expect(agreement?.agreed).toBeGreaterThan(2600);
    expect(agreement?.ruled).toBeLessThan(300);
  });

  test('is asked no more than is wanted', async () => {
    const { cases, counts } = await verify({ operations: ['listVoices'], phases: ['constraints'], maxCases: 10 });
    expect(cases).toBe(10);
    expect(counts).toEqual({ listVoices: { constraints: 10 } });
  });
});

describe('the mock', () => {
  test('disagrees with a server that takes what the contract rejects', async () => {
    const lenient = createServer((_request, response) => void response.writeHead(200).end());
    await new Promise<void>((resolve) => lenient.listen(0, '127.0.0.1', resolve));
    const { port } = lenient.address() as AddressInfo;
    const against = `http://127.0.0.1:${port}`;
    const { findings } = await verify({ operations: ['listVoices'], phases: ['constraints'], against });
    expect(new Set(findings.map(({ check }) => check))).toEqual(new Set(['agreement']));
    lenient.closeAllConnections();
    lenient.close();
  });
});

describe('random cases', () => {
  const updates = (seed: number, count: number) => {
    const operation = plan.operations.find(({ operationId }) => operationId === 'updateAgent');
    const made = randomCases(plan, operation as VerifiableOperation, seed);
    return Array.from({ length: count }, () => made.next().value as RandomCase);
  };

  test('are the same for the same seed, and others for another', () => {
    const texts = (seed: number) => updates(seed, 50).map(({ parts }) => parts.body?.text);
    expect(texts(1)).toEqual(texts(1));
    expect(texts(1)).not.toEqual(texts(2));
  });

  test('make what is allowed and what is not', () => {
    const all = updates(1, 300);
    const allowed = all.filter(({ expect: verdict }) => verdict === 'accept');
    expect(allowed.length).toBeGreaterThan(30);
    expect(allowed.length).toBeLessThan(250);
    expect(new Set(all.map(({ parts }) => parts.body?.text)).size).toBeGreaterThan(250);
  });

  test('are reported with as few changes as possible', async () => {
    const broken = createServer((request, response) => {
      request.setEncoding('utf8');
      let text = '';
      request.on('data', (chunk) => {
        text += chunk;
      });
      request.on('end', () => response.writeHead(text.includes('navigator_mode') ? 502 : 400).end());
    });
    await new Promise<void>((resolve) => broken.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(broken.address() as AddressInfo).port}`;
    const { findings } = await verify({ url, operations: ['updateAgent'], phases: ['random'], maxCases: 60 });
    const [failed] = findings.filter(({ check }) => check === 'not_a_server_error');
    const { temperature, ...rest } = JSON.parse(failed?.request.body ?? '{}');
    // The minimal example and the one property that it takes.
    expect(Object.keys(rest)).toContain('navigator_mode');
    expect(findings.some(({ request }) => Object.keys(JSON.parse(request.body ?? '{}')).length <= 2)).toBe(true);
    broken.closeAllConnections();
    broken.close();
  });
});

describe('x-verify', () => {
  test.each<[string, object, string]>([
    ['without a reason', { rules: { name: '' } }, 'must give a reason'],
    [
      'of an unknown kind',
      { ruels: {} },
      'has the unknown member "ruels"; its members are rules, unique, off, effects and list',
    ],
    [
      'that switches off what is no check',
      { off: { negative_data: 'It is misspelt.' } },
      'switches "negative_data" off',
    ],
    ['that is no object', ['rules'], 'must be an object'],
    [
      'with an effect that says too little',
      { effects: { a: { when: true } } },
      'must have `when` and `sets` in each entry of "effects"',
    ],
  ])('%s is rejected at its place', (_what, hints, message) => {
    const operation = { 'x-verify': hints, responses: { 200: { description: 'Voices.' } } };
    const document = {
      openapi: '3.1.1',
      info: { title: 'Voices', version: '1' },
      paths: { '/voices': { get: operation } },
    };
    expect(() => createPlan(document as OpenApiDocument)).toThrow(
      `#/paths/~1voices/get/x-verify: "x-verify" ${message}`,
    );
  });
});
