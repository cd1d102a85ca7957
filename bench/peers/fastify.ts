import { readFile } from 'node:fs/promises';
import { type FastifyError, type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import { fastifyOpenapiGlue } from 'fastify-openapi-glue';
import { errorResponse } from '../../src/api/errors.ts';
import type { Start } from '../peer.ts';
import type { Json } from '../work.ts';

/** Fastify 5 with the routes, validators and serializers that fastify-openapi-glue has it make of the contract. */
export const start: Start = async ({ work, document }) => {
  const create = (request: FastifyRequest, reply: FastifyReply) => {
    const { status, headers, body } = work.create(request.body as Json);
    reply.code(status).headers(headers).send(body);
  };
  const get = (request: FastifyRequest, reply: FastifyReply) => {
    const answer = work.get((request.params as { id: string }).id);
    if (answer === undefined) reply.code(404).send({ status: 404 });
    else reply.code(answer.status).headers(answer.headers).send(answer.body);
  };
  const app = fastify({
    ajv: {
      customOptions: {
        // An OpenAPI document holds keywords that Ajv does not know.
        strict: false,
        // By default it removes what one branch of a oneOf does not know before the next one is tried, and so rejects
        // the contract's own example.
        removeAdditional: false,
      },
    },
  });
  // Errors must have the form that the contract declares, or the serializer rejects them.
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const status = error.statusCode ?? 500;
    const code = status === 400 ? 'validation_failed' : status === 401 ? 'unauthorized' : 'internal_error';
    reply.code(status).send(errorResponse('req_bench', code).body);
  });
  await app.register(fastifyOpenapiGlue, {
    specification: JSON.parse(await readFile(document, 'utf8')),
    operationResolver: (operationId) => (operationId.startsWith('createAgent') ? create : get),
    securityHandlers: {
      ApiKey: (request: FastifyRequest) => {
        if (work.authenticate(request.headers.authorization) === undefined) throw new Error('Unknown key.');
      },
    },
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  return (app.addresses()[0] as { port: number }).port;
};
