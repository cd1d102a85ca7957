import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { buildArtefacts, writeArtefacts } from '../src/contract/build/build.ts';
import { exampleOf, makeDocument } from './document.ts';
import { filesOf } from './paths.ts';
import type { Json } from './work.ts';

/** Writes everything that the servers of one document need. Returns the seconds that `keepspec build` took. */
export async function prepare(operations: number): Promise<number> {
  const { document, built, stored } = filesOf(operations);
  const folder = fileURLToPath(new URL('.', built));
  await mkdir(folder, { recursive: true });
  const made = await makeDocument(operations);
  await writeFile(document, JSON.stringify(made));
  await writeFile(stored, JSON.stringify(exampleOf(made, 'createAgent.response.full')));
  const start = performance.now();
  await writeArtefacts(await buildArtefacts(fileURLToPath(document)), folder);
  return (performance.now() - start) / 1000;
}

/** The full body of createAgent, and one that breaks a bound of it. */
export async function requestBodies(): Promise<{ full: string; broken: string }> {
  const full: Json = exampleOf(await makeDocument(2), 'createAgent.request.full');
  return { full: JSON.stringify(full), broken: JSON.stringify({ ...full, temperature: 7 }) };
}
