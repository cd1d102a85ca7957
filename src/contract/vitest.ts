import type { DiscriminatorMode } from './build/discriminators.ts';
import type { OpenApiDocument } from './document/document.ts';
import { createMatchers, type Matchers } from './matcher.ts';
import { createCoverage } from './verify/coverage/coverage.ts';
import { createStore } from './verify/coverage/store.ts';
import { createPlan } from './verify/plan.ts';

export type { ContractMatchers, Matchers } from './matcher.ts';

export type MatcherOptions = {
  /** Folder for the contract coverage of the responses, for `contract coverage`. */
  coverage?: string | undefined;
  /** How alternatives are selected: by the schemas (default), or with `enforce` by the tag. */
  discriminator?: DiscriminatorMode | undefined;
};

/**
 * The matchers for a contract, to be given to `expect.extend` in a setup file. They can measure contract coverage.
 *
 * @param document a bundled contract, such as `generated/openapi.json`
 * @throws ContractError when the contract cannot be compiled
 */
export function contractMatchers(document: OpenApiDocument, options: MatcherOptions = {}): Matchers {
  const { coverage: folder, discriminator } = options;
  const plan = createPlan(document, discriminator);
  const operations = new Map(plan.operations.map((operation) => [operation.operationId, operation]));
  const coverage = createCoverage(plan);
  const keep = folder === undefined ? undefined : createStore(folder);
  return createMatchers(operations, (operation, received) => keep?.(coverage.observeResponse(operation, received)));
}
