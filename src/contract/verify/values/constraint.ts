import { equal } from '../../values/flat.ts';

/** Stands for every item of a list in the tokens of a place. */
export const EACH = '*';

/** One of the two sides of a bound, or one of the values of a choice: where a value can stand to a constraint. */
export type Side = {
  name: string;
  /** Whether a value on this side meets the constraint. */
  valid: boolean;
  /** Whether a value at the constraint's place is on this side. */
  holds: (value: unknown) => boolean;
  /** Values on this side, the most telling first, made from the one that is there. */
  make: (current: unknown) => unknown[];
};

/** Something that a schema demands of the value at a place. */
export type Constraint = {
  /** Reference tokens of the place, with `*` for the items of a list. */
  place: string[];
  keyword: string;
  /** The property or value that it is about, where the keyword is about more than one. */
  about?: string;
  sides: Side[];
};

/** The side of exactly one value. */
export function exactly(name: string, wanted: unknown): Side {
  return { name, valid: true, holds: (value) => equal(value, wanted), make: () => [wanted] };
}

/** Longer lists are not made. */
export const MOST_ITEMS = 2000;
/** What a function makes, in a list that is empty where it can make nothing. */
export function attempt<Made>(make: () => Made): Made[] {
  try {
    return [make()];
  } catch (error) {
    if ((error as Error).name === 'CannotSample') return [];
    throw error;
  }
}
