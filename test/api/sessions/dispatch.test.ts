import { describe, expect, test } from 'vitest';
import { contract } from '../../../generated/operations.ts';
import type { Agent } from '../../../src/api/agents/settings.ts';
import {
  type DispatchMetadata,
  findTooLong,
  fitMemories,
  resolveDispatch,
} from '../../../src/api/sessions/dispatch.ts';
import { schemaCheck } from '../../../src/contract/serve/schema.ts';

const AGENT: Agent = {
  id: 'agent_01k9zq7v3mf4h8s2c6d0xw5t1e',
  ...{ name: 'Front desk', slug: 'front-desk', prompt: '', first_message: '', language: 'en' },
  ...{ llm_provider: null, llm_model: null, llm_base_url: null, llm_api_key_set: false, llm_extra_body: null },
  ...{ voice_id: 'sabrina', temperature: 0.7, widget_config: {}, is_public: false, allowed_origins: [] },
  ...{ hostname_allowlist: null, memory_enabled: false, memory_retention_days: 90, webhook_url: '' },
  webhook_secret_set: false,
  amd: {
    enabled: false,
    on_voicemail: { action: 'hangup' },
    on_ivr: { action: 'proceed' },
    on_unavailable: { action: 'hangup' },
  },
  ...{ save_audio_recording: false, navigator_mode: false, ivr_memory_enabled: true, tts_speaking_rate: null },
  ...{ tts_playback_rate: null, response_delay_seconds: null, inactivity_timeout_seconds: null },
  ...{ background_noise_preset: null, background_noise_volume: null, stt_override: null },
  ...{ created_at: '2026-11-20T09:30:00.000Z', updated_at: '2026-11-20T09:30:00.000Z' },
};
const PLATFORM = { llm: { provider: 'speechify', model: 'glm-5.2' }, inactivityTimeoutSeconds: 30 } as const;
const violations = schemaCheck(contract, 'DispatchMetadata');

type Words = { variables?: Record<string, unknown>; memories?: string[] };

/** What the worker of an agent with these settings receives; always as the contract's schema has it. */
function dispatch(settings: Partial<Agent>, { variables = {}, memories = [] }: Words = {}): DispatchMetadata {
  const conversationId = 'conv_01k9zq8a5tf7g9h3k2m4n6p8q0';
  const request = { conversationId, callerIdentity: null, variables, memories };
  const metadata = resolveDispatch({ ...AGENT, ...settings }, PLATFORM, request);
  expect(violations(metadata)).toEqual([]);
  return metadata;
}

const CUSTOM = {
  llm_provider: 'custom',
  llm_model: 'llama',
  llm_base_url: 'https://llm.example.com/v1',
  llm_extra_body: { top_p: 0.9 },
} as const;
const leave = (message: string) => ({ action: 'leave_message', message }) as const;
const llm = { temperature: 0.7, base_url: null, extra_body: null };

describe('every default is resolved', () => {
  test.each<[string, Partial<Agent>, Partial<DispatchMetadata>]>([
    ['no model is the one of the platform', {}, { llm: { ...llm, provider: 'speechify', model: 'glm-5.2' } }],
    [
      'a chosen model is kept',
      { llm_provider: 'openai', llm_model: 'gpt-4.1', temperature: 0 },
      { llm: { ...llm, provider: 'openai', model: 'gpt-4.1', temperature: 0 } },
    ],
    [
      'a custom model comes with its address and parameters, without a key',
      CUSTOM,
      {
        llm: {
          ...{ provider: 'custom', model: 'llama', temperature: 0.7 },
          ...{ base_url: 'https://llm.example.com/v1', extra_body: { top_p: 0.9 } },
        },
      },
    ],
    ['no recognition is whisper-v3', {}, { stt: 'whisper-v3', response_delay_seconds: 0.5 }],
    ['a navigator waits longer', { navigator_mode: true }, { response_delay_seconds: 0.75, navigator_mode: true }],
    ['a delay that is set is kept', { response_delay_seconds: 0 }, { response_delay_seconds: 0 }],
    [
      'a delay that is set is kept of a navigator',
      { response_delay_seconds: 2, navigator_mode: true },
      { response_delay_seconds: 2 },
    ],
    ['flux tells the end of a turn', { stt_override: 'flux' }, { stt: 'flux', response_delay_seconds: null }],
    [
      'gpt-realtime-whisper does too, whatever delay is set',
      { stt_override: 'gpt-realtime-whisper', response_delay_seconds: 1 },
      { stt: 'gpt-realtime-whisper', response_delay_seconds: null },
    ],
    [
      'a pinned whisper waits as the default does',
      { stt_override: 'whisper-v3' },
      { stt: 'whisper-v3', response_delay_seconds: 0.5 },
    ],
    ['no timeout is the one of the platform', {}, { inactivity_timeout_seconds: 30 }],
    ['a timeout that is set is kept', { inactivity_timeout_seconds: 5 }, { inactivity_timeout_seconds: 5 }],
    ['no sound is none', { background_noise_volume: null }, { background_noise: null }],
    [
      'a sound without a loudness is none',
      { background_noise_preset: 'office', background_noise_volume: null },
      { background_noise: null },
    ],
    [
      'a sound with a loudness is mixed',
      { background_noise_preset: 'cafe', background_noise_volume: 0 },
      { background_noise: { preset: 'cafe', volume: 0 } },
    ],
    ['rates of the voice stay null', {}, { tts_speaking_rate: null, tts_playback_rate: null }],
    [
      'rates that are set are kept',
      { tts_speaking_rate: 1.1, tts_playback_rate: 0.5 },
      { tts_speaking_rate: 1.1, tts_playback_rate: 0.5 },
    ],
    ['menus are remembered', {}, { ivr_memory_enabled: true, save_audio_recording: false }],
    ['detection is off', {}, { amd: AGENT.amd }],
  ])('%s', (_what, settings, expected) => {
    expect(dispatch(settings)).toMatchObject(expected);
  });

  test('nothing but what the schema names is in it', () => {
    expect(JSON.stringify(dispatch({ webhook_url: 'https://hooks.example.com' }))).not.toContain('hooks');
  });
});

describe('texts are rendered', () => {
  const variables = {
    ...{ name: 'Ada', empty: '', nested: '{{name}}', memory: 'mine' },
    ...{ count: 2, isOpen: true, nothing: null, hours: [9, '17'], deep: { a: { b: 'é"' } } },
  };
  test.each([
    ['a variable', 'Hello {{name}}!', 'Hello Ada!'],
    ['spaces inside', 'Hello {{ name }}!', 'Hello Ada!'],
    ['one that is unknown', 'Hello {{nobody}}!', 'Hello !'],
    ['one that every object has', 'Hello {{toString}}{{__proto__}}!', 'Hello !'],
    ['an empty one', '[{{empty}}]', '[]'],
    ['one whose value looks like one', '{{nested}}', '{{name}}'],
    ['dollars in a value are dollars', '{{name}} $& $1', 'Ada $& $1'],
    ['what is no variable', '{name} {{na me}} {{}}', '{name} {{na me}} {{}}'],
    ['a number, true and null, as JSON', '{{count}} {{isOpen}} {{nothing}}', '2 true null'],
    ['a list and an object, as JSON', '{{hours}} {{deep}}', '[9,"17"] {"a":{"b":"é\\""}}'],
    ['what is remembered', 'Known:\n{{memory}}', 'Known:\n1. Has a dog.\n2. Calls late.'],
  ])('%s', (_what, template, expected) => {
    const memories = ['Has a dog.', 'Calls late.'];
    const { prompt, first_message } = dispatch({ prompt: template, first_message: template }, { variables, memories });
    expect([prompt, first_message]).toEqual([expected, expected]);
  });

  test('nothing remembered renders empty, whatever is sent for it', () => {
    expect(dispatch({ prompt: '[{{memory}}]' }, { variables }).prompt).toBe('[]');
  });

  test('a message for a voicemail that renders empty is none', () => {
    const on_voicemail = { action: 'leave_message', message: '{{nobody}}' } as const;
    expect(dispatch({ amd: { ...AGENT.amd, on_voicemail } }).amd.on_voicemail).toEqual({ action: 'hangup' });
  });

  test('the message for a voicemail too', () => {
    const on_voicemail = { action: 'leave_message', message: 'Hello {{name}}' } as const;
    const { amd } = dispatch({ amd: { ...AGENT.amd, on_voicemail } }, { variables });
    expect(amd.on_voicemail).toEqual({ action: 'leave_message', message: 'Hello Ada' });
  });
});

describe('values must not make a text too long', () => {
  const message = (text: string) => ({ amd: { ...AGENT.amd, on_voicemail: leave(text) } });
  const ten = { long: '🐈'.repeat(10_000) };

  test.each<[string, Partial<Agent>, Record<string, string>]>([
    ['a prompt', { prompt: '{{long}}'.repeat(20) }, ten],
    ['a first message', { first_message: `{{ long }}${'{{long}}'.repeat(19)}` }, ten],
    ['a voicemail', message('{{long}}'), ten],
    ['a text without variables', { prompt: '🐈'.repeat(100_000), ...message('🐈'.repeat(10_000)) }, {}],
  ])('%s that is as long as may be is sent', (_what, settings, variables) => {
    expect(findTooLong({ ...AGENT, ...settings }, variables)).toBeUndefined();
    dispatch(settings, { variables });
  });

  test.each<[string, Partial<Agent>, Record<string, unknown>]>([
    ['prompt', { prompt: `${'{{long}}'.repeat(20)}.` }, ten],
    ['first_message', { first_message: `${'{{long}}'.repeat(20)}.` }, ten],
    ['amd.on_voicemail.message', message('{{long}}.'), ten],
    ['prompt', { prompt: '{{a}}'.repeat(20_000) }, { a: 'x'.repeat(10_000) }],
    ['prompt', { prompt: '{{a}}'.repeat(2) }, { a: ['🐈'.repeat(99_997)] }],
  ])('%s that is longer is not', (name, settings, variables) => {
    expect(findTooLong({ ...AGENT, ...settings }, variables)).toBe(name);
  });

  test('a value of another kind counts with its JSON text', () => {
    const prompt = '{{a}}'.repeat(2);
    expect(findTooLong({ ...AGENT, prompt }, { a: ['🐈'.repeat(99_996)] })).toBeUndefined();
    dispatch({ prompt }, { variables: { a: ['🐈'.repeat(99_996)] } });
  });
});

test('a memory that does not fit gives way to one that does', () => {
  const memories = ['x'.repeat(2000), 'Has a dog.'];
  const agent = { ...AGENT, prompt: '{{memory}}'.repeat(200) };
  expect(fitMemories(agent, { variables: {}, memories })).toEqual(['Has a dog.']);
});

describe('what is remembered is shortened to what fits, the best first', () => {
  const memories = ['a'.repeat(1996), 'b'.repeat(1996), 'c'.repeat(1996)];
  // Each has a number, and a line break before it but for the first: 1999, 2000, 2000 characters.
  test.each<[string, Partial<Agent>, Record<string, unknown>, number]>([
    ['all of it', { prompt: '{{memory}}' }, {}, 3],
    ['all of it, to the last character', { prompt: `{{memory}}${'x'.repeat(200_000 - 5999)}` }, {}, 3],
    ['less by one character', { prompt: `{{memory}}${'x'.repeat(200_000 - 5998)}` }, {}, 2],
    ['less beside other values', { prompt: '{{memory}}{{long}}'.repeat(10) }, { long: 'x'.repeat(18_002) }, 0],
    ['some beside other values', { prompt: '{{memory}}{{long}}'.repeat(10) }, { long: 'x'.repeat(18_001) }, 1],
    [
      'the shortest text decides',
      { amd: { ...AGENT.amd, on_voicemail: leave(`{{memory}}${'x'.repeat(6001)}`) } },
      {},
      2,
    ],
    ['nothing', { prompt: '{{memory}}'.repeat(10_000) }, {}, 0],
    ['all of it where no text shows it', { prompt: 'x'.repeat(100_000) }, {}, 3],
  ])('%s', (_what, settings, variables, count) => {
    const fitting = fitMemories({ ...AGENT, ...settings }, { variables, memories });
    expect(fitting).toEqual(memories.slice(0, count));
    dispatch(settings, { variables, memories: fitting });
  });
});
