import { Ajv2020 } from 'ajv/dist/2020.js';
import { CodeGen } from 'ajv/dist/compile/codegen/index.js';
import { afterEach, expect, test, vi } from 'vitest';
import { countNamesOnce } from '../../../src/contract/build/count-names.ts';

/** Keywords that use names in conditions, loops, assignments and calls, and constants that Ajv removes or moves. */
const SCHEMA = {
  $id: 'tested',
  type: 'object',
  required: ['list'],
  properties: {
    list: {
      type: 'array',
      items: { type: ['string', 'null'], maxLength: 4 },
      uniqueItems: true,
      contains: { const: 'a' },
    },
    either: { oneOf: [{ type: 'string' }, { properties: { x: { $ref: 'tested' } }, minProperties: 1 }] },
    any: { anyOf: [{ minimum: 3 }, { pattern: '^a' }, {}], not: { maxItems: 3 } },
    last: { if: { minItems: 2 }, else: { minItems: 1 } },
  },
  dependentRequired: { any: ['last'] },
  patternProperties: { '^p': true, '^q': { enum: [1, { a: 2 }] } },
  propertyNames: { maxLength: 9 },
  unevaluatedProperties: { type: 'integer', multipleOf: 2 },
};

function codeOf(prepare: (ajv: Ajv2020) => void): string | undefined {
  const ajv = new Ajv2020({ allErrors: true, verbose: true, strict: false, code: { source: true, lines: true } });
  prepare(ajv);
  return ajv.compile(SCHEMA).source?.validateCode;
}

afterEach(() => vi.restoreAllMocks());

test('code whose names are counted once is the code that Ajv writes', () => {
  const optimize = vi.spyOn(CodeGen.prototype, 'optimize');
  const own = codeOf(() => undefined);
  const calls = optimize.mock.calls.length;
  expect(calls).toBeGreaterThan(0);
  expect(codeOf(countNamesOnce)).toBe(own);
  expect(optimize.mock.calls.length).toBe(calls);
});

test('names that are not used are removed', () => {
  const schema = codeOf(countNamesOnce) ?? '';
  const errorCounts = [...schema.matchAll(/const (_errs\d+) =/g)].map(([, name]) => name);
  expect(errorCounts.length).toBeGreaterThan(3);
  for (const name of errorCounts) expect(schema.split(`${name}`).length).toBeGreaterThan(2);
});
