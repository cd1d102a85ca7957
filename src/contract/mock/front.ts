import { setTimeout as wait } from 'node:timers/promises';
import type { OpenApiDocument, Operation } from '../document/document.ts';
import { type ChaosOptions, createChaos, type Drawn } from './faults.ts';
import { type Preferences, readPreferences } from './preferences.ts';
import { type MockResponse, problemResponse } from './prism.ts';
import { corsHeaders, LOST, type MockReply, toReply } from './replies.ts';
import { describeFailure, maskQuery, type RequestEntry } from './request-log.ts';
import { createMock, joinedHeader, type MockEngine, type MockingOptions, type MockRequest } from './respond.ts';

/** What all doors of the mock share: everything but sockets. */
export type Front = {
  /** @param signal aborted when the client is gone */
  handle: (request: MockRequest, signal: AbortSignal) => Promise<MockReply>;
  /** Responds from another document from now on. A document that cannot be used changes nothing. */
  reload: (document: OpenApiDocument) => Promise<void>;
};

export type FrontOptions = MockingOptions &
  ChaosOptions & {
    /** Called for each request when its response is ready. */
    onRequest?: ((entry: RequestEntry) => void) | undefined;
  };

/** @throws ContractError where the document cannot be compiled */
export async function createFront(document: OpenApiDocument, options: FrontOptions): Promise<Front> {
  const { onRequest } = options;
  const draw = createChaos(options);
  let engine = await createMock(document, options);
  return {
    handle: async (request, signal) => {
      const cors = corsHeaders(request);
      if (request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined)
        return { status: 204, headers: cors, content: undefined };
      const [start, time] = [performance.now(), new Date().toISOString()];
      const current = engine;
      const operation = current.operationOf(request);
      const { reply, response, source } = await respondTo({ engine: current, request, signal, operation, draw });
      const { fail } = reply;
      onRequest?.({
        time,
        method: request.method,
        path: maskQuery(request.path, request.query, current.keyNames),
        status: fail ?? reply.status,
        ms: performance.now() - start,
        ...(operation === undefined ? {} : { operationId: operation.operationId }),
        ...(response === undefined ? {} : describeFailure(response.status, response.body, response.facts?.reason)),
        ...(source === undefined ? {} : { source }),
      });
      return { ...reply, headers: { ...cors, ...reply.headers } };
    },
    reload: async (next) => {
      engine = await createMock(next, options, engine);
    },
  };
}

type HandledRequest = {
  engine: MockEngine;
  request: MockRequest;
  signal: AbortSignal;
  operation: Operation | undefined;
  draw: (operation: Operation) => Drawn;
};

type MadeReply = { reply: MockReply; response?: MockResponse; source?: string | undefined };

async function respondTo({ engine, request, signal, operation, draw }: HandledRequest): Promise<MadeReply> {
  const asked = readPreferences(joinedHeader(request.headers.prefer));
  if (asked instanceof Error) {
    const response = problemResponse(asked, 422);
    return { reply: toReply(response, request.method), response, source: 'Prefer' };
  }
  const { preferences, cause } = withDrawn(asked, operation && draw(operation));
  const { delay = 0, fail } = preferences;
  if (delay > 0) await wait(delay, undefined, { signal }).catch(() => undefined);
  if (signal.aborted && fail === undefined) return { reply: { ...LOST, fail: 'reset' }, source: 'the client left' };
  if (fail === 'reset' || fail === 'timeout') return { reply: { ...LOST, fail }, source: cause };
  const response = await engine.respond(request, preferences);
  const reply = toReply(response, request.method);
  return { reply: fail === undefined ? reply : { ...reply, fail }, response, source: cause ?? response.facts?.source };
}

/** What a request asks for itself wins over what is drawn for it. */
function withDrawn(asked: Preferences, drawn: Drawn | undefined): { preferences: Preferences; cause?: string } {
  const delay = asked.delay ?? drawn?.delay ?? 0;
  const { code, example, fail } = asked;
  if (drawn?.failure !== undefined && code === undefined && example === undefined && fail === undefined)
    return { preferences: { ...asked, ...drawn.failure, delay, isForced: true }, cause: 'chaos' };
  return { preferences: { ...asked, delay }, ...(fail === undefined ? {} : { cause: 'Prefer' }) };
}
