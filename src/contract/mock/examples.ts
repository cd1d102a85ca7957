import type { Operation } from '../document/document.ts';

/** The named examples of one response, by name, in the order of the contract. */
export type Examples = Map<string, unknown>;

/**
 * The named examples of an operation's response: those that every media type of it has, so that any of them can be asked
 * for whatever the client accepts.
 */
export function examplesOf({ responses }: Operation, status: number): Examples {
  // OAS 3.1 §4.8.16: the status itself, else its range, else the default.
  const response = responses[status] ?? responses[`${Math.floor(status / 100)}XX`] ?? responses.default;
  const [first, ...others] = Object.values(response?.content ?? {}).map(({ examples = {} }) => examples);
  const named = Object.entries(first ?? {}).filter(([name]) =>
    others.every((examples) => Object.hasOwn(examples, name)),
  );
  return new Map(named.map(([name, { value }]) => [name, value]));
}

/** The status that a valid request gets unless another is preferred; Prism takes the lowest success, too. */
export function successOf({ responses }: Operation): number {
  const statuses = Object.keys(responses).filter((status) => /^2\d\d$/.test(status));
  return Math.min(...statuses.map(Number), statuses.length === 0 ? 200 : Number.POSITIVE_INFINITY);
}

/** Whether an operation declares a status, its range, or a default (OAS 3.1 §4.8.16). */
export function declaresStatus({ responses }: Operation, status: number): boolean {
  const keys = [String(status), `${Math.floor(status / 100)}XX`, `${Math.floor(status / 100)}xx`, 'default'];
  return keys.some((key) => Object.hasOwn(responses, key));
}

/** The status whose response has an example of a name, a success first. */
export function statusOfExample(operation: Operation, example: string): number | undefined {
  const statuses = Object.keys(operation.responses)
    .filter((key) => /^[2-5]\d\d$/.test(key))
    .map(Number);
  return [successOf(operation), ...statuses].find((status) => examplesOf(operation, status).has(example));
}
