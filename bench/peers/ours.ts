import express from 'express';
import { createExpressRouter } from '../../src/contract/adapters/express.ts';
import { createHttpServer } from '../../src/contract/adapters/http-server.ts';
import { listen, type Start } from '../peer.ts';
import { oursOptions } from './ours-options.ts';

/** This project's router on Express 5, set up as `compose/server.ts` does in production. */
export const start: Start = async (input) => {
  const app = express();
  app.disable('x-powered-by').disable('etag').enable('case sensitive routing').enable('strict routing');
  app.use(await createExpressRouter(await oursOptions(input)));
  return listen(createHttpServer(app));
};
