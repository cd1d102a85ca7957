import type { CheckedExchange } from './check.ts';
import type { Plan } from './plan.ts';
import { mayMatch } from './protocol-cases.ts';
import type { VerifiableOperation } from './verifiable-operation.ts';

/** The methods of an operation's path, and those of other paths that match the same requests. */
export function pathMethods(plan: Plan): Pick<CheckedExchange, 'methods' | 'overlapping'> {
  const methods = ({ path }: VerifiableOperation): string[] =>
    plan.declared.filter((one) => one.path === path).map(({ method }) => method.toUpperCase());
  const overlapping = ({ path }: VerifiableOperation): string[] =>
    plan.declared
      .filter((one) => one.path !== path && mayMatch(one.path, path))
      .map(({ method }) => method.toUpperCase());
  return { methods, overlapping };
}
