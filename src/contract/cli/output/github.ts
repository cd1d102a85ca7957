import type { ReportedProblem } from './problem.ts';
import type { ProblemReport } from './sarif.ts';

/** Workflow commands of GitHub Actions, a line for each problem, and the numbers. Accepted problems have no line. */
export function toGitHub({ verb, problems, failure }: ProblemReport): string {
  const open = problems.filter(({ accepted }) => accepted === undefined);
  const count = (wanted: ReportedProblem['level']): number => open.filter(({ level }) => level === wanted).length;
  const accepted = problems.length - open.length;
  const numbers = [
    ...[counted(count('error'), 'error'), counted(count('warning'), 'warning')],
    ...(accepted === 0 ? [] : [`${accepted} accepted by the baseline`]),
  ];
  const failures =
    failure === undefined || problems.length > 0
      ? []
      : [commandLine('error', { title: `keepspec ${verb} could not check anything` }, failure)];
  return `${[...open.map(annotationOf), ...failures, `${numbers.join(', ')}.`].join('\n')}\n`;
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function annotationOf({ rule, level, message, place, help }: ReportedProblem): string {
  const where = place === undefined ? {} : { file: place.file, line: place.line, col: place.column };
  return commandLine(level, { ...where, title: rule }, help === undefined ? message : `${message}\n${help}`);
}

function commandLine(level: string, properties: Record<string, string | number>, message: string): string {
  const pairs = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${level} ${pairs.join(',')}::${escapeData(message)}`;
}

/** The runner reads one command a line, and undoes this. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** Properties end at a comma or a colon. */
function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
