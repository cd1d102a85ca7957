import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Logger } from 'pino';
import { contract } from '../../generated/operations.ts';
import type { LlmModelTable } from '../api/agents/rules.ts';
import { sampleSecrets } from '../api/agents/secrets/store.ts';
import { type AgentWriter, createAgentWriter } from '../api/agents/texts.ts';
import type { ErrorCode } from '../api/errors.ts';
import type { LiveKit } from '../api/sessions/livekit.ts';
import { openFileCatalog, openHttpCatalog, type VoiceCatalog } from '../api/voices/catalog.ts';
import type { WriteEvent } from '../api/webhooks/events.ts';
import { ContractError, type OpenApiDocument } from '../contract/document/document.ts';
import { listOperations } from '../contract/document/operations.ts';
import { schemaCheck } from '../contract/serve/schema.ts';
import { InvalidResponse } from '../contract/serve/types.ts';
import { type Config, ConfigError } from '../platform/config.ts';
import { VARIABLES } from '../platform/config-variables.ts';
import type { Database } from '../platform/database/database.ts';
import { createSecretBox, findSecretsKeys, type SecretBox } from '../platform/secrets.ts';

const SHIPPED_MODELS = new URL('../api/agents/llm-models.json', import.meta.url);
const SHIPPED_VOICES = new URL('../api/voices/catalog.json', import.meta.url);

/** Settings that decide how a response is written. */
const CONTRACT_FILES = ['openapi.json', 'serializers.js'];

// Dependencies of the API, created from the configuration.

/**
 * Opens the secrets and proves that everything stored can be opened with them.
 *
 * @throws ConfigError naming the key that is missing or wrong
 */
export async function openSecrets(config: Config, database: Database): Promise<SecretBox> {
  const { isProduction } = config;
  const { embedded, folder } = database;
  const keys = await findSecretsKeys({ configured: config.secretsKeys, isProduction, embedded, folder });
  const box = createSecretBox(keys);
  for (const { keyId, sealed, ...context } of await sampleSecrets(database.db)) {
    if (!box.keyIds.includes(keyId)) {
      throw new ConfigError(
        `SECRETS_KEYS lacks the key "${keyId}", which encrypted secrets in this database. Add it after the first key.`,
      );
    }
    try {
      box.open({ keyId, sealed }, context);
    } catch (error) {
      throw new ConfigError(
        `SECRETS_KEYS: the key "${keyId}" differs from the key that encrypted the secrets in this database. Replace it with that key.`,
        { cause: error },
      );
    }
  }
  return box;
}

/** The LiveKit server of the configuration; the log says so where there is none. */
export function livekitOf(config: Config, log: Logger): LiveKit {
  const { livekitUrl: url, livekitApiKey: apiKey, livekitApiSecret: apiSecret, livekitAgentName: agentName } = config;
  if (apiSecret === VARIABLES.livekitApiSecret.default) {
    log.warn({ livekit: url, key: apiKey }, 'no LiveKit is configured: tokens are signed with its development key');
  }
  return { url, apiKey, apiSecret, agentName };
}

export async function openVoices(config: Config, log: Logger): Promise<VoiceCatalog> {
  const violations = schemaCheck(contract, 'VoiceList');
  // A catalog is not paged, so it may be longer than a page.
  const check = (value: unknown): string[] =>
    violations(value)
      .filter(({ path, keyword }) => !(path === 'voices' && keyword === 'maxItems'))
      .map(({ path, message }) => `${path} ${message}`);
  if (config.voiceCatalogUrl === '') return openFileCatalog(SHIPPED_VOICES, check);
  const catalog = openHttpCatalog({
    url: config.voiceCatalogUrl,
    timeoutMs: config.voiceCatalogTimeoutMs,
    refreshSeconds: config.voiceCatalogRefreshSeconds,
    check,
    onFailure: (error) => log.warn({ err: error }, 'voice catalog cannot be fetched'),
  });
  // Fetched ahead, so that the first write need not wait; a failure is logged and tried again by the next request.
  void catalog.list().catch(() => undefined);
  return catalog;
}

export async function readModels(config: Config): Promise<LlmModelTable> {
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
  // The check has validated it against the contract's schema.
  return table as LlmModelTable;
}

/** Writes agents as the contract declares them in the responses of `getAgent` and `listAgents`. */
export async function agentWriter(): Promise<AgentWriter> {
  const hash = createHash('sha256');
  for (const file of CONTRACT_FILES) hash.update(await readFile(new URL(`../../generated/${file}`, import.meta.url)));
  const serializerOf = (operationId: string) => {
    const operation = contract.operations.find((one) => one.operationId === operationId);
    const serialize = operation?.responses['200']?.content['application/json']?.serialize;
    if (serialize === undefined)
      throw new ContractError(`The contract has no 200 with a JSON body for "${operationId}".`);
    return serialize;
  };
  return createAgentWriter({
    hash: hash.digest('hex'),
    agent: serializerOf('getAgent'),
    list: serializerOf('listAgents'),
  });
}

/** Writes events as the contract declares them, validated wherever responses are. */
export function eventWriter({ isProduction }: Config): WriteEvent {
  const webhook = contract.webhooks.find(({ name }) => name === 'conversation.completed');
  const { validate, serialize } = webhook?.content['application/json'] ?? {};
  if (validate === undefined || serialize === undefined) {
    throw new ContractError('The contract has no webhook "conversation.completed" with a JSON body.');
  }
  return (event) => {
    if (!isProduction && !validate(event)) {
      throw new InvalidResponse(`The event ${event.id} violates the contract: ${JSON.stringify(validate.errors)}`);
    }
    return serialize(event);
  };
}

/** The codes that the contract declares for each operation's 404. */
export function createNotFoundCodes(document: OpenApiDocument): (operationId: string) => readonly ErrorCode[] {
  const codes = new Map(
    listOperations(document).map(({ operationId, responses }) => [operationId, responses['404']?.['x-error-codes']]),
  );
  // A test compares every x-error-codes of the contract with the catalog of errors.
  return (operationId) => (codes.get(operationId) as ErrorCode[] | undefined) ?? ['not_found'];
}
