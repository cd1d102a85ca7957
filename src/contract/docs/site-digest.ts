import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { OpenApiDocument } from '../document/document.ts';
import type { CodeSampleOptions } from './samples/samples.ts';

/** Names what a site was made of. It is the mark of a folder that `keepspec docs` may replace. */
export const SITE_FILE = 'site.json';

/** Packages whose output or files are part of a site. */
const PACKAGES = ['@redocly/cli', 'marked', 'minisearch', 'swagger-ui-dist'];

/** Sources of a site, apart from the document. */
export type SiteSources = {
  /** Folder of the guides. */
  guides?: string | undefined;
  samples?: CodeSampleOptions | undefined;
};

/** A digest of all that a site is made of: document, guides, options of samples, packages, and the code that writes the pages. */
export async function digestOfSite(
  document: OpenApiDocument,
  { guides, samples = {} }: SiteSources = {},
): Promise<string> {
  const { client = '', url = '', variables = {} } = samples;
  const others = [client, url, Object.entries(variables), PACKAGES.map(versionOf)];
  const hash = createHash('sha256').update(JSON.stringify([document, others]));
  for (const folder of [import.meta.dirname, ...(guides === undefined ? [] : [guides])]) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    for (const path of paths.sort()) hash.update(await readFile(path));
  }
  return hash.digest('hex');
}

/** The version of an installed package; empty if it is not installed or does not say. */
function versionOf(name: string): string {
  try {
    const { version } = createRequire(import.meta.url)(`${name}/package.json`) as { version?: string };
    return version ?? '';
  } catch {
    return '';
  }
}

/** The digest of the site in a folder; undefined if there is none. */
export async function readSiteDigest(folder: string): Promise<string | undefined> {
  try {
    const { digest } = JSON.parse(await readFile(join(folder, SITE_FILE), 'utf8')) as { digest?: unknown };
    return typeof digest === 'string' ? digest : undefined;
  } catch {
    return undefined;
  }
}
