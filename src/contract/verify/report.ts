import type { CoverageReport } from './coverage/coverage.ts';
import { COLUMNS, sumOf } from './coverage/table.ts';
import { curlLines } from './curl-lines.ts';
import type { CountedFinding } from './findings.ts';
import { formatLearned } from './learning.ts';
import { formatLimits } from './limits.ts';
import { OUTCOME_NAMES, OUTCOMES, type Outcomes } from './outcomes.ts';
import { formatBaseline } from './replay/baseline.ts';
import type { RunResult } from './run.ts';
import { formatWorkflows } from './workflows/workflow-lines.ts';

/** Findings of one check and operation that are listed one by one, at most. */
const MOST_ALIKE = 10;

/** The report of a run for a person: findings first, then the number of cases. */
export function formatResult(result: RunResult): string {
  const { findings, counts, outcomes, untried, notTried, exempt, cases, seconds, seed, agreement, coverage } = result;
  if (result.stopped !== undefined && findings.length === 0) return `${result.stopped}\n`;
  const lines: string[] = [];
  lines.push(...findingLines(findings));
  if (result.baseline !== undefined) lines.push(...formatBaseline(result.baseline));
  const phases = [...new Set(Object.values(counts).flatMap((row) => Object.keys(row)))];
  const width = Math.max(9, ...Object.keys(counts).map((name) => name.length));
  if (phases.length > 0) lines.push(`${'operation'.padEnd(width)}  ${phases.join('  ')}`);
  for (const [name, row] of Object.entries(counts)) {
    lines.push(
      `${name.padEnd(width)}  ${phases.map((phase) => String(row[phase] ?? 0).padStart(phase.length)).join('  ')}`,
    );
  }
  lines.push('', ...outcomeLines(outcomes), '');
  if (agreement !== undefined) {
    const { agreed, ruled, disagreed } = agreement;
    lines.push(`Both servers: ${agreed} agreed, ${ruled} rejected by rules, ${disagreed} disagreed.`, '');
  }
  lines.push(exercisedLine(coverage), '', ...formatWorkflows(result.workflows ?? []));
  const { logins = 0, limits, resets } = result;
  if (logins > 0) lines.push(`The run logged in ${logins === 1 ? 'once' : `${logins} times`}.`, '');
  if (limits !== undefined) lines.push(...formatLimits(limits));
  if (resets !== undefined) lines.push(`--reset ran ${resets.resets} times in ${resets.seconds} s.`, '');
  lines.push(...formatLearned(result.learned ?? []));
  if (exempt.length > 0) lines.push('Exempt:', ...exempt.map((sentence) => `  ${sentence}`), '');
  const left = [...notTried.map(({ operationId, reason }) => `${operationId}: ${reason}`), ...untried];
  if (left.length > 0) lines.push('Not tried:', ...left.map((sentence) => `  ${sentence}`), '');
  const ended = result.ended === true ? 'The run ended at the first finding (--fail-fast).' : undefined;
  for (const one of [result.cut, ended, result.stopped]) if (one !== undefined) lines.push(one, '');
  const sum = findings.length === 0 ? 'no findings' : `${findings.length} finding${findings.length === 1 ? '' : 's'}`;
  lines.push(`${cases} cases in ${seconds.toFixed(1)} s, ${sum}. Repeat it with --seed ${seed}.`);
  return `${lines.join('\n')}\n`;
}

/** One line on contract coverage. */
export function exercisedLine({ shares }: CoverageReport): string {
  const columns = COLUMNS.map(([heading, kinds]) => [heading, sumOf(shares, kinds)] as const);
  return `Exercised: ${columns.map(([heading, { covered, all }]) => `${covered} of ${all} ${heading}`).join(', ')}.`;
}

/** Each finding with its place and the requests that lead to it, for a person. At most ten of one check and operation are listed. */
export function findingLines(findings: CountedFinding[]): string[] {
  const lines: string[] = [];
  const listed = new Map<string, number>();
  for (const finding of findings) {
    const group = `${finding.operationId}: ${finding.check}`;
    const number = (listed.get(group) ?? 0) + 1;
    listed.set(group, number);
    if (number > MOST_ALIKE) continue;
    const { check, operationId, message, pointer, count, fingerprint, also = [] } = finding;
    lines.push(`✗ ${operationId}: ${check}${count > 1 ? ` (${count} times)` : ''}, fingerprint ${fingerprint}`);
    lines.push(
      `  ${message}`,
      ...also.map((one) => `  So does: ${one}`),
      `  ${pointer}`,
      ...curlLines(finding).map((line) => `  ${line}`),
      '',
    );
  }
  for (const [group, number] of listed) {
    if (number > MOST_ALIKE)
      lines.push(`… and ${number - MOST_ALIKE} more of ${group} (--json and --junit list all)`, '');
  }
  return lines;
}

/** In the order of {@link OUTCOMES}. Those that need it have their meaning below them. */
function outcomeLines(outcomes: Outcomes): string[] {
  return OUTCOME_NAMES.flatMap((name) => {
    const count = outcomes[name];
    if (count === undefined) return [];
    const line = `${String(count).padStart(7)}  ${name}`;
    return name.endsWith('without a finding') ? [line, `         ${OUTCOMES[name]}`] : [line];
  });
}

/**
 * JUnit XML: a test suite for each operation, with a test case for each phase and each finding. An operation that was not
 * tried is skipped; a run that was stopped is an error.
 */
export function toJUnit({ findings, counts, notTried, stopped, seconds }: RunResult): string {
  const suites = Object.entries(counts).map(([operationId, row]) => {
    const own = findings.filter((finding) => finding.operationId === operationId);
    const tests = Object.entries(row).map(
      ([phase, count]) => `    <testcase classname="${xml(operationId)}" name="${xml(`${phase}: ${count} cases`)}"/>`,
    );
    const failures = own.map(
      (finding) =>
        `    <testcase classname="${xml(operationId)}" name="${xml(finding.check)}"><failure message="${xml(finding.message)}">${xml([finding.pointer, ...curlLines(finding)].join('\n'))}</failure></testcase>`,
    );
    const all = [...tests, ...failures];
    return `  <testsuite name="${xml(operationId)}" tests="${all.length}" failures="${failures.length}">\n${all.join('\n')}\n  </testsuite>`;
  });
  const skipped = notTried.map(({ operationId, reason }) => {
    const test = `    <testcase classname="${xml(operationId)}" name="not tried"><skipped message="${xml(reason)}"/></testcase>`;
    return `  <testsuite name="${xml(operationId)}" tests="1" failures="0" skipped="1">\n${test}\n  </testsuite>`;
  });
  suites.push(...skipped);
  if (stopped !== undefined) {
    const test = `    <testcase classname="run" name="stopped"><error message="${xml(stopped)}"/></testcase>`;
    suites.push(`  <testsuite name="run" tests="1" failures="0" errors="1">\n${test}\n  </testsuite>`);
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="contract verify" time="${seconds.toFixed(3)}">\n${suites.join('\n')}\n</testsuites>\n`;
}

/** XML 1.0 §2.2 and §2.4: characters that it has no place for are replaced. */
function xml(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
