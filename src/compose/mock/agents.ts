import type { SecretChanges } from '../../api/agents/rules.ts';
import { type RuleFacts, validateCreate, validateUpdate } from '../../api/agents/rules.ts';
import {
  type Agent,
  type AgentSettings,
  type CreateAgentRequest,
  settingsOf,
  type UpdateAgentRequest,
} from '../../api/agents/settings.ts';
import { SLUG_TAKEN, slugFor } from '../../api/agents/slug.ts';
import { errorResponse, notFound } from '../../api/errors.ts';
import type { MockData, MockRules } from '../../contract/mock/state/rules.ts';
import { newRow } from '../../platform/ids.ts';
import { isSameJson } from '../../platform/same-json.ts';
import { invalidPathsOf, rejectFields, ruledBody, ruleResponse } from './rule-responses.ts';

/** An agent as the mock stores it: with its secrets, which responses never show. */
export type MockAgent = Agent & {
  llm_api_key?: string;
  webhook_secret?: string;
  secretsChanged?: string;
  isMade?: true;
};

/** Facts beside a request that the rules of agents need. */
export type AgentFacts = {
  factsOf: (body: { voice_id?: unknown }) => RuleFacts;
  /** Defaults that the contract states for a creation request. */
  createDefaults: Partial<CreateAgentRequest>;
};

export function agentRules({ factsOf, createDefaults }: AgentFacts): MockRules {
  return {
    createAgent: (request) => {
      const { data } = request;
      // Rules pass over what the contract rejected, so the body is a request as far as they look at it.
      const body = ruledBody(request) as CreateAgentRequest | undefined;
      if (body === undefined) return undefined;
      const facts = factsOf(body);
      const { settings, secrets, errors } = validateCreate(createDefaults, body, facts, invalidPathsOf(request));
      const taken = hasSlug(data, body.slug) ? { slug: SLUG_TAKEN } : undefined;
      if (rejectFields(request, errors) !== undefined) return rejectFields(request, { ...errors, ...taken });
      if (taken !== undefined)
        return ruleResponse((id) => errorResponse(id, 'validation_failed', { message: SLUG_TAKEN, fields: taken }));
      const { id, createdAt } = newRow('agent');
      const moment = createdAt.toISOString();
      const identity = { id, slug: body.slug ?? slugFor(body.name), created_at: moment, updated_at: moment };
      return { value: { ...agentOf({ ...identity, ...settings }, secrets), isMade: true } };
    },
    updateAgent: (request) => {
      // Only this API's contract says what an agent is.
      const current = request.current as MockAgent | undefined;
      const body = ruledBody(request) as UpdateAgentRequest | undefined;
      if (current === undefined) return ruleResponse((id) => notFound(id, 'agent_not_found', request.params.id));
      if (body === undefined) return undefined;
      const before = settingsOf(current);
      const { settings, secrets, errors } = validateUpdate(before, body, factsOf(body), invalidPathsOf(request));
      const rejected = rejectFields(request, errors);
      if (rejected !== undefined) return rejected;
      const changes = Object.entries(secrets).some(([name, value]) => value !== null || Object.hasOwn(current, name));
      if (!changes && isSameJson(settings, before)) return { value: current };
      return { value: agentOf({ ...current, ...settings }, secrets, changes ? request.requestId : undefined) };
    },
    deleteAgent: ({ current, data }) => {
      for (const memory of data.list('Memory'))
        if (memory.agent_id === current?.id) data.remove('Memory', String(memory.id));
      return undefined;
    },
  };
}

/** Whether another agent has a slug. Those of the contract's examples do not count, or its own requests would be rejected. */
function hasSlug(data: MockData, slug: unknown): boolean {
  const isIts = (agent: Record<string, unknown>): boolean => agent.slug === slug && agent.isMade === true;
  return typeof slug === 'string' && data.list('Agent').some(isIts);
}

type AgentBefore = AgentSettings &
  Pick<Agent, 'id' | 'slug' | 'created_at' | 'updated_at'> &
  Pick<MockAgent, 'llm_api_key' | 'webhook_secret' | 'secretsChanged' | 'isMade'>;

/** @param secretsChanged what distinguishes this change of secrets from others: a secret that is sent again counts as one */
function agentOf(before: AgentBefore, secrets: SecretChanges, secretsChanged = before.secretsChanged): MockAgent {
  const { llm_api_key: _key, webhook_secret: _secret, secretsChanged: _changed, ...settings } = before;
  const key = secrets.llm_api_key === undefined ? before.llm_api_key : (secrets.llm_api_key ?? undefined);
  const secret = secrets.webhook_secret === undefined ? before.webhook_secret : (secrets.webhook_secret ?? undefined);
  return {
    ...settings,
    llm_api_key_set: key !== undefined,
    webhook_secret_set: secret !== undefined,
    ...(key === undefined ? {} : { llm_api_key: key }),
    ...(secret === undefined ? {} : { webhook_secret: secret }),
    ...(secretsChanged === undefined ? {} : { secretsChanged }),
  };
}
