/** The middle of some numbers. */
export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle) - 1] ?? 0)) / 2;
}

/**
 * The 95 % confidence interval of a median, by the ranks that a binomial distribution gives: it assumes nothing about how the
 * values are distributed. Undefined for fewer than 6 values, which have none.
 */
export function intervalOfMedian(values: number[]): [number, number] | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const rank = lowerRank(sorted.length);
  return rank < 0 ? undefined : [sorted[rank] as number, sorted[sorted.length - 1 - rank] as number];
}

/** The largest index below which at most 2.5 % of the binomial distribution lie; -1 if there is none. */
function lowerRank(count: number): number {
  let probability = 0.5 ** count;
  let below = 0;
  let rank = -1;
  for (let index = 0; index < count; index++) {
    below += probability;
    if (below > 0.025) break;
    rank = index;
    probability *= (count - index) / (index + 1);
  }
  return rank;
}

/** The ratios of two series, round by round. */
export function ratios(ours: number[], theirs: number[]): number[] {
  return ours.flatMap((value, round) => (theirs[round] === undefined ? [] : [value / theirs[round]]));
}
