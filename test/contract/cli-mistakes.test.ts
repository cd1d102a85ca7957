import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { CLI, createFolder, expectNoStack, type Folder, HEAD, PETS } from './command.ts';

let folder: Folder;
beforeAll(async () => {
  folder = await createFolder();
  await folder.write({
    'pets.yaml': PETS,
    'openapi.yml': PETS,
    'spec/openapi.yaml': PETS,
    'empty/readme.txt': '',
    'plain.txt': 'Hello.\n',
    'taken/package.json': '{}',
    'taken/src/main.ts': '',
    'empty.yaml': '',
    'broken.yaml': `${HEAD}paths: [\n`,
    'list.yaml': '- 1\n',
    'other.yaml': 'openapi: 4.0.0\ninfo: {}\n',
    'missing-ref.yaml': `${HEAD}paths:\n  /pets: { $ref: paths/none.yaml }\n`,
    'photos.yaml': PETS.replace('operationId: listPets', 'operationId: addPhoto').replace('get', 'post'),
  });
});
afterAll(() => folder.remove());

const help = (verb = ''): string => `Run "keepspec ${verb === '' ? '' : `${verb} `}--help" for help.`;

/** Arguments, the message, and the advice after it; null for none. */
type Mistake = [args: string, message: string, hint: string | null];

const URL = '--url http://127.0.0.1:1';
const VERBS = 'Verbs: init, build, lint, mock, docs, verify, replay, observe, coverage, diff.';

const MISTAKES: Mistake[] = [
  ['', 'A verb is missing.', VERBS],
  ['bild', 'Unknown verb "bild". Did you mean "build"?', help()],
  ['toString', 'Unknown verb "toString".', help()],
  ['--jsn', 'Unknown option --jsn. Did you mean "--json"?', help()],
  ['--out x', '--out needs a verb.', help()],
  ['build --cheek', 'Unknown option --cheek. Did you mean "--check"?', help('build')],
  ['build -x', 'Unknown option -x.', help('build')],
  ['build pets.yaml b.yaml', 'Only one document can be given: remove "b.yaml".', help('build')],
  [
    'build --url http://a',
    'build does not take --url. It takes --out, --client-runtime, --discriminator, --check, --strict, --watch, --allow-remote.',
    help('build'),
  ],
  ['build pets.yaml --discriminator tag', '--discriminator: "tag" must be schemas or enforce.', help('build')],
  ['build --out', '--out needs a value: --out FOLDER.', help('build')],
  ['build --out --check', '--out needs a value: --out FOLDER.', help('build')],
  ['build pets.yaml --overlay', '--overlay needs a value: --overlay FILE.', help('build')],
  ['build --overly a', 'Unknown option --overly. Did you mean "--overlay"?', help('build')],
  ['--overlay a.yaml', 'A verb is missing.', VERBS],
  ['build --check=yes', '--check takes no value.', help('build')],
  ['build --out a --out b', '--out can be given only once.', help('build')],
  ['build pets.yaml --check --watch', '--check and --watch exclude each other.', help('build')],
  ['build - --watch', '--watch needs a file. Standard input can be read only once.', help('build')],
  ['verify mock --ulr x', 'Unknown option --ulr. Did you mean "--url"?', help('verify')],
  ['lint --seed 1', 'lint does not take --seed. It takes --strict, --allow-remote.', help('lint')],
  ['mock --port 70000', '--port: "70000" must be an integer from 0 to 65535.', help('mock')],
  ...['fast', '800-200', '60001', '-5', '1.5', '200-'].map((text): [string, string, string] => [
    `mock pets.yaml --latency=${text}`,
    `--latency: "${text}" must be milliseconds from 0 to 60000, such as 200, or a range such as 200-800.`,
    help('mock'),
  ]),
  ...['5', '101%', '-1%', 'all', '5%%'].map((text): [string, string, string] => [
    `mock pets.yaml --chaos=${text}`,
    `--chaos: "${text}" must be a percentage from 0% to 100%, such as 5%.`,
    help('mock'),
  ]),
  [
    'mock pets.yaml --webhook-url http://example.com/',
    '--webhook-url: Webhooks go to this machine only. Start the mock with --webhook-host example.com to send them to that host.',
    help('mock'),
  ],
  [
    'mock pets.yaml --webhook-url nope',
    '--webhook-url: "nope" is not a valid URL. It must begin with http:// or https://.',
    help('mock'),
  ],
  ['mock --port -1', '--port: "-1" must be an integer from 0 to 65535.', help('mock')],
  [
    'build',
    'No document is given, and openapi/openapi.yaml does not exist.',
    'Pass a document, or set "document" in keepspec.config.ts.',
  ],
  [
    'verify pets.yaml',
    'verify needs --url, the base URL of the server.',
    'Example: keepspec verify openapi.yaml --url http://127.0.0.1:8080',
  ],
  [
    'verify pets.yaml --url localhost:8080',
    '--url: "localhost:8080" must be an http or https URL such as http://localhost:8080. Did you mean http://localhost:8080?',
    help('verify'),
  ],
  [
    'verify pets.yaml --url nowhere',
    '--url: "nowhere" must be an http or https URL such as http://localhost:8080. Did you mean http://nowhere?',
    help('verify'),
  ],
  [
    'verify pets.yaml --url ftp://a',
    '--url: "ftp://a" must be an http or https URL such as http://localhost:8080.',
    help('verify'),
  ],
  [
    `verify pets.yaml ${URL} --against b:80`,
    '--against: "b:80" must be an http or https URL such as http://localhost:8080. Did you mean http://b:80?',
    help('verify'),
  ],
  [
    `verify pets.yaml ${URL} --only stat`,
    '--only: there is no phase, operation or tag "stat". Did you mean "state"?',
    help('verify'),
  ],
  [`verify pets.yaml ${URL} --seed abc`, '--seed: "abc" must be an integer from 0 to 2147483647.', help('verify')],
  [`verify pets.yaml ${URL} --other-auth A:x --only random`, '--other-auth needs the phase "state".', help('verify')],
  [
    `verify pets.yaml ${URL} --other-auth Key=A:x`,
    '--other-auth must have the form "Name: value", for all security schemes.',
    help('verify'),
  ],
  [
    `verify pets.yaml ${URL} --against http://b --only state`,
    '--against needs one of the phases "examples", "constraints" and "random".',
    help('verify'),
  ],
  [
    `verify pets.yaml ${URL} --auth Bearer`,
    '--auth: "Bearer" must have the form "Name: value" or "Scheme=Name: value".',
    help('verify'),
  ],
  [`verify pets.yaml ${URL} --junit empty`, 'empty cannot be written: it is a folder.', help('verify')],
  [
    `verify pets.yaml ${URL} --har plain.txt/a.har`,
    'plain.txt/a.har cannot be written: a part of the path is a file.',
    help('verify'),
  ],
  [
    `verify photos.yaml ${URL} --operation addPoto`,
    '--operation: there is no operation "addPoto" (the operations are addPhoto). Did you mean "addPhoto"?',
    help('verify'),
  ],
  ['coverage --min statuses', '--min: "statuses" must have the form statuses=95.', help('coverage')],
  ['coverage --min statuses=101', '--min: "101" must be an integer from 0 to 100.', help('coverage')],
  [
    'init --template nod',
    '--template: there is no template "nod" (the templates are express, node, hono, fastify). Did you mean "node"?',
    help('init'),
  ],
  ['init -', 'init needs a file. The project refers to it.', help('init')],
  [
    'init --out taken',
    'taken/package.json, taken/src/main.ts already exist.',
    'Nothing was written. Use an empty folder: keepspec init --out FOLDER',
  ],
];

test.each(MISTAKES)(
  'keepspec %s is a usage error: the message, one line of advice, exit code 2',
  async (args, message, hint) => {
    await folder.write({ 'openapi/keep.txt': '' });
    const words = args.startsWith('coverage')
      ? ['coverage', 'pets.yaml', ...args.split(' ').slice(1)]
      : args.split(' ');
    const ended = await folder.run(words.filter((word) => word !== ''));
    expect(ended).toEqual({ code: 2, out: '', err: `keepspec: ${message}\n${hint}\n` });
  },
);

/** Documents and outputs that no verb can use. The first line of the error, whole. */
test.each<[args: string, message: string]>([
  ['build none.yaml', 'none.yaml does not exist.'],
  ['build openapi.yaml', 'openapi.yaml does not exist. Did you mean openapi.yml?'],
  ['lint none.yaml', 'none.yaml does not exist.'],
  ['mock none.yaml', 'none.yaml does not exist.'],
  ['docs none.yaml', 'none.yaml does not exist.'],
  [`verify none.yaml ${URL}`, 'none.yaml does not exist.'],
  ['coverage none.yaml', 'none.yaml does not exist.'],
  ['build spec', 'spec is a folder, not a document. Did you mean spec/openapi.yaml?'],
  ['build pets.yaml --overlay none.yaml', 'none.yaml does not exist.'],
  ['lint pets.yaml --overlay spec', 'spec is a folder, not an overlay. Pass the file of an overlay.'],
  ['mock pets.yaml --overlay broken.yaml', 'broken.yaml:4:1: Invalid YAML or JSON: '],
  ['docs pets.yaml --overlay other.yaml', 'other.yaml:1:1: Not an overlay. The member "overlay" is missing.'],
  ['init pets.yaml --overlay list.yaml', 'list.yaml:1:1: Not an overlay. Write an object'],
  [`verify pets.yaml ${URL} --overlay plain.txt`, 'plain.txt:1:1: Not an overlay. Write an object'],
  ['coverage pets.yaml --overlay empty.yaml', 'empty.yaml:1:1: Not an overlay. Write an object'],
  ['lint empty', 'empty is a folder, not a document. Pass the root document.'],
  ['build plain.txt/openapi.yaml', 'plain.txt/openapi.yaml cannot be read: a part of the path is a file.'],
  ['build broken.yaml', 'broken.yaml:4:1: Invalid YAML or JSON: '],
  ['lint broken.yaml', 'broken.yaml:4:1: Invalid YAML or JSON: '],
  ['mock broken.yaml', 'broken.yaml:4:1: Invalid YAML or JSON: '],
  ['docs broken.yaml', 'broken.yaml:4:1: Invalid YAML or JSON: '],
  [`verify broken.yaml ${URL}`, 'broken.yaml:4:1: Invalid YAML or JSON: '],
  ['build empty.yaml', 'empty.yaml:1:1: Not an OpenAPI document. '],
  ['build list.yaml', 'list.yaml:1:1: Not an OpenAPI document. '],
  ['build plain.txt', 'plain.txt:1:1: Not an OpenAPI document. '],
  [
    'build other.yaml',
    'other.yaml:1:1: Not an OpenAPI document. Version "4.0.0" is not supported. Use OpenAPI 3.0, 3.1 or 3.2, or Swagger 2.0.',
  ],
  [
    'build missing-ref.yaml',
    'missing-ref.yaml:4:10: $ref "paths/none.yaml" does not exist. The folder paths does not exist either.\n',
  ],
  ['build pets.yaml --out plain.txt', 'keepspec: plain.txt cannot be written: a part of the path is a file.'],
  ['build pets.yaml --out plain.txt/made', 'keepspec: plain.txt/made cannot be written: a part of the path is a file.'],
  ['docs pets.yaml --out empty', 'empty exists and is not a site that this command has written.'],
  ['mock pets.yaml --host 300.0.0.1', '"300.0.0.1" is not an address of this machine. Correct --host.'],
  ['mock pets.yaml --host 192.0.2.1', '"192.0.2.1" is not an address of this machine. Correct --host.'],
  ['build https://127.0.0.1:1/x.yaml', 'https://127.0.0.1:1/x.yaml cannot be read: the host does not respond.'],
  ['coverage pets.yaml --from empty', 'empty has no contract coverage. Run: keepspec verify --coverage empty'],
  [`verify pets.yaml ${URL}`, 'Nothing is listening at http://127.0.0.1:1. Start the server, or correct --url.'],
])('keepspec %s: one sentence without a stack trace, exit code 2', async (args, message) => {
  const ended = await folder.run(args.split(' '));
  expect(ended).toMatchObject({ code: 2, out: '' });
  expect(ended.err.slice(0, message.length)).toBe(message);
  expectNoStack(ended);
});

test.each(['mock pets.yaml', 'mock pets.yaml --watch'])('%s: a port in use ends the command', async (args) => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const ended = await folder.run([...args.split(' '), '--port', String(port)], { isAlone: true });
  const err = `Port ${port} of 127.0.0.1 is already in use. Choose another one with --port.\n`;
  expect(ended).toEqual({ code: 2, out: '', err });
});

test.each([
  ['extends: [recomended]\n', 'redocly.yaml cannot be used: Invalid config recomended'],
  ['rules: [\n', 'redocly.yaml:2:1: Invalid YAML or JSON: '],
  ['rules: { nope: error }\n', 'redocly.yaml:1:10: Unknown member "nope".'],
])('a mistake in redocly.yaml, %j, is reported with its place', async (text, message) => {
  const other = await createFolder();
  onTestFinished(() => other.remove());
  await other.write({ 'pets.yaml': PETS, 'redocly.yaml': text });
  const ended = await other.run(['lint', 'pets.yaml']);
  expect(ended.err.slice(0, message.length)).toBe(message);
  expect(ended.code).toBe(2);
  expectNoStack(ended);
});

test('an output that cannot be written is one sentence', () => {
  const full = openSync('/dev/full', 'w');
  onTestFinished(() => closeSync(full));
  const { status, stderr } = spawnSync(process.execPath, [CLI, 'build', '--help'], {
    stdio: ['ignore', full, 'pipe'],
    encoding: 'utf8',
  });
  expect(stderr).toBe('keepspec: The output cannot be written: the disk is full.\n');
  expect(status).toBe(2);
});

test('a header that HTTP does not allow is a usage error', async () => {
  const ended = await folder.run(['verify', 'pets.yaml', ...URL.split(' '), '--auth', 'A(b): x'], { isAlone: true });
  expect(ended.err).toMatch(/^keepspec: --auth: Header name must be a valid HTTP token \["A\(b\)"\]\.\n/);
  expect(ended.code).toBe(2);
});

describe('with --json', () => {
  test('a usage error is one JSON object, alone on standard output', async () => {
    const { code, out, err } = await folder.run(['build', '--cheek', '--json']);
    expect({ code, err }).toEqual({ code: 2, err: '' });
    expect(JSON.parse(out)).toEqual({
      verb: 'build',
      ok: false,
      error: 'Unknown option --cheek. Did you mean "--check"?',
      hint: help('build'),
    });
  });

  test('a document that cannot be used has file, line and column', async () => {
    const { code, out } = await folder.run(['mock', 'broken.yaml', '--json']);
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({
      verb: 'mock',
      document: 'broken.yaml',
      ok: false,
      faults: [{ file: 'broken.yaml', line: 4, column: 1, message: expect.stringContaining('Invalid YAML') }],
    });
  });
});
