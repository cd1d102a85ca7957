import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { operations } from '../../generated/types.ts';
import { listOperations } from '../../src/contract/document/operations.ts';
import { exampleNames, exampleRequest, exchange } from './contract-checks.ts';
import { document } from './matchers.ts';
import { startMockTarget, startServerTarget, type Target } from './targets.ts';

const listed = listOperations(document);

const targets: Record<string, () => Promise<Target>> = { 'the mock': startMockTarget, 'the server': startServerTarget };

describe.each(Object.keys(targets))('%s', (name) => {
  let target: Target;
  beforeAll(async () => {
    target = await (targets[name] as () => Promise<Target>)();
  });
  afterAll(() => target.stop());

  describe.each(listed)('$operationId', (operation) => {
    // The types are made of the same contract.
    const operationId = operation.operationId as keyof operations;

    test.each(exampleNames(operation))('answers its request example "%s" with a declared success', async (example) => {
      const key = target.keyOf(operationId);
      const request = exampleRequest(operation, example, key, await target.pathValues(operationId));
      const answer = await exchange(target.url, request);
      await expect(answer).toMatchContract(operationId);
      expect(answer.status, JSON.stringify(answer.body)).toBeGreaterThanOrEqual(200);
      expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
    });

    test.each(Object.keys(operation.responses))('answers %s as declared', async (status) => {
      const request = await target.provoke(operationId, status);
      const answer = await exchange(request.url ?? target.url, request);
      expect(String(answer.status), JSON.stringify(answer.body)).toBe(status);
      await expect(answer).toMatchContract(operationId);
      const codes = operation.responses[status]?.['x-error-codes'];
      if (codes !== undefined) expect(codes).toContain((answer.body as { error: { code: string } }).error.code);
    });
  });
});
