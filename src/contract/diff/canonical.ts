import { createHash } from 'node:crypto';
import { isObject } from '../document/references.ts';

/** A value as JSON, the same in whatever order its members are. */
export function canonical(value: unknown): string {
  return JSON.stringify(value ?? null, (_, member: unknown) =>
    isObject(member)
      ? Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)))
      : member,
  );
}

/** A short text that is the same for the same facts. */
export function fingerprintOfFacts(facts: unknown): string {
  return createHash('sha256').update(canonical(facts)).digest('hex').slice(0, 16);
}
