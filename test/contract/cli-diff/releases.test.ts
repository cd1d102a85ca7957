import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listReleases } from '../../../src/contract/cli/diff/releases.ts';
import { createFolder, type Folder, PETS } from '../command.ts';

let folder: Folder;
beforeEach(async () => {
  folder = await createFolder();
});
afterEach(() => folder.remove());

const versions = async () => (await listReleases(folder.path)).map(({ version }) => version);

test('releases are in the order of their versions, not of their names', async () => {
  await folder.write({
    ...{ '1.9.0.yaml': PETS, '1.10.0.json': '{}', 'pets-v1.10.0-rc.2.yaml': PETS, '1.10.0-rc.10.yml': PETS },
    ...{ 'v2.0.0/openapi.yaml': PETS, 'README.md': '# Releases', 'notes/read.md': '', '.keep': '' },
  });
  expect(await versions()).toEqual(['1.9.0', '1.10.0-rc.2', '1.10.0-rc.10', '1.10.0', '2.0.0']);
  expect((await listReleases(folder.path)).at(-1)?.file).toBe(join(folder.path, 'v2.0.0/openapi.yaml'));
});

test('openapi.yaml is the document of a folder that has others too', async () => {
  await folder.write({ '1.0.0/openapi.json': '{}', '1.0.0/openapi.yaml': PETS, '1.0.0/swagger.json': '{}' });
  expect((await listReleases(folder.path)).map(({ file }) => file)).toEqual([join(folder.path, '1.0.0/openapi.yaml')]);
});

test('info.version decides if the name has no version', async () => {
  await folder.write({ 'old.yaml': PETS.replace('1.0.0', '0.9.0'), 'march.yaml': PETS });
  expect(await versions()).toEqual(['0.9.0', '1.0.0']);
});

test.each<[title: string, files: Record<string, string>, message: string]>([
  ['no document', { 'README.md': '' }, 'has no released document.'],
  ['a version twice', { '1.0.0.yaml': PETS, 'v1.0.0.json': '{}' }, 'have the same version, 1.0.0. Remove one of them.'],
  ['a date as version', { 'a.yaml': PETS.replace('1.0.0', '2026-11-28') }, 'has the info.version "2026-11-28"'],
  ['no version at all', { 'a.yaml': 'openapi: 3.1.0' }, 'has no info.version, and no semantic version in its name.'],
  ['a file that is not YAML', { 'a.yaml': '{' }, 'a.yaml cannot be read: '],
])('a folder with %s is a usage error', async (_title, files, message) => {
  await folder.write(files);
  await expect(listReleases(folder.path)).rejects.toMatchObject({
    name: 'UsageError',
    message: expect.stringContaining(message),
  });
});

test('a folder that does not exist is a usage error', async () => {
  await expect(listReleases(join(folder.path, 'none'))).rejects.toThrow('cannot be read: it does not exist.');
});
