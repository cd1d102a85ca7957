import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { createFetchHandler } from '../../src/contract/adapters/fetch.ts';
import { listen, type Start } from '../peer.ts';
import { oursOptions } from './ours-options.ts';

/** This project's fetch handler in a Hono app, on Hono's server for Node. */
export const start: Start = async (input) => {
  const handle = await createFetchHandler(await oursOptions<Request>(input));
  const app = new Hono();
  app.all('/v1/*', (context) => handle(context.req.raw));
  return listen(createServer(getRequestListener(app.fetch)));
};
