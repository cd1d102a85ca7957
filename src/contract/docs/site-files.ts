import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The files of a site, by their path from its root. */
export type SiteFiles = Map<string, string>;

/** Adds a file under a name with a hash of its content, which a server may let browsers keep. Returns its path. */
export function addAsset(files: SiteFiles, name: string, text: string): string {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
  const path = `assets/${name.replace(/(\.\w+)$/, `.${hash}$1`)}`;
  files.set(path, text);
  return path;
}

/** A file of `browser/`, which pages load as it is. */
export function browserFile(name: string): string {
  return readFileSync(new URL(`browser/${name}`, import.meta.url), 'utf8');
}

/** The engine of the search as an ES module without imports. */
export function searchEngine(): string {
  const entry = fileURLToPath(import.meta.resolve('minisearch'));
  // Its map is not part of the site.
  return readFileSync(entry, 'utf8').replace(/^\/\/# sourceMappingURL=.*$/m, '');
}
