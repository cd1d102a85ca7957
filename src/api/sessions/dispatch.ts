import type { components, Readable } from '../../../generated/types.ts';
import type { Agent } from '../agents/settings.ts';

export type DispatchMetadata = Readable<components['schemas']['DispatchMetadata']>;

/** The platform's values for settings that an agent leaves open. */
export type PlatformDefaults = {
  llm: { provider: 'openai' | 'speechify'; model: string };
  inactivityTimeoutSeconds: number;
};

export type DispatchRequest = {
  conversationId: string;
  callerIdentity: string | null;
  /** Values of the template variables by name, any JSON. */
  variables: Record<string, unknown>;
  /** Memories of the caller, the best first. */
  memories: string[];
};

/** Speech recognition that detects the end of a turn by its words, without waiting for silence. */
const SEMANTIC_TURNS: DispatchMetadata['stt'][] = ['flux', 'gpt-realtime-whisper'];
const DEFAULT_STT: DispatchMetadata['stt'] = 'whisper-v3';
/** Seconds of silence before the agent speaks; a navigator lets a menu end its sentence. */
const RESPONSE_DELAY = { usual: 0.5, navigator: 0.75 };

/** Characters of a text once it is rendered, as `DispatchMetadata` bounds them. */
const LONGEST = { prompt: 200_000, first_message: 200_000, voicemail: 10_000 };

/**
 * The setting of an agent whose text these values would make too long for the voice worker, without memories. Undefined
 * where none is. No text is rendered, because a rendered one may be larger than the memory of the process.
 */
export function findTooLong(agent: Agent, variables: Record<string, unknown>): string | undefined {
  const valueFor = valuesOf({ variables, memories: [] });
  return templatedTexts(agent).find(({ text, longest }) => renderedLength(text, valueFor) > longest)?.name;
}

/**
 * The memories that fit into the agent's texts, the best first. A start never fails because memories are too long:
 * callers without a key could measure the memories of others by it.
 */
export function fitMemories(
  agent: Agent,
  { variables, memories }: Pick<DispatchRequest, 'variables' | 'memories'>,
): string[] {
  const without = valuesOf({ variables, memories: [] });
  const withOneCharacter = (name: string): string => (name === MEMORY ? '.' : without(name));
  const rooms = templatedTexts(agent).map(({ text, longest }) => {
    const length = renderedLength(text, without);
    const uses = renderedLength(text, withOneCharacter) - length;
    return uses === 0 ? Number.POSITIVE_INFINITY : (longest - length) / uses;
  });
  const room = Math.min(...rooms);
  const fitting: string[] = [];
  for (const memory of memories) {
    if (charactersIn(numberedList([...fitting, memory])) <= room) fitting.push(memory);
  }
  return fitting;
}

type Text = { name: string; text: string; longest: number };

function templatedTexts({ prompt, first_message, amd: { on_voicemail } }: Agent): [Text, Text, Text] {
  const message = 'message' in on_voicemail ? on_voicemail.message : '';
  return [
    { name: 'prompt', text: prompt, longest: LONGEST.prompt },
    { name: 'first_message', text: first_message, longest: LONGEST.first_message },
    { name: 'amd.on_voicemail.message', text: message, longest: LONGEST.voicemail },
  ];
}

/**
 * The settings for the voice worker: those of the agent with every default resolved and all texts rendered. The
 * worker hangs up if a voicemail message renders as an empty string.
 */
export function resolveDispatch(agent: Agent, platform: PlatformDefaults, request: DispatchRequest): DispatchMetadata {
  const { conversationId, callerIdentity } = request;
  const valueFor = valuesOf(request);
  const render = (template: string): string => template.replaceAll(VARIABLE, (_, name: string) => valueFor(name));
  const stt = agent.stt_override ?? DEFAULT_STT;
  const delay = agent.navigator_mode ? RESPONSE_DELAY.navigator : RESPONSE_DELAY.usual;
  const { background_noise_preset: preset, background_noise_volume: volume } = agent;
  return {
    conversation_id: conversationId,
    agent_id: agent.id,
    caller_identity: callerIdentity,
    language: agent.language,
    prompt: render(agent.prompt),
    first_message: render(agent.first_message),
    llm: {
      provider: agent.llm_provider ?? platform.llm.provider,
      model: agent.llm_model ?? platform.llm.model,
      temperature: agent.temperature,
      base_url: agent.llm_base_url,
      extra_body: agent.llm_extra_body,
    },
    voice_id: agent.voice_id,
    tts_speaking_rate: agent.tts_speaking_rate,
    tts_playback_rate: agent.tts_playback_rate,
    stt,
    response_delay_seconds: SEMANTIC_TURNS.includes(stt) ? null : (agent.response_delay_seconds ?? delay),
    inactivity_timeout_seconds: agent.inactivity_timeout_seconds ?? platform.inactivityTimeoutSeconds,
    background_noise: preset === null || volume === null ? null : { preset, volume },
    amd: renderVoicemail(agent.amd, render),
    save_audio_recording: agent.save_audio_recording,
    navigator_mode: agent.navigator_mode,
    ivr_memory_enabled: agent.ivr_memory_enabled,
  };
}

/** The variable for the memories. Callers cannot set it. */
const MEMORY = 'memory';

/** `{{name}}`; a name without a value renders empty. Values are not looked into again. */
const VARIABLE = /\{\{\s*([A-Za-z_]\w*)\s*\}\}/g;

function valuesOf({ variables, memories }: Pick<DispatchRequest, 'variables' | 'memories'>): (name: string) => string {
  // Each value is written once, however often it is used.
  const texts = new Map(Object.entries(variables).map(([name, value]) => [name, renderValue(value)]));
  texts.set(MEMORY, numberedList(memories));
  return (name) => texts.get(name) ?? '';
}

/** A text renders as it is, any other value as its JSON text. */
function renderValue(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function numberedList(memories: string[]): string {
  return memories.map((fact, index) => `${index + 1}. ${onOneLine(fact)}`).join('\n');
}

function renderedLength(template: string, valueFor: (name: string) => string): number {
  const lengths = new Map<string, number>();
  let length = charactersIn(template);
  for (const [placeholder, name = ''] of template.matchAll(VARIABLE)) {
    const known = lengths.get(name) ?? charactersIn(valueFor(name));
    lengths.set(name, known);
    length += known - placeholder.length;
  }
  return length;
}

/** As JSON Schema counts them (2020-12 validation §6.3.1). */
function charactersIn(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** A fact is one item of a list, whatever it holds. */
function onOneLine(fact: string): string {
  return fact.replaceAll(/\s+/g, ' ').trim();
}

function renderVoicemail(amd: Agent['amd'], render: (template: string) => string): Agent['amd'] {
  const { on_voicemail } = amd;
  if (on_voicemail.action !== 'leave_message') return amd;
  const message = render(on_voicemail.message);
  return { ...amd, on_voicemail: message === '' ? { action: 'hangup' } : { ...on_voicemail, message } };
}
