import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { document } from '../../contract/matchers.ts';
import { type RunningServer, startServer } from '../../running-server.ts';

let server: RunningServer;
let clock = Date.parse('2026-11-20T09:30:00.000Z');
beforeAll(async () => {
  server = await startServer({}, () => new Date(clock++));
});
afterAll(() => server.stop());

const create = (json: object) => server.send('POST', '/v1/agents', { json });

/** Fields of an agent that no request can hold. */
const READ_ONLY = ['id', 'llm_api_key_set', 'webhook_secret_set', 'created_at', 'updated_at'];

function without(agent: object, names: string[]): object {
  return Object.fromEntries(Object.entries(agent).filter(([name]) => !names.includes(name)));
}

const maybe = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, { nil: null });
const text = fc.string({ unit: 'grapheme', maxLength: 40 });
const rate = maybe(fc.double({ min: 0.5, max: 2, noNaN: true }));
const seconds = fc.double({ min: 1, max: 60, noNaN: true });
const values = [text, fc.integer(), fc.boolean(), fc.constant(null)];
const json = fc.object({ key: text, values, withNullPrototype: false, maxDepth: 3, maxKeys: 4 });

const llm = fc.oneof(
  fc.constantFrom({}, { llm_provider: null, llm_model: null }, { llm_provider: 'openai', llm_model: 'gpt-4o' }),
  fc.record(
    {
      llm_provider: fc.constant('custom'),
      llm_model: fc.string({ minLength: 1, maxLength: 20 }),
      llm_base_url: fc.webUrl({ validSchemes: ['https'] }),
      llm_extra_body: maybe(json),
      llm_api_key: fc.constantFrom('', 'key'),
    },
    { requiredKeys: ['llm_provider', 'llm_model', 'llm_base_url'] },
  ),
);

const noise = fc.oneof(
  fc.constant({}),
  fc.record({
    background_noise_preset: maybe(fc.constantFrom('office', 'hold_music', '')),
    background_noise_volume: maybe(fc.double({ min: 0, max: 1, noNaN: true })),
  }),
);

const settings = fc.record(
  {
    prompt: text,
    first_message: text,
    language: fc.constantFrom('en', 'de', 'no'),
    temperature: fc.double({ min: 0, max: 1, noNaN: true }),
    widget_config: json.map((unknown) => ({ style: 'fab', extra: unknown })),
    is_public: fc.boolean(),
    allowed_origins: fc.subarray(['https://www.example.com', 'HTTPS://Shop.Example:443', 'http://bücher.example:8080']),
    hostname_allowlist: maybe(fc.subarray(['a.example', 'B.Example'])),
    memory_enabled: fc.boolean(),
    memory_retention_days: fc.nat(10_000),
    webhook_url: fc.constantFrom('', 'https://hooks.example.com/calls?x=1'),
    webhook_secret: fc.constantFrom('', 'secret'),
    amd: fc.record({
      enabled: fc.boolean(),
      on_voicemail: fc.constantFrom({ action: 'hangup' }, { action: 'leave_message', message: 'Hello {{name}}.' }),
      on_ivr: fc.constantFrom({ action: 'navigate' }, { action: 'proceed' }),
      on_unavailable: fc.constant({ action: 'hangup' }),
      tuning: fc.record({ human_speech_threshold_seconds: seconds, classification_prompt: text }, { requiredKeys: [] }),
    }),
    save_audio_recording: fc.boolean(),
    navigator_mode: fc.boolean(),
    ivr_memory_enabled: maybe(fc.boolean()),
    tts_speaking_rate: rate,
    tts_playback_rate: rate,
    response_delay_seconds: maybe(fc.double({ min: 0, max: 5, noNaN: true })),
    inactivity_timeout_seconds: maybe(fc.nat(1000)),
    stt_override: maybe(fc.constantFrom('flux', 'whisper-v3')),
  },
  { requiredKeys: [] },
);

const agents = fc
  .tuple(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), settings, llm, noise)
  .map(([name, ...parts]) => Object.assign({ name, voice_id: 'henry' }, ...parts) as object);

test('the agents of this test set every field that a creation request has, slug aside', () => {
  const { properties } = document.components?.schemas?.CreateAgentRequest ?? {};
  const seen = new Set(fc.sample(agents, { seed: 1, numRuns: 500 }).flatMap(Object.keys));
  expect([...seen, 'slug'].sort()).toEqual(Object.keys(properties ?? {}).sort());
});

test('every agent that a GET returns can be sent back in an update, which changes nothing, and used to create a copy', async () => {
  await fc.assert(
    fc.asyncProperty(agents, async (request) => {
      const created = await create(request);
      expect([created.status, created.body.error?.fields]).toEqual([201, undefined]);
      const path = `/v1/agents/${created.body.id}`;
      const read = await server.send('GET', path);
      expect(read.body).toEqual(created.body);
      const updated = await server.send('PATCH', path, { json: without(read.body, [...READ_ONLY, 'slug']) });
      expect([updated.status, updated.body]).toEqual([200, read.body]);
      expect(updated.headers.get('etag')).toBe(read.headers.get('etag'));
      const copied = await create(without(read.body, [...READ_ONLY, 'slug']));
      expect(copied.status, JSON.stringify(copied.body)).toBe(201);
      const own = [...READ_ONLY, 'slug'];
      expect(without(copied.body, own)).toEqual(without(read.body, own));
    }),
    { numRuns: 60, seed: 12 },
  );
});

describe('null on create', () => {
  test.each([
    ...['llm_provider', 'llm_model', 'llm_base_url', 'llm_extra_body', 'hostname_allowlist'],
    ...['inactivity_timeout_seconds', 'background_noise_preset', 'background_noise_volume', 'stt_override'],
    ...['tts_speaking_rate', 'tts_playback_rate', 'response_delay_seconds'],
  ])('leaves %s unset', async (field) => {
    const { status, body } = await create({ name: 'n', voice_id: 'henry', [field]: null });
    expect([status, body[field]]).toEqual([201, null]);
  });

  test('of ivr_memory_enabled is the default', async () => {
    const { status, body } = await create({ name: 'n', voice_id: 'henry', ivr_memory_enabled: null });
    expect([status, body.ivr_memory_enabled]).toEqual([201, true]);
  });

  test('of llm_base_url is a 400 when the provider is custom', async () => {
    const custom = { llm_provider: 'custom', llm_model: 'm', llm_base_url: null };
    const { status, body } = await create({ name: 'n', voice_id: 'henry', ...custom });
    expect([status, body.error.fields]).toEqual([400, { llm_base_url: 'is required when llm_provider is custom' }]);
  });
});

test('members of an object in another order are no change', async () => {
  const { body } = await create({ name: 'n', voice_id: 'henry', widget_config: { style: 'fab', theme: 'dark' } });
  const { amd } = body;
  const reversed = {
    amd: Object.fromEntries(Object.entries(amd).reverse()),
    widget_config: { theme: 'dark', style: 'fab' },
  };
  const updated = await server.send('PATCH', `/v1/agents/${body.id}`, { json: reversed });
  expect([updated.status, updated.body]).toEqual([200, body]);
});
