import { describe, expect, test } from 'vitest';
import type { Share } from '../../../src/contract/verify/coverage/coverage.ts';
import { type ItemKind, KINDS } from '../../../src/contract/verify/coverage/items.ts';
import { COLUMNS, listLeft, percentOf, sumOf, toTable } from '../../../src/contract/verify/coverage/table.ts';
import { listNotTried, listUnreached, sentence, sentenceOfCut } from '../../../src/contract/verify/not-tried.ts';
import { formatResult, toJUnit } from '../../../src/contract/verify/report.ts';
import type { RunResult } from '../../../src/contract/verify/run.ts';
import type { Run } from '../../../src/contract/verify/run-context.ts';
import { toCurl } from '../../../src/contract/verify/send.ts';
import type { VerifiableOperation } from '../../../src/contract/verify/verifiable-operation.ts';

const sharesOf = (shares: Partial<Record<ItemKind, Share>>): Record<ItemKind, Share> =>
  Object.fromEntries(KINDS.map((kind) => [kind, shares[kind] ?? { covered: 0, all: 0 }])) as Record<ItemKind, Share>;
const SHARES = sharesOf({
  operation: { covered: 1, all: 2 },
  'request media type': { covered: 1, all: 3 },
  'response media type': { covered: 1, all: 4 },
});
const request = { method: 'GET', url: 'http://pets.example/', headers: {} };
const finding = {
  ...{ check: 'responds' as const, operationId: 'getPet', message: 'Is <wrong> & "bad".', pointer: '#/paths' },
  ...{ cause: 'a', request, count: 1, fingerprint: '0123456789abcdef' },
};
const RESULT: RunResult = {
  ...{ seed: 7, cases: 12, counts: { getPet: { examples: 3, state: 10 }, listAllPets: { examples: 4 } } },
  ...{
    outcomes: { 'server errors': 1, 'valid requests accepted': 9, 'valid requests rejected, without a finding': 2 },
    findings: [],
    exempt: [],
    notTried: [],
    untried: [],
  },
  ...{ coverage: { shares: SHARES, operations: [] }, seconds: 1.26 },
};

describe('what a run came to, for a person', () => {
  test('is how much was tried', () => {
    expect(formatResult(RESULT)).toBe(`operation    examples  state
getPet              3     10
listAllPets         4      0

      9  valid requests accepted
      2  valid requests rejected, without a finding
         Not decided by schemas: no such resource (404), a conflict (409), a precondition, a limit, or a field with \`x-verify\` rules.
      1  server errors

Exercised: 1 of 2 operations, 0 of 0 statuses, 2 of 7 media types, 0 of 0 headers, 0 of 0 properties, 0 of 0 boundary values.

12 cases in 1.3 s, no findings. Repeat it with --seed 7.
`);
  });

  test('is each finding first, with the requests that lead to it', () => {
    const steps = [{ ...request, method: 'POST' }];
    const text = formatResult({ ...RESULT, findings: [{ ...finding, count: 2, also: ['this', 'that'], steps }] });
    expect(text.slice(0, text.indexOf('operation '))).toBe(`✗ getPet: responds (2 times), fingerprint 0123456789abcdef
  Is <wrong> & "bad".
  So does: this
  So does: that
  #/paths
  curl -sS -i -X POST --path-as-is 'http://pets.example/'
  curl -sS -i -X GET --path-as-is 'http://pets.example/'

`);
    expect(text).toContain('12 cases in 1.3 s, 1 finding. ');
  });

  test('is ten findings of one check and operation at most, and how many more there are', () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => ({ ...finding, cause: `${index}` }));
    const text = formatResult({ ...RESULT, findings: [...many(13), { ...finding, operationId: 'putPet' }] });
    expect(text.match(/^✗ getPet/gm)).toHaveLength(10);
    expect(text.match(/^✗ putPet/gm)).toHaveLength(1);
    expect(text).toContain('\n… and 3 more of getPet: responds (--json and --junit list all)\n');
    expect(text).toContain('14 findings.');
    expect(formatResult({ ...RESULT, findings: many(10) })).not.toContain('more of');
  });

  test('is what was left out, and why', () => {
    const text = formatResult({
      ...RESULT,
      ...{ agreement: { agreed: 1, ruled: 2, disagreed: 3 }, exempt: ['It is off.'], untried: ['It is not made.'] },
      ...{ notTried: [{ operationId: 'putPet', reason: 'it is locked' }], cut: 'It was cut.', stopped: 'It stopped.' },
      findings: [finding],
    });
    expect(text.slice(text.indexOf('Both'), text.indexOf('Exercised'))).toBe(
      'Both servers: 1 agreed, 2 rejected by rules, 3 disagreed.\n\n',
    );
    expect(text.slice(text.indexOf('Exempt:'))).toBe(`Exempt:
  It is off.

Not tried:
  putPet: it is locked
  It is not made.

It was cut.

It stopped.

12 cases in 1.3 s, 1 finding. Repeat it with --seed 7.
`);
  });

  test('is one sentence where it was stopped before anything was found', () => {
    expect(formatResult({ ...RESULT, stopped: 'Nothing is listening.' })).toBe('Nothing is listening.\n');
  });
});

describe('what a run came to, as JUnit XML', () => {
  test('is a suite for each operation, with its phases and findings', () => {
    expect(toJUnit({ ...RESULT, findings: [{ ...finding, message: 'Is <wrong> & "bad"\u0001.' }] })).toBe(
      `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="contract verify" time="1.260">
  <testsuite name="getPet" tests="3" failures="1">
    <testcase classname="getPet" name="examples: 3 cases"/>
    <testcase classname="getPet" name="state: 10 cases"/>
    <testcase classname="getPet" name="responds"><failure message="Is &lt;wrong&gt; &amp; &quot;bad&quot;\ufffd.">#/paths
curl -sS -i -X GET --path-as-is 'http://pets.example/'</failure></testcase>
  </testsuite>
  <testsuite name="listAllPets" tests="1" failures="0">
    <testcase classname="listAllPets" name="examples: 4 cases"/>
  </testsuite>
</testsuites>
`,
    );
  });

  test('is a skipped suite for what was not tried, and an error for a run that was stopped', () => {
    const text = toJUnit({
      ...RESULT,
      counts: {},
      notTried: [{ operationId: 'a', reason: 'b' }],
      stopped: 'It <did>.',
    });
    expect(text).toContain('<testsuite name="a" tests="1" failures="0" skipped="1">');
    expect(text).toContain('<skipped message="b"/>');
    expect(text).toContain('<testsuite name="run" tests="1" failures="0" errors="1">');
    expect(text).toContain('<testcase classname="run" name="stopped"><error message="It &lt;did&gt;."/></testcase>');
  });
});

test('a request is a line for a shell, whatever it holds', () => {
  const sent = { method: 'POST', url: "http://a/it's", headers: { 'x-a': "o'clock", b: '2' }, body: "a'b" };
  expect(toCurl(sent)).toBe(
    String.raw`curl -sS -i -X POST --path-as-is 'http://a/it'\''s' -H 'x-a: o'\''clock' -H 'b: 2' --data-raw 'a'\''b'`,
  );
  expect(toCurl({ ...request, body: 'x'.repeat(20_000) })).toContain(`'${'x'.repeat(20_000)}'`);
  expect(toCurl({ ...request, body: 'x'.repeat(20_001) })).toContain(`'${'x'.repeat(200)}…'`);
});

describe('the table of coverage', () => {
  const operations = [
    {
      ...{ operationId: 'listAllPets', shares: sharesOf({ operation: { covered: 1, all: 1 } }) },
      items: [
        { kind: 'operation' as const, group: '', name: 'listAllPets', covered: true },
        { kind: 'status' as const, group: '', name: '200', covered: false },
        { kind: 'response header' as const, group: '200', name: 'ETag', covered: false },
      ],
    },
  ];

  test('has a column for each kind, as wide as its widest cell', () => {
    expect(toTable({ shares: SHARES, operations })).toBe(
      [
        'operation    operations  statuses  media types  headers  properties  boundary values',
        'listAllPets   1/1 100 %         –            –        –           –                –',
        'all            1/2 50 %         –     2/7 28 %        –           –                –',
      ].join('\n'),
    );
    expect(COLUMNS.flatMap(([, kinds]) => kinds).toSorted()).toEqual(KINDS.toSorted());
  });

  test('counts several kinds as one, in whole percent rounded down', () => {
    expect(sumOf(SHARES, ['request media type', 'response media type'])).toEqual({ covered: 2, all: 7 });
    expect([percentOf({ covered: 199, all: 200 }), percentOf({ covered: 0, all: 0 })]).toEqual([99, 100]);
  });

  test('is followed by what is left, of all kinds or of some', () => {
    expect(listLeft({ shares: SHARES, operations })).toEqual([
      ...['listAllPets: status 200', 'listAllPets: response header 200 ETag'],
    ]);
    expect(listLeft({ shares: SHARES, operations }, ['status'])).toEqual(['listAllPets: status 200']);
  });
});

describe('what was not tried', () => {
  const [one, other] = ['one', 'other'].map((operationId) => ({ operationId }) as VerifiableOperation);
  if (one === undefined || other === undefined) throw new Error('There are no operations.');
  const reasonOf = (
    ended: { locked?: Map<VerifiableOperation, string>; isLate?: boolean },
    { examples = 1, maxCases = 100 } = {},
  ) => {
    const options = { timeMs: 2500, maxCases, phases: ['protocol', 'state'] };
    const run = { planning: { examples: () => Array(examples).fill({}) }, options } as unknown as Run;
    return listNotTried(run, [one, other], { counts: { one: {} }, locked: new Map(), isLate: false, ...ended });
  };

  test.each([
    ['it is locked', { locked: new Map([[other, 'it is locked']]), isLate: true }, { examples: 0 }],
    ['no request was found that the contract allows', { isLate: true }, { examples: 0 }],
    ['the time limit of 2.5 s (--time) was reached', { isLate: true }, { maxCases: 1 }],
    ['there are more operations than cases (--max-cases 1)', {}, { maxCases: 1 }],
    ['it has no case of the phases protocol, state', {}, { maxCases: 2 }],
  ])('is named with the reason: %s', (reason, ended, given) => {
    expect(reasonOf(ended, given)).toEqual([{ operationId: 'other', reason }]);
  });

  test('are operations whose valid requests never came as far', () => {
    const statuses = new Map([
      ['none', new Set([404, 401])],
      ['some', new Set([404, 200])],
      ['locked', new Set([403])],
      ['wrong', new Set([400])],
    ]);
    expect(listUnreached({ statuses } as unknown as Run)).toEqual([
      'none: every valid request returned 401 or 404, so only its errors were tried',
      'locked: every valid request returned 403, so only its errors were tried',
    ]);
  });

  test('are cases that were cut off, of up to five operations by name', () => {
    const cut = (count: number, isLate: boolean) =>
      sentenceOfCut(
        { timeMs: 1500, maxCases: 9 } as never,
        Array.from({ length: count }, (_, index) => ({ operationId: `o${index}` }) as VerifiableOperation),
        isLate,
      );
    expect(cut(1, true)).toBe('--time 1.5 ended the run before all cases were sent of o0.');
    expect(cut(5, false)).toBe('--max-cases 9 ended the run before all cases were sent of o0, o1, o2, o3, o4.');
    expect(cut(7, false)).toBe(
      '--max-cases 9 ended the run before all cases were sent of o0, o1, o2, o3, o4 and 2 more.',
    );
  });

  test('is described in a sentence', () => {
    expect(sentence('every response is 401')).toBe('Every response is 401.');
  });
});
