import { basename, resolve } from 'node:path';
import { isRemote } from '../../document/root.ts';

/** The document that a server is verified against. */
export type VerifiedDocument = {
  /** Path or URL; undefined if it was read from standard input. */
  file: string | undefined;
  title: string;
};

/**
 * Whether a source description names the verified document: by its path or URL, by a URL that ends with the same file name,
 * or by a name that is the file name without its ending, or the title.
 */
export function isVerifiedSource(
  { name, target }: { name: string; target: string },
  { file, title }: VerifiedDocument,
): boolean {
  if (comparableName(name) === comparableName(title)) return true;
  if (file === undefined) return false;
  const own = isRemote(file) ? file : resolve(file);
  if (target === own) return true;
  const fileName = (path: string): string => basename(isRemote(path) ? new URL(path).pathname : path);
  // A document that is published under a URL is verified as a local copy.
  const isCopy = isRemote(target) !== isRemote(own) && fileName(target) === fileName(own);
  return isCopy || comparableName(name) === comparableName(fileName(own).replace(/(\.openapi)?\.\w+$/, ''));
}

/** Names and titles differ in case and spaces. */
function comparableName(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z\d]/g, '');
}
