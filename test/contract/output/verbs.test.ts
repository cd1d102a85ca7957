import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { VERBS } from '../../../src/contract/cli/verbs.ts';
import { toHar } from '../../../src/contract/verify/har.ts';
import { createFolder, type Folder, HEAD, PETS } from '../command.ts';
import { sarifFaults } from './sarif-schema.ts';

/** `GET /pets` is at 5:5 of the second file, to which the first one refers. */
const ROOT = `${HEAD}paths:\n  /pets:\n    $ref: paths/pets.yaml\n`;
const PATHS = `# Pets\nget:\n  operationId: listPets\n  responses:\n    '200':\n      description: Pets.\n      content:\n        application/json: { schema: { type: array } }\n`;
const BROKEN = `${HEAD}paths: []\n`;

let folder: Folder;
let server: Server;
let url: string;
let body = '{}';
beforeAll(async () => {
  folder = await createFolder();
  const response = { status: 200, headers: { 'content-type': 'application/json' }, mediaType: 'application/json' };
  const exchange = { method: 'GET', target: '/pets', headers: {}, body: undefined };
  await folder.write({
    'openapi.yaml': ROOT,
    'paths/pets.yaml': PATHS,
    'broken.yaml': BROKEN,
    'lint.yaml': `${PETS.replace('/pets', '/pets/')}tags: [{ name: pets }, { name: pets }]\n`,
    'odd.yaml': PETS.replace('responses:', 'respondes: {}\n      responses:'),
    'traffic.har': toHar('http://pets.test', [{ ...exchange, response: { ...response, text: '{}', value: {} } }]),
  });
  server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await folder.remove();
});

type SarifResult = {
  ruleId: string;
  level: string;
  locations?: { physicalLocation?: { artifactLocation: { uri: string }; region: object } }[];
  partialFingerprints?: Record<string, string>;
  suppressions?: object[];
};

/** The results of a command in SARIF, which is valid, as one line each. */
async function sarif(...args: string[]) {
  const { code, out, err } = await folder.run([...args, '--format', 'sarif']);
  expect(sarifFaults(out)).toEqual([]);
  const [run] = JSON.parse(out).runs;
  const results: SarifResult[] = run.results;
  const lines = results.map(({ ruleId, level, locations }) => {
    const { artifactLocation, region = {} } = locations?.[0]?.physicalLocation ?? {};
    return [level, ruleId, artifactLocation?.uri, ...Object.values(region)].join(' ').trim();
  });
  return { code, err, run, results, lines };
}

async function github(...args: string[]) {
  const { code, out } = await folder.run([...args, '--format', 'github']);
  return { code, lines: out.trimEnd().split('\n') };
}

const VERIFY = ['--only', 'examples', '--off', 'not_a_server_error'];
const verify = (): string[] => ['verify', 'openapi.yaml', '--url', url, ...VERIFY];

test('lint', async () => {
  const { code, lines } = await sarif('lint', 'lint.yaml');
  expect([code, lines]).toEqual([
    1,
    ['warning no-duplicated-tag-names lint.yaml 8 24', 'error no-path-trailing-slash lint.yaml 4 3'],
  ]);
  const annotations = await github('lint', 'lint.yaml');
  expect(annotations.code).toBe(1);
  expect(annotations.lines).toEqual([
    expect.stringMatching(/^::warning file=lint\.yaml,line=8,col=24,title=no-duplicated-tag-names::/),
    expect.stringMatching(/^::error file=lint\.yaml,line=4,col=3,title=no-path-trailing-slash::/),
    '1 error, 1 warning.',
  ]);
});

test('build, with warnings, stale files, and a document that cannot be used', async () => {
  const odd = await sarif('build', 'odd.yaml', '--out', 'odd');
  expect([odd.code, odd.lines]).toEqual([0, ['warning document odd.yaml 7 7']]);
  const stale = await sarif('build', 'openapi.yaml', '--out', 'missing', '--check');
  expect(stale.code).toBe(1);
  expect(stale.lines).toContain('error stale missing/types.ts 1 1');
  expect(stale.run.tool.driver.rules).toMatchObject([
    { id: 'stale', help: { text: 'Regenerate with: keepspec build openapi.yaml --out missing.' } },
  ]);
  const broken = await sarif('build', 'broken.yaml');
  expect([broken.code, broken.lines]).toEqual([2, ['error document broken.yaml 3 8']]);
  expect(broken.run.invocations[0].executionSuccessful).toBe(false);
  expect((await github('build', 'broken.yaml')).lines).toEqual([
    expect.stringMatching(/^::error file=broken\.yaml,line=3,col=8,title=document::/),
    '1 error, 0 warnings.',
  ]);
});

test('verify points into the file with the operation, and has the fingerprint and the fix', async () => {
  const { code, results, lines, run } = await sarif(...verify());
  expect([code, lines]).toEqual([1, ['error response_schema_conformance paths/pets.yaml 8 37']]);
  const [{ partialFingerprints = {} } = {}] = results;
  expect(partialFingerprints['keepspec/v1']).toMatch(/^[0-9a-f]{16}$/);
  expect(run.tool.driver.rules).toMatchObject([
    { shortDescription: { text: 'Bodies match their schemas.' }, help: { text: expect.stringContaining('schema') } },
  ]);
  expect((await github(...verify())).lines[0]).toMatch(
    /^::error file=paths\/pets\.yaml,line=8,col=37,title=response_schema_conformance::listPets: /,
  );
  const accepted = [{ fingerprint: partialFingerprints['keepspec/v1'], reason: 'We know.', expires: '2999-12-31' }];
  await folder.write({ 'baseline.json': JSON.stringify({ accepted }) });
  const known = await sarif(...verify(), '--baseline', 'baseline.json');
  expect([known.code, known.results[0]?.suppressions]).toEqual([
    0,
    [{ kind: 'external', justification: 'We know. Accepted until 2999-12-31.' }],
  ]);
});

const NOTHING = 'Nothing is listening at http://127.0.0.1:1.';

test('verify without a server is a failed run, not a clean one', async () => {
  const nowhere = ['verify', 'openapi.yaml', '--url', 'http://127.0.0.1:1'];
  const { code, run } = await sarif(...nowhere);
  expect([code, run.results, run.invocations[0]]).toEqual([
    2,
    [],
    {
      executionSuccessful: false,
      toolExecutionNotifications: [{ level: 'error', message: { text: expect.stringContaining(NOTHING) } }],
    },
  ]);
  expect((await github(...nowhere)).lines[0]).toContain(
    `::error title=keepspec verify could not check anything::${NOTHING}`,
  );
});

test('findings of a piped document have no file', async () => {
  const text = `${HEAD}paths:\n  /pets:\n    ${PATHS.replace('# Pets\n', '').replaceAll('\n', '\n    ')}`;
  const args = ['verify', '-', '--url', url, ...VERIFY, '--format', 'sarif'];
  const { code, out } = await folder.run(args, { stdin: text, isAlone: true });
  const [{ results }] = JSON.parse(out).runs;
  expect([code, sarifFaults(out)]).toEqual([1, []]);
  expect(results).toMatchObject([{ ruleId: 'response_schema_conformance', level: 'error' }]);
  expect(JSON.stringify(results)).not.toContain('physicalLocation');
});

test('observe', async () => {
  const args = ['observe', 'openapi.yaml', '--har', 'traffic.har'];
  const { code, lines } = await sarif(...args);
  expect([code, lines]).toEqual([1, ['error response_schema_conformance paths/pets.yaml 8 37']]);
  expect((await github(...args)).lines.at(-1)).toBe('1 error, 0 warnings.');
});

test('replay reports what is still there, and nothing once it is fixed', async () => {
  await folder.run([...verify(), '--findings', 'found.json']);
  const args = ['replay', 'found.json', '--server', url];
  const still = await sarif(...args);
  expect([still.code, still.lines]).toEqual([1, ['error response_schema_conformance paths/pets.yaml 8 37']]);
  body = '[]';
  expect(await github(...args)).toEqual({ code: 0, lines: ['0 errors, 0 warnings.'] });
  body = '{}';
});

test('coverage reports each share below its minimum, without a file', async () => {
  await folder.run(['observe', 'openapi.yaml', '--har', 'traffic.har', '--coverage', 'covered']);
  const args = ['coverage', 'openapi.yaml', '--from', 'covered', '--min', 'statuses=100', '--min', 'properties=100'];
  expect(await sarif(...args)).toMatchObject({ code: 0, lines: [] });
  await folder.write({ 'more/openapi.yaml': PETS.replace('200:', '404: { description: None. }, 200:') });
  const more = ['coverage', 'more/openapi.yaml', ...args.slice(2)];
  const { code, lines } = await sarif(...more);
  expect([code, lines]).toEqual([1, ['error coverage-statuses']]);
  expect((await github(...more)).lines[0]).toMatch(
    /^::error title=coverage-statuses::statuses: 50 %25, wanted 100 %25\./,
  );
});

test('a usage error is in the format that is asked for', async () => {
  const { code, out, err } = await folder.run(['lint', '--strct', '--format', 'github']);
  expect([code, err]).toEqual([2, '']);
  expect(out).toMatch(/^::error title=keepspec lint could not check anything::Unknown option --strct\./);
  const log = await sarif('lint', '--strct');
  expect([log.code, log.run.invocations[0].executionSuccessful]).toEqual([2, false]);
});

test.each([
  [['lint', '--format', 'sarf'], '--format: "sarf" must be text, json, sarif, github. Did you mean "sarif"?'],
  [['lint', '--format', 'json', '--json'], '--json is --format json. Give one of them.'],
  [
    ['lint', '--format', 'markdown'],
    '--format markdown: lint writes no Markdown. Its formats are text, json, sarif, github.',
  ],
  [['mock', '--format', 'markdown'], 'Its formats are text, json.'],
  [['mock', '--format', 'sarif'], '--format sarif: mock reports no problems. Its formats are text and json.'],
  [['build', 'openapi.yaml', '--watch', '--format', 'github'], '--format github reports one run. With --watch'],
])('%j is a usage error', async (args, message) => {
  const { code, out, err } = await folder.run(args);
  expect([code, out + err]).toEqual([2, expect.stringContaining(message)]);
});

test('--format json is --json', async () => {
  const [one, other] = [
    await folder.run(['lint', 'lint.yaml', '--format', 'json']),
    await folder.run(['lint', 'lint.yaml', '--json']),
  ];
  expect(one).toEqual(other);
  expect(JSON.parse(one.out)).toMatchObject({ verb: 'lint', ok: false });
});

test('each verb that checks something reports problems', () => {
  const names = VERBS.filter(({ reportsProblems }) => reportsProblems === true).map(({ name }) => name);
  expect(names).toEqual(['build', 'lint', 'verify', 'replay', 'observe', 'coverage', 'diff']);
});
