/** An operation of a history. Its times are on one clock. */
export type TimedOperation<Op> = {
  op: Op;
  /** When the request was sent. */
  begin: number;
  /** When the response arrived. */
  end: number;
  /** Whether it may have happened or not, because no response says so. It can take effect at any time after `begin`. */
  isMaybe?: boolean;
};

/**
 * An order of the operations of a history that explains every response (Herlihy and Wing 1990, "Linearizability: A
 * Correctness Condition for Concurrent Objects"). An operation that ended before another began comes first. Undefined if
 * there is no such order. The time grows with the factorial of the number of operations, so histories are small.
 *
 * @param apply the state after an operation; undefined if the state does not explain its response
 */
export function linearize<State, Op>(
  initial: State,
  history: TimedOperation<Op>[],
  apply: (state: State, op: Op) => State | undefined,
): Op[] | undefined {
  const search = (state: State, left: TimedOperation<Op>[]): Op[] | undefined => {
    const certain = left.filter(({ isMaybe }) => isMaybe !== true);
    if (certain.length === 0) return [];
    for (const next of left) {
      const isFirst = certain.every((other) => other === next || other.end >= next.begin);
      const after = isFirst ? apply(state, next.op) : undefined;
      if (after === undefined) continue;
      const rest = search(
        after,
        left.filter((one) => one !== next),
      );
      if (rest !== undefined) return [next.op, ...rest];
    }
    return undefined;
  };
  return search(initial, history);
}
