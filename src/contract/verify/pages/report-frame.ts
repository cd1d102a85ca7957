import { escapeHtml } from '../../html.ts';

/** Nothing is loaded and nothing runs: the page is text and its style. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#d9dde3, #3a4049); --good: light-dark(#12683b, #5fcf95);
  --bad: light-dark(#b3261e, #ff9d95); --quiet: light-dark(#545d69, #a4adb9); --fill: light-dark(#f4f6f8, #22262c); }
* { box-sizing: border-box; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 1100px; margin: 2rem auto; padding: 0 1rem;
  background: light-dark(#fff, #16191d); color: light-dark(#1a1d21, #e6e9ed); }
a { color: light-dark(#0b57d0, #9cc2ff); }
h1 { font-size: 1.4rem; margin-bottom: .2rem; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 2rem 0 .4rem; }
h3 { font-size: .95rem; margin: 1rem 0 .3rem; overflow-wrap: anywhere; }
h4 { font-size: .85rem; margin: .6rem 0 .2rem; color: var(--quiet); }
p { margin: .3rem 0; }
.quiet, caption { color: var(--quiet); }
.verdict { font-weight: 600; } .passed { color: var(--good); } .failed { color: var(--bad); }
.scroll { overflow-x: auto; margin: .8rem 0; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
caption { text-align: left; padding-bottom: .3rem; }
th, td { text-align: right; padding: .35rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
th:first-child, td:first-child, td.text { text-align: left; } td small { white-space: nowrap; }
#outcomes + div th:last-child, #baseline ~ div th { text-align: left; }
tfoot td { font-weight: 600; }
.whole { color: var(--good); } .part { color: var(--bad); } .none { color: var(--quiet); }
details, article { border: 1px solid var(--line); border-radius: 6px; margin: .5rem 0; padding: .4rem .8rem; }
summary { cursor: pointer; font-weight: 600; overflow-wrap: anywhere; }
article { margin: 1rem 0; } article h3 { margin-top: .3rem; }
article details { border: 0; padding: 0; } article summary { font-weight: 400; }
dl { display: grid; grid-template-columns: minmax(9rem, 20rem) 1fr; gap: .25rem 1rem; margin: .3rem 0; }
dt { overflow-wrap: anywhere; } dd { margin: 0; overflow-wrap: anywhere; }
dl.places dt { font-family: ui-monospace, monospace; font-size: .85rem; }
dt:empty { display: none; } dt:empty + dd { grid-column: 1 / -1; }
dl.places dd span { display: inline-block; font-size: .8rem; padding: 0 .45rem; margin: 0 .25rem .25rem 0;
  border-radius: 4px; background: var(--fill); overflow-wrap: anywhere; }
.yes::before { content: '✓ '; color: var(--good); } .no { outline: 1px solid var(--bad); }
.no::before { content: '✗ '; color: var(--bad); }
pre { background: var(--fill); border-radius: 4px; padding: .5rem .7rem; margin: .2rem 0; font-size: .82rem;
  white-space: pre-wrap; overflow-wrap: anywhere; max-height: 22rem; overflow-y: auto; }
.columns { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1rem; }
.columns > * { min-width: 0; }
ol, ul { padding-left: 1.4rem; } li { overflow-wrap: anywhere; }
body:has(#uncovered:checked) :is(.yes, .done) { display: none; }
@media (max-width: 700px) { dl, .columns { grid-template-columns: 1fr; } dd { margin-bottom: .4rem; } }
`;

/** A report of a run, without its content. */
export type ReportHeading = {
  title: string;
  /** One sentence, and whether it is good news. */
  verdict: { text: string; passed: boolean };
  /** Facts of the run, by their names. */
  facts: Record<string, string>;
};

/** A page of HTML that needs no other file and runs no script. It fits 390 px and follows the color scheme of the reader. */
export function renderReport({ title, verdict, facts }: ReportHeading, content: string[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
<p class="verdict ${verdict.passed ? 'passed' : 'failed'}">${escapeHtml(verdict.text)}</p>
${descriptionList(facts)}
${content.filter((part) => part !== '').join('\n')}
</main>
</body>
</html>
`;
}

/** Names with their texts, as text. */
export function descriptionList(entries: Record<string, string>): string {
  const items = Object.entries(entries).map(
    ([name, text]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(text)}</dd>`,
  );
  return `<dl>\n${items.join('\n')}\n</dl>`;
}

/** A table that scrolls where it is wider than the page. The first of each row is its name. */
export function scrollingTable(label: string, { head, rows, foot = [] }: TableRows): string {
  const headings = head.map((text) => `<th scope="col">${escapeHtml(text)}</th>`).join('');
  return `<div class="scroll" role="region" aria-label="${escapeHtml(label)}" tabindex="0"><table>
<thead><tr>${headings}</tr></thead>
<tbody>
${rows.map(rowOf).join('\n')}
</tbody>
${foot.length === 0 ? '' : `<tfoot>${foot.map(rowOf).join('\n')}</tfoot>`}
</table></div>`;
}

/** Cells are HTML: each a `td` element. */
type TableRows = { head: string[]; rows: string[][]; foot?: string[][] };

function rowOf(cells: string[]): string {
  return `<tr>${cells.join('')}</tr>`;
}

export function textCell(text: string | number): string {
  return `<td>${escapeHtml(String(text))}</td>`;
}

/** The document and the time of a report. */
export type ReportOrigin = {
  /** The document's title. */
  title: string;
  version: string;
  createdAt: Date;
  /** The working folder's commit; undefined if it is not in a Git repository. */
  commit: string | undefined;
};

/** The facts that every report begins with. */
export function originFacts({ title, version, createdAt, commit }: ReportOrigin): Record<string, string> {
  return {
    Document: `${title} ${version}`.trim(),
    Date: `${createdAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    Commit: commit ?? 'unknown: the working folder is not in a Git repository',
  };
}
