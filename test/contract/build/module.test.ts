import { describe, expect, test } from 'vitest';
import { createNames, evaluateModule, moduleText, shortHash } from '../../../src/contract/build/module.ts';

describe('names of exports', () => {
  test.each([
    ['Pet', 'Pet'],
    ['pet-owner.v1', 'pet_owner_v1'],
    ['2fast', '_2fast'],
    ['é', '__kxyo8j'],
    ['', '__fxo7i4'],
    ['delete', 'delete_5xa38w'],
  ])('%j becomes a name of JavaScript', (wanted, name) => {
    expect(createNames()(wanted)).toBe(name);
  });

  test('a name that is taken gets a hash of its key, which does not depend on the names before it', () => {
    const claim = createNames();
    const names = [claim('a-b', 'one'), claim('a.b', 'two'), claim('a_b', 'three')];
    expect(names).toEqual(['a_b', `a_b_${shortHash('two')}`, `a_b_${shortHash('three')}`]);
    const other = createNames();
    expect([other('a_b', 'zero'), other('a_b', 'three')]).toEqual(['a_b', names[2]]);
  });

  test('the names that the code already uses are taken', () => {
    expect(createNames(['set'])('set', 'key')).toBe(`set_${shortHash('key')}`);
  });
});

test('a module is its header, its imports and its body, and ends with one line break', () => {
  const imports = [{ name: 'path', specifier: 'node:path' }];
  const text = moduleText('// Made.\n', { imports, body: 'export const a = 1;\n\n\n' });
  expect(text).toBe("// Made.\nimport path from 'node:path';\nexport const a = 1;\n");
});

test('a module that was just made runs as its file would', () => {
  const imports = [{ name: 'path', specifier: 'node:path' }];
  const body =
    'const inner = 1;\nexport const one = inner;\nexport const two = () => path.posix.join("a", "b") + one;\n';
  const { one, two, inner } = evaluateModule({ imports, body });
  expect([one, (two as () => string)(), inner]).toEqual([1, 'a/b1', undefined]);
});
