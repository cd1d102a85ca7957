import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const CLI = fileURLToPath(new URL('../../src/contract/cli.ts', import.meta.url));

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'contract-cli-'));
});
afterAll(() => rm(folder, { recursive: true }));

type Ended = { code: number; out: string; err: string };

/** Runs the command in the folder of the test, or where it is told. */
function contract(args: string[], cwd = folder): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, [CLI, ...args], { cwd }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });
}

async function write(files: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}

const HEAD = 'openapi: 3.1.1\ninfo: { title: Pets, version: 1.0.0 }\n';
const OK = '      responses: { 200: { description: Pets. } }\n';

describe('build', () => {
  test('writes what it derives and says where', async () => {
    await write({ 'sound.yaml': `${HEAD}paths:\n  /pets:\n    get:\n      operationId: listPets\n${OK}` });
    const { code, out } = await contract(['build', 'sound.yaml', '--out', 'made']);
    expect(code).toBe(0);
    expect(out.trim().split('\n')).toEqual(
      (await readdir(join(folder, 'made'))).map((name) => `made/${name}`).sort(inOrder(out)),
    );
    expect(await contract(['build', 'sound.yaml', '--out', 'made', '--check'])).toMatchObject({ code: 0, out: '' });
    await writeFile(join(folder, 'made', 'types.ts'), '');
    const stale = await contract(['build', 'sound.yaml', '--out', 'made', '--check']);
    expect(stale).toMatchObject({ code: 1, out: '' });
    expect(stale.err).toMatch(/^made\/types\.ts is stale/);
    const { ok, stale: names } = JSON.parse(
      (await contract(['build', 'sound.yaml', '--out', 'made', '--check', '--json'])).out,
    );
    expect({ ok, names }).toEqual({ ok: false, names: ['made/types.ts'] });
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
      'root.yaml:6:17: Expected type `SecurityRequirementList` (array) but got `object`',
    ],
    [
      'a parameter without a place',
      { 'root.yaml': `${HEAD}paths:\n  /pets:\n    get:\n      parameters: [{ name: a }]\n${OK}` },
      'root.yaml:6:20: The field `in` must be present',
    ],
    ['a file that is missing', { 'root.yaml': `${HEAD}paths:\n  /pets:\n    $ref: paths/none.yaml\n` }, 'root.yaml:5:'],
    ['a file that is no YAML', { 'root.yaml': `${HEAD}paths: [\n` }, 'root.yaml:4:1: Invalid YAML or JSON'],
    ['another version', { 'root.yaml': 'openapi: 4.0.0\ninfo: {}\n' }, 'root.yaml:1:1: Not an OpenAPI document.'],
  ])('%s is told with file, line and column, and nothing is written', async (_what, files, message) => {
    await write(files);
    const { code, out, err } = await contract(['build', 'root.yaml', '--out', 'none']);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(message);
    expect(err).not.toMatch(/^\s+at /m);
    expect(await readdir(folder)).not.toContain('none');

    const { file, line, column } = JSON.parse((await contract(['build', 'root.yaml', '--json'])).out).faults[0];
    expect(message.startsWith(`${file}:${line}:`)).toBe(true);
    expect(column).toBeGreaterThan(0);
  });
});

describe('lint', () => {
  const root = fileURLToPath(new URL('../../', import.meta.url));

  test('finds nothing in the contract of this repository', async () => {
    const ended = await contract(['lint'], root);
    expect(ended).toMatchObject({ code: 0, out: 'openapi/openapi.yaml: 0 errors, 0 warnings.\n' });
  });

  test('ends with 1 where something is found, and shows rule and place', async () => {
    await write({ 'loose.yaml': `${HEAD}paths: {}\n` });
    const { code, err, out } = await contract(['lint', join(folder, 'loose.yaml')], root);
    expect(code).toBe(1);
    expect(out + err).toContain('no-empty-servers');
    expect(err).toMatch(/loose\.yaml: \d+ errors?, \d+ warnings?\.\n$/);
    const { ok, problems } = JSON.parse((await contract(['lint', join(folder, 'loose.yaml'), '--json'], root)).out);
    expect(ok).toBe(false);
    expect(problems[0]).toMatchObject({ rule: expect.any(String), severity: 'error', line: expect.any(Number) });
  });
});

test.each([
  [['bild'], 'There is no verb "bild". Did you mean "build"?'],
  [['build', '--cheek'], "Unknown option '--cheek'"],
  [['build', 'a.yaml', 'b.yaml'], 'Only one contract can be given: remove "b.yaml".'],
  [['build', '--url', 'http://a'], 'build does not take --url. It takes --out, --check, --allow-remote.'],
  [['lint', '--seed', '1'], 'lint does not take --seed.'],
  [['mock', '--port', '70000'], '"70000" must be an integer from 0 to 65535'],
  [['verify'], 'verify needs --url'],
  [['verify', '--url', 'nowhere'], '--url: "nowhere" must be an http or https URL such as http://localhost:8080.'],
  [['verify', '--url', 'localhost:8080'], 'Did you mean http://localhost:8080?'],
  [['verify', '--url', 'ftp://a'], '--url: "ftp://a" must be an http or https URL'],
  [['verify', '--url', 'http://a', '--against', 'b:80'], '--against: "b:80" must be an http or https URL'],
  [['verify', '--url', 'http://a', '--port', '1'], 'verify does not take --port.'],
  [['verify', '--url', 'http://a', '--only', 'stat'], '--only: there is no "stat" (the phases are examples,'],
  [['verify', '--url', 'http://a', '--seed', 'abc'], '--seed: "abc" must be an integer from 0 to 2147483647.'],
  [['verify', '--url', 'http://a', '--max-cases', '-1'], '--max-cases: "-1" must be an integer from 1 to 10000000.'],
  [['verify', '--url', 'http://a', '--seed', '1', '--seed', '2'], '--seed can be given only once.'],
  [['verify', '--url', 'http://a', '--off', 'answerd'], 'Did you mean "answered"?'],
  [['verify', '--url', 'http://a', '--auth', 'Bearer x'], '--auth: "Bearer x" must have the form "Name: value"'],
  [['verify', '--url', 'http://a', '--auth', 'A(b): x'], '--auth: Header name must be a valid HTTP token'],
  [['verify', '--url', 'http://a', '--other-auth', 'Key=A: x'], '--other-auth must have the form "Name: value"'],
  [
    ['verify', '--url', 'http://a', '--other-auth', 'A: x', '--only', 'random'],
    '--other-auth needs the phase "state".',
  ],
  [['verify', '--url', 'http://a', '--against', 'http://b', '--only', 'state'], '--against needs one of the phases'],
  [['verify', '--url', 'http://a', '--junit', '.'], '"." cannot be written'],
  [['coverage', '--min', 'sides'], '"sides" must have the form sides=95'],
  [[], 'contract <verb>'],
  [['toString'], 'There is no verb "toString".'],
])('wrong use (%j) ends with 2 and the usage', async (args, message) => {
  const { code, err } = await contract(args);
  expect(code).toBe(2);
  expect(err).toContain(message);
  expect(err).toContain('contract <verb> [contract] [options]');
  expect(err).not.toMatch(/^\s+at /m);
});

describe('verify', () => {
  const upload = '      requestBody: { required: true, content: { image/png: {} } }\n';
  const photos = `${HEAD}paths:\n  /photos:\n    post:\n      operationId: addPhoto\n${upload}${OK}`;

  test('names what is unknown to the contract', async () => {
    await write({ 'photos.yaml': photos });
    const target = ['verify', 'photos.yaml', '--url', 'http://127.0.0.1:1'];
    const operation = await contract([...target, '--operation', 'addPoto']);
    expect(operation).toMatchObject({ code: 2, out: '' });
    expect(operation.err).toContain('--operation: there is no "addPoto" (the operations are addPhoto).');
    const scheme = await contract([...target, '--auth', 'Key=X-Key: k']);
    expect(scheme).toMatchObject({ code: 2, out: '' });
    expect(scheme.err).toContain('--auth: there is no "Key"');
  });

  test('ends with 2 and one sentence where nothing is listening', async () => {
    await write({ 'photos.yaml': photos });
    const { code, out, err } = await contract(['verify', 'photos.yaml', '--url', 'http://127.0.0.1:1']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toBe('Nothing is listening at http://127.0.0.1:1. Start the server, or correct --url.\n');
  });

  test('ends with 2 where no operation could be tried, and names them', async () => {
    await write({ 'photos.yaml': photos });
    const server = createServer((_request, response) => void response.end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { code, out } = await contract(['verify', 'photos.yaml', '--url', url, '--junit', 'reports/junit.xml']);
    expect(code).toBe(2);
    expect(out).toContain('Not tried:\n  addPhoto: no request that the contract allows is found');
    expect(await readFile(join(folder, 'reports/junit.xml'), 'utf8')).toContain('<skipped message=');
    const { ok, notTried } = JSON.parse((await contract(['verify', 'photos.yaml', '--url', url, '--json'])).out);
    expect({ ok, tried: notTried.length }).toEqual({ ok: false, tried: 1 });
    server.closeAllConnections();
    server.close();
  });
});

test('--help ends with 0', async () => {
  expect(await contract(['--help'])).toMatchObject({ code: 0, err: '' });
});

/** Sorts names as a text lists them. */
function inOrder(text: string): (a: string, b: string) => number {
  return (a, b) => text.indexOf(a) - text.indexOf(b);
}
