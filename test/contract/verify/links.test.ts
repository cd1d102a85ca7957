import { describe, expect, test } from 'vitest';
import {
  asksForMissingItem,
  type CompletedExchange,
  evaluateExpression,
  expressionFor,
  isStatusOf,
  type Link,
  listLinks,
} from '../../../src/contract/verify/links.ts';
import { createPlan } from '../../../src/contract/verify/plan.ts';
import { petContract } from '../serve/pets.ts';

const value = { id: 'p 1', tags: [{ name: 'old' }], 'a/b': 5 };
const outcome: CompletedExchange = {
  request: {
    method: 'POST',
    url: 'http://pets.example/pets?kind=cat&kind=dog&empty=',
    headers: { 'x-id': '7' },
    body: '{"name":"Rex"}',
  },
  response: { status: 201, headers: { location: '/pets/1' }, mediaType: 'application/json', text: '', value },
};
const path = { owner: 'a%20b' };

describe('an expression of a link has the value that OAS 3.1 §4.8.20.4 gives it', () => {
  test.each<[unknown, unknown]>([
    ['$url', outcome.request.url],
    ['$method', 'POST'],
    ['$statusCode', 201],
    ['$request.header.X-Id', '7'],
    ['$response.header.Location', '/pets/1'],
    ['$response.header.X-Id', undefined],
    ['$request.query.kind', 'cat'],
    ['$request.query.empty', ''],
    ['$request.query.none', undefined],
    ['$request.path.owner', 'a b'],
    ['$request.path.none', undefined],
    ['$request.body#/name', 'Rex'],
    ['$request.body', { name: 'Rex' }],
    ['$response.body', value],
    ['$response.body#/id', 'p 1'],
    ['$response.body#/tags/0/name', 'old'],
    ['$response.body#/tags/1/name', undefined],
    ['$response.body#/a~1b', 5],
    ['$response.body#/none', undefined],
    ['$unknown', undefined],
    ['$request.bodyx', undefined],
    ['$x$request.body', undefined],
    ['$response.trailer.a', undefined],
  ])('%s is %j', (expression, expected) => {
    expect(evaluateExpression(expression, outcome, path)).toEqual(expected);
  });

  test.each<[unknown, unknown]>([
    [5, 5],
    [null, null],
    ['fixed', 'fixed'],
    ['/owners/{$request.path.owner}/pets/{$response.body#/id}', '/owners/a b/pets/p 1'],
    ['{$statusCode}-{$response.body#/tags}', '201-[{"name":"old"}]'],
    ['{$response.body#/none}!', '!'],
    ['{id}', '{id}'],
  ])('the constant or text %j is %j', (expression, expected) => {
    expect(evaluateExpression(expression, outcome, path)).toEqual(expected);
  });
});

test.each([
  ['201', 201, true],
  ['200', 201, false],
  ['2XX', 201, true],
  ['2xx', 299, true],
  ['2XX', 300, false],
  ['default', 500, true],
])('a response named %s answers for the status %i: %s', (name, status, is) => {
  expect(isStatusOf(name, status)).toBe(is);
});

test.each([
  ['$response.body#/tags/1/name', true],
  ['$response.body#/tags/0/name', false],
  ['$response.body#/tags/name', false],
  ['$response.body#/tags/1x', false],
  ['$response.body#/tags/x9', false],
  ['x$response.body#/tags/9', false],
  ['$response.body#/none/0', false],
  ['$response.body', false],
  ['$request.body#/tags/9', false],
  [7, false],
])('%s asks for an item that is not in the list: %s', (expression, asks) => {
  expect(asksForMissingItem(expression, outcome)).toBe(asks);
});

test('a parameter is named with its place before it without', () => {
  const link = { parameters: { id: 'any', 'path.id': 'own', 'query.other': 'o', toString: 't' } } as unknown as Link;
  expect(expressionFor(link, 'id', 'path')).toBe('own');
  expect(expressionFor(link, 'id', 'query')).toBe('any');
  expect(expressionFor(link, 'other', 'path')).toBeUndefined();
  expect(expressionFor({ ...link, parameters: {} }, 'toString', 'path')).toBeUndefined();
});

test('the name of a header is found in any case, and no other name', () => {
  const link = { parameters: { 'header.X-Id': 1, 'X-Kind': 2 } } as unknown as Link;
  expect(['x-id', 'x-kind'].map((name) => expressionFor(link, name, 'header'))).toEqual([1, 2]);
  expect(['x-id', 'x-kind'].map((name) => expressionFor(link, name, 'query'))).toEqual([undefined, undefined]);
});

test('links lead to an operation by its id or place, and those that lead nowhere are reported', () => {
  const links = {
    byId: { operationId: 'getPet', parameters: { id: '$response.body#/id' }, requestBody: 'x' },
    byPlace: { operationRef: '#/paths/~1pets~1{id}/get' },
    byEncodedPlace: { operationRef: '#/paths/~1pets~1%7Bid%7D/get' },
    lost: { operationId: 'none' },
    wrong: 'text',
  };
  const get = {
    operationId: 'getPet',
    parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
    responses: { 200: { description: 'A pet.' } },
  };
  const document = petContract({
    '/pets': { post: { operationId: 'makePet', responses: { 201: { description: 'Made.', links } } } },
    '/pets/{id}': { get },
  });
  const { operations } = createPlan(document);
  const listed = listLinks(document, operations);
  expect(listed.links.map((link) => [link.name, link.from.operationId, link.status, link.to.operationId])).toEqual([
    ['byId', 'makePet', '201', 'getPet'],
    ['byPlace', 'makePet', '201', 'getPet'],
    ['byEncodedPlace', 'makePet', '201', 'getPet'],
  ]);
  expect(listed.links[0]).toMatchObject({
    ...{ parameters: links.byId.parameters, requestBody: 'x' },
    pointer: '#/paths/~1pets/post/responses/201/links/byId',
  });
  expect(listed.lost).toEqual([
    'makePet: the link "lost" leads to no operation of the contract (#/paths/~1pets/post/responses/201/links/lost)',
  ]);
});
