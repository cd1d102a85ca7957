import { describe, expect, test } from 'vitest';
import { compileContract } from '../../../src/contract/build/build.ts';
import { ROOT } from '../../../src/contract/build/convert-schema.ts';
import { createDefinitions } from '../../../src/contract/build/definitions.ts';
import { moduleText } from '../../../src/contract/build/module.ts';
import { createLazyValidators, generateValidators } from '../../../src/contract/build/validators.ts';
import { ContractError, type OpenApiDocument, type Schema } from '../../../src/contract/document/document.ts';
import { schemaCheck } from '../../../src/contract/serve/schema.ts';
import { petContract, servePets } from '../serve/pets.ts';

const ok = { description: 'Fine.' };
const json = (schema: Schema) => ({ content: { 'application/json': { schema } } });
const pet = { $ref: '#/components/schemas/Pet' };
const Pet = {
  type: 'object',
  required: ['id', 'name', 'password'],
  properties: {
    id: { type: 'string', readOnly: true },
    name: { type: 'string' },
    password: { allOf: [{ $ref: '#/components/schemas/Password' }] },
    friends: { type: 'array', items: pet },
  },
};
const schemas = { Pet, Password: { type: 'string', writeOnly: true } };
const petPaths = (schema: Schema = pet) => ({
  '/pets': {
    post: {
      operationId: 'createPet',
      requestBody: json(schema),
      responses: { 200: { ...ok, ...json(schema) }, 400: { ...ok, ...json({}) }, 500: { ...ok, ...json({}) } },
    },
  },
});
const document: OpenApiDocument = petContract(petPaths(), { schemas });

describe('who may write a property (OAS 3.1 §4.8.24.4)', () => {
  const rex = { name: 'Rex', password: 'x' };

  test('in a request a read-only one is rejected, at any depth, and not required', async () => {
    const server = await servePets(document, {
      handlers: { createPet: async () => ({ status: 200, body: { id: '1', name: 'a' } }) },
    });
    expect((await server.send('POST', '/pets', { json: rex })).status).toBe(200);
    const { body } = await server.send('POST', '/pets', { json: { ...rex, friends: [rex, { ...rex, id: '1' }] } });
    expect(body.violations).toEqual([
      { in: 'body', path: 'friends[1].id', pointer: '/friends/1/id', keyword: 'readOnly', message: 'is read-only' },
    ]);
    expect((await server.send('POST', '/pets', { json: { name: 'Rex' } })).body.violations).toMatchObject([
      { path: 'password', keyword: 'required' },
    ]);
    await server.stop();
  });

  test('in a response a write-only one breaks the contract, and where nothing is validated it does not leave', async () => {
    const handlers = { createPet: async () => ({ status: 200, body: { id: '1', ...rex } }) };
    const strict = await servePets(document, { handlers });
    expect((await strict.send('POST', '/pets', { json: rex })).status).toBe(500);
    expect(String(strict.answered[0]?.failure)).toContain('password is write-only');
    await strict.stop();
    const lax = await servePets(document, { handlers, validateResponses: 0 });
    expect((await lax.send('POST', '/pets', { json: rex })).body).toEqual({ id: '1', name: 'Rex' });
    await lax.stop();
  });
});

describe('a schema of requests and responses is validated in each direction by its marks', () => {
  const Account = {
    type: 'object',
    properties: { name: { type: 'string' }, password: { type: 'string', writeOnly: true } },
  };
  const Stamped = { type: 'object', properties: { name: { type: 'string' }, at: { type: 'string', readOnly: true } } };
  const rex = { name: 'Rex', password: 'x' };
  const stamped = { name: 'Rex', at: 'x' };

  test.each([
    ['write-only', Account, rex, { name: 'Rex' }],
    ['read-only', Stamped, { name: 'Rex' }, stamped],
  ])('%s properties alone', async (_mark, It, sent, answered) => {
    const contract = petContract(petPaths({ $ref: '#/components/schemas/It' }), { schemas: { It } });
    for (const body of [answered, It === Account ? rex : stamped]) {
      const server = await servePets(contract, { handlers: { createPet: async () => ({ status: 200, body }) } });
      const isWhole = It === Account && body === rex;
      expect((await server.send('POST', '/pets', { json: sent })).status).toBe(isWhole ? 500 : 200);
      await server.stop();
    }
    const server = await servePets(contract, {
      handlers: { createPet: async () => ({ status: 200, body: answered }) },
    });
    expect((await server.send('POST', '/pets', { json: stamped })).status).toBe(It === Stamped ? 400 : 200);
    await server.stop();
  });
});

describe('schemas', () => {
  const check = (schema: Schema, components: Record<string, Schema> = {}) =>
    schemaCheck(compileContract(petContract({}, { schemas: { ...components, Tested: schema } })), 'Tested');

  test('may lead in circles, also through alternatives, and errors keep their place', () => {
    const Tree = {
      oneOf: [
        { type: 'null' },
        { type: 'object', required: ['left'], properties: { left: { $ref: '#/components/schemas/Tree' } } },
      ],
    };
    const judge = check({ $ref: '#/components/schemas/Tree' }, { Tree });
    expect(judge({ left: { left: null } })).toEqual([]);
    expect(judge({ left: { left: {} } })).toMatchObject([{ path: 'left.left.left', keyword: 'required' }]);
    expect(judge({ left: { left: 1 } })).toMatchObject([{ path: 'left.left' }]);
  });

  test('keywords beside a $ref hold together with those behind it (JSON Schema core §8.2.3.1)', () => {
    const judge = check(
      { $ref: '#/components/schemas/Short', minLength: 2 },
      { Short: { type: 'string', maxLength: 3 } },
    );
    expect(['a', 'ab', 'abcd'].map((text) => judge(text).map(({ keyword }) => keyword))).toEqual([
      ['minLength'],
      [],
      ['maxLength'],
    ]);
  });

  test.each([
    ['by anchor', { $ref: '#pet' }, { Named: { $anchor: 'pet', type: 'integer' } }],
    ['by $id', { $ref: 'https://pets.example/n' }, { Named: { $id: 'https://pets.example/n', type: 'integer' } }],
    [
      'into another schema',
      { $ref: '#/components/schemas/Holder/properties/n' },
      { Holder: { properties: { n: { type: 'integer' } } } },
    ],
    ['with names that pointers escape', { $ref: '#/components/schemas/a~1b%20c' }, { 'a/b c': { type: 'integer' } }],
  ])('may be referred to %s', (_how, schema, components) => {
    const judge = check(schema, components as Record<string, Schema>);
    expect([judge(1), judge('x')]).toMatchObject([[], [{ keyword: 'type' }]]);
  });

  test('$dynamicRef reaches the outermost anchor', () => {
    const Tree = {
      $id: 'https://pets.example/tree',
      $dynamicAnchor: 'node',
      type: 'object',
      properties: { children: { type: 'array', items: { $dynamicRef: '#node' } } },
    };
    const Strict = {
      $id: 'https://pets.example/strict',
      $dynamicAnchor: 'node',
      $ref: 'tree',
      unevaluatedProperties: false,
    };
    const judge = check({ $ref: 'https://pets.example/strict' }, { Tree, Strict });
    expect(judge({ children: [{}] })).toEqual([]);
    expect(judge({ children: [{ wrong: 1 }] })).not.toEqual([]);
  });

  test('a pattern written for engines without the flag u is understood', () => {
    const judge = check({ type: 'string', pattern: '^[\\w\\-\\_]+\\@{x}$' });
    expect([judge('a-b@{x}').length, judge('a b').length]).toEqual([0, 1]);
  });

  test('a pattern that is not a regular expression is not checked', () => {
    expect(check({ type: 'string', pattern: '(?<=a' })('b')).toEqual([]);
  });

  test('a list of no values lets none through', () => {
    expect(check({ enum: [] })('a')).not.toEqual([]);
  });

  test('that many refer to stand in the module once', () => {
    const definitions = createDefinitions(document);
    const names = ['a', 'b', 'c'].map((name) =>
      definitions.add(name, { type: 'array', items: pet, minItems: name.charCodeAt(0) }, 'response'),
    );
    const text = moduleText('', generateValidators(definitions.root(), names));
    expect(text.match(/"#\/properties\/friends\/type"/g)).toHaveLength(1);
    expect(text).not.toContain('require(');
  });
});

test('a pointer into the components means the document, also inside a schema with an $id', () => {
  const List = {
    $id: 'https://pets.example/list',
    $defs: { item: { $dynamicAnchor: 'item', not: {} } },
    type: 'array',
    items: { $dynamicRef: '#item' },
  };
  const Numbers = {
    $id: 'https://pets.example/numbers',
    $defs: { item: { $dynamicAnchor: 'item', $ref: '#/components/schemas/Number' } },
    $ref: '#/components/schemas/List',
  };
  const components = { schemas: { List, Numbers, Number: { type: 'number' } } };
  const built = compileContract(petContract({}, components));
  const judge = schemaCheck(built, 'Numbers');
  expect([judge([1]), judge(1)]).toMatchObject([[], [{ keyword: 'type' }]]);
  expect(judge(['a'])).toMatchObject([{ pointer: '/0', keyword: 'type' }]);
});

test('names that are none of a variable, a schema of null and bounds of older drafts do not stop a build', () => {
  const schema = { type: 'integer', minimum: 0, exclusiveMinimum: true };
  const paths = {
    '/a': { get: { operationId: 'get-a b', responses: { '2XX': { ...ok, ...json(schema) } } } },
    '/b': { get: { operationId: '2', responses: { default: { ...ok, ...json(null as unknown as Schema) } } } },
  };
  const { operations } = compileContract(petContract(paths));
  expect(operations[0]?.responses['2XX']?.content['application/json']?.validate?.(0)).toBe(false);
  expect(operations[1]?.responses.default?.content['application/json']?.serialize?.({ any: 1 })).toBe('{"any":1}');
});

describe('a schema that has a name of its own (JSON Schema core §8.2) is used in requests and responses alike', () => {
  test.each([{ $id: 'https://pets.example/pet' }, { $anchor: 'pet' }])('%j', async (own) => {
    const named = { ...own, type: 'object', properties: { id: { type: 'string', readOnly: true }, name: {} } };
    const inside = { type: 'object', properties: { pet } };
    const server = await servePets(petContract(petPaths(inside), { schemas: { Pet: named } }), {
      handlers: { createPet: async () => ({ status: 200, body: { pet: { id: '1', name: 'a' } } }) },
    });
    const { status, body } = await server.send('POST', '/pets', { json: { pet: { name: 'Rex' } } });
    await server.stop();
    expect([status, body]).toEqual([200, { pet: { id: '1', name: 'a' } }]);
  });
});

test('a member named __proto__ of a value under enum or const is a member like any other', () => {
  const member = JSON.parse('{"__proto__": {"a": 1}}');
  const { schemas: checks } = compileContract(
    petContract({}, { schemas: { One: { enum: [member] }, Same: { const: member } } }),
  );
  for (const check of [checks.One, checks.Same]) {
    expect(check?.(JSON.parse('{"__proto__": {"a": 1}}'))).toBe(true);
    expect(check?.({})).toBe(false);
    expect(check?.(JSON.parse('{"__proto__": {"a": 2}}'))).toBe(false);
  }
});

describe('a reference to a schema of one value', () => {
  const refer = (target: Schema) => {
    const definitions = createDefinitions(petContract({}, { schemas: { Target: target } }));
    definitions.add(
      'Holder',
      { type: 'object', properties: { it: { $ref: '#/components/schemas/Target' } } },
      'request',
    );
    return (definitions.root().$defs as Record<string, Schema>).Holder?.properties;
  };

  test('is checked in place', () => {
    const target = { type: 'string', maxLength: 5, 'x-message': 'must be short' };
    expect(refer({ ...target, description: 'A name.' })).toEqual({ it: target });
  });

  test.each<[string, Schema]>([
    ['of many values', { enum: Array.from({ length: 11 }, (_, index) => index) }],
    ['of an object', { type: 'object', properties: { a: { type: 'string' } } }],
    ['that refers to others', { type: 'string', allOf: [{ $ref: '#/components/schemas/Target' }] }],
  ])('%s stays a call', (_title, target) => {
    expect(refer(target)).toEqual({ it: { $ref: '#/$defs/Target' } });
  });
});

test('validators of a tool are compiled when they are first called, with the errors of the generated ones', () => {
  const $defs = { Pet: { type: 'object', required: ['name'] }, Lost: { $ref: 'lost.json' } };
  const { Pet, Lost } = createLazyValidators({ $id: ROOT, $defs }, ['Pet', 'Lost']);
  expect([Pet?.({ name: 'Rex' }), Pet?.errors]).toEqual([true, null]);
  expect([Pet?.({}), Pet?.errors]).toEqual([false, [expect.objectContaining({ keyword: 'required' })]]);
  expect(() => Lost?.({})).toThrow(ContractError);
});

test('a schema that Ajv cannot compile is named in an error that has a place', () => {
  const root = { $id: ROOT, $defs: { Pet: { type: 'pet' } } };
  expect(() => generateValidators(root, ['Pet'])).toThrow(/^#: The schema "Pet" cannot be compiled: .*[^.]\.$/);
});
