/** A body of createAgent or an agent. What is in it the validators say. */
export type Json = Record<string, unknown>;

/** What every peer answers to a request that it lets through. */
export type Answer = { status: number; headers: Record<string, string>; body: Json };

/** What all peers do once a request is theirs, so that they differ only in how they come to it. */
export type Work = {
  /** Whoever the credentials belong to. */
  authenticate: (authorization: string | undefined) => { name: string } | undefined;
  create: (body: Json) => Answer;
  get: (id: string) => Answer | undefined;
};

/** The one key that is known. */
export const KEY = 'sk_bench_0123456789abcdef0123456789abcdef';

const SCHEME = 'Bearer ';
const REQUEST_ID = 'req_bench';
const ETAG = '"mi7c3xk0"';

/**
 * @param stored the agent that can be read. A new agent gets its id and its times, so that every peer answers the same
 *   bytes
 */
export function createWork(stored: Json): Work {
  const keys = new Map([[KEY, { name: 'bench' }]]);
  const id = String(stored.id);
  const agents = new Map([[id, stored]]);
  return {
    authenticate: (authorization) =>
      authorization?.startsWith(SCHEME) ? keys.get(authorization.slice(SCHEME.length)) : undefined,
    create: (body) => {
      const agent = toAgent(body, stored);
      agents.set(id, agent);
      return {
        status: 201,
        headers: { 'X-Request-Id': REQUEST_ID, Location: `/v1/agents/${id}`, ETag: ETAG },
        body: agent,
      };
    },
    get: (wanted) => {
      const agent = agents.get(wanted);
      return agent && { status: 200, headers: { 'X-Request-Id': REQUEST_ID, ETag: ETAG }, body: agent };
    },
  };
}

/** In the order of the contract's schema, which is the order a compiled serializer writes. */
function toAgent(body: Json, { id, created_at, updated_at }: Json): Json {
  return {
    id,
    name: body.name,
    slug: body.slug,
    prompt: body.prompt,
    first_message: body.first_message,
    language: body.language,
    llm_provider: body.llm_provider,
    llm_model: body.llm_model,
    llm_base_url: body.llm_base_url,
    llm_api_key_set: body.llm_api_key !== undefined,
    llm_extra_body: body.llm_extra_body,
    voice_id: body.voice_id,
    temperature: body.temperature,
    widget_config: body.widget_config,
    is_public: body.is_public,
    allowed_origins: body.allowed_origins,
    hostname_allowlist: body.hostname_allowlist,
    memory_enabled: body.memory_enabled,
    memory_retention_days: body.memory_retention_days,
    webhook_url: body.webhook_url,
    webhook_secret_set: body.webhook_secret !== undefined,
    amd: body.amd,
    save_audio_recording: body.save_audio_recording,
    navigator_mode: body.navigator_mode,
    ivr_memory_enabled: body.ivr_memory_enabled,
    tts_speaking_rate: body.tts_speaking_rate,
    tts_playback_rate: body.tts_playback_rate,
    response_delay_seconds: body.response_delay_seconds,
    inactivity_timeout_seconds: body.inactivity_timeout_seconds,
    background_noise_preset: body.background_noise_preset,
    background_noise_volume: body.background_noise_volume,
    stt_override: body.stt_override,
    created_at,
    updated_at,
  };
}
