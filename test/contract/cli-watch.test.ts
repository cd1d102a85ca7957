import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freePort } from '../free-port.ts';
import { createFolder, expectNoStack, type Folder, HEAD, PETS } from './command.ts';

let folder: Folder;
beforeEach(async () => {
  folder = await createFolder();
  await folder.write({ 'pets.yaml': `${HEAD}paths:\n  /pets: { $ref: paths/pets.yaml }\n`, ...petsOf('one') });
});
afterEach(() => folder.remove());

/** The only path of the document, in a file of its own. */
function petsOf(value: string): Record<string, string> {
  const content = `application/json: { schema: { type: string }, example: ${value} }`;
  const response = `{ description: Pets., content: { ${content} } }`;
  return { 'paths/pets.yaml': `get:\n  operationId: listPets\n  responses: { 200: ${response} }\n` };
}

const BROKEN = { 'paths/pets.yaml': 'get: [\n' };

const built = () => readFile(join(folder.path, 'made/openapi.json'), 'utf8').catch(() => '');

test('build --watch regenerates after a change of any file, survives a broken one, and ends with 0', async () => {
  const watch = folder.start(['build', 'pets.yaml', '--out', 'made', '--watch']);
  await expect.poll(built).toContain('"one"');
  await expect.poll(watch.err).toContain('Waiting for changes. Stop with Ctrl-C.\n');
  await folder.write(BROKEN);
  await expect.poll(watch.err).toContain('paths/pets.yaml:2:1: Invalid YAML or JSON: ');
  expect(await built()).toContain('"one"');
  await folder.write(petsOf('two'));
  await expect.poll(built).toContain('"two"');
  watch.child.kill('SIGTERM');
  expect(await watch.ended).toBe(0);
  expectNoStack({ out: watch.out(), err: watch.err() });
});

test('mock --watch responds from the changed document at the same address', async () => {
  const mock = folder.start(['mock', 'pets.yaml', '--port', '0', '--watch', '--json']);
  await expect.poll(mock.out).toContain('"url"');
  const { url } = JSON.parse(mock.out().split('\n')[0] ?? '');
  const pets = async () => (await fetch(`${url}/pets`)).text();
  expect(await pets()).toBe('"one"');
  await folder.write(BROKEN);
  await expect.poll(mock.out).toContain('"faults"');
  expect(await pets()).toBe('"one"');
  await folder.write(petsOf('two'));
  await expect.poll(pets).toBe('"two"');
  mock.child.kill('SIGTERM');
  expect(await mock.ended).toBe(0);
});

test('mock --watch responds by changed rules, and survives broken ones', async () => {
  const rulesOf = (value: string) =>
    folder.write({
      'value.mjs': `export const value = ${JSON.stringify(value)};\n`,
      'rules.mjs':
        "import { value } from './value.mjs';\nexport const rules = { listPets: () => ({ response: { status: 200, body: [value] } }) };\n",
    });
  await folder.write({
    'paths/pets.yaml':
      petsOf('one')['paths/pets.yaml']?.replace('string', 'array, items: { type: string }').replace('one', '[one]') ??
      '',
  });
  await rulesOf('first');
  const mock = folder.start([
    'mock',
    'pets.yaml',
    '--stateful',
    '--rules',
    'rules.mjs',
    '--port',
    '0',
    '--watch',
    '--json',
  ]);
  await expect.poll(mock.out).toContain('"url"');
  const { url } = JSON.parse(mock.out().split('\n')[0] ?? '');
  const pets = async () => (await fetch(`${url}/pets`)).text();
  expect(await pets()).toBe('["first"]');
  await folder.write({ 'rules.mjs': 'export const rules = 5;\n' });
  await expect.poll(mock.out).toContain('must export \\"rules\\"');
  expect(await pets()).toBe('["first"]');
  await rulesOf('second');
  await expect.poll(pets).toBe('["second"]');
  await folder.write({ 'value.mjs': "export const value = 'third';\n" });
  await expect.poll(pets).toBe('["third"]');
  mock.child.kill('SIGTERM');
  expect(await mock.ended).toBe(0);
});

test('docs --watch writes the site again', async () => {
  const docs = folder.start(['docs', 'pets.yaml', '--out', 'page', '--watch']);
  const page = () => readFile(join(folder.path, 'page/openapi.json'), 'utf8').catch(() => '');
  await expect.poll(page).toContain('one');
  await folder.write(petsOf('secondvalue'));
  await expect.poll(page).toContain('secondvalue');
  docs.child.kill('SIGTERM');
  expect(await docs.ended).toBe(0);
});

describe('keepspec.config.mjs', () => {
  const configure = (config: object) =>
    folder.write({ 'keepspec.config.mjs': `export default ${JSON.stringify(config)};\n` });
  const builtIn = (out: string) => readFile(join(folder.path, out, 'openapi.json'), 'utf8').catch(() => '');

  test('is read again by build --watch, in which a mistake can be fixed', async () => {
    await configure({ document: 'pets.yaml', build: { out: 'made' } });
    const watch = folder.start(['build', '--watch']);
    await expect.poll(built).toContain('"one"');
    await configure({ document: 'pets.yaml', build: { output: 'other' } });
    await expect.poll(watch.err).toContain('keepspec: keepspec.config.mjs: unknown option "build.output".');
    await configure({ document: 'pets.yaml', build: { out: 'other' } });
    await expect.poll(() => builtIn('other')).toContain('"one"');
    await folder.write(petsOf('two'));
    await expect.poll(() => builtIn('other')).toContain('"two"');
    expect(await built()).toContain('"one"');

    // What it imports is watched too, also while it is missing.
    await folder.write({
      'keepspec.config.mjs':
        "import { out } from './settings.mjs';\nexport default { document: 'pets.yaml', build: { out } };\n",
    });
    await expect.poll(watch.err).toContain('keepspec.config.mjs cannot be loaded: ');
    await folder.write({
      'out.cjs': "exports.out = 'third';\n",
      'settings.mjs': "export { out } from './out.cjs';\n",
    });
    await expect.poll(() => builtIn('third')).toContain('"two"');
    await folder.write({ 'out.cjs': "exports.out = 'fourth';\n" });
    await expect.poll(() => builtIn('fourth')).toContain('"two"');
    watch.child.kill('SIGTERM');
    expect(await watch.ended).toBe(0);
    expectNoStack({ out: watch.out(), err: watch.err() });
  });

  test('is read by mock --watch, which keeps the state', async () => {
    const content = '{ application/json: { schema: { $ref: "#/components/schemas/Pet" } } }';
    const list = '{ application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Pet" } } } }';
    await folder.write({
      'state.yaml': `${HEAD}paths:
  /pets:
    get: { operationId: listPets, responses: { 200: { description: Pets., content: ${list} } } }
    post: { operationId: createPet, requestBody: { content: ${content} }, responses: { 201: { description: A pet., content: ${content} } } }
components: { schemas: { Pet: { type: object, properties: { id: { type: string, readOnly: true }, name: { type: string } } } } }
`,
    });
    const port = await freePort();
    const mockOf = (more: object) => configure({ document: 'state.yaml', mock: { port, stateful: true, ...more } });
    await mockOf({});
    const mock = folder.start(['mock', '--watch', '--json']);
    const loads = () => mock.out().match(/"url":/g) ?? [];
    await expect.poll(() => mock.out()).toContain('"url"');
    const url = `http://127.0.0.1:${port}/pets`;
    const headers = { 'content-type': 'application/json' };
    expect((await fetch(url, { method: 'POST', headers, body: '{"name":"Tom"}' })).status).toBe(201);
    const before = loads().length;
    await mockOf({ scenario: 'gone', scenarios: { gone: { for: ['createPet'], code: 201 } } });
    await expect.poll(() => loads().length).toBeGreaterThan(before);
    expect(await (await fetch(url)).text()).toContain('"Tom"');
    mock.child.kill('SIGTERM');
    expect(await mock.ended).toBe(0);
  });

  test('is read by mock --watch when it appears', async () => {
    await folder.write({
      'cats.yaml': `${HEAD}paths:\n  /cats: { $ref: paths/pets.yaml }\n`,
      'openapi/openapi.yaml': PETS,
    });
    const mock = folder.start(['mock', '--port', '0', '--watch', '--json']);
    const urls = () => mock.out().match(/http:[^"]+/g) ?? [];
    await expect.poll(urls).toHaveLength(1);
    await configure({ document: 'cats.yaml' });
    await expect.poll(urls).toHaveLength(2);
    expect(await (await fetch(`${urls()[1]}/cats`)).text()).toBe('"one"');
    await expect(fetch(`${urls()[0]}/pets`)).rejects.toThrow('fetch failed');
    mock.child.kill('SIGTERM');
    expect(await mock.ended).toBe(0);
  });
});
