import { exercisedLine, findingLines } from '../report.ts';
import type { ObservationResult } from './observer.ts';

/** Undeclared requests that are listed. */
const MOST_LISTED = 20;

/** The result of observed traffic for a person: findings first. */
export function formatObservation(
  result: ObservationResult & { dropped?: number; tooLarge?: number; skipped?: string[] },
): string {
  const { exchanges, findings, undeclared, unjudged, coverage, dropped = 0, tooLarge = 0, skipped = [] } = result;
  const requests = Object.entries(undeclared).sort(([, one], [, other]) => other - one);
  const listed = requests.slice(0, MOST_LISTED).map(([name, count]) => `${String(count).padStart(7)}  ${name}`);
  const more = requests.length - listed.length;
  const sum = findings.length === 0 ? 'no findings' : `${findings.length} finding${findings.length === 1 ? '' : 's'}`;
  return `${[
    ...findingLines(findings),
    ...(listed.length === 0 ? [] : ['Not in the document:', ...listed]),
    ...(more > 0 ? [`… and ${more} more`] : []),
    ...(listed.length === 0 ? [] : ['']),
    exercisedLine(coverage),
    '',
    ...(unjudged === 0 ? [] : [`Requests not validated, because of the media type of their body: ${unjudged}.`]),
    ...(dropped === 0 ? [] : [`Requests not checked, because the server was busy or the check failed: ${dropped}.`]),
    ...(tooLarge === 0 ? [] : [`Requests not checked, because a body is larger than maxBodyBytes: ${tooLarge}.`]),
    ...(skipped.length === 0 ? [] : ['Entries without an exchange:', ...skipped.map((one) => `  ${one}`)]),
    `${exchanges} requests, ${sum}.`,
  ].join('\n')}\n`;
}
