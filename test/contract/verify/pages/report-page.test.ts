import { describe, expect, test } from 'vitest';
import type { CoverageReport } from '../../../../src/contract/verify/coverage/coverage.ts';
import { KINDS } from '../../../../src/contract/verify/coverage/items.ts';
import type { CountedFinding } from '../../../../src/contract/verify/findings.ts';
import { toReportPage } from '../../../../src/contract/verify/pages/report-page.ts';
import { createRedaction } from '../../../../src/contract/verify/redaction.ts';
import type { RunResult } from '../../../../src/contract/verify/run.ts';

const shares = Object.fromEntries(KINDS.map((kind) => [kind, { covered: 1, all: 2 }])) as CoverageReport['shares'];
const headers = { authorization: 'Bearer secret-key' };
const FINDING: CountedFinding = {
  ...{ check: 'negative_data_rejection', operationId: 'createPet', message: 'accepted <b>. The key is secret-key.' },
  ...{ pointer: '#/paths/~1pets/post', cause: 'a', fingerprint: 'f1', count: 2, also: ['the name is "x"'] },
  steps: [{ method: 'PUT', url: 'http://pets.example/pets/7', headers }],
  request: { method: 'POST', url: 'http://pets.example/pets?a=1', headers, body: '{"name":1}' },
  status: 201,
  response: { headers: { 'content-type': 'application/json' }, text: '{"key":"secret-key"}' },
};
const RESULT: RunResult = {
  ...{ seed: 7, cases: 12, counts: { createPet: { examples: 3, state: 10 } }, findings: [FINDING], exempt: [] },
  outcomes: { 'valid requests accepted': 9, 'valid requests rejected, without a finding': 3 },
  ...{ notTried: [{ operationId: 'putPet', reason: 'it is locked' }], untried: ['No token.'] },
  coverage: { shares, operations: [] },
  seconds: 1.26,
};
const ORIGIN = {
  ...{ title: 'Pets', version: '1', createdAt: new Date(0), commit: undefined, url: 'http://pets.example' },
  redact: createRedaction({ auth: headers, otherAuth: {} }),
};
const pageOf = (changes: Partial<RunResult> = {}): string => toReportPage({ ...RESULT, ...changes }, ORIGIN);

describe('the page of a run', () => {
  test('has each finding with its rule, its place, how to fix it, requests and response', () => {
    const page = pageOf();
    for (const text of [
      '1 finding in 1 operation.',
      '<h3>1. createPet: negative_data_rejection</h3>',
      'accepted &lt;b&gt;.',
      '<li>the name is &quot;x&quot;</li>',
      '<dd>#/paths/~1pets/post</dd>',
      '<dt>To fix</dt><dd>Validate the value',
      'PUT /pets/7',
      'POST /pets?a=1\nauthorization: Bearer [credentials]\n\n{&quot;name&quot;:1}',
      '201\ncontent-type: application/json\n\n{&quot;key&quot;:&quot;[credentials]&quot;}',
      'curl -sS -i -X POST',
    ]) {
      expect(page).toContain(text);
    }
    expect(page).not.toContain('secret-key');
    expect(page).not.toMatch(/<script|src=/);
  });

  test('holds no credentials that a login has given', () => {
    const login = { ...FINDING.request, headers: { authorization: 'Bearer token-of-login', cookie: 'sid=cookie-1' } };
    const response = { headers: {}, text: '{"echo":"token-of-login"}' };
    const page = pageOf({ findings: [{ ...FINDING, request: login, response }] });
    expect(page).toContain('{&quot;echo&quot;:&quot;[credentials]&quot;}');
    expect(page).not.toMatch(/token-of-login|cookie-1/);
  });

  test('explains outcomes, phases and everything that was not tried', () => {
    const page = pageOf({ exempt: ['responds is off, as asked.'] });
    expect(page).toContain('<td>valid requests rejected, without a finding</td><td>3</td>');
    expect(page).toContain('no such resource (404)');
    expect(page).toContain('<li>putPet: it is locked</li>\n<li>No token.</li>');
    expect(page).toContain('<li>responds is off, as asked.</li>');
    for (const phase of ['examples', 'state']) expect(page).toContain(`<dt>${phase}</dt>`);
  });

  test('is one sentence for a server that does not respond', () => {
    const stopped = 'Nothing is listening at http://pets.example.';
    const page = pageOf({ stopped, findings: [], counts: {}, outcomes: {}, cases: 0, notTried: [], untried: [] });
    expect(page).toContain(`<p class="verdict failed">${stopped}</p>`);
    expect(page).not.toMatch(/<h2 id="(findings|outcomes|cases|coverage)"/);
  });

  test('passes only if something was tried and nothing found', () => {
    expect(pageOf({ findings: [] })).toContain('<p class="verdict passed">No findings.</p>');
    expect(pageOf({ findings: [], cases: 0 })).toContain('<p class="verdict failed">No operation could be tried.</p>');
  });

  test('shows the beginning of a long body, and at most 500 findings', () => {
    const response = { headers: {}, text: 'y'.repeat(10_000), length: 90_000 };
    expect(pageOf({ findings: [{ ...FINDING, response }] })).toMatch(/y{4000}… \(90000 characters\)/);
    const findings = Array.from({ length: 503 }, (_, index) => ({ ...FINDING, cause: `${index}` }));
    const page = pageOf({ findings });
    expect(page.match(/<article/g)).toHaveLength(500);
    expect(page).toContain('--json has 3 more');
  });
});
