import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFolder, type Folder, HEAD, PETS, RESPONSES } from '../command.ts';

let folder: Folder;
beforeAll(async () => {
  folder = await createFolder();
});
afterAll(() => folder.remove());

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** What is found: `error struct`, once for each rule. */
async function lint(...args: string[]): Promise<{ code: number; found: string[] }> {
  const { code, out } = await folder.run(['lint', ...args, '--json']);
  const { problems } = JSON.parse(out) as { problems: { severity: string; rule: string }[] };
  return { code, found: [...new Set(problems.map(({ severity, rule }) => `${severity} ${rule}`))] };
}

/** A document without any of what is a matter of style. */
const plain = `${HEAD}paths:\n  /pets:\n    get:\n${RESPONSES}`;
const repeated = `${plain}tags: [{ name: pets }, { name: pets }]\n`;
const unknown = `${plain}security: [{ key: [] }]\n`;

describe('without a configuration', () => {
  test.for([
    ['a plain document', plain, 0, []],
    [
      'a licence without URL, and an example server',
      `${plain.replace('1.0.0 }', '1.0.0, license: { name: Own } }')}servers: [{ url: https://example.com }]\n`,
      0,
      [],
    ],
    ['a repeated tag', repeated, 0, ['warn no-duplicated-tag-names']],
    ['a slash at the end of a path', plain.replace('/pets', '/pets/'), 1, ['error no-path-trailing-slash']],
    ['an unknown member', plain.replace('get:', 'got:'), 1, ['error struct']],
    ['an unknown security scheme', unknown, 1, ['error security-defined']],
    [
      'two operations of one operationId',
      `${PETS}  /cats:\n    get:\n      operationId: listPets\n${RESPONSES}`,
      1,
      ['error operation-operationId-unique'],
    ],
  ] as const)('%s', async ([, text, code, found]) => {
    await folder.write({ 'openapi.yaml': text });
    expect(await lint('openapi.yaml')).toEqual({ code, found });
  });

  test('a public document is linted without errors in this repository', async () => {
    const examples = dirname(createRequire(import.meta.url).resolve('@readme/oas-examples/package.json'));
    const { code, err } = await folder.run(['lint', join(examples, '3.1/json/train-travel.json')], { cwd: root });
    expect([code, err]).toEqual([0, '']);
  });
});

test('warnings fail with --strict, or so configured', async () => {
  await folder.write({
    'openapi.yaml': repeated,
    'strict.config.mjs': 'export default { lint: { strict: true } };\n',
  });
  expect(await lint('openapi.yaml', '--strict')).toMatchObject({ code: 1 });
  expect(await lint('openapi.yaml', '--config', 'strict.config.mjs')).toMatchObject({ code: 1 });
  await folder.write({ 'openapi.yaml': plain });
  expect(await lint('openapi.yaml', '--strict')).toMatchObject({ code: 0 });
});

describe('with redocly.yaml', () => {
  const api = 'apis: { pets: { root: spec/pets.yaml, rules: { operation-summary: error } } }\n';

  test('an API has the rules of its own, whatever its path is called', async () => {
    await folder.write({ 'redocly.yaml': api, 'spec/pets.yaml': repeated });
    const expected = { code: 1, found: ['error operation-summary'] };
    expect(await lint('spec/pets.yaml')).toEqual(expected);
    expect(await lint('./spec/../spec/pets.yaml')).toEqual(expected);
    expect(await lint(join(folder.path, 'spec/pets.yaml'))).toEqual(expected);
  });

  test('another document has the built-in rules', async () => {
    await folder.write({ 'redocly.yaml': api, 'openapi.yaml': repeated });
    expect(await lint('openapi.yaml')).toEqual({ code: 0, found: ['warn no-duplicated-tag-names'] });
  });

  test.for([
    ['rules', 'rules: { operation-description: error }\n', ['error operation-description']],
    ['rules of a version', 'oas3_1Rules: { operation-description: error }\n', ['error operation-description']],
    ['a ruleset', 'extends: [minimal]\n', ['warn tag-description']],
  ] as const)('another document has the rules outside of apis: %s', async ([, text, found]) => {
    await folder.write({ 'redocly.yaml': api + text, 'openapi.yaml': repeated, 'spec/pets.yaml': repeated });
    expect((await lint('openapi.yaml')).found).toEqual(expect.arrayContaining([...found]));
    expect((await lint('spec/pets.yaml')).found).toContain('error operation-summary');
  });

  test('a project of keepspec init has the recommended rules', async () => {
    await folder.write({ 'redocly.yaml': 'extends:\n  - recommended\n', 'openapi.yaml': plain });
    expect((await lint('openapi.yaml')).found).toContain('error operation-summary');
  });

  test('problems that the ignore file names are left out, of built-in rules too', async () => {
    await folder.write({
      'redocly.yaml': api,
      'openapi.yaml': repeated,
      '.redocly.lint-ignore.yaml': 'openapi.yaml:\n  no-duplicated-tag-names:\n    - "#/tags/1"\n',
    });
    expect(await lint('openapi.yaml', '--strict')).toEqual({ code: 0, found: [] });
  });
});
