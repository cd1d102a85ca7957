import type { CompiledContract } from '../document/compiled.ts';
import { ContractError, type OpenApiDocument, type Schema } from '../document/document.ts';
import { followReference, lookUp } from '../document/references.ts';
import type { Violation } from './types.ts';
import { toViolations } from './violations.ts';

/**
 * A check of values against a component schema of a contract, as it holds in responses.
 *
 * @returns a function that returns the errors of a value; an empty list if it is valid
 * @throws ContractError when the contract has no such schema
 */
export function schemaCheck({ schemas }: CompiledContract, name: string): (value: unknown) => Violation[] {
  const validate = Object.hasOwn(schemas, name) ? schemas[name] : undefined;
  if (validate === undefined) throw new ContractError(`The contract has no schema "${name}".`);
  return (value) => (validate(value) ? [] : toViolations(validate.errors, value, 'body'));
}

/**
 * The defaults that a component schema of type object states for its properties, be it beside a reference or behind it.
 *
 * @throws ContractError when the contract has no such schema
 */
export function schemaDefaults(document: OpenApiDocument, name: string): Record<string, unknown> {
  if (!Object.hasOwn(document.components?.schemas ?? {}, name)) {
    throw new ContractError(`The contract has no schema "${name}".`);
  }
  const schema = lookUp(document, `#/components/schemas/${name}`) as Schema;
  return Object.fromEntries(
    Object.entries((schema.properties ?? {}) as Record<string, unknown>).flatMap(([property, reference]) => {
      const found = followReference(document, reference) as Schema;
      return 'default' in found ? [[property, found.default]] : [];
    }),
  );
}
