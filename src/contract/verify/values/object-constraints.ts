import { isObject } from '../../document/references.ts';
import { createFirst, type Flat, flatten, typesOf } from '../../values/flat.ts';
import { numberIn } from '../../values/numbers.ts';
import { isReadOnly, put, sampleValue } from '../../values/sample.ts';
import { textFits } from '../../values/texts.ts';
import { type Boundary, type Constraint, MOST_ITEMS, type SampleContext, sampleOrNone } from './constraint.ts';

/** A name that no contract declares. */
export const UNKNOWN_PROPERTY = 'undeclared_by_the_contract';

/** Constraints of an object, without the values of its properties. */
export function objectConstraints(context: SampleContext, flat: Flat, place: string[]): Constraint[] {
  const required = new Set(flat.required ?? []);
  const names = new Set([...Object.keys(flat.properties ?? {}), ...required]);
  const constraints = [
    ...[...names].map((name) => propertyConstraint(context, flat, name)),
    ...unknownProperties(flat),
    ...fewestProperties(flat),
    ...mostProperties(context, flat),
    ...dependentProperties(flat),
  ];
  return constraints.map((constraint) => ({ place, ...constraint }));
}

/** A constraint of the object itself. */
type ObjectConstraint = Omit<Constraint, 'place'>;

/** Whether a property is sent: never if it is read-only, always if it is required, else either. */
function propertyConstraint(context: SampleContext, flat: Flat, name: string): ObjectConstraint {
  const { find, seed } = context;
  const property = flat.properties?.[name];
  const sampled = (): unknown[] => sampleOrNone(() => sampleValue(property ?? true, find, { size: 'full', seed }));
  if (isReadOnly(property, find)) {
    const make = (value: unknown): unknown[] =>
      [...unlikely(flatten(property, find, createFirst(find))), ...sampled()]
        .slice(0, 1)
        .flatMap((member) => withProperty(value, name, member));
    const sent: Boundary = { name: 'sent', valid: false, holds: (value) => hasProperty(value, name), make };
    return { keyword: 'readOnly', about: name, boundaries: [sent] };
  }
  const isRequired = flat.required?.includes(name) === true;
  const absent: Boundary = {
    name: 'absent',
    valid: !isRequired,
    holds: (value) => isObject(value) && !hasProperty(value, name),
    make: (value) => withoutMember(value, name),
  };
  const present: Boundary = {
    name: 'present',
    valid: true,
    holds: (value) => hasProperty(value, name),
    make: (value) =>
      hasProperty(value, name) ? [value] : sampled().flatMap((member) => withProperty(value, name, member)),
  };
  return { keyword: isRequired ? 'required' : 'optional', about: name, boundaries: [absent, present] };
}

/** A value that a server is unlikely to generate, if the schema allows it. */
function unlikely(flat: Flat): unknown[] {
  if (flat.enum !== undefined) return [];
  const types = typesOf(flat);
  if (types.includes('integer')) return sampleOrNone(() => numberIn(flat, true, { nth: 4711 }));
  const isFree = flat.format === undefined && flat.patterns === undefined;
  return types.includes('string') && isFree && textFits(flat, 'not for me to say') ? ['not for me to say'] : [];
}

function unknownProperties(flat: Flat): ObjectConstraint[] {
  if (othersOf(flat) !== false) return [];
  const { properties = {}, required = [] } = flat;
  const isUnknown = (name: string): boolean => !Object.hasOwn(properties, name) && !required.includes(name);
  const unknown: Boundary = {
    name: 'an unknown property',
    valid: false,
    holds: (value) => isObject(value) && Object.keys(value).some(isUnknown),
    make: (value) => withProperty(value, UNKNOWN_PROPERTY, 'x'),
  };
  return [{ keyword: 'additionalProperties', boundaries: [unknown] }];
}

function fewestProperties({ minProperties: least }: Flat): ObjectConstraint[] {
  if (typeof least !== 'number' || least <= 0) return [];
  const make = (value: unknown): unknown[] =>
    isObject(value) ? [Object.fromEntries(Object.entries(value).slice(0, least - 1))] : [];
  const beyond: Boundary = { name: 'beyond', valid: false, holds: countIs((count) => count < least), make };
  return [{ keyword: 'minProperties', boundaries: [beyond] }];
}

function mostProperties({ find, seed }: SampleContext, flat: Flat): ObjectConstraint[] {
  const most = flat.maxProperties;
  const others = othersOf(flat);
  if (typeof most !== 'number' || most >= MOST_ITEMS || others === false) return [];
  const filled = (value: unknown, count: number): unknown[] => {
    if (!isObject(value)) return [];
    const missing = count - Object.keys(value).length;
    const member = isObject(others) ? sampleOrNone(() => sampleValue(others, find, { size: 'minimal', seed }))[0] : 'x';
    const more = Array.from({ length: Math.max(0, missing) }, (_, index) => [`extra_${index}`, member]);
    return [Object.fromEntries([...Object.entries(value), ...more].slice(0, count))];
  };
  const atBound: Boundary = {
    name: 'at the bound',
    valid: true,
    holds: countIs((count) => count === most),
    make: (value) => filled(value, most),
  };
  const beyond: Boundary = {
    name: 'beyond',
    valid: false,
    holds: countIs((count) => count > most),
    make: (value) => filled(value, most + 1),
  };
  return [{ keyword: 'maxProperties', boundaries: [atBound, beyond] }];
}

function dependentProperties(flat: Flat): ObjectConstraint[] {
  const dependent = (flat.dependentRequired ?? {}) as Record<string, string[]>;
  return Object.entries(dependent).flatMap(([name, needed]) =>
    needed.map((other) => {
      const absent: Boundary = {
        name: 'absent',
        valid: false,
        holds: (value) => hasProperty(value, name) && !hasProperty(value, other),
        make: (value) => (hasProperty(value, name) ? withoutMember(value, other) : []),
      };
      return { keyword: 'dependentRequired', about: `${name} ${other}`, boundaries: [absent] };
    }),
  );
}

/** The schema of properties that are not declared. */
function othersOf({ additionalProperties, unevaluatedProperties }: Flat): unknown {
  return additionalProperties ?? unevaluatedProperties;
}

function hasProperty(value: unknown, name: string): value is Record<string, unknown> {
  return isObject(value) && Object.hasOwn(value, name);
}

function withoutMember(value: unknown, name: string): unknown[] {
  if (!hasProperty(value, name)) return [];
  const { [name]: _gone, ...rest } = value;
  return [rest];
}

/** Empty where there is no object to give a property to. */
function withProperty(value: unknown, name: string, member: unknown): unknown[] {
  if (!isObject(value)) return [];
  const result: Record<string, unknown> = { ...value };
  put(result, name, member);
  return [result];
}

function countIs(test: (count: number) => boolean): (value: unknown) => boolean {
  return (value) => isObject(value) && test(Object.keys(value).length);
}
