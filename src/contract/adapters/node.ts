import type { IncomingMessage, RequestListener } from 'node:http';
import { createContractHandler } from '../serve/handler.ts';
import type { ContractOptions } from '../serve/options.ts';
import { pathBehind } from '../serve/routes.ts';
import { continueToNext, nodeBodyReader } from './node-body.ts';
import { sendToNode } from './node-io.ts';

/** Options of the `node:http` listener. Security checks and hooks receive Node's request. */
export type NodeOptions<Principal> = ContractOptions<Principal, IncomingMessage> & {
  /** Receives the requests that `unknownPath: 'next'` and `validation: 'report'` pass on, with their bodies unread. */
  next?: RequestListener;
  /** Prefix of every path, without a slash at the end, such as `/api`. */
  basePath?: string;
};

/**
 * A listener for `node:http` that serves a contract and, with `next`, leaves other requests to another listener.
 *
 * @example createServer(await createNodeListener({ contract, handlers })).listen(3000);
 * @throws ContractError if a handler or a security check is missing or has no counterpart in the contract
 */
export async function createNodeListener<Principal>(options: NodeOptions<Principal>): Promise<RequestListener> {
  const { onStreamFailure, next, basePath = '' } = options;
  const unknownPath = next === undefined ? 'respond' : options.unknownPath;
  const handle = await createContractHandler<Principal, IncomingMessage>(
    { ...options, ...(unknownPath === undefined ? {} : { unknownPath }) },
    { reader: nodeBodyReader, passesOn: next !== undefined },
  );
  return async (request, response) => {
    const { method = 'GET', headers, socket } = request;
    const { path, query } = splitTarget(request.url ?? '/');
    const sent = await handle({
      method,
      path: pathBehind(basePath, path),
      query,
      headers,
      ip: socket.remoteAddress,
      raw: request,
    });
    if (sent !== undefined) sendToNode(response, sent, onStreamFailure, request);
    else {
      continueToNext(request);
      next?.(request, response);
    }
  };
}

/** Path and query of a request target, as they were sent. */
export function splitTarget(target: string): { path: string; query: string } {
  const url = toOriginForm(target);
  const mark = url.indexOf('?');
  return mark < 0 ? { path: url, query: '' } : { path: url.slice(0, mark), query: url.slice(mark + 1) };
}

/** The origin form of a request target. One in absolute form has a scheme and a host before it (RFC 9112 §3.2.2). */
function toOriginForm(target: string): string {
  if (target.startsWith('/')) return target;
  return /^[a-z][a-z0-9+.-]*:\/\/[^/?]*(.*)$/i.exec(target)?.[1] || target;
}
