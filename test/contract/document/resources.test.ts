import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildArtefacts, compileContract } from '../../../src/contract/build/build.ts';
import { createSchemaTypes, type SchemaTypes } from '../../../src/contract/build/schema-types.ts';
import { bundleContract } from '../../../src/contract/document/bundle.ts';
import type { ContractError, OpenApiDocument, Schema } from '../../../src/contract/document/document.ts';
import { locateFaults } from '../../../src/contract/document/locate.ts';
import { createFindSchema, lookUp } from '../../../src/contract/document/references.ts';
import { normalizeDocument } from '../../../src/contract/document/resources.ts';
import { sampleValue } from '../../../src/contract/values/sample.ts';

const text: Schema = { type: 'string' };
const integer: Schema = { type: 'integer' };
const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

function documentOf(schemas: Record<string, Schema>, body: Schema = {}): OpenApiDocument {
  const content = { 'application/json': { schema: body } };
  const operation = { operationId: 'send', requestBody: { content }, responses: { 204: { description: 'Done.' } } };
  const info = { title: 'Resources', version: '1' };
  return { openapi: '3.1.1', info, paths: { '/': { post: operation } }, components: { schemas } };
}

/** What validators, types and samples make of the body of a request. */
function readingsOf(schemas: Record<string, Schema>, body: Schema) {
  const document = documentOf(schemas, body);
  const validate = compileContract(document).operations[0]?.requestBody?.content['application/json']?.validate;
  const normalized = normalizeDocument(document);
  const schema = bodyOf(normalized);
  const types = createSchemaTypes(normalized);
  const type = types.typeOf(schema).text;
  return {
    isValid: (value: unknown): boolean | undefined => validate?.(value),
    type: [type, ...typesOf(normalized, types), types.declarations()].join('\n').replaceAll(/\s+/g, ' '),
    sample: sampleValue(schema, createFindSchema(normalized), { size: 'full', seed: 1 }),
  };
}

function bodyOf(document: OpenApiDocument): unknown {
  return lookUp(document, '#/paths/~1/post/requestBody/content/application~1json/schema');
}

function typesOf(document: OpenApiDocument, types: SchemaTypes): string[] {
  return Object.entries(document.components?.schemas ?? {}).map(
    ([name, schema]) => `${name}: ${types.typeOf(schema).text}`,
  );
}

describe('a reference in a schema with an $id is relative to it (JSON Schema 2020-12 core §8.2.1)', () => {
  const Outer: Schema = {
    $id: 'https://it.test/outer',
    type: 'object',
    properties: { n: { $ref: '#/$defs/n' }, self: { $ref: '#' }, t: { $ref: '#named' }, p: ref('Plain') },
    $defs: { n: integer, t: { $anchor: 'named', type: 'string' } },
  };
  const schemas = { Outer, Plain: { type: 'boolean' }, Named: { $id: 'other', $anchor: 'named', type: 'null' } };

  test('for validators', () => {
    const { isValid } = readingsOf(schemas, ref('Outer'));
    expect([isValid({ n: 1 }), isValid({ t: 'a' }), isValid({ p: true }), isValid({ self: { n: 1 } })]).toEqual([
      ...[true, true, true, true],
    ]);
    expect([isValid({ n: 'a' }), isValid({ t: null }), isValid({ p: 1 }), isValid({ self: { n: 'a' } })]).toEqual([
      ...[false, false, false, false],
    ]);
  });

  test('for types', () => {
    const { type } = readingsOf(schemas, ref('Outer'));
    expect(type).toContain('Outer: { n?: Outer_n; self?: components["schemas"]["Outer"]; t?: Outer_t;');
    expect(type).toContain('export type Outer_n = number;');
  });

  test('for samples', () => {
    expect(readingsOf(schemas, ref('Outer')).sample).toEqual({ n: 1, t: 'rex', p: true });
  });

  test('by its URI, from anywhere', () => {
    const body = {
      type: 'object',
      properties: { a: { $ref: 'https://it.test/outer#/$defs/n' }, b: { $ref: 'other' } },
    };
    const { isValid } = readingsOf(schemas, body);
    expect([isValid({ a: 1, b: null }), isValid({ a: 'x' }), isValid({ b: 1 })]).toEqual([true, false, false]);
  });

  test('and one in a schema inside to the inner one', () => {
    const Nested: Schema = {
      $id: 'https://it.test/a/',
      $defs: { one: integer },
      properties: { deep: { $id: 'b', $defs: { one: text }, properties: { x: { $ref: '#/$defs/one' } } } },
    };
    const { isValid } = readingsOf({ Nested }, ref('Nested'));
    expect([isValid({ deep: { x: 'a' } }), isValid({ deep: { x: 1 } })]).toEqual([true, false]);
    const { isValid: isValidInner } = readingsOf({ Nested }, { $ref: 'https://it.test/a/b' });
    expect([isValidInner({ x: 'a' }), isValidInner({ x: 1 })]).toEqual([true, false]);
  });

  test('in a body that is no component', () => {
    const body = { $id: 'inline', properties: { a: { $ref: '#/$defs/a' } }, $defs: { a: integer } };
    const { isValid, type } = readingsOf({}, body);
    expect([isValid({ a: 1 }), isValid({ a: 'x' })]).toEqual([true, false]);
    expect(type).toMatch(/^\{ a\?: \w+; \} .*= number;/);
  });

  test('and an error with its place where it leads nowhere', () => {
    const at = (schema: Schema) => () => compileContract(documentOf({ A: { $id: 'a', properties: { b: schema } } }));
    const place = '#/components/schemas/A/properties/b';
    expect(at({ $ref: '#/$defs/none' })).toThrow(
      `${place}/$ref: $ref "#/$defs/none" does not exist in its schema resource. Correct the reference, or add its target.`,
    );
    expect(at({ $ref: '#none' })).toThrow(`${place}/$ref: $ref "#none" does not exist in its schema resource.`);
    expect(at({ $ref: 'a#/none' })).toThrow(`${place}/$ref: $ref "a#/none" does not exist in its schema resource.`);
    expect(at({ $dynamicRef: 'a#none' })).toThrow(`${place}/$dynamicRef: $dynamicRef "a#none" does not exist`);
    expect(at({ $dynamicRef: 'https://else.test/#a' })).toThrow('must be an anchor of the document');
  });

  test('whose read-only properties are rejected in requests, like those of any other', () => {
    const A: Schema = { $id: 'a', required: ['id'], properties: { id: { ...text, readOnly: true } } };
    const { isValid, type } = readingsOf({ A }, ref('A'));
    expect([isValid({}), isValid({ id: 'x' })]).toEqual([true, false]);
    expect(type).toContain('id: $Read<string>');
  });
});

describe('a generic schema (JSON Schema 2020-12 core §8.2.3.2)', () => {
  const Page: Schema = {
    $id: 'https://it.test/page',
    type: 'object',
    required: ['items'],
    properties: { items: { type: 'array', items: { $dynamicRef: '#T' } }, next: text },
    $defs: { T: { $dynamicAnchor: 'T', not: {} } },
  };
  const extension = (id: string, of: Schema, more: Schema = { $ref: 'page' }): Schema => ({
    $id: `https://it.test/${id}`,
    $defs: { T: { $dynamicAnchor: 'T', ...of } },
    ...more,
  });
  const Agent: Schema = { type: 'object', required: ['name'], properties: { name: text } };
  const schemas = {
    ...{ Page, Agent, Agents: extension('agents', ref('Agent')), Numbers: extension('numbers', integer) },
  };

  test('has the items of each schema that extends it', () => {
    const agents = readingsOf(schemas, ref('Agents'));
    expect(agents.isValid({ items: [{ name: 'a' }] })).toBe(true);
    expect(agents.isValid({ items: [{ name: 1 }] })).toBe(false);
    expect(agents.isValid({ items: [1] })).toBe(false);
    expect(agents.sample).toEqual({ items: [{ name: 'rex' }], next: 'rex' });
    const numbers = readingsOf(schemas, ref('Numbers'));
    expect([numbers.isValid({ items: [1] }), numbers.isValid({ items: [{ name: 'a' }] })]).toEqual([true, false]);
    expect(numbers.type).toContain('Agents: components["schemas"]["Page_Agents"]');
    expect(numbers.type).toContain('Page_Agents: { items: Agents_T[]; next?: string; }');
    expect(numbers.type).toContain('export type Agents_T = components["schemas"]["Agent"];');
    expect(numbers.type).toContain('export type Numbers_T = number;');
  });

  test('has its own items by itself', () => {
    const { isValid, type } = readingsOf(schemas, ref('Page'));
    expect([isValid({ items: [] }), isValid({ items: [1] })]).toEqual([true, false]);
    expect(type).toContain('Page: { items: ');
  });

  test.each<[how: string, more: Schema]>([
    ['by a pointer', ref('Page')],
    ['in allOf', { allOf: [{ $ref: 'page' }, { properties: { total: integer } }] }],
    [
      'beside properties',
      { $ref: 'https://it.test/page', properties: { total: integer }, unevaluatedProperties: false },
    ],
  ])('is extended %s', (_how, more) => {
    const { isValid } = readingsOf({ ...schemas, Own: extension('own', integer, more) }, ref('Own'));
    expect([isValid({ items: [1] }), isValid({ items: ['a'] }), isValid({})]).toEqual([true, false, false]);
  });

  test('keeps the items of the outermost extension', () => {
    const Inner = extension('inner', { type: ['integer', 'string'] });
    const Outer = extension('outer', text, { $ref: 'inner' });
    const { isValid } = readingsOf({ Page, Inner, Outer }, ref('Outer'));
    expect([isValid({ items: ['a'] }), isValid({ items: [1] })]).toEqual([true, false]);
  });

  test('may hold itself', () => {
    const Tree: Schema = {
      ...{ $id: 'https://it.test/tree', $dynamicAnchor: 'node', type: 'object' },
      properties: { data: true, children: { type: 'array', items: { $dynamicRef: '#node' } } },
    };
    const Strict: Schema = {
      ...{ $id: 'https://it.test/strict', $dynamicAnchor: 'node', $ref: 'tree', unevaluatedProperties: false },
    };
    const { isValid, type } = readingsOf({ Tree, Strict }, ref('Strict'));
    expect(isValid({ children: [{ data: 1, children: [{}] }] })).toBe(true);
    expect(isValid({ children: [{ data: 1, children: [{ daat: 1 }] }] })).toBe(false);
    const loose = readingsOf({ Tree, Strict }, ref('Tree'));
    expect(loose.isValid({ children: [{ daat: 1 }] })).toBe(true);
    expect(type).toContain('Tree_Strict: { data?: unknown; children?: components["schemas"]["Strict"][]; }');
    expect(type).toContain('Tree: { data?: unknown; children?: components["schemas"]["Tree"][]; }');
  });

  test('of two parameters has those that an extension gives and its own for the others', () => {
    const Pair: Schema = {
      $id: 'https://it.test/pair',
      properties: { a: { $dynamicRef: '#A' }, b: { $dynamicRef: '#B' } },
      $defs: { A: { $dynamicAnchor: 'A', ...text }, B: { $dynamicAnchor: 'B', ...text } },
    };
    const Half: Schema = {
      $id: 'https://it.test/half',
      $ref: 'pair',
      $defs: { A: { $dynamicAnchor: 'A', ...integer } },
    };
    const { isValid } = readingsOf({ Pair, Half }, ref('Half'));
    expect([isValid({ a: 1, b: 'x' }), isValid({ a: 'x' }), isValid({ b: 1 })]).toEqual([true, false, false]);
  });

  test('behind an anchor that is not dynamic has the items of an extension', () => {
    const Holder: Schema = {
      $id: 'https://it.test/holder',
      $dynamicRef: '#plain',
      $defs: { plain: { $anchor: 'plain', items: { $dynamicRef: '#T' } }, T: { $dynamicAnchor: 'T', not: {} } },
    };
    const { isValid } = readingsOf({ Holder, Own: extension('own', integer, { $ref: 'holder' }) }, ref('Own'));
    expect([isValid([1]), isValid(['a'])]).toEqual([true, false]);
  });

  test('beside a reference holds with it', () => {
    const A: Schema = { $id: 'a', $ref: '#/$defs/one', $dynamicRef: '#two', $defs: { one: integer, two: two() } };
    const { isValid } = readingsOf({ A }, ref('A'));
    expect([isValid(5), isValid(3), isValid(5.5)]).toEqual([true, false, false]);
  });
  const two = (): Schema => ({ $dynamicAnchor: 'two', minimum: 4 });

  test('does not change the names of other components', () => {
    const { components } = normalizeDocument(documentOf({ ...schemas, Page_Agents: text }));
    expect(Object.keys(components?.schemas ?? {})).toEqual([
      ...['Page', 'Agent', 'Agents', 'Numbers', 'Page_Agents', 'Page_Agents_', 'Page_Numbers'],
    ]);
  });
});

test('a document without identifiers and anchors is returned as it is', () => {
  const document = documentOf({ A: { properties: { b: ref('A'), $id: text } } });
  expect(normalizeDocument(document)).toBe(document);
});

describe('schemas with an $id in files of their own', () => {
  const root = {
    openapi: '3.1.1',
    info: { title: 'Files', version: '1' },
    paths: {},
    components: { schemas: { Own: { $ref: './own.json' }, Part: { $ref: './page.json#/$defs/Meta' } } },
  };
  const page = (items: Schema): Schema => ({
    $id: 'https://it.test/page.json',
    properties: { items: { type: 'array', items }, meta: { $ref: '#/$defs/Meta' } },
    $defs: { T: { $dynamicAnchor: 'T' }, Meta: { properties: { n: { $ref: '#/$defs/Count' } } }, Count: integer },
  });
  const own: Schema = {
    ...{ $id: 'https://it.test/own.json', $ref: 'page.json' },
    $defs: { T: { $dynamicAnchor: 'T', type: 'string' } },
  };

  async function within<Result>(
    files: Record<string, object>,
    use: (file: string) => Promise<Result>,
  ): Promise<Result> {
    const folder = await mkdtemp(join(tmpdir(), 'resources-'));
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), JSON.stringify(content));
    return use(join(folder, 'openapi.json')).finally(() => rm(folder, { recursive: true }));
  }
  const bundleOf = (files: Record<string, object>) => within(files, (file) => bundleContract(file));
  const buildOf = (files: Record<string, object>) =>
    within(files, (file) =>
      buildArtefacts(file).catch(async (error: ContractError) => {
        throw await locateFaults(error, file);
      }),
    );

  test('are extended by one another', async () => {
    const { components, ...rest } = root;
    const document = { ...rest, components: { schemas: { Own: components.schemas.Own } } };
    const files = { 'openapi.json': document, 'page.json': page({ $dynamicRef: '#T' }), 'own.json': own };
    const { Own } = compileContract(await bundleOf(files)).schemas;
    expect(Own?.({ items: ['a'], meta: { n: 1 } })).toBe(true);
    expect([Own?.({ items: [1] }), Own?.({ meta: { n: 'a' } })]).toEqual([false, false]);
  });

  test('may be referred to in parts, if nothing in them is dynamic', async () => {
    const files = { 'openapi.json': root, 'page.json': page({ $ref: '#T' }), 'own.json': { ...own, $defs: {} } };
    const { Own, Part } = compileContract(await bundleOf(files)).schemas;
    expect([Own?.({ items: ['a'], meta: { n: 1 } }), Own?.({ meta: { n: 'a' } })]).toEqual([true, false]);
    expect([Part?.({ n: 1 }), Part?.({ n: 'a' })]).toEqual([true, false]);
  });

  describe('keep the dynamic scope of their parts (JSON Schema 2020-12 core §8.2.3.2)', () => {
    const rootOf = (schemas: Record<string, Schema>) => ({ ...root, components: { schemas } });
    const node: Schema = {
      $dynamicAnchor: 'node',
      type: 'object',
      properties: { data: integer, children: { type: 'array', items: { $dynamicRef: '#node' } } },
    };
    const part = (file: string): Schema => ({ $ref: `./${file}#/properties/children` });

    test.each<[how: string, files: Record<string, object>]>([
      [
        'with an $id',
        { 'openapi.json': rootOf({ Part: part('tree.json') }), 'tree.json': { $id: 'https://it.test/tree', ...node } },
      ],
      ['without an $id', { 'openapi.json': rootOf({ Part: part('tree.json') }), 'tree.json': node }],
      [
        'beside other schemas',
        {
          'openapi.json': rootOf({ Part: { $ref: 'all.json#/Tree/properties/children' } }),
          'all.json': { Tree: node },
        },
      ],
      [
        'with an $id beside other schemas',
        {
          'openapi.json': rootOf({ Part: { $ref: 'all.json#/Tree/properties/children' } }),
          'all.json': { Tree: { $id: 'tree', ...node }, Other: { $id: 'other', ...node, properties: {} } },
        },
      ],
      [
        'in a component of another document',
        {
          'openapi.json': rootOf({ Part: { $ref: 'all.json#/components/schemas/Tree/properties/children' } }),
          'all.json': rootOf({ Tree: node }),
        },
      ],
    ])('%s', async (_how, files) => {
      const { Part } = compileContract(await bundleOf(files)).schemas;
      expect(Part?.([{ data: 1, children: [{ data: 2 }] }])).toBe(true);
      expect([Part?.([{ data: 'a' }]), Part?.([{ children: [{ data: 'a' }] }])]).toEqual([false, false]);
    });

    test('of an extension that refers to one', async () => {
      const strict = { $dynamicAnchor: 'node', $ref: 'tree.json', unevaluatedProperties: false };
      const forest = { $dynamicAnchor: 'node', required: ['data'], properties: { trees: part('tree.json') } };
      const document = rootOf({
        Tree: { $ref: 'tree.json' },
        Strict: { $ref: 'strict.json' },
        Forest: { $ref: 'forest.json' },
      });
      const files = { 'openapi.json': document, 'tree.json': node, 'strict.json': strict, 'forest.json': forest };
      const { Tree, Strict, Forest } = compileContract(await bundleOf(files)).schemas;
      expect([Tree?.({ children: [{ x: 1 }] }), Strict?.({ children: [{}] })]).toEqual([true, true]);
      expect(Strict?.({ children: [{ x: 1 }] })).toBe(false);
      // The forest is the outermost resource with the anchor.
      expect(Forest?.({ data: 1, trees: [{ data: 1 }] })).toBe(true);
      expect(Forest?.({ data: 1, trees: [{}] })).toBe(false);
    });

    test('which anchors name', async () => {
      const meta = { ...node, $defs: { Meta: { $anchor: 'meta', properties: { top: { $dynamicRef: '#node' } } } } };
      const Part = { description: 'Beside.', allOf: [{ required: ['top'] }], $ref: './tree.json#meta' };
      const files = { 'openapi.json': rootOf({ Part }), 'tree.json': meta };
      const bundled = await bundleOf(files);
      expect(bundled.components?.schemas?.Part).toEqual({ ...Part, $ref: '#/components/schemas/tree/$defs/Meta' });
      const { Part: isValid } = compileContract(bundled).schemas;
      expect([isValid?.({ top: { data: 1 } }), isValid?.({}), isValid?.({ top: { data: 'a' } })]).toEqual([
        ...[true, false, false],
      ]);
    });

    test('and errors in them have their places', async () => {
      const wrong = { ...node, properties: { ...(node.properties as object), data: { type: 'text' } } };
      const files = { 'openapi.json': rootOf({ Part: part('tree.json') }), 'tree.json': wrong };
      await expect(buildOf(files)).rejects.toThrow(/tree\.json:1:\d+: .*"text"/);
    });

    test('and errors in a part that an anchor names, too', async () => {
      const Meta = { $anchor: 'meta', properties: { top: { type: 'text' } } };
      const tree = { ...node, $defs: { Meta } };
      const files = { 'openapi.json': rootOf({ Part: { $ref: './tree.json#meta' } }), 'tree.json': tree };
      const column = JSON.stringify(tree).indexOf('"text"') + 1;
      await expect(buildOf(files)).rejects.toThrow(new RegExp(`tree\\.json:1:${column}: .*"text"`));
    });

    test('unless their anchor is outside of every resource', async () => {
      const all = { Tree: { properties: { children: { $dynamicRef: '#T' } }, $defs: { T: { $dynamicAnchor: 'T' } } } };
      const files = {
        'openapi.json': rootOf({ Part: { $ref: 'all.json#/Tree/properties/children' } }),
        'all.json': all,
      };
      await expect(buildOf(files)).rejects.toThrow(
        /all\.json:1:\d+: \$dynamicRef "#T" does not exist\. Add the anchor\. If another file has it, refer to the whole schema there, or give that schema an \$id\./,
      );
    });
  });
});
