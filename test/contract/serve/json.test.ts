import { describe, expect, test } from 'vitest';
import { parseJson } from '../../../src/contract/serve/json.ts';
import { Rejection } from '../../../src/contract/serve/types.ts';

const faultsOf = (text: string) =>
  parseJson(text, 'well-formed').faults.map(({ path, message }) => `${path}: ${message}`);
const pathsOf = (text: string) => parseJson(text, 'well-formed').faults.map(({ path }) => path);
const INEXACT = 'cannot be stored exactly: send fewer digits, or a string';

describe('a number that cannot be stored exactly is named by its place', () => {
  test.each([
    ['1e400', ''],
    ['[1, 9007199254740993]', '[1]'],
    ['{"a": {"b c": [0, {"d": 1e400}]}}', 'a["b c"][1].d'],
    ['{"a": [[], {}, [9007199254740993]], "b": 1}', 'a[2][0]'],
    ['{"a": 1, "\\u0062": 1e400 }', 'b'],
    ['{"a": ["]", "{\\"", ",", "\\\\", 1e400]}', 'a[4]'],
    ['{"a":{"x":1},"b":{"y":[]},"c":-1e400}', 'c'],
  ])('%s', (text, path) => {
    expect(faultsOf(text)).toEqual([`${path}: ${INEXACT}`]);
  });

  test('numbers in strings and names are no numbers', () => {
    expect(faultsOf('{"9007199254740993": "1e400", "a": "\\\\"}')).toEqual([]);
  });
});

describe('a number is looked at closely from 16 characters on, or where it has an exponent', () => {
  test.each(['0.1234567890123', '-1.234567890123', '123456789012345', '0.00000000000001', '1e2', '1E-5', '0.0'])(
    '%s is stored exactly',
    (text) => {
      expect(faultsOf(text)).toEqual([]);
      expect(faultsOf(`{"a":[${text},"",${text}]}`)).toEqual([]);
    },
  );

  test.each(['9007199254740993', '0.30000000000000001', '1e400', '1E400', '-1e-400', '1.5e999'])(
    '%s is not stored exactly',
    (text) => {
      expect(faultsOf(text)).toEqual([`: ${INEXACT}`]);
      expect(pathsOf(`[${text},1,${text}]`)).toEqual(['[0]', '[2]']);
    },
  );
});

test('the place is kept from one fault to the next', () => {
  const text = String.raw`{"a\u0000":[1e400,{"b":"\u0000","c":[[],1e400]},"\n",1e400],"\u0064":{},"e":1e400}`;
  expect(pathsOf(text)).toEqual([
    '["a\\u0000"]',
    '["a\\u0000"][0]',
    '["a\\u0000"][1].b',
    '["a\\u0000"][1].c[1]',
    '["a\\u0000"][3]',
    'e',
  ]);
});

describe('half of a surrogate pair, and NUL, are named by their place', () => {
  test.each([
    [String.raw`"\ud800"`, ': must not contain half of a surrogate pair'],
    [String.raw`["\uDC00"]`, '[0]: must not contain half of a surrogate pair'],
    [String.raw`{"a":"\udc00\ud800"}`, 'a: must not contain half of a surrogate pair'],
    [String.raw`{"a":"\ud83dx\ude00"}`, 'a: must not contain half of a surrogate pair'],
    [String.raw`{"a":"\ud83d\ud83d\ude00"}`, 'a: must not contain half of a surrogate pair'],
    [String.raw`{"a":["","x\u0000y"]}`, 'a[1]: must not contain NUL (U+0000)'],
    [String.raw`{"a":{"b\u0000":1}}`, 'a["b\\u0000"]: has a name that contains NUL (U+0000)'],
    [String.raw`{"\ud800":1}`, '["\ufffd"]: has a name that contains half of a surrogate pair'],
  ])('%s', (text, fault) => {
    expect(faultsOf(text)).toEqual([fault]);
  });

  test.each([
    String.raw`"\ud83d\ude00"`,
    String.raw`"\uD83D\uDE00"`,
    String.raw`"\\ud800 \\u0000"`,
    String.raw`"\u0001\u00e9\ud7ff\ue000\u000a"`,
    '"\u{1f600}"',
    String.raw`{"\ud83d\ude00":"\"\\"}`,
  ])('%s is Unicode', (text) => {
    expect(faultsOf(text)).toEqual([]);
  });

  test('where any text is allowed, only numbers are looked at', () => {
    expect(parseJson(String.raw`["\ud800", "\u0000"]`).faults).toEqual([]);
  });
});

test('of many faults at most 101 are listed, which tells that there are more than 100', () => {
  expect(pathsOf(`[${'1e400,'.repeat(5000)}1]`)).toHaveLength(101);
});

test('behind the last fault that is listed the depth still counts', () => {
  const nested = `${'['.repeat(1000)}${']'.repeat(1000)}`;
  expect(() => parseJson(`[${'1e400,'.repeat(200)}${nested}]`)).toThrow(Rejection);
  expect(() => parseJson(`[${'1e400,'.repeat(50)}${nested}]`)).toThrow(Rejection);
});

test('names and paths are cut: a response is not as large as its request', () => {
  const long = 'n'.repeat(100_000);
  expect(pathsOf(`{"${long}": {"${long}": [1e400]}}`)).toEqual([`["${'n'.repeat(100)}…"]["${'n'.repeat(100)}…"][0]`]);
  const deep = `${'{"name":'.repeat(900)}1e400${'}'.repeat(900)}`;
  const [path = ''] = pathsOf(deep);
  expect(path).toBe(`${'name.'.repeat(100)}…`);
  expect(pathsOf(`{"${'a'.repeat(99)}\u{1f600}b": 1e400}`)[0]).toBe(`["${'a'.repeat(99)}…"]`);
  expect(pathsOf(`{"${'\\\\'.repeat(1000)}": 1e400, "${'\\u00e9'.repeat(1000)}": 1e400}`)).toEqual([
    `["${'\\\\'.repeat(100)}…"]`,
    `["${'é'.repeat(100)}…"]`,
  ]);
  // The part that is read ends between two escaped backslashes.
  expect(pathsOf(`{"a${'\\\\'.repeat(1000)}": 1e400}`)).toEqual([`["a${'\\\\'.repeat(99)}…"]`]);
});

test('1000 levels are read and no more', () => {
  const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
  expect(parseJson(nested(1000)).faults).toEqual([]);
  expect(() => parseJson(nested(1001))).toThrow(Rejection);
  expect(parseJson(`[${'[],'.repeat(5000)}{}]`).faults).toEqual([]);
});

test('a fault after many nested siblings is found without a copy of the path for each (CPU of one request: 1.4 s)', () => {
  const text = `${'['.repeat(990)}1e300${',[]'.repeat(300_000)},9007199254740993${']'.repeat(990)}`;
  expect(pathsOf(text)).toEqual([`${'[0]'.repeat(167).slice(0, 500)}…`]);
});

test('a name of characters of several bytes is shown in a path, however long it is', () => {
  const long = `x${'é😀'.repeat(1000)}`;
  expect(pathsOf(`{"größe":{"日本":1e400}}`)).toEqual(['größe.日本']);
  expect(pathsOf(`{"${long}":1e400}`)).toEqual([`[${JSON.stringify(`${long.slice(0, 100)}…`)}]`]);
});
