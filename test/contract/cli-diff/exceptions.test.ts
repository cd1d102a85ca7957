import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readExceptions } from '../../../src/contract/cli/baseline-file.ts';
import { acceptChanges, applyExceptions } from '../../../src/contract/cli/diff/exceptions.ts';
import { createFolder, type Folder } from '../command.ts';
import { makeChange } from './changes.ts';

const A = 'aaaaaaaaaaaaaaaa';
const B = 'bbbbbbbbbbbbbbbb';
const [one, other] = [makeChange({ fingerprint: A }), makeChange({ fingerprint: B, message: 'It is\ngone.' })];
const entry = (fingerprint: string, expires?: string) => ({
  ...{ fingerprint, reason: 'Nobody uses it.' },
  ...(expires === undefined ? {} : { expires }),
});

describe('exceptions', () => {
  test('accept a change to the end of the last day, and without a day for good', () => {
    const { changes } = applyExceptions([one, other], [entry(A, '2027-01-31'), entry(B)], '2027-01-31');
    expect(changes.map(({ accepted }) => accepted)).toEqual([
      { reason: 'Nobody uses it.', expires: '2027-01-31' },
      { reason: 'Nobody uses it.' },
    ]);
  });

  test('accept nothing after that day, and report it', () => {
    const { changes, report } = applyExceptions([one], [entry(A, '2027-01-31'), entry(B)], '2027-02-01');
    expect(changes).toEqual([one]);
    expect(report).toEqual({ expired: [entry(A, '2027-01-31')], unseen: [entry(B)] });
  });
});

describe('a file of exceptions', () => {
  let folder: Folder;
  let file: string;
  beforeEach(async () => {
    folder = await createFolder();
    file = join(folder.path, 'exceptions.yaml');
  });
  afterEach(() => folder.remove());

  const accept = (prints: string[], expires?: string) =>
    acceptChanges({ file, prints, reason: 'It was: "never" used.', expires }, [one, other]);

  test('is made with the accepted changes, their reason and the last day', async () => {
    expect(await accept([B], '2027-01-31')).toEqual([other]);
    const text = await readFile(file, 'utf8');
    expect(text).toContain('  # request-body-narrowed: POST /pets: It is gone.\n');
    expect(await readExceptions(file)).toEqual([
      { fingerprint: B, reason: 'It was: "never" used.', expires: '2027-01-31' },
    ]);
  });

  test('keeps its comments and exceptions', async () => {
    const before = `# Ours.\naccepted:\n- fingerprint: ${A}\n  reason: We know. # yes\n`;
    await folder.write({ 'exceptions.yaml': before });
    await acceptChanges({ file, prints: ['all'], reason: 'Old.', expires: undefined }, [other]);
    expect(await readFile(file, 'utf8')).toBe(
      `${before}# request-body-narrowed: POST /pets: It is gone.\n- fingerprint: "${B}"\n  reason: "Old."\n`,
    );
  });

  test('can start with an empty list', async () => {
    await folder.write({ 'exceptions.yaml': '# Ours.\naccepted: []\n' });
    await accept([A]);
    expect(await readExceptions(file)).toHaveLength(1);
    expect(await readFile(file, 'utf8')).toMatch(/^# Ours\.\naccepted:\n {2}# /);
  });

  test('can be JSON', async () => {
    file = join(folder.path, 'exceptions.json');
    await accept([A]);
    await acceptChanges({ file, prints: ['all'], reason: 'Old.', expires: undefined }, [other]);
    expect((await readExceptions(file)).map(({ fingerprint }) => fingerprint)).toEqual([A, B]);
  });

  test('stays as it is if a new entry does not fit', async () => {
    const before = `accepted: [{ fingerprint: ${A}, reason: Old. }]\n`;
    await folder.write({ 'exceptions.yaml': before });
    const adding = acceptChanges({ file, prints: ['all'], reason: 'Old.', expires: undefined }, [other]);
    await expect(adding).rejects.toThrow('must end with the list "accepted"');
    expect(await readFile(file, 'utf8')).toBe(before);
  });

  test('takes only changes that fail', async () => {
    await expect(accept(['cccccccccccccccc'])).rejects.toThrow('is not the fingerprint of a change that fails');
  });

  test('needs the day of an expired exception to be changed by hand', async () => {
    await folder.write({
      'exceptions.yaml': `accepted:\n  - { fingerprint: ${A}, reason: Old., expires: 2020-01-31 }\n`,
    });
    await expect(accept([A])).rejects.toThrow(`has an expired exception for ${A}. Change its "expires" there.`);
  });

  test.each([
    ['accepted:\n  - fingerprint: x\n    reason: Old.\n', ':2:18: "fingerprint" must be the fingerprint of a change'],
    [`accepted:\n  - fingerprint: ${A}\n`, ':2:5: "reason" must be a text that says why the change is accepted.'],
    [`accepted:\n  - { fingerprint: ${A}, reason: Old., expires: soon }\n`, '"expires" must be the last day'],
    ['accepted: yes\n', '"accepted" must be a list of changes.'],
    ['acepted: []\n', 'Unknown member "acepted" of the exceptions. Did you mean "accepted"?'],
  ])('with %j is a usage error with its place', async (text, message) => {
    await folder.write({ 'exceptions.yaml': text });
    await expect(readExceptions(file)).rejects.toThrow(message);
  });
});
