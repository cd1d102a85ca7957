import { createConfig, lint } from '@redocly/openapi-core';
import { createResolver, problemsToError } from './bundle.ts';
import { ContractError } from './document.ts';
import { locateFaults } from './locate.ts';

/**
 * What to tell the author of a contract with which something has failed: a ContractError with places in files, or the
 * failure itself where the contract is not its cause.
 *
 * @param file path or URL of the root document
 */
export async function explainFailure(failure: unknown, file: string, { allowRemote = false } = {}): Promise<unknown> {
  if (failure instanceof ContractError) return locateFaults(failure, file, { allowRemote });
  // Much that is wrong with a document does no harm, so its structure is judged only once something has failed.
  const config = await createConfig({ rules: { struct: 'error' } });
  const externalRefResolver = await createResolver(file, allowRemote);
  const problems = await lint({ ref: file, config, externalRefResolver });
  return problems.length > 0 ? problemsToError(problems) : failure;
}
