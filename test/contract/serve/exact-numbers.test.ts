import fc from 'fast-check';
import { expect, test } from 'vitest';
import { endOfNumber, isExactText } from '../../../src/contract/serve/exact-numbers.ts';

const isExact = (number: string) => endOfNumber(Buffer.from(number), 0) > 0;

test.each([
  ...['0', '-0', '0.000', '0e99999999999', '1e2', '1E+2', '0.10', '0.3', '-1.5e-7', '64955068452378530'],
  ...['6.495506845237853e16', '9007199254740992', '0.30000000000000004', '123456789012345680000', '1e21', '1e23'],
  ...['1e308', '1.7976931348623157e308', '1e-320', '5e-324', '1.5e-323', '15e-324'],
  ...[
    '2.2250738585072014e-308',
    '9.893587073942367e-309',
    '6.455624695217272e+119',
    '3.6553720402257324e-308',
    '1.2345678901234567e-200',
  ],
  ...[`1${'0'.repeat(200)}`, `0.${'0'.repeat(200)}1`],
])('%s comes back as it was sent', (number) => {
  expect(isExact(number)).toBe(true);
});

test.each([
  ...['9007199254740993', '18014398509481985', '0.12345678901234567890', '1.00000000000000001', '1e400', '-1e400'],
  ...[
    '1.7976931348623159e308',
    '1e309',
    '1.8e308',
    '-1.8E+308',
    '4e-324',
    '2e-324',
    '1e-400',
    '1e99999999999999999999',
    '4.9406564584124654e-324',
  ],
])('%s would come back as another number', (number) => {
  expect(isExact(number)).toBe(false);
});

test('a number that stands alone is looked at closely where it is long or has an exponent', () => {
  expect(['1', '123456789012345', '1e2', '1E2', '0.1'].filter((text) => !isExactText(text))).toEqual([]);
  expect(['1e400', '1E400', '9007199254740993'].filter(isExactText)).toEqual([]);
});

/** The decimal of a number without leading and trailing zeros, computed with whole numbers of any size. */
function decimalOf(number: string): string {
  const [, whole = '', fraction = '', exponent = '0'] = /^-?(\d+)\.?(\d*)(?:e([+-]?\d+))?$/i.exec(number) ?? [];
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0';
  return `${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`;
}

const numbers = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc
    .tuple(fc.double({ noNaN: true, min: 1e-5, max: 1e15 }), fc.integer({ min: 15, max: 18 }))
    .map(([value, digits]) => value.toPrecision(digits)),
  fc
    .tuple(fc.bigInt({ min: 10n ** 14n, max: 10n ** 18n }), fc.integer({ min: -40, max: 40 }))
    .map(([digits, exponent]) => `${digits}e${exponent}`),
  fc.bigInt({ min: 2n ** 52n, max: 2n ** 60n }).map(String),
  // Integers that are doubles, often half a gap away from a multiple of ten.
  fc.bigInt({ min: 2n ** 50n, max: 2n ** 53n - 1n }).map((mantissa) => String(mantissa * 8n)),
  fc.bigInt({ min: 2n ** 52n, max: 2n ** 53n - 1n }).map((mantissa) => String(mantissa * 2n)),
  // Powers of two, subnormal doubles, and decimals beside a double.
  fc.integer({ min: -1074, max: 1023 }).map((exponent) => String(2 ** exponent)),
  fc
    .tuple(fc.bigInt({ min: 1n, max: 10n ** 17n }), fc.integer({ min: -340, max: -307 }))
    .map(([digits, exponent]) => `${digits}e${exponent}`),
  fc
    .tuple(fc.double({ noNaN: true, noDefaultInfinity: true, min: 0 }), fc.integer({ min: -9, max: 9 }))
    .map(([value, off]) => {
      const [digits = '0', exponent] = value.toExponential(16).split('e');
      return `${BigInt(digits.replace('.', '')) + BigInt(off + 9)}e${Number(exponent) - 16}`;
    }),
  fc.tuple(fc.integer({ min: -1074, max: 1023 }), fc.integer({ min: 14, max: 18 })).map(powerOfTwo),
  fc
    .tuple(fc.bigInt({ min: 1n, max: 10n ** 17n }), fc.integer({ min: -330, max: -290 }))
    .map(([digits, exponent]) => `${digits}e${exponent}`),
  fc.double({ noNaN: true, min: 5e-324, max: 1e-300 }).map(String),
  fc.double({ noNaN: true, min: 1e300, noDefaultInfinity: true }).map(String),
  fc
    .tuple(fc.bigInt({ min: 179769313486n, max: 179769313487n }), fc.integer({ min: 0, max: 999_999 }))
    .map(([front, rest]) => `${front}${rest}e${297 - String(rest).length}`),
);

/** Below a power of two doubles lie nearer to each other than above. */
function powerOfTwo([exponent, digits]: [number, number]): string {
  return (2 ** exponent).toPrecision(digits);
}

test('the rule is that of decimals: what JSON.stringify writes is the same number', () => {
  fc.assert(
    fc.property(numbers, (number) => {
      const stored = Number(number);
      const comesBack = Number.isFinite(stored) && decimalOf(JSON.stringify(stored)) === decimalOf(number);
      expect(isExact(number)).toBe(comesBack);
    }),
    { seed: 20261126, numRuns: 20_000 },
  );
});
