import { setTimeout as wait } from 'node:timers/promises';
import { ContractError, type OpenApiDocument, type Operation } from '../document/document.ts';
import { chooseResponse } from './choices.ts';
import { type ChaosOptions, createChaos, type Drawn } from './faults.ts';
import { readPreferences } from './preferences.ts';
import { type MockResponse, problemResponse } from './prism.ts';
import { corsHeaders, LOST, type MockReply, toReply } from './replies.ts';
import { describeFailure, maskQuery, type RequestEntry } from './request-log.ts';
import { createMock, joinedHeader, type MockEngine, type MockingOptions, type MockRequest } from './respond.ts';
import type { Scenario } from './scenarios.ts';
import type { MockRules } from './state/rules.ts';
import { queryOf } from './usual-responses.ts';
import { controlWebhooks } from './webhooks/control.ts';
import { createDeliveries, type Deliveries, type DeliveryOptions } from './webhooks/deliveries.ts';
import { makeWebhookSecret } from './webhooks/signature.ts';

/** The part of the mock that all its adapters share: everything except sockets. */
export type Front = {
  /** @param signal aborted when the client is gone */
  handle: (request: MockRequest, signal: AbortSignal) => Promise<MockReply>;
  /** Responds from another document from now on, by other rules if they are given. One that cannot be used changes nothing. */
  reload: (document: OpenApiDocument, rules?: MockRules) => Promise<void>;
  /** The current engine. */
  engine: () => MockEngine;
  /** Ends the deliveries of webhooks. */
  stop: () => void;
};

export type FrontOptions = MockingOptions &
  ChaosOptions &
  DeliveryOptions & {
    /** Name of the scenario of requests that ask for none. */
    scenario?: string | undefined;
    /** Called for each request when its response is ready. */
    onRequest?: ((entry: RequestEntry) => void) | undefined;
    /** The engine of a mock that this one follows, whose state it keeps. */
    before?: MockEngine | undefined;
  };

/** @throws ContractError where the document cannot be compiled, or the scenario does not exist */
export async function createFront(document: OpenApiDocument, options: FrontOptions): Promise<Front> {
  const { before: previous, scenario } = options;
  const draw = createChaos(options);
  const deliveries = createDeliveries(options);
  // Receivers know the secret that was printed first.
  const webhookSecret = options.webhookSecret ?? previous?.webhooks.secret ?? makeWebhookSecret();
  const create = async (from: OpenApiDocument, before: MockEngine | undefined, rules = options.rules) => {
    const created = await createMock(from, { ...options, webhookSecret, rules }, before);
    const selected = selectScenario(created, scenario, options);
    if (selected instanceof Error) throw new ContractError(selected.message);
    return created;
  };
  let engine = await create(document, previous);
  return {
    engine: () => engine,
    stop: deliveries.stop,
    handle: async (request, signal) => {
      const cors = corsHeaders(request);
      if (request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined)
        return { status: 204, headers: cors, content: undefined };
      const ordered = await controlWebhooks(request, engine.webhooks, deliveries);
      if (ordered !== undefined) return withReplyHeaders(toReply(ordered, request.method), cors);
      const [start, time] = [performance.now(), new Date().toISOString()];
      const handled = { engine, request, signal, operation: engine.operationOf(request), draw, options };
      const made = await respondTo(handled);
      options.onRequest?.({ time, ms: performance.now() - start, ...describeRequest(handled, made) });
      followRequest(handled, made, deliveries);
      return withReplyHeaders(made.reply, cors);
    },
    reload: async (next, rules) => {
      engine = await create(next, engine, rules);
    },
  };
}

function withReplyHeaders(reply: MockReply, headers: Record<string, string>): MockReply {
  return { ...reply, headers: { ...headers, ...reply.headers } };
}

function describeRequest(
  { engine, request, operation }: HandledRequest,
  { reply, response, source }: MadeReply,
): Omit<RequestEntry, 'time' | 'ms'> {
  return {
    method: request.method,
    path: maskQuery(request.path, request.query, engine.keyNames),
    status: reply.fail ?? reply.status,
    ...(operation === undefined ? {} : { operationId: operation.operationId }),
    ...(response === undefined ? {} : describeFailure(response.status, response.body, response.facts?.reason)),
    ...(source === undefined ? {} : { source }),
  };
}

/** Sends the callbacks and webhooks that a successful request causes. A replayed response causes none again. */
function followRequest(
  { engine, request, operation }: HandledRequest,
  { response }: MadeReply,
  deliveries: Deliveries,
) {
  const { request: read, isReplay = false, data } = response?.facts ?? {};
  if (operation === undefined || response === undefined || read === undefined || isReplay) return;
  const { status, headers, body } = response;
  if (status < 200 || status >= 300) return;
  const { method, path, query } = request;
  const url = `http://${joinedHeader(request.headers.host) ?? 'localhost'}${path}${query === '' ? '' : `?${query}`}`;
  const cause = {
    ...{ operationId: operation.operationId, data, url, method, ...read },
    ...{ query: queryOf(query), headers: request.headers, response: { status, headers, body } },
  };
  engine.webhooks.follow(operation, cause, deliveries);
}

type HandledRequest = {
  engine: MockEngine;
  request: MockRequest;
  signal: AbortSignal;
  operation: Operation | undefined;
  draw: (operation: Operation) => Drawn;
  options: FrontOptions;
};

type MadeReply = { reply: MockReply; response?: MockResponse; source?: string | undefined };

async function respondTo({ engine, request, signal, operation, draw, options }: HandledRequest): Promise<MadeReply> {
  const asked = readPreferences(joinedHeader(request.headers.prefer));
  if (asked instanceof Error) return rejectPreferences(asked, request);
  const scenario = selectScenario(engine, asked.scenario ?? options.scenario, options);
  if (scenario instanceof Error) return rejectPreferences(scenario, request);
  const { preferences, headers, cause } = chooseResponse(asked, scenario, { operation, draw });
  const { delay = 0, fail } = preferences;
  if (delay > 0) await wait(delay, undefined, { signal }).catch(() => undefined);
  if (signal.aborted && fail === undefined) return { reply: { ...LOST, fail: 'reset' }, source: 'the client left' };
  if (fail === 'reset' || fail === 'timeout') return { reply: { ...LOST, fail }, source: cause };
  const named = scenario === undefined ? {} : { scenario: scenario.name };
  const response = await engine.respond(request, { ...preferences, ...named });
  const sent = { ...response, headers: { ...response.headers, ...headers } };
  const reply = toReply(sent, request.method);
  return {
    reply: fail === undefined ? reply : { ...reply, fail },
    response,
    source: cause ?? response.facts?.source,
  };
}

function rejectPreferences(error: Error, { method }: MockRequest): MadeReply {
  const response = problemResponse(error, 422);
  return { reply: toReply(response, method), response, source: 'Prefer' };
}

function selectScenario(
  { scenarios }: MockEngine,
  name: string | undefined,
  { stateful = false }: FrontOptions,
): Scenario | Error | undefined {
  if (name === undefined) return undefined;
  const found = scenarios.find(name);
  if (found instanceof Error || !found.isEmpty || stateful) return found;
  return new Error(`The scenario "${name}" has a state, and the mock has none. Start it with --stateful.`);
}
