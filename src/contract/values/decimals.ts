/** A decimal number: digits × 10^-scale. */
type DecimalParts = { digits: bigint; scale: number };

function splitDecimal(value: number): DecimalParts {
  const [, sign = '', whole = '0', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? [];
  return { digits: BigInt(sign + whole + fraction), scale: fraction.length - Number(exponent) };
}

/** Numbers as integers of one unit, 10^-scale, in which no digit is lost. */
export function toUnits(values: number[]): { units: bigint[]; scale: number } {
  const decimals = values.map(splitDecimal);
  const scale = decimals.reduce((most, one) => Math.max(most, one.scale), 0);
  return { units: decimals.map((one) => one.digits * 10n ** BigInt(scale - one.scale)), scale };
}

/** The number nearest to an integer of a unit. */
export function fromUnits(units: bigint, scale: number): number {
  return Number(`${units}e${-scale}`);
}

/** The least number that is a multiple of both, as decimals. */
export function leastCommonMultiple(one: number, other: number): number {
  const {
    units: [a = 1n, b = 1n],
    scale,
  } = toUnits([one, other]);
  return fromUnits((a / greatestDivisor(a, b)) * b, scale);
}

function greatestDivisor(one: bigint, other: bigint): bigint {
  return other === 0n ? one : greatestDivisor(other, one % other);
}

/** Whether a number is a multiple of another one, as decimals. */
export function isDecimalMultiple(value: number, of: number): boolean {
  const {
    units: [a = 0n, b = 1n],
  } = toUnits([value, of]);
  return a % b === 0n;
}

/** The quotient of two numbers as the integer below it. */
export function floorDivide(one: bigint, other: bigint): bigint {
  const quotient = one / other;
  return one % other !== 0n && one < 0n !== other < 0n ? quotient - 1n : quotient;
}

const bits = new DataView(new ArrayBuffer(8));

/** The next number that a double can store (IEEE 754 §5.3.1). */
export function neighbourOf(value: number, direction: 1 | -1): number {
  if (value === 0) return direction * Number.MIN_VALUE;
  bits.setFloat64(0, value);
  const step = value > 0 === direction > 0 ? 1n : -1n;
  bits.setBigInt64(0, bits.getBigInt64(0) + step);
  return bits.getFloat64(0);
}
