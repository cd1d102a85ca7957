import { appendFileSync, mkdirSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ContractError } from '../../document/document.ts';

const ENDING = '.covered';

/**
 * Writes coverage to a separate file in a folder. {@link readCovered} reads the files of all processes of a test run.
 * Each item is written at once, so a killed process loses nothing.
 */
export function createStore(folder: string): (keys: string[]) => void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${process.pid}-${crypto.randomUUID().slice(0, 8)}${ENDING}`);
  return (keys) => {
    if (keys.length > 0) appendFileSync(file, `${keys.join('\n')}\n`);
  };
}

/**
 * The coverage in all files of a folder.
 *
 * @throws ContractError when the folder holds none
 */
export async function readCovered(folder: string): Promise<Set<string>> {
  const names = await readdir(folder).catch((): string[] => []);
  const files = names.filter((name) => name.endsWith(ENDING));
  if (files.length === 0) {
    throw new ContractError(`${folder} has no contract coverage. Run: keepspec verify --coverage ${folder}`);
  }
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
  return new Set(texts.flatMap((text) => text.split('\n').filter((line) => line !== '')));
}
