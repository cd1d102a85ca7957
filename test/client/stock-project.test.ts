import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { VITE } from '../vite-settings.ts';

/** Compilers that the types must hold under, by their packages in node_modules. */
const COMPILERS = { 'TypeScript 5.9': 'typescript', 'TypeScript 6': 'typescript6', 'TypeScript 7': 'typescript7' };

/** What Node recommends for running TypeScript (nodejs.org, "Modules: TypeScript"), and strict. */
const NODE = {
  noEmit: true,
  target: 'esnext',
  module: 'nodenext',
  rewriteRelativeImportExtensions: true,
  erasableSyntaxOnly: true,
  verbatimModuleSyntax: true,
  strict: true,
  skipLibCheck: true,
};

/** What the types must accept and reject. */
const TYPED = ['test/client/typed-calls.ts', 'test/client/typed-updates.ts', 'test/client/typed-webhooks.ts'];

const PROJECTS = {
  "Vite's template": { options: { ...VITE, types: ['node'] }, files: ['example.ts', ...TYPED] },
  'a page without types of Node': { options: { ...VITE, types: [] }, files: ['src/client/client.ts'] },
  "Node's template": {
    options: { ...NODE, types: ['node'] },
    files: ['example.ts', ...TYPED, 'generated/operations.ts'],
  },
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stock-project-'));
  // What an application takes along: the client, its types, and the library that it stands on.
  const modules = ['compiled', 'sequences', 'encode-parameter', 'media-types'].map(
    (name) => `src/contract/document/${name}.ts`,
  );
  for (const path of ['src/client', 'src/contract/client', ...modules, 'generated', ...TYPED]) {
    await mkdir(join(folder, dirname(path)), { recursive: true });
    await cp(path, join(folder, path), { recursive: true });
  }
  await symlink(join(import.meta.dirname, '../../node_modules'), join(folder, 'node_modules'), 'junction');
  await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  await writeFile(join(folder, 'example.ts'), clientExample(await readFile('docs/guides/quick-start.md', 'utf8')));
  for (const [index, { options, files }] of Object.values(PROJECTS).entries()) {
    // In turn, so that each compiler has both.
    const compilerOptions = { ...options, exactOptionalPropertyTypes: index % 2 === 0 };
    await writeFile(join(folder, `tsconfig.${index}.json`), JSON.stringify({ compilerOptions, files }));
  }
});
afterAll(() => rm(folder, { recursive: true }));

// One process for all projects: it has warmed up when it comes to the second one.
test.each(Object.entries(COMPILERS))(
  `%s compiles the example of the quick start and the client in ${Object.keys(PROJECTS).join(', ')}`,
  async (_name, compiler) => {
    const projects = Object.values(PROJECTS).map((_, index) => `tsconfig.${index}.json`);
    expect(await run(compiler, ['--build', '--force', '--pretty', 'false', ...projects])).toBe('');
  },
);

test('the compilers are those that the tests name', async () => {
  const versions = Object.values(COMPILERS).map(async (compiler) => (await run(compiler, ['--version'])).trim());
  expect(await Promise.all(versions)).toEqual([
    expect.stringMatching(/^Version 5\.9\./),
    expect.stringMatching(/^Version 6\./),
    expect.stringMatching(/^Version 7\./),
  ]);
});

/** The one example of a page that creates a client, with the sources of the package instead of it. */
function clientExample(page: string): string {
  const examples = [...page.matchAll(/```ts\n(.*?)```/gs)].map(([, code = '']) => code);
  const found = examples.filter((code) => code.includes("from 'voice-agents-client'"));
  expect(found).toHaveLength(1);
  return String(found[0]).replace('voice-agents-client', './src/client/client.ts');
}

/** What the compiler prints in the folder. */
function run(compiler: string, args: string[]): Promise<string> {
  const tsc = join('node_modules', compiler, 'bin', 'tsc');
  return new Promise((resolve) => {
    execFile(process.execPath, [tsc, ...args], { cwd: folder }, (error, stdout, stderr) => {
      resolve(stdout + stderr || (error?.message ?? ''));
    });
  });
}
