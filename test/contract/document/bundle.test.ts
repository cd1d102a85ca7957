import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { bundleContract } from '../../../src/contract/document/bundle.ts';
import { ContractError } from '../../../src/contract/document/document.ts';
import { readBundle } from '../../../src/contract/document/read-bundle.ts';
import { createFindSchema } from '../../../src/contract/document/references.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bundle-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(files: Record<string, string>): Promise<string> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return join(folder, 'openapi.yaml');
}

const head = 'openapi: 3.1.1\ninfo: { title: Pets, version: 1.0.0 }\n';
const contract = {
  'openapi.yaml': `${head}paths:\n  /pets:\n    $ref: paths/pets.yaml\n`,
  'paths/pets.yaml':
    "get:\n  operationId: listPets\n  responses:\n    '200':\n      description: Pets.\n      content:\n        application/json:\n          schema: { $ref: ../schemas/Pet.yaml }\n",
  'schemas/Pet.yaml': 'type: object\nproperties:\n  friend: { $ref: Name.yaml }\n',
  'schemas/Name.yaml': 'type: string\n',
};

describe('bundleContract', () => {
  test('makes every reference local, components named after their files', async () => {
    const document = await bundleContract(await write(contract));
    expect(document.components?.schemas).toEqual({
      Pet: { type: 'object', properties: { friend: { $ref: '#/components/schemas/Name' } } },
      Name: { type: 'string' },
    });
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]*)"/g)].map(([, reference]) => reference);
    expect(references.length).toBeGreaterThan(0);
    for (const reference of references) expect(reference).toMatch(/^#\//);
  });

  test.each([
    ['a root that is missing', { 'other.yaml': '' }, 'openapi.yaml'],
    [
      'a file that is missing',
      { ...contract, 'schemas/Pet.yaml': 'items:\n  $ref: None.yaml\n' },
      'schemas/Pet.yaml:2:',
    ],
    [
      'a place that is missing',
      { ...contract, 'schemas/Pet.yaml': 'items:\n  $ref: Name.yaml#/no\n' },
      'schemas/Pet.yaml:2:',
    ],
    ['a file that is not YAML', { ...contract, 'schemas/Name.yaml': 'type: string\n  broken: [\n' }, 'Name.yaml'],
  ])('%s is a ContractError that says where', async (_what, files, where) => {
    const failure = await bundleContract(await write(files)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ContractError);
    expect((failure as Error).message).toContain(where);
    expect((failure as Error).message).not.toContain(`'${folder}`);
  });
});

describe('a reference by the $id of a schema of the same file (JSON Schema core §8.2.1)', () => {
  const schemaOf = (reference: string) =>
    `paths:\n  /a:\n    get:\n      responses:\n        '200': { description: A, content: { application/json: { schema: { $ref: '${reference}' } } } }\n`;
  const components = `components:
  schemas:
    Page: { $id: 'https://pages.example/schemas/page', type: array, items: { $ref: item } }
    Item: { $id: 'https://pages.example/schemas/item', $anchor: whole, properties: { name: { type: string } } }
    Named: { $id: named, properties: { example: { $ref: 'https://pages.example/schemas/item#/properties/name' } } }
    Plain: { default: { $ref: item, $id: 'https://pages.example/schemas/default' } }
`;

  test.each([
    ['https://pages.example/schemas/page', '#/components/schemas/Page'],
    ['https://pages.example/schemas/item#whole', '#/components/schemas/Item'],
    ['named', '#/components/schemas/Named'],
  ])('%s leads to it', async (reference, expected) => {
    const document = await bundleContract(await write({ 'openapi.yaml': head + schemaOf(reference) + components }));
    expect(JSON.stringify(document.paths)).toContain(`{"schema":{"$ref":"${expected}"}}`);
    expect(document.components?.schemas).toMatchObject({
      Page: { items: { $ref: '#/components/schemas/Item' } },
      Named: { properties: { example: { $ref: '#/components/schemas/Item/properties/name' } } },
      Plain: { default: { $ref: 'item' } },
    });
  });

  test('leads to it in a file of schemas too', async () => {
    const parts = `page: { $id: 'https://pages.example/page', items: { $ref: item } }\nitem: { $id: 'https://pages.example/item', type: string }\n`;
    const files = { 'openapi.yaml': head + schemaOf('parts.yaml#/page'), 'parts.yaml': parts };
    const document = await bundleContract(await write(files));
    expect(document.components?.schemas).toMatchObject({
      page: { items: { $ref: '#/components/schemas/item' } },
      item: { type: 'string' },
    });
  });

  test('is relative to $self in OpenAPI 3.2', async () => {
    const root = `openapi: 3.2.0\n$self: https://pages.example/openapi.yaml\ninfo: { title: A, version: '1' }\n`;
    const text = `${root}${schemaOf('https://pages.example/named')}${components}`;
    const document = await bundleContract(await write({ 'openapi.yaml': text }));
    expect(JSON.stringify(document.paths)).toContain('{"$ref":"#/components/schemas/Named"}');
  });
});

test.each([
  ['a~1b', 'string'],
  ['c~0d', 'integer'],
  ['50%25', 'boolean'],
])('a part of another file is found by a name that is escaped: %s', async (name, type) => {
  const parts = 'a/b: { type: string }\nc~d: { type: integer }\n50%: { type: boolean }\n';
  const schemas = `components:\n  schemas:\n    It: { items: { $ref: 'parts.yaml#/${name}' } }\n`;
  const document = await bundleContract(
    await write({ 'openapi.yaml': `${head}paths: {}\n${schemas}`, 'parts.yaml': parts }),
  );
  const It = document.components?.schemas?.It as { items: { $ref: string } };
  expect(createFindSchema(document)(It.items.$ref)).toEqual({ type });
});

describe('a reference to the document by its $self (OAS 3.2 §4.1.2.2)', () => {
  const documentOf = (self: string, reference: string, more = ''): string =>
    `openapi: 3.2.0\n$self: ${self}\ninfo: { title: A, version: '1' }\npaths:\n  /a:\n    get:\n      operationId: a\n      responses:\n        '200':\n          description: A.\n          content: { application/json: { schema: { $ref: '${reference}' } } }\n${more}components:\n  schemas:\n    A: { type: string }\n`;

  test.each([
    ['https://a.example/api/openapi.yaml', 'https://a.example/api/openapi.yaml#/components/schemas/A'],
    ['https://a.example/api/openapi.yaml', 'openapi.yaml#/components/schemas/A'],
    ['https://a.example/api/openapi', '/api/openapi#/components/schemas/A'],
    ['https://a.example/api/openapi', '../api/openapi#/components/schemas/A'],
    ['/api/named', 'named#/components/schemas/A'],
  ])('%s is local as %s', async (self, reference) => {
    const document = await bundleContract(await write({ 'openapi.yaml': documentOf(self, reference) }));
    expect(JSON.stringify(document.paths)).toContain('{"$ref":"#/components/schemas/A"}');
    expect(Object.keys(document.components?.schemas ?? {})).toEqual(['A']);
  });

  test('is local in links and mappings', async () => {
    const self = 'https://a.example/openapi.yaml';
    const links = "          links: { next: { operationRef: 'openapi.yaml#/paths/~1a/get' } }\n";
    const text = `${documentOf(self, '#/components/schemas/A', links)}    B:\n      oneOf: [{ $ref: '#/components/schemas/A' }]\n      discriminator: { propertyName: kind, mapping: { a: '${self}#/components/schemas/A', b: A } }\n`;
    const document = JSON.stringify(await bundleContract(await write({ 'openapi.yaml': text })));
    expect(document).toContain('{"operationRef":"#/paths/~1a/get"}');
    expect(document).toContain('"mapping":{"a":"#/components/schemas/A","b":"A"}');
  });

  test('leads to the document from its other files', async () => {
    const self = 'https://a.example/openapi.yaml';
    const files = {
      'openapi.yaml': documentOf(self, './other.yaml'),
      'other.yaml': `properties: { a: { $ref: '${self}#/components/schemas/A' } }\n`,
    };
    const { components } = await bundleContract(await write(files));
    expect(components?.schemas).toEqual({
      A: { type: 'string' },
      other: { properties: { a: { $ref: '#/components/schemas/A' } } },
    });
  });

  test('is relative to the schema with an $id that contains it', async () => {
    const self = 'https://a.example/openapi.yaml';
    const id =
      "    B: { $id: 'https://b.example/b', allOf: [{ $ref: 'openapi.yaml' }] }\n    C: { $id: 'https://b.example/openapi.yaml' }\n";
    const text = documentOf(self, '#/components/schemas/A') + id;
    const { components } = await bundleContract(await write({ 'openapi.yaml': text }));
    expect(components?.schemas?.B).toMatchObject({ allOf: [{ $ref: '#/components/schemas/C' }] });
  });
});

test('a root that is neither YAML nor JSON is reported in one line, with its place', async () => {
  const root = await write({ 'openapi.yaml': 'openapi: 3.1.1\n  broken: [\n' });
  const failure = (await bundleContract(root).catch((error: unknown) => error)) as Error;
  expect(failure.message).toMatch(/openapi\.yaml:\d+:\d+: Invalid YAML or JSON: [a-z][^\n/]+\.$/);
});

test.each([
  ['openapi: 3.0.4', undefined],
  ['openapi: 3.1.2', undefined],
  ['openapi: 3.2.0', undefined],
  ['openapi: 3.3.0', '3.3.0'],
  ['openapi: 4.0.0', '4.0.0'],
  ["swagger: '1.2'", '1.2'],
  ['asyncapi: 3.0.0', 'none'],
])('of the versions of OpenAPI 3.0, 3.1 and 3.2 are read, others are named: %s', async (version, named) => {
  const root = await write({ 'openapi.yaml': `${version}\ninfo: { title: Pets, version: 1.0.0 }\npaths: {}\n` });
  const failure = await bundleContract(root).catch((error: unknown) => error);
  if (named === undefined) expect(failure).toMatchObject({ paths: {} });
  else {
    expect(failure).toBeInstanceOf(ContractError);
    expect((failure as Error).message).toContain(named);
    expect((failure as ContractError).faults).toMatchObject([{ place: { file: root, line: 1, column: 1 } }]);
  }
});

test.each([
  ['none.yaml', 'none.yaml does not exist.'],
  ['openapi.yml', 'openapi.yml does not exist. Did you mean openapi.yaml?'],
  ['.', '. is a folder, not a document. Did you mean openapi.yaml?'],
  ['empty', 'empty is a folder, not a document. Pass the root document.'],
  ['openapi.yaml/part.yaml', 'openapi.yaml/part.yaml cannot be read: a part of the path is a file.'],
])('a root that cannot be read is named, with the likely one: %s', async (name, message) => {
  await write({ 'openapi.yaml': 'openapi: 3.1.1\n', 'empty/none.txt': '' });
  const failure = (await bundleContract(join(folder, name)).catch((error: unknown) => error)) as Error;
  expect(failure).toBeInstanceOf(ContractError);
  expect(failure.message.replaceAll(`${folder}/`, '').replaceAll(folder, '.')).toBe(message);
});

test('a text given for a path stands in for the file', async () => {
  const texts = new Map([[join(folder, 'stdin'), `${head}paths: {}\n`]]);
  expect(await bundleContract(join(folder, 'stdin'), { texts })).toMatchObject({ info: { title: 'Pets' } });
});

describe('readBundle', () => {
  test('reads what build wrote', async () => {
    await write({ 'openapi.json': '{"openapi":"3.1.1"}' });
    expect(await readBundle(join(folder, 'openapi.json'))).toEqual({ openapi: '3.1.1' });
  });

  test.each([
    ['is missing', {}, 'cannot be read'],
    ['is not valid JSON', { 'openapi.json': '{' }, 'is not valid JSON'],
  ])('a bundle that %s is a ContractError that says how to make it', async (_what, files, sentence) => {
    await write(files);
    const failure = await readBundle(join(folder, 'openapi.json')).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ContractError);
    expect((failure as Error).message).toContain('openapi.json');
    expect((failure as Error).message).toContain(sentence);
    expect((failure as Error).message).toContain('npm run generate');
  });
});

describe('a document on another host', () => {
  const refers = (url: string) =>
    JSON.stringify({
      openapi: '3.1.1',
      info: { title: 'Pets', version: '1' },
      paths: {},
      components: { schemas: { Pet: { $ref: `${url}/pet.json` } } },
    });

  test('is read only when that is asked for', async () => {
    let asked = 0;
    const server = createServer((_request, response) => {
      asked += 1;
      response.setHeader('content-type', 'application/json').end('{"type":"string"}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await write({ 'root.json': refers(url) });
    const root = join(folder, 'root.json');
    await expect(bundleContract(root)).rejects.toThrow(
      /root\.json:1:\d+: .*on another host\. Allow that with --allow-remote/,
    );
    expect(asked).toBe(0);
    const document = await bundleContract(root, { allowRemote: true });
    expect(JSON.stringify(document)).toContain('"type":"string"');
    server.close();
  });

  test('may refer to others of a host if it is on one itself', async () => {
    const texts: Record<string, string> = { '/pet.json': '{"type":"string"}' };
    const server = createServer(({ url = '' }, response) => void response.end(texts[url]));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    texts['/root.json'] = refers(url);
    expect(JSON.stringify(await bundleContract(`${url}/root.json`))).toContain('"type":"string"');
  });
});
