import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Artefact, buildArtefacts } from '../../../src/contract/build/build.ts';
import { shortHash } from '../../../src/contract/build/module.ts';
import type { OpenApiDocument, Schema } from '../../../src/contract/document/document.ts';
import { isObject } from '../../../src/contract/document/references.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stable-diffs-'));
});
afterAll(() => rm(folder, { recursive: true }));

const examples = join(dirname(createRequire(import.meta.url).resolve('@readme/oas-examples/package.json')), '3.1/json');

const DOCUMENTS = {
  'this API': 'generated/openapi.json',
  'a document of few components': join(examples, 'petstore.json'),
  'a document with responses and parameters among its components': join(examples, 'train-travel.json'),
};

/** Lines that the new text no longer holds, in their order. A comma at the end of a line belongs to what follows it. */
function removedLines(before: string, after: string): string[] {
  const lines = (text: string) => text.split('\n').map((line) => line.replace(/,$/, ''));
  const left = lines(after);
  let next = 0;
  return lines(before).filter((line) => {
    const found = left.indexOf(line, next);
    if (found >= 0) next = found + 1;
    return found < 0;
  });
}

async function build(document: OpenApiDocument): Promise<Artefact[]> {
  const file = join(folder, 'openapi.json');
  await writeFile(file, JSON.stringify(document));
  return await buildArtefacts(file);
}

/** By file: what the change removes. */
function compare(before: Artefact[], after: Artefact[]): Record<string, string[]> {
  const removed = before.map(({ name, text }) => {
    const changed = after.find((artefact) => artefact.name === name)?.text ?? '';
    return [name, removedLines(text, changed).slice(0, 5)] as const;
  });
  return Object.fromEntries(removed.filter(([, lines]) => lines.length > 0));
}

/**
 * An operation that uses what others use, and things of its own.
 *
 * @param client the generated client, which lists schemas that only requests contain: a response with one of them would change
 *   what clients read
 */
function newOperation(document: OpenApiDocument, client: string): Record<string, unknown> {
  const { schemas = {}, responses = {}, parameters = {} } = document.components ?? {};
  const content = (schema: unknown) => ({ 'application/json': { schema } });
  const refer = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const references = Object.keys(schemas).map(refer);
  const read = Object.keys(schemas)
    .filter((name) => !client.includes(`  | "${name}"`))
    .map(refer);
  const [response] = Object.keys(responses);
  const [parameter] = Object.keys(parameters);
  const inline = { type: 'object', properties: { first: references[0] ?? {}, list: { type: 'array', items: {} } } };
  return {
    operationId: 'aNewOperation',
    parameters: [
      { name: 'new', in: 'query', schema: { type: 'integer' } },
      ...(parameter === undefined ? [] : [{ $ref: `#/components/parameters/${parameter}` }]),
    ],
    requestBody: { content: content({ anyOf: [...references, inline] }) },
    responses: {
      200: { description: 'All.', content: content({ oneOf: read }) },
      201: { description: 'One.', content: content(read.at(-1) ?? {}) },
      202: { description: 'Its own.', content: content(inline) },
      ...(response === undefined ? {} : { 400: { $ref: `#/components/responses/${response}` } }),
    },
  };
}

function atTop<Value>(name: string, value: Value, rest: Record<string, Value> = {}): Record<string, Value> {
  return { [name]: value, ...rest };
}

describe.each(Object.entries(DOCUMENTS))('%s', (_title, file) => {
  let document: OpenApiDocument;
  let before: Artefact[];
  beforeAll(async () => {
    document = JSON.parse(await readFile(file, 'utf8')) as OpenApiDocument;
    before = await build(document);
  });

  test('a new operation at the top removes no line of any file', async () => {
    const client = before.find(({ name }) => name === 'client.ts')?.text ?? '';
    const paths = atTop('/a/new/path', { post: newOperation(document, client) }, document.paths);
    const after = await build({ ...document, paths });
    expect(compare(before, after)).toEqual({});
    expect(compare(after, before)).toHaveProperty(['operations.ts']);
  });

  test('a new schema at the top removes no line of any file', async () => {
    const schema = { type: 'object', properties: { name: { type: 'string', pattern: '^new$', format: 'date' } } };
    const schemas = atTop<Schema>('ANewSchema', schema, document.components?.schemas);
    const after = await build({ ...document, components: { ...document.components, schemas } });
    expect(compare(before, after)).toEqual({});
    expect(compare(after, before)).toHaveProperty(['validators.js']);
  });

  test('a new property removes lines of its own schema only', async () => {
    const schemas = document.components?.schemas ?? {};
    const [name, schema] = Object.entries(schemas).find(([, { properties }]) => isObject(properties)) ?? ['', {}];
    const properties = atTop('a_new_property', { type: 'string', minLength: 1 }, schema.properties as Schema);
    const changed = { ...schemas, [name]: { ...schema, properties } };
    const after = await build({ ...document, components: { ...document.components, schemas: changed } });
    expect(compare(before, after)).toHaveProperty(['validators.js']);
    const others = before.map((artefact) => ({ ...artefact, text: withoutStatements(artefact.text, name) }));
    expect(compare(others, after)).toEqual({});
  });
});

/** The text without the validators and serializers of a component. */
function withoutStatements(text: string, component: string): string {
  const names = [component, `${component}_request`, `${component}_response`];
  const own = `(?:const schema_(?:${names.map(shortHash).join('|')})|function (?:validate|pick)_(?:${names.join('|')}))`;
  return text.replaceAll(new RegExp(`^${own}\\b.*?^(?=(?:export )?(?:const|function) [a-z]+_|export )`, 'gms'), '');
}

test('a new operation at the top of a document in several files removes no line of any file', async () => {
  const root = join(folder, 'openapi/openapi.yaml');
  await cp('openapi', dirname(root), { recursive: true });
  const before = await buildArtefacts(root);
  const text = await readFile(root, 'utf8');
  // It reaches components first that others reach later.
  const operation = `paths:
  /a/new/path:
    get:
      operationId: aNewOperation
      responses:
        '200': { description: One., content: { application/json: { schema: { $ref: components/schemas/VoiceList.yaml } } } }
        '404': { $ref: components/responses/AgentNotFound.yaml }
`;
  await writeFile(root, text.replace(/^paths:\n/m, operation));
  const after = await buildArtefacts(root);
  expect(compare(before, after)).toEqual({});
  expect(compare(after, before)).toHaveProperty(['openapi.json']);
});
