import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { runAlone } from '../programs.ts';

/** The files of a release. */
export type ReleaseFiles = {
  /** The document to freeze. */
  document: string;
  /** Folder of the frozen documents. */
  released: string;
  /** Page with the changes of all releases, the newest first. */
  page: string;
  cwd: string;
};

const CONTRACT: Omit<ReleaseFiles, 'cwd'> = {
  document: 'openapi/openapi.yaml',
  released: 'openapi/released',
  page: 'docs/guides/changelog.md',
};

/**
 * Freezes the contract as a bundled document, and writes the changes since the last release into the changelog.
 *
 * @param run runs the command
 * @returns the file of the release
 * @throws Error if the version does not move as far as the changes need, or is released already
 */
export async function releaseContract(
  { document, released, page, cwd }: ReleaseFiles,
  run: typeof runAlone = runAlone,
): Promise<string> {
  const { bundleContract } = await import('../../src/contract/document/bundle.ts');
  const bundle = await bundleContract(join(cwd, document));
  const file = join(released, `${bundle.info.version}.json`);
  const isTaken = await readFile(join(cwd, file)).catch(() => undefined);
  if (isTaken !== undefined) throw new Error(`${file} exists. Set info.version of ${document} to the next version.`);
  const diff = (...options: string[]) =>
    run({ program: 'src/contract/cli.ts', args: ['diff', released, document, ...options], cwd });
  const { code, out: changes } = await diff('--semver', '--fail-on', 'docs', '--format', 'markdown');
  if (code !== 0) throw new Error((await diff('--next-version')).err.trim());
  const text = await readFile(join(cwd, page), 'utf8');
  const first = text.indexOf('\n## ') + 1;
  if (first === 0) throw new Error(`${page} has no heading of a version.`);
  await writeFile(join(cwd, page), `${text.slice(0, first)}${changes}\n${text.slice(first)}`);
  await mkdir(dirname(join(cwd, file)), { recursive: true });
  await writeFile(join(cwd, file), `${JSON.stringify(bundle, null, 2)}\n`);
  return file;
}

if (import.meta.main) {
  parseArgs({ args: process.argv.slice(2), options: {} });
  const cwd = join(import.meta.dirname, '../..');
  try {
    console.log(`${await releaseContract({ ...CONTRACT, cwd })}\n${CONTRACT.page}`);
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
