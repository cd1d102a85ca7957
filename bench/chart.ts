import { escapeHtml } from '../src/contract/html.ts';
import { KINDS, type Kind } from './measure.ts';
import type { Ratio, RatioRow } from './ratios.ts';

const WIDTH = 900;
/** Where the scale begins and ends. */
const LEFT = 440;
const RIGHT = WIDTH - 30;
const ROW = 26;
const TOP = 64;
const TICKS = [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];
/** Distance of the marks of GET and POST from the middle of a row. */
const OFFSETS: Record<Kind, number> = { GET: -5, POST: 5 };

const STYLE = `
  svg { --ink: #1f2328; --soft: #59636e; --line: #d1d9e0; --page: #ffffff; --get: #0550ae; --post: #bc4c00; --asked: #1a7f37; }
  @media (prefers-color-scheme: dark) {
    svg { --ink: #f0f6fc; --soft: #9198a1; --line: #3d444d; --page: #0d1117; --get: #79c0ff; --post: #ffa657; --asked: #56d364; }
  }
  text { font: 12.5px system-ui, -apple-system, 'Segoe UI', sans-serif; fill: var(--soft); }
  .name { fill: var(--ink); } .heading { font-weight: 600; fill: var(--ink); font-size: 14px; }
  .page { fill: var(--page); } .grid { stroke: var(--line); } .one { stroke: var(--soft); stroke-width: 1.5; }
  .GET { fill: var(--get); stroke: var(--get); } .POST { fill: var(--post); stroke: var(--post); }
  .asked { fill: none; stroke: var(--asked); stroke-width: 2; }
`;

/**
 * Ratios of CPU time as an SVG chart for both color schemes, on a logarithmic scale. A mark is a median, its line the 95 %
 * confidence interval, and a green line the target, which is a maximum.
 */
export function drawRatios(rows: RatioRow[]): string {
  const groups = [...Map.groupBy(rows, ({ operations }) => operations)];
  const parts: string[] = [];
  let y = TOP;
  for (const [operations, own] of groups) {
    parts.push(`<text class="heading" x="16" y="${y + 18}">${operations} operations</text>`);
    y += ROW + 4;
    for (const row of own) {
      parts.push(drawRow(row, y + ROW / 2));
      y += ROW;
    }
    y += 8;
  }
  const height = y + 12;
  const ticks = TICKS.map((value) => {
    const x = position(value);
    const look = value === 1 ? 'one' : 'grid';
    return `<line class="${look}" x1="${x}" x2="${x}" y1="${TOP - 6}" y2="${y}"/><text x="${x}" y="${TOP - 14}" text-anchor="middle">${value}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="ratios-title ratios-description">
<title id="ratios-title">Our CPU time per request, divided by that of others</title>
<desc id="ratios-description">Each row compares two servers. Left of 1 ours needs less CPU time. The table below has the numbers.</desc>
<style>${STYLE}</style>
<rect class="page" width="${WIDTH}" height="${height}"/>
<text class="heading" x="16" y="24">CPU time per request, ours / theirs</text>
${drawLegend()}
${ticks.join('\n')}
${parts.join('\n')}
</svg>
`;
}

function drawLegend(): string {
  const items = KINDS.map(
    (kind, index) => `${drawMark(kind, 320 + index * 70, 20)}<text x="${330 + index * 70}" y="24">${kind}</text>`,
  );
  return `${items.join('')}<path class="asked" d="M470 13v14"/><text x="478" y="24">target, at most · below 1 ours needs less</text>`;
}

function drawRow({ title, ratios, asked }: RatioRow, middle: number): string {
  const marks = KINDS.flatMap((kind) => {
    const y = middle + OFFSETS[kind];
    const limit = asked === undefined ? '' : `<path class="asked" d="M${position(asked[kind])} ${y - 5}v10"/>`;
    const ratio = ratios[kind];
    return ratio === undefined ? [] : [limit, drawRatio(kind, ratio, y)];
  });
  return `<text class="name" x="24" y="${middle + 4}">${escapeHtml(title)}</text>${marks.join('')}`;
}

function drawRatio(kind: Kind, { median, interval }: Ratio, y: number): string {
  const [low, high] = interval ?? [median, median];
  const label = `${kind} ${median.toFixed(2)}${interval === undefined ? '' : ` (${low.toFixed(2)}–${high.toFixed(2)})`}`;
  return `<g><title>${label}</title><line class="${kind}" x1="${position(low)}" x2="${position(high)}" y1="${y}" y2="${y}"/>${drawMark(kind, position(median), y)}</g>`;
}

function drawMark(kind: Kind, x: number, y: number): string {
  if (kind === 'GET') return `<circle class="GET" cx="${x}" cy="${y}" r="3.5"/>`;
  return `<rect class="POST" x="${x - 3}" y="${y - 3}" width="6" height="6"/>`;
}

/** The place of a ratio on the scale; ratios beyond its ends stand at the end. */
function position(ratio: number): number {
  const [first, last] = [TICKS[0] as number, TICKS.at(-1) as number];
  const share = Math.log(Math.min(Math.max(ratio, first), last) / first) / Math.log(last / first);
  return Math.round((LEFT + share * (RIGHT - LEFT)) * 10) / 10;
}
