import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatChangelog } from '../../../src/contract/cli/diff/changelog.ts';
import { problemsOfDiff } from '../../../src/contract/cli/diff/diff-problems.ts';
import { createDiffReport, type ReportedChange } from '../../../src/contract/cli/diff/diff-report.ts';
import { formatDiff } from '../../../src/contract/cli/diff/report-text.ts';
import { decideVersion } from '../../../src/contract/cli/diff/version-verdict.ts';
import type { Severity } from '../../../src/contract/diff/change.ts';
import { createFolder, type Folder, PETS, RESPONSES } from '../command.ts';
import { makeChange } from './changes.ts';

const place = (file: string, line: number) => ({ file, line, column: 7 });
const subject = (method: string, path: string) => ({ kind: 'operation' as const, method, path });
const REQUEST: ReportedChange = {
  ...makeChange({ kind: 'number.narrowed', fingerprint: 'a'.repeat(16), direction: 'request', effect: 'narrowing' }),
  subject: { ...subject('POST', '/pets'), operationId: 'addPet', part: 'request body application/json', at: ['age'] },
  subjects: [subject('POST', '/pets'), subject('PUT', '/pets/{id}')],
  ...{ message: 'At most 80, was 100.', advice: 'Change the requests.', old: 100, new: 80, value: { value: 81 } },
  pointers: { old: '#/a', new: '#/b' },
  places: { old: place('old.yaml', 3), new: place('new.yaml', 4) },
  witness: {
    ...{ kind: 'request', method: 'POST', url: '/pets', headers: { 'content-type': 'application/json' } },
    ...{ body: '{"age":81}', curl: `curl -X POST http://localhost:8080/pets -d '{"age":81}'` },
  },
  proof: { result: 'not proven', reason: 'the mock of NEW returns 200' },
};
const RESPONSE: ReportedChange = {
  ...makeChange({ kind: 'enum.widened', fingerprint: 'b'.repeat(16), direction: 'response', effect: 'widening' }),
  subject: { ...subject('GET', '/pets'), part: 'response 200 application/json' },
  message: 'May be "bird" too.',
  pointers: { new: '#/c' },
  witness: { kind: 'response', status: '200', headers: {}, mediaType: 'application/json', body: { kind: 'bird' } },
};
const RISKY = makeChange({ kind: 'schema.format', severity: 'risky', unproven: 'Nothing validates it.' });
const ADDED = makeChange({ kind: 'operation.added', severity: 'additive', subject: subject('GET', '/owners') });
const DEPRECATED = makeChange({
  ...{ kind: 'operation.deprecated', severity: 'docs', message: 'Deprecated, and removed on 2027-06-30.' },
  subject: subject('GET', '/cats'),
});
const TEXT = makeChange({
  kind: 'docs.api',
  severity: 'docs',
  subject: { kind: 'api' },
  message: 'The `title` <changed>.',
});
const ALL: ReportedChange[] = [TEXT, DEPRECATED, ADDED, RISKY, RESPONSE, REQUEST];

const reportOf = (changes: ReportedChange[], failOn: Severity = 'breaking') =>
  createDiffReport({
    old: { name: 'old.yaml', version: '1.0.0', openapi: '3.0.3' },
    new: { name: 'new.yaml', version: '1.1.0', openapi: '3.1.0' },
    ...{ compared: { operations: 2, webhooks: 1, schemas: 9 }, failOn, changes },
    exceptions: { expired: [], unseen: [{ fingerprint: 'c'.repeat(16), reason: 'Old.' }] },
    version: decideVersion(changes, '1.0.0', '1.1.0'),
  });

describe('the text', () => {
  test('groups changes by severity, each with message, places, witness and advice', () => {
    const text = formatDiff(reportOf(ALL));
    expect(text.split('\n').slice(0, 3)).toEqual([
      'OLD old.yaml (version 1.0.0, OpenAPI 3.0.3)',
      'NEW new.yaml (version 1.1.0, OpenAPI 3.1.0)',
      'Compared: 2 operations, 1 webhook, 9 schemas.',
    ]);
    const at = (heading: string) => text.indexOf(`\n${heading}\n`);
    const headings = ['Breaking changes (2)', 'Risky changes (1)', 'Additions (1)', 'Changes of the documentation (2)'];
    expect(headings.map(at)).toEqual(headings.map(at).toSorted((a, b) => a - b));
    expect(headings.map(at)).not.toContain(-1);
    expect(text).toContain(
      [
        '  POST /pets (addPet): request body application/json at /age',
        '    At most 80, was 100.',
        '    also    PUT /pets/{id}',
        `    kind    number.narrowed, fingerprint ${'a'.repeat(16)}`,
        '    old     old.yaml:3:7',
        '    new     new.yaml:4:7',
        `    shows   curl -X POST http://localhost:8080/pets -d '{"age":81}'`,
        '    proof   not proven: the mock of NEW returns 200',
        '    advice  Change the requests.',
      ].join('\n'),
    );
    expect(text).toContain('    shows   a 200 response application/json {"kind":"bird"}\n');
    expect(text).toContain('2 breaking changes, 1 risky, 1 addition, 2 of the documentation.\n');
    expect(text).toContain('Proof: 0 of 1 breaking change proven.');
  });

  test('counts proofs that were not tried', () => {
    const left: ReportedChange = {
      ...RESPONSE,
      proof: { result: 'not tried', reason: 'at most 1 changes are proven' },
    };
    const text = formatDiff(reportOf([{ ...REQUEST, proof: { result: 'proven', by: 'validators' } }, left, left]));
    expect(text).toContain('    proof   proven by the validators of both documents\n');
    expect(text).toContain('    proof   not tried: at most 1 changes are proven\n');
    expect(text).toContain('\nProof: 1 of 3 breaking changes proven. 2 were not tried.\n');
  });

  test('of no changes says so', () => {
    expect(formatDiff(reportOf([]))).toContain('\nNo changes.\nVersion: no change of the version is needed;');
  });
});

describe('the changelog', () => {
  const text = formatChangelog(reportOf(ALL), '2026-11-28');

  test('is for people who use the API: effects first, then operations', () => {
    expect(text.match(/^#+ .*$/gm)).toEqual([
      ...['## 1.1.0 (2026-11-28)', '### Breaking changes', '#### `GET /pets`', '#### `POST /pets`, `PUT /pets/{id}`'],
      ...['### Deprecations', '#### `GET /cats`', '### Check your code', '#### `POST /pets`'],
      ...['### Added', '#### `GET /owners`', '### Documentation', '#### All operations'],
    ]);
    expect(text).toContain(
      '- Request body application/json, `age`: At most 80, was 100. **What to do:** Change the requests.',
    );
    expect(text).toContain('- Deprecated, and removed on 2027-06-30.');
  });

  test('has texts of documents as text', () => {
    expect(text).toContain('- The \\`title\\` &lt;changed>.');
  });

  test('of no changes says so', () => {
    expect(formatChangelog(reportOf([]), '2026-11-28')).toBe('## 1.1.0 (2026-11-28)\n\nNothing changed for callers.\n');
  });
});

describe('problems', () => {
  const problems = (changes: ReportedChange[], failOn: Severity | undefined) =>
    problemsOfDiff(changes, failOn, (kind) => `About ${kind}.`).map(({ rule, level }) => `${level} ${rule}`);

  test('are the changes that fail, and warnings of risky ones', () => {
    expect(problems(ALL, 'breaking')).toEqual(['warning schema.format', 'error enum.widened', 'error number.narrowed']);
    expect(problems(ALL, 'additive')).toHaveLength(4);
    expect(problems(ALL, undefined)).toEqual([
      ...['warning schema.format', 'warning enum.widened', 'warning number.narrowed'],
    ]);
  });

  test('have the place in NEW, else the nearest one there', () => {
    const removed: ReportedChange = {
      ...RESPONSE,
      places: { old: place('old.yaml', 9) },
      nearest: place('new.yaml', 2),
    };
    const [one, other] = problemsOfDiff([REQUEST, removed], 'breaking', () => undefined);
    expect([one?.place, other?.place]).toEqual([place('new.yaml', 4), place('new.yaml', 2)]);
    expect(one).toMatchObject({ message: 'POST /pets, request body application/json: At most 80, was 100.' });
  });
});

describe('report.schema.json', () => {
  const FILE = new URL('../../../src/contract/diff/report.schema.json', import.meta.url);
  let folder: Folder;
  let schema: object;
  beforeAll(async () => {
    folder = await createFolder();
    schema = JSON.parse(await readFile(FILE, 'utf8'));
    const added = `${PETS}    post:\n      operationId: addPet\n${RESPONSES}`;
    await folder.write({ 'a.yaml': added, 'b.yaml': PETS, 'c.yaml': 'openapi: 3.1.0\npaths: [', 'd.yaml': '{}' });
  });
  afterAll(() => folder.remove());

  const faults = (value: unknown) => {
    const ajv = new Ajv2020({ strict: true, allErrors: true, strictRequired: false });
    addFormats.default(ajv);
    const validate = ajv.compile(schema);
    return validate(value) ? [] : validate.errors;
  };

  test('describes every member', () => {
    const bare: string[] = [];
    const visit = (value: unknown, way: string): void => {
      if (typeof value !== 'object' || value === null) return;
      const { properties } = value as { properties?: Record<string, { description?: string }> };
      for (const [name, member] of Object.entries(properties ?? {}))
        if (typeof member.description !== 'string') bare.push(`${way}/${name}`);
      for (const [name, member] of Object.entries(value)) visit(member, `${way}/${name}`);
    };
    visit(schema, '');
    expect(bare).toEqual([]);
  });

  test('has each report, with all members', () => {
    const written = { verb: 'diff', document: 'new.yaml', ok: false, ...reportOf(ALL) };
    expect(faults(JSON.parse(JSON.stringify(written)))).toEqual([]);
    expect(faults({ ...written, changes: [{ ...REQUEST, severity: 'fatal' }] })).not.toEqual([]);
    expect(faults({ ...written, more: 1 })).not.toEqual([]);
  });

  test.each([
    ['a report', ['a.yaml', 'b.yaml', '--prove']],
    ['an invalid document', ['c.yaml', 'b.yaml']],
    ['another file', ['d.yaml', 'b.yaml']],
    ['a usage error', ['a.yaml', 'a.yaml']],
    ['an unknown option', ['--strct']],
  ])('has the output of %s', async (_title, args) => {
    const { out } = await folder.run(['diff', ...args, '--json']);
    expect(faults(JSON.parse(out))).toEqual([]);
  });
});
