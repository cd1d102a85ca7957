import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { ROOT } from '../../build/convert-schema.ts';

/** Whether a definition accepts a value, or why its validator cannot say so. */
export type AcceptsValue = (name: string, value: unknown) => boolean | { failure: string };

/**
 * Validators of definitions, each compiled when it is first asked, and each definition once however many refer to it.
 *
 * @param definitions may get more members later
 */
export function createPlainValidators(definitions: Record<string, unknown>): AcceptsValue {
  const ajv = new Ajv2020({
    ...{ strict: false, logger: false, validateSchema: false, ownProperties: true },
    // Without it, Ajv accepts an empty list beside "contains" and "prefixItems".
    ...{ inlineRefs: false, multipleOfPrecision: 9, allErrors: true },
  });
  formats.default(ajv);
  // In the dialect of OpenAPI 3.1 it is a member like any other that is not known (JSON Schema 2020-12 core §6.5).
  ajv.removeKeyword('id');
  ajv.addSchema({ $id: ROOT, $defs: definitions }, undefined, undefined, false);
  return (name, value) => {
    const validate = ajv.getSchema(`${ROOT}#/$defs/${name}`);
    if (validate === undefined) throw new Error(`The definition ${name} has no validator.`);
    try {
      // None of the schemas is asynchronous.
      return validate(value) as boolean;
    } catch (error) {
      // Ajv does not end on circular schemas, and writes wrong code for some with "unevaluatedProperties".
      return { failure: `a validator failed (${(error as Error).message})` };
    }
  };
}
