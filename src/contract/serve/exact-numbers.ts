import { splitPower } from './powers-of-ten.ts';

const [PLUS, MINUS, POINT, ZERO, SMALL_E] = [43, 45, 46, 48, 101] as const;

/** Numbers of at most this many characters, without an exponent, always come back as they were sent. */
const SHORT = 15;

/** Any decimal of 15 digits survives a normal double; JSON.stringify writes at most 17 digits. */
const ALWAYS_EXACT_DIGITS = 15;
const MOST_DIGITS = 17;

/**
 * Seventeen digits do not fit a double: the first eight are kept apart. Both parts are integers of 32 bits, which are
 * fast.
 */
const HIGH_DIGITS = 8;

/** 2^1024 - 2^970 lies between this number of 17 digits and the next. From there on Number returns Infinity. */
const [LARGEST_HIGH, LARGEST_LOW] = [17_976_931, 348_623_158] as const;

/** 2^-1074 in units of 1e-324, as the sum of two doubles: the distance of subnormal doubles. */
const [SUBNORMAL_GAP, SUBNORMAL_GAP_REST] = [4.940656458412465, 4.0654198389352115e-16] as const;

/** Powers of ten that a double stores exactly. */
const POWERS = Array.from({ length: 23 }, (_, exponent) => 10 ** exponent);

/** Differences that the arithmetic cannot distinguish. Its own error is below 1e-14. */
const UNDECIDED = 1e-9;

/** The digits of a number: `(high × 10^(digits - 8) + low) × 10^scale`. */
type Decimal = { high: number; low: number; digits: number; scale: number };

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Reused by every number, so that none allocates. */
const sent: Decimal = { high: 0, low: 0, digits: 0, scale: 0 };

/**
 * Reads a number of a JSON text, and returns whether it is, as a decimal, the number that JSON.stringify writes for
 * its double (ECMA-262 §6.1.6.1.20). `1e2` is 100 and `-0` is 0; 9007199254740993 and 1e400 would come back as other
 * numbers. The cost is the length of the number.
 *
 * @param bytes of a valid JSON text
 * @param start of the number
 * @returns the position after it; negative where it would come back as another number
 */
export function endOfNumber(bytes: Uint8Array, start: number): number {
  const end = readDecimal(bytes, start);
  return isStoredExactly(bytes, start, end) ? end : -end;
}

/** Whether a number of JSON that stands alone is stored exactly. */
export function isExactText(text: string): boolean {
  return (text.length <= SHORT && !/e/i.test(text)) || endOfNumber(encoder.encode(text), 0) > 0;
}

/** The verdict on the number that `readDecimal` has read. */
function isStoredExactly(bytes: Uint8Array, start: number, end: number): boolean {
  const { high, low, digits, scale } = sent;
  if (digits === 0) return true;
  // For scientific notation, with one digit before the point.
  const exponent = scale + digits - 1;
  if (digits <= ALWAYS_EXACT_DIGITS && Math.abs(exponent) < 308) return true;
  if (digits > MOST_DIGITS || exponent > 308 || scale < -324) return false;
  if (exponent === 308 && isTooLarge(sent)) return false;
  // Below 4.4e-308 doubles lie 4.9e-324 apart, so that multiples of 1e-323 differ.
  const isSmall = exponent < -308 || (exponent === -308 && firstDigit(sent) < 4);
  if (isSmall && scale > -324) return true;
  if (!isSmall && digits <= ALWAYS_EXACT_DIGITS) return true;
  const known = isSmall ? isShortestSubnormal(sent) : isShortest(high, low, digits, scale);
  return known ?? isSameDecimal(decoder.decode(bytes.subarray(start, end)));
}

/**
 * Reads a number into `sent`, without zeros at either end of its digits. Only the first 17 digits are kept.
 *
 * @returns the position after it
 */
function readDecimal(bytes: Uint8Array, start: number): number {
  let high = 0;
  let low = 0;
  let digits = 0;
  let scale = 0;
  let isFraction = 0;
  let isLonger = false;
  let at = bytes[start] === MINUS ? start + 1 : start;
  for (; at < bytes.length; at++) {
    const digit = (bytes[at] as number) - ZERO;
    if (digit < 0 || digit > 9) {
      if (digit !== POINT - ZERO) break;
      isFraction = 1;
    } else if (digits === MOST_DIGITS) {
      isLonger ||= digit !== 0;
      scale += 1 - isFraction;
    } else {
      scale -= isFraction;
      if (digits >= HIGH_DIGITS) low = (low * 10 + digit) | 0;
      else high = (high * 10 + digit) | 0;
      if (high !== 0) digits++;
    }
  }
  if (at < bytes.length && ((bytes[at] as number) | 32) === SMALL_E) {
    at = readExponent(bytes, at + 1);
    scale += exponentRead;
  }
  if (isLonger) digits++;
  else if (low === 0) {
    if (digits > HIGH_DIGITS) {
      scale += digits - HIGH_DIGITS;
      digits = HIGH_DIGITS;
    }
    for (; digits > 0 && high % 10 === 0; digits--, scale++) high = (high / 10) | 0;
  } else for (; low % 10 === 0; digits--, scale++) low = (low / 10) | 0;
  sent.high = high;
  sent.low = low;
  sent.digits = digits;
  sent.scale = scale;
  return at;
}

let exponentRead = 0;

/** Exponents beyond any number are cut, however many digits they have. */
function readExponent(bytes: Uint8Array, start: number): number {
  const sign = bytes[start];
  let at = sign === MINUS || sign === PLUS ? start + 1 : start;
  let value = 0;
  for (; at < bytes.length; at++) {
    const digit = (bytes[at] as number) - ZERO;
    if (digit < 0 || digit > 9) break;
    if (value < 1e8) value = value * 10 + digit;
  }
  exponentRead = sign === MINUS ? -value : value;
  return at;
}

function firstDigit({ high, digits }: Decimal): number {
  return Math.floor(high / (POWERS[Math.min(digits, HIGH_DIGITS) - 1] as number));
}

/** Whether a number between 1e308 and 1e309 is read as Infinity. */
function isTooLarge({ high, low, digits }: Decimal): boolean {
  const top = high * (POWERS[Math.max(0, HIGH_DIGITS - digits)] as number);
  if (top !== LARGEST_HIGH) return top > LARGEST_HIGH;
  return low * (POWERS[MOST_DIGITS - Math.max(HIGH_DIGITS, digits)] as number) > LARGEST_LOW;
}

/**
 * Whether a decimal of 16 or 17 digits is the shortest one of the double that it is read as. Its binary value is
 * computed in double-double arithmetic (Dekker) as `top + rest`: `top` has the digits of the double, and `rest` is the
 * lost part. Writing the double as text costs ten times as much.
 *
 * @returns undefined where the arithmetic does not decide
 */
function isShortest(high: number, low: number, digits: number, scale: number): boolean | undefined {
  const front = high * (digits === MOST_DIGITS ? 1e9 : 1e8);
  const sum = front + low;
  const { factor, remainder } = splitPower(scale);
  const product = sum * factor;
  const lost = productError(sum, factor, product) + sum * remainder + (low - (sum - front)) * factor;
  const top = product + lost;
  // In units of the last digit from here on.
  const unit = sum / top;
  const error = (lost - (top - product)) * unit;
  const ulp = ulpOf(top);
  const nearest = isNearest(error, low % 10, ulp * unit, isPowerOfTwo);
  if (nearest !== undefined || scale !== 0 || error !== 0) return nearest;
  // An integer that is a double, and lies half a gap from a multiple of ten: ties are read as the even one (IEEE 754
  // §4.3.1).
  return (top / ulp) % 2 !== 0;
}

/** The same of a multiple of 1e-324. */
function isShortestSubnormal({ high, low, digits }: Decimal): boolean | undefined {
  const front = digits > HIGH_DIGITS ? high * (POWERS[digits - HIGH_DIGITS] as number) : high;
  const sum = front + low;
  const quotient = Math.round(sum / SUBNORMAL_GAP);
  const product = quotient * SUBNORMAL_GAP;
  const lost = productError(quotient, SUBNORMAL_GAP, product) + quotient * SUBNORMAL_GAP_REST;
  const first = sum - product + (low - (sum - front)) - lost;
  // The quotient is of rounded numbers, and can be one or two off.
  const error = first - Math.round(first / SUBNORMAL_GAP) * SUBNORMAL_GAP;
  return isNearest(error, (digits > HIGH_DIGITS ? low : high) % 10, SUBNORMAL_GAP, false);
}

/**
 * @param error the sent value minus the stored one, in units of the last digit
 * @param gap the distance to the next double, in the same units; to the one below a power of two it is half
 */
function isNearest(error: number, lastDigit: number, gap: number, isPower: boolean): boolean | undefined {
  const distance = Math.abs(error) - 0.5;
  if (distance > -UNDECIDED) {
    // Below a power of two, the next decimal can be nearer and still be read as another double.
    const isOnlyOne = isPower && error > 0 && 1 - error > gap / 4 - UNDECIDED;
    return distance > UNDECIDED && !isOnlyOne ? false : undefined;
  }
  // A decimal of fewer digits that is read as the same double is what JSON.stringify writes.
  const below = lastDigit - error - (isPower ? gap / 4 : gap / 2);
  const above = 10 - lastDigit + error - gap / 2;
  const least = Math.min(below, above);
  return Math.abs(least) < UNDECIDED ? undefined : least > 0;
}

/** The rounding error of a product. */
function productError(one: number, other: number, product: number): number {
  const SPLIT = 134217729;
  const oneHigh = one * SPLIT - (one * SPLIT - one);
  const otherHigh = other * SPLIT - (other * SPLIT - other);
  const oneLow = one - oneHigh;
  const otherLow = other - otherHigh;
  return oneLow * otherLow - (product - oneHigh * otherHigh - oneLow * otherHigh - oneHigh * otherLow);
}

const bits = new DataView(new ArrayBuffer(8));

/** By the biased exponent of a double. */
const ULPS = Float64Array.from({ length: 2047 }, (_, exponent) => 2 ** (exponent - 1075));

/** Whether the last double that `ulpOf` was called for is a power of two. */
let isPowerOfTwo = false;

/** The distance from a positive double to the next one. */
function ulpOf(value: number): number {
  bits.setFloat64(0, value);
  const top = bits.getInt32(0);
  isPowerOfTwo = (top & 0xfffff) === 0 && bits.getInt32(4) === 0;
  return ULPS[top >>> 20] as number;
}

/** Whether a number and the text of its double are the same decimal. */
function isSameDecimal(number: string): boolean {
  const { high, low, digits, scale } = sent;
  const value = Math.abs(Number(number));
  if (value === 0 || !Number.isFinite(value)) return false;
  const written = String(value);
  if (number.endsWith(written)) return true;
  readDecimal(encoder.encode(written), 0);
  return sent.high === high && sent.low === low && sent.digits === digits && sent.scale === scale;
}
