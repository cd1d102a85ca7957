import { expect, test } from 'vitest';
import { isXml } from '../../../src/contract/document/media-types.ts';
import { createFindSchema } from '../../../src/contract/document/references.ts';
import { writeXml } from '../../../src/contract/values/xml.ts';

const find = createFindSchema({
  ...{ openapi: '3.1.1', info: { title: 'Boats', version: '1' } },
  components: { schemas: { Boat: { properties: { id: { xml: { attribute: true } }, name: {} } } } },
});
const boat = { $ref: '#/components/schemas/Boat' };
const list = (xml: object) => ({ properties: { boats: { type: 'array', items: boat, xml } } });

test.each<[string, unknown, object, string]>([
  [
    'the name of the component, and attributes',
    { id: 1, name: 'a<b' },
    boat,
    '<Boat id="1"><name>a&lt;b</name></Boat>',
  ],
  ['a name of its own', { a: null }, { xml: { name: 'it' } }, '<it><a/></it>'],
  [
    'a prefix and a namespace',
    'x',
    { xml: { name: 'it', prefix: 'p', namespace: 'https://a.test' } },
    '<p:it xmlns:p="https://a.test">x</p:it>',
  ],
  [
    'items after each other',
    { boats: [{ id: 1 }, { id: 2 }] },
    list({}),
    '<root><boats id="1"/><boats id="2"/></root>',
  ],
  [
    'items in an element',
    { boats: [{ id: 1 }] },
    list({ wrapped: true, name: 'fleet' }),
    '<root><fleet><boats id="1"/></fleet></root>',
  ],
  [
    'items in an element of its node type',
    { boats: [{ id: 1 }] },
    list({ nodeType: 'element', name: 'fleet' }),
    '<root><fleet><boats id="1"/></fleet></root>',
  ],
  [
    'an attribute, a text and a section of CDATA by their node types',
    { id: 1, a: '<', b: ']]>' },
    {
      properties: {
        ...{ id: { xml: { nodeType: 'attribute' } }, a: { xml: { nodeType: 'text' } } },
        b: { xml: { nodeType: 'cdata' } },
      },
    },
    '<root id="1">&lt;<![CDATA[]]]]><![CDATA[>]]></root>',
  ],
  [
    'no element of the node type none',
    { a: { b: 1 } },
    { properties: { a: { xml: { nodeType: 'none' } } } },
    '<root><b>1</b></root>',
  ],
  ['a list as a document', [1, 2], { type: 'array', items: {} }, '<root><root>1</root><root>2</root></root>'],
  ['names that XML does not have', { '1 a': 1 }, {}, '<root><_1_a>1</_1_a></root>'],
])('XML has %s', (_, value, schema, expected) => {
  expect(writeXml(value, schema, find)).toBe(`<?xml version="1.0" encoding="UTF-8"?>\n${expected}`);
});

test('XML media types are recognized', () => {
  expect(['application/xml', 'text/xml; charset=utf-8', 'image/svg+xml', 'text/html'].map(isXml)).toEqual([
    ...[true, true, true, false],
  ]);
});
