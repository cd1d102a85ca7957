import { describe, expect, test } from 'vitest';
import { checkTitles } from './titles.ts';

describe('titles of tests', () => {
  test('have at most 300 characters', () => {
    expect(() => checkTitles({ name: 'x'.repeat(300) })).not.toThrow();
    expect(() => checkTitles({ name: 'x'.repeat(301) })).toThrow('A title has 301 characters; at most 300 are allowed');
  });

  test('are checked with the groups around them', () => {
    const group = { name: 'x'.repeat(301) };
    expect(() => checkTitles({ name: 'x', suite: { name: 'y', suite: group } })).toThrow('301 characters');
  });
});
