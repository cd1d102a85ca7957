import { type DiffReport, type ReportedChange, titlesOf } from './diff-report.ts';

/** Operations in the heading of a change of a shared part. */
const MOST_IN_HEADING = 3;

/**
 * A changelog in Markdown for people who use the API. It has the changes by their effect on callers, then by operation.
 *
 * @param date of the release, such as 2027-01-31
 */
export function formatChangelog(report: DiffReport, date: string): string {
  const { changes, old, new: next } = report;
  const isDeprecation = ({ kind }: ReportedChange): boolean => /deprecat|sunset/.test(kind);
  const of = (severity: ReportedChange['severity']): ReportedChange[] =>
    changes.filter((change) => change.severity === severity && !isDeprecation(change));
  const sections = [
    ...section('Breaking changes', 'Requests or code that worked with the last version can fail.', of('breaking')),
    ...section('Deprecations', 'These parts still work. Stop using them.', changes.filter(isDeprecation)),
    ...section('Check your code', 'These changes can surprise code that is strict.', of('risky')),
    ...section('Added', undefined, of('additive')),
    ...section('Documentation', undefined, of('docs')),
  ];
  const version = next.version === old.version ? `After ${old.version}` : next.version;
  const text = sections.length === 0 ? ['Nothing changed for callers.', ''] : sections;
  return `${[`## ${inline(version)} (${date})`, '', ...text].join('\n').trimEnd()}\n`;
}

function section(title: string, about: string | undefined, changes: ReportedChange[]): string[] {
  if (changes.length === 0) return [];
  const groups = new Map<string, Set<string>>();
  for (const change of changes) {
    const heading = headingOf(change);
    const lines = groups.get(heading) ?? new Set();
    groups.set(heading, lines.add(lineOf(change)));
  }
  const listed = [...groups].flatMap(([heading, lines]) => [`#### ${heading}`, '', ...lines, '']);
  return [`### ${title}`, '', ...(about === undefined ? [] : [about, '']), ...listed];
}

function headingOf(change: ReportedChange): string {
  const titles = titlesOf(change);
  const named = titles.slice(0, MOST_IN_HEADING).map((title) => (title === 'API' ? 'All operations' : codeSpan(title)));
  const more = titles.length - named.length;
  return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function lineOf({ subject, message, advice }: ReportedChange): string {
  // The messages about properties begin with their names.
  const isNamed = subject.at === undefined || subject.at.length === 0 || message.startsWith('"');
  const at = isNamed ? '' : `, ${codeSpan((subject.at ?? []).join('.'))}`;
  const part = subject.part === undefined ? '' : `${capital(inline(subject.part))}${at}: `;
  return `- ${part}${inline(message)}${advice === undefined ? '' : ` **What to do:** ${inline(advice)}`}`;
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

/** Text of a document in a line of Markdown: no line ends, no HTML, no emphasis, no links. */
function inline(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[\\*`[\]|]/g, (sign) => `\\${sign}`);
}

/** A code span, whose fence is longer than any in the text (CommonMark 0.31 §6.1). */
function codeSpan(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  const longest = (line.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0);
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${line}${fence}` : `${fence} ${line} ${fence}`;
}
