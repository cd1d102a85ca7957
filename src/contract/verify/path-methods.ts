import type { CheckedExchange } from './check.ts';
import { indexPaths } from './path-index.ts';
import type { Plan } from './plan.ts';
import type { VerifiableOperation } from './verifiable-operation.ts';

/** The methods of an operation's path, and those of other paths that match the same requests. */
export function pathMethods({ declared }: Plan): Pick<CheckedExchange, 'methods' | 'overlapping'> {
  const index = indexPaths(declared);
  const namesOf = (operations: VerifiableOperation[]): string[] => operations.map(({ method }) => method.toUpperCase());
  return {
    methods: ({ path }) => namesOf(index.at(path)),
    overlapping: ({ path }) => namesOf(index.overlapping(path)),
  };
}
