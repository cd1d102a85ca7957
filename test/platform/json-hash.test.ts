import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { hashOfJson } from '../../src/platform/json-hash.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hashOfText = (text: string) => hashOfJson(JSON.parse(text));

test.each([
  ['{"a":1,"b":[true,false,null,-1.5,1e+300,"x"],"c":{},"d":[],"e":""}', undefined],
  ['"\\"\\\\\\n\\u0000\\u001f\\ud800 é 😀"', undefined],
  ['{"10":0,"9":0,"é":"é","__proto__":{"b":1,"a":2}}', '{"10":0,"9":0,"__proto__":{"a":2,"b":1},"é":"é"}'],
  ['{"a":[{"y":1,"x":2}],"A":1,"":2}', '{"":2,"A":1,"a":[{"x":2,"y":1}]}'],
])('the hash is that of the text whose members are in the order of code units: %s', (text, ordered = text) => {
  expect(hashOfText(text)).toBe(sha256(ordered));
});

test('the order of members does not count, that of items does', () => {
  expect(hashOfText('{"b":1,"a":{"d":[1,2],"c":2}}')).toBe(hashOfText('{"a":{"c":2,"d":[1,2]},"b":1}'));
  expect(hashOfText('[1,2]')).not.toBe(hashOfText('[2,1]'));
  const numbers = Array.from({ length: 5000 }, (_, at) => (at * 7919) % 5000);
  const shuffled = Object.fromEntries(numbers.map((number) => [`k${number}`, number]));
  const ordered = Object.fromEntries(numbers.map((_, at) => [`k${at}`, at]));
  expect(hashOfJson(shuffled)).toBe(hashOfJson(ordered));
});

test('values that differ anywhere have different hashes', () => {
  const texts = ['[1,2]', '["1",2]', '["1,2"]', '[[1],2]', '[12]', '[]', '{}', 'null', '""', '"null"', '{"a":[]}', '0'];
  expect(new Set(texts.map(hashOfText)).size).toBe(texts.length);
  expect(hashOfText('-0')).toBe(hashOfText('0'));
});

test.each([
  ['short', 'x'],
  ['of many bytes', 'é'],
  ['escaped', '\n'],
  ['of half pairs', '\ud800'],
])('strings of any length are hashed as they are written: %s', (_title, unit) => {
  for (const length of [0, 1, 999, 1000, 1001, 65_533, 65_534, 65_535, 65_536, 200_000]) {
    const list = ['', unit.repeat(length), 'y'];
    expect(hashOfJson(list), `${length}`).toBe(sha256(JSON.stringify(list)));
  }
});

test('nothing is lost at 64 KiB, where the text is hashed in parts', () => {
  const before = Array.from({ length: 65 }, () => 'x'.repeat(997));
  for (let left = 0; left <= 12; left++) {
    for (const value of ['abcd', 'ééé', '"', 12_345, true]) {
      const list = [...before, 'x'.repeat(532 - left), value, 'after'];
      expect(JSON.stringify([...before, 'x'.repeat(532 - left)])).toHaveLength(65_536 - left);
      expect(hashOfJson(list), `${value}, ${left} bytes are left`).toBe(sha256(JSON.stringify(list)));
    }
  }
});

test('what JSON has no value for still has a hash', () => {
  expect(hashOfJson({ a: undefined })).toBe(sha256('{"a":undefined}'));
  expect(hashOfJson([Number.NaN])).toBe(sha256('[null]'));
});
