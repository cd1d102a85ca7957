import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compareDocuments } from '../src/contract/diff/compare-documents.ts';
import { readHistory, readRevision, withoutWitness } from './contract-history.ts';
import { releaseContract } from './docs/release-contract.ts';
import { runHosted } from './programs.ts';

/** Pairs of revisions of the history. Each takes a second; `npm run diff:history` compares all. */
const PAIRS = 3;

test('the contract has no breaking change since its last release, unless the major version moves', async () => {
  const { code, out, err } = await runHosted({ program: 'src/contract/cli.ts', args: ['diff', '--semver'] });
  expect({ code, out: code === 0 ? '' : out, err: code === 0 ? '' : err }).toEqual({ code: 0, out: '', err: '' });
});

test('the file of each release has the version of its document', async () => {
  const { listReleases } = await import('../src/contract/cli/diff/releases.ts');
  for (const { file, version } of await listReleases('openapi/released')) {
    expect([file, JSON.parse(await readFile(file, 'utf8')).info.version]).toEqual([file, version]);
  }
});

test(`each of the last ${PAIRS} revisions of the contract compares with the one before`, async ({ skip }) => {
  const history = readHistory(PAIRS + 1);
  if (typeof history === 'string') return skip(history);
  if (history.isShallow) return skip('This clone is shallow and has no history.');
  const documents = await Promise.all(history.revisions.map(readRevision));
  for (const [index, document] of documents.entries()) {
    const before = documents[index - 1];
    if (before === undefined) continue;
    const { compared, changes } = compareDocuments(before, document);
    expect(compared.operations).toBeGreaterThan(10);
    expect(withoutWitness(changes)).toEqual([]);
  }
}, 60_000);

const PATH = { get: { responses: { 200: { description: 'Done.' } } } };
const textOf = (version: string, paths: object) =>
  JSON.stringify({ openapi: '3.1.0', info: { title: 'Pets', version }, paths });

describe('npm run release:contract', () => {
  let folder: string;
  let files: Parameters<typeof releaseContract>[0];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'release-'));
    files = { document: 'openapi.json', released: 'released', page: 'changelog.md', cwd: folder };
    await mkdir(join(folder, 'released'));
    await writeFile(join(folder, 'released/1.0.0.json'), textOf('1.0.0', { '/pets': PATH, '/cats': PATH }));
    await writeFile(join(folder, 'changelog.md'), '# Changelog\n\nNewest first.\n\n## 1.0.0\n\nThe first version.\n');
  });
  afterAll(() => rm(folder, { recursive: true }));

  const writeNext = (version: string) => writeFile(join(folder, 'openapi.json'), textOf(version, { '/pets': PATH }));

  test('freezes a version once, and only if it moves far enough', async () => {
    await writeNext('1.0.0');
    await expect(releaseContract(files, runHosted)).rejects.toThrow(
      '1.0.0.json exists. Set info.version of openapi.json',
    );
    await writeNext('1.1.0');
    await expect(releaseContract(files, runHosted)).rejects.toThrow(
      'info.version is 1.1.0, and must be 2.0.0 or later (major).',
    );
  });

  test('writes the document, and its changes into the page', async () => {
    await writeNext('2.0.0');
    expect(await releaseContract(files, runHosted)).toBe('released/2.0.0.json');
    const frozen = JSON.parse(await readFile(join(folder, 'released/2.0.0.json'), 'utf8'));
    expect([frozen.info.version, Object.keys(frozen.paths)]).toEqual(['2.0.0', ['/pets']]);
    const page = await readFile(join(folder, 'changelog.md'), 'utf8');
    expect(page).toMatch(/^# Changelog\n\nNewest first\.\n\n## 2\.0\.0 \(\d{4}-\d\d-\d\d\)\n\n### Breaking changes\n/);
    expect(page).toContain('#### `GET /cats`\n');
    expect(page).toMatch(/\n\n## 1\.0\.0\n\nThe first version\.\n$/);
  });
});
