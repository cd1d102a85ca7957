/** Numbers from 0 to 1 that a seed decides (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Takes members in a random order, each kind as often as any other, so that a kind of which there are many does not decide
 * the outcome.
 */
export function* drawByKind<Member extends { kind: string }>(
  members: Member[],
  random: () => number,
): Generator<Member> {
  const kinds = [...Map.groupBy(members, ({ kind }) => kind).values()];
  while (kinds.length > 0) {
    const index = Math.floor(random() * kinds.length);
    const kind = kinds[index] ?? [];
    const [member] = kind.splice(Math.floor(random() * kind.length), 1);
    if (kind.length === 0) kinds.splice(index, 1);
    if (member !== undefined) yield member;
  }
}
