import { readFile } from 'node:fs/promises';
import express, { type Express, type Response } from 'express';
import type { Logger } from 'pino';
import { contract } from '../generated/operations.ts';
import { createAgentHandlers } from './api/agents/handlers.ts';
import type { LlmModelTable } from './api/agents/rules.ts';
import { sampleSecrets } from './api/agents/store.ts';
import { createConversationHandlers } from './api/conversations/handlers.ts';
import { ERRORS, type ErrorCode, problem } from './api/errors.ts';
import type { Principals } from './api/principals.ts';
import { createRefuse } from './api/refusals.ts';
import type { LiveKit } from './api/sessions/livekit.ts';
import { openFileCatalog, openHttpCatalog, type VoiceCatalog } from './api/voices/catalog.ts';
import { createVoiceHandlers } from './api/voices/handlers.ts';
import { createDocsRouter, DOCS_PATHS } from './contract/docs/router.ts';
import { type OpenApiDocument, readBundle } from './contract/document/document.ts';
import { listOperations } from './contract/document/operations.ts';
import { createContractRouter } from './contract/serve/router.ts';
import { schemaCheck, schemaDefaults } from './contract/serve/schema.ts';
import { type Config, ConfigError, VARIABLES } from './platform/config.ts';
import { type Database, openDatabase } from './platform/database/database.ts';
import { newId } from './platform/ids.ts';
import { findPrincipal, findWorker, type Principal } from './platform/keys.ts';
import { createSecretBox, findSecretsKeys, type SecretBox } from './platform/secrets.ts';

const CONTRACT = new URL('../generated/openapi.json', import.meta.url);
const SHIPPED_MODELS = new URL('./api/agents/llm-models.json', import.meta.url);
const SHIPPED_VOICES = new URL('./api/voices/catalog.json', import.meta.url);
const REQUEST_ID = /^[A-Za-z0-9._-]{1,128}$/;

/** The API, ready to be listened on. */
export type Api = {
  app: Express;
  database: Database;
  document: OpenApiDocument;
  /** From now on `/readyz` answers 503, so that a load balancer sends no more. */
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
  const database = await openDatabase(config.databaseUrl);
  try {
    const secrets = await openSecrets(config, database);
    const voices = await openVoices(config, log);
    const agents = createAgentHandlers({
      db: database.db,
      secrets,
      models: await readModels(config),
      voices,
      outbound: { allowPrivate: config.allowPrivateOutbound, requireHttps: config.requireHttpsOutbound },
      createDefaults: schemaDefaults(document, 'CreateAgentRequest'),
      now,
    });
    const voiceHandlers = createVoiceHandlers(voices);
    const conversations = createConversationHandlers({
      db: database.db,
      livekit: livekitOf(config, log),
      defaults: {
        llm: { provider: config.defaultLlmProvider, model: config.defaultLlmModel },
        inactivityTimeoutSeconds: config.defaultInactivityTimeoutSeconds,
      },
      now,
    });
    const contractRouter = await createContractRouter<Principals[keyof Principals]>({
      contract,
      handlers: { ...agents.handlers, ...voiceHandlers.handlers, ...conversations.handlers },
      security: {
        ApiKey: async ({ headers }) => {
          const key = bearerOf(headers.authorization);
          return key === undefined ? undefined : findPrincipal(database.db, key, now());
        },
        WorkerToken: ({ headers }) => {
          const token = bearerOf(headers.authorization);
          return token === undefined ? undefined : findWorker(config.workerTokens, token);
        },
      },
      refuse: createRefuse({
        notFoundCode: createNotFoundCode(document),
        judgeBroken: { ...agents.judgeBroken, ...voiceHandlers.judgeBroken, ...conversations.judgeBroken },
      }),
      requestId: (_request, response) => response.locals.requestId,
      validateResponses: config.isProduction ? 0 : 1,
      onAnswer: (answered, response) => Object.assign(response.locals, answered),
    });

    let draining = false;
    const app = express();
    app.disable('x-powered-by').disable('etag').enable('case sensitive routing').enable('strict routing');
    app.use((request, response, next) => {
      const own = request.get('X-Request-Id');
      response.locals.requestId = own !== undefined && REQUEST_ID.test(own) ? own : newId('req');
      response.setHeader('X-Request-Id', response.locals.requestId);
      logWhenDone(log, request.method, request.path, response);
      next();
    });
    app.use((request, response, next) => {
      // RFC 9112 §3.2: Node would answer by itself, without the envelope.
      const lacksHost = request.httpVersion === '1.1' && request.headers.host === undefined;
      if (lacksHost) sendProblem(response, 'bad_request', 'An HTTP/1.1 request names its "Host".');
      else next();
    });
    app.all(['/healthz', '/readyz', ...DOCS_PATHS], (request, response, next) => {
      if (request.method === 'GET' || request.method === 'HEAD') next();
      else sendProblem(response.set('Allow', 'GET, HEAD'), 'method_not_allowed');
    });
    app.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
    app.get('/readyz', async (_request, response) => {
      const fault = draining ? 'the server is stopping' : await pingFault(database);
      if (fault === undefined) response.json({ status: 'ok' });
      else sendProblem(response, 'service_unavailable', `Not ready: ${fault}.`);
    });
    app.use(createDocsRouter({ document }));
    app.use(contractRouter);
    // Express finds a handler of errors by its four parameters.
    app.use((error: unknown, _request: express.Request, response: Response, _next: express.NextFunction) => {
      response.locals.failure = error;
      // What cannot even be routed, such as a path with a broken escape, leads nowhere.
      if ((error as { status?: number }).status === 400) sendProblem(response, 'not_found');
      else sendProblem(response, 'internal_error');
    });
    const drain = (): void => {
      draining = true;
    };
    return { app, database, document, drain };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** The token of an `Authorization: Bearer` (RFC 6750 §2.1). */
function bearerOf(authorization: string | undefined): string | undefined {
  return /^Bearer ([^\s]+)$/i.exec(authorization ?? '')?.[1];
}

/** One line a request, when its answer has left or its caller has gone. Never a header or a body. */
function logWhenDone(log: Logger, method: string, path: string, response: Response): void {
  const start = performance.now();
  response.once('close', () => {
    const { requestId, operationId, principal, failure } = response.locals;
    const line = {
      request_id: requestId,
      operation: operationId,
      method,
      path,
      status: response.statusCode,
      duration_ms: Math.round((performance.now() - start) * 1000) / 1000,
      // Workers have none.
      workspace: (principal as Partial<Principal> | undefined)?.workspaceId,
      ...(response.writableFinished ? {} : { aborted: true }),
    };
    if (failure === undefined) log.info(line, 'request');
    else log.error({ ...line, err: failure }, 'request failed');
  });
}

function sendProblem(response: Response, code: ErrorCode, message: string = ERRORS[code].message): void {
  const { status, body } = problem(response.locals.requestId, code, { message });
  if (status === 503) response.setHeader('Retry-After', 1);
  response.status(status).json(body);
}

async function pingFault(database: Database): Promise<string | undefined> {
  return database.ping().then(
    () => undefined,
    () => 'the database does not answer',
  );
}

/**
 * Opens the secrets and proves that everything stored can be opened with them.
 *
 * @throws ConfigError naming the key that is missing or wrong
 */
async function openSecrets(config: Config, database: Database): Promise<SecretBox> {
  const { isProduction } = config;
  const keys = await findSecretsKeys({ configured: config.secretsKeys, isProduction, folder: database.folder });
  const box = createSecretBox(keys);
  for (const { keyId, sealed, ...context } of await sampleSecrets(database.db)) {
    if (!box.keyIds.includes(keyId)) {
      throw new ConfigError(
        `SECRETS_KEYS lacks the key "${keyId}", which sealed secrets in this database. Add it behind the first one.`,
      );
    }
    try {
      box.open({ keyId, sealed }, context);
    } catch (error) {
      throw new ConfigError(
        `SECRETS_KEYS: the key "${keyId}" is not the one that sealed the secrets in this database. Put the right one in its place.`,
        { cause: error },
      );
    }
  }
  return box;
}

/** The LiveKit server of the configuration; the log says so where there is none. */
function livekitOf(config: Config, log: Logger): LiveKit {
  const { livekitUrl: url, livekitApiKey: apiKey, livekitApiSecret: apiSecret, livekitAgentName: agentName } = config;
  if (apiSecret === VARIABLES.livekitApiSecret.default) {
    log.warn({ livekit: url, key: apiKey }, 'no LiveKit is configured: tokens are signed with its development key');
  }
  return { url, apiKey, apiSecret, agentName };
}

async function openVoices(config: Config, log: Logger): Promise<VoiceCatalog> {
  const breaches = schemaCheck(contract, 'VoiceList');
  // A catalogue is not paged, so it may be longer than a page.
  const check = (value: unknown): string[] =>
    breaches(value)
      .filter(({ path, keyword }) => !(path === 'voices' && keyword === 'maxItems'))
      .map(({ path, message }) => `${path} ${message}`);
  if (config.voiceCatalogUrl === '') return openFileCatalog(SHIPPED_VOICES, check);
  const catalog = openHttpCatalog({
    url: config.voiceCatalogUrl,
    timeoutMs: config.voiceCatalogTimeoutMs,
    refreshSeconds: config.voiceCatalogRefreshSeconds,
    check,
    onFailure: (error) => log.warn({ err: error }, 'voice catalogue cannot be fetched'),
  });
  // Fetched ahead, so that the first write need not wait; a failure is logged and tried again by the next request.
  void catalog.list().catch(() => undefined);
  return catalog;
}

async function readModels(config: Config): Promise<LlmModelTable> {
  const file = config.llmModelsFile === '' ? SHIPPED_MODELS : config.llmModelsFile;
  let table: unknown;
  try {
    table = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new ConfigError(`LLM_MODELS_FILE: ${file} cannot be read: ${(error as Error).message}`, { cause: error });
  }
  const faults = schemaCheck(contract, 'LlmModelTable')(table);
  if (faults.length > 0) {
    const list = faults.map(({ path, message }) => `${path || 'it'} ${message}`).join('; ');
    throw new ConfigError(`LLM_MODELS_FILE: ${file} is not a table of models: ${list}.`);
  }
  // The check held it to the contract's schema.
  return table as LlmModelTable;
}

/** The code that the contract names beside each operation's 404. */
function createNotFoundCode(document: OpenApiDocument): (operationId: string) => ErrorCode {
  const codes = new Map(
    listOperations(document).map(({ operationId, responses }) => [operationId, responses['404']?.['x-error-codes']]),
  );
  // A test holds every x-error-codes of the contract to the catalogue of errors.
  return (operationId) => ((codes.get(operationId) as ErrorCode[] | undefined) ?? ['not_found'])[0] ?? 'not_found';
}
