import { createServer } from 'node:http';
import { listen, type Start } from '../peer.ts';
import { addRoutes, authenticate, createApp } from './express-app.ts';

/** Express 5 with its JSON parser and its router, which validates nothing. */
export const start: Start = ({ operations, work }) => {
  const app = createApp();
  app.use(authenticate(work));
  addRoutes(app, operations, work);
  return listen(createServer(app));
};
