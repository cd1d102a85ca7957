import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TEMPLATES } from '../../src/contract/init/servers.ts';
import { VERSIONS } from '../../src/contract/init/versions.ts';
import { type Ended, runIn, serveIn } from './app.ts';
import { importsOf, packageOf } from './imports.ts';
import { INSTALL, type Installed, installPackages } from './installed.ts';

/** Processor seconds from an empty folder to passed tests. Unlike the time that passes, they hardly depend on other work. */
const MOST_SECONDS = 60;

let installed: Installed;
/** The first project, in a folder that was empty. The others are below it and use its packages. */
let first: string;
let created: Ended;
let tested: Ended;
beforeAll(async () => {
  installed = await installPackages();
  first = await mkdtemp(join(tmpdir(), 'notes-'));
  created = await run(first, timed('keepspec init --yes'));
  await usePacked(first);
  tested = await run(first, timed(`npm ${INSTALL.join(' ')} && npm test`));
  const frameworks = (['fastify', 'hono', '@hono/node-server'] as const).map((name) => `${name}@${VERSIONS[name]}`);
  expect(await run(first, `npm ${[...INSTALL, '--no-save', ...frameworks].join(' ')}`)).toMatchObject({ code: 0 });
}, 600_000);
afterAll(() => rm(first, { recursive: true }));

/** Runs a command line. `keepspec` is the installed one, in an empty folder that of another project. */
function run(folder: string, command: string): Promise<Ended> {
  return runIn(folder, process.execPath, command, installed.app);
}

/** Until the packages are published, a project installs the packed ones. */
async function usePacked(folder: string): Promise<void> {
  const file = join(folder, 'package.json');
  const manifest = JSON.parse(await readFile(file, 'utf8'));
  for (const versions of [manifest.dependencies, manifest.devDependencies]) {
    for (const name of Object.keys(versions)) {
      if (installed.tarballs[name] !== undefined) versions[name] = `file:${installed.tarballs[name]}`;
    }
  }
  await writeFile(file, JSON.stringify(manifest));
}

/** The command line, after which the shell prints user and system time of its children last (POSIX, "times"). */
function timed(command: string): string {
  return `${command}; code=$?; times; exit $code`;
}

function secondsOf({ out }: Ended): number {
  const texts = [...(out.trim().split('\n').at(-1) ?? '').matchAll(/(\d+)m([\d.]+)s/g)];
  return texts.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0);
}

/** Packages that a project does not list and that its files import. */
async function unlistedIn(folder: string, files: string[], fields: string[]): Promise<string[]> {
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const listed = new Set(fields.flatMap((field) => Object.keys(manifest[field])));
  const texts = await Promise.all(
    files.map(async (file) => [file, await readFile(join(folder, file), 'utf8')] as const),
  );
  const imported = texts.flatMap(([file, text]) => importsOf(file, text).flatMap((one) => packageOf(one) ?? []));
  expect(imported.length).toBeGreaterThan(0);
  return imported.filter((name) => !listed.has(name));
}

test.each(['docs/start/own-contract.md', 'src/contract/README.md'])(
  '%s starts a project with these commands',
  async (readme) => {
    const [block = ''] = /(?<=```sh\n)npx keepspec init --yes.*?(?=\n```)/s.exec(await readFile(readme, 'utf8')) ?? [];
    expect(block.replace(' --template node', '')).toBe('npx keepspec init --yes\nnpm install && npm test && npm start');
  },
);

test('an empty folder becomes a project whose tests pass, in less than a minute', () => {
  expect([created.code, tested.code]).toEqual([0, 0]);
  expect(created.out).toMatch(/\nNext: npm install && npm test && npm start\n/);
  expect(tested.out + tested.err).toMatch(/Tests\s+3 passed/);
  const seconds = secondsOf(created) + secondsOf(tested);
  process.stdout.write(`keepspec init, npm install and npm test took ${seconds.toFixed(1)} s of processor time.\n`);
  expect(seconds).toBeGreaterThan(1);
  expect(seconds).toBeLessThan(MOST_SECONDS);
});

describe.each(TEMPLATES)('keepspec init --template %s', (template) => {
  const folder = () => (template === 'express' ? first : join(first, template));
  beforeAll(async () => {
    if (template === 'express') return;
    const { code, out } = await run(first, `keepspec init --yes --template ${template} --out ${template}`);
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`\\nNext: cd ${template} && npm install && npm test && npm start\\n$`));
  });

  test('lists the packages that its files import', async () => {
    expect(await unlistedIn(folder(), ['src/server.ts', 'src/handlers.ts'], ['dependencies'])).toEqual([]);
    const forTests = ['test/setup.ts', 'test/api.test.ts', 'keepspec.config.ts', 'vitest.config.ts'];
    expect(await unlistedIn(folder(), forTests, ['devDependencies'])).toEqual([]);
  });

  test('writes a project whose tests pass and whose document has no problem', async () => {
    const { code, out, err } = template === 'express' ? tested : await run(folder(), 'npm test');
    expect(out + err).toMatch(/Tests\s+3 passed/);
    expect(err).not.toContain('does not declare');
    expect(code).toBe(0);
    if (template === 'express') expect(await run(folder(), 'npm run lint')).toMatchObject({ code: 0 });
  });

  test('npm start starts a server that responds', async () => {
    const url = await serveIn(folder(), process.execPath, 'exec npm start', { app: installed.app });
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${url}/notes`, { method: 'POST', headers, body: '{"text":"Buy milk."}' });
    expect({ status: response.status, body: await response.json() }).toEqual({
      status: 201,
      body: { id: 'note_1', text: 'Buy milk.' },
    });
    expect((await fetch(`${url}/notes?limit=0`)).status).toBe(400);
  });
});

const PETS = `openapi: 3.1.1
info: { title: Pets, version: 1.0.0 }
paths:
  /pets/{id}:
    get:
      operationId: get-pet
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        200:
          description: A pet.
          content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } }
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
`;

describe('keepspec init with a document', () => {
  test('writes handlers that compile, whatever the document declares, and return 501', async () => {
    const folder = join(first, 'pets');
    await mkdir(join(folder, 'spec'), { recursive: true });
    await writeFile(join(folder, 'spec/pets.yaml'), PETS);
    expect(await run(folder, 'keepspec init spec/pets.yaml --template node')).toMatchObject({ code: 0 });
    expect(await unlistedIn(folder, ['src/handlers.ts', 'src/security.ts'], ['dependencies'])).toEqual([]);
    const tests = await run(folder, 'npm test');
    expect(tests.out + tests.err).toContain('1 passed | 2 todo');
    expect(tests.code).toBe(0);
    const url = await serveIn(folder, process.execPath, 'exec npm start', { app: installed.app });
    const response = await fetch(`${url}/pets/1`);
    expect({ status: response.status, body: await response.json() }).toMatchObject({
      status: 501,
      body: { title: 'Not Implemented', status: 501 },
    });
    expect((await fetch(`${url}/pets/1`, { method: 'DELETE', headers: { 'x-key': 'k' } })).status).toBe(401);
  });

  test('keeps the README of the folder', async () => {
    const folder = join(first, 'mine');
    await mkdir(folder);
    await writeFile(join(folder, 'README.md'), 'Mine.\n');
    expect(await run(folder, 'keepspec init --yes')).toMatchObject({ code: 0 });
    expect(await readFile(join(folder, 'README.md'), 'utf8')).toBe('Mine.\n');
  });
});

test('a new project installs the versions that this repository is tested with', async () => {
  const { dependencies, devDependencies } = JSON.parse(await readFile('package.json', 'utf8'));
  const own: Record<string, string> = { ...dependencies, ...devDependencies };
  const shared = Object.entries(VERSIONS).filter(([name]) => name in own);
  expect(shared.length).toBeGreaterThan(4);
  expect(Object.fromEntries(shared)).toEqual(Object.fromEntries(shared.map(([name]) => [name, own[name]])));
});
