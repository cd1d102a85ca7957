import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readBundle } from '../../../src/contract/document/document.ts';
import { type Mock, startMock } from '../../../src/contract/mock/mock.ts';
import { createPlan, type Plan } from '../../../src/contract/verify/plan.ts';
import { type RunOptions, type RunResult, runVerify } from '../../../src/contract/verify/run.ts';
import type { Phase } from '../../../src/contract/verify/types.ts';
import { type RunningServer, startServer } from '../../running-server.ts';

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
    otherAuth: { authorization: `Bearer ${otherKey}` },
    seed: 1,
    maxCases: 100_000,
    operations: [],
    phases: [],
    off: [],
    timeMs: 60_000,
    concurrency: 8,
    onProgress: () => undefined,
    ...options,
  });
}

describe('the server of this API', () => {
  test.each([1, 2, 3])(
    'agrees with its contract, seed %i',
    async (seed) => {
      const { findings, cases, outcomes, untried } = await verify({ seed });
      expect(findings.map(({ check, operationId, message }) => `${operationId} ${check}: ${message}`)).toEqual([]);
      expect(untried).toEqual([]);
      expect(cases).toBeGreaterThan(1700);
      // Most of what the contract allows is accepted: what rules refuse is the exception.
      expect(outcomes['refused (accept expected)']).toBeLessThan(60);
      expect(outcomes['rightly accepted']).toBeGreaterThan(700);
    },
    60_000,
  );

  test('is asked no more than is wanted', async () => {
    const { cases, counts } = await verify({ operations: ['listVoices'], phases: ['constraints'], maxCases: 10 });
    expect(cases).toBe(10);
    expect(counts).toEqual({ listVoices: { constraints: 10 } });
  });
});

describe('the mock', () => {
  let mock: Mock;
  beforeAll(async () => {
    mock = await startMock(plan.document, { port: 0, host: '127.0.0.1' });
  });
  afterAll(() => mock.stop());

  test.each([1, 2, 3])(
    'judges every request as the server does, seed %i',
    async (seed) => {
      const phases: Phase[] = ['examples', 'constraints'];
      const { agreement, findings } = await verify({ seed, phases, against: mock.url });
      expect(findings).toEqual([]);
      expect(agreement).toEqual({ agreed: expect.any(Number), ruled: expect.any(Number), disagreed: 0 });
      expect(agreement?.agreed).toBeGreaterThan(1500);
      expect(agreement?.ruled).toBeLessThan(60);
    },
    60_000,
  );

  test('disagrees with a server that takes what the contract refuses', async () => {
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

test('a server that is not there is a finding', async () => {
  const { findings } = await verify({ url: 'http://127.0.0.1:1', operations: ['listVoices'], phases: ['examples'] });
  expect(new Set(findings.map(({ check }) => check))).toEqual(new Set(['answered']));
});

describe('x-verify', () => {
  test.each<[string, object, string]>([
    ['without a reason', { rules: { name: '' } }, 'must give a reason'],
    ['of an unknown kind', { ruels: {} }, 'holds "ruels"; it may hold rules, unique, off and effects'],
    ['that is no object', ['rules'], 'must be an object'],
    ['with an effect that says too little', { effects: { a: { when: true } } }, 'must say of each entry of "effects"'],
  ])('%s is refused at its place', async (_what, hints, message) => {
    const document = await readBundle(new URL('../../../generated/openapi.json', import.meta.url));
    const operation = document.paths?.['/v1/voices']?.get;
    Object.assign(operation as object, { 'x-verify': hints });
    expect(() => createPlan(document)).toThrow(`#/paths/~1v1~1voices/get/x-verify "x-verify" ${message}`);
  });
});
