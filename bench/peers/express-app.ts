import express, { type Express, type RequestHandler } from 'express';
import { collections } from '../names.ts';
import type { Work } from '../work.ts';

/** An Express app with what every peer on Express has switched off, and its JSON parser. */
export function createApp(): Express {
  const app = express();
  // Off in all peers, so that they answer the same bytes.
  app.disable('x-powered-by').disable('etag');
  app.use(express.json());
  return app;
}

/** Refuses whoever has no key. */
export function authenticate(work: Work): RequestHandler {
  return (request, response, next) => {
    if (work.authenticate(request.headers.authorization) === undefined) response.status(401).json({ status: 401 });
    else next();
  };
}

/** The two handlers under all paths, written as one does in Express. */
export function addRoutes(app: Express, operations: number, work: Work): void {
  const create: RequestHandler = (request, response) => {
    const { status, headers, body } = work.create(request.body);
    response.status(status).set(headers).json(body);
  };
  const get: RequestHandler<{ id: string }> = (request, response) => {
    const answer = work.get(request.params.id);
    if (answer === undefined) response.status(404).json({ status: 404 });
    else response.status(answer.status).set(answer.headers).json(answer.body);
  };
  for (const path of collections(operations)) {
    app.post(path, create);
    app.get(`${path}/:id`, get);
  }
}
