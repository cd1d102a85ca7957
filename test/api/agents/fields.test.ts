import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MINIMAL, type RunningServer, startServer } from '../../running-server.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const create = (fields: object) => server.send('POST', '/v1/agents', { json: { ...MINIMAL, ...fields } });

/** Rows behind a title that names the field and its value, whose length it gives when the value is long. */
function titled<Row extends [field: string, value: unknown, ...unknown[]]>(rows: Row[]): [title: string, ...Row][] {
  return rows.map((row) => {
    const [field, value] = row;
    const text = JSON.stringify(value);
    const short = text.length <= 120 ? text : `${text.slice(0, 20)}… (${text.length} characters)`;
    return [`${field} ${short}`, ...row];
  });
}

/** What an update needs beside a field so that the rules between fields hold. */
const CUSTOM = { llm_provider: 'custom', llm_model: 'm', llm_base_url: 'https://llm.example.com' };
const NOISE = { background_noise_preset: 'office' };

/** Rows of the field table: what is stored when the field is left out on create. */
const DEFAULTS: Record<string, unknown> = {
  prompt: '',
  first_message: '',
  language: 'en',
  llm_provider: null,
  llm_model: null,
  llm_base_url: null,
  llm_api_key_set: false,
  llm_extra_body: null,
  temperature: 0.7,
  widget_config: {},
  is_public: false,
  allowed_origins: [],
  hostname_allowlist: null,
  memory_enabled: false,
  memory_retention_days: 90,
  webhook_url: '',
  webhook_secret_set: false,
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

describe('a field that is left out on create', () => {
  test.each(Object.entries(DEFAULTS))('%s is %j', async (field, value) => {
    const { status, body } = await create({});
    expect([status, body[field]]).toEqual([201, value]);
  });

  test('every field of an agent is always there, and no other', async () => {
    const { body } = await create({});
    const always = ['id', 'name', 'slug', 'voice_id', 'created_at', 'updated_at', ...Object.keys(DEFAULTS)];
    expect(Object.keys(body).sort()).toEqual(always.sort());
  });

  test.each(['name', 'voice_id'])('%s is required', async (field) => {
    const { status, body } = await create({ [field]: undefined });
    expect([status, body.error.code, body.error.fields]).toEqual([
      400,
      'validation_failed',
      { [field]: 'is required' },
    ]);
  });

  test('times are RFC 3339 in UTC with milliseconds, and the same at first', async () => {
    const { body } = await create({});
    expect(body.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(body.updated_at).toBe(body.created_at);
  });
});

const emoji = '😀';

/** Values that each field takes, from just inside its bounds; what is stored where it differs; what must go along. */
const ACCEPTED: [field: string, value: unknown, stored?: unknown, beside?: object][] = [
  ['name', 'x'],
  ['name', 'x'.repeat(100)],
  ['name', emoji.repeat(100)],
  ['name', 'control \u0001 and a pair \ud83d\ude00'],
  ['prompt', 'x'.repeat(100_000)],
  ['prompt', emoji.repeat(100_000)],
  ['first_message', 'x'.repeat(10_000)],
  ['first_message', emoji.repeat(10_000)],
  ['first_message', ''],
  ['prompt', ''],
  ['language', 'de'],
  ['language', 'no'],
  ['temperature', 0],
  ['temperature', 1],
  ['voice_id', 'jack'],
  ['llm_base_url', 'https://llm.example.com/v1?x=1', undefined, CUSTOM],
  ['llm_extra_body', {}, undefined, CUSTOM],
  ['widget_config', {}],
  ...['pill', 'fab'].map((style): [string, unknown] => ['widget_config', { style }]),
  ...['dark', 'light', 'auto'].map((theme): [string, unknown] => ['widget_config', { theme }]),
  ...['orb', 'image'].map((type): [string, unknown] => ['widget_config', { avatar: { type } }]),
  ['widget_config', { version: 3, terms: { enabled: true, content: '# Terms\n*all* of them' } }],
  ['widget_config', { avatar: { image_url: 'https://a.example/i.png', orb_color_1: '#fff', orb_color_2: 'red' } }],
  ['widget_config', { text: { start_call: 'a', end_call: 'b', listening: 'c', thinking: 'd', speaking: '' } }],
  ['widget_config', { transcript: { enabled: false, unknown: 1 }, text: { unknown: [] }, terms: { unknown: null } }],
  ['widget_config', { style: 'fab', theme: 'dark', unknown: { deep: [1, null, 'ü'] }, avatar: { also: 'unknown' } }],
  ['is_public', true],
  ['memory_enabled', true],
  ['memory_retention_days', 0],
  ['memory_retention_days', 100_000],
  ['webhook_url', ''],
  ['webhook_url', 'http://hooks.example.com:8080/a?b=c'],
  ['save_audio_recording', true],
  ['navigator_mode', true],
  ['ivr_memory_enabled', false],
  ['tts_speaking_rate', 0.5],
  ['tts_speaking_rate', 2],
  ['tts_speaking_rate', null],
  ['tts_playback_rate', 0.5],
  ['tts_playback_rate', 3],
  ['tts_playback_rate', null],
  ['response_delay_seconds', 0],
  ['response_delay_seconds', 5],
  ['response_delay_seconds', null],
  ['inactivity_timeout_seconds', 0, null],
  ['inactivity_timeout_seconds', 1],
  ...['office', 'cafe', 'city', 'forest', 'crowded_room', 'keyboard_typing', 'hold_music'].map(
    (preset): [string, unknown] => ['background_noise_preset', preset],
  ),
  ['background_noise_preset', '', null],
  ['background_noise_volume', 0, undefined, NOISE],
  ['background_noise_volume', 1, undefined, NOISE],
  ['background_noise_volume', 0.5, null],
  ['stt_override', 'whisper-v3'],
  ['stt_override', 'flux'],
  ['stt_override', 'gpt-realtime-whisper'],
];

describe.each(['create', 'update'])('%s takes', (how) => {
  test.each(titled(ACCEPTED))('%s', async (_title, field, value, stored = value, beside = {}) => {
    const json = { ...beside, [field]: value };
    const created = await create(how === 'create' ? json : {});
    const { status, body } =
      how === 'create' ? created : await server.send('PATCH', `/v1/agents/${created.body.id}`, { json });
    expect(status, JSON.stringify(body).slice(0, 500)).toBe(how === 'create' ? 201 : 200);
    expect(body[field]).toEqual(stored);
    expect((await server.send('GET', `/v1/agents/${body.id}`)).body).toEqual(body);
  });
});

const NOT_NULL = [
  ...['name', 'prompt', 'first_message', 'language', 'llm_api_key', 'voice_id', 'temperature', 'widget_config'],
  ...['is_public', 'allowed_origins', 'memory_enabled', 'memory_retention_days', 'webhook_url', 'webhook_secret'],
  ...['amd', 'save_audio_recording', 'navigator_mode'],
];

/** Values that each field rejects, from just outside its bounds, and the path that the answer names. */
const REFUSED: [field: string, value: unknown, path?: string | undefined, beside?: object][] = [
  ...NOT_NULL.map((field): [string, unknown] => [field, null]),
  ['name', ''],
  ['name', 'x'.repeat(101)],
  ['name', emoji.repeat(101)],
  ['name', 7],
  ['prompt', 'x'.repeat(100_001)],
  ['prompt', emoji.repeat(100_001)],
  ['first_message', 'x'.repeat(10_001)],
  ['first_message', emoji.repeat(10_001)],
  ['language', ''],
  ['language', 'EN'],
  ['language', 'xx'],
  ['language', 'eng'],
  ['language', 'en-US'],
  ['temperature', -0.01],
  ['temperature', 1.01],
  ['temperature', '0.5'],
  ['voice_id', ''],
  ['voice_id', 'nobody'],
  ['voice_id', 'Sabrina'],
  ['llm_provider', 'OpenAI'],
  ['llm_base_url', 'ftp://llm.example.com', undefined, CUSTOM],
  ['llm_base_url', '/v1', undefined, CUSTOM],
  ['llm_base_url', '', undefined, CUSTOM],
  ['llm_base_url', 'https://user:pass@llm.example.com', undefined, CUSTOM],
  ['llm_base_url', 'https://llm.example.com/#part', undefined, CUSTOM],
  ['llm_api_key', 'line\nbreak', undefined, CUSTOM],
  ['llm_extra_body', [], undefined, CUSTOM],
  ['llm_extra_body', 'text', undefined, CUSTOM],
  ['widget_config', []],
  ['widget_config', { style: 'round' }, 'widget_config.style'],
  ['widget_config', { theme: 'blue' }, 'widget_config.theme'],
  ['widget_config', { version: 1.5 }, 'widget_config.version'],
  ['widget_config', { avatar: { type: 'photo' } }, 'widget_config.avatar.type'],
  ...['image_url', 'orb_color_1', 'orb_color_2'].map((key): [string, unknown, string] => [
    'widget_config',
    { avatar: { [key]: 1 } },
    `widget_config.avatar.${key}`,
  ]),
  ...['start_call', 'end_call', 'listening', 'thinking', 'speaking'].map((key): [string, unknown, string] => [
    'widget_config',
    { text: { [key]: 1 } },
    `widget_config.text.${key}`,
  ]),
  ...['avatar', 'text', 'terms', 'transcript'].map((key): [string, unknown, string] => [
    'widget_config',
    { [key]: [] },
    `widget_config.${key}`,
  ]),
  ['widget_config', { terms: { content: 1 } }, 'widget_config.terms.content'],
  ['widget_config', { terms: { enabled: 'yes' } }, 'widget_config.terms.enabled'],
  ['widget_config', { transcript: { enabled: null } }, 'widget_config.transcript.enabled'],
  ['is_public', 'true'],
  ['is_public', 1],
  ['allowed_origins', 'https://example.com'],
  ['memory_retention_days', -1],
  ['memory_retention_days', 1.5],
  ['webhook_url', 'hooks.example.com'],
  ['webhook_url', 'javascript:alert(1)'],
  ['webhook_url', 'https://user@hooks.example.com'],
  ['webhook_url', 'https://user:pass@hooks.example.com/x'],
  ['tts_speaking_rate', 0.49],
  ['tts_speaking_rate', 2.01],
  ['tts_playback_rate', 0.49],
  ['tts_playback_rate', 3.01],
  ['response_delay_seconds', -0.01],
  ['response_delay_seconds', 5.01],
  ['inactivity_timeout_seconds', -1],
  ['inactivity_timeout_seconds', 0.5],
  ['background_noise_preset', 'beach'],
  ['background_noise_volume', -0.01, undefined, NOISE],
  ['background_noise_volume', 1.01, undefined, NOISE],
  ['stt_override', 'whisper'],
  ['misspelt', 1],
  ...['id', 'created_at', 'updated_at'].map((field): [string, unknown] => [field, 'x']),
  ...['llm_api_key_set', 'webhook_secret_set'].map((field): [string, unknown] => [field, true]),
];

describe.each(['create', 'update'])('%s rejects, naming the place,', (how) => {
  test.each(titled(REFUSED))('%s', async (_title, field, value, path = field, beside = {}) => {
    const json = { ...beside, [field]: value };
    const before = await create({});
    const target = how === 'create' ? '/v1/agents' : `/v1/agents/${before.body.id}`;
    const { status, body } = await server.send(how === 'create' ? 'POST' : 'PATCH', target, {
      json: how === 'create' ? { ...MINIMAL, ...json } : json,
    });
    expect([status, body.error?.code], JSON.stringify(body).slice(0, 500)).toEqual([400, 'validation_failed']);
    expect(Object.keys(body.error.fields)).toEqual([path]);
    expect((await server.send('GET', `/v1/agents/${before.body.id}`)).body).toEqual(before.body);
  });
});

/** The JSON type of each field, and a value of each type that would be fine elsewhere. */
const FIELDS_BY_TYPE = {
  string: [
    ...['name', 'prompt', 'first_message', 'language', 'llm_provider', 'llm_model', 'llm_base_url', 'llm_api_key'],
    ...['voice_id', 'webhook_url', 'webhook_secret', 'background_noise_preset', 'stt_override'],
  ],
  number: [
    ...['temperature', 'memory_retention_days', 'tts_speaking_rate', 'tts_playback_rate', 'response_delay_seconds'],
    ...['inactivity_timeout_seconds', 'background_noise_volume'],
  ],
  boolean: ['is_public', 'memory_enabled', 'save_audio_recording', 'navigator_mode', 'ivr_memory_enabled'],
  list: ['allowed_origins', 'hostname_allowlist'],
  object: ['llm_extra_body', 'widget_config', 'amd'],
};
const OF_TYPE = { string: '1', number: 1, boolean: true, list: [], object: {} };

const OF_ANOTHER_TYPE = Object.entries(FIELDS_BY_TYPE).flatMap(([type, fields]) =>
  fields.flatMap((field) =>
    Object.entries(OF_TYPE)
      .filter(([other]) => other !== type)
      .map(([, value]): [string, unknown] => [field, value]),
  ),
);

describe.each(['create', 'update'])('%s rejects a value of another type', (how) => {
  let path = '/v1/agents';
  beforeAll(async () => {
    if (how === 'update') path = `/v1/agents/${(await create({})).body.id}`;
  });

  test.each(OF_ANOTHER_TYPE)('%s %j', async (field, value) => {
    const json = how === 'create' ? { ...MINIMAL, [field]: value } : { [field]: value };
    const { status, body } = await server.send(how === 'create' ? 'POST' : 'PATCH', path, { json });
    expect([status, Object.keys(body.error?.fields ?? {})]).toEqual([400, [field]]);
  });
});

test('the types are those of every field that a request can hold', () => {
  const { components } = server.api.document;
  const properties = Object.keys((components?.schemas?.CreateAgentRequest?.properties ?? {}) as object);
  expect([...Object.values(FIELDS_BY_TYPE).flat(), 'slug'].sort()).toEqual(properties.sort());
});

test('language is a real code of ISO 639-1: of all pairs of letters, those that CLDR knows under no newer name', async () => {
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  const pairs = letters.flatMap((first) => letters.map((second) => first + second));
  const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
  // ISO 639 withdrew these seven, five of them for another code of two letters.
  const withdrawn = ['bh', 'in', 'iw', 'ji', 'jw', 'mo', 'sh'];
  const real = pairs.filter((code) => names.of(code) !== undefined && !withdrawn.includes(code));
  const { body } = await create({});
  const taken: string[] = [];
  for (const language of pairs) {
    const { status } = await server.send('PATCH', `/v1/agents/${body.id}`, { json: { language } });
    if (status === 200) taken.push(language);
  }
  expect(taken).toEqual(real);
});

test('what is write-only is never sent back, but whether it is set is', async () => {
  const secrets = { llm_api_key: 'k', webhook_secret: 's' };
  const { body: agent } = await create({ ...CUSTOM, ...secrets });
  const path = `/v1/agents/${agent.id}`;
  const { body: updated } = await server.send('PATCH', path, { json: { ...secrets, name: 'new' } });
  const { body: read } = await server.send('GET', path);
  const { body: list } = await server.send('GET', '/v1/agents?limit=200');
  const listed = list.agents.find(({ id }: { id: string }) => id === agent.id);
  for (const answered of [agent, updated, read, listed]) {
    expect(answered).toMatchObject({ llm_api_key_set: true, webhook_secret_set: true });
    expect(Object.keys(answered)).not.toEqual(expect.arrayContaining(['llm_api_key']));
    expect(Object.keys(answered)).not.toEqual(expect.arrayContaining(['webhook_secret']));
  }
});

describe('what only one of the two takes', () => {
  test.each([
    ['stt_override', ''],
    ['clear_tts_speaking_rate', true],
    ['clear_tts_playback_rate', true],
    ['clear_response_delay_seconds', true],
  ])('create rejects %s %j', async (field, value) => {
    const { status, body } = await create({ [field]: value });
    expect([status, Object.keys(body.error.fields)]).toEqual([400, [field]]);
  });

  test('update rejects slug', async () => {
    const { body: agent } = await create({});
    const { status, body } = await server.send('PATCH', `/v1/agents/${agent.id}`, { json: { slug: 'new' } });
    expect([status, body.error.fields]).toEqual([400, { slug: 'is not a known property' }]);
  });
});
