import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type RequestHandler } from 'express';
import { createExpressRouter, type ExpressOptions } from '../../../src/contract/adapters/express.ts';
import { compileContract } from '../../../src/contract/build/build.ts';
import type { OpenApiDocument, Schema } from '../../../src/contract/document/document.ts';
import type { ResponseInfo } from '../../../src/contract/serve/options.ts';
import type { RawResponse, RejectionReason, Violation } from '../../../src/contract/serve/types.ts';

/** Whoever sends `Authorization: KEY`. */
export type Owner = { name: string };

/** What a handler of a test gets. */
export type PetRequest = {
  id: string;
  principal: Owner | undefined;
  params: Record<string, unknown>;
  query: Record<string, unknown>;
  headers: Record<string, unknown>;
  body: unknown;
};

export type PetHandler = (request: PetRequest) => Promise<RawResponse>;

/** An answer of a server of pets: its body is what a handler or the refusal below put there. */
export type PetAnswer = { status: number; headers: Record<string, string | string[] | undefined>; body: PetBody };
export type PetBody = {
  kind?: string;
  reason?: string;
  violations?: Violation[];
  got?: Partial<PetRequest>;
  [name: string]: unknown;
};

export type PetServer = {
  url: string;
  /** What was told to the log, one entry an answer. */
  answered: ResponseInfo<Owner>[];
  send(method: string, path: string, sent?: Sent): Promise<PetAnswer>;
  stop(): Promise<void>;
};

/** A body as text, bytes, or pieces that are sent without saying their length before. */
export type Sent = { body?: string | Uint8Array | Uint8Array[]; json?: unknown; headers?: Record<string, string> };

const STATUS: Record<RejectionReason['kind'], number> = {
  path_unknown: 404,
  method_not_allowed: 405,
  unauthorized: 401,
  media_type_unsupported: 415,
  content_encoding_unsupported: 415,
  body_too_large: 413,
  body_undecodable: 400,
  invalid: 400,
  failed: 500,
};

const anything = { description: 'Anything.', content: { 'application/json': { schema: {} } } };

/** An operation that declares every status of these tests, each with any body. */
export function operation(operationId: string, facts: object = {}): object {
  const statuses = [200, 400, 401, 404, 405, 413, 415, 500];
  return { operationId, responses: Object.fromEntries(statuses.map((status) => [status, anything])), ...facts };
}

/** A request body that must be there and meet a schema. */
export function jsonBody(schema: Schema, required = true): object {
  return { requestBody: { required, content: { 'application/json': { schema } } } };
}

/** A contract of nothing but these paths and components. */
export function petContract(
  paths: Record<string, Record<string, unknown>>,
  components: OpenApiDocument['components'] = {},
): OpenApiDocument {
  return { openapi: '3.1.1', info: { title: 'Pets', version: '1.0.0' }, paths, components };
}

/** The handler that answers with what it got. */
export const echo: PetHandler = async ({ params, query, headers, body }) => ({
  status: 200,
  body: { got: { params, query, headers, body } },
});

/**
 * Serves a contract on a free port of the loopback address. Operations without a handler of their own echo.
 *
 * @param before the router, in the same app
 * @param mount where in the app the router stands
 */
export async function servePets(
  document: OpenApiDocument,
  options: Partial<ExpressOptions<Owner>> = {},
  { before = [], mount = '/' }: { before?: RequestHandler[]; mount?: string } = {},
): Promise<PetServer> {
  const answered: ResponseInfo<Owner>[] = [];
  const router = await createExpressRouter<Owner>({
    contract: compileContract(document),
    handlers: echoes(document),
    security: {},
    reject: (reason) => ({
      status: STATUS[reason.kind],
      headers: reason.kind === 'method_not_allowed' ? { Allow: reason.allow.join(', ') } : {},
      // A body may hold Infinity, which JSON cannot write.
      body: reason.kind === 'failed' ? { kind: 'failed' } : JSON.parse(JSON.stringify(reason)),
    }),
    requestId: () => 'req_1',
    onResponse: (fact) => answered.push(fact),
    ...options,
  });
  const app = express();
  app.disable('x-powered-by').disable('etag').enable('case sensitive routing').enable('strict routing');
  if (before.length > 0) app.use(...before);
  app.use(mount, router);
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    answered,
    send: (method, path, sent) => send(url, method, path, sent),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function echoes(document: OpenApiDocument): Record<string, PetHandler> {
  const methods = Object.values(document.paths ?? {}).flatMap((item) => Object.values(item));
  const ids = methods.map((member) => (member as { operationId?: string }).operationId);
  return Object.fromEntries(ids.flatMap((id) => (id === undefined ? [] : [[id, echo]])));
}

/** One request, sent byte for byte: unlike fetch this takes a body with any method and any header. */
export function send(url: string, method: string, path: string, sent: Sent = {}): Promise<PetAnswer> {
  const body = sent.json === undefined ? sent.body : JSON.stringify(sent.json);
  const type = sent.json === undefined ? {} : { 'content-type': 'application/json' };
  const length = body === undefined || Array.isArray(body) ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const options = { method, path, agent: false, headers: { ...type, ...length, ...sent.headers } };
    const outgoing = request(url, options, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: text === '' ? {} : (JSON.parse(text) as PetBody),
        }),
      );
    });
    outgoing.on('error', reject);
    if (Array.isArray(body)) for (const piece of body) outgoing.write(piece);
    else if (body !== undefined) outgoing.write(body);
    outgoing.end();
  });
}
