import { escapeHtml } from '../../html.ts';
import type { CoverageReport, OperationCoverage, Share } from '../coverage/coverage.ts';
import { type ItemKind, KINDS } from '../coverage/items.ts';
import { COLUMNS, percentOf, sumOf } from '../coverage/table.ts';
import {
  descriptionList,
  originFacts,
  type ReportOrigin,
  renderReport,
  scrollingTable,
  textCell,
} from './report-frame.ts';

/** Least percent by the heading of the column. */
export type CoverageMinimums = Record<string, number>;

/** Uncovered items that are listed as steps; the sections of the operations have all. */
const MOST_STEPS = 100;

const COVERAGE_TERMS: Record<string, string> = {
  covered: 'a test sent such a request, or received such a response',
  operations: 'operations of the document that received a request',
  statuses: 'response statuses that the document declares, such as 404 or 4XX',
  'media types': 'media types of request and response bodies',
  headers: 'headers that the document declares for a response',
  properties: 'properties of JSON response bodies; items/*/id is the id of any item',
  'boundary values':
    'for each constraint, such as maxLength, the last valid value and the first invalid one. A valid value is covered when a ' +
    'request with it is accepted, an invalid one when a request with it is rejected.',
};

/**
 * Contract coverage as one page of HTML that needs no other file.
 *
 * @param minimums as `--min` gives them; empty if there are none
 */
export function toCoveragePage(report: CoverageReport, origin: ReportOrigin, minimums: CoverageMinimums): string {
  const { shares } = report;
  const low = COLUMNS.flatMap(([heading, kinds]) => {
    const least = minimums[heading];
    const percent = percentOf(sumOf(shares, kinds));
    return least !== undefined && percent < least ? [`${heading} ${percent} % (minimum ${least} %)`] : [];
  });
  const wanted = Object.entries(minimums).map(([heading, least]) => `${heading} ${least} %`);
  const passed = low.length === 0;
  const called = `${shares.operation.covered} of ${shares.operation.all} operations were called.`;
  const result = passed ? 'Every share reaches its minimum.' : `Below the minimum: ${low.join(', ')}.`;
  const text = wanted.length === 0 ? called : `${result} ${called}`;
  const facts = {
    ...originFacts(origin),
    Minimum: wanted.length === 0 ? 'none; set one with --min, such as --min statuses=100' : wanted.join(', '),
  };
  return renderReport({ title: `Contract coverage of ${origin.title}`, verdict: { text, passed }, facts }, [
    coverageTable(report, minimums),
    stepList(report),
    '<h2 id="operations">Operations</h2>',
    '<p><label><input type="checkbox" id="uncovered"> Show uncovered items only</label></p>',
    ...report.operations.map(coverageOfOperation),
    `<h2 id="terms">Terms</h2>\n${descriptionList(COVERAGE_TERMS)}`,
  ]);
}

/** The share of each operation that is covered, and of all. */
export function coverageTable({ shares, operations }: CoverageReport, minimums: CoverageMinimums = {}): string {
  const row = (name: string, of: OperationCoverage['shares']): string[] => [
    name,
    ...COLUMNS.map(([, kinds]) => shareCell(sumOf(of, kinds))),
  ];
  const least = COLUMNS.map(([heading]) => textCell(minimums[heading] === undefined ? '–' : `${minimums[heading]} %`));
  return scrollingTable('Coverage by operation', {
    head: ['operation', ...COLUMNS.map(([heading]) => heading)],
    rows: operations.map((one) => row(`<td>${sectionLink(one.operationId)}</td>`, one.shares)),
    foot: [
      row(textCell('all'), shares),
      ...(Object.keys(minimums).length === 0 ? [] : [[textCell('minimum'), ...least]]),
    ],
  });
}

function sectionLink(operationId: string): string {
  return `<a href="#operation-${escapeHtml(operationId)}">${escapeHtml(operationId)}</a>`;
}

function shareCell(share: Share): string {
  if (share.all === 0) return '<td class="none">–</td>';
  const look = share.covered === share.all ? 'whole' : 'part';
  return `<td class="${look}">${share.covered}/${share.all} <small>${percentOf(share)} %</small></td>`;
}

type ReportedItem = OperationCoverage['items'][number];

/** A request for each item that is not covered. */
function stepList({ operations }: CoverageReport): string {
  const left = operations.flatMap(({ operationId, items }) =>
    items.filter(({ covered }) => !covered).map((item) => ({ operationId, item })),
  );
  if (left.length === 0) return '';
  const steps = left
    .slice(0, MOST_STEPS)
    .map(({ operationId, item }) => `<li>${sectionLink(operationId)}: ${escapeHtml(stepFor(item))}</li>`);
  const more = left.length - steps.length;
  const rest = more > 0 ? `<p>The sections below list ${more} more.</p>` : '';
  return `<h2 id="next">Not covered: ${left.length}</h2>
<details><summary>Requests that would cover them</summary>
<ol>
${steps.join('\n')}
</ol>${rest}
</details>`;
}

function stepFor({ kind, group, name }: ReportedItem): string {
  const texts: Record<ItemKind, string> = {
    operation: 'call it',
    status: `receive a response with status ${name}`,
    'request media type': `send a body of ${name}`,
    'response media type': `receive a ${group} response with a body of ${name}`,
    'response header': `receive a ${group} response with the header ${name}`,
    'response property': `receive a ${group} response with the property ${name}`,
    'boundary value': `send ${group}, ${name}`,
  };
  return texts[kind];
}

/** All items of an operation, covered or not. */
export function coverageOfOperation({ operationId, items }: OperationCoverage): string {
  const isDone = (list: ReportedItem[]): string => (list.every(({ covered }) => covered) ? ' class="done"' : '');
  const kinds = KINDS.filter((kind) => kind !== 'operation').flatMap((kind) => {
    const own = items.filter((item) => item.kind === kind);
    if (own.length === 0) return [];
    const groups = [...Map.groupBy(own, ({ group }) => group)].map(([group, inside]) => {
      const chips = inside.map(
        ({ name, covered }) => `<span class="${covered ? 'yes' : 'no'}">${escapeHtml(name)}</span>`,
      );
      return `<dt${isDone(inside)}>${escapeHtml(group)}</dt><dd${isDone(inside)}>${chips.join('')}</dd>`;
    });
    return [`<h3${isDone(own)}>${PLURALS[kind]}</h3>\n<dl class="places">${groups.join('\n')}</dl>`];
  });
  const left = items.filter(({ covered }) => !covered).length;
  const sum = left === 0 ? 'all covered' : `${left} of ${items.length} not covered`;
  return `<details id="operation-${escapeHtml(operationId)}"${isDone(items)}><summary>${escapeHtml(operationId)}: ${sum}</summary>
${kinds.join('\n')}
</details>`;
}

const PLURALS: Record<Exclude<ItemKind, 'operation'>, string> = {
  status: 'Statuses',
  'request media type': 'Request media types',
  'response media type': 'Response media types',
  'response header': 'Response headers',
  'response property': 'Response properties',
  'boundary value': 'Boundary values',
};
