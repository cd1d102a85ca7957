import type { FindSchema } from '../../document/references.ts';
import { equal } from '../../values/flat.ts';

/** Stands for every item of a list in the tokens of a place. */
export const EACH = '*';

/** Context of samples. */
export type SampleContext = { find: FindSchema; seed: number };

/** Values at or beyond a bound, or one value of a choice: one way in which a value meets a constraint or violates it. */
export type Boundary = {
  name: string;
  /** Whether these values meet the constraint. */
  valid: boolean;
  /** Whether a value at the constraint's place is one of these. */
  holds: (value: unknown) => boolean;
  /** Such values, the most telling first, made from the present one. */
  make: (current: unknown) => unknown[];
};

/** Something that a schema demands of the value at a place. */
export type Constraint = {
  /** Reference tokens of the place, with `*` for the items of a list. */
  place: string[];
  keyword: string;
  /** The property or value that it is about, where the keyword is about more than one. */
  about?: string;
  boundaries: Boundary[];
};

/** The boundary of exactly one value. */
export function exactly(name: string, wanted: unknown): Boundary {
  return { name, valid: true, holds: (value) => equal(value, wanted), make: () => [wanted] };
}

/** Longer lists are not made. */
export const MOST_ITEMS = 2000;

/** The result of a function in a list, which is empty if there is no result. */
export function sampleOrNone<Made>(make: () => Made): Made[] {
  try {
    return [make()];
  } catch (error) {
    if ((error as Error).name === 'CannotSample') return [];
    throw error;
  }
}
