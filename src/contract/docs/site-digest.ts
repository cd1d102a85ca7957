import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OpenApiDocument } from '../document/document.ts';

/** Names what a site was made of. It is the mark of a folder that `keepspec docs` may replace. */
export const SITE_FILE = 'site.json';

/** A digest of all that a site is made of: the document, the guides, and the code that writes the pages. */
export async function digestOfSite(document: OpenApiDocument, guides: string | undefined): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(document));
  for (const folder of [import.meta.dirname, ...(guides === undefined ? [] : [guides])]) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    for (const path of paths.sort()) hash.update(await readFile(path));
  }
  return hash.digest('hex');
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
