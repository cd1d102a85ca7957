import { describe, expect, test } from 'vitest';
import { leadingToCircles } from '../../../src/contract/build/circles.ts';
import { ROOT } from '../../../src/contract/build/convert-schema.ts';
import {
  compileShare,
  compileTogether,
  generateValidators,
  type ValidatorsTask,
} from '../../../src/contract/build/validators.ts';

const refer = (name: string) => ({ $ref: `#/$defs/${name}` });
const list = (name: string) => ({ type: 'array', items: refer(name), unevaluatedItems: false });
const SCHEMAS = {
  Alone: { type: 'string', format: 'date', pattern: '^a' },
  Base: { type: 'object', properties: { id: refer('Alone') }, required: ['id'] },
  Cat: { allOf: [refer('Base')], properties: { kittens: list('Dog') }, unevaluatedProperties: false },
  Dog: { allOf: [refer('Base'), { properties: { chases: refer('Cat') } }], unevaluatedProperties: false },
  Either: { anyOf: [refer('Base'), { properties: { day: { format: 'date' } }, minProperties: 2 }] },
  Owner: { properties: { cats: list('Cat'), own: refer('Either') } },
  Tree: { properties: { leaves: list('Tree'), base: refer('Base') } },
  Zoo: { properties: { trees: list('Tree'), open: { pattern: '^a' } }, additionalProperties: refer('Either') },
};
/** A definition that is exported is one that no other refers to. */
const entries = Object.keys(SCHEMAS).map((name) => [`${name}Schema`, { allOf: [refer(name)] }]);
const root = { $id: ROOT, $defs: { ...SCHEMAS, ...Object.fromEntries(entries) } };
const NAMES = Object.keys(SCHEMAS)
  .map((name) => `${name}Schema`)
  .toReversed();

/** Another thread that has claimed some names before this one begins. */
const otherAfter = (count: number) => ({
  compileValidators: async ({ claimed, ...task }: ValidatorsTask) => {
    const shared = task.names.toSorted().filter((name) => !leadingToCircles(root).has(name));
    const own = shared.slice(shared.length - count);
    Atomics.add(claimed, 0, own.length);
    const all = { ...task, names: own, claimed: new Int32Array(1) };
    return compileShare(all, 'last');
  },
});

describe('validators that two threads compile together', () => {
  const alone = generateValidators(root, NAMES);

  test.each([0, 1, 2, 3, 4, 5])('are those of one thread if the other one has compiled %i', async (count) => {
    expect(await compileTogether(root, NAMES, otherAfter(count))).toEqual(alone);
  });

  test('have the errors of one thread', async () => {
    const $defs = { ...root.$defs, Broken: refer('None'), Wrong: refer('Nothing') };
    const names = [...NAMES, 'Wrong', 'Broken'];
    const other = { compileValidators: async (task: ValidatorsTask) => compileShare(task, 'last') };
    await expect(compileTogether({ ...root, $defs }, names, other)).rejects.toThrow('"#/$defs/None"');
  });

  test('are compiled by one thread if two texts have one name', async () => {
    const other = {
      compileValidators: async (task: ValidatorsTask) => {
        const texts = await otherAfter(2).compileValidators(task);
        return { ...texts, functions: new Map([...texts.functions].map(([name, code]) => [name, `${code}//`])) };
      },
    };
    expect(await compileTogether(root, NAMES, other)).toEqual(alone);
  });
});

test('schemas that lead to a circle of several are found, and those that refer to themselves are not', () => {
  expect(leadingToCircles(root)).toEqual(new Set(['Cat', 'CatSchema', 'Dog', 'DogSchema', 'Owner', 'OwnerSchema']));
  expect(
    leadingToCircles({ $defs: { A: { $ref: 'https://json-schema.org/draft/2020-12/schema' }, B: refer('A') } }),
  ).toEqual(new Set(['A', 'B']));
});
