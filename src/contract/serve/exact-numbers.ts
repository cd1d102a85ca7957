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
  if (digits <= ALWAYS_EXACT_DIGITS && exponent < 308 && exponent > -308) return true;
  const number = text.slice(start, end);
  const value = Math.abs(Number(number));
  // All doubles that are not subnormal hold 15 digits.
  if (digits <= ALWAYS_EXACT_DIGITS && value >= SMALLEST_NORMAL) return Number.isFinite(value);
  if (digits > ALWAYS_EXACT_DIGITS && value > 1e-290 && value < 1e290) {
    const known = isShortest(value, { high, low, digits }, exponent - digits + 1);
    if (known !== undefined) return known;
  }
  return isWritten(number, value);
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
 * Whether M × 10^scale, of 16 or 17 digits, is the shortest decimal of the double that it is read as. The distance between
 * the two is computed in double-double arithmetic (Dekker), which costs a tenth of writing the double as a text.
 *
 * @returns undefined where the arithmetic does not decide
 */
function isShortest(
  value: number,
  { high, low, digits }: { high: number; low: number; digits: number },
  scale: number,
): boolean | undefined {
  const power = POWERS[Math.abs(scale)];
  const ulp = ulpOf(value);
  if (power === undefined || ulp === undefined) return undefined;
  const front = high * (digits === MOST_DIGITS ? 1e8 : 1e7);
  const sum = front + low;
  const rest = low - (sum - front);
  // Sent minus stored, and the distance of neighbouring doubles, in units of the last digit.
  let error: number;
  let gap: number;
  if (scale <= 0) {
    const product = value * power;
    error = sum - product + (rest - productError(value, power, product));
    gap = ulp * power;
  } else {
    if (rest !== 0) return undefined;
    const product = sum * power;
    error = (product - value + productError(sum, power, product)) / power;
    gap = ulp / power;
  }
  const lastDigit = low % 10;
  const nearest = Math.min(lastDigit - error, 10 - lastDigit + error);
  const isDecided = Math.abs(nearest - gap / 2) > 1e-6 && Math.abs(Math.abs(error) - 0.5) > 1e-6;
  // Stored as another number than JSON.stringify writes: a shorter one fits, or one of as many digits is nearer.
  return isDecided ? nearest > gap / 2 && Math.abs(error) < 0.5 : undefined;
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

/** By the biased exponent of a double. */
const ULPS = Float64Array.from({ length: 2047 }, (_, exponent) => 2 ** (exponent - 1075));

/** Distance to the next double; undefined for powers of two, which lie nearer to the one below. */
function ulpOf(value: number): number | undefined {
  bits.setFloat64(0, value);
  const top = bits.getInt32(0);
  if ((top & 0xfffff) === 0 && bits.getInt32(4) === 0) return undefined;
  return ULPS[top >>> 20];
}

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
