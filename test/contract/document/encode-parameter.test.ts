import { describe, expect, test } from 'vitest';
import { encodeParameter } from '../../../src/contract/document/encode-parameter.ts';

type Parameter = Parameters<typeof encodeParameter>[0];

const colors = ['blue', 'black', 'brown'];
const rgb = { R: 100, G: 200, B: 150 };

/** The examples of OAS 3.1 §4.8.12.4: a text, a list and an object. */
const styles: [style: string, explode: boolean, place: string, text: string, list: string, object: string][] = [
  ['matrix', false, 'path', ';color=blue', ';color=blue,black,brown', ';color=R,100,G,200,B,150'],
  ['matrix', true, 'path', ';color=blue', ';color=blue;color=black;color=brown', ';R=100;G=200;B=150'],
  ['label', false, 'path', '.blue', '.blue,black,brown', '.R,100,G,200,B,150'],
  ['label', true, 'path', '.blue', '.blue.black.brown', '.R=100.G=200.B=150'],
  ['simple', false, 'path', 'blue', 'blue,black,brown', 'R,100,G,200,B,150'],
  ['simple', true, 'header', 'blue', 'blue,black,brown', 'R=100,G=200,B=150'],
  ['form', false, 'query', 'color=blue', 'color=blue,black,brown', 'color=R,100,G,200,B,150'],
  ['form', true, 'query', 'color=blue', 'color=blue&color=black&color=brown', 'R=100&G=200&B=150'],
  ['form', true, 'cookie', 'color=blue', 'color=blue; color=black; color=brown', 'R=100; G=200; B=150'],
];
const delimited: [style: string, value: unknown, text: string][] = [
  ['spaceDelimited', colors, 'color=blue%20black%20brown'],
  ['spaceDelimited', rgb, 'color=R%20100%20G%20200%20B%20150'],
  ['pipeDelimited', colors, 'color=blue%7Cblack%7Cbrown'],
  ['deepObject', rgb, 'color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150'],
];

describe('a parameter is written in its style', () => {
  test.each(styles)('%s, explode %s, in %s', (style, explode, place, text, list, object) => {
    const parameter = { name: 'color', in: place, style, explode } as Parameter;
    expect(['blue', colors, rgb].map((value) => encodeParameter(parameter, value))).toEqual([text, list, object]);
  });

  test.each(delimited)('%s of %j', (style, value, text) => {
    expect(encodeParameter({ name: 'color', in: 'query', style, explode: false } as Parameter, value)).toBe(text);
  });
});

test.each([
  ['path', 'a b/ü', 'a%20b%2F%C3%BC'],
  ['path', "1.5!'()*", '1%2E5%21%27%28%29%2A'],
  ['header', 'a b/ü.', 'a b/ü.'],
])(
  'only what RFC 3986 leaves unreserved is in a %s as it is, and a header is not encoded: %s',
  (place, value, text) => {
    expect(encodeParameter({ name: 'a', in: place, style: 'simple', explode: false } as Parameter, value)).toBe(text);
  },
);

test('a name and a value in the style "cookie" are not encoded (OAS 3.2 §4.12.2.2)', () => {
  const parameter = { name: 'a b', in: 'cookie', explode: true } as const;
  expect(encodeParameter({ ...parameter, style: 'cookie' }, 'é/')).toBe('a b=é/');
  expect(encodeParameter({ ...parameter, style: 'form' }, 'é/')).toBe('a%20b=%C3%A9%2F');
});

test.each([
  ['query', 'application/json', { a: 1 }, 'it=%7B%22a%22%3A1%7D'],
  ['cookie', 'application/json', 'a', 'it=%22a%22'],
  ['path', 'application/json', [1], '%5B1%5D'],
  ['header', 'application/vnd.pet+json', 'a', '"a"'],
  ['query', 'text/plain', 'a b', 'it=a%20b'],
  ['header', 'text/plain', 5, '5'],
])('with content in %s it is written in its media type %s', (place, mediaType, value, text) => {
  expect(
    encodeParameter({ name: 'it', in: place, style: 'simple', explode: false, mediaType } as Parameter, value),
  ).toBe(text);
});

test.each([
  [null, 'it=null'],
  [undefined, 'it=undefined'],
  [false, 'it=false'],
])('%s is written as a text', (value, text) => {
  expect(encodeParameter({ name: 'it', in: 'query', style: 'form', explode: true } as Parameter, value)).toBe(text);
});
