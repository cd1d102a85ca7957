import { expect, test } from 'vitest';
import { type CompletedRequest, fillExpressions } from '../../../src/contract/mock/webhooks/expressions.ts';

const COMPLETED: CompletedRequest = {
  ...{ url: 'http://api.example/orders?a=1', method: 'POST', params: { id: 7 }, query: { to: 'x', list: ['y', 'z'] } },
  ...{
    headers: { 'x-hook': 'http://h.example', many: ['one', 'two'] },
    body: { a: [{ 'b/c': 'deep' }], n: 5, o: {}, e: '' },
  },
  response: { status: 201, headers: { location: '/orders/9' }, body: { id: 'r1' } },
};

test.each<[expression: string, value: string]>([
  ['$url', 'http://api.example/orders?a=1'],
  ['$method', 'POST'],
  ['$statusCode', '201'],
  ['$request.path.id', '7'],
  ['$request.query.to', 'x'],
  ['$request.query.list', 'y'],
  ['$request.header.X-Hook', 'http://h.example'],
  ['$request.header.many', 'one'],
  ['$request.body#/a/0/b~1c', 'deep'],
  ['$request.body#/n', '5'],
  ['$response.header.Location', '/orders/9'],
  ['$response.body#/id', 'r1'],
  ['http://h.example/{$request.path.id}?of={$response.body#/id}', 'http://h.example/7?of=r1'],
  ['http://h.example/{id}', 'http://h.example/{id}'],
])('the runtime expression %s is %s (OAS 3.1 §4.8.20.4)', (expression, value) => {
  expect(fillExpressions(expression, COMPLETED)).toBe(value);
});

test.each([
  '$request.body#/none',
  '$request.body#/o',
  '$request.body#/e',
  '$request.body#/constructor',
  '$request.body',
  '$request.query.none',
  '$response.query.to',
  '$response.header.none',
  '$nothing',
])('%s has no value', (expression) => {
  expect(fillExpressions(expression, COMPLETED)).toEqual(new Error(`${expression} has no value`));
  expect(fillExpressions(`http://a/{${expression}}{$url}`, COMPLETED)).toEqual(new Error(`${expression} has no value`));
});
