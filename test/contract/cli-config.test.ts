import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, expectTypeOf, test } from 'vitest';
import { VERBS } from '../../src/contract/cli/verbs.ts';
import { defineConfig, type KeepspecConfig } from '../../src/contract/config.ts';
import { createFolder, expectNoStack, type Folder, PETS } from './command.ts';

let folder: Folder;
beforeEach(async () => {
  folder = await createFolder();
  await folder.write({ 'package.json': '{"type":"module"}', 'spec/pets.yaml': PETS });
});
afterEach(() => folder.remove());

const CONFIG = fileURLToPath(new URL('../../src/contract/config.ts', import.meta.url));
const typed = (config: string): string =>
  `import { defineConfig } from ${JSON.stringify(CONFIG)};\nexport default defineConfig(${config});\n`;

describe('keepspec.config.ts', () => {
  test('names the document and the output folder, in TypeScript that Node runs itself', async () => {
    await folder.write({
      'keepspec.config.ts': typed("{ document: 'spec/pets.yaml' as string, build: { out: 'made' } }"),
    });
    expect(await folder.run(['build'])).toMatchObject({ code: 0, err: '' });
    expect(await readdir(join(folder.path, 'made'))).toContain('operations.ts');
    expect(await readFile(join(folder.path, 'made/types.ts'), 'utf8')).toMatch(/^\/\/ .* from spec\/pets\.yaml\. /);
  });

  test('gives way to the command line', async () => {
    await folder.write({
      'other.yaml': PETS.replace('Pets', 'Cats'),
      'keepspec.config.mjs': "export default { document: 'spec/pets.yaml', build: { out: 'made' } };\n",
    });
    expect(await folder.run(['build', 'other.yaml', '--out', 'own'])).toMatchObject({ code: 0 });
    expect(await readFile(join(folder.path, 'own/openapi.json'), 'utf8')).toContain('"Cats"');
    expect(await readdir(folder.path)).not.toContain('made');
  });

  test('in another folder has paths relative to itself', async () => {
    await folder.write({
      'spec/keepspec.config.js': "export default { document: 'pets.yaml', build: { out: 'made' } };\n",
    });
    expect(await folder.run(['build', '--config', 'spec/keepspec.config.js'])).toMatchObject({ code: 0, err: '' });
    expect(await readdir(join(folder.path, 'spec/made'))).toContain('types.ts');
  });

  test('can have every option of every verb, except those of a single run', () => {
    type Section = Exclude<keyof KeepspecConfig, 'document' | 'overlays' | 'discriminator' | 'test'>;
    const full: { [Name in Section]-?: Required<NonNullable<KeepspecConfig[Name]>> } = {
      build: { out: '', clientRuntime: '', strict: true, allowRemote: true },
      lint: { strict: true, allowRemote: true },
      mock: {
        port: 0,
        host: '',
        stateful: true,
        rules: 'rules.ts',
        latency: '',
        chaos: '',
        seed: 1,
        scenario: '',
        scenarios: {},
        webhooks: {},
        webhookUrl: '',
        webhookSecret: '',
        webhookHost: [],
        quiet: true,
        allowRemote: true,
      },
      docs: { out: '', guides: '', sampleClient: '', sampleUrl: '', sampleVariable: [], allowRemote: true },
      verify: {
        ...{
          url: '',
          basePath: '',
          auth: [],
          otherAuth: [],
          against: '',
          seed: 1,
          maxCases: 1,
          maxResponseTime: 1,
          failFast: true,
          time: 1,
          timeout: 1,
          operation: [],
        },
        ...{
          only: [],
          skip: [],
          rate: 1,
          login: '',
          data: '',
          learn: true,
          setup: [],
          reset: [],
          off: [],
          junit: '',
          html: '',
          baseline: '',
          findings: '',
          har: '',
          coverage: '',
          workflows: '',
          inputs: '',
          allowRemote: true,
        },
      },
      replay: {
        ...{ server: '', document: '', basePath: '', auth: [], otherAuth: [], against: '', timeout: 1 },
        ...{ login: '', data: '', setup: [], reset: [], rate: 1 },
        allowRemote: true,
      },
      observe: { har: [], from: '', off: [], coverage: '', findings: '', allowRemote: true },
      coverage: { from: '', out: '', min: [], allowRemote: true },
      diff: {
        ...{ released: '', failOn: 'risky', semver: true, exceptions: '', policy: {}, severity: {} },
        ...{ prove: true, allowRemote: true },
      },
    };
    const camelCase = (name: string): string => name.replaceAll(/-(\w)/g, (_, letter) => letter.toUpperCase());
    const once = ['check', 'watch', 'stateless', 'discriminator', 'next-version', 'accept', 'reason', 'expires'];
    for (const [name, section] of Object.entries(full)) {
      const options = VERBS.find((verb) => verb.name === name)?.options ?? {};
      const names = [
        ...Object.keys(options).filter((option) => !once.includes(option)),
        // An object, which no option can be.
        ...(name === 'mock' ? ['scenarios', 'webhooks'] : []),
        ...(name === 'diff' ? ['policy', 'severity'] : []),
      ];
      expect(names.map(camelCase).sort()).toEqual(Object.keys(section).sort());
    }
    expectTypeOf(defineConfig).parameter(0).toEqualTypeOf<KeepspecConfig>();
  });
});

/** Each with the name of the file, its content, and the first line of the error. */
test.each<[file: string, content: string, message: string]>([
  ['keepspec.config.js', 'export default 5;', 'the default export must be an object, not 5.'],
  ['keepspec.config.js', 'export const config = {};', 'keepspec.config.js has no default export.'],
  ['keepspec.config.js', 'export default { document: 5 };', '"document" must be a path, not 5.'],
  ['keepspec.config.js', 'export default { overlays: "a.yaml" };', '"overlays" must be a list of texts, not "a.yaml".'],
  ['keepspec.config.js', 'export default { overlay: [] };', 'unknown option "overlay". Did you mean "overlays"?'],
  ['keepspec.config.js', 'export default { bild: {} };', 'unknown option "bild". Did you mean "build"?'],
  ['keepspec.config.js', 'export default { build: [] };', '"build" must be an object, not [].'],
  ['keepspec.config.js', 'export default { build: { output: "a" } };', 'unknown option "build.output".'],
  ['keepspec.config.js', 'export default { build: { check: true } };', 'unknown option "build.check".'],
  [
    'keepspec.config.js',
    'export default { mock: { port: "80" } };',
    '"mock.port" must be an integer from 0 to 65535, not "80".',
  ],
  [
    'keepspec.config.js',
    'export default { verify: { auth: "A: x" } };',
    '"verify.auth" must be a list of texts, not "A: x".',
  ],
  [
    'keepspec.config.js',
    'export default { docs: { allowRemote: 1 } };',
    '"docs.allowRemote" must be true or false, not 1.',
  ],
  ['keepspec.config.js', 'export default () => {};', 'the default export must be an object, not a function.'],
  ['keepspec.config.js', 'throw new Error("No key");', 'cannot be loaded: No key.'],
  ['keepspec.config.js', 'import "none";', "cannot be loaded: Cannot find package 'none'"],
  ['keepspec.config.js', '\nexport default {,};', 'cannot be loaded: '],
  ['keepspec.config.ts', 'enum A { B }\nexport default {};', 'cannot be loaded: '],
  ['keepspec.config.ts', 'export default { document: };', 'cannot be loaded: '],
])('%s with %j is a usage error that names the file and what is wrong', async (file, content, message) => {
  await folder.write({ [file]: `${content}\n` });
  const ended = await folder.run(['build']);
  const [first = '', hint] = ended.err.split('\n');
  expect(ended).toMatchObject({ code: 2, out: '' });
  expect(first).toMatch(new RegExp(`^keepspec: ${file}`));
  expect(first).toContain(message);
  expect(hint).toBe('Example: export default defineConfig({ document: "openapi/openapi.yaml" });');
  expectNoStack(ended);
});

test('a configuration file that is missing, or one of several, is a usage error', async () => {
  expect((await folder.run(['build', '--config', 'none.ts'])).err).toMatch(
    /^keepspec: --config: none\.ts does not exist\.\n/,
  );
  await folder.write({ 'keepspec.config.js': 'export default {};', 'keepspec.config.ts': 'export default {};' });
  expect(await folder.run(['build'])).toEqual({
    code: 2,
    out: '',
    err: 'keepspec: There are several configuration files: keepspec.config.ts, keepspec.config.js.\nKeep one of them.\n',
  });
});
