import { expect, test } from 'vitest';
import { sampleAlternatives } from '../../../src/contract/values/alternatives.ts';
import { CannotSample } from '../../../src/contract/values/sample.ts';

const find = () => undefined;
const all = (schema: object) => [...sampleAlternatives(schema, find, { size: 'full', seed: 1 })];

test('the usual value comes first, then one without examples', () => {
  const schema = { properties: { id: { type: 'string', format: 'uuid', examples: ['no uuid'] } } };
  expect(all(schema).slice(0, 2)).toEqual([{ id: 'no uuid' }, { id: expect.stringMatching(/^[\da-f-]{36}$/) }]);
});

test('then come the alternatives', () => {
  const kinds = all({ oneOf: [{ const: 'a' }, { const: 'b' }, { const: 'c' }] });
  expect(new Set(kinds)).toEqual(new Set(['a', 'b', 'c']));
});

test('an alternative without a value is left out, and the first reason is given where none has one', () => {
  expect(new Set(all({ oneOf: [{ const: 'a' }, { enum: [] }] }))).toEqual(new Set(['a']));
  expect(() => all({ oneOf: [{ enum: [] }] })).toThrow(CannotSample);
});
