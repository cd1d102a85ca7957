import type { components, Readable, Writable } from '../../../generated/types.ts';

export type Agent = Readable<components['schemas']['Agent']>;
export type CreateAgentRequest = Writable<components['schemas']['CreateAgentRequest']>;
export type UpdateAgentRequest = Writable<components['schemas']['UpdateAgentRequest']>;

/** Names of the fields that are stored encrypted and never returned. */
export type SecretField = 'llm_api_key' | 'webhook_secret';

/** Fields of an agent that are not settings: its identity, and whether it has each secret. */
type Identity = 'id' | 'slug' | 'created_at' | 'updated_at' | `${SecretField}_set`;

/** The settings of an agent as they are stored and returned. */
export type AgentSettings = Omit<Agent, Identity>;

type Setting = keyof AgentSettings;

/** Settings for which an update has a switch that sets them to null. */
export const CLEARABLE = ['tts_speaking_rate', 'tts_playback_rate', 'response_delay_seconds'] as const;

/** Fields of a request that are not settings. */
type Beside = 'slug' | SecretField | `clear_${(typeof CLEARABLE)[number]}`;
type None<Field extends never> = Field;
/** Does not compile when a request of the contract has a field that is neither a setting nor in `Beside`. */
export type Forgotten = None<Exclude<keyof CreateAgentRequest | keyof UpdateAgentRequest, Setting | Beside>>;

/** Makes the stored value of a setting from the value in a request, which the contract may have rejected already. */
type Store<Field extends Setting> = (
  sent: UpdateAgentRequest[Field] & (NonNullable<unknown> | null),
  current: AgentSettings[Field],
) => AgentSettings[Field];

const asSent = <Value>(sent: Value): Value => sent;
/** `""` and 0 mean the same as null: not set. */
const nullIfEmpty = <Value>(sent: Value | '' | 0): Exclude<Value, '' | 0> | null =>
  // The operator removes exactly the values that the type excludes.
  (sent || null) as Exclude<Value, '' | 0> | null;

/** How each setting is stored. A setting of the contract that is missing here does not compile. */
const STORED: { readonly [Field in Setting]: Store<Field> } = {
  name: asSent,
  prompt: asSent,
  first_message: asSent,
  language: asSent,
  llm_provider: nullIfEmpty,
  llm_model: nullIfEmpty,
  llm_base_url: asSent,
  llm_extra_body: asSent,
  voice_id: asSent,
  temperature: asSent,
  widget_config: asSent,
  is_public: asSent,
  allowed_origins: asSent,
  hostname_allowlist: asSent,
  memory_enabled: asSent,
  memory_retention_days: asSent,
  webhook_url: asSent,
  amd: asSent,
  save_audio_recording: asSent,
  navigator_mode: asSent,
  ivr_memory_enabled: (sent, current) => sent ?? current,
  tts_speaking_rate: asSent,
  tts_playback_rate: asSent,
  response_delay_seconds: asSent,
  inactivity_timeout_seconds: nullIfEmpty,
  background_noise_preset: nullIfEmpty,
  background_noise_volume: asSent,
  stt_override: nullIfEmpty,
};

// The keys of a constant of this type.
const SETTINGS = Object.keys(STORED) as Setting[];

/**
 * The value of each setting before a request sets any, and of each setting that an agent lacks because it was stored
 * before the setting existed. A setting of the contract that is missing here does not compile.
 */
export const UNSET: AgentSettings = {
  name: '',
  prompt: '',
  first_message: '',
  language: 'en',
  llm_provider: null,
  llm_model: null,
  llm_base_url: null,
  llm_extra_body: null,
  voice_id: '',
  temperature: 0.7,
  widget_config: {},
  is_public: false,
  allowed_origins: [],
  hostname_allowlist: null,
  memory_enabled: false,
  memory_retention_days: 90,
  webhook_url: '',
  amd: {
    enabled: false,
    on_voicemail: { action: 'hangup' },
    on_ivr: { action: 'proceed' },
    on_unavailable: { action: 'hangup' },
  },
  save_audio_recording: false,
  navigator_mode: false,
  ivr_memory_enabled: true,
  tts_speaking_rate: null,
  tts_playback_rate: null,
  response_delay_seconds: null,
  inactivity_timeout_seconds: null,
  background_noise_preset: null,
  background_noise_volume: null,
  stt_override: null,
};

/** Applies what a request sets, field by field: a field that it omits keeps its value. */
export function merge(current: AgentSettings, request: Partial<UpdateAgentRequest>): AgentSettings {
  const settings = { ...current };
  for (const field of SETTINGS) store(field, settings, request);
  for (const field of CLEARABLE) if (request[`clear_${field}`] === true) settings[field] = null;
  if (settings.background_noise_preset === null) settings.background_noise_volume = null;
  if (settings.llm_provider !== 'custom') {
    settings.llm_base_url = null;
    settings.llm_extra_body = null;
  }
  return settings;
}

function store<Field extends Setting>(field: Field, settings: AgentSettings, request: UpdateAgentRequest): void {
  const sent = request[field];
  if (sent !== undefined) settings[field] = STORED[field](sent, settings[field]);
}

/** The settings of an agent, without its identity. */
export function settingsOf(agent: Agent): AgentSettings {
  return pick(agent);
}

/**
 * Reads settings that this or another version has stored: a setting that is missing is unset, and one that this version does
 * not know is left out.
 *
 * @throws SyntaxError when the text is not JSON
 */
export function parseSettings(text: string): AgentSettings {
  // Only `insertAgent` and `updateAgent` write the column, from settings that the rules accepted.
  return pick({ ...UNSET, ...(JSON.parse(text) as Partial<AgentSettings>) });
}

function pick(source: AgentSettings): AgentSettings {
  const settings = { ...UNSET };
  const copy = <Field extends Setting>(field: Field): void => {
    settings[field] = source[field];
  };
  for (const field of SETTINGS) copy(field);
  return settings;
}
