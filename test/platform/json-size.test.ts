import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isLongerThan } from '../../src/platform/json-size.ts';

const LIMIT = 60;

test('a JSON value is longer than a limit where JSON.stringify writes more bytes', () => {
  const value = fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' });
  const seen = { longer: 0, shorter: 0 };
  fc.assert(
    fc.property(value, fc.integer({ min: -1, max: 1 }), (sent, difference) => {
      const size = Buffer.byteLength(JSON.stringify(sent));
      seen[size > LIMIT ? 'longer' : 'shorter'] += 1;
      expect(isLongerThan(LIMIT, sent)).toBe(size > LIMIT);
      expect(isLongerThan(size + difference, sent)).toBe(difference < 0);
    }),
    { numRuns: 2000 },
  );
  expect(Math.min(seen.longer, seen.shorter)).toBeGreaterThan(100);
});

test('what comes behind the limit is not looked at', () => {
  const unreadable = {
    get never(): never {
      throw new Error('It is read.');
    },
  };
  expect(isLongerThan(10, ['x'.repeat(20), unreadable])).toBe(true);
  expect(isLongerThan(10, { first: 'x'.repeat(20), second: unreadable })).toBe(true);
});
