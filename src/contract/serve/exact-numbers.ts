const ZERO = 48;
const NINE = 57;
const POINT = 46;
const MINUS = 45;

/** Numbers of at most this many characters, without an exponent, always come back as they were sent. */
const SHORT = 15;

/** Any decimal of 15 digits survives a double; none of more than 17 is what JSON.stringify writes. */
const ALWAYS_EXACT_DIGITS = 15;
const MOST_DIGITS = 17;

const SMALLEST_NORMAL = 2.2250738585072014e-308;

/** Seventeen digits do not fit a double: so many of them are held apart. */
const HIGH_DIGITS = 9;

/** The first 15 digits of the largest double. */
const LARGEST_START = 179769313486231;

/** Powers of ten that a double holds exactly. */
const POWERS = Array.from({ length: 23 }, (_, exponent) => 10 ** exponent);

/**
 * Whether a number of a JSON text is, as a decimal, the number that JSON.stringify writes for its double (ECMA-262
 * §6.1.6.1.20). `1e2` is 100 and `-0` is 0; 9007199254740993 and 1e400 would come back as other numbers. Costs the length
 * of the number.
 *
 * @param start of the number in the text, which is valid JSON
 * @param end the position after it
 */
export function isStoredExactly(text: string, start: number, end: number): boolean {
  let first = -1;
  let last = -1;
  let count = 0;
  let whole = -1;
  // The first nine significant digits, and those after them as far as the last one that is not 0.
  let high = 0;
  let low = 0;
  let tail = 0;
  let at = start;
  for (; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit === POINT) whole = count;
    else if (unit > NINE) break;
    else if (unit !== MINUS) {
      if (unit !== ZERO && first < 0) first = count;
      if (first >= 0) {
        if (count - first < HIGH_DIGITS) high = high * 10 + unit - ZERO;
        else tail = tail * 10 + unit - ZERO;
        if (unit !== ZERO) {
          last = count;
          low = tail;
        }
      }
      count++;
    }
  }
  if (first < 0) return true;
  const digits = last - first + 1;
  if (digits > MOST_DIGITS) return false;
  // Of scientific notation, with one digit before the point.
  const exponent = (whole < 0 ? count : whole) - 1 - first + (at < end ? readExponent(text, at + 1, end) : 0);
  if (exponent > 308 || exponent < -324) return false;
  const scale = exponent - digits + 1;
  // The first nine digits may end in zeros that are not significant.
  if (digits < HIGH_DIGITS) high /= powerOfTen(Math.min(count - first, HIGH_DIGITS) - digits);
  // Subnormal doubles are multiples of 4.94e-324: decimals of fewer digits are further apart, and of more digits several
  // are the same double.
  if (exponent < -308 && scale !== -324) return scale > -324;
  if (digits <= ALWAYS_EXACT_DIGITS) {
    if (exponent < -308) return isShortestTiny(toWhole(high, low, digits));
    return exponent < 308 || toWhole(high, low, digits) * powerOfTen(ALWAYS_EXACT_DIGITS - digits) <= LARGEST_START;
  }
  const value = Math.abs(Number(text.slice(start, end)));
  if (!Number.isFinite(value)) return false;
  return isShortest(value, { high, low, digits }, scale) ?? isWritten(text.slice(start, end), value);
}

/** The digits of a number as a whole number, which rounds where there are 17 of them. */
function toWhole(high: number, low: number, digits: number): number {
  return digits <= HIGH_DIGITS ? high : high * powerOfTen(digits - HIGH_DIGITS) + low;
}

function powerOfTen(exponent: number): number {
  return POWERS[exponent] ?? 10 ** exponent;
}

/** Whether a text that stands alone is a number that is stored exactly, or no number. */
export function isExactText(text: string): boolean {
  return (text.length <= SHORT && !/e/i.test(text)) || isStoredExactly(text, 0, text.length);
}

/** Exponents beyond any number are cut, however many digits they have. */
function readExponent(text: string, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= ZERO && unit <= NINE && value < 1e15) value = value * 10 + unit - ZERO;
  }
  return text.charCodeAt(start) === MINUS ? -value : value;
}

/**
 * Whether M × 10^scale, of 16 or 17 digits, is the shortest decimal of the double that it is read as. The distance
 * between the two is computed in double-double arithmetic (Dekker), which costs a tenth of writing the double as a text.
 *
 * @returns undefined where the arithmetic does not decide
 */
function isShortest(
  value: number,
  { high, low, digits }: { high: number; low: number; digits: number },
  scale: number,
): boolean | undefined {
  const isSubnormal = value < SMALLEST_NORMAL;
  bits.setFloat64(0, isSubnormal ? value * 2 ** 52 : value);
  const top = bits.getInt32(0);
  const exponent = (top >>> 20) - (isSubnormal ? 1023 + 52 : 1023);
  bits.setInt32(0, (top & 0xfffff) | 0x3ff00000);
  const mantissa = bits.getFloat64(0);
  const power = binaryPowerOfTen(-scale);
  // Both powers of two are near 1: the value, in units of the last digit, has
  // 16 or 17 digits before its point.
  const factor = TWOS[exponent + power.exponent + FARTHEST] as number;
  const product = mantissa * power.high;
  const rounded = productError(mantissa, power.high, product) + mantissa * power.low;
  const front = high * (digits === MOST_DIGITS ? 1e8 : 1e7);
  const sum = front + low;
  const rest = low - (sum - front);
  // Sent minus stored, and the distance of neighbouring doubles.
  const error = sum - product * factor + (rest - rounded * factor);
  const gap = power.high * (TWOS[Math.max(exponent, -1022) - 52 + power.exponent + FARTHEST] as number);
  // Half the distance of the doubles above and below. Powers of two lie nearer to the one below.
  const halfAbove = gap / 2;
  const halfBelow = mantissa === 1 && exponent > -1022 ? gap / 4 : halfAbove;
  const lastDigit = low % 10;
  const shorter = Math.min(lastDigit - error - halfBelow, 10 - lastDigit + error - halfAbove);
  const closer = Math.max(0.5 - Math.abs(error), 1 - Math.abs(error) - (error > 0 ? halfBelow : halfAbove));
  const isDecided = Math.abs(shorter) > 1e-6 && Math.abs(closer) > 1e-6;
  // JSON.stringify writes another number where a shorter one is the same double, or one of as many digits is closer to it.
  return isDecided ? shorter > 0 && closer > 0 : undefined;
}

/** The distance of neighbouring subnormal doubles in units of 10^-324. */
const TINY_GAP = { high: 4.940656458412465, low: 4.0654198389352115e-16 };

/** Whether a whole number of 10^-324, of at most 15 digits, is the shortest decimal of the subnormal double it is read as. */
function isShortestTiny(whole: number): boolean {
  const multiple = Math.round(whole / TINY_GAP.high);
  if (multiple === 0) return false;
  const product = multiple * TINY_GAP.high;
  const error = whole - product - (productError(multiple, TINY_GAP.high, product) + multiple * TINY_GAP.low);
  const lastDigit = whole % 10;
  const nearest = Math.min(lastDigit === whole ? 10 : lastDigit - error, 10 - lastDigit + error);
  return nearest > TINY_GAP.high / 2 && Math.abs(error) < 0.5;
}

type BinaryPower = { high: number; low: number; exponent: number };

const binaryPowers: BinaryPower[] = [];
/** Binary exponents of doubles and of their distances in units of a last digit lie closer to 0 than this. */
const FARTHEST = 1200;
const TWOS = Float64Array.from({ length: 2 * FARTHEST }, (_, index) => 2 ** (index - FARTHEST));

/** 10^exponent as (high + low) × 2^exponent, high from 1 to 2, to 105 bits. There are some 650 of them. */
function binaryPowerOfTen(exponent: number): BinaryPower {
  const known = binaryPowers[exponent + FARTHEST];
  if (known !== undefined) return known;
  const SHIFT = 1400;
  const ten = 10n ** BigInt(Math.abs(exponent));
  const whole = exponent < 0 ? (1n << BigInt(SHIFT)) / ten : ten << BigInt(SHIFT);
  const length = whole.toString(2).length;
  const first = whole >> BigInt(length - 53);
  const second = (whole >> BigInt(length - 106)) - (first << 53n);
  const made = { high: Number(first) / 2 ** 52, low: Number(second) / 2 ** 105, exponent: length - 1 - SHIFT };
  binaryPowers[exponent + FARTHEST] = made;
  return made;
}

/** What rounding took from a product. */
function productError(one: number, other: number, product: number): number {
  const SPLIT = 134217729;
  const oneHigh = one * SPLIT - (one * SPLIT - one);
  const otherHigh = other * SPLIT - (other * SPLIT - other);
  const oneLow = one - oneHigh;
  const otherLow = other - otherHigh;
  return oneLow * otherLow - (product - oneHigh * otherHigh - oneLow * otherHigh - oneHigh * otherLow);
}

const bits = new DataView(new ArrayBuffer(8));

/** Whether a number and what is written for its double are the same decimal, digit by digit. */
function isWritten(number: string, value: number): boolean {
  if (value === 0 || !Number.isFinite(value)) return false;
  const written = String(value);
  // What JSON.stringify has written comes back like this, but for its sign.
  return number.endsWith(written) || normalize(number) === normalize(written);
}

/** Significant digits and exponent, without sign. */
function normalize(number: string): string {
  const [, whole = '', fraction = '', exponent = '0'] = /^-?(\d+)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(number) ?? [];
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  const isBelowOne = digits.length < whole.length + fraction.length;
  const zeros = isBelowOne ? whole.length + fraction.length - digits.length : 0;
  return `${significant}e${Number(exponent) + whole.length - zeros}`;
}
