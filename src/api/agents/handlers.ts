import type { Kysely } from 'kysely';
import type { HandlerRequest, HandlerResponse, Handlers, Operations } from '../../../generated/operations.ts';
import { serialized } from '../../contract/serve/serialized.ts';
import { type ChangeOrigin, keyOrigin, recordChange } from '../../platform/audit.ts';
import type { Tables } from '../../platform/database/tables.ts';
import type { Ids } from '../../platform/ids.ts';
import type { Principal } from '../../platform/keys.ts';
import type { OutboundPolicy } from '../../platform/outbound.ts';
import { isSameJson } from '../../platform/same-json.ts';
import { errorResponse, type FieldErrors, invalidFields, notFound } from '../errors.ts';
import type { Idempotent } from '../idempotency.ts';
import type { ServerHeaders, ValidateRulesOfInvalid } from '../invalid-requests.ts';
import { cursorErrors, fromCursor } from '../pages.ts';
import { ifMatchHolds, ifNoneMatchHits } from '../preconditions.ts';
import type { Principals } from '../principals.ts';
import { catalogUnavailable } from '../responses.ts';
import { CatalogUnavailable, type VoiceCatalog } from '../voices/catalog.ts';
import { type LlmModelTable, type RuleFacts, type SecretChanges, validateCreate, validateUpdate } from './rules.ts';
import { type Agent, type AgentSettings, type CreateAgentRequest, settingsOf } from './settings.ts';
import { SLUG_TAKEN, slugFor } from './slug.ts';
import {
  AGENT_LIST,
  type AgentWriteDependencies,
  deleteAgent,
  findAgent,
  findAgentText,
  insertAgent,
  isSlugTaken,
  listAgents,
  updateAgent,
} from './store.ts';
import type { AgentText } from './texts.ts';

type AgentHandlers = Pick<
  Handlers<Principals, ServerHeaders>,
  'createAgent' | 'updateAgent' | 'getAgent' | 'listAgents' | 'deleteAgent' | 'listLlmModels'
>;

export type AgentDependencies = AgentWriteDependencies & {
  idempotent: Idempotent;
  models: LlmModelTable;
  voices: VoiceCatalog;
  outbound: OutboundPolicy;
  /** Defaults that the contract states for a creation request. */
  createDefaults: Partial<CreateAgentRequest>;
  ids: Ids;
  now: () => Date;
};

/** A made-up slug that is taken has one chance in two billion; this many in a row have none. */
const SLUG_TRIES = 5;

/** The handlers of agents, and for each operation with rules what these say of a request that the contract rejected. */
export function createAgentHandlers(parts: AgentDependencies): {
  handlers: AgentHandlers;
  validateRulesOfInvalid: ValidateRulesOfInvalid;
} {
  const { db, models, voices, createDefaults } = parts;

  const gatherFacts: FactsOf = async (body) => ({
    models: models.models,
    outbound: parts.outbound,
    voiceKnown: typeof body.voice_id === 'string' && (await voices.list()).some(({ id }) => id === body.voice_id),
  });

  // Beside fields that are certainly invalid, a voice that cannot be looked up now is not worth a 503.
  const gatherKnownFacts: FactsOf = async (body) => {
    try {
      return await gatherFacts(body);
    } catch (error) {
      if (error instanceof CatalogUnavailable)
        return { models: models.models, outbound: parts.outbound, voiceKnown: true };
      throw error;
    }
  };

  return {
    handlers: {
      createAgent: parts.idempotent('createAgent', {
        prepare: (request: AgentWrite<'createAgent'>) => prepareAgent(parts, request, gatherFacts),
        respond: async (response: CreateAgentResponse) => response,
      }),
      updateAgent: (request) => update(parts, request, gatherFacts),
      getAgent: async ({ id, principal, params, headers }) => {
        const found = await findAgentText(parts, principal.workspaceId, params.id);
        if (found === undefined) return notFound(id, 'agent_not_found', params.id);
        if (!ifNoneMatchHits(headers['if-none-match'], found.tag)) return respondWith(found);
        return { status: 304, headers: { ETag: found.tag } };
      },
      listAgents: async ({ id, principal, query }) => {
        const errors = cursorErrors(AGENT_LIST, query.cursor);
        if (errors !== undefined) return invalidFields(id, errors);
        const after = query.cursor === undefined ? undefined : fromCursor(AGENT_LIST, query.cursor);
        const limit = query.limit;
        const found = await listAgents(parts, { workspaceId: principal.workspaceId, after, limit });
        if ('text' in found) return { status: 200, body: serialized(found.text) };
        const { rows, ...position } = found;
        return { status: 200, body: { agents: rows, ...position } };
      },
      deleteAgent: async (request) => {
        const { id, principal, params, headers } = request;
        const which = { workspaceId: principal.workspaceId, id: params.id, origin: keyOrigin('deleteAgent', request) };
        const deleted = await deleteAgent(parts, which, ({ tag }) => ifMatchHolds(headers['if-match'], tag));
        if (deleted === undefined) return notFound(id, 'agent_not_found', params.id);
        return deleted ? { status: 204 } : errorResponse(id, 'precondition_failed');
      },
      listLlmModels: async () => ({ status: 200, body: models }),
    },
    validateRulesOfInvalid: {
      listAgents: async ({ query }) => ({ errors: cursorErrors(AGENT_LIST, query.cursor) ?? {} }),
      createAgent: async ({ principal, body, invalidPaths }) => {
        // Rules pass over what the contract rejected, so the body is a request as far as they look at it.
        const request = body as CreateAgentRequest;
        const { errors } = validateCreate(createDefaults, request, await gatherKnownFacts(body), invalidPaths);
        return { errors: { ...errors, ...(await slugErrors(parts, principal, body)) } };
      },
      updateAgent: async ({ requestId, principal, params, body, invalidPaths }) => {
        const agent = await findAgent(db, principal.workspaceId, String(params.id));
        if (agent === undefined) return { response: notFound(requestId, 'agent_not_found', params.id) };
        return { errors: validateUpdate(settingsOf(agent), body, await gatherKnownFacts(body), invalidPaths).errors };
      },
    },
  };
}

type FactsOf = (body: { voice_id?: unknown }) => Promise<RuleFacts>;
type AgentWrite<Id extends keyof Operations> = HandlerRequest<Operations[Id], Principal>;

type CreateAgentResponse = HandlerResponse<Operations['createAgent'], ServerHeaders>;

/** Checks a request before the transaction, which must not wait for the voice catalog. */
async function prepareAgent(
  parts: AgentDependencies,
  request: AgentWrite<'createAgent'>,
  gatherFacts: FactsOf,
): Promise<{ response: CreateAgentResponse } | { work: (db: Kysely<Tables>) => Promise<CreateAgentResponse> }> {
  const { id, principal, body } = request;
  try {
    const { settings, secrets, errors } = validateCreate(parts.createDefaults, body, await gatherFacts(body));
    if (Object.keys(errors).length > 0) {
      return { response: invalidFields(id, { ...errors, ...(await slugErrors(parts, principal, body)) }) };
    }
    const { workspaceId } = principal;
    const settled = { workspaceId, settings, secrets, origin: keyOrigin('createAgent', request) };
    return {
      work: (db) => createAgent({ ...parts, db }, { ...settled, requestId: id, name: body.name, slug: body.slug }),
    };
  } catch (error) {
    if (error instanceof CatalogUnavailable) return { response: catalogUnavailable(id) };
    throw error;
  }
}

type AgentToCreate = {
  requestId: string;
  workspaceId: string;
  name: string;
  slug: string | undefined;
  settings: AgentSettings;
  secrets: SecretChanges;
  origin: ChangeOrigin;
};

/** @param parts with the transaction as their database */
async function createAgent(
  parts: AgentDependencies,
  { requestId, workspaceId, name, slug, settings, secrets, origin }: AgentToCreate,
): Promise<CreateAgentResponse> {
  for (let tries = 0; tries < SLUG_TRIES; tries++) {
    const row = parts.ids.next('agent');
    const created = await insertAgent(parts, {
      ...row,
      workspaceId,
      slug: slug ?? slugFor(name),
      settings,
      secrets,
    });
    if (created !== undefined) {
      await recordChange(parts.db, origin, { workspaceId, resourceId: row.id });
      const headers = { Location: `/v1/agents/${row.id}`, ETag: created.tag };
      return { status: 201, headers, body: serialized(created.text) };
    }
    if (slug !== undefined) {
      return errorResponse(requestId, 'validation_failed', { message: SLUG_TAKEN, fields: { slug: SLUG_TAKEN } });
    }
  }
  throw new Error(`No free slug was found for a name in ${SLUG_TRIES} tries.`);
}

/**
 * The error of a slug in a request with other errors. In requests without other errors the database decides, because
 * only it can decide between concurrent requests.
 */
async function slugErrors(
  { db }: AgentDependencies,
  { workspaceId }: Principal,
  body: { slug?: unknown },
): Promise<FieldErrors> {
  const isTaken = typeof body.slug === 'string' && (await isSlugTaken(db, workspaceId, body.slug));
  return isTaken ? { slug: SLUG_TAKEN } : {};
}

async function update(
  parts: AgentDependencies,
  request: AgentWrite<'updateAgent'>,
  gatherFacts: FactsOf,
): Promise<HandlerResponse<Operations['updateAgent'], ServerHeaders>> {
  const { id, principal, params, headers, body } = request;
  try {
    // The catalog is asked before the transaction, which must not wait for a network.
    const facts = await gatherFacts(body);
    const found = await updateAgent<HandlerResponse<Operations['updateAgent'], ServerHeaders>>(
      parts,
      { workspaceId: principal.workspaceId, id: params.id, now: parts.now, origin: keyOrigin('updateAgent', request) },
      (current) => {
        if (!ifMatchHolds(headers['if-match'], current.tag)) {
          return { otherwise: errorResponse(id, 'precondition_failed') };
        }
        const before = settingsOf(current.agent);
        const { settings, secrets, errors } = validateUpdate(before, body, facts);
        if (Object.keys(errors).length > 0) return { otherwise: invalidFields(id, errors) };
        return secretsStay(current.agent, secrets) && isSameJson(settings, before)
          ? { otherwise: respondWith(parts.writer.write(current.agent)) }
          : { change: { settings, secrets } };
      },
    );
    if (found === undefined) return notFound(id, 'agent_not_found', params.id);
    return 'changed' in found ? respondWith(found.changed) : found.otherwise;
  } catch (error) {
    if (error instanceof CatalogUnavailable) return catalogUnavailable(id);
    throw error;
  }
}

function respondWith({ text, tag }: AgentText): { status: 200; headers: { ETag: string }; body: Agent } {
  return { status: 200, headers: { ETag: tag }, body: serialized(text) };
}

/**
 * Whether an update leaves the secrets of an agent as they are. A secret that is sent again counts as a change, because the
 * stored one is not decrypted to compare.
 */
function secretsStay(current: Agent, secrets: SecretChanges): boolean {
  const isSet = { llm_api_key: current.llm_api_key_set, webhook_secret: current.webhook_secret_set };
  return Object.entries(secrets).every(
    // Object.entries widens the keys; SecretChanges has these two.
    ([field, value]) => value === null && !isSet[field as keyof typeof isSet],
  );
}
