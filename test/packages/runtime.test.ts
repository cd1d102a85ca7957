import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMPILATIONS, commandsOf, runIn, SECURED_PETS, serveIn, typecheck, writeApp } from './app.ts';
import { installInto, installPackages, listInstalled, sizeOf } from './installed.ts';

const README = 'src/contract/serve/README.md';

let bare: string;
let folder: string;
/** The same with credentials. */
let secured: string;
let examples: string[];
beforeAll(async () => {
  const { tarballs, app } = await installPackages();
  bare = await installInto('bare', [tarballs['keepspec-runtime'] as string]);
  ({ folder, examples } = await writeApp(app, README));
  ({ folder: secured } = await writeApp(app, README, SECURED_PETS));
  const { build = '' } = await commandsOf(README);
  for (const one of [folder, secured]) expect(await runIn(one, process.execPath, build)).toMatchObject({ code: 0 });
}, 600_000);
afterAll(() => Promise.all([bare, folder, secured].map((path) => rm(path, { recursive: true }))));

test('production installs at most 10 packages and 8 MB', async () => {
  expect((await listInstalled(bare)).length).toBeLessThanOrEqual(10);
  expect(await sizeOf(join(bare, 'node_modules'))).toBeLessThan(8_000_000);
});

describe.each([
  ['Node 24', process.execPath],
  ['Node 22', ''],
])('%s', (_name, program) => {
  const node = () => (program === '' ? join(folder, '../node_modules/node22/bin/node') : program);

  test.each(['node.ts', 'express.ts', 'fastify.ts'])('README.md: %s serves the contract', async (file) => {
    const url = `${await serveIn(folder, node(), `exec node ${file}`)}/pets/7`;
    expect(await (await fetch(url)).json()).toEqual({ id: '7', name: 'Rex' });
    const rejected = await fetch(`${url}?since=yesterday`);
    expect(rejected.status).toBe(400);
    expect(await rejected.json()).toMatchObject({ errors: [{ in: 'query', message: 'must be a valid date' }] });
  });

  test('README.md: security.ts asks for a token', async () => {
    const url = `${await serveIn(secured, node(), 'exec node security.ts')}/pets/7`;
    const withToken = await fetch(url, { headers: { authorization: 'Bearer secret' } });
    expect(await withToken.json()).toEqual({ id: '7', name: 'Rex of Ada' });
    expect((await fetch(url)).status).toBe(401);
    const withoutScope = await fetch(url, { headers: { authorization: 'Bearer other' } });
    expect([withoutScope.status, withoutScope.headers.get('www-authenticate')]).toEqual([
      403,
      'Bearer error="insufficient_scope", scope="pets:read"',
    ]);
  });

  test('README.md: fetch.ts serves the contract', async () => {
    const call = `import app from './fetch.ts';
      for (const path of ['/pets/7', '/pets/7?since=yesterday', '/cats']) {
        const response = await app.fetch(new Request('http://localhost' + path));
        console.log(response.status, response.headers.get('content-type'));
      }`;
    await writeFile(join(folder, 'call.ts'), call);
    const { stdout } = await promisify(execFile)(node(), ['call.ts'], { cwd: folder });
    expect(stdout.trim().split('\n')).toEqual([
      '200 application/json',
      '400 application/problem+json',
      '404 application/problem+json',
    ]);
  });

  test('README.md: the generated client calls a server', async () => {
    const url = await serveIn(folder, node(), 'exec node node.ts');
    const env = { ...process.env, BASE_URL: url };
    const { stdout } = await promisify(execFile)(node(), ['client.ts'], { cwd: folder, env });
    expect(stdout).toBe("Rex\n400 { '/since': 'must be a valid date' }\n");
  });

  test('the matcher compares a response with the contract', async () => {
    const call = `import { contractMatchers } from 'keepspec-runtime/vitest';
      import { contract } from './generated/operations.ts';
      const { toMatchContract } = contractMatchers(contract);
      for (const body of [{ id: '7', name: 'Rex' }, { id: 7 }]) {
        const { pass, message } = await toMatchContract(Response.json(body), 'getPet');
        console.log(pass || message());
      }`;
    await writeFile(join(folder, 'match.ts'), call);
    const { stdout } = await promisify(execFile)(node(), ['match.ts'], { cwd: folder });
    expect(stdout).toMatch(/^true\n/);
    expect(stdout).toContain(
      '"id" must be a string\n    at #/paths/~1pets~1%7Bid%7D/get/responses/200/content/application~1json',
    );
  });
});

test.each(COMPILATIONS)('the examples of README.md compile with %s', async (_title, compilation) => {
  const options = {
    ...{ target: 'es2024', strict: true, noEmit: true, allowImportingTsExtensions: true, types: ['node'] },
    verbatimModuleSyntax: true,
  };
  const files = examples.map((name) => (name === 'security.ts' ? join(secured, name) : name));
  expect(await typecheck(compilation, folder, files, options)).toBe('');
});

test('the examples are those of every server', async () => {
  expect(examples).toEqual(['node.ts', 'express.ts', 'fastify.ts', 'fetch.ts', 'security.ts', 'client.ts']);
});
