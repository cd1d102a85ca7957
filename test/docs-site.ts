import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { openDocsSite } from '../src/compose/docs-site.ts';
import { readBundle } from '../src/contract/document/read-bundle.ts';
import { createLog } from '../src/platform/log.ts';

/** The folder of the documentation of this API. It is built once, also if several files of tests ask for it at a time. */
export async function buildDocsSite(): Promise<string> {
  const document = await readBundle('generated/openapi.json');
  const log: string[] = [];
  const { folder, prepare } = openDocsSite({
    document,
    log: createLog('error', { write: (line) => log.push(line) }),
    isProduction: false,
  });
  await prepare();
  if (log.length > 0) throw new Error(log.join('\n'));
  return folder;
}

/** The paths of all files of a folder, from there. */
export async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map(({ parentPath, name }) => relative(folder, join(parentPath, name))).sort();
}
