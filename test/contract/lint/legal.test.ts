import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Schema } from '../../../src/contract/document/document.ts';
import { findProblems, toLintProblem } from '../../../src/contract/lint/lint.ts';

/** A schema that a response refers to, in a document without other problems. */
async function problemsOf(
  pet: Schema,
  { version = '3.1.1', others = {} as Record<string, Schema> } = {},
): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'legal-'));
  const file = join(folder, 'openapi.json');
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Pet' } } };
  const responses = { 200: { description: 'Pets.', content } };
  const document = {
    ...{ openapi: version, info: { title: 'Pets', version: '1' }, security: [] },
    paths: { '/pets': { get: { operationId: 'listPets', responses } } },
    components: { schemas: { Pet: pet, ...others } },
  };
  await writeFile(file, JSON.stringify(document, null, 1));
  const problems = await findProblems(file).finally(() => rm(folder, { recursive: true }));
  return problems.map(toLintProblem).map(({ rule, line, message }) => `${rule} ${line}: ${message.split('\n')[0]}`);
}

describe('unknown keywords of a schema are annotations since OpenAPI 3.1 (JSON Schema 2020-12 core §6.5)', () => {
  test.each(['3.1.1', '3.2.0'])('in %s', async (version) => {
    const unknown = { foo: 'bar', unit: { of: ['x'] }, precision: 2 };
    expect(
      await problemsOf({ ...unknown, properties: { size: { type: 'integer', ...unknown } } }, { version }),
    ).toEqual([]);
  });

  test('and not in 3.0', async () => {
    expect(await problemsOf({ type: 'object', precision: 2 }, { version: '3.0.4' })).toEqual([
      expect.stringMatching(/^struct \d+: Property `precision` is not expected here\.$/),
    ]);
  });

  test.each(['requierd', 'propertys', 'tpye', 'typ', 'maxlength', 'nullable', 'dependencies', 'additionalItems'])(
    'but %s is misspelled, or validated in another version',
    async (keyword) => {
      expect(await problemsOf({ [keyword]: true })).toEqual([
        expect.stringContaining(`Property \`${keyword}\` is not expected here.`),
      ]);
    },
  );
});

describe('a mapping of a discriminator', () => {
  const kind = (name: string): Schema => ({
    ...{ type: 'object', required: ['kind'], properties: { kind: { type: 'string', const: name } } },
  });
  const others = { Cat: kind('cat'), Dog: kind('dog') };
  const pet = (mapping: Record<string, string>): Schema => ({
    oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
    discriminator: { propertyName: 'kind', mapping },
  });

  test('has names of schemas and references to them (OAS 3.1 §4.8.25)', async () => {
    expect(await problemsOf(pet({ cat: 'Cat', dog: 'Dog', two: '#/components/schemas/Cat' }), { others })).toEqual([]);
  });

  test('has one problem where a name is unknown', async () => {
    expect(await problemsOf(pet({ cat: 'Cats' }), { others })).toEqual([
      expect.stringMatching(/^no-unresolved-refs \d+: Can't resolve \$ref/),
    ]);
  });

  test('has one problem where a reference leads to another host', async () => {
    expect(await problemsOf(pet({ cat: 'https://other.test/cat.json' }), { others })).toEqual([
      expect.stringMatching(
        /^no-unresolved-refs \d+: Can't resolve \$ref: https:\/\/other\.test\/cat\.json is on another host\. Allow that with --allow-remote\.$/,
      ),
    ]);
  });
});
