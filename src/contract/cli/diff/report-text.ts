import { SEVERITIES, type Severity, type Witness } from '../../diff/change.ts';
import type { Place } from '../../document/document.ts';
import { type DiffReport, isFailing, type ReportedChange, titleOfSubject, titlesOf } from './diff-report.ts';

/** Characters of a witness in the report for people. JSON has all. */
const MOST_CHARACTERS = 2000;
/** Operations that are named for a change of a shared part. */
const MOST_NAMED = 5;

const HEADINGS: Record<Severity, string> = {
  breaking: 'Breaking changes',
  risky: 'Risky changes',
  additive: 'Additions',
  docs: 'Changes of the documentation',
};

/** The report for people, on a terminal or in a log. */
export function formatDiff(report: DiffReport): string {
  const { old, new: next, compared, changes, failOn } = report;
  const open = changes.filter(({ accepted }) => accepted === undefined);
  const accepted = changes.filter((change) => change.accepted !== undefined);
  const sections = SEVERITIES.flatMap((severity) => {
    const own = open.filter((change) => change.severity === severity);
    if (own.length === 0) return [];
    const heading = `${HEADINGS[severity]} (${own.length})`;
    return [heading, '', ...own.flatMap((change) => [...linesOf(change, severity), ''])];
  });
  const parts = [
    `OLD ${old.name} (version ${old.version}, OpenAPI ${old.openapi})`,
    `NEW ${next.name} (version ${next.version}, OpenAPI ${next.openapi})`,
    `Compared: ${numbered(compared.operations, 'operation')}, ${numbered(compared.webhooks, 'webhook')}, ` +
      `${numbered(compared.schemas, 'schema')}.`,
    '',
    ...sections,
    ...acceptedLines(accepted),
    ...exceptionLines(report),
    summaryOf(report),
    versionLine(report),
    ...proofLines(changes),
    ...(open.some((change) => isFailing(change, failOn)) ? [ADVICE] : []),
  ];
  return `${parts.join('\n')}\n`;
}

const ADVICE = "Accept a change with: keepspec diff … --exceptions FILE --accept FINGERPRINT --reason 'WHY'";

function linesOf(change: ReportedChange, severity: Severity): string[] {
  const { subject, message, kind, advice, unproven, pointers, places, witness, proof, fingerprint } = change;
  const operationId = subject.operationId === undefined ? '' : ` (${subject.operationId})`;
  const at = subject.at === undefined || subject.at.length === 0 ? '' : ` at /${subject.at.join('/')}`;
  const part = subject.part === undefined ? '' : `: ${subject.part}${at}`;
  const row = (name: string, value: string | undefined): string[] =>
    value === undefined ? [] : [`    ${name.padEnd(8)}${value}`];
  const others = titlesOf(change).slice(1);
  const more = others.length > MOST_NAMED ? `, and ${others.length - MOST_NAMED} more` : '';
  const head = [`  ${titleOfSubject(subject)}${operationId}${part}`, `    ${message}`];
  const also = others.length === 0 ? undefined : `${others.slice(0, MOST_NAMED).join(', ')}${more}`;
  if (severity === 'docs') return [...head, ...row('also', also)];
  return [
    ...head,
    ...row('also', also),
    ...row('kind', `${kind}, fingerprint ${fingerprint}`),
    ...row('old', textOfPlace(places?.old, pointers.old)),
    ...row('new', textOfPlace(places?.new, pointers.new)),
    ...row('unproven', unproven),
    ...(witness === undefined || severity === 'additive' ? [] : row('shows', witnessText(witness))),
    ...row('proof', proof === undefined ? undefined : proofText(proof)),
    ...row('advice', advice),
  ];
}

function proofText(proof: NonNullable<ReportedChange['proof']>): string {
  return proof.result === 'proven' ? `proven by the ${proof.by} of both documents` : `${proof.result}: ${proof.reason}`;
}

function textOfPlace(place: Place | undefined, pointer: string | undefined): string | undefined {
  return place === undefined ? pointer : `${place.file}:${place.line}:${place.column}`;
}

function witnessText(witness: Witness): string {
  if (witness.kind === 'request') return shortWitness(witness.curl);
  const { status, mediaType, headers, body } = witness;
  // The media type has been named.
  const others = Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'content-type');
  const names = others.map(([name, value]) => `, ${name}: ${value}`);
  const value = body === undefined ? '' : ` ${JSON.stringify(body)}`;
  return shortWitness(`a ${status} response${mediaType === undefined ? '' : ` ${mediaType}`}${names.join('')}${value}`);
}

function shortWitness(text: string): string {
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}… (--json has all)` : text;
}

function acceptedLines(accepted: ReportedChange[]): string[] {
  if (accepted.length === 0) return [];
  const lines = accepted.map(({ subject, message, fingerprint, accepted: entry }) => {
    const until = entry?.expires === undefined ? '' : `, until ${entry.expires}`;
    return `  ${titleOfSubject(subject)}: ${message} Fingerprint ${fingerprint}${until}: ${entry?.reason}`;
  });
  return ['Accepted by an exception:', ...lines, ''];
}

function exceptionLines({ exceptions: { expired, unseen } }: DiffReport): string[] {
  const section = (title: string, lines: string[]): string[] => (lines.length === 0 ? [] : [title, ...lines, '']);
  return [
    ...section(
      'No longer accepted, because the exception has expired:',
      expired.map(({ fingerprint, reason, expires }) => `  ${fingerprint}, on ${expires}: ${reason}`),
    ),
    ...section(
      'Exceptions without a change. Remove them:',
      unseen.map(({ fingerprint, reason }) => `  ${fingerprint}: ${reason}`),
    ),
  ];
}

/** Numbers of all changes, in one line. */
export function summaryOf({ counts, accepted }: Pick<DiffReport, 'counts' | 'accepted'>): string {
  const { breaking, risky, additive, docs } = counts;
  const all = [
    numbered(breaking, 'breaking change'),
    `${risky} risky`,
    numbered(additive, 'addition'),
    `${docs} of the documentation`,
    ...(accepted === 0 ? [] : [`${accepted} accepted`]),
  ];
  const isNone = [breaking, risky, additive, docs, accepted].every((number) => number === 0);
  return isNone ? 'No changes.' : `${all.join(', ')}.`;
}

function versionLine({ version: { bump, old, new: next, next: wanted, isEnough, reason } }: DiffReport): string {
  if (wanted === undefined) return `Version: ${reason}`;
  const moved = old === next ? `info.version is still ${next}` : `info.version moved from ${old} to ${next}`;
  const verdict = isEnough === undefined ? '' : isEnough ? ', which is enough' : ', which is not enough';
  const needed = bump === 'none' ? 'no change of the version is needed' : `${bump}, to ${wanted} or later`;
  return `Version: ${needed}; ${moved}${verdict}. ${reason}`;
}

function proofLines(changes: ReportedChange[]): string[] {
  const proofs = changes.flatMap(({ proof }) => (proof === undefined ? [] : [proof]));
  if (proofs.length === 0) return [];
  const countOf = (wanted: string): number => proofs.filter(({ result }) => result === wanted).length;
  const left = countOf('not tried');
  const more = left === 0 ? '' : ` ${left} ${left === 1 ? 'was' : 'were'} not tried.`;
  return [`Proof: ${countOf('proven')} of ${numbered(proofs.length, 'breaking change')} proven.${more}`];
}

function numbered(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
