import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CountedFinding } from '../../../../src/contract/verify/findings.ts';
import { applyBaseline } from '../../../../src/contract/verify/replay/baseline.ts';
import { createFolder, expectNoStack, type Folder } from '../../command.ts';
import { KEY, PETS, type PetServer, startPets } from './pets.ts';

const finding = (fingerprint: string) => ({ fingerprint }) as CountedFinding;
const entry = (fingerprint: string, expires: string) => ({ fingerprint, reason: 'We know.', expires });

describe('a baseline', () => {
  const [own, other] = [finding('a'), finding('b')];

  test('accepts findings to the end of the last day, all with one fingerprint', () => {
    const { failing, report } = applyBaseline([own, other, { ...own }], [entry('a', '2027-01-31')], '2027-01-31');
    expect(failing).toEqual([other]);
    expect(report.accepted.map((one) => one.finding)).toEqual([own, own]);
  });

  test('accepts nothing after that day', () => {
    const { failing, report } = applyBaseline([own], [entry('a', '2027-01-31')], '2027-02-01');
    expect([failing, report.expired.length, report.accepted.length]).toEqual([[own], 1, 0]);
  });

  test('reports entries that do not occur', () => {
    const { report } = applyBaseline([own], [entry('a', '2027-01-31'), entry('c', '2020-01-01')], '2027-01-31');
    expect(report.unseen).toEqual([entry('c', '2020-01-01')]);
  });
});

describe('verify --baseline', () => {
  let folder: Folder;
  let server: PetServer;
  beforeAll(async () => {
    [folder, server] = await Promise.all([createFolder(), startPets(['crashes at long names', 'crashes at bytes'])]);
    await folder.write({ 'pets.json': JSON.stringify(PETS) });
  });
  afterAll(async () => {
    server.stop();
    await folder.remove();
  });

  const verify = (...more: string[]) => {
    const options = ['--url', server.url, '--auth', `Authorization: ${KEY}`, '--max-cases', '10000'];
    const phases = ['--only', 'examples', '--only', 'constraints'];
    return folder.run(['verify', 'pets.json', ...options, ...phases, ...more]);
  };

  test('--fail-fast ends the run at the first finding that fails it', async () => {
    const all = JSON.parse((await verify('--json')).out);
    const first = JSON.parse((await verify('--json', '--fail-fast')).out);
    expect([all.findings.length, first.findings.length]).toEqual([2, 1]);
    expect(first.cases).toBeLessThan(all.cases);
    expect([all.ended, first.ended, first.notTried]).toEqual([undefined, true, []]);
    expect((await verify('--fail-fast')).out).toContain('The run ended at the first finding (--fail-fast).');
    const accepted = [entry(first.findings[0].fingerprint, '2999-12-31'), entry('0123456789abcdef', '2999-12-31')];
    await folder.write({ 'first.json': JSON.stringify({ accepted }) });
    const second = JSON.parse((await verify('--json', '--fail-fast', '--baseline', 'first.json')).out);
    expect(second.findings).toHaveLength(1);
    expect(second.baseline).toMatchObject({ accepted: [{ entry: accepted[0] }], unseen: [] });
    expect(second.ended).toBe(true);
  });

  test('fails only on findings that it does not accept', async () => {
    const { out } = await verify('--json');
    const prints: string[] = JSON.parse(out).findings.map((one: CountedFinding) => one.fingerprint);
    const accepted = prints.map((print) => entry(print, '2999-12-31'));
    const old = entry('0123456789abcdef', '2999-12-31');
    await folder.write({
      'all.json': JSON.stringify({ accepted: [...accepted, old] }),
      'one.yaml': `accepted:\n  - { fingerprint: ${prints[0]}, reason: We know., expires: 2999-12-31 }\n`,
      'over.json': JSON.stringify({ accepted: [entry(prints[0] ?? '', '2020-01-31'), ...accepted.slice(1)] }),
    });
    const all = await verify('--baseline', 'all.json');
    expect(all.code).toBe(0);
    expect(all.out).toContain(`Accepted by the baseline:\n  addPhoto: not_a_server_error, fingerprint ${prints[0]}`);
    expect(all.out).toContain('In the baseline, but not found in this run:\n  0123456789abcdef: We know.\n');
    const one = await verify('--baseline', 'one.yaml', '--json');
    const { ok, findings, baseline } = JSON.parse(one.out);
    expect([one.code, ok, findings.length, baseline.accepted.length]).toEqual([1, false, 1, 1]);
    const over = await verify('--baseline', 'over.json');
    expect(over.code).toBe(1);
    expect(over.out).toContain('No longer accepted, because the entry of the baseline has expired:\n  addPhoto: ');
  });

  const valid = 'fingerprint: 0123456789abcdef, reason: We know., expires: 2027-01-31';
  test.each<[string, string]>([
    ['accepted: 5', '1:11: "accepted" must be a list of findings.'],
    ['{}', '1:1: "accepted" must be a list of findings.'],
    ['5', '1:1: the baseline must be an object.'],
    [`accepted:\n  - { ${valid} }\n  - 7`, '3:5: an accepted finding must be an object.'],
    [
      `accepted:\n  - { ${valid} }\n  - fingerprint: 1123456789abcdef\n    expires: 2027-01-31`,
      '3:5: "reason" must be a text that says why the finding is accepted.',
    ],
    [
      `accepted:\n  - { ${valid.replace('We know.', "' '")} }`,
      '2:46: "reason" must be a text that says why the finding is accepted.',
    ],
    [
      `accepted:\n  - { ${valid.replace('01-31', '02-31')} }`,
      '2:65: "expires" must be the last day on which it is accepted, such as 2027-01-31.',
    ],
    [`accepted:\n  - { ${valid.replace('012345', 'xyz345')} }`, '2:20: "fingerprint" must be the fingerprint of a'],
    [
      `accepted:\n  - { ${valid}, resaon: x }`,
      '2:77: Unknown member "resaon" of an accepted finding. Did you mean "reason"?',
    ],
    [`accepted:\n  - { ${valid} }\n  - { ${valid} }`, '3:20: The fingerprint is in the list already.'],
    ['accepted: [', '2:1: Invalid YAML or JSON: '],
  ])('rejects %j with its place', async (text, message) => {
    await folder.write({ 'wrong.yaml': `${text}\n` });
    const ended = await verify('--baseline', 'wrong.yaml');
    expectNoStack(ended);
    expect([ended.code, ended.err.split('\n')[0]]).toEqual([2, expect.stringContaining(`wrong.yaml:${message}`)]);
  });

  test('rejects a file that does not exist', async () => {
    expect((await verify('--baseline', 'none.yaml')).err).toContain(
      '--baseline: none.yaml cannot be read: it does not',
    );
  });
});
