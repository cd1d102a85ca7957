import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareRoots } from './compare-documents.ts';
import { plain } from './random-schemas.ts';

const NAME = fc.constantFrom('a', 'b', 'x-c', 'abcdef');
const PATTERN = fc.constantFrom('^x', 'a', '^[a-z]+$', '-');
const MEMBER = fc.constantFrom<unknown>({ type: 'integer' }, { type: 'string' }, false, true, { const: 0 });
const NAMES = fc.constantFrom<unknown>(
  ...[{ maxLength: 3 }, { minLength: 2 }, { pattern: '^x' }, { not: { pattern: 'a' } }],
  ...[{ enum: ['a', 'abcdef'] }, { enum: ['b', 'x-c', 'xa'] }],
);

/** Schemas of objects in which names, patterns and numbers of properties limit one another. */
const OBJECTS: fc.Arbitrary<unknown> = fc.letrec((tie) => {
  const some = fc.array(tie('object'), { minLength: 1, maxLength: 2 });
  const keywords = {
    properties: fc.dictionary(NAME, MEMBER, { maxKeys: 2 }),
    patternProperties: fc.dictionary(PATTERN, MEMBER, { maxKeys: 2 }),
    additionalProperties: MEMBER,
    required: fc.uniqueArray(NAME, { maxLength: 2 }),
    minProperties: fc.nat(3),
    maxProperties: fc.nat(3),
    propertyNames: NAMES,
    dependentRequired: fc.dictionary(NAME, fc.uniqueArray(NAME, { maxLength: 1 }), { maxKeys: 1 }),
    ...{ anyOf: some, oneOf: some, allOf: some, not: tie('object') },
  };
  const chosen = fc.uniqueArray(fc.constantFrom(...Object.keys(keywords)), { minLength: 1, maxLength: 3 });
  return {
    object: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      fc.constantFrom<unknown>({ minProperties: 1 }, { maxProperties: 1 }),
      chosen.chain((names) =>
        fc.record(Object.fromEntries(names.map((name) => [name, keywords[name as keyof typeof keywords]]))),
      ),
    ),
  };
}).object;

/** All objects of at most three properties of some names and values. */
const VALUES: Record<string, unknown>[] = [{}];
for (const value of VALUES)
  if (Object.keys(value).length < 3)
    for (const name of ['a', 'b', 'x-c', 'abcdef', 'xa', 'Z'])
      if (Object.keys(value).every((before) => before < name))
        for (const member of [0, 'a', 1.5]) VALUES.push({ ...value, [name]: member });

test('two schemas of objects differ as all small objects say', () => {
  const counts = { narrowing: 0, widening: 0, same: 0 };
  fc.assert(
    fc.property(OBJECTS, OBJECTS, OBJECTS, fc.boolean(), (first, second, around, isBranch) => {
      const old = plain({ type: 'object', allOf: [first, around] });
      const next = plain({
        type: 'object',
        allOf: [around],
        ...(isBranch ? { anyOf: [first, second] } : { not: second }),
      });
      const [isOld, isNew] = [old, next].map((schema) => validatorOf(schema));
      const found = new Set(compareRoots({ old, new: next }).map((one) => one.possible ?? one.effect));
      if (found.size === 0) counts.same += 1;
      for (const effect of found) if (effect !== 'unproven') counts[effect] += 1;
      for (const value of VALUES) {
        const [was, is] = [isOld?.(value), isNew?.(value)];
        if (was === true && is === false) expect(found, JSON.stringify(value)).toContain('narrowing');
        if (was === false && is === true) expect(found, JSON.stringify(value)).toContain('widening');
      }
    }),
    { seed: 7, numRuns: 80, endOnFailure: true },
  );
  expect(Math.min(...Object.values(counts))).toBeGreaterThan(5);
});

/** Undefined where Ajv fails, as for some schemas with `oneOf` and `patternProperties`. */
function validatorOf(schema: object): (value: unknown) => boolean | undefined {
  const validate = new Ajv2020({ strict: false, validateSchema: false, logger: false, allErrors: true }).compile(
    schema,
  );
  return (value) => {
    try {
      return validate(value) as boolean;
    } catch (error) {
      if (error instanceof TypeError) return undefined;
      throw error;
    }
  };
}
