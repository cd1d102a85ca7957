import { isObject } from '../document/references.ts';
import { createFirst, type Flat, flatten } from '../values/flat.ts';
import type { Plan } from './plan.ts';
import type { CaseBody } from './types.ts';
import type { VerifiableOperation } from './verifiable-operation.ts';

/** Texts of fewer different characters may stand in a response by chance. */
const FEWEST_CHARACTERS = 8;

/** Knows the texts that were sent to write-only properties and to nothing else. */
export type Canaries = {
  /** Takes note of a body that is about to be sent. */
  note: (plan: Plan, operation: VerifiableOperation, body: CaseBody) => void;
  /** One of these texts that stands in another, where there is one. */
  findIn: (text: string) => string | undefined;
};

export function createCanaries(): Canaries {
  const secret = new Set<string>();
  const ordinary = new Set<string>();
  const flats = new WeakMap<object, Flat>();
  const flatOf = (part: unknown, { find }: Plan): Flat => {
    if (!isObject(part)) return {};
    const flat = flats.get(part) ?? flatten(part, find, createFirst(find));
    flats.set(part, flat);
    return flat;
  };
  return {
    note: (plan, operation, { mediaType, value }) => {
      const visit = (part: unknown, at: unknown, isSecret: boolean): void => {
        const flat = flatOf(part, plan);
        const hides = isSecret || flat.writeOnly === true;
        if (typeof at === 'string' && isDistinctive(at)) (hides ? secret : ordinary).add(at);
        if (Array.isArray(at)) for (const item of at) visit(flat.items, item, hides);
        if (!isObject(at)) return;
        for (const [name, member] of Object.entries(at)) {
          const isKnown = flat.properties !== undefined && Object.hasOwn(flat.properties, name);
          visit(isKnown ? flat.properties?.[name] : undefined, member, hides);
        }
      };
      visit(operation.requestBody?.content[mediaType]?.schema, value, false);
    },
    findIn: (text) => [...secret].find((canary) => !ordinary.has(canary) && text.includes(canary)),
  };
}

/** The first characters of a long text suffice. */
const MOST_CHARACTERS = 1000;

/** Whether a text has enough different characters. */
export function isDistinctive(text: string): boolean {
  const found = new Set<string>();
  for (const character of text.slice(0, MOST_CHARACTERS))
    if (found.add(character).size >= FEWEST_CHARACTERS) return true;
  return false;
}
