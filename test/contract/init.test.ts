import { execFile, spawn } from 'node:child_process';
import { chmod, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters as plain } from 'node:util';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { TEMPLATES, type Template } from '../../src/contract/init/servers.ts';
import { VERSIONS } from '../../src/contract/init/versions.ts';
import { freePort } from '../free-port.ts';
import { CLI, createFolder, type Ended, type Folder, HEAD } from './command.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const bin = join(root, 'node_modules/.bin');

let folder: Folder;
beforeEach(async () => {
  folder = await createFolder();
});
afterEach(() => folder.remove());

/** The entries of the packages that a new project imports, by the files of this repository. */
const ENTRIES: Record<string, Record<string, string>> = {
  keepspec: { '.': 'config.ts', './vitest': 'vitest.ts' },
  'keepspec-runtime': {
    '.': 'runtime.ts',
    ...Object.fromEntries(['express', 'node', 'fetch', 'fastify'].map((name) => [`./${name}`, `adapters/${name}.ts`])),
  },
};

/** In place of `npm install`: the packages of this repository, and its keepspec as packages. */
async function install(path: string): Promise<void> {
  const modules = join(path, 'node_modules');
  await mkdir(join(modules, '.bin'), { recursive: true });
  for (const name of ['express', 'fastify', 'hono', '@hono', '@types', 'typescript', 'vitest']) {
    await symlink(join(root, 'node_modules', name), join(modules, name));
  }
  for (const [name, entries] of Object.entries(ENTRIES)) {
    const local = join(path, 'node_modules', `.local-${name}`);
    await mkdir(local);
    await symlink(join(root, 'src'), join(local, 'src'));
    const exports = Object.fromEntries(
      Object.entries(entries).map(([entry, file]) => [entry, `./src/contract/${file}`]),
    );
    await writeFile(join(local, 'package.json'), JSON.stringify({ name, type: 'module', exports }));
    await symlink(local, join(modules, name));
  }
  const commands = { keepspec: CLI, tsc: join(root, 'node_modules/typescript/bin/tsc') };
  for (const [name, script] of Object.entries({ ...commands, vitest: join(root, 'node_modules/vitest/vitest.mjs') })) {
    const file = join(modules, '.bin', name);
    await writeFile(file, `#!/bin/sh\nexec "${process.execPath}" "${script}" "$@"\n`);
    await chmod(file, 0o755);
  }
}

function npm(path: string, ...args: string[]): Promise<Ended> {
  const env = { ...process.env, PATH: `${bin}:${process.env.PATH}`, NODE_ENV: 'development' };
  return new Promise((resolve) => {
    execFile('npm', args, { cwd: path, env }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out: plain(out), err: plain(err) });
    });
  });
}

/** Starts the server of a project. Returns its base URL when it listens. */
async function start(path: string): Promise<string> {
  const env = { ...process.env, PORT: String(await freePort()) };
  const child = spawn(process.execPath, ['src/main.ts'], { cwd: path, env, stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let out = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  await expect.poll(() => out).toMatch(/^Listening at http:\S+\n/);
  return /http:\S+/.exec(out)?.[0] ?? '';
}

const { resolve } = createRequire(import.meta.url);

/** Templates whose framework is installed here. */
const installed = TEMPLATES.filter((template) => {
  const needed: Partial<Record<Template, string>> = { hono: '@hono/node-server', fastify: 'fastify' };
  try {
    resolve(needed[template] ?? 'express');
    return true;
  } catch {
    return false;
  }
});

describe.each(installed)('keepspec init --template %s', (template) => {
  test('writes a project whose tests pass, whose document has no problem, and whose server responds', async () => {
    const { code, out, err } = await folder.run(['init', '--template', template, '--out', 'notes-api', '--yes']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/\nNext: cd notes-api && npm install && npm test && npm start\n$/);
    const path = join(folder.path, 'notes-api');
    await install(path);
    const tests = await npm(path, 'test');
    expect(tests.out + tests.err).toContain('3 passed');
    expect(tests.err).not.toContain('does not declare');
    expect(tests.code).toBe(0);
    expect(await npm(path, 'run', 'lint')).toMatchObject({ code: 0 });
    const url = await start(path);
    const headers = { 'content-type': 'application/json' };
    const created = await fetch(`${url}/notes`, { method: 'POST', headers, body: '{"text":"Buy milk."}' });
    expect({ status: created.status, body: await created.json() }).toEqual({
      status: 201,
      body: { id: 'note_1', text: 'Buy milk.' },
    });
    expect((await fetch(`${url}/notes?limit=0`)).status).toBe(400);
  });
});

describe('keepspec init with a document', () => {
  test('writes handlers that compile, whatever the document declares, and return 501', async () => {
    const content = 'application/json: { schema: { $ref: "#/components/schemas/Pet" } }';
    await folder.write({
      'spec/pets.yaml': `${HEAD}paths:
  /pets/{id}:
    get:
      operationId: get-pet
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { 200: { description: A pet., content: { ${content} } } }
    delete:
      security: [{ Key: [] }, { Login: [] }, { Certificate: [] }]
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { 204: { description: Gone. } }
components:
  schemas: { Pet: { type: object, required: [name], properties: { name: { type: string } } } }
  securitySchemes:
    Key: { type: apiKey, in: header, name: X-Key }
    Login: { type: http, scheme: basic }
    Certificate: { type: mutualTLS }
`,
    });
    expect(await folder.run(['init', 'spec/pets.yaml', '--template', 'node'])).toMatchObject({ code: 0, err: '' });
    await install(folder.path);
    const tests = await npm(folder.path, 'test');
    expect(tests.out + tests.err).toContain('1 passed | 2 todo');
    expect(tests.code).toBe(0);
    const url = await start(folder.path);
    const response = await fetch(`${url}/pets/1`);
    expect({ status: response.status, body: await response.json() }).toMatchObject({
      status: 501,
      body: { title: 'Not Implemented', status: 501 },
    });
    expect((await fetch(`${url}/pets/1`, { method: 'DELETE', headers: { 'x-key': 'k' } })).status).toBe(401);
  });

  test('keeps the README of the folder', async () => {
    await folder.write({ 'README.md': 'Mine.\n' });
    expect(await folder.run(['init', '--yes'])).toMatchObject({ code: 0 });
    expect(await readFile(join(folder.path, 'README.md'), 'utf8')).toBe('Mine.\n');
  });
});

test('a new project installs the versions that this repository is tested with', async () => {
  const { dependencies, devDependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const own: Record<string, string> = { ...dependencies, ...devDependencies };
  const shared = Object.entries(VERSIONS).filter(([name]) => name in own);
  expect(shared.length).toBeGreaterThan(4);
  expect(Object.fromEntries(shared)).toEqual(Object.fromEntries(shared.map(([name]) => [name, own[name]])));
});
