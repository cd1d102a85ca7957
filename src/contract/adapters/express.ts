import type { Request, RequestHandler } from 'express';
import { createContractHandler } from '../serve/handler.ts';
import type { ContractOptions } from '../serve/options.ts';
import { continueToNext, nodeBodyReader } from './node-body.ts';
import { sendToNode } from './node-io.ts';

/** Options of the Express router. Security checks and hooks receive Express's request. */
export type ExpressOptions<Principal> = ContractOptions<Principal, Request>;

/**
 * An Express middleware that serves a contract and nothing else. It works under a prefix and behind body parsers. With
 * `validation: 'report'` it stands in front of an existing API, whose body parsers and handlers find each request unread.
 *
 * @example app.use('/api', await createExpressRouter({ contract, handlers }));
 * @throws ContractError if a handler or a security check is missing or has no counterpart in the contract
 */
export async function createExpressRouter<Principal>(options: ExpressOptions<Principal>): Promise<RequestHandler> {
  const { onStreamFailure } = options;
  const handle = await createContractHandler<Principal, Request>(options, {
    reader: nodeBodyReader,
    presetHeaders: ({ res }) => res?.getHeaders() ?? {},
    passesOn: true,
  });
  return async (request, response, next) => {
    const { url, method, headers, ip } = request;
    const mark = url.indexOf('?');
    // Express's own `path` parses the URL, which only one in absolute form needs.
    const path = url.startsWith('/') ? (mark < 0 ? url : url.slice(0, mark)) : request.path;
    const query = mark < 0 ? '' : url.slice(mark + 1);
    const sent = await handle({ method, path, query, headers, ip, raw: request });
    if (sent === undefined) {
      continueToNext(request);
      next();
    } else sendToNode(response, sent, onStreamFailure, request);
  };
}
