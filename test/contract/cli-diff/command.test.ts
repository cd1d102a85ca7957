import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DIFF_QUESTIONS } from '../../../src/contract/cli/diff/diff-settings.ts';
import { completePolicy } from '../../../src/contract/diff/policy.ts';
import { createFolder, expectNoStack, type Folder, HEAD, PETS, RESPONSES } from '../command.ts';

const ADD = `    post:\n      operationId: addPet\n${RESPONSES}`;
const FULL = `${PETS}${ADD}`;
const ROOT = `${HEAD}paths:\n  /pets:\n    $ref: paths/pets.yaml\n`;
const LIST = 'get:\n  operationId: listPets\n  responses: { 200: { description: Pets. } }\n';
const withVersion = (text: string, version: string) => text.replace('1.0.0', version);

let folder: Folder;
beforeAll(async () => {
  folder = await createFolder();
  await folder.write({
    ...{ 'full.yaml': FULL, 'pets.yaml': PETS, 'none.yaml': `${HEAD}paths: {}\n`, 'broken.yaml': `${HEAD}paths: []\n` },
    ...{ 'released/0.9.0.yaml': PETS, 'released/1.0.0.yaml': FULL, 'released/README.md': '# Releases' },
    ...{ 'major.yaml': withVersion(PETS, '2.0.0'), 'minor.yaml': withVersion(PETS, '1.1.0') },
    ...{ 'more.yaml': withVersion(FULL, '1.1.0'), 'dated.yaml': withVersion(PETS, '2026-11-28') },
    ...{ 'swagger.json': JSON.stringify({ swagger: '2.0', info: { title: 'Pets', version: '1' }, paths: {} }) },
  });
});
afterAll(() => folder.remove());

const diff = (...args: string[]) => folder.run(['diff', ...args]);

describe('exit codes', () => {
  test('0 without a breaking change, 1 with one', async () => {
    expect(await diff('pets.yaml', 'full.yaml')).toMatchObject({ code: 0, err: '' });
    expect(await diff('full.yaml', 'pets.yaml')).toMatchObject({ code: 1, err: '' });
  });

  test('1 at a lesser severity with --fail-on', async () => {
    expect(await diff('pets.yaml', 'full.yaml', '--fail-on', 'risky')).toMatchObject({ code: 0 });
    expect(await diff('pets.yaml', 'full.yaml', '--fail-on', 'additive')).toMatchObject({ code: 1 });
  });

  test('2 if nothing was compared, in each format', async () => {
    await folder.write({ 'empty.yaml': `${HEAD}paths: {}\nx-a: 1\n` });
    const text = 'Nothing was compared: the documents have no operation and no webhook in common.';
    expect(await diff('none.yaml', 'empty.yaml')).toEqual({ code: 2, out: '', err: `${text}\n` });
    for (const format of ['json', 'sarif', 'github', 'markdown']) {
      const { code, out, err } = await diff('none.yaml', 'empty.yaml', '--format', format);
      expect([format, code]).toEqual([format, 2]);
      if (format !== 'json') expect(out + err).toContain(text);
      else expect(JSON.parse(out)).toMatchObject({ ok: false, compared: { operations: 0 } });
    }
  });
});

test('the worst changes are the first, and a new part has a place in NEW only', async () => {
  const owners = `  /owners:\n    get:\n      operationId: listOwners\n${RESPONSES}`;
  await folder.write({ 'owners.yaml': PETS + owners, 'renamed.yaml': FULL.replace('listPets', 'listAll') });
  const { changes } = JSON.parse((await diff('renamed.yaml', 'owners.yaml', '--json')).out);
  const severities = changes.map(({ severity }: { severity: string }) => severity);
  expect(severities).toEqual(['breaking', 'risky', 'additive']);
  expect(changes.at(-1).places).toEqual({ new: { file: 'owners.yaml', line: 10, column: 7 } });
  expect(changes[0].places).toEqual({ old: { file: 'renamed.yaml', line: 9, column: 7 } });
});

describe('the documents', () => {
  test('OLD is the newest of a folder of releases', async () => {
    const { out } = await diff('released', 'pets.yaml', '--json');
    expect(JSON.parse(out)).toMatchObject({ ok: false, document: 'pets.yaml', old: { name: 'released/1.0.0.yaml' } });
  });

  test('NEW is that of the configuration, OLD the newest of its releases', async () => {
    await folder.write({
      'configured/keepspec.config.mjs': "export default { document: 'a.yaml', diff: { released: 'released' } };\n",
      ...{ 'configured/a.yaml': FULL, 'configured/released/1.0.0.yaml': PETS },
    });
    const { out } = await folder.run(['diff', '--json'], { cwd: `${folder.path}/configured` });
    expect(JSON.parse(out)).toMatchObject({ old: { name: 'released/1.0.0.yaml' }, new: { name: 'a.yaml' } });
  });

  test('one of them can be standard input', async () => {
    const run = (...args: string[]) => folder.run(['diff', ...args, '--json'], { stdin: FULL });
    expect(JSON.parse((await run('-', 'pets.yaml')).out)).toMatchObject({ ok: false, old: { name: 'standard input' } });
    expect(JSON.parse((await run('pets.yaml', '-')).out)).toMatchObject({ ok: true, new: { name: 'standard input' } });
  });

  test('can be a URL with --allow-remote only', async () => {
    const server = createServer((_request, response) => response.end(FULL));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/openapi.yaml`;
    const ended = await diff(url, 'pets.yaml');
    expect(ended).toMatchObject({ code: 2, err: expect.stringContaining('Allow that with --allow-remote.') });
    expect(await diff(url, 'pets.yaml', '--allow-remote')).toMatchObject({ code: 1, err: '' });
    server.closeAllConnections();
    server.close();
  });

  test('may have different versions of OpenAPI, and are converted from Swagger 2.0', async () => {
    const swagger = { swagger: '2.0', info: { title: 'Pets', version: '1.0.0' }, paths: { '/pets': { get: {} } } };
    const responses = { 200: { description: 'Pets.' } };
    swagger.paths['/pets'].get = { operationId: 'listPets', responses };
    await folder.write({ 'pets2.json': JSON.stringify(swagger) });
    const { code, err } = await diff('pets2.json', 'pets.yaml');
    expect([code, err]).toEqual([0, 'pets2.json: converted from Swagger 2.0 to OpenAPI 3.0.\n']);
  });

  test('overlays apply to NEW', async () => {
    await folder.write({
      'add.yaml': `overlay: 1.1.0\ninfo: { title: Add, version: 1.0.0 }\nactions:\n  - target: $.paths['/pets']\n    update:\n      post: { operationId: addPet, responses: { 200: { description: Pets. } } }\n`,
    });
    expect(await diff('full.yaml', 'pets.yaml', '--overlay', 'add.yaml')).toMatchObject({ code: 0, err: '' });
  });

  test('with an invalid schema are an error with its place, in the document that has it', async () => {
    const body = '      requestBody: { content: { application/json: { schema: { type: text, items: [] } } } }\n';
    await folder.write({ 'invalid.yaml': PETS + body });
    for (const args of [
      ['invalid.yaml', 'pets.yaml'],
      ['pets.yaml', 'invalid.yaml'],
    ]) {
      const ended = await diff(...args);
      expect([ended.code, ended.out]).toEqual([2, '']);
      expect(ended.err.trim().split('\n').sort()).toEqual([
        expect.stringContaining('invalid.yaml:8:69: Invalid schema: "type" must be one of "string"'),
        'invalid.yaml:8:82: Invalid schema: "items" must be an object or a boolean, not [].',
      ]);
    }
  });

  test.each<[args: string[], message: string]>([
    [[], 'The document to compare with is missing.'],
    [['-', '-'], 'Only one of the documents can be "-"'],
    [['pets.yaml', './pets.yaml'], 'Both documents are ./pets.yaml. Pass two different ones.'],
    [['a.yaml', 'pets.yaml'], 'a.yaml does not exist.'],
    [['pets.yaml', 'full.yml'], 'full.yml does not exist. Did you mean full.yaml?'],
    [['pets.yaml', 'released'], 'released is a folder, not a document.'],
    [['broken.yaml', 'pets.yaml'], 'broken.yaml:3:8: '],
    [['pets.yaml', 'full.yaml', 'more.yaml'], 'Only 2 documents can be given: remove "more.yaml".'],
    [
      ['main:pets.yaml', 'pets.yaml'],
      '"main:pets.yaml" does not exist as a file, and cannot be read as a Git revision',
    ],
    [['pets.yaml', 'full.yaml', '--fail-on', 'braking'], 'Did you mean "breaking"?'],
    [['pets.yaml', 'full.yaml', '--reason', 'x'], '--reason needs --accept.'],
    [['pets.yaml', 'full.yaml', '--accept', 'all'], '--accept needs --exceptions, the file to write.'],
    [['pets.yaml', 'full.yaml', '--accept', 'all', '--exceptions', 'e.yaml'], '--accept needs --reason.'],
    [['full.yaml', 'pets.yaml', '--exceptions', 'e.yaml'], '--exceptions: e.yaml cannot be read: it does not exist.'],
    [['dated.yaml', 'pets.yaml', '--semver'], '--semver needs semantic versions: "2026-11-28" of OLD'],
  ])('diff %j is a usage error', async (args, message) => {
    const ended = await diff(...args);
    expect(ended).toMatchObject({ code: 2, out: '', err: expect.stringContaining(message) });
    expectNoStack(ended);
  });
});

describe('Git revisions', () => {
  let repository: string;
  const git = (...args: string[]) => {
    const who = ['-c', 'user.name=A', '-c', 'user.email=a@example.com', '-c', 'commit.gpgsign=false'];
    execFileSync('git', [...who, ...args], { cwd: repository, stdio: 'pipe' });
  };
  const run = (...args: string[]) => folder.run(['diff', ...args], { cwd: repository });
  beforeAll(async () => {
    repository = `${folder.path}/repository`;
    const files = {
      'spec/openapi.yaml': ROOT,
      'spec/paths/pets.yaml': `${LIST}post:${LIST.slice(4).replace('list', 'add')}`,
    };
    const all = Object.entries({ ...files, 'root.yaml': PETS });
    await folder.write(Object.fromEntries(all.map(([name, text]) => [`repository/${name}`, text])));
    git('init', '-q', '-b', 'main');
    git('add', '.');
    git('commit', '-q', '-m', 'One');
    git('tag', 'v1.0.0');
    await folder.write({ 'repository/spec/paths/pets.yaml': LIST });
    git('commit', '-q', '-a', '-m', 'Two');
    await folder.write({ 'repository/spec/paths/pets.yaml': 'get: [' });
  });

  test('are read with all their files from the repository, not from the working folder', async () => {
    const { code, out, err } = await run('v1.0.0:spec/openapi.yaml', 'main:spec/openapi.yaml', '--json');
    expect([code, err]).toEqual([1, '']);
    const { changes, old } = JSON.parse(out);
    expect(old.name).toBe('v1.0.0:spec/openapi.yaml');
    expect(changes[0].places.old).toEqual({ file: 'v1.0.0:spec/paths/pets.yaml', line: 5, column: 3 });
    expect(changes[0].nearest.file).toBe('main:spec/paths/pets.yaml');
  });

  test('take every name of a commit, and paths from the working folder with ./', async () => {
    expect(await run('HEAD~1:spec/openapi.yaml', 'HEAD^{/Two}:spec/openapi.yaml')).toMatchObject({ code: 1 });
    const cwd = `${repository}/spec`;
    const ended = await folder.run(['diff', 'HEAD:./openapi.yaml', 'v1.0.0:spec/openapi.yaml'], { cwd });
    expect(ended).toMatchObject({ code: 0, err: '' });
  });

  test('need their overlays', async () => {
    await folder.write({ 'repository/late.yaml': 'overlay: 1.0.0\ninfo: { title: A, version: 1.0.0 }\nactions: []\n' });
    const { code, err } = await run('main:root.yaml', 'root.yaml', '--overlay', 'late.yaml');
    expect([code, err]).toEqual([2, expect.stringContaining('The overlay main:late.yaml does not exist')]);
  });

  test.each<[name: string, message: string]>([
    ['mian:spec/openapi.yaml', 'The Git revision "mian" does not exist. Did you mean "main"?'],
    ['main:spec/openapi.yml', 'does not exist in the Git revision "main". Did you mean "spec/openapi.yaml"?'],
    [
      'main:spec',
      '"spec" is a folder in the Git revision "main", not a document.\nPass the root document: main:spec/openapi.yaml',
    ],
    ['main:spec/paths/pets.yaml', 'main:spec/paths/pets.yaml:1:1: Not an OpenAPI document.'],
  ])('%s is an error', async (name, message) => {
    const ended = await run(name, 'root.yaml');
    expect(ended).toMatchObject({ code: 2, err: expect.stringContaining(message) });
    expectNoStack(ended);
  });

  test('of a shallow clone say how to fetch them', async () => {
    execFileSync('git', ['clone', '-q', '--depth', '1', `file://${repository}`, `${folder.path}/shallow`], {
      stdio: 'pipe',
    });
    const { code, err } = await folder.run(['diff', 'v1.0.0:root.yaml', 'root.yaml'], {
      cwd: `${folder.path}/shallow`,
    });
    expect([code, err]).toEqual([2, expect.stringContaining('This clone is shallow. Fetch the history first')]);
  });
});

describe('versions', () => {
  test('--semver lets changes pass if the version of NEW moves far enough', async () => {
    expect(await diff('full.yaml', 'major.yaml', '--semver')).toMatchObject({ code: 0 });
    const { code, out } = await diff('full.yaml', 'minor.yaml', '--semver');
    expect(code).toBe(1);
    expect(out).toContain(
      'Version: major, to 2.0.0 or later; info.version moved from 1.0.0 to 1.1.0, which is not enough.',
    );
    expect(await diff('pets.yaml', 'more.yaml', '--semver')).toMatchObject({ code: 0 });
    expect(await diff('pets.yaml', 'full.yaml', '--semver')).toMatchObject({ code: 0 });
    expect(await diff('pets.yaml', 'full.yaml', '--semver', '--fail-on', 'additive')).toMatchObject({ code: 1 });
  });

  test('--next-version prints the next version alone', async () => {
    expect(await diff('full.yaml', 'major.yaml', '--next-version')).toEqual({ code: 0, out: '2.0.0\n', err: '' });
    const { code, out, err } = await diff('full.yaml', 'pets.yaml', '--next-version');
    expect([code, out]).toEqual([1, '2.0.0\n']);
    expect(await diff('pets.yaml', 'full.yaml', '--next-version')).toMatchObject({ code: 1, out: '1.1.0\n' });
    expect(await diff('pets.yaml', 'more.yaml', '--next-version')).toMatchObject({ code: 0, out: '1.1.0\n' });
    expect(err).toContain('pets.yaml: info.version is 1.0.0, and must be 2.0.0 or later (major).');
  });

  test('a version that did not move is an annotation', async () => {
    const { out } = await diff('full.yaml', 'pets.yaml', '--semver', '--format', 'github');
    expect(out).toMatch(/^::error title=version::pets\.yaml: info\.version is 1\.0\.0/);
  });
});

describe('settings', () => {
  const config = (text: string) => folder.write({ 'own.config.mjs': `export default { diff: ${text} };\n` });
  const run = (...args: string[]) => diff('full.yaml', 'pets.yaml', '--config', 'own.config.mjs', ...args);

  test('the severity of a kind can be changed', async () => {
    const { kind } = JSON.parse((await diff('full.yaml', 'pets.yaml', '--json')).out).changes[0];
    await config(`{ severity: { '${kind}': 'risky' } }`);
    const { code, out } = await run('--json');
    expect([code, JSON.parse(out).counts.risky]).toEqual([0, 1]);
    await config(`{ severity: { '${kind}': 'risky' }, failOn: 'risky' }`);
    expect(await run()).toMatchObject({ code: 1 });
  });

  test('each policy can be set', async () => {
    const { severities: _, today: _today, ...policy } = completePolicy({ undeclaredProperties: 'risky' });
    await config(`{ policy: ${JSON.stringify(policy)} }`);
    expect(await run()).toMatchObject({ code: 1, err: '' });
    expect(Object.keys(policy).sort()).toEqual([...DIFF_QUESTIONS].sort());
  });

  test.each([
    ["{ severity: { 'operation-remved': 'risky' } }", 'diff.severity: unknown kind "operation-remved".'],
    [
      "{ policy: { stricterSecurty: 'risky' } }",
      'diff.policy: unknown policy "stricterSecurty". Did you mean "stricterSecurity"?',
    ],
    [
      "{ policy: { stricterSecurity: 'bad' } }",
      'diff.policy: "stricterSecurity" must be breaking, risky, additive, docs, not "bad".',
    ],
    ['{ policy: [] }', '"diff.policy" must be an object, not [].'],
    ["{ accept: ['all'] }", 'unknown option "diff.accept".'],
  ])('%s is a usage error', async (text, message) => {
    await config(text);
    expect(await run()).toMatchObject({ code: 2, err: expect.stringContaining(message) });
  });

  test('--accept writes an exception, which accepts the change until it expires', async () => {
    const exceptions = ['--exceptions', 'accepted.yaml'];
    const args = ['full.yaml', 'pets.yaml', ...exceptions];
    const accepted = await diff(...args, '--accept', 'all', '--reason', 'Nobody adds pets.', '--expires', '2999-12-31');
    expect(accepted).toMatchObject({
      code: 0,
      err: expect.stringMatching(/^accepted\.yaml: accepted [0-9a-f]{16}\.\n$/),
    });
    expect(accepted.out).toMatch(/Accepted by an exception:\n {2}POST \/pets: .* until 2999-12-31: Nobody adds pets\./);
    expect(await diff(...args)).toMatchObject({ code: 0, err: '' });
    const sarif = JSON.parse((await diff(...args, '--format', 'sarif')).out);
    expect(sarif.runs[0].results[0].suppressions[0].justification).toContain('Nobody adds pets.');
    const { fingerprint } = JSON.parse((await diff(...args, '--json')).out).changes[0];
    const entry = (expires: string) =>
      `accepted:\n  - { fingerprint: ${fingerprint}, reason: Old., expires: ${expires} }\n`;
    await folder.write({ 'accepted.yaml': entry('2020-01-31') });
    const over = await diff(...args);
    expect(over.code).toBe(1);
    expect(over.out).toContain(
      `No longer accepted, because the exception has expired:\n  ${fingerprint}, on 2020-01-31: Old.`,
    );
    const unseen = await diff('pets.yaml', 'minor.yaml', ...exceptions);
    expect([unseen.code, unseen.out]).toEqual([
      0,
      expect.stringContaining('Exceptions without a change. Remove them:'),
    ]);
  });
});

describe('--prove', () => {
  test('proves a breaking change by the mocks of both documents', async () => {
    const { out } = await diff('full.yaml', 'pets.yaml', '--prove', '--json');
    expect(JSON.parse(out).changes[0].proof).toEqual({ result: 'proven', by: 'mocks' });
    const text = (await diff('full.yaml', 'pets.yaml', '--prove')).out;
    expect(text).toContain('proof   proven by the mocks of both documents');
    expect(text).toContain('Proof: 1 of 1 breaking change proven.');
  });
});
