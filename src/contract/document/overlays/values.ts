import type { Container } from './origins.ts';

/** Actions such as a copy of everything into every object would double a document each time. */
const MOST_ADDED = 1_000_000;
/** As in the files of a document. */
const MOST_LEVELS = 100;

/** Number of values that overlays have added, and the error if there are too many. */
export type Budget = { added: number; fail: (message: string) => never };

/** A copy without shared parts: an alias of YAML becomes a value of its own. */
export function copyValue(value: unknown): unknown {
  return convert(value, 0, () => undefined);
}

/** A copy that counts. `level` is the depth of the value in the document. */
export function addValue(value: unknown, budget: Budget, level: number): unknown {
  return convert(value, level, (at) => {
    budget.added += 1;
    if (budget.added > MOST_ADDED) budget.fail(`Overlays add more than ${MOST_ADDED} values. Select fewer targets.`);
    if (at > MOST_LEVELS) budget.fail(`The document gets more than ${MOST_LEVELS} levels. Select other targets.`);
  });
}

function convert(value: unknown, level: number, visit: (level: number) => void): unknown {
  visit(level);
  if (Array.isArray(value)) return value.map((item) => convert(item, level + 1, visit));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, convert(member, level + 1, visit)]));
}

/** Also sets a member whose name is `__proto__`. */
export function putOwn(container: Container, name: string, value: unknown): void {
  Object.defineProperty(container, name, { value, writable: true, enumerable: true, configurable: true });
}
