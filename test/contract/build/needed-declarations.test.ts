import { describe, expect, test } from 'vitest';
import { evaluateModule } from '../../../src/contract/build/module.ts';
import { neededDeclarations } from '../../../src/contract/build/needed-declarations.ts';
import { VALIDATION_RUNTIME } from '../../../src/contract/build/validation-runtime.ts';

const DECLARATIONS = `// Doubles.
// It uses more: idle.
function double(value) {
  // With factor.
  return value * TWO;
}

const TWO = one() * 2;
const [A, B] = [1, 2];
function one() {
  return B;
}
class Unused {
}
let idle;
`;

describe('of declarations, those that a text uses are kept', () => {
  test('with what they use themselves and their comments, in their order', () => {
    const [, withoutLast] = /^(.*)class Unused/s.exec(DECLARATIONS) ?? [];
    expect(neededDeclarations(DECLARATIONS, 'const four = double(2);')).toBe(withoutLast);
  });

  test.each([
    ['A', 'const [A, B] = [1, 2];\n'],
    ['new Unused()', 'class Unused {\n}\n'],
    ['idleness', ''],
    ['data.idle', 'let idle;\n'],
  ])('for %s', (text, expected) => {
    expect(neededDeclarations(DECLARATIONS, text)).toBe(expected);
  });
});

const NAMES = [...VALIDATION_RUNTIME.matchAll(/^(?:function|class) (\w+)/gm)].map(([, name = '']) => name);

test.each(NAMES)('%s of the runtime needs nothing that is not kept', (name) => {
  const kept = neededDeclarations(VALIDATION_RUNTIME, name);
  const declared = new Set([...kept.matchAll(/^(?:function|class|const|let) (\w+)/gm)].map(([, one]) => one));
  // A name that is not declared is found by running what is kept without globals of the other names.
  const used = NAMES.filter(
    (one) => one !== name && new RegExp(`\\b${one}\\(`).test(kept.replaceAll(/^\s*\/\/.*$/gm, '')),
  );
  expect(used.filter((one) => !declared.has(one))).toEqual([]);
  expect(() => evaluateModule({ imports: [], body: kept })).not.toThrow();
});

test('all declarations of the runtime are used by a text that names them', () => {
  const all = [...VALIDATION_RUNTIME.matchAll(/^(?:function|class|const|let) (\w+|\[.*?\])/gm)].map(([, name]) => name);
  expect(neededDeclarations(VALIDATION_RUNTIME, all.join(' '))).toBe(VALIDATION_RUNTIME);
});
