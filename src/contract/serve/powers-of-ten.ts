/** The least exponent of the last digit of a number that a double can store. */
const LEAST = -324;

/** So many binary digits are kept of each power, those of two doubles. */
const BITS = 118;

type SplitPower = {
  /** Both are scaled by the same power of two. */
  factor: number;
  /** The remainder after the factor. */
  remainder: number;
};

const known: (SplitPower | undefined)[] = [];

/**
 * A power of ten as the sum of two doubles, times some power of two. Computed when first asked for.
 *
 * @param exponent from -324 to 308
 */
export function splitPower(exponent: number): SplitPower {
  const found = known[exponent - LEAST];
  if (found !== undefined) return found;
  const power = 10n ** BigInt(Math.abs(exponent));
  const length = power.toString(2).length;
  const scaled = exponent < 0 ? (1n << BigInt(BITS + length)) / power : (power << BigInt(BITS)) >> BigInt(length - 1);
  const factor = Number(scaled);
  const split = { factor, remainder: Number(scaled - BigInt(factor)) };
  known[exponent - LEAST] = split;
  return split;
}
