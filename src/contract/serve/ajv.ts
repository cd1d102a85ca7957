import { Ajv2020, type Options } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

/**
 * The Ajv that judges everything: JSON Schema 2020-12, which is the dialect of OpenAPI 3.1 (OAS 3.1 §4.8.24), formats
 * checked, every error reported. `discriminator` is a hint and no constraint (OAS 3.1 §4.8.25), so Ajv does not read it. `verbose` gives the schema beside each error, for its message.
 */
export function createAjv(options: Options = {}): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    strict: false,
    ...options,
  });
  formats.default(ajv);
  return ajv;
}
