import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildArtefacts } from '../../../src/contract/build/build.ts';
import { ROOT } from '../../../src/contract/build/convert-schema.ts';
import { isRootWorthThread, isWorthThread, startThread } from '../../../src/contract/build/thread.ts';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { petContract } from '../serve/pets.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thread-'));
});
afterAll(() => rm(folder, { recursive: true }));

const pad = 'x'.repeat(3_000_000);
const Pet = {
  type: 'object',
  nullable: true,
  required: ['name'],
  properties: { name: { type: 'string', format: 'nmae' } },
};
const paths = {
  '/pets': {
    get: {
      operationId: 'listPets',
      repsonses: {},
      responses: {
        200: {
          description: 'Pets.',
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } },
        },
      },
    },
  },
};

/** Builds a document of a few lines, and the same one made large by an extension. */
async function buildBoth(document: OpenApiDocument) {
  const builds = [document, { ...document, 'x-pad': pad }].map(async (one, index) => {
    const file = join(folder, `${index}.json`);
    const text = JSON.stringify(one, null, 2);
    expect(isWorthThread(text)).toBe(index === 1);
    await writeFile(file, text);
    const lines: string[] = [];
    const warn = (line: string) => void lines.push(line.replace(file, '').replace(/^.*\/\d\.json/, ''));
    const artefacts = await buildArtefacts(file, warn, { documentName: 'pets' }).catch((error: Error) => error.message);
    if (typeof artefacts === 'string') return { failure: artefacts.replaceAll(/\S*\/\d\.json/g, '') };
    return { lines, texts: artefacts.filter(({ name }) => name !== 'openapi.json') };
  });
  return Promise.all(builds);
}

describe('a large document, whose structure and types another thread looks after', () => {
  test('has the artefacts and warnings of a small one', async () => {
    const [small, large] = await buildBoth(petContract(paths, { schemas: { Pet } }));
    expect(large).toEqual(small);
    expect(small?.lines?.join()).toContain('repsonses');
    expect(small?.lines?.join()).toContain('nmae');
  });

  test('has the errors of a small one, those of its structure first', async () => {
    const Broken = { type: 'object', properties: { a: { minLength: 'x' } } };
    const broken = petContract({ ...paths, '/dogs': [] as never }, { schemas: { Pet, Broken } });
    const [small, large] = await buildBoth(broken);
    expect(small?.failure).toContain('PathItem');
    expect(large).toEqual(small);
    const [inSchemas, inLarge] = await buildBoth(petContract(paths, { schemas: { Pet, Broken } }));
    expect(inSchemas?.failure).toContain('minLength');
    expect(inLarge).toEqual(inSchemas);
  });
});

test('a thread that fails rejects what it was to make', async () => {
  const file = join(folder, 'other.json');
  await writeFile(file, JSON.stringify(petContract(paths)));
  const { structure, writeTypes, compileValidators, stop } = startThread({ file, reading: {} });
  const types = writeTypes({ document: 'no document' as never, discriminator: 'schemas' });
  const claimed = new Int32Array(new SharedArrayBuffer(4));
  const validators = compileValidators({ root: { $id: ROOT, $defs: {} }, names: [], claimed });
  expect(await structure).toHaveLength(1);
  await expect(types).rejects.toThrow(TypeError);
  await expect(validators).rejects.toThrow(TypeError);
  await expect(writeTypes({ document: petContract(paths), discriminator: 'schemas' })).rejects.toThrow(TypeError);
  stop();
});

test('a thread starts before a large root is read, and after a small one whose files are large together', async () => {
  const file = join(folder, 'root.json');
  await writeFile(file, pad);
  expect(await isRootWorthThread(file, {})).toBe(true);
  await writeFile(file, '{}');
  expect(await isRootWorthThread(file, {})).toBe(false);
  expect(await isRootWorthThread(file, { texts: new Map([[file, pad]]) })).toBe(true);
  expect(await isRootWorthThread(join(folder, 'missing.json'), {})).toBe(false);
});
