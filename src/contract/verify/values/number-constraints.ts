import type { Flat } from '../../values/flat.ts';
import { numberIn, round } from '../../values/numbers.ts';
import { type Constraint, sampleOrNone } from './constraint.ts';

/** Constraints of a number. */
export function numberConstraints(flat: Flat, types: string[], place: string[]): Constraint[] {
  const isInteger = !types.includes('number');
  const step = Number(flat.multipleOf ?? (isInteger ? 1 : 0.01));
  const isNumber = (value: unknown): value is number => typeof value === 'number';
  const list: Constraint[] = [];
  const bound = (keyword: string, direction: 1 | -1, isExclusive: boolean): void => {
    const at = flat[keyword];
    if (typeof at !== 'number') return;
    const inside = isExclusive ? round(at - direction * step) : at;
    const outside = isExclusive ? at : round(at + direction * step);
    list.push({
      place,
      keyword,
      boundaries: [
        { name: 'at the bound', valid: true, holds: (value) => value === inside, make: () => [inside] },
        {
          name: 'beyond',
          valid: false,
          holds: (value) => isNumber(value) && (direction > 0 ? value >= outside : value <= outside),
          make: () => [outside],
        },
      ],
    });
  };
  bound('minimum', -1, false);
  bound('maximum', 1, false);
  bound('exclusiveMinimum', -1, true);
  bound('exclusiveMaximum', 1, true);
  if (isInteger) {
    const holds = (value: unknown): boolean => isNumber(value) && !Number.isInteger(value);
    const make = (): unknown[] => sampleOrNone(() => numberIn(flat, true) + 0.5);
    list.push({ place, keyword: 'integer', boundaries: [{ name: 'a fraction', valid: false, holds, make }] });
  }
  if (typeof flat.multipleOf === 'number') {
    const factor = flat.multipleOf;
    const isMultiple = (value: number): boolean => Math.abs(value / factor - Math.round(value / factor)) < 1e-9;
    const holds = (value: unknown): boolean => isNumber(value) && !isMultiple(value);
    const make = (): unknown[] => sampleOrNone(() => round(numberIn(flat, isInteger) + (isInteger ? 1 : factor / 2)));
    list.push({
      place,
      keyword: 'multipleOf',
      boundaries: [{ name: 'between two multiples', valid: false, holds, make }],
    });
  }
  return list;
}
