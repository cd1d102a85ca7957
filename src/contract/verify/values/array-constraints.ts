import type { Flat } from '../../values/flat.ts';
import { sampleValue } from '../../values/sample.ts';
import { type Constraint, exactly, MOST_ITEMS, type SampleContext, sampleOrNone } from './constraint.ts';

/** Constraints of a list, without its items. */
export function arrayConstraints({ find, seed }: SampleContext, flat: Flat, place: string[]): Constraint[] {
  const list: Constraint[] = [];
  const prefix = Array.isArray(flat.prefixItems) ? flat.prefixItems : [];
  const ofLength = (current: unknown, length: number): unknown[] => {
    if (length < 0 || length > MOST_ITEMS) return [];
    const have = Array.isArray(current) ? current : [];
    const sample = (wanted: number) =>
      sampleOrNone(
        () =>
          sampleValue({ ...flat, minItems: wanted, maxItems: wanted }, find, { size: 'minimal', seed }) as unknown[],
      );
    if (flat.uniqueItems === true || prefix.length > 0) return sample(length);
    // Making one item takes far longer than repeating it.
    const [filler] = have.length > 0 ? [have[0]] : (sample(Math.min(length, 1))[0] ?? []);
    return [Array.from({ length }, (_, index) => have[index] ?? filler)];
  };
  const bound = (keyword: 'minItems' | 'maxItems', direction: 1 | -1): void => {
    const at = flat[keyword];
    if (typeof at !== 'number' || (direction < 0 && at === 0)) return;
    const lengthIs = (test: (length: number) => boolean) => (value: unknown) =>
      Array.isArray(value) && test(value.length);
    list.push({
      place,
      keyword,
      boundaries: [
        {
          name: 'at the bound',
          valid: true,
          holds: lengthIs((length) => length === at),
          make: (current) => ofLength(current, at),
        },
        {
          name: 'beyond',
          valid: false,
          holds: lengthIs((length) => (direction > 0 ? length > at : length < at)),
          make: (current) => ofLength(current, at + direction),
        },
      ],
    });
  };
  bound('minItems', -1);
  bound('maxItems', 1);
  if (flat.minItems === undefined || flat.minItems === 0)
    list.push({ place, keyword: 'array', boundaries: [exactly('empty', [])] });
  if (flat.uniqueItems === true) {
    const repeats = (value: unknown): boolean =>
      Array.isArray(value) && new Set(value.map((item) => JSON.stringify(item))).size < value.length;
    const make = (current: unknown): unknown[] => {
      const [item] =
        Array.isArray(current) && current.length > 0 ? current : ((ofLength([], 1)[0] as unknown[] | undefined) ?? []);
      return item === undefined ? [] : [[item, item]];
    };
    list.push({
      place,
      keyword: 'uniqueItems',
      boundaries: [{ name: 'an item twice', valid: false, holds: repeats, make }],
    });
  }
  return list;
}
