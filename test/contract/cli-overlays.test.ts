import { readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { createFolder, expectNoStack, type Folder, HEAD, PETS } from './command.ts';

let folder: Folder;
beforeEach(async () => {
  folder = await createFolder();
  await folder.write({ 'pets.yaml': PETS, 'cats.yaml': titled('Cats'), 'none.yaml': NONE });
});
afterEach(() => folder.remove());

const OVERLAY = "overlay: 1.1.0\ninfo: { title: Changes, version: '1' }\nactions:\n";
const titled = (title: string): string => `${OVERLAY}- { target: $.info.title, update: ${title} }\n`;
const NONE = `${OVERLAY}- { target: $.none, remove: true }\n`;
const WARNING = 'none.yaml:4:13: "$.none" matches nothing. Correct the target, or remove the action.';

/** A second operation, with an example. */
const DOGS = `${OVERLAY}- target: $.paths
  update:
    /dogs:
      get:
        operationId: listDogs
        responses:
          200:
            description: Dogs.
            content: { application/json: { schema: { type: string }, example: Rex } }
`;

const read = (name: string): Promise<string> => readFile(join(folder.path, name), 'utf8').catch(() => '');

describe('every verb applies overlays', () => {
  test('build, in the order given, with a warning for a target that matches nothing', async () => {
    await folder.write({ 'dogs.yaml': titled('Dogs') });
    const args = ['build', 'pets.yaml', '--overlay', 'cats.yaml', '--overlay', 'none.yaml', '--overlay', 'dogs.yaml'];
    expect(await folder.run(args)).toMatchObject({ code: 0, err: `${WARNING}\n` });
    expect(await read('generated/openapi.json')).toContain('"Dogs"');
    expect((await folder.run([...args, '--check'])).code).toBe(0);
    const stale = await folder.run(['build', 'pets.yaml', '--overlay', 'cats.yaml', '--check']);
    expect(stale).toMatchObject({ code: 1 });
    expect(stale.err).toContain('Regenerate with: keepspec build pets.yaml --overlay cats.yaml --out generated');
    const strict = await folder.run([...args, '--strict']);
    expect(strict).toMatchObject({ code: 1, err: `${WARNING}\n1 warning. Nothing is written, because of --strict.\n` });
  });

  test('lint, whose problems have their places in the overlay', async () => {
    const broken = `${OVERLAY}- target: $.paths['/pets'].get\n  update:\n    parameters: [{ name: a, in: query }]\n`;
    await folder.write({ 'broken.yaml': broken });
    const args = ['lint', 'pets.yaml', '--overlay', 'none.yaml', '--overlay', 'broken.yaml'];
    const { code, out } = await folder.run([...args, '--json']);
    const { problems } = JSON.parse(out) as { problems: object[] };
    expect(code).toBe(1);
    expect(problems[0]).toEqual({
      ...{ file: 'none.yaml', line: 4, column: 13, rule: 'overlay', severity: 'warn' },
      message: '"$.none" matches nothing. Correct the target, or remove the action.',
    });
    expect(problems).toContainEqual(expect.objectContaining({ file: 'broken.yaml', line: 6, severity: 'error' }));
    const printed = await folder.run(args);
    expect(printed.out + printed.err).toContain('parameters: [{ name: a, in: query }]');
    expect(printed.out + printed.err).toContain('broken.yaml:6:');
  });

  test('lint, which checks what the overlay has fixed', async () => {
    await folder.write({
      'wrong.yaml': PETS.replace('operationId: listPets', 'operationId: 5'),
      'fix.yaml': `${OVERLAY}- { target: $.paths.*.get.operationId, update: listPets }\n`,
    });
    expect(await folder.run(['lint', 'wrong.yaml'])).toMatchObject({ code: 1 });
    expect(await folder.run(['lint', 'wrong.yaml', '--overlay', 'fix.yaml'])).toMatchObject({ code: 0 });
    const strict = await folder.run(['lint', 'pets.yaml', '--overlay', 'none.yaml', '--strict']);
    expect(strict).toMatchObject({ code: 1 });
  });

  test('mock, and --watch loads changed overlays', async () => {
    await folder.write({ 'dogs.yaml': DOGS });
    const args = ['mock', 'pets.yaml', '--overlay', 'dogs.yaml', '--port', '0', '--watch', '--json'];
    const mock = folder.start(args);
    await expect.poll(mock.out).toContain('"url"');
    const { url } = JSON.parse(mock.out().split('\n')[0] ?? '') as { url: string };
    const dogs = async () => (await fetch(`${url}/dogs`)).text();
    expect(await dogs()).toBe('"Rex"');
    await folder.write({ 'dogs.yaml': 'overlay: [\n' });
    await expect.poll(mock.out).toContain('"faults":[{"file":"dogs.yaml","line":2,');
    await folder.write({ 'dogs.yaml': DOGS.replace('Rex', 'Bello') });
    await expect.poll(dogs).toBe('"Bello"');
    mock.child.kill('SIGTERM');
    expect(await mock.ended).toBe(0);
  });

  test('docs', async () => {
    const ended = await folder.run([
      'docs',
      'pets.yaml',
      '--overlay',
      'cats.yaml',
      '--overlay',
      'none.yaml',
      '--out',
      'page',
    ]);
    expect(ended).toMatchObject({ code: 0, err: `${WARNING}\n` });
    expect(await read('page/index.html')).toContain('Cats');
  });

  test('verify and coverage', async () => {
    await folder.write({ 'dogs.yaml': DOGS });
    const mock = folder.start(['mock', 'pets.yaml', '--overlay', 'dogs.yaml', '--port', '0', '--json']);
    await expect.poll(mock.out).toContain('"url"');
    const { url } = JSON.parse(mock.out()) as { url: string };
    const args = ['pets.yaml', '--overlay', 'dogs.yaml', '--overlay', 'none.yaml'];
    const options = [
      '--url',
      url,
      '--operation',
      'listDogs',
      '--only',
      'examples',
      '--coverage',
      'covered',
      '--timeout',
      '600',
    ];
    const verified = await folder.run(['verify', ...args, ...options]);
    expect(verified).toMatchObject({ code: 0, err: expect.stringContaining(WARNING) });
    const counted = await folder.run(['coverage', ...args, '--from', 'covered', '--json']);
    expect(counted).toMatchObject({ code: 0, err: `${WARNING}\n` });
    expect(await read('covered/coverage.json')).toContain('listDogs');
    mock.child.kill('SIGTERM');
  });

  test('init, whose configuration names them', async () => {
    await folder.write({ 'dogs.yaml': DOGS });
    const args = ['init', 'pets.yaml', '--overlay', 'dogs.yaml', '--overlay', 'none.yaml', '--out', 'project', '--yes'];
    expect(await folder.run(args)).toMatchObject({ code: 0, err: `${WARNING}\n` });
    expect(await read('project/keepspec.config.ts')).toContain(
      '  document: "../pets.yaml",\n  overlays: ["../dogs.yaml", "../none.yaml"],\n',
    );
    expect(await read('project/src/handlers.ts')).toContain('listDogs');
    expect(await read('project/generated/openapi.json')).toContain('/dogs');
  });

  test('from standard input', async () => {
    const ended = await folder.run(['build', '-', '--overlay', 'cats.yaml'], { stdin: PETS });
    expect(ended).toMatchObject({ code: 0, err: '' });
    expect(await read('generated/openapi.json')).toContain('"Cats"');
  });
});

test('build --watch waits for an overlay that is missing', async () => {
  const watch = folder.start(['build', 'pets.yaml', '--overlay', 'cats.yaml', '--watch']);
  await expect.poll(() => read('generated/openapi.json')).toContain('"Cats"');
  await expect.poll(watch.err).toContain('Waiting for changes.');
  await rm(join(folder.path, 'pets.yaml'));
  await expect.poll(watch.err).toContain('pets.yaml does not exist.');
  await rm(join(folder.path, 'cats.yaml'));
  await folder.write({ 'pets.yaml': PETS });
  await expect.poll(watch.err).toContain('cats.yaml does not exist.');
  await folder.write({ 'cats.yaml': titled('Tigers') });
  await expect.poll(() => read('generated/openapi.json')).toContain('"Tigers"');
  watch.child.kill('SIGTERM');
  expect(await watch.ended).toBe(0);
});

describe('keepspec.config.mjs', () => {
  const configure = (config: object, name = 'keepspec.config.mjs') =>
    folder.write({ [name]: `export default ${JSON.stringify(config)};\n` });

  test('names overlays by paths from its folder, in place of which the command line can name others', async () => {
    await folder.write({ 'spec/lions.yaml': titled('Lions') });
    await configure({ document: '../pets.yaml', overlays: ['lions.yaml'] }, 'spec/keepspec.config.mjs');
    const args = ['build', '--config', 'spec/keepspec.config.mjs'];
    expect(await folder.run(args)).toMatchObject({ code: 0, err: '' });
    expect(await read('generated/openapi.json')).toContain('"Lions"');
    expect(await folder.run([...args, '--overlay', 'cats.yaml'])).toMatchObject({ code: 0, err: '' });
    expect(await read('generated/openapi.json')).toContain('"Cats"');
  });
});

describe('extends', () => {
  const extending = (name: string): string => titled('Cats').replace('actions:', `extends: ${name}\nactions:`);

  test('of the given document is accepted', async () => {
    await folder.write({ 'over/cats.yaml': extending('../pets.yaml') });
    expect(await folder.run(['build', 'pets.yaml', '--overlay', 'over/cats.yaml'])).toMatchObject({ code: 0, err: '' });
  });

  test('of another document is a warning', async () => {
    await folder.write({ 'over/cats.yaml': extending('pets.yaml') });
    const { code, err } = await folder.run(['build', 'pets.yaml', '--overlay', 'over/cats.yaml']);
    const message =
      'over/cats.yaml:3:10: "extends" names over/pets.yaml, but the overlay is applied to pets.yaml. Correct it, or pass that document.\n';
    expect({ code, err }).toEqual({ code: 0, err: message });
  });

  test('names the document if none is given', async () => {
    await folder.write({ 'over/cats.yaml': extending('../pets.yaml'), 'openapi/openapi.yaml': HEAD });
    expect(await folder.run(['build', '--overlay', 'over/cats.yaml'])).toMatchObject({ code: 0, err: '' });
    expect(await read('generated/types.ts')).toMatch(/^\/\/ .* from pets\.yaml\. /);
    await folder.write({ 'over/cats.yaml': extending('lost.yaml') });
    expect(await folder.run(['build', '--overlay', 'over/cats.yaml'])).toMatchObject({
      code: 2,
      err: 'over/lost.yaml does not exist.\n',
    });
    await folder.write({ 'over/cats.yaml': extending('https://a.example/pets.yaml') });
    expect(await folder.run(['build', '--overlay', 'over/cats.yaml'])).toMatchObject({
      code: 2,
      err: 'keepspec: No document is given, and "extends" of the overlay names one on another host.\nPass it as the document: https://a.example/pets.yaml\n',
    });
  });
});

test('an overlay may be on another host, which its user has named', async () => {
  const server = createServer((_, response) => response.end(titled('Cats')));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/cats.yaml`;
  expect(await folder.run(['build', 'pets.yaml', '--overlay', url])).toMatchObject({ code: 0, err: '' });
  expect(await read('generated/openapi.json')).toContain('"Cats"');
  server.closeAllConnections();
});

test('an overlay needs a document', async () => {
  const ended = await folder.run(['init', '--overlay', 'cats.yaml', '--out', 'project']);
  expect(ended).toMatchObject({ code: 2 });
  expect(ended.err).toContain('--overlay needs a document: keepspec init openapi.yaml --overlay cats.yaml.');
  expectNoStack(ended);
});
