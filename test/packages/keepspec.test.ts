import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../free-port.ts';
import { COMPILATIONS, commandsOf, runIn, serveIn, typecheck, writeApp } from './app.ts';
import { type Installed, installPackages } from './installed.ts';

const README = 'src/contract/README.md';
const commands = await commandsOf(README);

let installed: Installed;
beforeAll(async () => {
  installed = await installPackages();
}, 600_000);

test('README.md names these commands', () => {
  expect(Object.keys(commands)).toEqual([
    ...[
      'init',
      'build',
      'lint',
      'docs',
      'mock',
      'verify',
      'build --overlay',
      'verify --workflows',
      'verify --only',
      'verify --reset',
      'verify --findings',
      'replay',
      'observe',
      'observe --from',
      'coverage',
      'diff',
      'diff --semver',
    ],
  ]);
});

test('the links of README.md and of each guide lead to pages of the package', async () => {
  const folder = join(installed.app, 'node_modules/keepspec');
  const guides = (await readdir(join(folder, 'docs'))).filter((name) => name.endsWith('.md'));
  expect(guides).not.toContain('deploy.md');
  const linked: string[] = [];
  for (const page of ['README.md', ...guides.map((name) => join('docs', name))]) {
    const text = await readFile(join(folder, page), 'utf8');
    const links = [...text.matchAll(/\]\(((?!https?:|#)[^)#]+)/g)].map(([, link = '']) => link);
    linked.push(...links.map((link) => join(dirname(page), link)));
  }
  expect(linked).toContain('docs/support.md');
  expect(linked.filter((link) => !existsSync(join(folder, link)))).toEqual([]);
});

test('openapi-typescript has its own TypeScript 5.9 beside TypeScript 7 of the project', async () => {
  const versionIn = async (path: string) =>
    JSON.parse(await readFile(join(installed.app, path, 'typescript/package.json'), 'utf8')).version;
  expect(await versionIn('node_modules')).toMatch(/^7\./);
  expect(await versionIn('node_modules/keepspec/node_modules')).toMatch(/^5\.9\./);
});

describe('the examples of README.md compile', () => {
  let folder: string;
  let examples: string[];
  beforeAll(async () => {
    ({ folder, examples } = await writeApp(installed.app, README));
    expect(await runIn(folder, process.execPath, commands.build as string)).toMatchObject({ code: 0 });
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('they are those of every section', () => {
    expect(examples).toEqual([
      ...['keepspec.config.ts', 'mock.test.ts', 'observe.ts', 'coverage.ts', 'vitest.config.ts', 'pets.test.ts'],
    ]);
  });

  test.each(COMPILATIONS)('with %s', async (_title, { name, options }) => {
    const others = {
      ...{ target: 'es2024', types: ['node'], noEmit: true, strict: true },
      ...{ allowImportingTsExtensions: true, verbatimModuleSyntax: true },
    };
    // Vite declares optional peers that are not installed.
    expect(await typecheck({ name, options: { ...options, skipLibCheck: true } }, folder, examples, others)).toBe('');
  });
});

describe.each([
  ['Node 24', process.execPath],
  ['Node 22', ''],
])('README.md on %s', (_name, program) => {
  const node = () => (program === '' ? join(installed.app, 'node_modules/node22/bin/node') : program);
  const run = (command: string) => runIn(folder, node(), command);

  let folder: string;
  beforeAll(async () => {
    ({ folder } = await writeApp(installed.app, README));
    expect(await run(commands.build as string)).toMatchObject({ code: 0 });
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('--version prints the version of the package', async () => {
    const { version } = JSON.parse(await readFile('package.json', 'utf8'));
    expect(await run('npx keepspec --version')).toEqual({ code: 0, out: `${version}\n`, err: '' });
  });

  test('build writes the same bytes as this repository does', async () => {
    const { buildArtefacts, findStaleArtefacts } = await import('../../src/contract/build/build.ts');
    const options = { documentName: 'openapi.yaml' };
    const artefacts = await buildArtefacts(join(folder, 'openapi.yaml'), () => undefined, options);
    expect(artefacts.map(({ name }) => name).sort()).toEqual((await readdir(join(folder, 'generated'))).sort());
    expect(await findStaleArtefacts(artefacts, join(folder, 'generated'))).toEqual([]);
  });

  test('build applies overlays', async () => {
    for (const name of ['partners', 'sandbox']) {
      const update = { [`/${name}`]: { get: { responses: { 204: { description: 'Done.' } } } } };
      const overlay = {
        overlay: '1.1.0',
        info: { title: name, version: '1' },
        actions: [{ target: '$.paths', update }],
      };
      await writeFile(join(folder, `${name}.overlay.yaml`), JSON.stringify(overlay));
    }
    expect(await run(`${commands['build --overlay']} --out overlaid`)).toMatchObject({ code: 0 });
    const types = await readFile(join(folder, 'overlaid/types.ts'), 'utf8');
    for (const path of ['/pets/{id}', '/partners', '/sandbox']) expect(types).toContain(`"${path}": {`);
  });

  test('lint finds no problem', async () => {
    expect(await run(commands.lint as string)).toMatchObject({ code: 0, out: 'openapi.yaml: 0 errors, 0 warnings.\n' });
  });

  test('diff compares with releases, and accepts a major version', async () => {
    await mkdir(join(folder, 'released'), { recursive: true });
    const document = await readFile(join(folder, 'openapi.yaml'), 'utf8');
    const more = document.replace(
      /^paths:\n/m,
      'paths:\n  /owners: { get: { responses: { 204: { description: Done. } } } }\n',
    );
    await writeFile(join(folder, 'released/0.1.0.yaml'), document);
    expect(await run(commands['diff --semver'] as string)).toMatchObject({ code: 0, err: expect.any(String) });
    await writeFile(join(folder, 'released/0.2.0.yaml'), more);
    expect(await run(commands['diff --semver'] as string)).toMatchObject({
      code: 1,
      out: expect.stringContaining('operation.removed'),
    });
    expect(await run(commands.diff as string)).toMatchObject({ code: 2, err: expect.stringContaining('Git') });
  });

  test('docs writes a site', async () => {
    expect(await run(commands.docs as string)).toMatchObject({ code: 0, out: 'docs\n' });
    expect(await readFile(join(folder, 'docs/reference/index.html'), 'utf8')).toContain('Get a pet');
  });

  test('mock responds', async () => {
    const port = await freePort();
    const url = await serveIn(folder, node(), (commands.mock as string).replace('4010', String(port)), { port });
    expect(await (await fetch(`${url}/pets/7`)).json()).toMatchObject({ name: expect.any(String) });
    expect((await fetch(`${url}/pets/7?since=yesterday`)).status).toBe(400);
  });

  test('verify finds nothing at the server of the runtime', async () => {
    const { folder: app } = await writeApp(installed.app, 'src/contract/serve/README.md');
    await run(`${commands.build} && exec cp -r generated ${app}`.replace('npx ', ''));
    const url = await serveIn(app, node(), 'exec node node.ts');
    const verify = (commands.verify as string).replace('http://127.0.0.1:8080', url);
    expect(await run(`${verify} --max-cases 200`)).toMatchObject({
      code: 0,
      out: expect.stringContaining('no findings'),
    });
    const at = (command = ''): string => command.replace('http://127.0.0.1:8080', url);
    expect(await run(`${at(commands['verify --findings'])} --max-cases 50`)).toMatchObject({ code: 0 });
    expect(await run(at(commands.replay))).toMatchObject({ code: 0, out: '0 fixed, 0 still there, 0 unclear.\n' });
    await rm(app, { recursive: true });
  });

  test('observe checks what the middleware has recorded', async () => {
    const script = `import { app } from './observe.ts';
      app.get('/pets/:id', (request, response) => void response.json({ id: request.params.id }));
      const server = app.listen(0, '127.0.0.1', async () => {
        for (let count = 0; count < 200; count += 1) {
          await (await fetch('http://127.0.0.1:' + server.address().port + '/pets/7')).text();
        }
        server.close();
        server.closeAllConnections();
      });`;
    await writeFile(join(folder, 'observed.ts'), script);
    expect(await run('exec node observed.ts')).toMatchObject({ code: 0 });
    const { code, out } = await run(commands['observe --from'] as string);
    expect(out).toContain('✗ getPet: response_schema_conformance');
    // The sample is a tenth of 200 requests.
    expect(Number(/^(\d+) requests, 1 finding/m.exec(out)?.[1])).toBeLessThan(100);
    expect(code).toBe(1);
  });

  test('coverage prints what the middleware has recorded', async () => {
    const script = `import { app } from './coverage.ts';
      app.get('/pets/:id', (request, response) => void response.json({ id: request.params.id, name: 'Rex' }));
      const server = app.listen(0, '127.0.0.1', async () => {
        await (await fetch('http://127.0.0.1:' + server.address().port + '/pets/7')).text();
        server.close();
        server.closeAllConnections();
      });`;
    await writeFile(join(folder, 'record.ts'), script);
    expect(await run('exec node record.ts')).toMatchObject({ code: 0 });
    const { code, out } = await run(commands.coverage as string);
    expect(out).toMatch(/statuses/);
    expect(out).not.toMatch(/statuses\s+0/);
    // One request does not reach the minimum of the example.
    expect(code).toBe(1);
  });

  test('the tests with Vitest pass', async () => {
    const { code, out } = await run('npx vitest run --test-timeout=600000');
    expect(out).toMatch(/Tests\s+2 passed/);
    expect(code).toBe(0);
  });
});
