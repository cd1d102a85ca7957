import { describe, expect, test } from 'vitest';
import { createMutant } from './mutants.ts';
import { tryBuild } from './outcome.ts';
import { allDocuments, smallDocuments } from './sources.ts';

const SEED = 1;
const COUNT = 300;

test('there are at least 40 documents of every version', () => {
  const documents = allDocuments().map(({ document }) => document as { openapi?: string; swagger?: string });
  expect(documents.length).toBeGreaterThanOrEqual(40);
  const versions = documents.map(({ openapi, swagger }) => (openapi ?? swagger ?? '').slice(0, 3));
  expect([...new Set(versions)].toSorted()).toEqual(['2.0', '3.0', '3.1', '3.2']);
});

test('a mutated document is built, or its errors have a place and a sentence', async () => {
  const sources = smallDocuments();
  const found: string[] = [];
  const kinds: Record<string, number> = { build: 0, error: 0 };
  for (let number = 0; number < COUNT; number++) {
    const { name, changes, text } = createMutant(sources, SEED, number);
    const { kind, defects } = await tryBuild(text);
    kinds[kind] = (kinds[kind] ?? 0) + 1;
    found.push(...defects.map((defect) => `${number} (${name}: ${changes.join('; ')}): ${defect}`));
  }
  expect(found).toEqual([]);
  // Mutants that are all rejected at once would test little.
  expect(Math.min(...Object.values(kinds))).toBeGreaterThan(COUNT / 5);
});

describe('mutants that have failed before', () => {
  const schemas = (members: string) =>
    `openapi: 3.1.1\ninfo: { title: a, version: '1' }\npaths: {}\ncomponents:\n  schemas:\n${members}`;
  const levels = Array.from(
    { length: 20 },
    (_, level) => `    L${level + 1}: &l${level + 1} { a: *l${level}, b: *l${level} }\n`,
  );

  const chain = Array.from({ length: 120 }, (_, level) => `    L${level + 1}: &l${level + 1} { not: *l${level} }\n`);

  test.each([
    [
      'growing aliases',
      schemas(`    L0: &l0 { type: string }\n${levels.join('')}`),
      /openapi\.yaml:\d+:\d+: .*aliases/,
    ],
    [
      'an alias of a part around it',
      schemas('    A: &a { items: *a }\n'),
      /openapi\.yaml:6:21: .*alias repeats the part/,
    ],
    [
      'a long chain of aliases',
      schemas(`    L0: &l0 { type: string }\n${chain.join('')}`),
      /:\d+: .*nest more than 100 levels/,
    ],
    [
      'a thousand levels',
      schemas(`    A: ${'{ items: '.repeat(1000)}{}${' }'.repeat(1000)}\n`),
      /openapi\.yaml:6:\d+: Invalid YAML or JSON: more than 100 levels of nesting; write inner parts as components/,
    ],
    [
      'one anchor for two schemas',
      schemas('    A: { $anchor: x }\n    B: { $anchor: x }\n'),
      /:7:19: The \$anchor "x" also/,
    ],
    ['one $id for two schemas', schemas('    A: { $id: /x }\n    B: { $id: /x }\n'), /:7:15: The \$id .* also/],
    ['an $id that is not a URI', schemas("    A: { $id: 'http://[' }\n"), /:6:15: .*"\$id" must be a URI/],
    ['an $id of what stands around', schemas("    A: { $id: '#' }\n"), /:6:15: .*"\$id" must be a URI, not "#"/],
    ['a $dynamicRef to nothing', schemas("    A: { $dynamicRef: '#b' }\n"), /:6:23: \$dynamicRef "#b" does not exist/],
    [
      'malformed percent-encoding beside an $id',
      schemas("    A: { $id: /x, properties: { p: { $ref: '#part%' } } }\n"),
      /:6:\d+: \$ref "#part%" contains malformed percent-encoding\. Write/,
    ],
    [
      'malformed percent-encoding in a pointer beside an $id',
      schemas("    A: { $id: /x, $ref: '#/paths/%2' }\n"),
      /:6:25: \$ref "#\/paths\/%2" contains malformed percent-encoding\. Write/,
    ],
    [
      'a reference to a map of properties',
      schemas("    A: { properties: { id: {} } }\n    B: { $ref: '#/components/schemas/A/properties' }\n"),
      /:7:16: \$ref "#\/components\/schemas\/A\/properties" does not lead to a schema\. Refer to "#\/components\/schemas\/A" or/,
    ],
    [
      'a reference to a text',
      schemas("    A: { $ref: '#/info/title' }\n"),
      /:6:16: \$ref "#\/info\/title" does not lead to a schema\. Refer to a schema\./,
    ],
    [
      'a content that refers to nothing',
      schemas('    A: {}\n').replace(
        'paths: {}',
        "paths: { /a: { post: { requestBody: { content: { $ref: '#/components/schemas/' } }, responses: {} } } }",
      ),
      /:3:\d+: \$ref "#\/components\/schemas\/" does not lead to media types\./,
    ],
    [
      'references in a circle',
      schemas("    A: { $ref: '#/components/schemas/B' }\n    B: { $ref: '#/components/schemas/A' }\n"),
      /:6:16: \$ref "#\/components\/schemas\/B" is circular/,
    ],
    [
      'a member that is a method',
      `${schemas('    A: {}\n')}hasOwnProperty: 1\n`,
      /:7:1: Unknown member "hasOwnProperty"/,
    ],
    [
      'an example that is a reference to a part around it',
      schemas('    A: {}\n').replace(
        'paths: {}',
        "paths: { /a: { get: { responses: { 200: { description: a, content: { a/b: { example: { $ref: '#/paths' } } } } } } } }",
      ),
      /:3:\d+: This \$ref is replaced by a part that contains it/,
    ],
    [
      'a parameter in a place that is none',
      `${schemas('    A: {}\n')}  parameters: { P: { name: a, in: 1e308, schema: {} } }\n`,
      /:7:\d+: "in" must be one of "query", "header", "path", "cookie"/,
    ],
    [
      'a parameter of Swagger 2.0 that is the document itself',
      "swagger: '2.0'\ninfo: { title: a, version: '1' }\npaths:\n  /a:\n    post: { parameters: [{ $ref: openapi.yaml }], responses: {} }\n",
      /openapi\.yaml:\d+:\d+: /,
    ],
    [
      'malformed percent-encoding in a path',
      "openapi: 3.0.3\ninfo: { title: a, version: '1' }\npaths:\n  /50%: { get: { responses: { 200: { description: a } } } }\n",
      /:4:9: The path "\/50%" contains malformed percent-encoding\. Write/,
    ],
    [
      'a misspelled reference',
      schemas("    Pets: {}\n    A: { $ref: '#/components/schemas/Pet' }\n"),
      /:7:8: \$ref "#\/components\/schemas\/Pet" does not exist\. Did you mean "Pets"\?/,
    ],
  ])('%s', async (_what, text, expected) => {
    const { kind, defects, lines } = await tryBuild(text);
    expect({ kind, defects }).toEqual({ kind: 'error', defects: [] });
    expect(lines.join('\n')).toMatch(expected);
  });

  test.each([
    ['a member "id" of a schema, which means nothing', schemas('    A: { id: a, type: string }\n')],
    [
      'references to properties that are named as keywords are',
      schemas(
        "    A: { properties: { properties: { type: string } } }\n    B: { $ref: '#/components/schemas/A/properties/properties' }\n",
      ),
    ],
    [
      'a media type of Swagger 2.0 that is a list',
      "swagger: '2.0'\ninfo: { title: a, version: '1' }\nconsumes: [[a]]\npaths:\n  /a:\n    post:\n      consumes: [{ a: b }, application/xml]\n      parameters: [{ name: a, in: body, schema: { type: object } }]\n      responses: {}\n",
    ],
    [
      'a name that is no media type',
      "openapi: 3.1.1\ninfo: { title: a, version: '1' }\npaths:\n  /a: { get: { responses: { 200: { description: a, content: { undefined: { schema: { type: object } } } } } } }\n",
    ],
    [
      'members of a schema that are no keywords, with names like identifiers in them',
      schemas("    A: { a: { b: { $anchor: 'http://[', $id: 'http://[' } }, c: [{ $dynamicAnchor: '%' }] }\n"),
    ],
    [
      'an error body with a member that has no text',
      "openapi: 3.1.1\ninfo: { title: a, version: '1' }\npaths:\n  /a: { get: { responses: { 400: { description: a, content: { application/json: { schema: { const: { constructor: null, code: { toString: {} } } } } } } } } }\n",
    ],
    ['a percent sign in the name of a component', schemas("    A%: {}\n    B: { $ref: '#/components/schemas/A%' }\n")],
  ])('%s', async (_what, text) => {
    expect(await tryBuild(text)).toMatchObject({ kind: 'build', defects: [] });
  });

  test('a length that JavaScript writes with an exponent', async () => {
    const text = schemas('    A: { type: string, maxLength: 1.0e+308, minLength: 0 }\n');
    expect(await tryBuild(text)).toMatchObject({ kind: 'build', defects: [] });
  });
});
