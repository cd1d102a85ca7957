import { dereference } from '../document/dereference.ts';
import { ContractError, type OpenApiDocument, type Schema } from '../document/document.ts';
import { createAjv } from './ajv.ts';
import { toBreaches } from './breaches.ts';
import type { Breach } from './types.ts';

/**
 * Compiles a component schema of a contract.
 *
 * @returns a function that answers what is wrong with a value; an empty list when it is valid
 * @throws ContractError when the contract has no such schema
 */
export function compileSchema(document: OpenApiDocument, name: string): (value: unknown) => Breach[] {
  const validate = createAjv().compile(componentSchema(document, name));
  return (value) => (validate(value) ? [] : toBreaches(validate.errors ?? [], value, 'body'));
}

/**
 * The defaults that a component schema of type object states for its properties.
 *
 * @throws ContractError when the contract has no such schema
 */
export function schemaDefaults(document: OpenApiDocument, name: string): Record<string, unknown> {
  const properties = (componentSchema(document, name).properties ?? {}) as Record<string, Schema>;
  return Object.fromEntries(
    Object.entries(properties).flatMap(([property, schema]) =>
      'default' in schema ? [[property, schema.default]] : [],
    ),
  );
}

function componentSchema(document: OpenApiDocument, name: string): Schema {
  const schemas = dereference(document).components?.schemas ?? {};
  if (!Object.hasOwn(schemas, name)) throw new ContractError(`The contract has no schema "${name}".`);
  return schemas[name] as Schema;
}
