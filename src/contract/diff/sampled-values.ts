import { type FindSchema, isObject, mapValues } from '../document/references.ts';
import { sampleAlternatives } from '../values/alternatives.ts';
import { CannotSample } from '../values/cannot-sample.ts';
import { sampleValue } from '../values/sample.ts';

const SIZES = [
  ['full', 1],
  ['minimal', 1],
  ['full', 2],
] as const;

/** Some values of a schema, of which lists have two items where they may. Longer ones stand first: they show more. */
export function sampledLists(schema: unknown, find: FindSchema): unknown[] {
  const values: unknown[] = [];
  for (const [size, seed] of SIZES) {
    try {
      values.push(sampleValue(schema, find, { size, seed }));
      values.push(sampleValue(schema, find, { size, seed, isMadeUp: true }));
    } catch (error) {
      if (!(error instanceof CannotSample)) throw error;
    }
  }
  const lists = values.filter(Array.isArray).filter((list) => list.length > 0);
  const longer = lists.flatMap((list) => lists.map((other): unknown[] => [...list, ...other]));
  return [...longer, ...values];
}

const MOST_SAMPLES = 6;

/** Some objects of a schema, of which lists have two items. */
export function sampledBodies(schema: unknown, find: FindSchema): Record<string, unknown>[] {
  const values: Record<string, unknown>[] = [];
  for (const size of ['full', 'minimal'] as const) {
    for (const one of sampleAlternatives(schema ?? {}, find, { size, seed: 1 })) {
      if (isObject(one)) values.push(withLongerLists(one), one);
      if (values.length >= MOST_SAMPLES * 2) break;
    }
  }
  return values;
}

function withLongerLists(value: Record<string, unknown>): Record<string, unknown> {
  return mapValues(value, (member) => (Array.isArray(member) && member.length === 1 ? member.concat(member) : member));
}
