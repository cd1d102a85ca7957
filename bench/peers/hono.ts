import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { type Context, Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { validator } from 'hono/validator';
import { collections } from '../names.ts';
import { type Document, listen, type Start } from '../peer.ts';
import type { Answer, Json } from '../work.ts';

/** Hono with its own validator, which runs Ajv over the contract's schemas of path, headers and body. */
export const start: Start = async ({ operations, work, document }) => {
  const contract = JSON.parse(await readFile(document, 'utf8')) as Document;
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  // It is published as CommonJS: its default export is a property.
  addFormats.default(ajv);
  ajv.addSchema(contract, 'contract');
  const checkBody = ajv.compile({ $ref: 'contract#/components/schemas/CreateAgentRequest' });
  const checkOf = (names: Record<string, string>) => {
    const properties = Object.fromEntries(
      Object.entries(names).map(([name, of]) => [name, { $ref: `contract#/components/parameters/${of}/schema` }]),
    );
    return ajv.compile({ type: 'object', properties });
  };
  const checkPath = checkOf({ id: 'AgentIdPath' });
  const checkPostHeaders = checkOf({ 'x-request-id': 'RequestIdHeader', 'idempotency-key': 'IdempotencyKey' });
  const checkGetHeaders = checkOf({ 'x-request-id': 'RequestIdHeader', 'if-none-match': 'IfNoneMatch' });
  const app = new Hono();
  app.use(
    createMiddleware(async (context, next) => {
      if (work.authenticate(context.req.header('authorization')) === undefined)
        return context.json({ status: 401 }, 401);
      return next();
    }),
  );
  const postHeaders = validator('header', withAjv(checkPostHeaders));
  const getHeaders = validator('header', withAjv(checkGetHeaders));
  const body = validator('json', withAjv<Json>(checkBody));
  const path = validator('param', withAjv<{ id: string }>(checkPath));
  for (const collection of collections(operations)) {
    app.post(collection, postHeaders, body, (context) => send(context, work.create(context.req.valid('json'))));
    app.get(`${collection}/:id`, path, getHeaders, (context) => {
      const found = work.get(context.req.valid('param').id);
      return found === undefined ? context.json({ status: 404 }, 404) : send(context, found);
    });
  }
  return listen(createServer(getRequestListener(app.fetch)));
};

/** What Hono's validator calls with a part of the request. */
function withAjv<Value>(check: ValidateFunction): (value: unknown, context: Context) => Value | Response {
  return (value, context) => (check(value) ? (value as Value) : context.json({ errors: check.errors }, 400));
}

function send(context: Context, { status, headers, body }: Answer): Response {
  return context.json(body, status as 200 | 201, headers);
}
