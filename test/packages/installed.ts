import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { followImports } from './imports.ts';
import { withLock } from './lock.ts';
import { writePackages } from './package.ts';

const run = promisify(execFile);

/** Outside of this repository, so that nothing of it can be imported. Checkouts with the same content share an entry. */
const CACHE = join(tmpdir(), 'keepspec-packages');
/** Milliseconds after its last use until an entry, of 400 MB, is removed. No test file runs as long. */
const KEPT_MS = 30 * 60 * 1000;

/** Offline wherever npm's cache has what is asked for. */
export const INSTALL = ['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];

/** What an app on React and Vite needs beside them. */
const REACT = ['react', 'react-dom', '@types/react', '@types/react-dom', '@vitejs/plugin-react'];

/** npm's package of the platform's Node, without the script that chooses it. */
const nodePackage = (version: string): string => `npm:node-${process.platform}-${process.arch}@${version}`;
const OLDER_NODES = [`node20@${nodePackage('20.20.2')}`, `node22@${nodePackage('22.23.3')}`];

export type Installed = {
  /** Files by names of packages, as npm publishes them. */
  tarballs: Record<string, string>;
  /** A folder with all packages, the frameworks of their adapters, React, Vite, TypeScript 7, Vitest, and Node as `node20` and `node22`. */
  app: string;
};

/** Packs the packages and installs them, once for all test files of a run. */
export async function installPackages(): Promise<Installed> {
  await mkdir(CACHE, { recursive: true });
  const folder = join(CACHE, await hashOfSources());
  await withLock(join(CACHE, 'lock.db'), async () => {
    if (existsSync(folder)) return utimes(folder, new Date(), new Date());
    await removeOldEntries();
    const growing = await mkdtemp(join(CACHE, 'growing-'));
    await pack(growing);
    await installApp(growing);
    await rename(growing, folder);
  });
  return { tarballs: await tarballsIn(folder), app: join(folder, 'app') };
}

/** Everything that the packages are made of, and how. */
async function hashOfSources(): Promise<string> {
  const hash = createHash('sha256').update(process.version);
  const files = ['package.json', 'package-lock.json', 'tsconfig.json', 'LICENSE'];
  files.push(...(await followImports(['test/packages/installed.ts'])).keys());
  for (const folder of ['src', 'generated', 'docs']) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    files.push(...entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name)));
  }
  for (const file of files.sort()) hash.update(file).update(await readFile(file));
  return hash.digest('hex').slice(0, 16);
}

async function removeOldEntries(): Promise<void> {
  for (const entry of await readdir(CACHE, { withFileTypes: true })) {
    const path = join(CACHE, entry.name);
    if (entry.isDirectory() && (await stat(path)).mtimeMs < Date.now() - KEPT_MS) await rm(path, { recursive: true });
  }
}

async function pack(folder: string): Promise<void> {
  const out = `dist/test-packages-${process.pid}`;
  const folders = await writePackages(out);
  await npm(['pack', '--pack-destination', folder, ...folders.map((one) => resolve(one))], '.');
  await rm(out, { recursive: true });
}

async function tarballsIn(folder: string): Promise<Record<string, string>> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.tgz'));
  return Object.fromEntries(files.map((name) => [name.replace(/-\d.*$/, ''), join(folder, name)]));
}

async function installApp(folder: string): Promise<void> {
  const { dependencies, devDependencies } = JSON.parse(await readFile('package.json', 'utf8'));
  const versions: Record<string, string> = { ...dependencies, ...devDependencies };
  const names = ['express', 'fastify', '@types/express', '@types/node', 'vitest', 'vite', ...REACT];
  const app = join(folder, 'app');
  await mkdir(app);
  await writeFile(join(app, 'package.json'), JSON.stringify({ name: 'app', private: true, type: 'module' }));
  const packages = [
    ...Object.values(await tarballsIn(folder)),
    ...names.map((name) => `${name}@${versions[name]}`),
    ...[versions.typescript7?.replace(/^npm:/, ''), ...OLDER_NODES],
  ];
  await npm([...INSTALL, ...packages.flatMap((one) => one ?? [])], app);
}

/** Installs packages into an empty folder outside of this repository. */
export async function installInto(name: string, packages: string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `${name}-`));
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name, private: true, type: 'module' }));
  await npm([...INSTALL, ...packages], folder);
  return folder;
}

/** Runs npm: the one that runs the tests, or the one of the system. */
export async function npm(args: string[], cwd: string): Promise<{ stdout: string; stderr: string }> {
  const cli = process.env.npm_execpath;
  const [program, before] = cli?.endsWith('.js') ? [process.execPath, [cli]] : ['npm', []];
  return run(program, [...before, ...args], { cwd, maxBuffer: 2 ** 26 });
}

/** The environment of a command in an app that finds the installed commands, and the given Node. */
export function environmentOf(app: string, node: string): NodeJS.ProcessEnv {
  const path = [join(node, '..'), join(app, 'node_modules/.bin'), process.env.PATH].join(delimiter);
  return { ...process.env, PATH: path };
}

/** Names of the packages under a folder's `node_modules`, nested ones included. */
export async function listInstalled(folder: string): Promise<string[]> {
  const lock = JSON.parse(await readFile(join(folder, 'package-lock.json'), 'utf8')) as { packages: object };
  return Object.keys(lock.packages).flatMap((path) => (path === '' ? [] : [path.replace(/^.*node_modules\//, '')]));
}

/** Bytes of all files under a folder. */
export async function sizeOf(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true });
  const stats = await Promise.all(names.map((name) => stat(join(folder, name))));
  return stats.reduce((sum, entry) => sum + (entry.isFile() ? entry.size : 0), 0);
}
