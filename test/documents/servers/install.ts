import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ForeignServer } from './table.ts';

/** Outside of this repository, whose tests read its pages. */
const CACHE = join(tmpdir(), 'keepspec-servers');
const STARTS = fileURLToPath(new URL('start', import.meta.url));

/**
 * Installs a server into a folder of its own, unless the folder has it.
 *
 * @returns the folder
 * @throws Error if npm fails
 */
export function installServer({ id, packages, files = {} }: ForeignServer): string {
  const folder = join(CACHE, id);
  mkdirSync(folder, { recursive: true });
  const manifest = JSON.stringify({ private: true, dependencies: Object.fromEntries(packages.map(nameAndVersion)) });
  const done = join(folder, 'installed.json');
  if (!existsSync(done) || readFileSync(done, 'utf8') !== manifest) {
    rmSync(join(folder, 'package-lock.json'), { force: true });
    writeFileSync(join(folder, 'package.json'), manifest);
    // Scripts of packages compile or download.
    const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    const { status, stderr } = spawnSync('npm', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
    if (status !== 0) throw new Error(`npm install ended with ${status}: ${stderr}`);
    writeFileSync(done, manifest);
  }
  const start = join(STARTS, `${id}.mjs`);
  if (existsSync(start)) copyFileSync(start, join(folder, 'start.mjs'));
  // A server starts without the data of its last run.
  rmSync(join(folder, 'data'), { recursive: true, force: true });
  mkdirSync(join(folder, 'data'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

function nameAndVersion(text: string): [string, string] {
  const at = text.lastIndexOf('@');
  return [text.slice(0, at), text.slice(at + 1)];
}
