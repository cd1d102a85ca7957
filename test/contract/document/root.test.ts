import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { checkRoot, isRemote } from '../../../src/contract/document/root.ts';

test.each([
  ['http://a.example/openapi.yaml', true],
  ['HTTPS://a.example', true],
  ['mirror/https://a.example', false],
  ['httpd/openapi.yaml', false],
  ['openapi.yaml', false],
])('a document is named by a URL: %s is %s', (file, is) => {
  expect(isRemote(file)).toBe(is);
});

describe('a root document that is not there', () => {
  /** What is said of a file of a folder that has these files. */
  const said = async (name: string, ...files: string[]): Promise<string | undefined> => {
    const folder = await mkdtemp(join(tmpdir(), 'root-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    for (const file of files) await writeFile(join(folder, file), '');
    await mkdir(join(folder, 'folder'));
    const error = await checkRoot(join(folder, name)).catch((thrown: Error) => thrown);
    return error?.message.replaceAll(`${folder}/`, '').replaceAll(folder, '.');
  };

  test.each([
    ['openapi.yaml', ['openapi.json', 'openapi.yml'], 'openapi.yaml does not exist. Did you mean openapi.json?'],
    ['OpenAPI.yaml', ['OPENAPI.YML'], 'OpenAPI.yaml does not exist. Did you mean OPENAPI.YML?'],
    ['a.b.yaml', ['a.c.yaml', 'a.b.json'], 'a.b.yaml does not exist. Did you mean a.b.json?'],
    ['openapi.yaml', ['openapi.txt', 'openapi.yaml.bak', 'api.yaml'], 'openapi.yaml does not exist.'],
    ['openapi', ['openapi.yaml'], 'openapi does not exist. Did you mean openapi.yaml?'],
    ['.', ['b.yaml', 'openapi.json', 'swagger.json'], '. is a folder, not a document. Did you mean openapi.json?'],
    ['folder', [], 'folder is a folder, not a document. Pass the root document.'],
  ])('%s beside %j', async (name, files, message) => {
    expect(await said(name, ...files)).toBe(message);
  });

  test.each(['openapi.yaml', 'openapi.yml', 'openapi.json', 'swagger.yaml', 'swagger.json'])(
    'is a folder in which %s is found',
    async (name) => {
      expect(await said('.', name)).toContain(`Did you mean ${name}?`);
    },
  );

  test('is not looked for where it is a URL, or a text that is at hand', async () => {
    expect(await checkRoot('https://a.example/none.yaml')).toBeUndefined();
    expect(await checkRoot('/none.yaml', { texts: new Map([['/none.yaml', '']]) })).toBeUndefined();
    expect(await said('openapi.yaml', 'openapi.yaml')).toBeUndefined();
  });
});
