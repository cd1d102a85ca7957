import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildArtefacts } from '../../src/contract/build/build.ts';
import { ContractError, type OpenApiDocument } from '../../src/contract/document/document.ts';
import { locateFaults } from '../../src/contract/document/locate.ts';
import { fragmentTokens, isObject, toPointer } from '../../src/contract/document/references.ts';
import type { Row } from './row.ts';

/**
 * Rows whose documents can be one, because a build takes its time. Those of OpenAPI 3.0 are apart, and in two groups: servers
 * and security of a document change the documentation of all its operations.
 */
export function groupRows(rows: Row[]): Row[][] {
  return [...Map.groupBy(rows, ({ document }) => (is30(document) ? document.openapi : '')).values()];
}

function is30({ openapi }: OpenApiDocument): boolean {
  return openapi.startsWith('3.0');
}

/** One document of several, which have no path and no component in common. */
export function mergeDocuments(documents: OpenApiDocument[]): OpenApiDocument {
  const merged = documents.reduce<unknown>((all, { openapi: _, info, ...rest }) => {
    return merge(merge(all, { info: ownInfo(info) }, true), rest);
  }, {});
  const { info, ...rest } = merged as Omit<OpenApiDocument, 'openapi'>;
  return {
    openapi: documents.every(is30) ? '3.0.4' : '3.2.0',
    ...rest,
    info: { ...DEFAULT, ...info },
  } as unknown as OpenApiDocument;
}

const DEFAULT: Record<string, unknown> = { title: 'Support', version: '1' };

function ownInfo(info: object): object {
  return Object.fromEntries(Object.entries(info).filter(([name, value]) => DEFAULT[name] !== value));
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

/** Where the warning of a row stands in the merged document: lists of the documents stand after each other there. */
function mergedPointer({ at, warningAt = at, document }: Row, group: Row[]): string {
  const pointer = toPointer(fragmentTokens(warningAt));
  return pointer.replace(/^#\/(servers|tags|security)\/(\d+)/, (_, list: 'servers' | 'tags', index: string) => {
    const before = group.slice(
      0,
      group.findIndex((row) => row.document === document),
    );
    const count = before.reduce((sum, row) => sum + ((row.document as Lists)[list]?.length ?? 0), 0);
    return `#/${list}/${count + Number(index)}`;
  });
}

type Lists = { servers?: unknown[]; tags?: unknown[] };

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
      const keywords = new ContractError(group.map((row) => ({ message: '', pointer: mergedPointer(row, group) })));
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
