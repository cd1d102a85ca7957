import type { Asked, Replied } from '../strangers.ts';

const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const reply = (description: string, schema?: object) => ({
  description,
  ...(schema === undefined ? {} : json(schema)),
});
const text = { type: 'string' };
const order = { $ref: '#/components/schemas/Order' };
const errors = { 400: reply('Invalid.'), 401: reply('No token.'), 404: reply('No order.'), 503: reply('Busy.') };
const id = { name: 'id', in: 'path', required: true, schema: text };

/** An API of orders, which are paid by a job that takes its time. */
export const SHOP = {
  openapi: '3.1.0',
  info: { title: 'Shop', version: '1' },
  servers: [{ url: '/v1' }],
  paths: {
    '/login': {
      post: {
        operationId: 'logIn',
        requestBody: {
          required: true,
          content: {
            'application/x-www-form-urlencoded': {
              schema: { type: 'object', required: ['user', 'password'], properties: { user: text, password: text } },
            },
          },
        },
        responses: { 200: reply('In.', { type: 'object', properties: { token: text } }), ...errors },
      },
    },
    '/orders': {
      get: {
        operationId: 'listOrders',
        parameters: [
          { name: 'state', in: 'query', schema: text },
          { name: 'X-Trace', in: 'header', schema: text },
          { name: 'lang', in: 'cookie', schema: text },
        ],
        responses: { 200: reply('All.', { type: 'array', items: order }), ...errors },
      },
      post: {
        operationId: 'addOrder',
        security: [{ Token: [] }],
        requestBody: { required: true, ...json({ ...order, required: ['sku'] }) },
        responses: { 201: reply('Made.', order), ...errors },
        'x-verify': { unique: { note: 'No two orders have the same note.' } },
      },
    },
    '/orders/{id}': {
      parameters: [id],
      get: { operationId: 'getOrder', responses: { 200: reply('An order.', order), ...errors } },
      patch: {
        operationId: 'changeOrder',
        requestBody: { required: true, ...json(order) },
        responses: { 200: reply('An order.', order), ...errors },
      },
      delete: { operationId: 'removeOrder', responses: { 204: reply('Gone.'), ...errors } },
    },
    '/orders/{id}/payment': {
      parameters: [id],
      post: { operationId: 'pay', responses: { 202: reply('Later.', order), ...errors } },
    },
  },
  components: {
    securitySchemes: { Token: { type: 'http', scheme: 'bearer' } },
    schemas: {
      Order: {
        type: 'object',
        properties: {
          id: { type: 'string', readOnly: true },
          sku: { type: 'string', maxLength: 20 },
          quantity: { type: 'integer', minimum: 1 },
          note: text,
          lines: { type: 'array', items: { type: 'object', properties: { sku: text, size: text } } },
          state: { type: 'string', readOnly: true, enum: ['new', 'paying', 'paid'] },
        },
      },
    },
  },
};

export type ShopDefect =
  | 'forgets the quantity'
  | 'returns no id'
  | 'returns a number as sku'
  | 'never pays'
  | 'keeps removed orders'
  | 'loses the query'
  | 'rejects the token';

type Order = { id: string; state: string; quantity?: number } & Record<string, unknown>;

/** A server of it, with defects. */
export function createShop(...defects: ShopDefect[]): (asked: Asked) => Replied {
  const orders = new Map<string, Order>();
  const has = (defect: ShopDefect): boolean => defects.includes(defect);
  let paying = 0;

  const pay = (found: Order): Replied => {
    found.state = 'paying';
    paying = 2;
    return [202, found];
  };

  const read = (found: Order): Replied => {
    if (found.state === 'paying' && !has('never pays')) {
      paying -= 1;
      if (paying < 0) found.state = 'paid';
    }
    return [200, found];
  };

  const create = ({ headers, body }: Asked): Replied => {
    if (headers.authorization !== 'Bearer t-12345678' || has('rejects the token')) return [401];
    const { quantity, ...sent } = JSON.parse(body);
    const own = has('forgets the quantity') || quantity === undefined ? {} : { quantity };
    const made: Order = { ...sent, ...own, id: `order-${orders.size + 1}`, state: 'new' };
    orders.set(made.id, made);
    const { id, ...rest } = made;
    const shown = {
      ...rest,
      ...(has('returns no id') ? {} : { id }),
      ...(has('returns a number as sku') ? { sku: 7 } : {}),
    };
    return [201, shown, { location: `/v1/orders/${id}` }];
  };

  return (asked) => {
    const { method, path, body } = asked;
    const [, collection, id = '', more] = new URL(path, 'http://shop').pathname.split('/').slice(1);
    if (collection === 'login') {
      const form = new URLSearchParams(body);
      return form.get('password') === 'pass word&1' ? [200, { token: 't-12345678' }] : [401];
    }
    if (id === '' && method === 'POST') return create(asked);
    if (id === '') {
      const state = has('loses the query') ? null : new URL(path, 'http://shop').searchParams.get('state');
      return [200, [...orders.values()].filter((one) => state === null || one.state === state)];
    }
    const found = orders.get(id);
    if (found === undefined) return [404];
    if (more === 'payment') return pay(found);
    if (method === 'PATCH') return [200, Object.assign(found, JSON.parse(body))];
    if (method !== 'DELETE') return read(found);
    if (!has('keeps removed orders')) orders.delete(id);
    return [204];
  };
}
