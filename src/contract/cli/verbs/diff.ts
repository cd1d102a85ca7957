import { SEVERITIES, type Severity } from '../../diff/change.ts';
import type { DiffPolicy } from '../../diff/policy.ts';
import type { OpenApiDocument } from '../../document/document.ts';
import { isAcceptedDay, readExceptions } from '../baseline-file.ts';
import { type ComparedDocument, findCompared, readCompared, readComparedVersion } from '../diff/compared.ts';
import {
  createDiffReport,
  type DiffReport,
  hasCompared,
  isFailing,
  type ReportedChange,
  type ReportedDocument,
} from '../diff/diff-report.ts';
import { DIFF_QUESTIONS, readFailOn, readSeverities } from '../diff/diff-settings.ts';
import { acceptChanges, applyExceptions } from '../diff/exceptions.ts';
import { locateChanges } from '../diff/locate-changes.ts';
import { summaryOf } from '../diff/report-text.ts';
import { decideVersion } from '../diff/version-verdict.ts';
import { defineVerb, type OptionValues, UsageError, type VerbContext, type VerbOutcome } from '../verb.ts';
import { ALLOW_REMOTE } from './shared.ts';

const OPTIONS = {
  released: {
    type: 'text',
    value: 'FOLDER',
    about: 'folder of released documents; the newest is OLD if none is given',
  },
  'fail-on': {
    type: 'text',
    value: 'SEVERITY',
    default: 'breaking',
    about: `least severity with exit code 1: ${SEVERITIES.join(', ')}`,
  },
  semver: { type: 'flag', about: 'changes that fail pass if info.version moves as far as they need' },
  'next-version': { type: 'flag', about: 'print only the next version; exit code 1 if that of NEW is lower' },
  exceptions: { type: 'text', value: 'FILE', about: 'accepted changes with reason and expiry date' },
  accept: { type: 'list', value: 'FINGERPRINT', about: 'add a change that fails to --exceptions; "all" adds each' },
  reason: { type: 'text', value: 'TEXT', about: 'why --accept accepts' },
  expires: { type: 'text', value: 'DATE', about: 'last day of what --accept accepts, such as 2027-01-31' },
  prove: { type: 'flag', about: 'prove breaking changes by the mocks and validators of both documents' },
  ...ALLOW_REMOTE,
} as const;

type DiffWanted = OptionValues<typeof OPTIONS>;

export const diff = defineVerb({
  name: 'diff',
  summary: 'report breaking changes between two documents, each with a request or response that shows it',
  about:
    'OLD and NEW are files, URLs, Git revisions such as main:openapi/openapi.yaml, or "-" for standard input. OLD can be a\n' +
    'folder of releases, whose newest is compared. NEW is the document of the configuration by default. Overlays apply to\n' +
    'NEW, and to OLD if that is the same file of a Git revision.\n' +
    'Exit code 1 if a change fails, 2 if nothing could be compared.',
  takesDocument: 'optional',
  operands: ['OLD', 'NEW'],
  reportsProblems: true,
  writesMarkdown: true,
  examples: [
    'diff main:openapi/openapi.yaml openapi/openapi.yaml',
    'diff openapi/released openapi/openapi.yaml --semver',
    'diff old.yaml new.yaml --format markdown',
  ],
  options: OPTIONS,
  run: async (wanted, context) => {
    const settings = await readDiffSettings(wanted, context);
    const { operands, overlays, config, progress } = context;
    const names = { operands, configured: config.document, released: wanted.released, overlays };
    const compared = await findCompared(names, context.reading);
    progress.step('reading');
    const documents = {
      old: await readCompared(compared.old, context.warn),
      new: await readCompared(compared.new, context.warn),
    };
    progress.step('comparing');
    const { compareVersions } = await import('../../diff/compare-documents.ts');
    const old = await readComparedVersion(compared.old, documents.old);
    const comparison = compareVersions(old, await readComparedVersion(compared.new, documents.new), settings.policy);
    const accepted = await acceptWanted(comparison.changes, settings, wanted);
    const { changes, report: exceptions } = applyExceptions(
      comparison.changes,
      await exceptionsOf(wanted.exceptions),
      settings.policy.today,
    );
    const version = decideVersion(changes, infoVersion(documents.old), infoVersion(documents.new));
    const located = await locateChanges(changes, compared, documents);
    if (wanted.prove) progress.step('proving');
    const proven = wanted.prove ? await proveLocated(located, documents) : located;
    progress.end();
    const { failOn } = settings;
    const report = createDiffReport({
      ...{ old: describeDocument(compared.old, documents.old), new: describeDocument(compared.new, documents.new) },
      ...{ compared: comparison.compared, failOn, changes: proven, exceptions, version },
    });
    for (const { fingerprint } of accepted) context.warn(`${wanted.exceptions}: accepted ${fingerprint}.`);
    return outcomeOfDiff(report, wanted, context);
  },
});

type DiffSettings = { failOn: Severity; policy: DiffPolicy };

async function readDiffSettings(wanted: DiffWanted, { config }: VerbContext): Promise<DiffSettings> {
  const { CHANGE_KINDS } = await import('../../diff/kinds.ts');
  const { completePolicy } = await import('../../diff/policy.ts');
  const { policy, severity } = config.diff ?? {};
  const severities = readSeverities('diff.severity', severity, {
    known: CHANGE_KINDS.map(({ id }) => id),
    noun: 'kind',
  });
  const questions = readSeverities('diff.policy', policy, { known: DIFF_QUESTIONS, noun: 'policy' });
  checkAcceptance(wanted);
  return { failOn: readFailOn(wanted['fail-on']), policy: completePolicy({ ...questions, severities }) };
}

/** @throws UsageError if a part of an acceptance is missing */
function checkAcceptance({ accept, reason, expires, exceptions }: DiffWanted): void {
  if (accept.length === 0) {
    const name = reason !== undefined ? 'reason' : expires !== undefined ? 'expires' : undefined;
    if (name !== undefined) throw new UsageError(`--${name} needs --accept.`);
    return;
  }
  const hint = "Example: keepspec diff --exceptions openapi/exceptions.yaml --accept all --reason 'Nobody calls it.'";
  if (exceptions === undefined) throw new UsageError('--accept needs --exceptions, the file to write.', { hint });
  if (reason === undefined || reason.trim() === '') throw new UsageError('--accept needs --reason.', { hint });
  if (expires !== undefined && !isAcceptedDay(expires))
    throw new UsageError(`--expires: "${expires}" must be a day, such as 2027-01-31.`);
}

async function exceptionsOf(file: string | undefined) {
  return file === undefined ? [] : readExceptions(file);
}

/** Writes exceptions for changes that fail without them. */
async function acceptWanted(
  changes: ReportedChange[],
  { failOn, policy }: DiffSettings,
  { accept, reason = '', expires, exceptions }: DiffWanted,
): Promise<ReportedChange[]> {
  if (accept.length === 0 || exceptions === undefined) return [];
  const { existsSync } = await import('node:fs');
  const known = existsSync(exceptions) ? await readExceptions(exceptions) : [];
  const { changes: marked } = applyExceptions(changes, known, policy.today);
  const failing = marked.filter((change) => isFailing(change, failOn));
  return acceptChanges({ file: exceptions, prints: accept, reason, expires }, failing);
}

async function proveLocated(
  changes: ReportedChange[],
  documents: { old: OpenApiDocument; new: OpenApiDocument },
): Promise<ReportedChange[]> {
  const { proveChanges } = await import('../diff/prove.ts');
  return proveChanges(changes, documents);
}

function infoVersion({ info }: OpenApiDocument): string {
  return String(info?.version ?? '');
}

function describeDocument({ name }: ComparedDocument, document: OpenApiDocument): ReportedDocument {
  return { name, version: infoVersion(document), openapi: document.openapi };
}

async function outcomeOfDiff(report: DiffReport, wanted: DiffWanted, { warn }: VerbContext): Promise<VerbOutcome> {
  const { changes, failOn, version, compared } = report;
  const isByVersion = wanted.semver || wanted['next-version'];
  if (isByVersion && version.isEnough === undefined) {
    const option = wanted.semver ? '--semver' : '--next-version';
    throw new UsageError(`${option} needs semantic versions: ${version.reason}`, {
      hint: 'Write info.version as MAJOR.MINOR.PATCH, such as 1.2.0.',
    });
  }
  const hasMoved = isByVersion && version.isEnough === true;
  const hasFailing = changes.some((change) => isFailing(change, failOn));
  const ok = hasMoved || (!hasFailing && !wanted['next-version']);
  const facts = { document: report.new.name, ...report };
  if (ok && !hasCompared({ compared })) {
    const failure = 'Nothing was compared: the documents have no operation and no webhook in common.';
    return { ok: false, exitCode: 2, text: `${failure}\n`, failure, facts };
  }
  const { problemsOfDiff } = await import('../diff/diff-problems.ts');
  const { CHANGE_KINDS } = await import('../../diff/kinds.ts');
  const aboutOf = (kind: string): string | undefined => CHANGE_KINDS.find(({ id }) => id === kind)?.about;
  const missing = versionProblem(report);
  const open = problemsOfDiff(changes, hasMoved ? undefined : failOn, aboutOf);
  const problems = isByVersion && !ok ? [missing, ...open] : open;
  const { formatDiff } = await import('../diff/report-text.ts');
  const { formatChangelog } = await import('../diff/changelog.ts');
  const markdown = formatChangelog(report, new Date().toISOString().slice(0, 10));
  const outcome = { ok, facts, problems, markdown, isReport: true };
  if (!wanted['next-version']) return { ...outcome, text: formatDiff(report) };
  if (!ok) warn(missing.message);
  return { ...outcome, text: `${version.next}\n` };
}

/** The version of NEW that did not move far enough. */
function versionProblem({ version, counts, accepted, new: next }: DiffReport) {
  const { next: wanted, new: found, bump } = version;
  const needed = bump === 'none' ? `${wanted} or later` : `${wanted} or later (${bump})`;
  const message = `${next.name}: info.version is ${found}, and must be ${needed}. ${summaryOf({ counts, accepted })}`;
  return { rule: 'version', level: 'error' as const, message, help: `${version.reason} Set info.version.` };
}
