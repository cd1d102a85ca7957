import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleContract } from '../document/bundle.ts';
import { generateTypes } from './types.ts';

/** A file that is derived from the contract. */
export type Artefact = { name: string; text: string };

/**
 * Derives everything from a contract. The same contract gives the same bytes.
 *
 * @param file path of the root document
 * @throws ContractError when the contract cannot be read
 */
export async function buildArtefacts(file: string): Promise<Artefact[]> {
  const document = await bundleContract(file);
  return [
    { name: 'openapi.json', text: `${JSON.stringify(document, null, 2)}\n` },
    { name: 'types.ts', text: await generateTypes(document) },
  ];
}

/** Writes the artefacts into a folder, which is made where it does not exist. */
export async function writeArtefacts(artefacts: Artefact[], folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { name, text } of artefacts) await writeFile(join(folder, name), text);
}

/** Names of the artefacts that are missing from a folder or differ from what it holds. */
export async function findStaleArtefacts(artefacts: Artefact[], folder: string): Promise<string[]> {
  const stale: string[] = [];
  for (const { name, text } of artefacts) {
    const present = await readFile(join(folder, name), 'utf8').catch(() => undefined);
    if (present !== text) stale.push(name);
  }
  return stale;
}
