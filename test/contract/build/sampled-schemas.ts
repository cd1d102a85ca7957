import type { Schema } from '../../../src/contract/document/document.ts';
import { mapSubschemas } from '../../../src/contract/document/keywords.ts';
import { isObject } from '../../../src/contract/document/references.ts';

/** Makes numbers from 0 to 1. */
export type Random = () => number;

/** `r` is marked read-only and `w` write-only, wherever a mark is put. */
export const NAMES = ['a', 'b', 'c', 'r', 'w'];

/** Schemas by name that refer to each other. None leads back to itself without a property or an item between. */
export function sampleSchemas(random: Random, count: number): Record<string, unknown> {
  const names = Array.from({ length: count }, (_, index) => `S${index}`);
  return Object.fromEntries(names.map((name, index) => [name, sampleSchema(random, names, index)]));
}

/** Schemas of even numbers are objects, so that they can stand beside others. */
function isObjectName(name: string): boolean {
  return Number(name.slice(1)) % 2 === 0;
}

/** Where a schema stands: how deep, and the names that it may refer to. */
type Place = { depth: number; names: string[] };

function sampleSchema(random: Random, names: string[], index: number): unknown {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const chance = (share: number): boolean => random() < share;
  const some = <Item>(items: readonly Item[], share = 0.5): Item[] => items.filter(() => chance(share));
  const several = <Item>(make: () => Item, most: number): Item[] =>
    Array.from({ length: 1 + Math.floor(random() * most) }, make);
  /** In a property or an item. */
  const within = ({ depth }: Place): Place => ({ depth: depth + 1, names });
  const deeper = ({ depth, ...place }: Place): Place => ({ ...place, depth: depth + 1 });

  const text = (): unknown =>
    pick<() => unknown>([
      () => ({ type: 'string' }),
      () => ({ type: ['string', 'null'] }),
      () => ({ type: 'string', enum: ['x', ...some(['y', 'z'])] }),
      () => ({ const: 'x' }),
      () => ({ type: 'string', ...pick([{ minLength: 2 }, { pattern: '^x' }, { format: 'date' }]) }),
    ])();
  const scalar = (): unknown =>
    pick<() => unknown>([
      text,
      () => ({ type: pick(['integer', 'number', 'boolean', 'null']) }),
      () => ({ type: [pick(['integer', 'boolean']), 'null'] }),
      () => ({ enum: some(['x', 1, null, true, [1], { a: 1 }]) }),
      () => ({ const: pick<unknown>([2, false, null, ['x'], {}, { a: 'x' }]) }),
      () => pick<unknown>([{}, true]),
    ])();

  const property = (name: string, place: Place): unknown => {
    // One kind for each name, so that schemas that hold together seldom contradict each other.
    const isEnd = place.depth > 1;
    const kinds: Record<string, () => unknown> = {
      ...{ a: text, r: text, w: () => ({ type: pick(['integer', 'number']) }) },
      b: () => (isEnd ? { type: 'array' } : array(within(place))),
      c: () =>
        isEnd ? { type: 'object' } : pick([object, object, composed, objectReference, nullable])(within(place)),
    };
    const schema = kinds[name]?.();
    const mark = name === 'r' ? 'readOnly' : name === 'w' ? 'writeOnly' : undefined;
    return mark !== undefined && isObject(schema) && chance(0.7) ? { ...schema, [mark]: true } : schema;
  };

  const members = (place: Place): Schema => ({
    properties: Object.fromEntries(some(NAMES, 0.6).map((name) => [name, property(name, place)])),
    ...(chance(0.6) ? { required: some(NAMES, 0.3) } : {}),
    ...(chance(0.4) ? { additionalProperties: pick([true, false, scalar(), any(within(place))]) } : {}),
    ...(chance(0.1) ? { unevaluatedProperties: false } : {}),
    ...(chance(0.1) ? { minProperties: 1 } : {}),
    ...(chance(0.1) ? { patternProperties: { '^b': scalar() } } : {}),
    ...(chance(0.1) ? { dependentRequired: { a: ['b'] } } : {}),
  });

  const object = (place: Place): Schema => ({ type: 'object', ...members(place) });

  const array = (place: Place): Schema => ({
    type: 'array',
    ...(chance(0.8) ? { items: pick([scalar(), any(within(place)), false]) } : {}),
    ...(chance(0.3) ? { prefixItems: several(scalar, 2) } : {}),
    ...(chance(0.4) ? { minItems: pick([1, 2]) } : {}),
  });

  const referenceTo = (name: string | undefined, place: Place): Schema =>
    name === undefined ? object(place) : { $ref: `#/components/schemas/${name}` };
  const reference = (place: Place): Schema => referenceTo(pick(place.names), place);
  const objectReference = (place: Place): Schema => referenceTo(pick(place.names.filter(isObjectName)), place);

  /** What may stand beside a type. */
  const branch = (place: Place): unknown =>
    pick<() => unknown>([
      () => members(deeper(place)),
      () => ({ required: some(NAMES) }),
      () => object(deeper(place)),
      () => ({ type: 'object' }),
      () => ({}),
      () => objectReference(place),
    ])();

  const composed = (place: Place): Schema => {
    const keyword = pick(['allOf', 'allOf', 'anyOf', 'oneOf']);
    return { ...object(place), [keyword]: several(() => branch(place), 3) };
  };

  const conditional = (place: Place): Schema => ({
    ...object(place),
    if: { required: ['a'] },
    ...(chance(0.7) ? Object.fromEntries([['then', { required: some(NAMES) }]]) : {}),
    ...(chance(0.3) ? { else: members(deeper(place)) } : {}),
  });

  const tagged = (place: Place): Schema => ({
    oneOf: ['x', 'y'].map((tag) => {
      const { properties, required = [], ...rest } = object(deeper(place));
      const all = [...new Set(['a', ...(required as string[])])];
      return { ...rest, properties: { ...(properties as object), a: { const: tag } }, required: all };
    }),
    discriminator: { propertyName: 'a' },
  });

  const nullable = (place: Place): Schema => ({ ...object(place), type: ['object', 'null'] });

  const any = (place: Place): unknown => {
    if (place.depth > 1) return scalar();
    return pick<() => unknown>([
      scalar,
      ...Array(3).fill(() => object(place)),
      ...Array(3).fill(() => composed(place)),
      () => array(place),
      () => reference(place),
      () => ({ ...members(place), ...objectReference(place), type: 'object' }),
      () => ({ ...objectReference(place), ...pick([{ readOnly: true }, { required: ['a'] }, { description: 'A.' }]) }),
      () => ({ anyOf: [any(deeper(place)), { type: 'null' }] }),
      () => ({ [pick(['anyOf', 'oneOf'])]: several(() => any(deeper(place)), 3) }),
      () => nullable(place),
      () => conditional(place),
      () => ({ ...object(place), not: { required: ['b'] } }),
      () => tagged(place),
    ])();
  };
  const place = { depth: 0, names: names.slice(index + 1) };
  return isObjectName(names[index] ?? '') ? pick([object, composed, conditional])(place) : any(place);
}

/** Whether other schemas apply to the same value, and whether that is the whole body. */
type Around = { isAlone: boolean; isOutermost: boolean };

const OUTERMOST: Around = { isAlone: true, isOutermost: true };

/**
 * A schema reduced to what TypeScript can state of it, so that it allows no less: types, fixed values, required properties
 * and alternatives.
 */
export function reduceSchema(schema: unknown, direction: 'request' | 'response', around: Around = OUTERMOST): unknown {
  if (!isObject(schema)) return schema;
  const { $ref, type, properties, required, items, prefixItems, allOf, anyOf, oneOf, readOnly, writeOnly } = schema;
  const composed = [$ref, allOf, anyOf, oneOf].some((part) => part !== undefined);
  const kept: Schema = { type, items, prefixItems, allOf, anyOf, readOnly, writeOnly };
  if (typeof $ref === 'string') kept.$ref = reducedReference($ref, direction);
  if (Array.isArray(oneOf)) kept.allOf = [...((allOf ?? []) as unknown[]), { anyOf: oneOf }];
  for (const keyword of ['enum', 'const']) if (keyword in schema) kept[keyword] = schema[keyword];
  if (type !== undefined) kept.type = [type].flat().map((one) => (one === 'integer' ? 'number' : one));
  // A response may hold a property that it drops.
  const stays = (name: unknown): boolean => direction === 'request' || name !== 'w';
  // What requires it may not see that a schema of the same inner value marks it.
  const isCertain = around.isOutermost && !('if' in schema) && !composed;
  const isRequired = (name: unknown): boolean => stays(name) && (isCertain || (name !== 'r' && name !== 'w'));
  if (isObject(properties))
    kept.properties = Object.fromEntries(
      Object.entries(properties)
        .filter(([name]) => stays(name))
        .map(([name, property]) => [name, onlyMarks(name, property)]),
    );
  if (Array.isArray(required)) kept.required = required.filter(isRequired);
  if (around.isAlone && !composed && properties === undefined) kept.additionalProperties = schema.additionalProperties;
  const defined = Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined));
  return mapSubschemas(defined, (part, [keyword = '']) =>
    reduceSchema(part, direction, {
      isAlone: !['allOf', 'anyOf', 'oneOf'].includes(keyword),
      isOutermost: around.isOutermost && ['allOf', 'anyOf', 'oneOf'].includes(keyword),
    }),
  );
}

/** The types of a property that one schema marks and another one does not are lost. */
function onlyMarks(name: string, property: unknown): unknown {
  if (!isObject(property) || (name !== 'r' && name !== 'w')) return property;
  const { readOnly, writeOnly } = property;
  return { ...(readOnly === true ? { readOnly } : {}), ...(writeOnly === true ? { writeOnly } : {}) };
}

function reducedReference(reference: string, direction: string): string {
  return reference.replace(/S(\d+)$/, `${direction === 'request' ? 'Q' : 'P'}$1`);
}
