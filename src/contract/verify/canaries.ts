import { isObject } from '../document/references.ts';
import { createFirst, flatten } from '../values/flat.ts';
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
  return {
    note: (plan, operation, { mediaType, value }) => {
      const visit = (part: unknown, at: unknown, isSecret: boolean): void => {
        const flat = isObject(part) ? flatten(part, plan.find, createFirst(plan.find)) : {};
        const hides = isSecret || flat.writeOnly === true;
        if (typeof at === 'string' && new Set(at).size >= FEWEST_CHARACTERS) (hides ? secret : ordinary).add(at);
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
