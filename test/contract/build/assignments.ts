import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { generateTypes } from '../../../src/contract/build/types.ts';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import type { Direction } from '../../../src/contract/document/marks.ts';

/** A value that is assigned to the type of a component, as a request or a response has it. */
export type Assignment = { document: OpenApiDocument; schema: string; direction: Direction; value: unknown };

const TSC = fileURLToPath(new URL('../../../node_modules/typescript7/bin/tsc', import.meta.url));

/** Which assignments TypeScript accepts, by one run of its compiler. All generated types must compile. */
export async function compileAssignments(folder: string, assignments: Assignment[]): Promise<boolean[]> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const documents = [...new Set(assignments.map(({ document }) => document))];
  const lines: string[] = [];
  for (const [index, document] of documents.entries()) {
    await writeFile(join(folder, `types${index}.ts`), await generateTypes(document));
    lines.push(
      `import type { components as C${index}, Readable as R${index}, Writable as W${index} } from './types${index}.ts';`,
    );
  }
  const start = lines.length + 1;
  for (const [index, { document, schema, direction, value }] of assignments.entries()) {
    const file = documents.indexOf(document);
    const type = `${direction === 'request' ? 'W' : 'R'}${file}<C${file}['schemas'][${JSON.stringify(schema)}]>`;
    lines.push(`export const value${index}: ${type} = ${JSON.stringify(value)};`);
  }
  await writeFile(join(folder, 'checks.ts'), lines.join('\n'));
  const compilerOptions = {
    ...{ strict: true, noEmit: true, target: 'esnext', module: 'nodenext', allowImportingTsExtensions: true },
    ...{ exactOptionalPropertyTypes: true, types: [] },
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }));
  const run = promisify(execFile)(process.execPath, [TSC, '-p', folder, '--pretty', 'false'], { maxBuffer: 1e9 });
  const output = await run.then(
    ({ stdout }) => stdout,
    ({ stdout }: { stdout: string }) => stdout,
  );
  const rejected = new Set<number>();
  for (const [, file = '', line, message = ''] of output.matchAll(/^(\S+?)\((\d+),\d+\): error (.*)/gm)) {
    if (!file.endsWith('checks.ts')) throw new Error(`${file}:${line}: ${message}`);
    rejected.add(Number(line) - start);
  }
  return assignments.map((_, index) => !rejected.has(index));
}
