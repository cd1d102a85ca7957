import type { components } from '../../../generated/types.ts';
import { isLongerThan } from '../../platform/json-size.ts';
import { canonicalOrigin, hostnameOf } from '../../platform/origins.ts';
import { checkOutboundUrl, type OutboundPolicy } from '../../platform/outbound.ts';
import type { FieldErrors } from '../errors.ts';
import { isPrefixedKey, SECRET_PREFIX } from '../webhooks/signature.ts';
import {
  type AgentSettings,
  type CreateAgentRequest,
  merge,
  type SecretField,
  UNSET,
  type UpdateAgentRequest,
} from './settings.ts';

export type LlmModelTable = components['schemas']['LlmModelTable'];

/** The change of each secret: a string replaces it, null removes it, and an absent member keeps it. */
export type SecretChanges = Partial<Record<SecretField, string | null>>;

/** Facts beside the request that the rules need. */
export type RuleFacts = {
  models: LlmModelTable['models'];
  outbound: OutboundPolicy;
  /** Whether the catalog has the voice that the request names. */
  voiceKnown: boolean;
};

/** An agent after a request, and the errors of the request. With any error nothing is stored. */
export type AgentChange = { settings: AgentSettings; secrets: SecretChanges; errors: FieldErrors };

/** 64 KiB, encoded. */
const EXTRA_BODY_BYTES = 65_536;
/** 32 KiB, encoded. */
const WIDGET_CONFIG_BYTES = 32_768;

/** Characters of a message that names may take. */
const NAMES_SHOWN = 3500;
/** Items of a list that are validated one by one; a list that is longer has been rejected for its length already. */
const ITEMS_VALIDATED = 1000;

/**
 * Applies a creation request.
 *
 * @param defaults the defaults of the contract, for omitted properties
 * @param invalidPaths paths that the contract rejected already; rules that need them are skipped
 */
export function validateCreate(
  defaults: Partial<CreateAgentRequest>,
  request: CreateAgentRequest,
  facts: RuleFacts,
  invalidPaths: Set<string> = new Set(),
): AgentChange {
  return validate(merge(UNSET, defaults), request, facts, invalidPaths);
}

/**
 * Applies an update to an agent: what the request does not name stays. Rules between fields validate the result.
 *
 * @param invalidPaths paths that the contract already rejected; rules that would need them are passed over
 */
export function validateUpdate(
  current: AgentSettings,
  request: UpdateAgentRequest,
  facts: RuleFacts,
  invalidPaths: Set<string> = new Set(),
): AgentChange {
  return validate(current, request, facts, invalidPaths);
}

/** Whether the contract found nothing wrong with a field. */
type IsSound = (field: keyof UpdateAgentRequest) => boolean;

function validate(
  current: AgentSettings,
  request: UpdateAgentRequest,
  facts: RuleFacts,
  invalidPaths: Set<string>,
): AgentChange {
  const isSound: IsSound = (field) => ![...invalidPaths].some((path) => isInField(path, field));
  const settings = merge(current, request);
  const errors: FieldErrors = {};
  if (request.voice_id !== undefined && isSound('voice_id') && !facts.voiceKnown) {
    errors.voice_id = 'must be a voice of the catalog (GET /v1/voices)';
  }
  Object.assign(
    errors,
    validateOrigins(settings, request, invalidPaths),
    validateHostnames(settings, request, invalidPaths),
    validateAddresses(request, facts.outbound, isSound),
    validateWebhookSecret(request, isSound),
    validateSizes(request, invalidPaths),
    validateAmd(request, invalidPaths),
  );
  if (isSound('llm_provider')) {
    if (isSound('llm_model')) Object.assign(errors, validateLlmPair(settings, request, facts.models));
    Object.assign(errors, validateCustomLlm(settings, request, isSound));
  }
  return { settings, secrets: secretChanges(current, settings, request), errors };
}

/** Whether a path such as `amd.tuning.timeout_seconds` or `allowed_origins[2]` is a field or lies in it. */
function isInField(path: string, field: string): boolean {
  return path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[`);
}

function secretChanges(current: AgentSettings, settings: AgentSettings, request: UpdateAgentRequest): SecretChanges {
  const changes: SecretChanges = {};
  if (request.webhook_secret !== undefined) changes.webhook_secret = request.webhook_secret || null;
  if (request.llm_api_key !== undefined) changes.llm_api_key = request.llm_api_key || null;
  if (current.llm_provider === 'custom' && settings.llm_provider !== 'custom') changes.llm_api_key = null;
  return changes;
}

/** The pair rules of provider and model, for the result. */
function validateLlmPair(
  { llm_provider: provider, llm_model: model }: AgentSettings,
  request: UpdateAgentRequest,
  models: LlmModelTable['models'],
): FieldErrors {
  if (request.llm_provider === undefined && request.llm_model === undefined) return {};
  if (provider === null) return model === null ? {} : { llm_provider: 'must not be empty when llm_model is set' };
  if (model === null) return { llm_model: `must not be empty when llm_provider is ${provider}` };
  if (provider === 'custom') return {};
  const allowed = models.filter((entry) => entry.provider === provider).map((entry) => entry.model);
  if (allowed.includes(model)) return {};
  return { llm_model: `must be one of the models of ${provider}: ${shortenNames(allowed)}` };
}

/** A list that fits a message, which holds at most 4000 characters. */
function shortenNames(names: string[]): string {
  const shown: string[] = [];
  let length = 0;
  for (const name of names) {
    length += name.length + 2;
    if (length > NAMES_SHOWN) return `${shown.join(', ')} and ${names.length - shown.length} more`;
    shown.push(name);
  }
  return names.length === 0 ? 'it has none' : shown.join(', ');
}

/** Fields that a custom endpoint requires, and fields that only it may have, by the provider of the result. */
function validateCustomLlm(settings: AgentSettings, request: UpdateAgentRequest, isSound: IsSound): FieldErrors {
  const errors: FieldErrors = {};
  if (settings.llm_provider === 'custom') {
    if (settings.llm_base_url === null && isSound('llm_base_url'))
      errors.llm_base_url = 'is required when llm_provider is custom';
    return errors;
  }
  const rejected = 'is only for an agent whose llm_provider is custom';
  if (isSet(request.llm_base_url) && isSound('llm_base_url')) errors.llm_base_url = rejected;
  if (request.llm_api_key && isSound('llm_api_key')) errors.llm_api_key = rejected;
  if (isSet(request.llm_extra_body) && isSound('llm_extra_body')) errors.llm_extra_body = rejected;
  return errors;
}

/** Null is what a field of this kind reads as while nothing is set. */
function isSet<Value>(value: Value | null | undefined): value is Value {
  return value !== undefined && value !== null;
}

/**
 * Replaces each origin by the browser's own spelling of it, without duplicates. A value that the contract rejected
 * may not be a list. Each item of a list that is too long is still validated.
 */
function validateOrigins(
  settings: AgentSettings,
  { allowed_origins: sent }: UpdateAgentRequest,
  invalidPaths: Set<string>,
): FieldErrors {
  if (!Array.isArray(sent)) return {};
  const { values, errors } = canonicalItems(ORIGINS, sent, invalidPaths);
  settings.allowed_origins = values;
  return errors;
}

/** Replaces each hostname by its lower-case form, without duplicates. An empty list means no check. */
function validateHostnames(
  settings: AgentSettings,
  { hostname_allowlist: sent }: UpdateAgentRequest,
  invalidPaths: Set<string>,
): FieldErrors {
  if (!Array.isArray(sent)) return {};
  const { values, errors } = canonicalItems(HOSTNAMES, sent, invalidPaths);
  settings.hostname_allowlist = values.length === 0 ? null : values;
  return errors;
}

/** A list whose items have one spelling each, and the error of an item that has none. */
type CanonicalList = { field: string; canonicalOf: (text: string) => string | undefined; message: string };

const ORIGINS: CanonicalList = {
  field: 'allowed_origins',
  canonicalOf: canonicalOrigin,
  message: 'must be an origin such as https://example.com',
};

const HOSTNAMES: CanonicalList = {
  field: 'hostname_allowlist',
  canonicalOf: hostnameOf,
  message: 'must be a hostname such as www.example.com',
};

function canonicalItems(
  { field, canonicalOf, message }: CanonicalList,
  sent: string[],
  invalidPaths: Set<string>,
): { values: string[]; errors: FieldErrors } {
  const values = new Set<string>();
  const errors: FieldErrors = {};
  for (const [index, text] of sent.slice(0, ITEMS_VALIDATED).entries()) {
    const path = `${field}[${index}]`;
    if (invalidPaths.has(path)) continue;
    const value = canonicalOf(text);
    if (value === undefined) errors[path] = message;
    else values.add(value);
  }
  return { values: [...values], errors };
}

/** Customers choose these addresses and the service calls them. */
function validateAddresses(request: UpdateAgentRequest, policy: OutboundPolicy, isSound: IsSound): FieldErrors {
  const errors: FieldErrors = {};
  for (const field of ['llm_base_url', 'webhook_url'] as const) {
    const address = request[field];
    if (!isSet(address) || address === '' || !isSound(field)) continue;
    const fault = checkOutboundUrl(address, policy);
    if (fault !== undefined) errors[field] = fault;
  }
  return errors;
}

/** Standard Webhooks: the text after `whsec_` must be Base64, or no library can verify signatures. */
function validateWebhookSecret({ webhook_secret: secret }: UpdateAgentRequest, isSound: IsSound): FieldErrors {
  if (secret === undefined || !isSound('webhook_secret')) return {};
  if (!secret.startsWith(SECRET_PREFIX) || isPrefixedKey(secret)) return {};
  return { webhook_secret: 'must be whsec_ followed by padded Base64' };
}

/** The size can be validated of any object, whatever is wrong inside it. */
function validateSizes(request: UpdateAgentRequest, invalidPaths: Set<string>): FieldErrors {
  const errors: FieldErrors = {};
  for (const [field, limit] of [
    ['llm_extra_body', EXTRA_BODY_BYTES],
    ['widget_config', WIDGET_CONFIG_BYTES],
  ] as const) {
    const value = request[field];
    if (!isSet(value) || invalidPaths.has(field)) continue;
    if (isLongerThan(limit, value)) errors[field] = `must be at most ${limit} bytes when encoded`;
  }
  return errors;
}

function validateAmd({ amd }: UpdateAgentRequest, invalidPaths: Set<string>): FieldErrors {
  const field = 'amd.tuning.timeout_seconds';
  if (['amd', 'amd.tuning', field, 'amd.tuning.no_speech_threshold_seconds'].some((path) => invalidPaths.has(path)))
    return {};
  const { timeout_seconds: timeout, no_speech_threshold_seconds: silence } = amd?.tuning ?? {};
  if (timeout === undefined || silence === undefined || timeout >= silence) return {};
  return { [field]: 'must not be less than no_speech_threshold_seconds' };
}
