import {
  floorDivide,
  fromUnits,
  isDecimalMultiple,
  leastCommonMultiple,
  neighbourOf,
  toUnits,
} from '../../values/decimals.ts';
import { type Conjunction, EMPTY, leavesOn, type Solution, solved, undecidedFor } from './solution.ts';

/** So many multiples are tried from each end of a range. */
const MOST_MULTIPLES = 200;

/** A number that meets all requirements. */
export function solveNumber({ leaves, excluded, accepts }: Conjunction): Solution {
  const low = highest(leavesOn(leaves, 'least'));
  const high = lowest(leavesOn(leaves, 'most'));
  if (low.bound > high.bound) return EMPTY;
  if (low.bound === high.bound)
    return !low.isExclusive && !high.isExclusive && accepts(low.bound) ? solved(low.bound) : EMPTY;
  const multiples = leavesOn(leaves, 'multiple');
  const mustBe = multiples.filter(({ is }) => is).map(({ of }) => of);
  const integers = leavesOn(leaves, 'integer');
  if (integers.some(({ is }) => is)) mustBe.push(1);
  const mustNotBe = multiples.filter(({ is }) => !is).map(({ of }) => of);
  if (integers.some(({ is }) => !is)) mustNotBe.push(1);
  if (mustBe.length === 0) {
    const found = numbersBetween(low.bound, high.bound, excluded).find(accepts);
    return found === undefined ? undecidedFor('no number was found') : solved(found);
  }
  const step = mustBe.reduce(leastCommonMultiple);
  if (mustNotBe.some((of) => isDecimalMultiple(step, of))) return EMPTY;
  const { values, areAll } = listMultiples(step, low, high);
  const found = values.find(accepts);
  if (found !== undefined) return solved(found);
  return areAll ? EMPTY : undecidedFor(`no multiple of ${step} was found`);
}

type Bound = { bound: number; isExclusive: boolean };

function highest(bounds: Bound[]): Bound {
  const none = { bound: Number.NEGATIVE_INFINITY, isExclusive: false };
  return bounds.reduce((most: Bound, one) => {
    if (one.bound !== most.bound) return one.bound > most.bound ? one : most;
    return one.isExclusive ? one : most;
  }, none);
}

function lowest(bounds: Bound[]): Bound {
  const { bound, isExclusive } = highest(bounds.map((one) => ({ ...one, bound: -one.bound })));
  return { bound: -bound, isExclusive };
}

/** Numbers of a range: those that read well, the ends and their neighbours, and as many others as values are excluded. */
function numbersBetween(low: number, high: number, excluded: readonly unknown[]): number[] {
  const ends = [low, high].filter(Number.isFinite);
  const span = ends.length === 2 ? high - low : Math.max(1, Math.abs(ends[0] ?? 1));
  const start = Number.isFinite(low) ? low : Number.isFinite(high) ? high - span : 0;
  const others = Array.from(
    { length: excluded.length + 5 },
    (_, index) => start + (span * (index + 1)) / (excluded.length + 6),
  );
  return [
    ...(ends.length === 0 ? [1, 0, -1] : []),
    ...ends.flatMap((end) => [end, end + 1, end - 1]),
    ...[0.5, 1.5, -0.5, 0, 1, -1],
    ...ends.flatMap((end) => [end + 0.5, end - 0.5, end + 0.25, end - 0.25, end + 0.01, end - 0.01]),
    ...others,
    ...ends.flatMap((end) => [neighbourOf(end, 1), neighbourOf(end, -1)]),
  ];
}

function listMultiples(step: number, low: Bound, high: Bound): { values: number[]; areAll: boolean } {
  const isLow = Number.isFinite(low.bound);
  const isHigh = Number.isFinite(high.bound);
  const { units, scale } = toUnits([step, isLow ? low.bound : 0, isHigh ? high.bound : 0]);
  const [unit = 1n, from = 0n, to = 0n] = units;
  const first = isLow ? -floorDivide(-from, unit) : isHigh ? undefined : 0n;
  const last = isHigh ? floorDivide(to, unit) : undefined;
  const multiple = (count: bigint): number => fromUnits(count * unit, scale);
  if (first === undefined && last !== undefined)
    return { values: upTo(MOST_MULTIPLES, (index) => multiple(last - index)), areAll: false };
  const start = first ?? 0n;
  if (last !== undefined && isLow) {
    const count = last - start + 1n;
    if (count <= 0n) return { values: [], areAll: true };
    if (count <= BigInt(2 * MOST_MULTIPLES))
      return { values: upTo(Number(count), (index) => multiple(start + index)), areAll: true };
    const ends = [
      ...upTo(MOST_MULTIPLES, (index) => multiple(start + index)),
      ...upTo(MOST_MULTIPLES, (index) => multiple(last - index)),
    ];
    return { values: ends, areAll: false };
  }
  const around = isLow ? [] : upTo(MOST_MULTIPLES, (index) => multiple(-index));
  return { values: [...upTo(MOST_MULTIPLES, (index) => multiple(start + index)), ...around], areAll: false };
}

function upTo(count: number, make: (index: bigint) => number): number[] {
  return Array.from({ length: count }, (_, index) => make(BigInt(index)));
}
