import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toParameterDecodings } from '../../../src/contract/build/readings.ts';
import type { Parameter } from '../../../src/contract/document/document.ts';
import { encodeParameter } from '../../../src/contract/document/encode-parameter.ts';
import { compileParameters, type RawParameters } from '../../../src/contract/serve/parameters.ts';

const PRIMITIVE = { type: 'string' };
const ARRAY = { type: 'array', items: { type: 'string' } };
const OBJECT = {
  type: 'object',
  properties: { R: { type: 'integer' }, G: { type: 'integer' }, B: { type: 'integer' } },
};
const COLORS = ['blue', 'black', 'brown'];
const RGB = { R: 100, G: 200, B: 150 };

/** Decodes the parameter `color` from one place of a request. */
const compile = (parameter: Parameter) => compileParameters(toParameterDecodings([parameter], () => undefined));

type Place = 'path' | 'query' | 'header' | 'cookie';

function decode(parameter: Partial<Parameter> & { in: Place }, text: string) {
  const raw: RawParameters = { path: {}, query: '', headers: {} };
  if (parameter.in === 'path') raw.path = { color: text };
  if (parameter.in === 'query') raw.query = text;
  if (parameter.in === 'header') raw.headers = { color: text };
  if (parameter.in === 'cookie') raw.headers = { cookie: text };
  const decoded = compile({ name: 'color', ...parameter })(raw);
  return decoded.violations.length > 0 ? decoded.violations : decoded[parameter.in].color;
}

describe('each style, as the table of OAS 3.1 §4.8.12.3 writes it', () => {
  test.each([
    ['path', 'matrix', false, PRIMITIVE, ';color=blue', 'blue'],
    ['path', 'matrix', false, PRIMITIVE, ';color', ''],
    ['path', 'matrix', false, ARRAY, ';color=blue,black,brown', COLORS],
    ['path', 'matrix', false, OBJECT, ';color=R,100,G,200,B,150', RGB],
    ['path', 'matrix', true, PRIMITIVE, ';color=blue', 'blue'],
    ['path', 'matrix', true, ARRAY, ';color=blue;color=black;color=brown', COLORS],
    ['path', 'matrix', true, OBJECT, ';R=100;G=200;B=150', RGB],
    ['path', 'label', false, PRIMITIVE, '.blue', 'blue'],
    ['path', 'label', false, ARRAY, '.blue,black,brown', COLORS],
    ['path', 'label', false, OBJECT, '.R,100,G,200,B,150', RGB],
    ['path', 'label', true, PRIMITIVE, '.blue', 'blue'],
    ['path', 'label', true, ARRAY, '.blue.black.brown', COLORS],
    ['path', 'label', true, OBJECT, '.R=100.G=200.B=150', RGB],
    ['path', 'simple', false, PRIMITIVE, 'blue', 'blue'],
    ['path', 'simple', false, ARRAY, 'blue,black,brown', COLORS],
    ['path', 'simple', false, OBJECT, 'R,100,G,200,B,150', RGB],
    ['path', 'simple', true, ARRAY, 'blue,black,brown', COLORS],
    ['path', 'simple', true, OBJECT, 'R=100,G=200,B=150', RGB],
    ['header', 'simple', false, PRIMITIVE, 'blue, or not', 'blue, or not'],
    ['header', 'simple', false, ARRAY, 'blue, black,brown', COLORS],
    ['header', 'simple', false, OBJECT, 'R,100,G,200,B,150', RGB],
    ['header', 'simple', true, OBJECT, 'R=100, G=200, B=150', RGB],
    ['query', 'form', false, PRIMITIVE, 'color=blue', 'blue'],
    ['query', 'form', false, PRIMITIVE, 'color=', ''],
    ['query', 'form', false, ARRAY, 'color=blue,black,brown', COLORS],
    ['query', 'form', false, OBJECT, 'color=R,100,G,200,B,150', RGB],
    ['query', 'form', true, PRIMITIVE, 'color=blue', 'blue'],
    ['query', 'form', true, ARRAY, 'color=blue&color=black&color=brown', COLORS],
    ['query', 'form', true, ARRAY, 'color=blue', ['blue']],
    ['query', 'form', true, OBJECT, 'R=100&G=200&B=150', RGB],
    ['query', 'spaceDelimited', false, ARRAY, 'color=blue%20black%20brown', COLORS],
    ['query', 'spaceDelimited', false, OBJECT, 'color=R%20100%20G%20200%20B%20150', RGB],
    ['query', 'pipeDelimited', false, ARRAY, 'color=blue%7Cblack|brown', COLORS],
    ['query', 'pipeDelimited', false, OBJECT, 'color=R%7C100%7CG%7C200%7CB%7C150', RGB],
    ['query', 'deepObject', true, OBJECT, 'color%5BR%5D=100&color[G]=200&color%5BB%5D=150', RGB],
    ['cookie', 'form', false, PRIMITIVE, 'size=1; color=blue', 'blue'],
    ['cookie', 'form', false, ARRAY, 'color=blue,black,brown', COLORS],
    ['cookie', 'form', false, OBJECT, 'color=R,100,G,200,B,150', RGB],
    ['cookie', 'form', true, OBJECT, 'R=100; G=200; B=150', RGB],
    ['cookie', 'cookie', false, PRIMITIVE, 'size=1; color=50%25+a', '50%25+a'],
    ['cookie', 'cookie', false, ARRAY, 'color=blue,bl%2Cack,brown', ['blue', 'bl%2Cack', 'brown']],
    ['cookie', 'cookie', true, ARRAY, 'color=blue; color=black; color=brown', COLORS],
    ['cookie', 'cookie', true, OBJECT, 'R=100; G=200; B=150', RGB],
  ] as const)('%s %s explode=%s %o: %s', (place, style, explode, schema, text, value) => {
    expect(decode({ in: place, style, explode, schema }, text)).toEqual(value);
  });

  test.each([
    ['path', 'matrix', false, 'blue', ';color=blue'],
    ['path', 'matrix', false, COLORS, ';color=blue,black,brown'],
    ['path', 'matrix', false, RGB, ';color=R,100,G,200,B,150'],
    ['path', 'matrix', true, COLORS, ';color=blue;color=black;color=brown'],
    ['path', 'matrix', true, RGB, ';R=100;G=200;B=150'],
    ['path', 'label', false, COLORS, '.blue,black,brown'],
    ['path', 'label', true, COLORS, '.blue.black.brown'],
    ['path', 'label', true, RGB, '.R=100.G=200.B=150'],
    ['path', 'simple', false, RGB, 'R,100,G,200,B,150'],
    ['path', 'simple', true, RGB, 'R=100,G=200,B=150'],
    ['header', 'simple', true, RGB, 'R=100,G=200,B=150'],
    ['query', 'form', false, COLORS, 'color=blue,black,brown'],
    ['query', 'form', true, COLORS, 'color=blue&color=black&color=brown'],
    ['query', 'form', false, RGB, 'color=R,100,G,200,B,150'],
    ['query', 'form', true, RGB, 'R=100&G=200&B=150'],
    ['query', 'spaceDelimited', false, COLORS, 'color=blue%20black%20brown'],
    ['query', 'spaceDelimited', false, RGB, 'color=R%20100%20G%20200%20B%20150'],
    ['query', 'pipeDelimited', false, COLORS, 'color=blue%7Cblack%7Cbrown'],
    ['query', 'deepObject', true, RGB, 'color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150'],
    ['cookie', 'form', false, COLORS, 'color=blue,black,brown'],
    ['cookie', 'cookie', true, '50%25+a', 'color=50%25+a'],
    ['cookie', 'cookie', true, COLORS, 'color=blue; color=black; color=brown'],
  ] as const)('and back: %s %s explode=%s %o is %s', (place, style, explode, value, text) => {
    expect(encodeParameter({ name: 'color', in: place, style, explode }, value)).toBe(text);
  });

  test.each([
    ['path', PRIMITIVE, 'a,b', 'a,b'],
    ['query', ARRAY, 'color=a&color=b', ['a', 'b']],
    ['header', PRIMITIVE, ' a ', 'a'],
    ['cookie', PRIMITIVE, 'color=a', 'a'],
  ] as const)('a parameter of the %s that names no style has the default one', (place, schema, text, value) => {
    expect(decode({ in: place, schema }, text)).toEqual(value);
  });
});

describe('percent-encoding', () => {
  test.each([
    ['an encoded delimiter is data', { in: 'path', schema: ARRAY }, 'a%2Cb,c', ['a,b', 'c']],
    ['an encoded name is the name', { in: 'query', schema: PRIMITIVE }, 'c%6Flor=blue', 'blue'],
    ['a plus in a query is a space', { in: 'query', schema: PRIMITIVE }, 'color=light+blue', 'light blue'],
    ['an encoded plus is a plus', { in: 'query', schema: PRIMITIVE }, 'color=a%2Bb', 'a+b'],
    ['a plus in a path is a plus', { in: 'path', schema: PRIMITIVE }, 'a+b', 'a+b'],
    ['text is UTF-8', { in: 'query', schema: PRIMITIVE }, 'color=gr%C3%BCn', 'grün'],
    ['a broken escape stays as it is', { in: 'query', schema: PRIMITIVE }, 'color=100%', '100%'],
    ['a header is not percent-encoded', { in: 'header', schema: PRIMITIVE }, 'a%20b', 'a%20b'],
    ['a question mark is data', { in: 'query', schema: PRIMITIVE }, 'color=a?b', 'a?b'],
  ] as const)('%s', (_rule, parameter, text, value) => {
    expect(decode(parameter, text)).toEqual(value);
  });
});

describe('a text becomes what the schema asks for, where it is written as JSON writes it', () => {
  test.each([
    [{ type: 'integer' }, '10', 10],
    [{ type: 'integer' }, '-1', -1],
    [{ type: 'number' }, '1e3', 1000],
    [{ type: 'integer' }, '0x10', '0x10'],
    [{ type: 'integer' }, ' 5', ' 5'],
    [{ type: 'integer' }, '007', '007'],
    [{ type: 'integer' }, '', ''],
    [{ type: 'boolean' }, 'true', true],
    [{ type: 'boolean' }, '1', '1'],
    [{ type: ['integer', 'null'] }, 'null', null],
    [{ type: 'string' }, '10', '10'],
    [{ anyOf: [{ type: 'integer' }, { type: 'boolean' }] }, 'false', false],
    [{}, '10', '10'],
  ])('%o: "%s"', (schema, text, value) => {
    expect(decode({ in: 'path', schema }, text)).toEqual(value);
  });
});

describe('what cannot be read is named', () => {
  test.each([
    [{ in: 'path', style: 'label', schema: PRIMITIVE }, 'blue', 'must be written in the style "label"'],
    [{ in: 'path', style: 'matrix', schema: PRIMITIVE }, ';colour=blue', 'must be written in the style "matrix"'],
    [{ in: 'path', schema: OBJECT }, 'R,100,G', 'must be written in the style "simple"'],
    [{ in: 'query', schema: PRIMITIVE }, 'color=a&color=b', 'must not be sent more than once'],
    [{ in: 'query', content: { 'application/json': {} } }, 'color={', 'must be valid JSON'],
    [{ in: 'query', schema: OBJECT }, 'R=1&R=2', 'must not name a member more than once'],
    [
      { in: 'query', style: 'deepObject', schema: OBJECT },
      'color[R]=1&color[R]=2',
      'must not name a member more than once',
    ],
  ] as const)('%o: %s', (parameter, text, message) => {
    expect(decode(parameter, text)).toEqual([
      { in: parameter.in, path: 'color', pointer: '/color', keyword: 'style', message },
    ]);
  });
});

test('a parameter with content is JSON', () => {
  expect(decode({ in: 'query', content: { 'application/json': {} } }, 'color=%7B%22R%22%3A1%7D')).toEqual({ R: 1 });
});

test.each(['Authorization', 'authorization', 'ACCEPT', 'Content-Type'])(
  'a header parameter of a name that HTTP itself uses is not a parameter: %s',
  (name) => {
    const raw = { path: {}, query: '', headers: { [name.toLowerCase()]: '1' } };
    expect(compile({ name, in: 'header', schema: { type: 'integer' } })(raw).header).toEqual({});
  },
);

describe('an object that may have members of any name', () => {
  const open = { type: 'object', properties: { R: { type: 'integer' } }, additionalProperties: { type: 'integer' } };

  test.each([
    ['form', true, 'R=1&X=2'],
    ['form', false, 'color=R,1,X,2'],
    ['deepObject', true, 'color[R]=1&color[X]=2'],
  ] as const)('gets them in the type of their schema: %s explode=%s', (style, explode, text) => {
    expect(decode({ in: 'query', style, explode, schema: open }, text)).toEqual({ R: 1, X: 2 });
  });

  test('gets one with an empty name, and one without a value', () => {
    const texts = { ...open, additionalProperties: true };
    expect(decode({ in: 'header', style: 'simple', explode: true, schema: texts }, '=a,b,c=d=e')).toEqual({
      ...{ '': 'a', b: '', c: 'd=e' },
    });
  });

  test('takes what the other parameters leave, wherever it is declared', () => {
    const limit: Parameter = { name: 'limit', in: 'query', schema: { type: 'integer' } };
    const rest: Parameter = { name: 'rest', in: 'query', schema: open };
    for (const parameters of [
      [rest, limit],
      [limit, rest],
    ]) {
      const read = compileParameters(toParameterDecodings(parameters, () => undefined));
      expect(read({ path: {}, query: 'X=2&limit=5', headers: {} }).query).toEqual({ limit: 5, rest: { X: 2 } });
    }
  });
});

describe('the default of a parameter', () => {
  test.each([
    ['beside what it is composed of', { default: 5, allOf: [{ type: 'integer' }] }],
    ['the nearest, where what it is composed of has one too', { default: 5, allOf: [{ default: 7 }] }],
    ['of what it is composed of', { allOf: [{ type: 'integer' }, { default: 5 }, { minimum: 1 }] }],
  ])('is the one %s', (_which, schema) => {
    const read = compile({ name: 'color', in: 'query', schema });
    expect(read({ path: {}, query: '', headers: {} }).query).toEqual({ color: 5 });
  });

  test('is made for each request, so that a handler that changes it changes no other request', () => {
    const first = { type: 'object', properties: { list: { type: 'array', default: ['a'] } } };
    const read = compile({ name: 'color', in: 'query', style: 'deepObject', schema: { ...first, default: {} } });
    const { color } = read({ path: {}, query: '', headers: {} }).query as { color: { list: string[] } };
    expect(color).toEqual({ list: ['a'] });
    color.list.push('b');
    expect(read({ path: {}, query: '', headers: {} }).query).toEqual({ color: { list: ['a'] } });
    expect(read({ path: {}, query: 'color[x]=1', headers: {} }).query).toEqual({ color: { x: '1', list: ['a'] } });
  });
});

describe('what is written in a style is read as it was', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1 });
  const header = fc.stringMatching(/^[!-+\-.-<>-~]+$/);
  const rows = [
    ...(['matrix', 'label', 'simple'] as const).map((style) => ['path', style] as const),
    ...(['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'] as const).map((style) => ['query', style] as const),
    ['header', 'simple'] as const,
    ['cookie', 'form'] as const,
  ].flatMap(([place, style]) => [true, false].map((explode) => [place, style, explode] as const));

  test.each(rows)('%s %s explode=%s', (place, style, explode) => {
    // These two delimit by a character that they cannot write as data.
    const delimiter = { spaceDelimited: ' ', pipeDelimited: '|' }[style as string] ?? '\0';
    const part = (place === 'header' ? header : text).filter((sample) => !sample.includes(delimiter));
    const names = fc.uniqueArray(part, { minLength: 1, maxLength: 4 });
    const object = fc
      .tuple(names, fc.array(part, { minLength: 4, maxLength: 4 }))
      .map(([keys, values]) => Object.fromEntries(keys.map((key, index) => [key, values[index] ?? ''])));
    const shapes = {
      primitive: [PRIMITIVE, part],
      array: [ARRAY, fc.array(part, { minLength: 1, maxLength: 4 })],
      object: [OBJECT, object],
    } as const;
    // OAS 3.1 §4.8.12.3 has no other combinations: the cells of these are "n/a".
    const kinds =
      style === 'deepObject'
        ? ['object']
        : style.endsWith('Delimited')
          ? ['array', 'object']
          : ['primitive', 'array', 'object'];
    if (style === 'deepObject' && !explode) return;
    if (style.endsWith('Delimited') && explode) return;
    for (const kind of kinds as (keyof typeof shapes)[]) {
      const [schema, arbitrary] = shapes[kind];
      fc.assert(
        fc.property(arbitrary as fc.Arbitrary<unknown>, (value) => {
          const open =
            kind === 'object'
              ? { ...schema, properties: Object.fromEntries(Object.keys(value as object).map((key) => [key, {}])) }
              : schema;
          const [reading] = toParameterDecodings(
            [{ name: 'color', in: place, style, explode, schema: open }],
            () => undefined,
          );
          const written = encodeParameter(reading as NonNullable<typeof reading>, value);
          const raw: RawParameters = { path: {}, query: '', headers: {} };
          if (place === 'path') raw.path = { color: written };
          if (place === 'query') raw.query = written;
          if (place === 'header') raw.headers = { color: written };
          if (place === 'cookie') raw.headers = { cookie: written };
          const decoded = compileParameters([reading as NonNullable<typeof reading>])(raw);
          expect(decoded.violations).toEqual([]);
          expect(decoded[place].color).toEqual(value);
        }),
        { numRuns: 100 },
      );
    }
  });
});
