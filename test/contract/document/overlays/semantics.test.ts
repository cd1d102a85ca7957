import { join } from 'node:path';
import { parseYaml } from '@redocly/openapi-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applyOverlays } from '../../../../src/contract/document/overlays/apply.ts';
import { readOverlays } from '../../../../src/contract/document/overlays/read.ts';
import { createResolver } from '../../../../src/contract/document/resolver.ts';
import { createFolder, type Folder } from '../../command.ts';

let folder: Folder;
beforeAll(async () => {
  folder = await createFolder();
});
afterAll(() => folder.remove());

const HEAD = (version: string): string => `overlay: ${version}\ninfo: { title: Changes, version: '1' }\nactions:\n`;

type Applied = { content: unknown; warnings: string[] };

/** Applies the actions of one overlay to a document, both in YAML. */
async function apply(document: string, actions: string, version = '1.1.0'): Promise<Applied> {
  await folder.write({ 'document.yaml': document, 'overlay.yaml': `${HEAD(version)}${actions}` });
  const file = join(folder.path, 'document.yaml');
  const resolver = await createResolver(file, {});
  const overlays = await readOverlays([join(folder.path, 'overlay.yaml')], resolver);
  const read = await resolver.resolveDocument(null, file, true);
  if (read instanceof Error) throw read;
  const { parsed, source } = applyOverlays(read, overlays);
  const { warnings = [] } = source as { warnings?: { message: string }[] };
  return { content: parsed, warnings: warnings.map(({ message }) => message) };
}

/** The message without the place, which has the path of the folder. */
async function failure(document: string, actions: string, version?: string): Promise<string> {
  const thrown: unknown = await apply(document, actions, version).catch((error: unknown) => error);
  if (!(thrown instanceof Error)) throw new Error('Nothing failed.');
  return thrown.message.replace(/^\S*overlay\.yaml:/, '');
}

const PATHS = "paths: { /items: { get: { tags: [read] } }, '/some-items': { delete: {} } }";
const PAGED = "{ x-oai-traits: ['paged'] }";

describe('the result of actions', () => {
  test.for<[name: string, document: string, actions: string, result: string]>([
    [
      'an update of the root merges what mirrors the document',
      'info: { title: A }\npaths: { /: { get: { summary: Old } }, /pets: {} }',
      '- { target: $, update: { info: { x-applied: yes }, paths: { /: { get: { summary: New, x-limit: 1 } } } } }',
      'info: { title: A, x-applied: yes }\npaths: { /: { get: { summary: New, x-limit: 1 } }, /pets: {} }',
    ],
    [
      'a wildcard updates every match, a filter the chosen ones',
      'paths: { /a: { get: { parameters: [{ name: filter, in: query }, { name: b }] } }, /b: { post: {} } }',
      "- { target: '$.paths.*.get', update: { x-safe: true } }\n" +
        "- { target: \"$.paths.*.get.parameters[?@.name=='filter' && @.in=='query']\", update: { schema: {} } }",
      'paths: { /a: { get: { parameters: [{ name: filter, in: query, schema: {} }, { name: b }], x-safe: true } }, /b: { post: {} } }',
    ],
    [
      'traits: a filter of a filter selects by an item of a list',
      `paths: { /items: { get: ${PAGED} }, /sub: { get: { x-oai-traits: [paged], parameters: [{ name: id }] } }, /other: { get: {} } }`,
      "- { target: \"$.paths[?(@.get['x-oai-traits'][?(@ == 'paged')])].get\", update: { parameters: [{ name: top }, { name: skip }] } }",
      `paths: { /items: { get: { x-oai-traits: [paged], parameters: [{ name: top }, { name: skip }] } }, /sub: { get: { x-oai-traits: [paged], parameters: [{ name: id }, { name: top }, { name: skip }] } }, /other: { get: {} } }`,
    ],
    [
      'an object is appended to a list',
      'tags: [{ name: a }]',
      '- { target: $.tags, update: { name: b } }',
      'tags: [{ name: a }, { name: b }]',
    ],
    ['a single value is appended to a list', 'tags: [a]', '- { target: $.tags, update: b }', 'tags: [a, b]'],
    ['a list is concatenated with a list', 'tags: [a]', '- { target: $.tags, update: [b, [c]] }', 'tags: [a, b, [c]]'],
    [
      'lists inside an update are concatenated',
      'a: { tags: [1] }',
      '- { target: $.a, update: { tags: [2] } }',
      'a: { tags: [1, 2] }',
    ],
    [
      'a single value replaces another, of another type too',
      'a: { b: 1, c: x }',
      '- { target: $.a, update: { b: null, c: 2 } }',
      'a: { b: null, c: 2 }',
    ],
    ['a single value is a target', 'a: { b: old }', '- { target: $.a.b, update: new }', 'a: { b: new }'],
    ['an item of a list is a target', 'a: [1, 2]', "- { target: '$.a[1]', update: 3 }", 'a: [1, 3]'],
    ['a member is removed', 'a: { b: 1, c: 2 }', '- { target: $.a.b, remove: true }', 'a: { c: 2 }'],
    [
      'a removal wins over an update',
      'a: { b: {} }\nc: 1',
      '- { target: $.a, update: { d: 1 }, remove: true }',
      'c: 1',
    ],
    ['remove: false does not remove', 'a: {}', '- { target: $.a, update: { d: 1 }, remove: false }', 'a: { d: 1 }'],
    [
      'all matching items are removed',
      'a: [1, 2, 3, 2, 4]',
      "- { target: '$.a[?@ == 2]', remove: true }",
      'a: [1, 3, 4]',
    ],
    [
      'items are removed by object',
      'servers: [{ d: Dev }, { d: Live }]',
      '- { target: "$.servers[?( @.d == \'Dev\' )]", remove: true }',
      'servers: [{ d: Live }]',
    ],
    [
      'a part of a removed part is removed with it',
      'a: { a: { a: 1 } }\nb: 1',
      "- { target: '$..a', remove: true }",
      'b: 1',
    ],
    [
      'items of lists in removed items are removed with them',
      'a: [[1, 2], [2, 3]]',
      "- { target: '$.a[0,0][0]', remove: true }",
      'a: [[2], [2, 3]]',
    ],
    [
      'a target that is selected twice is changed once',
      'a: [{ b: [] }]',
      "- { target: '$.a[0,-1,0].b', update: 1 }",
      'a: [{ b: [1] }]',
    ],
    [
      'a part is removed and made again',
      'servers: [a]',
      '- { target: $.servers, remove: true }\n- { target: $, update: { servers: [b] } }',
      'servers: [b]',
    ],
    [
      'each action sees the result of the one before',
      'a: {}',
      '- { target: $.a, update: { b: {} } }\n- { target: $.a.b, update: { c: 1 } }',
      'a: { b: { c: 1 } }',
    ],
    [
      'a copy merges',
      PATHS,
      `- { target: '$.paths["/some-items"]', copy: '$.paths["/items"]' }`,
      "paths: { /items: { get: { tags: [read] } }, '/some-items': { delete: {}, get: { tags: [read] } } }",
    ],
    [
      'a path is renamed',
      PATHS,
      `- { target: $.paths, update: { /new-items: {} } }\n- { target: '$.paths["/new-items"]', copy: '$.paths["/items"]' }\n- { target: '$.paths["/items"]', remove: true }`,
      "paths: { '/some-items': { delete: {} }, /new-items: { get: { tags: [read] } } }",
    ],
    [
      'a part is copied into itself',
      'a: { b: { c: 1 } }',
      '- { target: $.a.b, copy: $.a }',
      'a: { b: { c: 1, b: { c: 1 } } }',
    ],
    ['a single value is copied', 'a: x\nb: y', '- { target: $.a, copy: $.b }', 'a: y\nb: y'],
    [
      'copies are independent of each other',
      'a: {}\nb: {}\nc: [1]',
      '- { target: \'$["a","b"]\', copy: $ }\n- { target: $.a.c, update: 2 }',
      'a: { a: {}, b: {}, c: [1, 2] }\nb: { a: {}, b: {}, c: [1] }\nc: [1]',
    ],
    [
      'updates of several targets are independent',
      'a: {}\nb: {}',
      '- { target: $.*, update: { l: [] } }\n- { target: $.a.l, update: 1 }',
      'a: { l: [1] }\nb: { l: [] }',
    ],
    [
      'an alias of YAML becomes a value of its own',
      'a: &x { b: 1 }\nc: *x',
      '- { target: $.a, update: { b: 2 } }',
      'a: { b: 2 }\nc: { b: 1 }',
    ],
    [
      'names of any characters are selected',
      'paths: { "/a\'b\\\\c~d/%": { x: 1 } }',
      "- { target: '$.paths.*.x', update: 2 }",
      'paths: { "/a\'b\\\\c~d/%": { x: 2 } }',
    ],
  ])('%s', async ([, document, actions, result]) => {
    expect(await apply(document, actions)).toEqual({ content: parseYaml(result), warnings: [] });
  });

  test.for<[name: string, actions: string, result: string]>([
    ['an entry is appended to a list', '- { target: $.l, update: 2 }', 'a: { b: 1 }\nl: [1, 2]'],
    ['a list is concatenated', '- { target: $.l, update: [2] }', 'a: { b: 1 }\nl: [1, 2]'],
    ['targets may be objects and lists', '- { target: $.*, update: { c: 1 } }', 'a: { b: 1, c: 1 }\nl: [1, { c: 1 }]'],
    ['a single value is removed', '- { target: $.a.b, remove: true }', 'a: {}\nl: [1]'],
  ])('of Overlay 1.0: %s', async ([, actions, result]) => {
    expect((await apply('a: { b: 1 }\nl: [1]', actions, '1.0.1')).content).toEqual(parseYaml(result));
  });

  test('a member named __proto__ is data', async () => {
    const { content } = await apply('a: {}', '- { target: $.a, update: { __proto__: { polluted: 1 } } }');
    expect(JSON.stringify(content)).toBe('{"a":{"__proto__":{"polluted":1}}}');
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});

test.for<[name: string, actions: string, warnings: string[]]>([
  [
    'a target that matches nothing',
    "- { target: '$.none', update: {} }",
    ['"$.none" matches nothing. Correct the target, or remove the action.'],
  ],
  [
    'a removal of nothing',
    "- { target: '$.l[9]', remove: true }",
    ['"$.l[9]" matches nothing. Correct the target, or remove the action.'],
  ],
  [
    'a copy into nothing, from nothing',
    '- { target: $.none, copy: $.none }',
    ['"$.none" matches nothing. Correct the target, or remove the action.'],
  ],
  [
    'an action without a change',
    '- { target: $, description: Nothing. }',
    ['The action changes nothing. Add "update", "copy" or "remove: true".'],
  ],
])('%s is a warning, and the document stays as it is', async ([, actions, warnings]) => {
  expect(await apply('l: [1]', actions)).toEqual({ content: { l: [1] }, warnings });
});

describe('actions that cannot be applied', () => {
  const document = 'o: { a: 1 }\nl: [1]\ns: x';
  test.for<[actions: string, message: string, version?: string]>([
    [
      '- { target: $.o, update: [1] }',
      '4:26: A list cannot be merged into an object at #/o. Write an object, or remove the old one in an earlier action.',
    ],
    [
      '- { target: $.o, update: 1 }',
      '4:26: A single value cannot be merged into an object at #/o. Write an object, or remove the old one in an earlier action.',
    ],
    [
      '- { target: $.s, update: {} }',
      '4:26: An object cannot be merged into a single value at #/s. Write a single value, or remove the old one in an earlier action.',
    ],
    [
      '- { target: $, update: { l: { a: 1 } } }',
      '4:29: An object cannot be merged into a list at #/l. Write a list, or remove the old one in an earlier action.',
    ],
    [
      '- { target: $, update: { o: null } }',
      '4:29: A single value cannot be merged into an object at #/o. Write an object, or remove the old one in an earlier action.',
    ],
    [
      '- { target: $.o, copy: $.l }',
      '4:24: A list cannot be merged into an object at #/o. Write an object, or remove the old one in an earlier action.',
    ],
    [
      '- { target: $.*, update: 1 }',
      '4:13: The target selects an object and a list and a single value. Select values of one kind.',
    ],
    ['- { target: $, remove: true }', '4:13: The target is the whole document. Select a part of it.'],
    ['- { target: $.o, copy: $.none }', '4:24: "$.none" matches nothing. Select the one value to copy.'],
    ['- { target: $.o, copy: $.* }', '4:24: "$.*" selects 3 values. Select the one value to copy.'],
    [
      '- { target: $.s, update: y }',
      '4:13: The target is a single value, which needs Overlay 1.1. Write "overlay: 1.1.0", or select its object.',
      '1.0.0',
    ],
  ])('%s', async ([actions, message, version]) => {
    expect(await failure(document, actions, version)).toBe(message);
  });

  test('a document does not grow without end', async () => {
    const doubled = '- { target: $.l, copy: $.l }\n'.repeat(30);
    expect(await failure('l: [1, 2]', doubled)).toBe(
      '22:3: Overlays add more than 1000000 values. Select fewer targets.',
    );
    const deeper = "- { target: '$..a', update: { a: {} } }\n".repeat(120);
    const message = '103:3: The document gets more than 100 levels. Select other targets.';
    expect(await failure('a: {}', deeper)).toBe(message);
  });
});
