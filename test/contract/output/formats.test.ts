import { expect, test } from 'vitest';
import { problemsOfRun } from '../../../src/contract/cli/output/finding-problems.ts';
import { toGitHub } from '../../../src/contract/cli/output/github.ts';
import type { ReportedProblem } from '../../../src/contract/cli/output/problem.ts';
import { renderOutcome } from '../../../src/contract/cli/output/render.ts';
import { toSarif } from '../../../src/contract/cli/output/sarif.ts';
import type { CountedFinding } from '../../../src/contract/verify/findings.ts';
import { sarifFaults } from './sarif-schema.ts';

const PROBLEM: ReportedProblem = { rule: 'stale', level: 'error', message: 'It is stale.' };
const place = (file: string) => ({ file, line: 3, column: 7 });
const report = (problems: ReportedProblem[], failure?: string) => ({
  ...{ verb: 'lint', version: '1.2.3', problems, failure },
});

test.each<[title: string, problem: Partial<ReportedProblem>, line: string]>([
  ['a place', { place: place('a/b.yaml') }, '::error file=a/b.yaml,line=3,col=7,title=stale::It is stale.'],
  ['no place', {}, '::error title=stale::It is stale.'],
  ['a warning', { level: 'warning' }, '::warning title=stale::It is stale.'],
  ['its fix on a second line', { help: 'Build.' }, '::error title=stale::It is stale.%0ABuild.'],
  ['a percent sign', { message: '100 %0A' }, '::error title=stale::100 %250A'],
  ['line ends', { message: 'a\r\nb\rc\nd' }, '::error title=stale::a%0D%0Ab%0Dc%0Ad'],
  [
    'a command in a message',
    { message: 'x\n::set-output name=a::b' },
    '::error title=stale::x%0A::set-output name=a::b',
  ],
  ['colon and comma in a message', { message: 'a: b, c' }, '::error title=stale::a: b, c'],
  ['colon and comma in a rule', { rule: 'a:b,c' }, '::error title=a%3Ab%2Cc::It is stale.'],
  [
    'each of them in a file name',
    { place: place('C:\\50%,a\nb.yaml') },
    '::error file=C%3A\\50%25%2Ca%0Ab.yaml,line=3,col=7,title=stale::It is stale.',
  ],
])('an annotation of GitHub with %s', (_title, problem, line) => {
  expect(toGitHub(report([{ ...PROBLEM, ...problem }])).split('\n')[0]).toBe(line);
});

test('annotations end with their numbers, without accepted problems', () => {
  const accepted = { ...PROBLEM, accepted: 'We know.' };
  const text = toGitHub(report([PROBLEM, { ...PROBLEM, level: 'warning' }, accepted]));
  expect(text.split('\n').slice(2)).toEqual(['1 error, 1 warning, 1 accepted by the baseline.', '']);
  expect(toGitHub(report([]))).toBe('0 errors, 0 warnings.\n');
});

test('a run that checked nothing is an annotation', () => {
  expect(toGitHub(report([], 'Nothing is listening.'))).toBe(
    '::error title=keepspec lint could not check anything::Nothing is listening.\n0 errors, 0 warnings.\n',
  );
});

const FULL: ReportedProblem = {
  ...{ ...PROBLEM, place: place('my specs/#1.yaml'), pointer: '#/paths/~1pets', fingerprint: '0123456789abcdef' },
  ...{ about: 'Files are new.', help: 'Build.', accepted: 'We know.' },
};

test('SARIF has each problem with its rule, place, fingerprint and reason of acceptance', () => {
  const text = toSarif(report([FULL, { ...FULL, message: 'Again.' }, { ...PROBLEM, rule: 'other', level: 'warning' }]));
  const [run] = JSON.parse(text).runs;
  expect(run.tool.driver).toEqual({
    ...{ name: 'keepspec', version: '1.2.3' },
    rules: [
      {
        id: 'stale',
        ...{ shortDescription: { text: 'Files are new.' }, help: { text: 'Build.' } },
        defaultConfiguration: { level: 'error' },
      },
      { id: 'other', defaultConfiguration: { level: 'warning' } },
    ],
  });
  const uri = 'my%20specs/%231.yaml';
  expect(run.results[0]).toEqual({
    ...{ ruleId: 'stale', ruleIndex: 0, level: 'error', message: { text: 'It is stale.' } },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri }, region: { startLine: 3, startColumn: 7 } },
        logicalLocations: [{ fullyQualifiedName: '#/paths/~1pets' }],
      },
    ],
    partialFingerprints: { 'keepspec/v1': '0123456789abcdef' },
    suppressions: [{ kind: 'external', justification: 'We know.' }],
  });
  expect(run.results[2]).toEqual({
    ...{ ruleId: 'other', ruleIndex: 1, level: 'warning', message: { text: 'It is stale.' } },
  });
});

test('SARIF is valid against the schema of its standard, whatever the report has', () => {
  for (const one of [report([]), report([FULL, PROBLEM]), report([], 'Nothing is listening.')]) {
    expect(sarifFaults(toSarif(one))).toEqual([]);
  }
  expect(sarifFaults('{"version":"2.1.0","runs":[{"tool":{}}]}')).not.toEqual([]);
});

test('SARIF says whether the run could check anything', () => {
  const [run] = JSON.parse(toSarif(report([], 'Nothing is listening.'))).runs;
  expect(run.invocations).toEqual([
    {
      executionSuccessful: false,
      toolExecutionNotifications: [{ level: 'error', message: { text: 'Nothing is listening.' } }],
    },
  ]);
  expect(JSON.parse(toSarif(report([]))).runs[0].invocations).toEqual([{ executionSuccessful: true }]);
});

test.each([
  ['https://pets.test/openapi.yaml', 'a URL'],
  ['<stdin>', 'standard input'],
])('a problem of %s, which is %s, has no file', async (file) => {
  const run = { verb: 'lint', version: '1', document: file, format: 'sarif', locate: async () => new Map() } as const;
  const problems = [{ ...PROBLEM, place: place(file) }];
  const { text } = await renderOutcome(run, { ok: false, text: '', facts: {}, problems });
  expect(JSON.parse(text).runs[0].results).toEqual([expect.not.objectContaining({ locations: expect.anything() })]);
});

test('a check that failed without a problem is an error of its verb', async () => {
  const run = {
    verb: 'lint',
    version: '1',
    document: 'a.yaml',
    format: 'github',
    locate: async () => new Map(),
  } as const;
  const { text, isOut } = await renderOutcome(run, { ok: false, text: 'It failed.\n', facts: {} });
  expect([text, isOut]).toEqual(['::error title=lint::It failed.\n1 error, 0 warnings.\n', true]);
});

test('a problem has no credentials, neither those of the options nor those of a login', () => {
  const finding: CountedFinding = {
    ...{ check: 'no_leak', operationId: 'listPets', cause: 'a', pointer: '#', fingerprint: 'f', count: 1 },
    message: 'returned key-of-options and token-of-login.',
    request: { method: 'GET', url: 'http://pets.test/', headers: { authorization: 'Bearer token-of-login' } },
  };
  const baseline = { accepted: [{ entry: ENTRY, finding }], expired: [], unseen: [] };
  const auth = { 'x-key': 'key-of-options' };
  const found = problemsOfRun({ findings: [finding], baseline }, { auth, otherAuth: {} });
  expect(found.map(({ message, accepted }) => [message, accepted])).toEqual([
    ['listPets: returned [credentials] and [credentials].', undefined],
    ['listPets: returned [credentials] and [credentials].', 'We know. Accepted until 2027-01-31.'],
  ]);
});

const ENTRY = { fingerprint: 'f', reason: 'We know.', expires: '2027-01-31' };
