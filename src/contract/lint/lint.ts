import {
  type BaseResolver,
  formatProblems,
  getTotals,
  lint,
  loadConfig,
  type NormalizedProblem,
} from '@redocly/openapi-core';
import { createResolver } from '../document/bundle.ts';
import type { Place } from '../document/document.ts';
import { placeOf, toContractError } from '../document/problems.ts';
import { PLUGINS } from '../document/redocly-config.ts';
import { checkRoot, type FileReadOptions } from '../document/root.ts';

/** What a rule finds. */
export type LintProblem = Partial<Place> & { rule: string; severity: 'error' | 'warn'; message: string };

/**
 * Checks a document against the rules of `redocly.yaml` in the working folder.
 *
 * @param file path or URL of the root document, YAML or JSON
 * @returns errors and warnings in the order of the document, without those that an ignore file names
 * @throws ContractError if the document is missing or cannot be parsed
 */
export async function findProblems(file: string, options: FileReadOptions = {}): Promise<NormalizedProblem[]> {
  await checkRoot(file, options);
  const externalRefResolver = await createResolver(file, options);
  const problems = await lint({ ref: file, config: await loadConfig({ plugins: PLUGINS }), externalRefResolver }).catch(
    (error: unknown) => {
      throw toContractError(file, error);
    },
  );
  const allowed = await findAllowedReferences(file, externalRefResolver);
  return problems.filter((problem) => problem.ignored !== true && !allowed(problem));
}

/** Redocly's rule about the places of references does not know that OAS 3.2 §4.14 allows one for a media type. */
async function findAllowedReferences(
  file: string,
  resolver: BaseResolver,
): Promise<(problem: NormalizedProblem) => boolean> {
  const root = (await resolver.resolveDocument(null, file, true)) as { parsed?: { openapi?: string } };
  const is32 = String(root.parsed?.openapi).startsWith('3.2');
  return ({ ruleId, location: [location] }) =>
    is32 && ruleId === 'spec-strict-refs' && /\/content\/[^/]+\/\$ref$/.test(location?.pointer ?? '');
}

/** Prints each problem with its lines. */
export function printProblems(problems: NormalizedProblem[]): void {
  formatProblems(problems, { format: 'codeframe', totals: getTotals(problems), maxProblems: 1000, command: 'lint' });
}

/** A problem as data. */
export function toLintProblem({ ruleId, severity, message, location: [location] }: NormalizedProblem): LintProblem {
  return { ...(location === undefined ? {} : placeOf(location)), rule: ruleId, severity, message };
}
