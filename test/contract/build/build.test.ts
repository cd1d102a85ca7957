import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import config from '../../../keepspec.config.ts';
import { buildArtefacts, findStaleArtefacts, writeArtefacts } from '../../../src/contract/build/build.ts';
import { ContractError } from '../../../src/contract/document/document.ts';

const artefacts = [
  { name: 'openapi.json', text: '{}\n' },
  { name: 'types.ts', text: 'export type A = 1;\n' },
];

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'build-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('the contract of this API', () => {
  test('builds to the same bytes each time, wherever it stands', async () => {
    await cp('openapi', join(folder, 'deep/openapi'), { recursive: true });
    const first = await buildArtefacts('openapi/openapi.yaml');
    expect(first.map(({ name }) => name)).toEqual([
      ...['openapi.json', 'types.ts', 'validators.js', 'validators.d.ts', 'serializers.js', 'serializers.d.ts'],
      ...['contract.js', 'contract.d.ts', 'operations.ts', 'client.ts'],
    ]);
    expect(await buildArtefacts('openapi/openapi.yaml')).toEqual(first);
    const moved = join(folder, 'deep/openapi/openapi.yaml');
    expect(await buildArtefacts(moved, undefined, { documentName: 'openapi/openapi.yaml' })).toEqual(first);
  });

  test('is what generated/ was made from', async () => {
    const { clientRuntime = '' } = config.build ?? {};
    const built = await buildArtefacts('openapi/openapi.yaml', undefined, { clientRuntime });
    expect(await findStaleArtefacts(built, 'generated')).toEqual([]);
  });

  test('every file of the contract is used', async () => {
    const files = (await readdir('openapi', { recursive: true })).filter((file) => file.endsWith('.yaml'));
    const texts = await Promise.all(files.map((file) => readFile(join('openapi', file), 'utf8')));
    expect(texts.length).toBeGreaterThan(50);
    const referenced = texts.join('\n');
    const unused = files.map((file) => basename(file)).filter((name) => !referenced.includes(name));
    expect(unused).toEqual(['openapi.yaml']);
  });
});

test('each step of a build is reported before it begins', async () => {
  const file = join(folder, 'openapi.json');
  await writeFile(file, JSON.stringify({ openapi: '3.1.1', info: { title: 'It', version: '1' }, paths: {} }));
  const steps: string[] = [];
  await buildArtefacts(file, undefined, { onStep: (step) => steps.push(step) });
  expect(steps).toEqual(['reading', 'structure', 'schemas', 'validators', 'types']);
});

describe('findStaleArtefacts', () => {
  beforeEach(() => writeArtefacts(artefacts, join(folder, 'made/here')));
  const stale = () => findStaleArtefacts(artefacts, join(folder, 'made/here'));

  test('finds nothing after writeArtefacts', async () => {
    expect(await stale()).toEqual([]);
  });

  test('finds a file that was changed by one byte', async () => {
    await writeFile(join(folder, 'made/here/types.ts'), 'export type A = 2;\n');
    expect(await stale()).toEqual(['types.ts']);
  });

  test('finds a file that is missing', async () => {
    await rm(join(folder, 'made/here/openapi.json'));
    expect(await stale()).toEqual(['openapi.json']);
  });

  test('finds all files where the folder is missing', async () => {
    expect(await findStaleArtefacts(artefacts, join(folder, 'none'))).toEqual(['openapi.json', 'types.ts']);
  });

  test('writing once more mends them', async () => {
    await writeFile(join(folder, 'made/here/types.ts'), '');
    await writeArtefacts(artefacts, join(folder, 'made/here'));
    expect(await stale()).toEqual([]);
  });
});

describe('buildArtefacts', () => {
  test('a contract that cannot be read is a ContractError and writes nothing', async () => {
    await expect(buildArtefacts(join(folder, 'openapi.yaml'))).rejects.toThrow(ContractError);
  });

  test('each step is reported before it begins', async () => {
    const file = join(folder, 'openapi.yaml');
    await writeFile(file, 'openapi: 3.1.1\ninfo: { title: Pets, version: 1.0.0 }\npaths: {}\n');
    const steps: string[] = [];
    await buildArtefacts(file, () => undefined, { onStep: (step) => steps.push(step) });
    expect(steps).toEqual(['reading', 'structure', 'schemas', 'validators', 'types']);
  });

  test('types mark what is only read and only written', async () => {
    const file = join(folder, 'openapi.yaml');
    await writeFile(
      file,
      `openapi: 3.1.1
info: { title: Pets, version: 1.0.0 }
paths: {}
components:
  schemas:
    Pet:
      type: object
      properties:
        id: { type: string, readOnly: true }
        key: { type: string, writeOnly: true }
        age: { type: integer, default: 1 }
`,
    );
    const types = (await buildArtefacts(file)).find(({ name }) => name === 'types.ts')?.text ?? '';
    expect(types).toMatch(/^\/\/ Generated by keepspec build from openapi\.yaml\. Do not edit\.\n/);
    expect(types).toMatch(/id\?: \$Read<string>/);
    expect(types).toMatch(/key\?: \$Write<string>/);
    expect(types).toMatch(/age\?: number/);
  });
});
