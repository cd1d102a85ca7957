import { describe, expect, test } from 'vitest';
import { ERRORS, type ErrorCode } from '../../src/api/errors.ts';
import { listOperations } from '../../src/contract/document/operations.ts';
import { readBundle } from '../../src/contract/document/read-bundle.ts';

const document = await readBundle(new URL('../../generated/openapi.json', import.meta.url));
const operations = listOperations(document);
const codes = Object.keys(ERRORS).sort();

/** Every answer that is an error: operation, status, codes it may carry, and its examples. */
const errorAnswers = operations.flatMap(({ operationId, responses }) =>
  Object.entries(responses)
    .filter(([status]) => Number(status) >= 400)
    .map(([status, response]) => ({ operationId, status, response, codes: response['x-error-codes'] as ErrorCode[] })),
);

describe('the catalog of errors, the contract and the documentation say the same', () => {
  test('the contract lists exactly the codes of the catalog', () => {
    expect([...((document.components?.schemas?.ErrorCode?.enum ?? []) as string[])].sort()).toEqual(codes);
  });

  test('the documentation has a row for each code, with its status and when it is answered, and no other row', () => {
    const { description = '' } = document.info;
    const rows = [...description.matchAll(/^\| `(\w+)` \| (\d+) \| (.*) \|$/gm)].map(([, code, status, when]) => ({
      code,
      status: Number(status),
      when,
    }));
    expect(rows).toEqual(Object.entries(ERRORS).map(([code, { status, when }]) => ({ code, status, when })));
  });

  test('every code is declared by a response of its status', () => {
    const declared = new Set(errorAnswers.flatMap((answer) => answer.codes));
    expect([...declared].sort()).toEqual(codes);
  });

  test.each(errorAnswers)('$operationId $status declares codes of that status', (answer) => {
    expect(answer.codes.length).toBeGreaterThan(0);
    for (const code of answer.codes) expect(String(ERRORS[code].status)).toBe(answer.status);
  });

  test.each(errorAnswers)('$operationId $status has an example for each of its codes', (answer) => {
    const examples = Object.values(answer.response.content?.['application/json']?.examples ?? {});
    const shown = examples.map(({ value }) => (value as { error: { code: ErrorCode } }).error.code);
    expect([...new Set(shown)].sort()).toEqual([...answer.codes].sort());
  });
});
