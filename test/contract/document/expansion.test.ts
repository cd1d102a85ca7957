import { Source } from '@redocly/openapi-core';
import { expect, test } from 'vitest';
import { checkExpansion } from '../../../src/contract/document/expansion.ts';

const source = new Source('a.yaml', 'a: 1\n');

/** A part that an alias repeats on so many levels. */
function nested(levels: number): object {
  let part: object = {};
  for (let level = 1; level < levels; level++) part = { again: part };
  return part;
}

/** Two of each part in the one around it, so that values double with each level. */
function doubled(levels: number): object {
  let part: object = {};
  for (let level = 0; level < levels; level++) part = { a: part, b: part };
  return part;
}

test('aliases may nest a hundred levels, and no more', () => {
  expect(() => checkExpansion(nested(100), source)).not.toThrow();
  expect(() => checkExpansion(nested(101), source)).toThrow(/aliases nest more than 100 levels/);
});

test('aliases may repeat thousands of values, and not billions', () => {
  expect(() => checkExpansion(doubled(10), source)).not.toThrow();
  expect(() => checkExpansion(doubled(30), source)).toThrow(/aliases repeat more than 100000 values/);
});

test('each value of a repeated part counts, the part itself too', () => {
  const part = Array.from({ length: 999 }, () => 0);
  const repeated = (times: number): object => Array.from({ length: times + 1 }, () => part);
  expect(() => checkExpansion(repeated(100), source)).not.toThrow();
  expect(() => checkExpansion(repeated(101), source)).toThrow(/aliases repeat more than 100000 values/);
});

test('an alias must not repeat the part that contains it', () => {
  const part: Record<string, unknown> = {};
  part.self = part;
  expect(() => checkExpansion({ part }, source)).toThrow(/an alias repeats the part that contains it/);
});
