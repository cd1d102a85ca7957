import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readArguments } from '../../src/contract/cli/arguments.ts';
import { helpOf } from '../../src/contract/cli/help.ts';
import type { Verb } from '../../src/contract/cli/verb.ts';
import { VERBS } from '../../src/contract/cli/verbs.ts';
import { createFolder, expectNoStack, type Folder, HEAD, PETS, RESPONSES } from './command.ts';

let folder: Folder;
beforeAll(async () => {
  folder = await createFolder();
});
afterAll(() => folder.remove());

const OK = RESPONSES;

describe('build', () => {
  test('writes what it derives and says where', async () => {
    await folder.write({ 'sound.yaml': `${HEAD}paths:\n  /pets:\n    get:\n      operationId: listPets\n${OK}` });
    const { code, out } = await folder.run(['build', 'sound.yaml', '--out', 'made']);
    expect(code).toBe(0);
    expect(out.trim().split('\n')).toEqual(
      (await readdir(join(folder.path, 'made'))).map((name) => `made/${name}`).sort(inOrder(out)),
    );
    expect(await folder.run(['build', 'sound.yaml', '--out', 'made', '--check'])).toMatchObject({ code: 0, out: '' });
    await writeFile(join(folder.path, 'made', 'types.ts'), '');
    const stale = await folder.run(['build', 'sound.yaml', '--out', 'made', '--check']);
    expect(stale).toMatchObject({ code: 1, out: '' });
    expect(stale.err).toMatch(/^made\/types\.ts is stale/);
    const { ok, stale: names } = JSON.parse(
      (await folder.run(['build', 'sound.yaml', '--out', 'made', '--check', '--json'])).out,
    );
    expect({ ok, names }).toEqual({ ok: false, names: ['made/types.ts'] });
  });

  test('client.ts imports its runtime from keepspec-runtime, or from the given module', async () => {
    await folder.write({ 'client.yaml': `${HEAD}paths:\n  /pets:\n    get:\n      operationId: listPets\n${OK}` });
    const importOf = async (...options: string[]) => {
      expect(await folder.run(['build', 'client.yaml', '--out', 'bound', ...options])).toMatchObject({ code: 0 });
      return /^} from .*;$/m.exec(await readFile(join(folder.path, 'bound/client.ts'), 'utf8'))?.[0];
    };
    expect(await importOf()).toBe("} from 'keepspec-runtime/client';");
    const other = ['--client-runtime', '../runtime.ts'];
    expect(await importOf(...other)).toBe("} from '../runtime.ts';");
    const check = ['build', 'client.yaml', '--out', 'bound', '--check'];
    expect(await folder.run([...check, ...other])).toMatchObject({ code: 0 });
    expect((await folder.run(check)).err).toMatch(/^bound\/client\.ts is stale/);
  });

  const pets = (schema: string) => ({
    'root.yaml': `${HEAD}paths:\n  /pets:\n    $ref: paths/pets.yaml\n`,
    'paths/pets.yaml': `get:\n  operationId: listPets\n  responses:\n    '200':\n      description: Pets.\n      content:\n        application/json:\n          schema: { $ref: ../schemas/Pet.yaml }\n`,
    'schemas/Pet.yaml': schema,
  });

  test.each<[string, Record<string, string>, string]>([
    [
      'a type that is none',
      pets('type: object\nproperties:\n  name: { type: text }\n'),
      'schemas/Pet.yaml:3:17: Invalid schema: "type" must be one of',
    ],
    [
      'a keyword of another type',
      pets('type: object\nrequired: true\n'),
      'schemas/Pet.yaml:2:11: Invalid schema: "required" must be a list, not true.',
    ],
    [
      'a keyword that breaks the walk over it',
      pets('allOf: {}\n'),
      'schemas/Pet.yaml:1:8: Invalid schema: "allOf" must be a list',
    ],
    [
      'a schema inside a schema',
      pets('items:\n  minLength: -1\n'),
      'schemas/Pet.yaml:2:14: Invalid schema: "minLength" must be at least 0, not -1.',
    ],
    [
      'an operationId that is taken',
      {
        ...pets('{}'),
        'root.yaml': `${HEAD}paths:\n  /pets:\n    $ref: paths/pets.yaml\n  /cats:\n    get:\n      operationId: listPets\n${OK}`,
      },
      'root.yaml:8:20: The operationId "listPets" also names #/paths/~1pets/get.',
    ],
    [
      'a structure that is none',
      { 'root.yaml': `${HEAD}paths:\n  /pets:\n    get:\n      operationId: a\n      parameters: 5\n${OK}` },
      'root.yaml:7:19: ',
    ],
    [
      'a security requirement that is no list',
      { 'root.yaml': `${HEAD}paths:\n  /pets:\n    get:\n      security: { key: [] }\n${OK}` },
      'root.yaml:6:17: "security" must be a list (SecurityRequirementList), not an object.',
    ],
    [
      'a parameter without a place',
      { 'root.yaml': `${HEAD}paths:\n  /pets:\n    get:\n      parameters: [{ name: a }]\n${OK}` },
      'root.yaml:6:20: The member "in" is missing. Add it.',
    ],
    ['a file that is missing', { 'root.yaml': `${HEAD}paths:\n  /pets:\n    $ref: paths/none.yaml\n` }, 'root.yaml:5:'],
    ['a file that is no YAML', { 'root.yaml': `${HEAD}paths: [\n` }, 'root.yaml:4:1: Invalid YAML or JSON'],
    ['another version', { 'root.yaml': 'openapi: 4.0.0\ninfo: {}\n' }, 'root.yaml:1:1: Not an OpenAPI document.'],
  ])('%s is told with file, line and column, and nothing is written', async (_what, files, message) => {
    await folder.write(files);
    const { code, out, err } = await folder.run(['build', 'root.yaml', '--out', 'none']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(message);
    expectNoStack({ out, err });
    expect(await readdir(folder.path)).not.toContain('none');

    const { file, line, column } = JSON.parse((await folder.run(['build', 'root.yaml', '--json'])).out).faults[0];
    expect(message.startsWith(`${file}:${line}:`)).toBe(true);
    expect(column).toBeGreaterThan(0);
  });
});

describe('lint', () => {
  const root = fileURLToPath(new URL('../../', import.meta.url));

  test('finds nothing in the contract of this repository', async () => {
    const ended = await folder.run(['lint'], { cwd: root });
    expect(ended).toMatchObject({ code: 0, out: 'openapi/openapi.yaml: 0 errors, 0 warnings.\n' });
  });

  const wrong = `${PETS.replace('/pets', '/pets/')}tags: [{ name: pets }, { name: pets }]\n`;

  test('ends with 1 where something is found, and shows rule and place', async () => {
    await folder.write({ 'wrong.yaml': wrong });
    const { code, err, out } = await folder.run(['lint', join(folder.path, 'wrong.yaml')], { cwd: root });
    expect(code).toBe(1);
    expect(out + err).toContain('no-path-trailing-slash');
    expect(err).toMatch(/wrong\.yaml: 1 error, 1 warning\.\n$/);
    const { ok, problems } = JSON.parse(
      (await folder.run(['lint', join(folder.path, 'wrong.yaml'), '--json'], { cwd: root })).out,
    );
    expect(ok).toBe(false);
    expect(problems).toMatchObject([
      { rule: 'no-duplicated-tag-names', severity: 'warn', line: 8, column: expect.any(Number) },
      { rule: 'no-path-trailing-slash', severity: 'error', line: 4, column: expect.any(Number) },
    ]);
  });
});

describe('verify', () => {
  const upload = '      requestBody: { required: true, content: { image/x-none: {} } }\n';
  const photos = `${HEAD}paths:\n  /photos:\n    post:\n      operationId: addPhoto\n${upload}${OK}`;

  test('names a security scheme that the document does not have', async () => {
    await folder.write({ 'photos.yaml': photos });
    const ended = await folder.run(['verify', 'photos.yaml', '--url', 'http://127.0.0.1:1', '--auth', 'Key=X-Key: k']);
    expect(ended).toMatchObject({ code: 2, out: '' });
    expect(ended.err).toContain('--auth: there is no security scheme "Key"');
  });

  test('waits as long for a response as --timeout says', async () => {
    await folder.write({ 'pets.yaml': PETS });
    const server = createServer(() => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { code, err } = await folder.run(['verify', 'pets.yaml', '--url', url, '--timeout', '1'], { isAlone: true });
    expect(code).toBe(2);
    expect(err).toContain('no response within 1 s');
    server.closeAllConnections();
    server.close();
  });

  test('ends with 2 where no operation could be tried, and names them', async () => {
    await folder.write({ 'photos.yaml': photos });
    const server = createServer((_request, response) => void response.end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { code, out } = await folder.run(['verify', 'photos.yaml', '--url', url, '--junit', 'reports/junit.xml']);
    expect(code).toBe(2);
    expect(out).toContain('Not tried:\n  addPhoto: no request was found that the contract allows');
    expect(await readFile(join(folder.path, 'reports/junit.xml'), 'utf8')).toContain('<skipped message=');
    const { ok, notTried } = JSON.parse((await folder.run(['verify', 'photos.yaml', '--url', url, '--json'])).out);
    expect({ ok, tried: notTried.length }).toEqual({ ok: false, tried: 1 });
    server.closeAllConnections();
    server.close();
  });
});

describe('help', () => {
  test('lists the verbs, each with one sentence', async () => {
    const { code, out, err } = await folder.run(['--help']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const { name, summary } of VERBS) expect(out).toMatch(new RegExp(`^ {2}${name} +${summary}$`, 'm'));
    expect(await folder.run(['help'])).toMatchObject({ code: 0, out });
  });

  test.each(VERBS)(
    'of $name has every option, an example that parses, and fits a terminal',
    ({ name, options, examples }) => {
      const text = helpOf(VERBS.find((verb) => verb.name === name) as Verb);
      for (const option of [...Object.keys(options), 'config', 'format', 'json', 'help'])
        expect(text).toContain(`  --${option} `);
      expect(text.split('\n').filter((line) => line.length > 120)).toEqual([]);
      for (const example of examples) {
        expect(text).toContain(`  keepspec ${example}\n`);
        const words = [...example.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
        expect(readArguments(words, VERBS).verb?.name).toBe(name);
      }
    },
  );

  test('of a verb is printed whatever else is given', async () => {
    const { code, out } = await folder.run(['build', '--nonsense', '--help']);
    expect({ code, first: out.split('\n')[0] }).toEqual({ code: 0, first: 'keepspec build [DOCUMENT] [OPTIONS]' });
    expect((await folder.run(['help', 'build'])).out).toBe(out);
  });
});

test('--version prints the version of the package alone', async () => {
  const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(await folder.run(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' });
});

test('an option has the same type in every verb, so that it may stand before the verb', () => {
  const types = new Map<string, string>();
  for (const { options } of VERBS) {
    for (const [name, { type }] of Object.entries(options)) {
      const kind = type === 'flag' ? 'flag' : 'with a value';
      expect({ name, kind: types.get(name) ?? kind }).toEqual({ name, kind });
      types.set(name, kind);
    }
  }
  expect(readArguments(['--port', '80', 'mock', 'a.yaml'], VERBS)).toMatchObject({
    document: 'a.yaml',
    given: { port: 80 },
  });
});

describe('"-" as the document', () => {
  test('reads standard input, which messages and generated files name', async () => {
    const built = await folder.run(['build', '-', '--out', 'piped'], { stdin: PETS, isAlone: true });
    expect(built).toMatchObject({ code: 0, err: '' });
    const header = '// Generated by keepspec build from standard input. Do not edit.\n';
    expect((await readFile(join(folder.path, 'piped/operations.ts'), 'utf8')).slice(0, header.length)).toBe(header);
    const broken = await folder.run(['build', '-'], { stdin: `${HEAD}paths: []\n` });
    expect(broken).toMatchObject({ code: 2, out: '' });
    expect(broken.err).toMatch(/^<stdin>:3:8: /);
  });

  test('resolves references from the working folder', async () => {
    await folder.write({
      'paths/pets.yaml': `get:\n  operationId: listPets\n  responses: { 200: { description: Pets. } }\n`,
    });
    const ended = await folder.run(['build', '-', '--out', 'piped'], {
      stdin: `${HEAD}paths: { /pets: { $ref: paths/pets.yaml } }\n`,
    });
    expect(ended).toMatchObject({ code: 0, err: '' });
  });
});

test('a Swagger 2.0 document is converted, and the command says so once', async () => {
  const paths = { '/pets': { get: { operationId: 'listPets', responses: { 200: { description: 'Pets.' } } } } };
  await folder.write({ 'old.json': JSON.stringify({ swagger: '2.0', info: { title: 'Pets', version: '1' }, paths }) });
  const { code, err } = await folder.run(['build', 'old.json', '--out', 'converted']);
  expect({ code, err }).toEqual({ code: 0, err: 'old.json: converted from Swagger 2.0 to OpenAPI 3.0.\n' });
  expect(await readFile(join(folder.path, 'converted/operations.ts'), 'utf8')).toContain('listPets');
});

test('a file in place of the output is an error of one line that leaves it alone', async () => {
  await folder.write({ 'pets.yaml': PETS, 'taken/types.ts/keep.txt': '' });
  const ended = await folder.run(['build', 'pets.yaml', '--out', 'taken']);
  expect(ended).toEqual({ code: 2, out: '', err: 'keepspec: taken/types.ts cannot be written: it is a folder.\n' });
});

/** Sorts names as a text lists them. */
function inOrder(text: string): (a: string, b: string) => number {
  return (a, b) => text.indexOf(a) - text.indexOf(b);
}
