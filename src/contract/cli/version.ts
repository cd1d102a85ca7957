import { existsSync, readFileSync } from 'node:fs';
import { UsageError } from './verb.ts';

/** The version of the package that this file belongs to. */
export function ownVersion(): string {
  return readManifest().version;
}

/** @throws UsageError where Node is older than the package's `engines` asks, instead of an error from somewhere inside */
export function requireNode(version = process.versions.node, { engines } = readManifest()): void {
  const [wanted = ''] = /\d+(\.\d+)*/.exec(engines.node) ?? [];
  if (version.localeCompare(wanted, 'en', { numeric: true }) >= 0) return;
  throw new UsageError(`This is Node ${version}. keepspec needs Node ${wanted} or later.`, {
    hint: 'Install a newer Node, from https://nodejs.org or with npm install --save-dev node@24.',
  });
}

function readManifest(): { version: string; engines: { node: string } } {
  let folder = new URL('./', import.meta.url);
  while (!existsSync(new URL('package.json', folder))) folder = new URL('../', folder);
  return JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'));
}
