import express from 'express';
import { problem } from '../../src/api/errors.ts';
import { createExpressRouter } from '../../src/contract/adapters/express.ts';
import { createHttpServer } from '../../src/contract/adapters/http-server.ts';
import type { CompiledContract } from '../../src/contract/document/compiled.ts';
import { suffixes } from '../names.ts';
import { listen, type Start } from '../peer.ts';
import type { Json } from '../work.ts';

type HandlerRequest = { params: { id: string }; body: Json };

const CODES = { invalid: 'validation_failed', unauthorized: 'unauthorized' } as const;

/** This project's router on Express 5, set up as `server.ts` does in production. */
export const start: Start = async ({ operations, work, built }) => {
  const { contract } = (await import(built.href)) as { contract: CompiledContract };
  const create = ({ body }: HandlerRequest) => work.create(body);
  const get = ({ params }: HandlerRequest) => work.get(params.id) ?? problem('req_bench', 'agent_not_found');
  const handlers = Object.fromEntries(
    suffixes(operations).flatMap((suffix) => [
      [`createAgent${suffix}`, create],
      [`getAgent${suffix}`, get],
    ]),
  );
  const router = await createExpressRouter({
    contract,
    handlers,
    security: { ApiKey: ({ headers }) => work.authenticate(String(headers.authorization ?? '')) },
    reject: ({ kind }) =>
      problem('req_bench', kind === 'invalid' || kind === 'unauthorized' ? CODES[kind] : 'internal_error'),
    requestId: () => 'req_bench',
    // As in production: a declared serializer lets nothing else out, and no peer validates its answers.
    validateResponses: 0,
  });
  const app = express();
  app.disable('x-powered-by').disable('etag').enable('case sensitive routing').enable('strict routing');
  app.use(router);
  return listen(createHttpServer(app));
};
