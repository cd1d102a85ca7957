import { escapeHtml } from '../../html.ts';
import { FIX_HINTS } from '../check-hints.ts';
import { CHECK_NAMES } from '../check-names.ts';
import { curlLines } from '../curl-lines.ts';
import type { CountedFinding } from '../findings.ts';
import { OUTCOME_NAMES, OUTCOMES } from '../outcomes.ts';
import { type Redact, redactRequest, redactValues, secretsOfFinding } from '../redaction.ts';
import type { RunResult } from '../run.ts';
import type { Phase, SentRequest } from '../types.ts';
import { baselineSection } from './baseline-section.ts';
import { coverageOfOperation, coverageTable } from './coverage-page.ts';
import {
  descriptionList,
  originFacts,
  type ReportOrigin,
  renderReport,
  scrollingTable,
  textCell,
} from './report-frame.ts';

/** Findings on one page; the JSON report has all. */
const MOST_FINDINGS = 500;
/** Characters of a body. */
const MOST_BODY = 4000;

const PHASE_TERMS: Record<Phase, string> = {
  examples: 'the examples of the document',
  constraints: 'boundary values of each constraint, one at a time',
  protocol: 'credentials, methods, paths, media types, malformed and oversized bodies',
  random: 'bodies with many random changes',
  state: 'sequences that create, read, update, list and delete resources',
  workflows: 'the steps of the workflows of an Arazzo document (--workflows)',
  security: 'injection texts, huge numbers, duplicate keys, properties that no request can set; only if asked for',
};

const REPORT_TERMS: Record<string, string> = {
  finding: 'a contradiction between server and document. Either can be wrong. Equal causes are one finding.',
  check: 'a rule that responses must follow. --off CHECK switches it off.',
  case: 'one request, or one request of a sequence, with the result that the document demands',
  'valid and invalid requests': 'the document allows the request, or it does not',
  'shrunk request': 'the smallest request that still shows the finding',
  'boundary value': 'the last valid and the first invalid value of a constraint, such as maxLength',
  fingerprint: 'the same for the same finding in other runs; a baseline names it',
  seed: 'the same seed sends the same cases again',
  ...PHASE_TERMS,
};

/** A run as a page needs it. */
export type RunOrigin = ReportOrigin & {
  /** Base URL of the server. */
  url: string;
  /** Removes credentials from a text. */
  redact: Redact;
};

/** A run of `verify` as one page of HTML that needs no other file. It holds no credentials of the run. */
export function toReportPage(result: RunResult, origin: RunOrigin): string {
  const { findings, stopped, cases, notTried, untried, exempt, baseline } = result;
  const facts = {
    Server: origin.url,
    ...originFacts(origin),
    Cases: `${cases} in ${result.seconds.toFixed(1)} s, with --seed ${result.seed}`,
    Threshold: `no finding${baseline === undefined ? '' : ' that the baseline does not accept'}, and at least one operation tried`,
  };
  const left = [...notTried.map(({ operationId, reason }) => `${operationId}: ${reason}`), ...untried];
  const heading = { title: `Verification of ${origin.title}`, verdict: verdictOf(result), facts };
  return renderReport(heading, [
    findings.length === 0 ? '' : findingList(findings, origin.redact),
    baseline === undefined ? '' : `<section>${baselineSection(baseline, origin.redact)}</section>`,
    stopped === undefined ? outcomeTable(result) : '',
    caseTable(result),
    workflowTable(result, origin.redact),
    sentenceList('Not tried', left, 'The run says nothing about these. Each has its reason.', origin.redact),
    sentenceList('Exempt', exempt, 'These checks and fields were left out on purpose.', origin.redact),
    cases === 0 ? '' : coverageSection(result),
    `<h2 id="terms">Terms</h2>\n${descriptionList(REPORT_TERMS)}`,
  ]);
}

function verdictOf({ stopped, cut, cases, findings, baseline }: RunResult): { text: string; passed: boolean } {
  if (stopped !== undefined) return { text: stopped, passed: false };
  if (cases === 0) return { text: 'No operation could be tried.', passed: false };
  const number = baseline?.accepted.length ?? 0;
  const known = number === 0 ? '' : ` The baseline accepts ${number}.`;
  const more = `${known}${cut === undefined ? '' : ` ${cut}`}`;
  if (findings.length === 0) return { text: `No ${known === '' ? '' : 'other '}findings.${more}`, passed: true };
  const operations = new Set(findings.map(({ operationId }) => operationId)).size;
  const found = findings.length === 1 ? '1 finding' : `${findings.length} findings`;
  return { text: `${found} in ${operations} operation${operations === 1 ? '' : 's'}.${more}`, passed: false };
}

function findingList(findings: CountedFinding[], redact: Redact): string {
  const shown = findings.slice(0, MOST_FINDINGS);
  const links = shown.map(
    ({ operationId, check, count }, index) =>
      `<li><a href="#finding-${index + 1}">${escapeHtml(operationId)}: ${check}</a>${count > 1 ? ` (${count} times)` : ''}</li>`,
  );
  const rest = findings.length - shown.length;
  return `<h2 id="findings">Findings</h2>
<ol>
${links.join('\n')}
</ol>${rest > 0 ? `\n<p>The page ends after ${MOST_FINDINGS}; --json has ${rest} more.</p>` : ''}
${shown.map((finding, index) => findingArticle(finding, index + 1, redact)).join('\n')}`;
}

function findingArticle(finding: CountedFinding, number: number, redactGiven: Redact): string {
  const redactOwn = redactValues(secretsOfFinding(finding));
  const redact: Redact = (text) => redactOwn(redactGiven(text));
  const { operationId, check, message, also = [], pointer, count, fingerprint } = finding;
  const redacted = (request: SentRequest): SentRequest => redactRequest(request, redact);
  const before = (finding.steps ?? []).map(redacted);
  const request = redacted(finding.request);
  const atOnce = (finding.atOnce ?? []).map((one) => (one === finding.request ? request : redacted(one)));
  const others = also.map((one) => `<li>${escapeHtml(redact(one))}</li>`).join('');
  return `<article id="finding-${number}">
<h3>${number}. ${escapeHtml(operationId)}: ${check}</h3>
<p>${escapeHtml(redact(message))}</p>
${others === '' ? '' : `<p>The same with:</p><ul>${others}</ul>`}
${descriptionList({
  Rule: CHECK_NAMES[check],
  'In the document': pointer,
  'To fix': FIX_HINTS[check],
  Seen: count === 1 ? 'once' : `${count} times`,
  Fingerprint: fingerprint,
})}
${requestDetails('Requests before', before)}
${requestDetails('Requests at the same time', atOnce)}
<div class="columns">
<div><h4>Request</h4><pre tabindex="0">${escapeHtml(requestText(request))}</pre></div>
<div><h4>Response</h4><pre tabindex="0">${escapeHtml(redact(responseText(finding)))}</pre></div>
</div>
<details><summary>Repeat it with curl</summary><pre tabindex="0">${escapeHtml(curlLines({ steps: before, atOnce, request }).join('\n'))}</pre></details>
</article>`;
}

function requestDetails(title: string, requests: SentRequest[]): string {
  if (requests.length === 0) return '';
  const texts = requests.map((one) => `<pre tabindex="0">${escapeHtml(requestText(one))}</pre>`);
  return `<details><summary>${title}: ${requests.length}</summary>${texts.join('')}</details>`;
}

function requestText({ method, url, headers, body }: SentRequest): string {
  const { origin } = new URL(url);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [
    `${method} ${url.slice(origin.length)}`,
    ...lines,
    ...(body === undefined ? [] : ['', bodyExcerpt(body)]),
  ].join('\n');
}

function responseText({ response, status, cause }: CountedFinding): string {
  if (response === undefined) return `No response: ${cause}`;
  const { headers, text, length = text.length } = response;
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}`);
  return [`${status}`, ...lines, ...(text === '' ? [] : ['', bodyExcerpt(text, length)])].join('\n');
}

function bodyExcerpt(text: string, length = text.length): string {
  return length <= MOST_BODY ? text : `${text.slice(0, MOST_BODY)}… (${length} characters)`;
}

function outcomeTable({ outcomes }: RunResult): string {
  const rows = OUTCOME_NAMES.filter((name) => outcomes[name] !== undefined).map((name) => [
    textCell(name),
    textCell(outcomes[name] ?? 0),
    `<td class="text">${escapeHtml(OUTCOMES[name])}</td>`,
  ]);
  if (rows.length === 0) return '';
  return `<h2 id="outcomes">Outcomes</h2>\n${scrollingTable('Outcomes', { head: ['outcome', 'cases', 'meaning'], rows })}`;
}

function caseTable({ counts }: RunResult): string {
  const phases = [...new Set(Object.values(counts).flatMap((row) => Object.keys(row)))];
  if (phases.length === 0) return '';
  const rows = Object.entries(counts).map(([operationId, row]) => [
    textCell(operationId),
    ...phases.map((phase) => textCell(row[phase] ?? 0)),
  ]);
  return `<h2 id="cases">Cases</h2>\n${scrollingTable('Cases by operation and phase', { head: ['operation', ...phases], rows })}`;
}

function workflowTable({ workflows = [] }: RunResult, redact: Redact): string {
  if (workflows.length === 0) return '';
  const rows = workflows.map(({ workflowId, result, requests, reason = '' }) => [
    ...[textCell(workflowId), textCell(result), textCell(requests)],
    `<td class="text">${escapeHtml(redact(reason))}</td>`,
  ]);
  const head = ['workflow', 'result', 'requests', 'reason'];
  return `<h2 id="workflows">Workflows</h2>\n${scrollingTable('Workflows', { head, rows })}`;
}

function sentenceList(heading: string, sentences: string[], about: string, redact: Redact): string {
  if (sentences.length === 0) return '';
  const items = sentences.map((sentence) => `<li>${escapeHtml(redact(sentence))}</li>`).join('\n');
  return `<h2>${heading}</h2>\n<p class="quiet">${about}</p>\n<ul>\n${items}\n</ul>`;
}

function coverageSection({ coverage }: RunResult): string {
  return `<h2 id="coverage">Contract coverage</h2>
<p class="quiet">The share of the document that the run exercised: it has no minimum here, <code>keepspec coverage --min</code> sets one.</p>
${coverageTable(coverage)}
<p><label><input type="checkbox" id="uncovered"> Show uncovered items only</label></p>
${coverage.operations.map(coverageOfOperation).join('\n')}`;
}
