import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MINIMAL, type RunningServer, startServer } from '../../running-server.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const AMD = {
  enabled: true,
  on_voicemail: { action: 'hangup' },
  on_ivr: { action: 'navigate' },
  on_unavailable: { action: 'hangup' },
};

/** An agent on which every field is set to something else than its default. */
const STORED = {
  ...MINIMAL,
  prompt: 'p',
  first_message: 'f',
  language: 'de',
  llm_provider: 'custom',
  llm_model: 'm',
  llm_base_url: 'https://llm.example.com',
  llm_api_key: 'key',
  llm_extra_body: { a: 1 },
  temperature: 0.1,
  widget_config: { style: 'fab' },
  is_public: true,
  allowed_origins: ['https://a.example'],
  hostname_allowlist: ['a.example'],
  memory_enabled: true,
  memory_retention_days: 7,
  webhook_url: 'https://hooks.example.com/a',
  webhook_secret: 'secret',
  amd: { ...AMD, tuning: { timeout_seconds: 9 } },
  save_audio_recording: true,
  navigator_mode: true,
  ivr_memory_enabled: false,
  tts_speaking_rate: 1.5,
  tts_playback_rate: 1.6,
  response_delay_seconds: 1.7,
  inactivity_timeout_seconds: 18,
  background_noise_preset: 'cafe',
  background_noise_volume: 0.9,
  stt_override: 'flux',
};

const REFUSED = Symbol('a 400 on the field');
const UNCHANGED = Symbol('what was stored');
type Cell = unknown;

/** For each field: null, another value and what is stored of it, and the empty string. */
const TABLE: [field: string, onNull: Cell, value: unknown, onValue: Cell, onEmpty: Cell][] = [
  ['name', REFUSED, 'n2', 'n2', REFUSED],
  ['prompt', REFUSED, 'p2', 'p2', ''],
  ['first_message', REFUSED, 'f2', 'f2', ''],
  ['language', REFUSED, 'fr', 'fr', REFUSED],
  ['llm_provider', REFUSED, 'custom', 'custom', REFUSED],
  ['llm_model', REFUSED, 'm2', 'm2', REFUSED],
  ['llm_base_url', REFUSED, 'https://b.example.com', 'https://b.example.com', REFUSED],
  ['llm_extra_body', null, { b: 2 }, { b: 2 }, REFUSED],
  ['voice_id', REFUSED, 'jack', 'jack', REFUSED],
  ['temperature', REFUSED, 0, 0, REFUSED],
  ['widget_config', REFUSED, { theme: 'dark' }, { theme: 'dark' }, REFUSED],
  ['is_public', REFUSED, false, false, REFUSED],
  ['allowed_origins', REFUSED, [], [], REFUSED],
  ['hostname_allowlist', null, [], null, REFUSED],
  ['memory_enabled', REFUSED, false, false, REFUSED],
  ['memory_retention_days', REFUSED, 0, 0, REFUSED],
  ['webhook_url', REFUSED, 'https://hooks.example.com/b', 'https://hooks.example.com/b', ''],
  ['amd', REFUSED, AMD, AMD, REFUSED],
  ['save_audio_recording', REFUSED, false, false, REFUSED],
  ['navigator_mode', REFUSED, false, false, REFUSED],
  ['ivr_memory_enabled', UNCHANGED, true, true, REFUSED],
  ['tts_speaking_rate', null, 0.5, 0.5, REFUSED],
  ['tts_playback_rate', null, 0.5, 0.5, REFUSED],
  ['response_delay_seconds', null, 0, 0, REFUSED],
  ['inactivity_timeout_seconds', null, 0, null, REFUSED],
  ['background_noise_preset', null, 'office', 'office', null],
  ['background_noise_volume', null, 0, 0, REFUSED],
  ['stt_override', null, 'whisper-v3', 'whisper-v3', null],
];

async function stored() {
  const { status, body } = await server.send('POST', '/v1/agents', { json: STORED });
  expect(status, JSON.stringify(body)).toBe(201);
  return body;
}

/** Sends an update and holds every field that it does not name to what was there before. */
async function expectAfter(json: Record<string, unknown>, changes: Record<string, unknown>) {
  const before = await stored();
  const { status, body } = await server.send('PATCH', `/v1/agents/${before.id}`, { json });
  expect(status, JSON.stringify(body)).toBe(200);
  expect(body).toEqual({ ...before, ...changes, updated_at: body.updated_at });
  expect((await server.send('GET', `/v1/agents/${before.id}`)).body).toEqual(body);
}

async function expectRejected(json: Record<string, unknown>, field: string) {
  const before = await stored();
  const { status, body } = await server.send('PATCH', `/v1/agents/${before.id}`, { json });
  expect([status, Object.keys(body.error?.fields ?? {})]).toEqual([400, [field]]);
  expect((await server.send('GET', `/v1/agents/${before.id}`)).body).toEqual(before);
}

test('the table has every field that an update takes, secrets and clear_* aside', async () => {
  const { components } = server.api.document;
  const fields = Object.keys((components?.schemas?.UpdateAgentRequest?.properties ?? {}) as object);
  const others = fields.filter((field) => !TABLE.some(([name]) => name === field));
  expect(others.sort()).toEqual([
    'clear_response_delay_seconds',
    'clear_tts_playback_rate',
    'clear_tts_speaking_rate',
    'llm_api_key',
    'webhook_secret',
  ]);
});

describe('absent keeps what is stored', () => {
  test('all of it', () => expectAfter({ name: 'n2' }, { name: 'n2' }));
});

describe('null', () => {
  test.each(TABLE)('%s', (field, onNull) => {
    if (onNull === REFUSED) return expectRejected({ [field]: null }, field);
    if (onNull === UNCHANGED) return expectAfter({ [field]: null }, {});
    const alsoCleared = field === 'background_noise_preset' ? { background_noise_volume: null } : {};
    return expectAfter({ [field]: null }, { [field]: onNull, ...alsoCleared });
  });

  test('provider and model together return to the platform default and clear the custom endpoint', () =>
    expectAfter(
      { llm_provider: null, llm_model: null, llm_base_url: null, llm_extra_body: null },
      { llm_provider: null, llm_model: null, llm_base_url: null, llm_extra_body: null, llm_api_key_set: false },
    ));
});

describe('a value', () => {
  test.each(TABLE)('%s', (field, _onNull, value, onValue) => expectAfter({ [field]: value }, { [field]: onValue }));
});

describe('the empty string', () => {
  test.each(TABLE)('%s', (field, _onNull, _value, _onValue, onEmpty) => {
    if (onEmpty === REFUSED) return expectRejected({ [field]: '' }, field);
    const alsoCleared = field === 'background_noise_preset' ? { background_noise_volume: null } : {};
    return expectAfter({ [field]: '' }, { [field]: onEmpty, ...alsoCleared });
  });
});

describe('secrets', () => {
  test.each(['llm_api_key', 'webhook_secret'])(
    '%s: null is rejected, a value keeps the flag, "" clears it',
    async (field) => {
      await expectRejected({ [field]: null }, field);
      await expectAfter({ [field]: 'another' }, {});
      await expectAfter({ [field]: '' }, { [`${field}_set`]: false });
    },
  );
});

describe.each(['tts_speaking_rate', 'tts_playback_rate', 'response_delay_seconds'])('clear_%s', (field) => {
  const clear = `clear_${field}`;
  test('true sets the field to null', () => expectAfter({ [clear]: true }, { [field]: null }));
  test('true wins over a value beside it', () => expectAfter({ [clear]: true, [field]: 2 }, { [field]: null }));
  test('true wins over null beside it', () => expectAfter({ [clear]: true, [field]: null }, { [field]: null }));
  test('false does nothing', () => expectAfter({ [clear]: false }, {}));
  test('false leaves a value beside it', () => expectAfter({ [clear]: false, [field]: 2 }, { [field]: 2 }));
  test('null is rejected', () => expectRejected({ [clear]: null }, clear));
  test('"" is rejected', () => expectRejected({ [clear]: '' }, clear));
  test('true does not make a value outside the schema right', () =>
    expectRejected({ [clear]: true, [field]: 99 }, field));
});

describe('background noise', () => {
  test('"" stores null and clears the volume, whatever volume stands beside it', () =>
    expectAfter(
      { background_noise_preset: '', background_noise_volume: 0.5 },
      { background_noise_preset: null, background_noise_volume: null },
    ));

  test('a volume without a preset on the result is ignored', async () => {
    const { body: agent } = await server.send('POST', '/v1/agents', { json: MINIMAL });
    const path = `/v1/agents/${agent.id}`;
    const ignored = await server.send('PATCH', path, { json: { background_noise_volume: 0.5 } });
    expect([ignored.status, ignored.body.background_noise_volume]).toEqual([200, null]);
    const together = await server.send('PATCH', path, {
      json: { background_noise_preset: 'city', background_noise_volume: 0.5 },
    });
    expect([together.body.background_noise_preset, together.body.background_noise_volume]).toEqual(['city', 0.5]);
    const kept = await server.send('PATCH', path, { json: { background_noise_preset: 'forest' } });
    expect(kept.body.background_noise_volume).toBe(0.5);
  });
});

describe('what is replaced is replaced whole', () => {
  test.each([
    ['amd', AMD],
    ['widget_config', {}],
    ['llm_extra_body', {}],
    ['allowed_origins', ['https://b.example']],
    ['hostname_allowlist', ['b.example']],
  ])('%s', (field, value) => expectAfter({ [field]: value }, { [field]: value }));
});
