import type { Schema } from '../../../src/contract/document/document.ts';
import { type FindSchema, isObject } from '../../../src/contract/document/references.ts';
import type { Random } from './sampled-schemas.ts';

const SCALARS = ['x', 'y', 'xx', '2026-01-01', 1, 2, 1.5, true, false, null];

/** A value that follows a schema for the most part: it departs from it here and there. */
export function sampleAround(schema: unknown, find: FindSchema, random: Random, depth = 0): unknown {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const chance = (share: number): boolean => random() < share;
  if (chance(0.06) || depth > 5) return pick<unknown>([...SCALARS, {}, [], ['x'], { a: 1 }]);
  const parts = gather(schema, find, pick);
  const fixed = parts.map((part) => ('const' in part ? [part.const] : part.enum)).find(Array.isArray);
  if (fixed !== undefined && fixed.length > 0) return pick(fixed);
  const types = parts.map(({ type }) => type).find((type) => type !== undefined);
  const isObjectLike = parts.some((part) => 'properties' in part || 'required' in part);
  const type = types === undefined ? (isObjectLike ? 'object' : pick(['string', 'object'])) : pick([types].flat());
  if (type === 'array') {
    const length = pick([0, 1, 1, 2, 3]);
    return Array.from({ length }, (_, index) => {
      const items = parts.flatMap(({ prefixItems, items }) =>
        Array.isArray(prefixItems) && index < prefixItems.length ? [prefixItems[index]] : [items ?? {}],
      );
      return sampleAround({ allOf: items }, find, random, depth + 1);
    });
  }
  if (type !== 'object') return pick(SCALARS.filter((value) => isOf(value, String(type))));
  const properties = new Map<string, unknown[]>();
  for (const part of parts)
    for (const [name, property] of Object.entries(isObject(part.properties) ? part.properties : {}))
      properties.set(name, [...(properties.get(name) ?? []), property]);
  const required = new Set(parts.flatMap(({ required }) => (Array.isArray(required) ? required : [])));
  const names = [...new Set([...properties.keys(), ...required, ...(chance(0.2) ? [pick(['a', 'b', 'd'])] : [])])];
  const sent = names.filter((name) => chance(required.has(name) ? 0.9 : 0.5));
  return Object.fromEntries(
    sent.map((name) => [name, sampleAround({ allOf: properties.get(name) ?? [] }, find, random, depth + 1)]),
  );
}

function isOf(value: unknown, type: string): boolean {
  if (value === null) return type === 'null';
  if (type === 'integer') return Number.isInteger(value);
  return typeof value === type;
}

/** The parts of a schema that apply together, with one of each list of alternatives. */
function gather(root: unknown, find: FindSchema, pick: <Item>(items: readonly Item[]) => Item): Schema[] {
  const parts = new Set<Schema>();
  const visit = (schema: unknown): void => {
    if (!isObject(schema) || parts.has(schema)) return;
    parts.add(schema);
    if (typeof schema.$ref === 'string') visit(find(schema.$ref));
    for (const part of Array.isArray(schema.allOf) ? schema.allOf : []) visit(part);
    for (const list of [schema.anyOf, schema.oneOf]) if (Array.isArray(list)) visit(pick(list));
  };
  visit(root);
  return [...parts];
}
