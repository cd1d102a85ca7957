import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { buildArtefacts, writeArtefacts } from '../../src/contract/build/build.ts';
import { writePackages } from './package.ts';

const run = promisify(execFile);

/** Offline wherever npm's cache has what is asked for. */
const INSTALL = ['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];

export type Packed = { folder: string; tarballs: Record<string, string>; remove: () => Promise<void> };

/** Packs all packages as npm publishes them. */
export async function packPackages(): Promise<Packed> {
  const folder = await mkdtemp(join(tmpdir(), 'packed-'));
  const out = `dist/test-packages-${process.pid}`;
  const folders = await writePackages(out);
  const { stdout } = await npm(
    ['pack', '--json', '--pack-destination', folder, ...folders.map((one) => resolve(one))],
    '.',
  );
  const listed = JSON.parse(stdout) as { name: string; filename: string }[];
  await rm(out, { recursive: true });
  return {
    folder,
    tarballs: Object.fromEntries(listed.map(({ name, filename }) => [name, join(folder, filename)])),
    remove: () => rm(folder, { recursive: true }),
  };
}

/** Installs packages into an empty folder outside of this repository. */
export async function installInto(name: string, packages: string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `${name}-`));
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name, private: true, type: 'module' }));
  await npm([...INSTALL, ...packages], folder);
  return folder;
}

async function npm(args: string[], cwd: string): Promise<{ stdout: string }> {
  // The npm that runs the tests, or the one of the system.
  const cli = process.env.npm_execpath;
  const [program, before] = cli?.endsWith('.js') ? [process.execPath, [cli]] : ['npm', []];
  return run(program, [...before, ...args], { cwd, maxBuffer: 2 ** 26 });
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

const PETS = `openapi: 3.1.0
info: { title: Pets, version: 1.0.0 }
paths:
  /pets/{id}:
    get:
      operationId: getPet
      parameters:
        - { name: id, in: path, required: true, schema: { type: string, minLength: 1 } }
        - { name: since, in: query, schema: { type: string, format: date } }
      responses:
        '200':
          description: The pet.
          content:
            application/json:
              schema:
                type: object
                required: [id, name]
                properties: { id: { type: string }, name: { type: string } }
`;

/** Writes a small contract, what is built from it, and the examples of a README that name their file. */
export async function writeApp(folder: string, readme: string): Promise<string[]> {
  await writeFile(join(folder, 'openapi.yaml'), PETS);
  await writeArtefacts(await buildArtefacts(join(folder, 'openapi.yaml')), join(folder, 'generated'));
  const examples = [...(await readFile(readme, 'utf8')).matchAll(/```ts\n\/\/ (\S+)\n(.*?)```/gs)];
  await mkdir(folder, { recursive: true });
  for (const [, name = '', code = ''] of examples) await writeFile(join(folder, name), code);
  return examples.map(([, name = '']) => name);
}
