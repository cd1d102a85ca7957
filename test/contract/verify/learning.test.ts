import { describe, expect, test } from 'vitest';
import { createValueStore, isReferenceName, valuesInMessage } from '../../../src/contract/verify/learned-values.ts';
import { formatLearned } from '../../../src/contract/verify/learning.ts';
import type { Received } from '../../../src/contract/verify/types.ts';
import { serveUntilEnd, verifyServer } from './strangers.ts';

const received = (value: unknown, status = 200): Received => {
  return { status, headers: {}, mediaType: 'application/json', text: JSON.stringify(value), value };
};

test.each<[string, string[]]>([
  ['kind must be one of: cup, jar', ['cup', 'jar']],
  ['must be one of ["cup","jar"]', ['cup', 'jar']],
  [String.raw`{"error":"allowed values are \"cup\" or \"jar\"."}`, ['cup', 'jar']],
  ["Expected 'cup' | 'jar' | 'pot'", ['cup', 'jar', 'pot']],
  ['a day, e.g. 2026-01-31.', ['2026-01-31']],
  ['must be a text such as "A-1"', ['A-1']],
  ['is not valid', []],
  ['expected a text', []],
])('the message %j offers %j', (text, values) => expect(valuesInMessage(text)).toEqual(values));

describe('a store of values', () => {
  const store = createValueStore();
  store.add(
    { operationId: 'listCustomers', path: '/v1/customers' },
    received({ items: [{ id: 7, name: 'Ann' }, { id: 8 }] }),
  );
  store.add({ operationId: 'getCity', path: '/cities/{city}' }, received({ uuid: 'u-1', country_code: 'at' }));
  store.add({ operationId: 'listCustomers', path: '/customers' }, received({ id: 9 }, 404));

  test.each([
    ['customer_id', [7, 8]],
    ['customerId', [7, 8]],
    ['customer_uuid', [7, 8]],
    ['customer', [7, 8]],
    ['city_id', ['u-1']],
    ['countryCode', ['at']],
    ['name', []],
  ])('has for %s %j', (name, values) => expect(store.find(name).map(({ value }) => value)).toEqual(values));

  test('names the response of a value', () => {
    expect(store.find('customer_id')[0]).toEqual({ value: 7, from: 'the response to listCustomers' });
  });
});

test.each([
  ['customer_id', true],
  ['customerId', true],
  ['country_code', true],
  ['id', false],
  ['paid', false],
])('%s is a reference: %s', (name, expected) => expect(isReferenceName(name)).toBe(expected));

const text = { type: 'string', minLength: 1, maxLength: 30 };
const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const reply = (description: string) => ({ description, ...json({}) });
const responses = { 200: reply('Here.'), 201: reply('Made.'), 400: reply('Invalid.'), 404: reply('None.') };
const order = {
  ...{ type: 'object', required: ['customer_id', 'kind'] },
  properties: { customer_id: text, kind: text, note: text },
};
const DOCUMENT = {
  openapi: '3.1.0',
  info: { title: 'Orders', version: '1' },
  paths: {
    '/orders': { post: { operationId: 'addOrder', requestBody: { required: true, ...json(order) }, responses } },
    '/customers': { get: { operationId: 'listCustomers', responses } },
    '/reports/{customerId}': {
      parameters: [{ name: 'customerId', in: 'path', required: true, schema: text }],
      get: { operationId: 'getReport', responses },
    },
  },
};

async function learn(isLearning: boolean) {
  const { url } = await serveUntilEnd(({ method, path, body }) => {
    if (path === '/customers') return [200, [{ id: 'c-1' }]];
    if (path.startsWith('/reports/')) return path === '/reports/c-1' ? [200, {}] : [404, {}];
    if (path !== '/orders' || method !== 'POST') return [404, {}];
    const { customer_id: customer, kind, note = 'a' } = Object(body === '' ? {} : JSON.parse(body));
    if ([customer, kind, note].some((one) => typeof one !== 'string' || one === '' || [...one].length > 30))
      return [400, { error: 'invalid' }];
    if (customer !== 'c-1') return [400, { errors: { customer_id: 'there is no such customer' } }];
    return ['cup', 'jar'].includes(kind) ? [201, {}] : [400, { errors: { kind: 'must be one of: cup, jar' } }];
  });
  const off = ['negative_data_rejection' as const, 'error_names_field' as const];
  return verifyServer(DOCUMENT, { url, learn: isLearning, off, phases: ['examples', 'constraints'] });
}

test('a run learns ids and the values that messages offer, and reports both', async () => {
  const { learned = [], findings, outcomes, exempt } = await learn(true);
  expect(learned).toEqual([
    { operationId: 'addOrder', name: 'customer_id', value: 'c-1', from: 'the response to listCustomers' },
    { operationId: 'addOrder', name: 'kind', value: 'cup', from: 'the message of its 400 response' },
    { operationId: 'getReport', name: 'customerId', value: 'c-1', from: 'the response to listCustomers' },
  ]);
  expect(formatLearned(learned).slice(0, 2)).toEqual([
    'Learned:',
    '  addOrder: customer_id = "c-1", from the response to listCustomers',
  ]);
  // That kinds are few is a rule that the contract should declare. That customers must exist is none.
  expect(findings.map(({ check, message }) => `${check} ${message.includes('kind')}`)).toEqual([
    'positive_data_acceptance true',
  ]);
  expect(exempt).toContain('addOrder: the server may reject other values of "customer_id" than the known one.');
  const without = await learn(false);
  expect(without.learned).toBeUndefined();
  expect(outcomes['valid requests accepted']).toBeGreaterThan(without.outcomes['valid requests accepted'] ?? 0);
});
