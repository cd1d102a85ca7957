import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { ErrorRequestHandler } from 'express';
import { middleware } from 'express-openapi-validator';
import { listen, type Start } from '../peer.ts';
import { addRoutes, createApp } from './express-app.ts';

/** express-openapi-validator before the routes of Express 5, with its own check of credentials. */
export const start: Start = async ({ operations, work, document }) => {
  const app = createApp();
  app.use(
    middleware({
      apiSpec: JSON.parse(await readFile(document, 'utf8')),
      validateRequests: true,
      validateResponses: false,
      validateSecurity: {
        handlers: { ApiKey: (request) => work.authenticate(request.headers.authorization) !== undefined },
      },
    }),
  );
  addRoutes(app, operations, work);
  // Express finds a handler of errors by its four parameters.
  const reject: ErrorRequestHandler = (error, _request, response, _next) => {
    response.status(error.status ?? 500).json({ message: error.message });
  };
  app.use(reject);
  return listen(createServer(app));
};
