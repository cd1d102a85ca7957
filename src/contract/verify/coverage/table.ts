import type { CoverageReport, Share } from './coverage.ts';
import { type ItemKind, KINDS } from './items.ts';

/** Columns of the table by their headings. */
export const COLUMNS: [heading: string, kinds: ItemKind[]][] = [
  ['operations', ['operation']],
  ['statuses', ['status']],
  ['media types', ['request media type', 'response media type']],
  ['headers', ['response header']],
  ['properties', ['response property']],
  ['boundary values', ['boundary value']],
];

export function sumOf(shares: Record<ItemKind, Share>, kinds: ItemKind[]): Share {
  return kinds.reduce(
    (sum, kind) => ({ covered: sum.covered + shares[kind].covered, all: sum.all + shares[kind].all }),
    { covered: 0, all: 0 },
  );
}

/** In whole percent, rounded down, so that 100 means all. */
export function percentOf({ covered, all }: Share): number {
  return all === 0 ? 100 : Math.floor((100 * covered) / all);
}

/** Contract coverage of each operation, and of all of them, as lines of a table. */
export function toTable({ shares, operations }: CoverageReport): string {
  const cellOf = (share: Share): string =>
    share.all === 0 ? '–' : `${share.covered}/${share.all} ${percentOf(share)} %`;
  const rows = [
    ['operation', ...COLUMNS.map(([heading]) => heading)],
    ...operations.map((one) => [one.operationId, ...COLUMNS.map(([, kinds]) => cellOf(sumOf(one.shares, kinds)))]),
    ['all', ...COLUMNS.map(([, kinds]) => cellOf(sumOf(shares, kinds)))],
  ];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    )
    .join('\n');
}

/** Items that were not exercised, as `operation: kind name`. */
export function listLeft({ operations }: CoverageReport, kinds: readonly ItemKind[] = KINDS): string[] {
  return operations.flatMap(({ operationId, items }) =>
    items
      .filter(({ kind, covered }) => !covered && kinds.includes(kind))
      .map(({ kind, group, name }) => [`${operationId}:`, kind, group, name].filter((word) => word !== '').join(' ')),
  );
}
