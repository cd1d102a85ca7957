import express, { type Express, type RequestHandler, type Response } from 'express';
import type { Logger } from 'pino';
import { contract, type Handlers } from '../../generated/operations.ts';
import { createAgentHandlers } from '../api/agents/handlers.ts';
import { createConversationHandlers } from '../api/conversations/handlers.ts';
import { createDemoRouter, DEMO_PATHS } from '../api/demo/router.ts';
import { ERRORS, type ErrorCode, errorResponse } from '../api/errors.ts';
import { createIdempotent } from '../api/idempotency.ts';
import type { ServerHeaders, ValidateRulesOfInvalid } from '../api/invalid-requests.ts';
import { createMemoryHandlers } from '../api/memories/handlers.ts';
import type { Principals } from '../api/principals.ts';
import { codeOfFailure, createReject, RETRY_AFTER_SECONDS } from '../api/rejections.ts';
import { createSessionHandlers, type PublicLimits } from '../api/sessions/handlers.ts';
import { loadTokenLibraries } from '../api/sessions/livekit.ts';
import { createVoiceHandlers } from '../api/voices/handlers.ts';
import { createWebhookHandlers } from '../api/webhooks/handlers.ts';
import { createExpressRouter } from '../contract/adapters/express.ts';
import { createDocsRouter, DOCS_PATHS } from '../contract/docs/router.ts';
import type { OpenApiDocument } from '../contract/document/document.ts';
import { readBundle } from '../contract/document/read-bundle.ts';
import { schemaDefaults } from '../contract/serve/schema.ts';
import { bearer } from '../contract/serve/security.ts';
import type { Config } from '../platform/config.ts';
import { type Database, openDatabase } from '../platform/database/database.ts';
import { continueIds } from '../platform/database/newest-ids.ts';
import { createIds, newId } from '../platform/ids.ts';
import { createKeyUses, type KeyUses } from '../platform/key-uses.ts';
import { createKeyFinder, findVoiceWorker } from '../platform/keys.ts';
import type { Metrics } from '../platform/metrics.ts';
import type { SecretBox } from '../platform/secrets.ts';
import { openTracing, type Tracing } from '../platform/tracing.ts';
import { createBrowserAccess } from './browsers.ts';
import {
  agentWriter,
  createNotFoundCodes,
  eventWriter,
  livekitOf,
  openSecrets,
  openVoices,
  readModels,
} from './dependencies.ts';
import { openDocsSite } from './docs-site.ts';
import { createLimits } from './limits.ts';
import { countRejections, observeRequest, openMetrics } from './observability.ts';
import { requireScopes } from './scopes.ts';
import { type BackgroundWork, createWork } from './work.ts';

const CONTRACT = new URL('../../generated/openapi.json', import.meta.url);
const VOICE_WORKER_OPERATIONS = new Set(
  contract.operations
    .filter(({ security }) => security.some((alternative) => 'WorkerToken' in alternative))
    .map(({ operationId }) => operationId),
);
const REQUEST_ID = /^[A-Za-z0-9._-]{1,128}$/;

/** The API, ready to be listened on. */
export type Api = {
  app: Express;
  database: Database;
  document: OpenApiDocument;
  /** Background work, not started yet. */
  work: BackgroundWork;
  /** The last uses of keys. They are written beside requests in every server, once started. */
  keyUses: KeyUses;
  /** Undefined if nothing is counted. */
  metrics: Metrics | undefined;
  /** Undefined if no spans are exported. */
  tracing: Tracing | undefined;
  /** From now on `/readyz` returns 503, and load balancers stop sending requests. */
  drain(): void;
};

/**
 * Composes contract, API and platform into an app.
 *
 * @param now the clock, for tests
 * @throws ConfigError or ContractError with a sentence for the operator, when something needed is wrong or missing
 */
export async function createApi(config: Config, log: Logger, now: () => Date = () => new Date()): Promise<Api> {
  const document = await readBundle(CONTRACT);
  const database = await openDatabase(config.databaseUrl, config);
  try {
    const secrets = await openSecrets(config, database);
    const metrics = await openMetrics({ config, database, log, now });
    const tracing = await openTracing(config.openTelemetry, (sentence) => log.warn(sentence));
    const work = createWork({ config, database, secrets, log, now, metrics, tracing });
    const keyUses = createKeyUses({ db: database.db, log });
    const context: ApiContext = { config, log, now, document, database, secrets, work, keyUses, metrics, tracing };
    const contractRouter = await createContractRouter(context);
    const { app, drain } = createApp(context, contractRouter);
    return { app, database, document, work, keyUses, metrics, tracing, drain };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Parts from which the API is composed. */
type ApiContext = {
  config: Config;
  log: Logger;
  now: () => Date;
  document: OpenApiDocument;
  database: Database;
  secrets: SecretBox;
  work: BackgroundWork;
  keyUses: KeyUses;
  metrics: Metrics | undefined;
  tracing: Tracing | undefined;
};

async function createContractRouter(context: ApiContext): Promise<RequestHandler> {
  const { config, now, document, database, keyUses } = context;
  const requestId = (request: express.Request): string => localsOf(request).requestId;
  const limits = await createLimits({ ...context, requestId });
  const { handlers, validateRulesOfInvalid } = await createHandlers(context, limits.sessions);
  const findPrincipal = createKeyFinder(database.db, { now, onUse: keyUses.note });
  return createExpressRouter<Principals[keyof Principals]>({
    contract,
    handlers,
    security: {
      ApiKey: bearer(requireScopes(limits.guardLookup(findPrincipal), { ...limits, requestId })),
      WorkerToken: bearer(limits.guardCheck((token) => findVoiceWorker(config.workerTokens, token))),
    },
    reject: countRejections(
      createReject({
        notFoundCodes: createNotFoundCodes(document),
        isForVoiceWorkers: (operationId) => VOICE_WORKER_OPERATIONS.has(operationId),
        validateRulesOfInvalid,
      }),
      context.metrics,
    ),
    beforeBody: limits.beforeBody,
    requestId,
    validateResponses: config.isProduction ? 0 : 1,
    onResponse: (info, request) => Object.assign(localsOf(request), info),
    onStreamFailure: (failure, request) => Object.assign(localsOf(request), { failure }),
  });
}

/** The handlers of every operation, and what the rules say of requests that the contract rejected. */
async function createHandlers(
  { config, log, now, document, database, secrets, work }: ApiContext,
  limits: PublicLimits | undefined,
): Promise<{
  // The type makes the compiler reject an operation without a handler.
  handlers: Handlers<Principals, ServerHeaders>;
  validateRulesOfInvalid: ValidateRulesOfInvalid;
}> {
  const { db } = database;
  const ids = createIds(now);
  await continueIds(ids, db);
  const voices = await openVoices(config, log);
  if (config.nodeEnv === 'production') await loadTokenLibraries();
  const idempotent = createIdempotent({ db, now, retentionDays: config.idempotencyRetentionDays });
  const start = {
    db,
    ids,
    livekit: livekitOf(config, log),
    defaults: {
      llm: { provider: config.defaultLlmProvider, model: config.defaultLlmModel },
      inactivityTimeoutSeconds: config.defaultInactivityTimeoutSeconds,
    },
    now,
  };
  const resources = [
    createAgentHandlers({
      idempotent,
      db,
      ids,
      secrets,
      writer: await agentWriter(),
      models: await readModels(config),
      voices,
      outbound: { allowPrivate: config.allowPrivateOutbound, requireHttps: config.requireHttpsOutbound },
      createDefaults: schemaDefaults(document, 'CreateAgentRequest'),
      now,
    }),
    createVoiceHandlers(voices),
    createConversationHandlers({
      ...start,
      idempotent,
      secrets,
      claimTimeoutSeconds: config.claimTimeoutSeconds,
      writeEvent: eventWriter(config),
      onQueued: work.wake,
    }),
    createMemoryHandlers({ db, now }),
    createSessionHandlers({ ...start, limits }),
    createWebhookHandlers({ db }),
  ] as const;
  const [agents, voicesOf, conversations, memories, sessions, webhooks] = resources;
  return {
    handlers: {
      ...agents.handlers,
      ...voicesOf.handlers,
      ...conversations.handlers,
      ...memories.handlers,
      ...sessions.handlers,
      ...webhooks.handlers,
    },
    validateRulesOfInvalid: Object.fromEntries(resources.flatMap((one) => Object.entries(one.validateRulesOfInvalid))),
  };
}

/** The app around the contract: request ids, the log, probes, documentation and CORS. */
function createApp(context: ApiContext, contractRouter: RequestHandler): Pick<Api, 'app' | 'drain'> {
  const { config, log, now, document, database } = context;
  let draining = false;
  const app = express();
  app.set('trust proxy', config.trustProxy);
  app.disable('x-powered-by').disable('etag').enable('case sensitive routing').enable('strict routing');
  app.use((request, response, next) => {
    const own = request.get('X-Request-Id');
    response.locals.requestId = own !== undefined && REQUEST_ID.test(own) ? own : newId('req');
    response.setHeader('X-Request-Id', response.locals.requestId);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    observeRequest(request, response, context);
    const fault = framingFault(request);
    if (fault === undefined) next();
    else sendProblem(response.set('Connection', 'close'), 'bad_request', fault);
  });
  const pages = express.Router({ caseSensitive: true, strict: true });
  pages.all(['/healthz', '/readyz', ...DOCS_PATHS, ...(config.demo ? DEMO_PATHS : [])], (request, response, next) => {
    if (request.method === 'GET' || request.method === 'HEAD') next();
    else sendProblem(response.set('Allow', 'GET, HEAD'), 'method_not_allowed');
  });
  pages.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
  pages.get('/readyz', async (_request, response) => {
    const fault = draining ? 'the server is stopping' : await database.fault();
    if (fault === undefined) response.json({ status: 'ok' });
    else sendProblem(response, 'service_unavailable', `Not ready: ${fault}.`);
  });
  pages.use(createDocsRouter({ document, ...openDocsSite({ document, log, isProduction: config.isProduction }) }));
  if (config.demo) pages.use(createDemoRouter());
  // Requests of the contract pass by them: each handler that Express looks at costs time.
  app.use((request, response, next) => (request.url.startsWith('/v1/') ? next() : pages(request, response, next)));
  app.use(createBrowserAccess(config, database, now, sendProblem));
  app.use(contractRouter);
  // Express finds a handler of errors by its four parameters.
  app.use((error: unknown, _request: express.Request, response: Response, _next: express.NextFunction) => {
    response.locals.failure = error;
    // Paths that cannot be routed, such as a path with an invalid escape, return 404.
    if ((error as { status?: number }).status === 400) sendProblem(response, 'not_found');
    else sendProblem(response, codeOfFailure(error));
  });
  return {
    app,
    drain: () => {
      draining = true;
    },
  };
}

/** `uri-host [":" port]` (RFC 9110 §7.2, RFC 3986 §3.2.2). */
const HOST = /^(?:\[[0-9A-Fa-f:.]+\]|(?:[\w.~!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)(?::\d*)?$/;

/**
 * Rejects request heads that no server may accept. Unlike Node's own responses, these have the error envelope of the
 * API.
 */
function framingFault({ httpVersion, headers, rawHeaders }: express.Request): string | undefined {
  const hosts = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length;
  // RFC 9112 §3.2.
  if (hosts > 1 || (httpVersion === '1.1' && hosts === 0)) return 'An HTTP/1.1 request must have one "Host" header.';
  if (!HOST.test(headers.host ?? '')) return '"Host" must be a hostname or an IP address, with or without a port.';
  const coding = headers['transfer-encoding'];
  // RFC 9112 §6.1: what one server on the way reads as another length than the next is request smuggling.
  if (coding === undefined || coding.toLowerCase() === 'chunked') return undefined;
  return '"Transfer-Encoding" must be "chunked".';
}

/** Express sets the response of every request that it handles. */
function localsOf({ res }: express.Request): Response['locals'] {
  return (res as Response).locals;
}

function sendProblem(response: Response, code: ErrorCode, message: string = ERRORS[code].message): void {
  const { status, body } = errorResponse(response.locals.requestId, code, { message });
  if (status === 503) response.setHeader('Retry-After', RETRY_AFTER_SECONDS);
  response.status(status).json(body);
}
