import { expect, test } from 'vitest';
import { compileContract } from '../../../src/contract/build/build.ts';
import { ROOT } from '../../../src/contract/build/convert-schema.ts';
import { separateParts } from '../../../src/contract/build/shared-parts.ts';
import type { Schema } from '../../../src/contract/document/document.ts';
import { schemaCheck } from '../../../src/contract/serve/schema.ts';
import { petContract } from '../serve/pets.ts';

/** An object of many properties, one of which is an integer. */
const large = (extra: Schema = {}): Schema => ({
  type: 'object',
  required: ['id'],
  properties: {
    id: { type: 'integer' },
    ...Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`p${at}`, { type: 'string' }])),
  },
  ...extra,
});

function separated($defs: Record<string, Schema>): { definitions: Record<string, Schema>; parts: string[] } {
  const definitions = separateParts({ $id: ROOT, $defs }).$defs as Record<string, Schema>;
  return { definitions, parts: Object.keys(definitions).filter((name) => !Object.hasOwn($defs, name)) };
}

test('objects of one schema become one definition, in properties, items and other properties', () => {
  const holder = { properties: { a: large() }, additionalProperties: large() };
  const { definitions, parts } = separated({ Holder: holder, List: { items: large() }, Plain: large() });
  expect(parts).toEqual([expect.stringMatching(/^part_\w{6}$/)]);
  const reference = { $ref: `#/$defs/${parts[0]}` };
  expect(definitions).toEqual({
    Holder: { properties: { a: reference }, additionalProperties: reference },
    List: { items: reference },
    Plain: large(),
    [String(parts[0])]: large(),
  });
});

test('an object in another one is a part of the part, and its name depends on its content alone', () => {
  const outer = { items: large({ properties: { inner: large(), ...(large().properties as Schema) } }) };
  const { parts } = separated({ Outer: outer });
  expect(parts).toHaveLength(2);
  const { parts: others } = separated({ Added: { items: large() }, Outer: outer });
  expect(others.toSorted()).toEqual(parts.toSorted());
});

test.each<[string, Schema]>([
  ['a small object', { items: { properties: { a: { type: 'string' } } } }],
  ['an alternative', { oneOf: [large(), { type: 'null' }] }],
  ['a schema that applies to the same value', { allOf: [large()], unevaluatedProperties: false }],
])('%s stays where it is', (_what, schema) => {
  expect(separated({ Tested: schema }).definitions).toEqual({ Tested: schema });
});

test('a name that a component has is not taken', () => {
  const [part = ''] = separated({ List: { items: large() } }).parts;
  const { definitions, parts } = separated({ List: { items: large() }, [part]: { type: 'null' } });
  expect(definitions[part]).toEqual({ type: 'null' });
  expect(parts).toHaveLength(1);
});

test('violations in a part have their place and message, also behind alternatives', () => {
  const Tested = {
    properties: {
      one: large(),
      either: { oneOf: [{ type: 'null' }, { type: 'object', properties: { list: { items: large() } } }] },
    },
  };
  const check = schemaCheck(compileContract(petContract({}, { schemas: { Tested } })), 'Tested');
  expect(check({ one: { id: 1 }, either: { list: [{ id: 1, p1: '' }] } })).toEqual([]);
  expect(check({ one: { id: 'x' }, either: { list: [{ id: 1 }, { p3: 1 }] } })).toMatchObject([
    { path: 'one.id', keyword: 'type', message: 'must be an integer' },
    { path: 'either.list[1].id', keyword: 'required' },
    { path: 'either.list[1].p3', keyword: 'type', message: 'must be a string' },
  ]);
});
