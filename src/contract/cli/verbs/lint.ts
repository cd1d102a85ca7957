import type { LintProblem } from '../../lint/lint.ts';
import type { ReportedProblem } from '../output/problem.ts';
import { defineVerb } from '../verb.ts';
import { ALLOW_REMOTE } from './shared.ts';

export const lint = defineVerb({
  name: 'lint',
  summary: 'check style, security and examples of a document',
  about:
    'The rules come from redocly.yaml in the working folder: from its API whose root is the document, else from its top\n' +
    'level. Without such rules, the built-in rules apply. Exit code 1 if there is an error.',
  takesDocument: true,
  reportsProblems: true,
  examples: ['lint openapi.yaml'],
  options: { strict: { type: 'flag', about: 'exit code 1 if there are warnings' }, ...ALLOW_REMOTE },
  run: async ({ strict }, { file, documentName, format, reading, progress }) => {
    const { findProblems, printProblems, toLintProblem: toProblem } = await import('../../lint/lint.ts');
    progress.step('rules');
    const problems = await findProblems(file, reading);
    progress.end();
    if (format === 'text') printProblems(problems);
    const found = problems.map(toProblem);
    const errors = problems.filter(({ severity }) => severity === 'error').length;
    const text = `${documentName}: ${countWithNoun(errors, 'error')}, ${countWithNoun(problems.length - errors, 'warning')}.\n`;
    return {
      ok: errors === 0 && (!strict || problems.length === 0),
      text,
      facts: { problems: found },
      problems: found.map(reportedOf),
    };
  },
});

function reportedOf({ rule, severity, message, help, ...place }: LintProblem): ReportedProblem {
  const { file, line, column } = place;
  const isPlaced = file !== undefined && line !== undefined && column !== undefined;
  return {
    ...{ rule, level: severity === 'warn' ? 'warning' : severity, message },
    ...(isPlaced ? { place: { file, line, column } } : {}),
    ...(help === undefined ? {} : { help }),
  };
}

function countWithNoun(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
