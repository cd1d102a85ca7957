import { describe, expect, test } from 'vitest';
import type { OpenApiDocument } from '../../../src/contract/document/document.ts';
import { listOperations, readContract } from '../../../src/contract/document/operations.ts';
import { METHODS } from '../../../src/contract/document/path-items.ts';

const responses = { 200: { description: 'Fine.' } };
const parameter = (name: string, place: string, facts: object = {}) => ({ name, in: place, ...facts });
const document = (paths: OpenApiDocument['paths'], more: Partial<OpenApiDocument> = {}): OpenApiDocument => ({
  openapi: '3.1.1',
  info: { title: 'Pets', version: '1.0.0' },
  ...(paths === undefined ? {} : { paths }),
  ...more,
});
const only = (whole: OpenApiDocument) => {
  const operations = listOperations(whole);
  expect(operations).toHaveLength(1);
  return operations[0];
};

test('the methods are those of a path item (OAS 3.1 §4.8.9)', () => {
  expect(METHODS).toEqual(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']);
});

describe('listOperations', () => {
  test('answers every method of every path, and nothing else that stands in a path item', () => {
    const item = Object.fromEntries(METHODS.map((method) => [method, { operationId: method, responses }]));
    const operations = listOperations(
      document({ '/a': { ...item, summary: 'All', servers: [], 'x-own': {} }, '/b': { get: { responses } } }),
    );
    expect(operations.map(({ method, path }) => `${method} ${path}`)).toEqual([
      ...METHODS.map((method) => `${method} /a`),
      'get /b',
    ]);
  });

  test('an extension among the responses is not a response (OAS 3.1 §4.8.16)', () => {
    const own = { ...responses, default: { description: 'Other.' }, 'x-codes': ['a'] };
    const operation = only(document({ '/a': { get: { operationId: 'a', responses: own } } }));
    expect(Object.keys(operation?.responses ?? {})).toEqual(['200', 'default']);
  });

  test('answers nothing where there are no paths', () => {
    expect(listOperations(document(undefined))).toEqual([]);
    expect(listOperations(document({}))).toEqual([]);
  });

  test("adds the path's parameters, an operation's own of the same name and place wins (OAS 3.1 §4.8.9)", () => {
    const own = parameter('limit', 'query', { schema: { maximum: 9 } });
    const operation = only(
      document({
        '/pets/{id}': {
          parameters: [parameter('limit', 'query'), parameter('limit', 'header'), parameter('id', 'path')],
          get: { operationId: 'a', parameters: [own], responses },
        },
      }),
    );
    expect(operation?.parameters).toEqual([own, parameter('limit', 'header'), parameter('id', 'path')]);
  });

  test('leaves out a path parameter that is not in the path, but none of another place or of a webhook', () => {
    const parameters = [parameter('id', 'path'), parameter('key', 'path'), parameter('key', 'query')];
    const item = { get: { operationId: 'a', parameters, responses } };
    expect(only(document({ '/pets/{id}': item }))?.parameters).toEqual([parameters[0], parameters[2]]);
    const { webhooks } = readContract({ ...document({}), webhooks: { found: item } } as OpenApiDocument);
    expect(webhooks[0]?.parameters).toEqual(parameters);
  });

  test('resolves references to path items, parameters, bodies and responses', () => {
    const operation = only(
      document(
        { '/pets': { $ref: '#/components/pathItems/Pets' } },
        {
          components: {
            pathItems: {
              Pets: {
                parameters: [{ $ref: '#/components/parameters/Limit' }],
                post: {
                  operationId: 'a',
                  requestBody: { $ref: '#/components/requestBodies/Pet' },
                  responses: { 200: { $ref: '#/components/responses/Fine' } },
                },
              },
            },
            parameters: { Limit: parameter('limit', 'query') },
            requestBodies: { Pet: { content: {} } },
            responses: { Fine: { description: 'Fine.' } },
          },
        },
      ),
    );
    expect(operation).toMatchObject({
      parameters: [{ name: 'limit' }],
      requestBody: { content: {} },
      responses: { 200: { description: 'Fine.' } },
    });
  });

  test.each([
    ['its own', [{ B: [] }], [{ B: [] }]],
    ['none, where its own list is empty', [], []],
    ["the document's, where it has none of its own", undefined, [{ A: [] }]],
  ])('the security of an operation is %s', (_which, own, expected) => {
    const security = own === undefined ? {} : { security: own };
    const whole = document({ '/a': { get: { operationId: 'a', responses, ...security } } }, { security: [{ A: [] }] });
    expect(only(whole)?.security).toEqual(expected);
  });

  describe('the paths of the servers stand before those of the operations (OAS 3.1 §4.8.5)', () => {
    const servers = (url: string, variables?: object) => ({
      servers: [{ url, ...(variables === undefined ? {} : { variables }) }],
    });
    const basePaths = (own: object, item: object, whole: object): string[] | undefined =>
      only(document({ '/a': { get: { operationId: 'a', responses, ...own }, ...item } }, whole))?.basePaths;

    test("an operation's own win over those of the path, and these over those of the document", () => {
      expect(basePaths(servers('/own'), servers('/item'), servers('/whole'))).toEqual(['/own']);
      expect(basePaths({}, servers('/item'), servers('/whole'))).toEqual(['/item']);
      expect(basePaths({}, {}, servers('/whole'))).toEqual(['/whole']);
      expect(basePaths({}, {}, {})).toEqual(['']);
      expect(basePaths({ servers: [] }, {}, servers('/whole'))).toEqual(['']);
    });

    test.each([
      ['https://pets.example/v1/', '/v1'],
      ['HTTPS://PETS.example/V1', '/V1'],
      ['//pets.example/v1', '/v1'],
      ['https://pets.example', ''],
      ['https://pets.example?a=/b', ''],
      ['/v1?a=b', '/v1'],
      ['/v1#/a', '/v1'],
      ['./v1', '/v1'],
      ['../v1', '/v1'],
      ['../../v1/.', '/v1'],
      ['..', ''],
      ['.hidden/v1', '/.hidden/v1'],
      ['https://pets.example/a/./b/../v1', '/a/v1'],
      ['/a/%2E%2e/v1', '/v1'],
      ['v1//', '/v1'],
      ['https://pets.example/{version}/{none}', '/v2'],
      ['/proxy/https://pets.example/v1', '/proxy/https://pets.example/v1'],
      ['/a//b', '/a//b'],
    ])('%s is %j', (url, path) => {
      expect(basePaths({}, {}, servers(url, { version: { default: 'v2' } }))).toEqual([path]);
    });
  });

  describe('an operation without an id is named by its method and path', () => {
    test('and no two have the same name', () => {
      const paths = {
        '/pets/{id}': { get: { responses } },
        '/pets-id': { get: { responses } },
        '/': { post: { responses } },
      };
      const named = { '/x': { get: { operationId: 'getPetsId', responses } } };
      expect(listOperations(document({ ...named, ...paths })).map(({ operationId }) => operationId)).toEqual([
        ...['getPetsId', 'getPetsId2', 'getPetsId3', 'post'],
      ]);
    });

    test('two of the same id are an error that names both', () => {
      const get = { operationId: 'a', responses };
      expect(() => listOperations(document({ '/a': { get }, '/b': { get } }))).toThrow(
        /"a" also names #\/paths\/~1a\/get/,
      );
    });
  });

  test('there is none where neither has any', () => {
    expect(only(document({ '/a': { get: { operationId: 'a', responses } } }))?.security).toEqual([]);
  });
});
