import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { buildArtefacts, writeArtefacts } from '../../src/contract/build/build.ts';
import { freePort } from '../free-port.ts';
import { PACKAGES } from '../packages/definitions.ts';
import type { Guide } from './guide.ts';

/** Folders with the files of guides, as their readers have them. */
export type Workspace = { folder: string; remove: () => Promise<void> };

/**
 * Writes the files of each guide into a folder of its name, beside the shared ones and what `keepspec build` generates. The
 * entries of `keepspec-runtime` are its sources; `test/packages/` tests that the package has the same entries.
 */
export async function createWorkspace(guides: Guide[]): Promise<Workspace> {
  // Below the repository, so that its `node_modules` has the other libraries.
  const folder = resolve(`dist/test-guides-${process.pid}`);
  await rm(folder, { recursive: true, force: true });
  await linkPackage(folder, 'keepspec-runtime');
  const artefacts = await buildArtefacts('docs/examples/openapi.yaml');
  for (const { name, files } of guides) {
    await cp('docs/examples', join(folder, name), { recursive: true });
    await writeArtefacts(artefacts, join(folder, name, 'generated'));
    for (const [file, code] of Object.entries(files)) await writeFile(join(folder, name, file), code);
  }
  return { folder, remove: () => rm(folder, { recursive: true }) };
}

/**
 * Makes a package of this repository one of a folder, with its sources. Node runs no TypeScript below `node_modules`, but
 * follows the link out of it.
 */
export async function linkPackage(folder: string, name: string): Promise<void> {
  const definition = PACKAGES.find((one) => one.name === name);
  if (definition === undefined) throw new Error(`${name} is not a package of this repository.`);
  const { root, entries } = definition;
  const exports = Object.entries(entries).map(([entry, source]) => [entry, `./source/${relative(root, source)}`]);
  const target = join(folder, 'node_modules', name);
  await mkdir(target, { recursive: true });
  await symlink(resolve(root), join(target, 'source'));
  await writeFile(
    join(target, 'package.json'),
    JSON.stringify({ name, type: 'module', exports: Object.fromEntries(exports) }),
  );
}

/** Compiles all files of a workspace with the options of this repository. Returns the errors of the compiler. */
export async function compileWorkspace({ folder }: Workspace): Promise<string> {
  const config = { extends: '../../tsconfig.json', compilerOptions: {}, include: ['*/*.ts'] };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
  return promisify(execFile)(process.execPath, [
    'node_modules/typescript7/bin/tsc',
    '--pretty',
    'false',
    '-p',
    folder,
  ]).then(
    ({ stdout }) => stdout,
    ({ stdout }: { stdout: string }) => stdout,
  );
}

/** Runs a program of a guide to its end. Returns its output. */
export async function runProgram(
  { folder }: Workspace,
  guide: string,
  { file, env }: { file: string; env: Record<string, string> },
): Promise<string> {
  const options = { cwd: join(folder, guide), env: { ...process.env, ...env } };
  return (await promisify(execFile)(process.execPath, [file], options)).stdout;
}

export type App = { url: string; output: () => string; stop: () => Promise<void> };

/** Starts a server of a guide and waits until it responds. */
export async function startApp({ folder }: Workspace, guide: string, file: string): Promise<App> {
  const port = await freePort();
  const child = spawn(process.execPath, [file], {
    cwd: join(folder, guide),
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const url = `http://127.0.0.1:${port}`;
  await untilItResponds(child, url, () => output);
  return { url, output: () => output, stop: () => stopProcess(child) };
}

async function untilItResponds(child: ChildProcess, url: string, output: () => string): Promise<void> {
  for (;;) {
    const response = await fetch(url).catch(() => undefined);
    if (response !== undefined) return;
    if (child.exitCode !== null) throw new Error(`The app has stopped.\n${output()}`);
    await delay(50);
  }
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.kill()) await once(child, 'exit');
}
