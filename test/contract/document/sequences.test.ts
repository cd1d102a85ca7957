import { describe, expect, test } from 'vitest';
import type { SequenceFormat } from '../../../src/contract/document/compiled.ts';
import { createItemReader, sequenceFormat, writeItem } from '../../../src/contract/document/sequences.ts';

test.each([
  ['text/event-stream', 'events'],
  ['Text/Event-Stream ; charset=utf-8', 'events'],
  ['application/jsonl', 'lines'],
  ['application/x-ndjson', 'lines'],
  ['application/jsonlines', 'lines'],
  ['application/json-seq', 'records'],
  ['application/vnd.pet+json-seq', 'records'],
  ['application/geo+json-seq; a=b', 'records'],
  ['application/json', undefined],
  ['text/event-streams', undefined],
  ['xtext/event-stream', undefined],
  ['application/jsonl2', undefined],
  ['x-application/jsonl', undefined],
  ['application/pets-json-seq', undefined],
  ['application/json-seq2', undefined],
  ['a/b/json-seq', undefined],
])('items of %s are read as %s', (mediaType, format) => {
  expect(sequenceFormat(mediaType)).toBe(format);
});

describe('an item is written', () => {
  test.each<[format: SequenceFormat, item: unknown, text: string]>([
    ['lines', { a: 1 }, '{"a":1}\n'],
    ['records', 'a', '\u001e"a"\n'],
    ['events', { data: 'a' }, 'data: a\n\n'],
    [
      'events',
      { data: 'a\nb\r\nc\rd', retry: 5, id: '1', event: 'e' },
      'event: e\nid: 1\nretry: 5\ndata: a\ndata: b\ndata: c\ndata: d\n\n',
    ],
    ['events', { id: '' }, 'id: \n\n'],
    ['events', { data: '' }, 'data: \n\n'],
    ['events', null, '\n\n'],
  ])('as %s: %j', (format, item, text) => {
    expect(writeItem(format, item, JSON.stringify)).toBe(text);
  });

  test.each([
    [{ event: 'a\nb' }, 'The field "event" of an event must be one line.'],
    [{ id: 'a\rb' }, 'The field "id" of an event must be one line.'],
    [{ id: 'a\0b' }, 'The field "id" of an event must be one line.'],
    [{ data: 5 }, 'The field "data" of an event must be a string.'],
  ])('unless an event cannot have it: %j', (item, message) => {
    expect(() => writeItem('events', item, JSON.stringify)).toThrow(new TypeError(message));
  });
});

/** What a reader returns for each piece, and at the end. */
function read(format: SequenceFormat, ...pieces: string[]): unknown[][] {
  const reader = createItemReader(format);
  return [...pieces.map((piece) => reader.read(piece)), reader.end()];
}

describe('items are read', () => {
  test.each<[format: SequenceFormat, pieces: string[], items: unknown[][]]>([
    ['lines', ['{"a":1}\n[2', ']\n\n 3 \n4'], [[{ a: 1 }], [[2], 3], [4]]],
    ['lines', ['1', '2', '3\n'], [[], [], [123], []]],
    ['records', ['\u001e{"a":1}\n\u001e2', '3\n'], [[{ a: 1 }], [], [23]]],
    ['events', ['data: a\n\n', 'data: b'], [[{ data: 'a' }], [], []]],
    ['events', ['data:a\ndata:  b\n', '\n'], [[], [{ data: 'a\n b' }], []]],
    ['events', ['event: e\nid: 1\nretry: 50\ndata\n\n'], [[{ event: 'e', id: '1', retry: 50, data: '' }], []]],
    ['events', ['id\n\n\n\n'], [[{ id: '' }], []]],
    ['events', [': note\nother: a\nid: a\0b\nretry: 5x\nretry: x5\n\n'], [[], []]],
    ['events', ['\uFEFFdata: a\n\n', '\uFEFFdata: b\n\n'], [[{ data: 'a' }], [], []]],
    ['events', ['data: a\r\ndata: b\r\n\r\n'], [[{ data: 'a\nb' }], []]],
    ['events', ['data: a\r', '\ndata: b\r', '', '\n\r', '\n'], [[], [], [], [{ data: 'a\nb' }], [], []]],
    ['events', ['data: a\r', 'data: b\r', '\r'], [[], [], [{ data: 'a\nb' }], []]],
    ['events', ['', 'data: a:b\n\n'], [[], [{ data: 'a:b' }], []]],
  ])('of %s, in pieces: %j', (format, pieces, items) => {
    expect(read(format, ...pieces)).toEqual(items);
  });

  test('by a parser of the caller, whose errors are thrown', () => {
    const reader = createItemReader('lines', (text) => text.toUpperCase());
    expect(reader.read('a\nb\n')).toEqual(['A', 'B']);
    expect(() => createItemReader('lines').read('{\n')).toThrow(SyntaxError);
  });
});
