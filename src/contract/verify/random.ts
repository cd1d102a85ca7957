/** Picks an item of a list; `number` is from 0 to below 1. */
export type Random = { <Item>(items: Item[]): Item | undefined; number: () => number };

/** A generator of numbers with 32 bits of state (mulberry32): all that is asked of it is that a seed gives the same. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const number = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return Object.assign(<Item>(items: Item[]): Item | undefined => items[Math.floor(number() * items.length)], {
    number,
  });
}
