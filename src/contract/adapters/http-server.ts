import { createServer, IncomingMessage, type Server, type ServerOptions, ServerResponse } from 'node:http';
import type { Express } from 'express';
import { holdContinue } from './node-body.ts';

/** The prototypes of requests and responses, which Express lets an app replace. */
type Prototypes = { request: object; response: object };

/**
 * The HTTP server of an Express app, not yet listening. It creates each request and response with the prototypes of
 * the app. With `createServer(app)` Express changes both prototypes on every request, which slows all code that uses
 * them. Clients that wait for a `100 Continue` (RFC 9110 §10.1.1) get it only when their request is validated.
 *
 * @param options of `node:http`
 */
export function createHttpServer(app: Express, options: ServerOptions = {}): Server {
  class AppRequest extends IncomingMessage {}
  class AppResponse<Request extends IncomingMessage> extends ServerResponse<Request> {}
  // The types of Express declare these members, but not that they can be set.
  const prototypes = app as unknown as Prototypes;
  Object.setPrototypeOf(AppRequest.prototype, prototypes.request);
  Object.setPrototypeOf(AppResponse.prototype, prototypes.response);
  prototypes.request = AppRequest.prototype;
  prototypes.response = AppResponse.prototype;
  const server: Server = createServer({ ...options, IncomingMessage: AppRequest, ServerResponse: AppResponse }, app);
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    holdContinue(request, response);
    server.emit('request', request, response);
  });
  return server;
}

/**
 * Cuts a connection whose client has not read any of a response for this long. Without it, such a client holds the
 * response in memory for as long as it likes. A response that the server itself has not written yet is not affected.
 */
export function cutStalledClients(server: Server, timeoutMs: number): void {
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    // Node counts it as activity when the operating system accepts some of the waiting bytes.
    const checkProgress = (): void => {
      if (response.writableLength > 0) socket.destroy();
      else response.setTimeout(timeoutMs);
    };
    response.setTimeout(timeoutMs, checkProgress);
  });
}
