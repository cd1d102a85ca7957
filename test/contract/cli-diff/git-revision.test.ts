import { execFileSync } from 'node:child_process';
import { chmod, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { expect, test, vi } from 'vitest';
import { findInRevision } from '../../../src/contract/cli/diff/git-revision.ts';
import { createFolder } from '../command.ts';

test('thousands of files of a Git revision are read by few processes', async () => {
  const folder = await createFolder();
  const names = Array.from({ length: 2050 }, (_, index) => `spec/a/${index}.yaml`);
  const log = `${folder.path}/processes`;
  const program = execFileSync('which', ['git'], { encoding: 'utf8' }).trim();
  await folder.write({
    ...Object.fromEntries(names.map((name) => [name, `${name}\n`])),
    ...{ 'spec/openapi.yaml': 'root\n', 'spec/pets.yaml': 'pets\n', 'other/owners.yaml': 'owners\n' },
    'bin/git': `#!/bin/sh\necho "$1" >> "${log}"\nexec "${program}" "$@"\n`,
  });
  await chmod(`${folder.path}/bin/git`, 0o755);
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder.path, stdio: 'pipe' });
  git('init', '-q', '-b', 'main');
  git('add', 'spec', 'other');
  git('-c', 'user.name=A', '-c', 'user.email=a@example.com', '-c', 'commit.gpgsign=false', 'commit', '-q', '-m', 'One');

  vi.stubEnv('PATH', `${folder.path}/bin:${process.env.PATH}`);
  vi.stubEnv('GIT_DIR', `${folder.path}/.git`);
  vi.stubEnv('GIT_WORK_TREE', folder.path);
  const { texts } = await findInRevision('main:spec/openapi.yaml');
  const read = (name: string) => texts.get(resolve('main:', name))?.trim();
  expect(['spec/openapi.yaml', 'spec/pets.yaml'].map(read)).toEqual(['root', 'pets']);
  expect(names.map(read)).toEqual(names);
  expect(read('other/owners.yaml')).toBe('owners');
  const processes = (await readFile(log, 'utf8')).split('\n').filter((command) => command === 'cat-file');
  // Two for the documents near the first one, and one for the file in another folder.
  expect(processes).toHaveLength(3);
  vi.unstubAllEnvs();
  await folder.remove();
});
