import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Request, Response } from 'express';
import { type Context, OpenAPIBackend } from 'openapi-backend';
import { suffixes } from '../names.ts';
import { listen, type Start } from '../peer.ts';
import { createApp } from './express-app.ts';

/** openapi-backend with its own router and validator, on Express 5. */
export const start: Start = async ({ operations, work, document }) => {
  const { default: addFormats } = await import('ajv-formats');
  const backend = new OpenAPIBackend({
    definition: JSON.parse(await readFile(document, 'utf8')),
    // Without it, it compiles the validators of all answers too.
    quick: true,
    strict: true,
    customizeAjv: (ajv) => addFormats.default(ajv),
  });
  backend.register({
    notFound: (_context: Context, _request: Request, response: Response) => response.status(404).json({ status: 404 }),
    unauthorizedHandler: (_context: Context, _request: Request, response: Response) =>
      response.status(401).json({ status: 401 }),
    validationFail: ({ validation }: Context, _request: Request, response: Response) =>
      response.status(400).json({ errors: validation.errors }),
  });
  for (const suffix of suffixes(operations)) {
    backend.register(`createAgent${suffix}`, ({ request }: Context, _request: Request, response: Response) => {
      const { status, headers, body } = work.create(request.requestBody);
      response.status(status).set(headers).json(body);
    });
    backend.register(`getAgent${suffix}`, ({ request }: Context, _request: Request, response: Response) => {
      const answer = work.get(String(request.params.id));
      if (answer === undefined) response.status(404).json({ status: 404 });
      else response.status(answer.status).set(answer.headers).json(answer.body);
    });
  }
  backend.registerSecurityHandler('ApiKey', (_context: Context, request: Request) =>
    work.authenticate(request.headers.authorization),
  );
  await backend.init();
  const app = createApp();
  app.use((request, response) =>
    backend.handleRequest(
      {
        method: request.method,
        path: request.path,
        body: request.body,
        query: request.query as Record<string, string>,
        headers: request.headers as Record<string, string>,
      },
      request,
      response,
    ),
  );
  return listen(createServer(app));
};
