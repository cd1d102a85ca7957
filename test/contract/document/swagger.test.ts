import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildArtefacts, compileContract } from '../../../src/contract/build/build.ts';
import { bundleContract } from '../../../src/contract/document/bundle.ts';
import { convertSwagger } from '../../../src/contract/document/swagger.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'swagger-'));
});
afterEach(() => rm(folder, { recursive: true }));

const pet = { name: 'pet', in: 'body', required: true, schema: { $ref: '#/definitions/Pet' } };
const document = {
  swagger: '2.0',
  info: { title: 'Pets', version: '1.0.0' },
  basePath: '/v1',
  consumes: ['application/json'],
  produces: ['application/json'],
  parameters: { pet },
  paths: {
    '/pets': {
      get: {
        operationId: 'listPets',
        parameters: [
          { name: 'tags', in: 'query', type: 'array', items: { type: 'string' }, collectionFormat: 'pipes' },
        ],
        responses: { 200: { description: 'Pets.', schema: { type: 'array', items: { $ref: '#/definitions/Pet' } } } },
      },
      post: {
        operationId: 'addPet',
        parameters: [{ $ref: '#/parameters/pet' }],
        responses: { 201: { description: 'Added.' } },
      },
    },
    '/photos': {
      parameters: [{ name: 'file', in: 'formData', type: 'file', required: true }],
      post: {
        operationId: 'addPhoto',
        consumes: ['multipart/form-data'],
        parameters: [{ name: 'note', in: 'formData', type: 'string' }],
        responses: { 201: { description: 'Added.' } },
      },
    },
  },
  definitions: {
    Pet: { type: 'object', required: ['name'], properties: { name: { type: 'string', 'x-nullable': true } } },
  },
};

const operations = async () => {
  const compiled = compileContract(await convertSwagger(structuredClone(document)));
  return new Map(compiled.operations.map((operation) => [operation.operationId, operation]));
};

test('a converted document has the base path, parameters and bodies of the Swagger 2.0 document', async () => {
  const found = await operations();
  expect([...found.keys()]).toEqual(['listPets', 'addPet', 'addPhoto']);
  expect(found.get('listPets')?.basePaths).toEqual(['/v1']);
  expect(found.get('listPets')?.parameters).toMatchObject([{ name: 'tags', in: 'query', style: 'pipeDelimited' }]);
  const photo = found.get('addPhoto');
  expect(photo?.parameters).toEqual([]);
  expect(photo?.requestBody?.required).toBe(true);
  expect(Object.keys(photo?.requestBody?.content['multipart/form-data']?.form?.properties ?? {}).sort()).toEqual([
    'file',
    'note',
  ]);
});

test('a body parameter behind a reference becomes a request body, and x-nullable allows null', async () => {
  const body = (await operations()).get('addPet')?.requestBody;
  expect(body?.required).toBe(true);
  const validate = body?.content['application/json']?.validate;
  expect([{ name: 'Rex' }, { name: null }, { name: 1 }, {}].map((value) => validate?.(value))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test('each operation has the body of its path item, unless it has one of its own, and every other parameter once', async () => {
  const limit = { name: 'limit', in: 'query', type: 'integer' };
  const own = { name: 'pet', in: 'body', schema: { type: 'object', required: ['own'] } };
  const responses = { 200: { description: 'Done.' } };
  const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'];
  const parameters = [{ $ref: '#/parameters/pet' }, limit];
  const all = Object.fromEntries(methods.map((method) => [method, { operationId: method, responses }]));
  const post = { operationId: 'own', responses, parameters: [own, limit] };
  const paths = { '/all': { parameters, ...all }, '/own': { parameters, post } };
  const compiled = compileContract(await convertSwagger({ ...structuredClone(document), paths }));
  const validates = compiled.operations.map(({ operationId, parameters, requestBody }) => {
    const validate = requestBody?.content['application/json']?.validate;
    return [operationId, parameters.length, validate?.({ name: 'Rex' }), validate?.({ own: 1 })];
  });
  expect(validates).toEqual([...methods.map((method) => [method, 1, true, false]), ['own', 1, false, true]]);
});

test('a Swagger 2.0 file is converted, which is reported, and builds', async () => {
  const file = join(folder, 'swagger.json');
  await writeFile(file, JSON.stringify(document));
  let conversions = 0;
  expect((await bundleContract(file, { onConvert: () => (conversions += 1) })).openapi).toBe('3.0.4');
  expect(conversions).toBe(1);
  const types = (await buildArtefacts(file)).find(({ name }) => name === 'types.ts')?.text;
  expect(types).toContain('name: string | null');
});

test('the conversion of a document is reported once, and that of none is not', async () => {
  const file = join(folder, 'openapi.json');
  const conversionsOf = async (root: object): Promise<number> => {
    await writeFile(file, JSON.stringify(root));
    let count = 0;
    await bundleContract(file, { onConvert: () => count++ });
    return count;
  };
  expect(await conversionsOf(document)).toBe(1);
  expect(await conversionsOf({ openapi: '3.1.1', info: document.info, paths: {} })).toBe(0);
});

test('what is not a text among the media types is left out', async () => {
  const { paths } = await convertSwagger({ ...structuredClone(document), consumes: [5, 'text/csv'], produces: [null] });
  const pets = paths?.['/pets'] as { post: { requestBody: { content: object } } };
  expect(Object.keys(pets.post.requestBody.content)).toEqual(['text/csv']);
});
