import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { drawRatios } from '../../bench/chart.ts';
import { listRatios } from '../../bench/ratios.ts';
import { type Results, writeChart, writePage } from '../../bench/report.ts';

const read = (name: string): Promise<string> => readFile(new URL(`../../bench/${name}`, import.meta.url), 'utf8');
const results: Results = JSON.parse(await read('results.json'));

test('page and chart show the stored results', async () => {
  expect(await read('README.md')).toBe(writePage(results));
  expect(await read('ratios.svg')).toBe(writeChart(results));
});

test('the chart has a mark for each ratio of the table, left of 1 if ours needs less', () => {
  const rows = results.measured.flatMap(listRatios);
  const chart = drawRatios(rows);
  const found = [...chart.matchAll(/<g><title>(GET|POST) ([\d.]+).*?(?:cx|rect class="POST" x)="([\d.]+)"/g)];
  expect(found.length).toBe(rows.flatMap(({ ratios }) => [ratios.GET, ratios.POST]).filter(Boolean).length);
  const one = Number(/class="one" x1="([\d.]+)"/.exec(chart)?.[1]);
  const [less, more] = [
    found.filter(([, , ratio]) => Number(ratio) < 0.9),
    found.filter(([, , ratio]) => Number(ratio) > 1.1),
  ];
  expect(less.length * more.length).toBeGreaterThan(0);
  for (const [, , , x] of less) expect(Number(x)).toBeLessThan(one);
  for (const [, , , x] of more) expect(Number(x)).toBeGreaterThan(one);
});

test('a ratio beyond the scale stands at its end, and names are text', () => {
  const ratio = (median: number) => ({ median, interval: undefined });
  const row = { title: 'a<b', operations: 6, ratios: { GET: ratio(0.001), POST: ratio(99) }, asked: undefined };
  const chart = drawRatios([row]);
  expect(chart).toContain('a&lt;b');
  expect(chart).toContain('cx="440"');
  expect(chart).toMatch(/<rect class="POST" x="867"/);
});
