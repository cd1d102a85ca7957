import { CannotSample, firstPossible } from './cannot-sample.ts';
import { allOfBoth, type Contained, type Flat } from './flat.ts';

/** How the items of a list are made and checked. */
export type ListMaker = {
  /** Whether optional items are made. */
  isFull: boolean;
  /** @throws CannotSample */
  sample: (schema: unknown) => unknown;
  /** The same of any of the alternatives that a schema lists. */
  sampleAny: (schema: unknown) => unknown;
  /** Another value of a schema, of which `accepts` is true. */
  vary: (schema: unknown, accepts: (value: unknown) => boolean, attempt: number) => unknown;
  /** Positions of the items that a schema allows. */
  findAllowed: (schema: unknown, items: unknown[]) => number[];
};

/** A list in the making: of each item its value, the schema it was made of, and whether `contains` put it there. */
type MadeItem = { value: unknown; schema: unknown; isNeeded: boolean };

/** Longer lists are not made: they would take minutes and gigabytes. */
const MOST_ITEMS = 1_000_000;
/** Items for `contains` are found by a search through the whole list. */
const MOST_CONTAINED = 1000;

/**
 * A list that a schema allows.
 *
 * @throws CannotSample where none is found, or where it would have more than a million items
 */
export function sampleList(flat: Flat, maker: ListMaker): unknown[] {
  const prefix = Array.isArray(flat.prefixItems) ? flat.prefixItems : [];
  const others = flat.items ?? flat.unevaluatedItems ?? {};
  const optional = maker.isFull && others !== false ? 1 : 0;
  const least = Math.max(Number(flat.minItems ?? 0), optional, prefix.length);
  const length = Math.min(least, Number(flat.maxItems ?? Number.POSITIVE_INFINITY));
  const contained = (flat.containing ?? []).reduce((most, { least: needed }) => Math.max(most, needed), 0);
  if (length > MOST_ITEMS || contained > MOST_CONTAINED) throw new CannotSample('the list would be too long');
  const items: MadeItem[] = [];
  while (items.length < length) {
    const schema = prefix[items.length] ?? others;
    try {
      items.push({ value: maker.sample(schema), schema, isNeeded: false });
    } catch (error) {
      // A list may end before an item of which there is no value.
      if (!(error instanceof CannotSample) || items.length < Number(flat.minItems ?? 0)) throw error;
      break;
    }
  }
  for (const part of flat.containing ?? []) {
    addContained(items, part, flat, maker);
    removeContained(items, part, flat, maker);
  }
  return makeDistinct(flat, items, maker);
}

/** Makes items that `contains` allows until there are enough, at the end or else in the place of others. */
function addContained(items: MadeItem[], { schema, least }: Contained, flat: Flat, maker: ListMaker): void {
  const most = Number(flat.maxItems ?? Number.POSITIVE_INFINITY);
  const allowed = new Set(findItems(items, schema, maker));
  while (allowed.size < least) {
    const places = [...items.keys()].reverse().filter((index) => !allowed.has(index) && !items[index]?.isNeeded);
    // Items that match `contains` count as evaluated (JSON Schema 2020-12 core §10.3.1.3).
    const isOpen = items.length < most && flat.items !== false;
    const end = isOpen ? [items.length] : [];
    // One more item may be too many different ones.
    firstPossible(flat.uniqueItems === true ? [...places, ...end] : [...end, ...places], (index) => {
      const wanted = allOfBoth(items[index]?.schema ?? flat.items, schema);
      items[index] = { value: maker.sampleAny(wanted), schema: wanted, isNeeded: true };
      allowed.add(index);
    });
  }
}

/** Replaces or removes items that `contains` allows until there are no more than `maxContains`. */
function removeContained(items: MadeItem[], { schema, most }: Contained, flat: Flat, maker: ListMaker): void {
  const prefix = Array.isArray(flat.prefixItems) ? flat.prefixItems.length : 0;
  const removable = findItems(items, schema, maker)
    .reverse()
    .sort((one, other) => Number(items[one]?.isNeeded) - Number(items[other]?.isNeeded));
  const surplus = removable.slice(0, Math.max(0, removable.length - most));
  for (const index of surplus.sort((one, other) => other - one)) {
    const wanted = allOfBoth(items[index]?.schema, { not: schema });
    if (items.length > Number(flat.minItems ?? 0) && index >= prefix) items.splice(index, 1);
    else items[index] = { value: maker.sampleAny(wanted), schema: wanted, isNeeded: false };
  }
}

function findItems(items: MadeItem[], schema: unknown, { findAllowed }: ListMaker): number[] {
  return findAllowed(
    schema,
    items.map(({ value }) => value),
  );
}

const ATTEMPTS = 20;

function makeDistinct(flat: Flat, items: MadeItem[], { vary }: ListMaker): unknown[] {
  if (flat.uniqueItems !== true) return items.map(({ value }) => value);
  const seen = new Set<string>();
  const isNew = (value: unknown): boolean => !seen.has(JSON.stringify(value));
  const distinct: unknown[] = [];
  // Fewer values match `contains`.
  const order = [...items.entries()].sort(([, one], [, other]) => Number(other.isNeeded) - Number(one.isNeeded));
  for (const [index, item] of order) {
    let { value } = item;
    for (let attempt = 1; !isNew(value); attempt++) {
      if (attempt > ATTEMPTS) throw new CannotSample('not enough different items are found');
      value = vary(item.schema, isNew, index + attempt - 1);
    }
    seen.add(JSON.stringify(value));
    distinct[index] = value;
  }
  return distinct;
}
