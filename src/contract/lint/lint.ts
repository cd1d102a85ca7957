import { access } from 'node:fs/promises';
import { formatProblems, getTotals, lint, loadConfig, type NormalizedProblem } from '@redocly/openapi-core';
import { ContractError } from '../document/document.ts';

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

/**
 * Lints a contract and prints what it finds: each problem with the lines it is about, then a line that sums up.
 *
 * @param file path of the root document, YAML or JSON
 * @returns the exit code: 0 when there is neither error nor warning, otherwise 1
 * @throws ContractError when the document is missing
 */
export async function lintContract(file: string): Promise<number> {
  const problems = await findProblems(file);
  const totals = getTotals(problems);
  formatProblems(problems, { format: 'codeframe', totals, maxProblems: 1000, command: 'lint' });
  const { errors, warnings } = totals;
  process.stdout.write(`${file}: ${count(errors, 'error')}, ${count(warnings, 'warning')}.\n`);
  return errors + warnings === 0 ? 0 : 1;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
