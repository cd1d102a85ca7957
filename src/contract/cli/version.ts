import { existsSync, readFileSync } from 'node:fs';

/** The version of the package that this file belongs to. */
export function ownVersion(): string {
  let folder = new URL('./', import.meta.url);
  while (!existsSync(new URL('package.json', folder))) folder = new URL('../', folder);
  return JSON.parse(readFileSync(new URL('package.json', folder), 'utf8')).version;
}
