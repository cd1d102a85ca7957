import { describe, expect, test } from 'vitest';
import { createXmlReader } from '../../../src/contract/build/xml-values.ts';
import { writeXml } from '../../../src/contract/values/xml.ts';

const find = () => undefined;
const SCHEMA = {
  type: 'object',
  xml: { name: 'book', prefix: 'b', namespace: 'urn:books' },
  required: ['id', 'authors'],
  properties: {
    id: { type: 'integer', xml: { attribute: true } },
    title: { type: 'string' },
    price: { type: 'number', xml: { name: 'cost' } },
    isNew: { type: 'boolean' },
    authors: { type: 'array', items: { type: 'string', xml: { name: 'author' } } },
    tags: { type: 'array', xml: { name: 'tags', wrapped: true }, items: { type: 'string', xml: { name: 'tag' } } },
    place: {
      type: 'object',
      properties: { lat: { type: 'number' }, label: { type: 'string', xml: { nodeType: 'text' } } },
    },
    note: { type: 'string', xml: { nodeType: 'cdata' } },
  },
};
const read = createXmlReader(SCHEMA, find);
const readValue = (text: string) => {
  const found = read(text);
  return 'value' in found ? found.value : found;
};

test('a value that was written is read again', () => {
  const value = {
    ...{ id: 7, title: 'a < "b" & c', price: 1.5, isNew: true, authors: ['Ada', 'Bob'], tags: ['x', 'y'] },
    ...{ place: { lat: -2, label: 'here' }, note: 'a ]]> b' },
  };
  expect(readValue(writeXml(value, SCHEMA, find))).toEqual(value);
});

test('an indented text is read without what indents it', () => {
  const schema = { properties: { note: { type: 'string', xml: { nodeType: 'cdata' } }, a: { type: 'integer' } } };
  const text = '<r>\n  <a>1</a>\n  <![CDATA[ x ]]>\n</r>';
  expect(createXmlReader(schema, find)(text)).toEqual({ value: { a: 1, note: ' x ' }, faults: [] });
  expect(createXmlReader(schema, find)('<r>\n  <a>1</a>\n</r>')).toEqual({ value: { a: 1 }, faults: [] });
});

describe('elements and attributes', () => {
  const book = (inside: string, attributes = 'id="1"') =>
    `<x:book xmlns:x="urn:books" ${attributes}>${inside}</x:book>`;

  test.each([
    ['may have any prefix of their namespace', book('<title>a</title>'), { id: 1, title: 'a', authors: [] }],
    [
      'of a list stand beside one another',
      book('<author>a</author><title/><author>b</author>'),
      { id: 1, title: '', authors: ['a', 'b'] },
    ],
    ['may be indented', book('\n  <title>a</title>\n'), { id: 1, title: 'a', authors: [] }],
    ['of a wrapped list stand in its element', book('<tags/>'), { id: 1, authors: [], tags: [] }],
    [
      'of the property name are not those of the XML name',
      book('<price>1</price>'),
      { id: 1, authors: [], '<price>': '1' },
    ],
    [
      'that should be the other are further properties',
      book('<id>1</id>', 'title="a"'),
      { authors: [], '<id>': '1', '@title': 'a' },
    ],
    [
      'that are not declared are further properties',
      book('<more><deep>1</deep></more>'),
      { id: 1, authors: [], more: { deep: '1' } },
    ],
    [
      'that stand twice are a list',
      book('<title>a</title><title>b</title>'),
      { id: 1, authors: [], title: ['a', 'b'] },
    ],
    [
      'of another type keep their text',
      book('<cost>much</cost><isNew>maybe</isNew>', 'id="one"'),
      { id: 'one', authors: [], price: 'much', isNew: 'maybe' },
    ],
    ['where a text is due are no text', book('<title><b>a</b></title>'), { id: 1, authors: [], title: { b: 'a' } }],
  ])('%s', (_, text, expected) => {
    expect(readValue(text)).toEqual(expected);
  });

  test('have the root that the schema names', () => {
    const message = 'must have the root element <book>, not <paper>';
    expect(read('<paper id="1"/>')).toMatchObject({ faults: [{ message }] });
    expect(read('<book id="1"/>')).toMatchObject({ faults: [{ message: message.replace('paper', 'book') }] });
    expect(createXmlReader({ type: 'object' }, find)('<any/>')).toEqual({ value: {}, faults: [] });
  });

  test('of alternatives are read as any of them declares', () => {
    const oneOf = [{ properties: { a: { type: 'integer' } } }, { properties: { b: { type: 'boolean' } } }];
    expect(createXmlReader({ oneOf }, find)('<r><a>1</a><b>true</b></r>')).toEqual({
      value: { a: 1, b: true },
      faults: [],
    });
  });
});

test.each(['', 'text', '<a>', '<a></b>', '<a/><b/>', '<a b="1" b="2"/>', '<a>&none;</a>', '<a>\u0001</a>', '<x:a/>'])(
  '%j is not well-formed',
  (text) => {
    expect(read(text)).toEqual({ malformed: expect.stringMatching(/^it is not well-formed XML: /) });
  },
);
