import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { createContractHandler } from '../serve/handler.ts';
import type { ContractOptions } from '../serve/options.ts';
import type { BodyReader, ContractRequest, ContractResponse } from '../serve/types.ts';
import { continueToNext, nodeBodyReader, takeParsed } from './node-body.ts';
import { toNodeStream } from './node-io.ts';

/** Options of the Fastify plugin. Security checks and hooks receive Fastify's request. */
export type FastifyOptions<Principal> = ContractOptions<Principal, FastifyRequest>;

/**
 * A Fastify plugin that serves a contract under the prefix that it is registered with. Other routes of the app come first.
 * Hooks of the app run as for any route, but Fastify parses no bodies here. `unknownPath: 'next'` calls the not-found
 * handler.
 *
 * With `validation: 'report'` it is a hook in front of the routes of the app, which find each request unread.
 *
 * @example app.register(await createFastifyPlugin({ contract, handlers }), { prefix: '/api' });
 * @throws ContractError if a handler or a security check is missing or has no counterpart in the contract
 */
export async function createFastifyPlugin<Principal>(
  options: FastifyOptions<Principal>,
): Promise<FastifyPluginAsync<{ prefix?: string }>> {
  const { contract, validation, onStreamFailure } = options;
  const handle = await createContractHandler<Principal, FastifyRequest>(options, {
    reader,
    presetHeaders: (request) => (request as WithReply)[REPLY]?.getHeaders() ?? {},
    passesOn: true,
  });
  const respond = async (request: FastifyRequest, reply: FastifyReply, prefix: string) => {
    (request as WithReply)[REPLY] = reply;
    const sent = await handle(fromFastifyRequest(request, prefix));
    if (sent === undefined) continueToNext(request.raw);
    else send(reply, sent, (failure) => onStreamFailure?.(failure, request));
    return sent !== undefined;
  };

  const serve: FastifyPluginAsync = async (fastify) => {
    fastify.decorateRequest(REPLY, null);
    fastify.removeAllContentTypeParsers();
    fastify.addContentTypeParser('*', (_request, _payload, done) => done(null));
    allowMethods(fastify, [...new Set(contract.operations.map(({ method }) => method.toUpperCase()))]);
    fastify.all('/*', async (request, reply) => {
      if (!(await respond(request, reply, fastify.prefix))) reply.callNotFound();
      return reply;
    });
  };
  const report: FastifyPluginAsync<{ prefix?: string }> = async (fastify, { prefix = '' }) => {
    const start = fastify.prefix + prefix;
    fastify.decorateRequest(REPLY, null);
    fastify.addHook('onRequest', async (request, reply) => {
      if (!request.url.startsWith(`${start}/`)) return undefined;
      return (await respond(request, reply, start)) ? reply : undefined;
    });
  };
  // Without a context of its own, so that its hook runs before the routes of the app.
  return validation === 'report' ? Object.assign(report, { [Symbol.for('skip-override')]: true }) : serve;
}

/** The response to a request, whose headers may be set before. */
const REPLY = Symbol('reply');
type WithReply = FastifyRequest & { [REPLY]?: FastifyReply };

/** Reads bodies of Fastify's requests. A hook or a parser of the app may have read them. */
const reader: BodyReader<FastifyRequest> = {
  decodes: nodeBodyReader.decodes,
  hasContent: ({ headers, raw: { raw } }) =>
    // In HTTP/2 the first frame says whether more follow.
    'stream' in raw
      ? !(raw.stream as { endAfterHeaders?: boolean }).endAfterHeaders
      : nodeBodyReader.hasContent({ headers } as never),
  parsedBody: (request) => takeParsed(request.raw, request as object),
  awaitsContinue: ({ raw }) => nodeBodyReader.awaitsContinue(raw),
  readBytes: ({ raw }, options) => nodeBodyReader.readBytes(raw, options),
  decodeText: nodeBodyReader.decodeText,
};

function fromFastifyRequest(request: FastifyRequest, prefix: string): ContractRequest<FastifyRequest> {
  const { method, url, headers, ip } = request;
  const mark = url.indexOf('?');
  const path = url.slice(prefix.length, mark < 0 ? undefined : mark);
  return { method, path, query: mark < 0 ? '' : url.slice(mark + 1), headers, ip, raw: request };
}

/** Fastify routes only methods that it knows. */
function allowMethods(fastify: FastifyInstance, methods: string[]): void {
  for (const method of methods) {
    if (!fastify.supportedMethods.includes(method)) fastify.addHttpMethod(method, { hasBody: true });
  }
}

function send(
  reply: FastifyReply,
  { status, headers, body }: ContractResponse,
  onFailure: (failure: unknown) => void,
): void {
  reply.code(status).headers(headers);
  if (body instanceof ReadableStream) reply.send(toNodeStream(body, reply.raw, onFailure));
  else if (body instanceof Uint8Array) reply.send(Buffer.from(body.buffer, body.byteOffset, body.byteLength));
  // Fastify adds a charset to the media type of a text.
  else reply.send(body === undefined ? body : Buffer.from(body));
}
