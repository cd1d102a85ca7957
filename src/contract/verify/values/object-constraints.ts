import { type FindSchema, isObject } from '../../document/references.ts';
import { createFirst, type Flat, flatten, typesOf } from '../../values/flat.ts';
import { isReadOnly, numberIn, put, sampleValue } from '../../values/sample.ts';
import { textFits } from '../../values/texts.ts';
import { type Boundary, type Constraint, MOST_ITEMS, sampleOrNone } from './constraint.ts';

/** A name that no contract declares. */
export const UNKNOWN_PROPERTY = 'undeclared_by_the_contract';

/** A value that a server is not likely to come to by itself, where the schema leaves the choice. */
function unlikely(flat: Flat): unknown[] {
  if (flat.enum !== undefined) return [];
  const types = typesOf(flat);
  if (types.includes('integer')) return sampleOrNone(() => numberIn(flat, true, 4711));
  const isFree = flat.format === undefined && flat.patterns === undefined;
  return types.includes('string') && isFree && textFits(flat, 'not for me to say') ? ['not for me to say'] : [];
}

/** What a schema demands of an object, the values of its properties aside. */
export function objectConstraints(flat: Flat, place: string[], find: FindSchema, seed: number): Constraint[] {
  const list: Constraint[] = [];
  const properties = flat.properties ?? {};
  const required = new Set(flat.required ?? []);
  const has = (value: unknown, name: string): value is Record<string, unknown> =>
    isObject(value) && Object.hasOwn(value, name);
  const without = (value: unknown, name: string): unknown[] => {
    if (!has(value, name)) return [];
    const { [name]: _gone, ...rest } = value;
    return [rest];
  };
  // Where there is no object, there is nothing to give a property to.
  const withProperty = (value: unknown, name: string, member: unknown): unknown[] => {
    if (!isObject(value)) return [];
    const result: Record<string, unknown> = { ...value };
    put(result, name, member);
    return [result];
  };
  const sampleOf = (name: string): unknown[] =>
    sampleOrNone(() => sampleValue(properties[name] ?? true, find, { size: 'full', seed }));

  for (const name of new Set([...Object.keys(properties), ...required])) {
    if (isReadOnly(properties[name], find)) {
      const make = (value: unknown): unknown[] =>
        [...unlikely(flatten(properties[name], find, createFirst(find))), ...sampleOf(name)]
          .slice(0, 1)
          .flatMap((member) => withProperty(value, name, member));
      list.push({
        place,
        keyword: 'readOnly',
        about: name,
        boundaries: [{ name: 'sent', valid: false, holds: (value) => has(value, name), make }],
      });
    } else {
      const absent: Boundary = {
        name: 'absent',
        valid: !required.has(name),
        holds: (value) => isObject(value) && !has(value, name),
        make: (value) => without(value, name),
      };
      const present: Boundary = {
        name: 'present',
        valid: true,
        holds: (value) => has(value, name),
        make: (value) =>
          has(value, name) ? [value] : sampleOf(name).flatMap((member) => withProperty(value, name, member)),
      };
      list.push({
        place,
        keyword: required.has(name) ? 'required' : 'optional',
        about: name,
        boundaries: [absent, present],
      });
    }
  }
  const extra = flat.additionalProperties ?? flat.unevaluatedProperties;
  if (extra === false) {
    const holds = (value: unknown): boolean =>
      isObject(value) && Object.keys(value).some((name) => !Object.hasOwn(properties, name) && !required.has(name));
    const make = (value: unknown): unknown[] => withProperty(value, UNKNOWN_PROPERTY, 'x');
    list.push({
      place,
      keyword: 'additionalProperties',
      boundaries: [{ name: 'an unknown property', valid: false, holds, make }],
    });
  }
  const countIs = (test: (count: number) => boolean) => (value: unknown) =>
    isObject(value) && test(Object.keys(value).length);
  if (typeof flat.minProperties === 'number' && flat.minProperties > 0) {
    const least = flat.minProperties;
    const make = (value: unknown): unknown[] =>
      isObject(value) ? [Object.fromEntries(Object.entries(value).slice(0, least - 1))] : [];
    list.push({
      place,
      keyword: 'minProperties',
      boundaries: [{ name: 'beyond', valid: false, holds: countIs((count) => count < least), make }],
    });
  }
  if (typeof flat.maxProperties === 'number' && flat.maxProperties < MOST_ITEMS && extra !== false) {
    const most = flat.maxProperties;
    const filled = (value: unknown, count: number): unknown[] => {
      if (!isObject(value)) return [];
      const missing = count - Object.keys(value).length;
      const member = isObject(extra) ? sampleOrNone(() => sampleValue(extra, find, { size: 'minimal', seed }))[0] : 'x';
      const more = Array.from({ length: Math.max(0, missing) }, (_, index) => [`extra_${index}`, member]);
      return [Object.fromEntries([...Object.entries(value), ...more].slice(0, count))];
    };
    list.push({
      place,
      keyword: 'maxProperties',
      boundaries: [
        {
          name: 'at the bound',
          valid: true,
          holds: countIs((count) => count === most),
          make: (value) => filled(value, most),
        },
        {
          name: 'beyond',
          valid: false,
          holds: countIs((count) => count > most),
          make: (value) => filled(value, most + 1),
        },
      ],
    });
  }
  for (const [name, needed] of Object.entries((flat.dependentRequired ?? {}) as Record<string, string[]>)) {
    for (const other of needed) {
      const holds = (value: unknown): boolean => has(value, name) && !has(value, other);
      const make = (value: unknown): unknown[] => (has(value, name) ? without(value, other) : []);
      list.push({
        place,
        keyword: 'dependentRequired',
        about: `${name} ${other}`,
        boundaries: [{ name: 'absent', valid: false, holds, make }],
      });
    }
  }
  return list;
}
