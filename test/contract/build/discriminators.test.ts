import { describe, expect, test } from 'vitest';
import { compileContract } from '../../../src/contract/build/build.ts';
import { enforceDiscriminators } from '../../../src/contract/build/discriminators.ts';
import { generateTypes } from '../../../src/contract/build/types.ts';
import type { OpenApiDocument, Schema } from '../../../src/contract/document/document.ts';
import { schemaCheck } from '../../../src/contract/serve/schema.ts';

const to = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const text = { type: 'string' };
const integer = { type: 'integer' };
const documentOf = (schemas: Record<string, Schema>): OpenApiDocument => {
  return { openapi: '3.1.1', info: { title: 'Tags', version: '1' }, paths: {}, components: { schemas } };
};

/** One schema of each way to write alternatives. */
const document = documentOf({
  Flat: {
    oneOf: [to('A'), to('B'), { type: 'null' }],
    discriminator: { propertyName: 'k', mapping: { x: 'A', y: to('B').$ref } },
  },
  A: { type: 'object', properties: { k: text, v: integer } },
  B: { type: 'object', properties: { k: text, v: text } },
  Parent: { type: 'object', required: ['k'], properties: { k: text }, discriminator: { propertyName: 'k' } },
  One: { allOf: [to('Parent'), { properties: { v: integer } }] },
  Two: { allOf: [to('One'), { properties: { w: text } }] },
  Circle: {
    ...{ type: 'object', required: ['k'], properties: { k: text }, anyOf: [to('Left'), to('Right')] },
    discriminator: { propertyName: 'k', mapping: { left: 'Left' } },
  },
  Left: { allOf: [to('Circle'), { type: 'object', required: ['v'], properties: { v: integer } }] },
  Right: { allOf: [to('Circle'), { type: 'object', properties: { k: { const: 'r' } } }] },
  Fallback: {
    oneOf: [to('A'), to('B')],
    discriminator: { propertyName: 'k', mapping: { x: 'A' }, defaultMapping: 'B' },
  },
  Inline: { oneOf: [{ type: 'object' }, to('A')], discriminator: { propertyName: 'k' } },
});

describe('with discriminator: enforce', () => {
  const contract = compileContract(document, () => undefined, 'enforce');
  const told = (name: string, value: unknown) =>
    schemaCheck(contract, name)(value).map(({ pointer, message }) => `${pointer} ${message}`);

  test.each([
    ['Flat', { k: 'x', v: 1 }],
    ['Flat', { k: 'y', v: 'a' }],
    ['Flat', null],
    ['Parent', { k: 'One', v: 1 }],
    ['Parent', { k: 'Two', v: 1, w: 'a' }],
    ['Circle', { k: 'left', v: 1 }],
    ['Circle', { k: 'r' }],
    ['Left', { k: 'any', v: 1 }],
    ['Fallback', { k: 'x', v: 1 }],
    ['Fallback', { k: 'other', v: 'a' }],
    ['Fallback', { v: 'a' }],
  ])('%s accepts %j', (name, value) => {
    expect(told(name, value)).toEqual([]);
  });

  test.each([
    ['Parent', { k: 'Two', v: 1, w: 2 }, ['/w must be a string']],
    ['Parent', { k: 'Parent' }, ['/k must be one of One or Two']],
    ['Circle', { k: 'left', v: 'a' }, ['/v must be an integer']],
    ['Circle', { k: 'Left', v: 1 }, ['/k must be one of left or r']],
    ['Circle', {}, ['/k is required']],
    ['Fallback', { k: 'x', v: 'a' }, ['/v must be an integer']],
    ['Fallback', { k: 'y', v: 1 }, ['/v must be a string']],
  ])('%s names the tag or the field of its schema for %j', (name, value, violations) => {
    expect(told(name, value)).toEqual(violations);
  });

  test.each([[{ k: 'z' }], [{ k: 'y', v: 1 }], [{ v: 1 }], [1]])('alternatives with null reject %j', (value) => {
    expect(told('Flat', value)).not.toEqual([]);
  });

  test('a discriminator whose alternatives have no tags is reported with its place', () => {
    const warnings: string[] = [];
    compileContract(document, (warning) => warnings.push(warning), 'enforce');
    expect(warnings).toEqual([
      '#/components/schemas/Inline: The discriminator "k" is not enforced. Refer to a schema in each alternative, or give each a const for "k".',
    ]);
  });

  test('the types of alternatives have their tags', async () => {
    const types = await generateTypes(enforceDiscriminators(document, () => undefined).typed);
    const flat = types.slice(types.indexOf('        Flat: ')).split(/;\n {8}\w/)[0];
    expect(flat?.replaceAll(/\s+|\/\*\*.*?\*\//g, '')).toBe(
      'Flat:null|({k:"x";}&components["schemas"]["A"])|({k:"y";}&components["schemas"]["B"])',
    );
  });
});

test('by default the schemas decide, and a child that its parent lists ends the circle', () => {
  const { schemas } = compileContract(document);
  const verdicts = [
    schemas.Flat?.({ k: 'z', v: 1 }),
    schemas.Parent?.({ k: 'z' }),
    schemas.Circle?.({ k: 'left', v: 1 }),
    schemas.Circle?.({ k: 'left', v: 'a' }),
    schemas.Left?.({ k: 'left', v: 'a' }),
  ];
  expect(verdicts).toEqual([true, true, true, false, false]);
});
