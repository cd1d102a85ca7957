import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toHar } from '../../../../src/contract/verify/har.ts';
import { createFolder, type Ended, type Folder } from '../../command.ts';

const PETS = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  paths: {
    '/pets': {
      get: {
        operationId: 'listPets',
        responses: { 200: { description: '', content: { 'application/json': { schema: { type: 'array' } } } } },
      },
    },
  },
};

describe('keepspec observe', () => {
  let folder: Folder;
  beforeAll(async () => {
    folder = await createFolder();
    const files: Record<string, string> = { 'pets.json': JSON.stringify(PETS) };
    const exchange = (text: string) => ({
      ...{ method: 'GET', target: '/pets', headers: { authorization: 'Bearer secret-key' }, body: undefined },
      response: {
        ...{ status: 200, headers: { 'content-type': 'application/json' }, mediaType: 'application/json' },
        ...{ text, value: JSON.parse(text) },
      },
    });
    files['good.har'] = toHar('http://pets.test', [exchange('[]')]);
    files['bad.har'] = toHar('http://pets.test', [exchange('[]'), exchange('{}')]);
    files['empty.har'] = toHar('http://pets.test', []);
    await folder.write(files);
  });
  afterAll(() => folder.remove());
  const observe = (...args: string[]): Promise<Ended> => folder.run(['observe', 'pets.json', ...args]);

  test('checks a record, writes findings without credentials, and stores coverage', async () => {
    const bad = await observe('--har', 'bad.har', '--findings', 'found.json', '--coverage', 'covered');
    expect([bad.code, bad.out]).toEqual([1, expect.stringContaining('✗ listPets: response_schema_conformance')]);
    expect(bad.out).toContain('2 requests, 1 finding.');
    const findings = await readFile(join(folder.path, 'found.json'), 'utf8');
    expect(JSON.parse(findings)).toMatchObject([{ check: 'response_schema_conformance', operationId: 'listPets' }]);
    expect(findings + bad.out).not.toContain('secret-key');
    const coverage = await folder.run(['coverage', 'pets.json', '--from', 'covered', '--min', 'operations=100']);
    expect(coverage.code).toBe(0);
  });

  test('succeeds without findings, and with the check switched off', async () => {
    expect(await observe('--har', 'good.har')).toMatchObject({ code: 0, out: expect.stringContaining('no findings') });
    const off = await observe('--har', 'good.har', '--har', 'bad.har', '--off', 'response_schema_conformance');
    expect([off.code, off.out]).toEqual([0, expect.stringContaining('3 requests, no findings.')]);
  });

  test('exits with 2 if no request was observed, and on a usage error', async () => {
    expect((await observe('--har', 'empty.har')).code).toBe(2);
    expect(await observe()).toMatchObject({
      code: 2,
      err: expect.stringContaining('observe needs either --har or --from'),
    });
    expect((await observe('--har', 'missing.har')).err).toContain('--har: missing.har cannot be read');
    expect((await observe('--har', 'pets.json')).err).toContain('pets.json is not an HTTP Archive');
    expect((await observe('--har', 'good.har', '--off', 'respond')).err).toContain(
      '--off: there is no check "respond". Did you mean "responds"?',
    );
    expect((await observe('--from', 'nowhere')).err).toContain('nowhere has no observed traffic');
  });
});
