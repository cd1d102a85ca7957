import { access } from 'node:fs/promises';
import { formatProblems, getTotals, lint, loadConfig, type NormalizedProblem } from '@redocly/openapi-core';
import { placeOf } from '../document/bundle.ts';
import { ContractError, type Place } from '../document/document.ts';

/** What a rule finds. */
export type Problem = Partial<Place> & { rule: string; severity: 'error' | 'warn'; message: string };

/**
 * Holds a contract to the rules of `redocly.yaml` in the working folder.
 *
 * @param file path of the root document, YAML or JSON
 * @returns errors and warnings in the order of the document, those that an ignore file names left out
 * @throws ContractError when the document is missing
 */
export async function findProblems(file: string): Promise<NormalizedProblem[]> {
  await access(file).catch(() => {
    throw new ContractError(`${file}: there is no such file.`);
  });
  const problems = await lint({ ref: file, config: await loadConfig() });
  return problems.filter(({ ignored }) => ignored !== true);
}

/** Prints each problem with the lines it is about. */
export function printProblems(problems: NormalizedProblem[]): void {
  formatProblems(problems, { format: 'codeframe', totals: getTotals(problems), maxProblems: 1000, command: 'lint' });
}

/** A problem as data. */
export function toProblem({ ruleId, severity, message, location: [location] }: NormalizedProblem): Problem {
  return { ...(location === undefined ? {} : placeOf(location)), rule: ruleId, severity, message };
}
