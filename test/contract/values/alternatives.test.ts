import { describe, expect, test } from 'vitest';
import { sampleAlternatives } from '../../../src/contract/values/alternatives.ts';
import { CannotSample } from '../../../src/contract/values/cannot-sample.ts';

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

describe('a value meets a condition', () => {
  const condition = {
    properties: { kind: { enum: ['visit', 'call'] }, phone: { type: 'string' } },
    required: ['kind'],
    if: { properties: { kind: { const: 'call' } } },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
    then: { required: ['phone'] },
    else: { required: ['room'], properties: { room: { const: 1 } } },
  };

  test('and its consequence, inside a list too', () => {
    const values = all({ type: 'array', minItems: 1, items: condition });
    expect(values).toContainEqual([{ kind: 'call', phone: expect.any(String) }]);
  });

  test('or what holds without it, where nothing meets it', () => {
    const schema = { ...condition, properties: { kind: { enum: ['visit'] } } };
    expect(all(schema)).toContainEqual({ kind: 'visit', room: 1 });
  });
});

test('properties that must be there get names that the patterns allow', () => {
  const of = (schema: object) => Object.keys(all({ type: 'object', minProperties: 2, ...schema })[0] as object);
  const closed = of({ patternProperties: { '^:[a-z]+:$': { type: 'integer' } }, additionalProperties: false });
  expect(closed).toEqual([expect.stringMatching(/^:[a-z]+:$/), expect.stringMatching(/^:[a-z]+:$/)]);
  const named = of({ propertyNames: { pattern: '^[a-z]{4}$' }, additionalProperties: { type: 'string' } });
  expect(named).toEqual([expect.stringMatching(/^[a-z]{4}$/), expect.stringMatching(/^[a-z]{4}$/)]);
});
