import { CannotSample } from './cannot-sample.ts';
import { meetsFormat } from './checks.ts';
import { floorDivide, fromUnits, isDecimalMultiple, leastCommonMultiple, neighbourOf, toUnits } from './decimals.ts';
import type { Flat } from './flat.ts';

/** So many numbers from each bound are tried. */
const NUMBERS = 40;

export type NumberOptions = { nth?: number; accepts?: (value: number) => boolean };

/**
 * A number between the bounds, the `nth` from the lower one or one above it.
 *
 * @throws CannotSample where none is found
 */
export function numberIn(
  flat: Flat,
  isInteger: boolean,
  { nth = 0, accepts = () => true }: NumberOptions = {},
): number {
  for (const value of listNumbers(flat, isInteger, nth))
    if (numberFits(flat, isInteger, value) && accepts(value)) return value;
  throw new CannotSample('no number is between the bounds');
}

/** Numbers from the `nth` above the lower bound on; for the first one those between the bounds and down from the upper one too. */
function* listNumbers(flat: Flat, isInteger: boolean, nth: number): Generator<number> {
  const { exclusiveMinimum: above, exclusiveMaximum: below } = flat;
  const multiple = multipleOf(flat);
  const step = multiple === undefined ? (isInteger ? 1 : 0.5) : isInteger ? leastCommonMultiple(multiple, 1) : multiple;
  const high = Math.min(boundOf(flat.maximum, Number.POSITIVE_INFINITY), boundOf(below, Number.POSITIVE_INFINITY));
  const bound = Math.max(boundOf(flat.minimum, Number.NEGATIVE_INFINITY), boundOf(above, Number.NEGATIVE_INFINITY));
  const low = Number.isFinite(bound) ? bound : Math.min(1, high);
  const {
    units: [unit = 1n, lowest = 0n, highest = 0n],
    scale,
  } = toUnits([step, low, Number.isFinite(high) ? high : low]);
  const isOpen = above === low && lowest % unit === 0n;
  const first = (-floorDivide(-lowest, unit) + (isOpen ? 1n : 0n) + BigInt(nth)) * unit;
  const last = floorDivide(highest, unit) * unit;
  for (let index = 0n; index < NUMBERS; index++) yield fromUnits(first + index * unit, scale);
  if (nth > 0) return;
  if (!isInteger && multiple === undefined) yield (low + high) / 2;
  if (typeof above === 'number') yield neighbourOf(above, 1);
  if (typeof below === 'number') yield neighbourOf(below, -1);
  for (let index = 0n; index < NUMBERS; index++) yield fromUnits(last - index * unit, scale);
}

function multipleOf(flat: Flat): number | undefined {
  return typeof flat.multipleOf === 'number' && flat.multipleOf > 0 ? flat.multipleOf : undefined;
}

function boundOf(bound: unknown, none: number): number {
  return typeof bound === 'number' ? bound : none;
}

/** Whether a number meets what a schema says of numbers. */
function numberFits(flat: Flat, isInteger: boolean, value: number): boolean {
  if (!Number.isFinite(value) || (isInteger && !Number.isInteger(value))) return false;
  const multiple = multipleOf(flat);
  return (
    value >= boundOf(flat.minimum, Number.NEGATIVE_INFINITY) &&
    value <= boundOf(flat.maximum, Number.POSITIVE_INFINITY) &&
    value > boundOf(flat.exclusiveMinimum, Number.NEGATIVE_INFINITY) &&
    value < boundOf(flat.exclusiveMaximum, Number.POSITIVE_INFINITY) &&
    (multiple === undefined || isDecimalMultiple(value, multiple)) &&
    meetsFormat(flat.format, value)
  );
}

/** Sums of decimal fractions come out with an error in the last digits. Integers have none. */
export function round(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(12));
}
