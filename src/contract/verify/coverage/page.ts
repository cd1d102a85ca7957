import { escapeHtml } from '../../html.ts';
import type { CoverageReport, OperationCoverage } from './coverage.ts';
import { KINDS } from './items.ts';
import { COLUMNS, percentOf, sumOf } from './table.ts';

/** Nothing is loaded and nothing runs: the page is text and its style. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#d9dde3, #3a4049); --good: light-dark(#1a7f4b, #5fcf95);
  --bad: light-dark(#b3261e, #ff8f86); --quiet: light-dark(#5b6470, #9aa4b1); --fill: light-dark(#f4f6f8, #22262c); }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 1100px; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; margin-bottom: .2rem; }
p { color: var(--quiet); margin-top: 0; }
table { border-collapse: collapse; width: 100%; margin: 1.5rem 0; font-variant-numeric: tabular-nums; }
th, td { text-align: right; padding: .35rem .6rem; border-bottom: 1px solid var(--line); }
th:first-child, td:first-child { text-align: left; }
tfoot td { font-weight: 600; }
.whole { color: var(--good); } .part { color: var(--bad); } .none { color: var(--quiet); }
details { border: 1px solid var(--line); border-radius: 6px; margin: .5rem 0; padding: .4rem .8rem; }
summary { cursor: pointer; font-weight: 600; }
h3 { font-size: .95rem; margin: 1rem 0 .3rem; }
dl { display: grid; grid-template-columns: minmax(10rem, 22rem) 1fr; gap: .25rem 1rem; margin: 0; }
dt { font-family: ui-monospace, monospace; font-size: .85rem; overflow-wrap: anywhere; }
dt:empty { display: none; } dt:empty + dd { grid-column: 1 / -1; }
dd { margin: 0; } dd span { display: inline-block; font-size: .8rem; padding: 0 .45rem; margin: 0 .25rem .25rem 0;
  border-radius: 4px; background: var(--fill); overflow-wrap: anywhere; }
.yes::before { content: '✓ '; color: var(--good); } .no { outline: 1px solid var(--bad); }
.no::before { content: '✗ '; color: var(--bad); }
body:has(#left:checked) :is(.yes, .done) { display: none; }
@media (max-width: 700px) { dl { grid-template-columns: 1fr; } table { font-size: .85rem; } }
`;

/**
 * A report as one page of HTML that needs nothing beside it.
 *
 * @param title of the contract
 */
export function toHtmlPage(report: CoverageReport, title: string): string {
  const { shares, operations } = report;
  const headings = COLUMNS.map(([heading]) => `<th>${heading}</th>`).join('');
  const row = (name: string, of: OperationCoverage['shares']): string =>
    `<tr><td>${name}</td>${COLUMNS.map(([, kinds]) => cell(sumOf(of, kinds))).join('')}</tr>`;
  const rows = operations.map((one) =>
    row(`<a href="#${escapeHtml(one.operationId)}">${escapeHtml(one.operationId)}</a>`, one.shares),
  );
  const { operation } = shares;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Coverage of ${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>Coverage of ${escapeHtml(title)}</h1>
<p>Contract coverage by requests and responses. ${operation.covered} of ${operation.all} operations were called.</p>
<table>
<thead><tr><th>operation</th>${headings}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
<tfoot>${row('all', shares)}</tfoot>
</table>
<p><label><input type="checkbox" id="left"> Only what is left</label></p>
${operations.map(toSection).join('\n')}
</body>
</html>
`;
}

function cell(share: { covered: number; all: number }): string {
  if (share.all === 0) return '<td class="none">–</td>';
  const look = share.covered === share.all ? 'whole' : 'part';
  return `<td class="${look}">${share.covered}/${share.all} <small>${percentOf(share)} %</small></td>`;
}

function toSection({ operationId, items }: OperationCoverage): string {
  const isDone = (list: OperationCoverage['items']): string =>
    list.every(({ covered }) => covered) ? ' class="done"' : '';
  const kinds = KINDS.filter((kind) => kind !== 'operation').flatMap((kind) => {
    const own = items.filter((item) => item.kind === kind);
    if (own.length === 0) return [];
    const groups = [...new Set(own.map(({ group }) => group))].map((group) => {
      const inside = own.filter((item) => item.group === group);
      const chips = inside.map(
        ({ name, covered }) => `<span class="${covered ? 'yes' : 'no'}">${escapeHtml(name)}</span>`,
      );
      return `<dt${isDone(inside)}>${escapeHtml(group)}</dt><dd${isDone(inside)}>${chips.join('')}</dd>`;
    });
    return [`<h3${isDone(own)}>${PLURALS[kind]}</h3>\n<dl>${groups.join('\n')}</dl>`];
  });
  const left = items.filter(({ covered }) => !covered).length;
  const sum = left === 0 ? 'all exercised' : `${left} of ${items.length} left`;
  return `<details id="${escapeHtml(operationId)}"${isDone(items)}><summary>${escapeHtml(operationId)}: ${sum}</summary>
${kinds.join('\n')}
</details>`;
}

const PLURALS: Record<Exclude<(typeof KINDS)[number], 'operation'>, string> = {
  status: 'Statuses',
  'request media type': 'Request media types',
  'response media type': 'Response media types',
  'response header': 'Response headers',
  'response property': 'Response properties',
  'boundary value': 'Boundary values',
};
