import { readFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { checkPackage, createPackageFromTarballData, type Package } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { beforeAll, describe, expect, test } from 'vitest';
import { PACKAGES } from './definitions.ts';
import { importsOf, packageOf } from './imports.ts';
import { type Installed, installPackages } from './installed.ts';

/** Not imported: what writes, searches and tries the documentation, and what openapi-typescript needs as its peer. */
const NOT_IMPORTED = ['@redocly/cli', 'minisearch', 'swagger-ui-dist', 'typescript'];

let installed: Installed;
beforeAll(async () => {
  installed = await installPackages();
}, 600_000);

describe.each(PACKAGES.map(({ name }) => name))('%s', (name) => {
  let tarball: Uint8Array<ArrayBuffer>;
  let packed: Package;
  let manifest: Record<string, Record<string, string> | undefined>;
  beforeAll(async () => {
    tarball = new Uint8Array(await readFile(installed.tarballs[name] as string));
    packed = createPackageFromTarballData(tarball);
    manifest = JSON.parse(packed.readFile(`/node_modules/${name}/package.json`));
  });

  test('depends on what it imports, and on nothing else', () => {
    const files = packed.listFiles().filter((file) => /\.(js|d\.ts)$/.test(file) && !file.includes('/lib/vendor/'));
    const imported = files.flatMap((file) =>
      importsOf(file, packed.readFile(file)).flatMap((one) => packageOf(one) ?? []),
    );
    // Declarations of a package that has none come from its package of types.
    const { dependencies = {}, peerDependencies = {} } = manifest;
    const needed = new Set(imported.filter((one) => !builtinModules.includes(one) && !(one in peerDependencies)));
    const unused = Object.keys(dependencies).filter((one) => !needed.has(one) && !NOT_IMPORTED.includes(one));
    expect({ undeclared: [...needed].filter((one) => !(one in dependencies)), unused }).toEqual({
      undeclared: [],
      unused: [],
    });
  });

  test('is what publint expects of a package', async () => {
    const { messages } = await publint({ pack: { tarball: tarball.buffer }, strict: true });
    expect(messages.map((message) => formatMessage(message, manifest))).toEqual([]);
  });

  test('has types that resolve in every module system that can load ES modules', async () => {
    const analysis = await checkPackage(packed);
    const problems = 'problems' in analysis ? analysis.problems : ['no types'];
    // `node10` knows no exports. CommonJS loads ES modules with `require` since Node 22.
    const isExpected = (one: unknown) =>
      JSON.stringify(one).includes('"node10"') || (one as { kind?: string }).kind === 'CJSResolvesToESM';
    expect(problems.filter((one) => !isExpected(one))).toEqual([]);
  });
});
