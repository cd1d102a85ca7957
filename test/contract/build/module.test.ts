import { describe, expect, test } from 'vitest';
import { createNames, evaluate, toText } from '../../../src/contract/build/module.ts';

describe('names of exports', () => {
  test.each([
    ['Pet', 'Pet'],
    ['pet-owner.v1', 'pet_owner_v1'],
    ['2fast', '_2fast'],
    ['é', '_'],
    ['', '_'],
  ])('%j becomes a name of JavaScript', (wanted, name) => {
    expect(createNames()(wanted)).toBe(name);
  });

  test('no two are the same, and the later ones are numbered from 2', () => {
    const claim = createNames();
    expect(['a-b', 'a.b', 'a_b', 'a_b_2', 'c'].map(claim)).toEqual(['a_b', 'a_b_2', 'a_b_3', 'a_b_2_2', 'c']);
  });
});

test('a module is its header, its imports and its body, and ends with one line break', () => {
  const imports = [{ name: 'path', specifier: 'node:path' }];
  const text = toText('// Made.\n', { imports, body: 'export const a = 1;\n\n\n' });
  expect(text).toBe("// Made.\nimport path from 'node:path';\nexport const a = 1;\n");
});

test('a module that was just made runs as its file would', () => {
  const imports = [{ name: 'path', specifier: 'node:path' }];
  const body =
    'const inner = 1;\nexport const one = inner;\nexport const two = () => path.posix.join("a", "b") + one;\n';
  const { one, two, inner } = evaluate({ imports, body });
  expect([one, (two as () => string)(), inner]).toEqual([1, 'a/b1', undefined]);
});
