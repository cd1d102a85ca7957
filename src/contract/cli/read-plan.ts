import type { Plan } from '../verify/plan.ts';
import type { VerbContext } from './verb.ts';
import { readDiscriminator } from './verbs/shared.ts';

/**
 * Reads the document of a verb, and prepares its operations for requests and checks.
 *
 * @param discriminator value of the option
 * @throws UsageError for an unknown discriminator
 * @throws ContractError if the document cannot be used
 */
export async function readPlan(discriminator: string, { file, reading, progress }: VerbContext): Promise<Plan> {
  const mode = readDiscriminator(discriminator);
  const { bundleContract } = await import('../document/bundle.ts');
  const { createPlan } = await import('../verify/plan.ts');
  progress.step('reading');
  const document = await bundleContract(file, reading);
  progress.step('validators');
  return createPlan(document, mode);
}
