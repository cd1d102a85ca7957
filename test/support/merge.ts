import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildArtefacts } from '../../src/contract/build/build.ts';
import { ContractError, type OpenApiDocument } from '../../src/contract/document/document.ts';
import { locateFaults } from '../../src/contract/document/locate.ts';
import { isObject } from '../../src/contract/document/references.ts';
import type { Row } from './row.ts';

/** Rows of OpenAPI 3.0 apart from the others: both kinds are in one document each, because a build takes its time. */
export function groupRows(rows: Row[]): Row[][] {
  return [...Map.groupBy(rows, ({ document }) => document.openapi.startsWith('3.0')).values()];
}

/** One document of several, which have no path and no component in common. */
export function mergeDocuments(documents: OpenApiDocument[]): OpenApiDocument {
  const is30 = documents.every(({ openapi }) => openapi.startsWith('3.0'));
  const merged = documents.reduce<unknown>((all, { openapi: _, info, ...rest }) => {
    return merge(merge(all, { info: isDefault(info) ? {} : info }, true), rest);
  }, {});
  const { info, ...rest } = merged as Omit<OpenApiDocument, 'openapi'>;
  return { openapi: is30 ? '3.0.4' : '3.2.0', ...rest, info: { ...DEFAULT_INFO, ...info } };
}

export const DEFAULT_INFO = { title: 'Support', version: '1' };

function isDefault(info: object): boolean {
  return JSON.stringify(info) === JSON.stringify(DEFAULT_INFO);
}

function merge(one: unknown, other: unknown, isLoose = false): unknown {
  if (Array.isArray(one) && Array.isArray(other)) return [...one, ...other];
  if (!isObject(one) || !isObject(other)) {
    if (isLoose || JSON.stringify(one) === JSON.stringify(other)) return other;
    throw new Error(`Two documents have ${JSON.stringify(one)} and ${JSON.stringify(other)} in one place.`);
  }
  const result = { ...one };
  for (const [name, member] of Object.entries(other))
    result[name] = Object.hasOwn(one, name) ? merge(one[name], member, isLoose) : member;
  return result;
}

/** The warnings of a build at the keyword of each row, without their places. */
export async function reportsOf(rows: Row[]): Promise<Map<Row, string[]>> {
  const found = new Map<Row, string[]>();
  const folder = await mkdtemp(join(tmpdir(), 'support-'));
  try {
    for (const [index, group] of groupRows(rows).entries()) {
      const file = join(folder, `${index}.json`);
      const document = mergeDocuments(group.map(({ document }) => document));
      await writeFile(file, JSON.stringify(document, null, 1));
      const warnings: string[] = [];
      await buildArtefacts(file, (line) => warnings.push(line));
      const keywords = new ContractError(group.map(({ at, warningAt = at }) => ({ message: '', pointer: warningAt })));
      const { faults } = await locateFaults(keywords, file);
      for (const [at, row] of group.entries()) {
        const { place } = faults[at] ?? {};
        if (place === undefined) throw new Error(`${row.at} has no place.`);
        const start = `${place.file}:${place.line}:${place.column}: `;
        found.set(
          row,
          warnings.filter((line) => line.startsWith(start)).map((line) => line.slice(start.length)),
        );
      }
    }
  } finally {
    await rm(folder, { recursive: true });
  }
  return found;
}
