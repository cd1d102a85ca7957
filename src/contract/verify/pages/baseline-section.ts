import { escapeHtml } from '../../html.ts';
import type { Redact } from '../redaction.ts';
import type { BaselineReport } from '../replay/baseline.ts';
import { scrollingTable } from './report-frame.ts';

/** The findings that a baseline accepts, those that it no longer accepts, and its entries without a finding. */
export function baselineSection({ accepted, expired, unseen }: BaselineReport, redact: Redact): string {
  const parts = [
    findingTable(`Accepted: ${accepted.length}`, accepted, 'These findings do not fail the run.', redact),
    findingTable(`Expired: ${expired.length}`, expired, 'Their last day is over, so they are findings again.', redact),
    unseenTable(unseen, redact),
  ].filter((part) => part !== '');
  const empty = '<p class="quiet">The baseline has no entries.</p>';
  return `<h2 id="baseline">Baseline</h2>\n${parts.length === 0 ? empty : parts.join('\n')}`;
}

function findingTable(heading: string, entries: BaselineReport['accepted'], about: string, redact: Redact): string {
  const rows = entries.map(({ entry, finding }) => [
    wordsCell(`${finding.operationId}: ${finding.check}`),
    wordsCell(redact(finding.message)),
    wordsCell(entry.reason),
    wordsCell(entry.expires),
    wordsCell(entry.fingerprint),
  ]);
  return sectionTable(heading, about, { head: ['finding', 'message', 'reason', 'until', 'fingerprint'], rows });
}

function unseenTable(entries: BaselineReport['unseen'], redact: Redact): string {
  const rows = entries.map(({ fingerprint, reason, expires }) => [fingerprint, redact(reason), expires].map(wordsCell));
  const about = 'The run did not find these. Remove their entries if they are fixed.';
  return sectionTable(`Not found: ${entries.length}`, about, { head: ['fingerprint', 'reason', 'until'], rows });
}

function sectionTable(heading: string, about: string, table: { head: string[]; rows: string[][] }): string {
  if (table.rows.length === 0) return '';
  return `<h3>${heading}</h3>\n<p class="quiet">${about}</p>\n${scrollingTable(heading, table)}`;
}

function wordsCell(text: string): string {
  return `<td class="text">${escapeHtml(text)}</td>`;
}
