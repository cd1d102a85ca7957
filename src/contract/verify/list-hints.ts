import type { Operation } from '../document/document.ts';
import { isObject, pointerTokens } from '../document/references.ts';

/** How a list is paged, counted, filtered and sorted, as `list` of an operation's `x-verify` states it. */
export type ListHints = {
  /** JSON Pointer of the rows in the response. */
  rows?: string;
  /** JSON Pointer of the number of all rows in the response, or the name of a response header; false: there is none. */
  total?: string | false;
  /** Query parameter that limits the rows of a page. */
  size?: string;
  /** The property of a row, or its JSON Pointer, by the query parameter that filters by it; false: it is not a filter. */
  filters?: Record<string, string | false>;
  /** By query parameter and value, the property of a row, or its JSON Pointer, that it sorts by; `-` for descending. */
  sorts?: Record<string, Record<string, string>>;
};

/** The tokens that lead to a property, or to the value of a JSON Pointer. */
export function wayOf(place: string): string[] {
  return place.startsWith('/') ? pointerTokens(place) : [place];
}

const isNonEmpty = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isPointer = (value: unknown): boolean => isNonEmpty(value) && value.startsWith('/');
const isTextOrFalse = (value: unknown): boolean => isNonEmpty(value) || value === false;

/** Whether a value has the form of each member, and how that form is described in messages. */
const FORMS: Record<keyof ListHints, [form: string, fits: (value: unknown) => boolean]> = {
  rows: ['a JSON Pointer', isPointer],
  total: ['a JSON Pointer, the name of a response header, or false', isTextOrFalse],
  size: ['the name of a query parameter', isNonEmpty],
  filters: [
    'an object with a property, a JSON Pointer or false for each query parameter',
    (value) => isObject(value) && Object.values(value).every(isTextOrFalse),
  ],
  sorts: [
    'an object with an object of properties by value for each query parameter',
    (value) =>
      isObject(value) && Object.values(value).every((one) => isObject(one) && Object.values(one).every(isNonEmpty)),
  ],
};

/**
 * Reads `list` of an operation's `x-verify`.
 *
 * @param fail throws with the rest of a message that begins with "x-verify"
 */
export function readListHints(
  { parameters }: Pick<Operation, 'parameters'>,
  written: Record<string, unknown>,
  fail: (message: string) => never,
): ListHints {
  for (const [name, value] of Object.entries(written)) {
    const known = Object.hasOwn(FORMS, name) ? FORMS[name as keyof ListHints] : undefined;
    if (known === undefined) {
      return fail(`has the unknown member "${name}" in "list"; its members are ${Object.keys(FORMS).join(', ')}`);
    }
    const [form, fits] = known;
    if (!fits(value)) return fail(`must have ${form} as "${name}" of "list"`);
  }
  // Each member has its form.
  const hints = written as ListHints;
  const named = [hints.size, ...Object.keys(hints.filters ?? {}), ...Object.keys(hints.sorts ?? {})];
  const stranger = named.find(
    (name) => name !== undefined && !parameters.some((one) => one.in === 'query' && one.name === name),
  );
  if (stranger !== undefined) return fail(`names "${stranger}" in "list", which is not a query parameter`);
  return hints;
}
