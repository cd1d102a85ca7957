import { MIMEType } from 'node:util';
import { describe, expect, test } from 'vitest';
import {
  byMediaType,
  essenceOf,
  findMediaType,
  isJson,
  isMultipart,
  isText,
  isUrlEncoded,
  isUtf8Charset,
  mediaTypeParameters,
} from '../../../src/contract/document/media-types.ts';
import { sequenceFormat } from '../../../src/contract/document/sequences.ts';
import { createRandom } from '../../mutation/random.ts';

describe('a media type is parsed as in RFC 9110 §8.3.1', () => {
  test.each([
    ['Text/Plain', 'text/plain', {}],
    ['text/plain; Charset="UTF-8"', 'text/plain', { charset: 'UTF-8' }],
    ['text/plain ;charset=utf-8 ; a=b', 'text/plain', { charset: 'utf-8', a: 'b' }],
    ['text/plain; a="x; charset=latin1"', 'text/plain', { a: 'x; charset=latin1' }],
    ['text/plain; a="say \\"hi\\""', 'text/plain', { a: 'say "hi"' }],
    ['text/plain; a=1; A=2', 'text/plain', { a: '1' }],
    ['text/plain; broken; ; a=1;', 'text/plain', { a: '1' }],
    ['', '', {}],
    ['text', '', {}],
    ['text/', '', {}],
    ['text/plain text/html', '', {}],
    ['text/plain, text/html', '', {}],
  ])('%j', (text, essence, parameters) => {
    expect(essenceOf(text)).toBe(essence);
    expect(Object.fromEntries(mediaTypeParameters(text))).toEqual(parameters);
  });
});

describe('the format of a sequence is known by its media type, without case and parameters', () => {
  test.each([
    ['text/event-stream', 'events'],
    [' Text/Event-Stream ; charset=utf-8', 'events'],
    ['text/event-streams', undefined],
    ['application/jsonl', 'lines'],
    ['application/x-ndjson', 'lines'],
    ['Application/JSONLines;a=b', 'lines'],
    ['application/jsonlx', undefined],
    ['x-application/jsonl', undefined],
    ['application/json-seq', 'records'],
    ['application/geo+json-seq', 'records'],
    ['application/geojson-seq', undefined],
    ['application/json-seqs', undefined],
    ['application/json', undefined],
    ['', undefined],
  ])('%j: %s', (mediaType, format) => {
    expect(sequenceFormat(mediaType)).toBe(format);
  });
});

describe('essence and parameters are those of util.MIMEType', () => {
  const PARTS = [
    'text',
    '/',
    'plain',
    ';',
    ' ',
    '\t',
    'charset',
    '=',
    '"',
    '\\',
    'utf-8',
    'a',
    'B',
    ',',
    '+json',
    '*',
    "'",
  ];
  const WHOLE = ['text/plain', ';x=1', ';q="a;b"', ';Q="\\""', ';a=""', ';a='];
  /** Node takes names from the middle of what follows a quoted value. */
  const IS_ODD = /="(?!(?:[^"\\]|\\.)*"[ \t]*(?:;|$))/;

  test.each([1, 2, 3])('seed %i', (seed) => {
    const random = createRandom(seed);
    const one = (list: string[]) => list[Math.floor(random() * list.length)] as string;
    let parsed = 0;
    for (let count = 0; count < 3000; count++) {
      const start = random() < 0.7 ? 'text/plain' : '';
      const text = start + Array.from({ length: random() * 8 }, () => one(random() < 0.3 ? WHOLE : PARTS)).join('');
      if (IS_ODD.test(text)) continue;
      const judged = parse(text);
      expect([text, essenceOf(text)]).toEqual([text, judged?.essence ?? '']);
      if (judged === undefined) continue;
      parsed += 1;
      expect([text, [...mediaTypeParameters(text)]]).toEqual([text, [...judged.params]]);
    }
    expect(parsed).toBeGreaterThan(500);
  });

  function parse(text: string): MIMEType | undefined {
    try {
      return new MIMEType(text);
    } catch (error) {
      expect(error).toHaveProperty('code', 'ERR_INVALID_MIME_SYNTAX');
      return undefined;
    }
  }
});

test.each([
  { is: isText, those: ['text/plain', 'Text/CSV; charset=utf-8', ' text/x'], others: ['application/text', 'text'] },
  {
    is: isJson,
    those: ['application/json', 'APPLICATION/Problem+JSON; a=b', 'text/json'],
    others: ['application/jsonp', 'application/json5'],
  },
  { is: isUrlEncoded, those: ['Application/X-WWW-Form-Urlencoded;charset=utf-8'], others: ['application/x-www-form'] },
  { is: isMultipart, those: ['Multipart/Form-Data; boundary=x'], others: ['multipart/mixed'] },
  {
    is: isUtf8Charset,
    those: ['a/b', 'a/b; charset=utf8', 'a/b; CHARSET="Utf-8"', 'a/b; x="; charset=latin1"'],
    others: ['a/b; charset=utf-16', 'a/b; charset=xutf-8', 'a/b; charset=utf-80'],
  },
])('$is.name ignores case and parameters', ({ is, those, others }) => {
  expect([...those, ...others].filter((text) => is(text))).toEqual(those);
});

describe('what a contract declares is found', () => {
  const find = (declared: string[], sent: string): string | undefined => {
    const content = byMediaType(Object.fromEntries(declared.map((name) => [name, name])));
    return content.get(findMediaType(content, sent) ?? '');
  };

  test.each([
    [['application/json; charset=utf-8'], 'Application/JSON;Charset="UTF-8"', 'application/json; charset=utf-8'],
    [['Application/JSON'], 'application/json', 'Application/JSON'],
    [['application/vnd.x.v2+json; version=2'], 'application/vnd.x.v2+json', 'application/vnd.x.v2+json; version=2'],
    [['a/b;p=1', 'a/b;p=2'], 'a/b; p=2', 'a/b;p=2'],
    [['a/b;p=1', 'a/b;p=2'], 'A/B; charset=utf-8; P="2"', 'a/b;p=2'],
    [['a/b;p=1', 'a/b;p=1;q=2'], 'a/b; q=2; p=1; r=3', 'a/b;p=1;q=2'],
    [['a/b;p=1', 'a/b'], 'a/b;p=3', 'a/b'],
    [['a/b;p=1;q=9', 'a/b'], 'a/b;p=1', 'a/b'],
    [['a/b;p=1', 'a/b;p=2'], 'a/b', 'a/b;p=1'],
    [['*/*', 'text/*', 'text/plain'], 'Text/Plain', 'text/plain'],
    [['*/*', 'text/*', 'text/plain'], 'text/csv', 'text/*'],
    [['*/*', 'text/*', 'text/plain'], 'image/png', '*/*'],
    [['*/*', 'application/*', 'application/*+json'], 'application/vnd.x+json', 'application/*+json'],
    [['application/*+json'], 'application/json', undefined],
    [['application/json'], 'application/jsonp', undefined],
    [['*/*'], '', undefined],
    [['*/*'], 'nonsense', undefined],
  ])('%j, %s', (declared, sent, found) => {
    expect(find(declared, sent)).toBe(found);
  });
});
