import { describe, expect, test } from 'vitest';
import { type RuleFacts, validateCreate, validateUpdate } from '../../../src/api/agents/rules.ts';
import { UNSET, type UpdateAgentRequest } from '../../../src/api/agents/settings.ts';

const FACTS: RuleFacts = {
  models: [
    { provider: 'openai', model: 'gpt-5' },
    { provider: 'openai', model: 'gpt-5-mini' },
    { provider: 'speechify', model: 'glm-5.2' },
  ] as RuleFacts['models'],
  outbound: { allowPrivate: false, requireHttps: true },
  voiceKnown: true,
};
const CUSTOM = { ...UNSET, llm_provider: 'custom', llm_model: 'm', llm_base_url: 'https://llm.example' } as const;

/** What is wrong with an update of an agent. */
const errorsOf = (
  request: object,
  {
    current = UNSET,
    facts = {},
    invalid = [] as string[],
  }: { current?: object; facts?: Partial<RuleFacts>; invalid?: string[] } = {},
) =>
  validateUpdate({ ...UNSET, ...current }, request as UpdateAgentRequest, { ...FACTS, ...facts }, new Set(invalid))
    .errors;

describe('a path that the contract rejected', () => {
  const error = { voice_id: 'must be a voice of the catalog (GET /v1/voices)' };

  test.each([
    ['voice_id', {}],
    ['voice_id.a', {}],
    ['voice_id[0]', {}],
    ['voice_ids', error],
    ['my.voice_id', error],
    ['voice', error],
  ])('%s keeps the rules of its own field from being applied', (path, errors) => {
    expect(errorsOf({ voice_id: 'x' }, { facts: { voiceKnown: false }, invalid: [path] })).toEqual(errors);
  });

  test('and a voice that the request does not name is not looked for', () => {
    expect(errorsOf({}, { facts: { voiceKnown: false } })).toEqual({});
    expect(errorsOf({ voice_id: 'x' })).toEqual({});
  });
});

describe('provider and model', () => {
  const models = 'must be one of the models of openai: gpt-5, gpt-5-mini';

  test.each<[object, object]>([
    [{ llm_provider: 'openai', llm_model: 'gpt-5' }, {}],
    [{ llm_provider: 'openai', llm_model: 'glm-5.2' }, { llm_model: models }],
    [{ llm_provider: 'speechify', llm_model: 'glm-5.2' }, {}],
    [{ llm_provider: 'openai' }, { llm_model: 'must not be empty when llm_provider is openai' }],
    [{ llm_model: 'gpt-5' }, { llm_provider: 'must not be empty when llm_model is set' }],
    [{ llm_provider: '', llm_model: '' }, {}],
    [{ llm_provider: 'custom', llm_model: 'any', llm_base_url: 'https://llm.example' }, {}],
    [{ llm_provider: 'custom', llm_model: 'any' }, { llm_base_url: 'is required when llm_provider is custom' }],
    [{}, {}],
  ])('%j: %j', (request, errors) => {
    expect(errorsOf(request)).toEqual(errors);
  });

  test('are judged only where the request names one of them, and the contract has rejected neither', () => {
    const current = { llm_provider: 'openai', llm_model: 'gone' };
    expect(errorsOf({ name: 'a' }, { current })).toEqual({});
    expect(errorsOf({ llm_model: 'gone' }, { current })).toEqual({ llm_model: models });
    expect(errorsOf({ llm_model: 'gone' }, { current, invalid: ['llm_model'] })).toEqual({});
    expect(errorsOf({ llm_model: 'gone' }, { current, invalid: ['llm_provider'] })).toEqual({});
  });

  test('of a provider with many models, or none, are named as far as a message holds them', () => {
    const of = (names: string[]) => {
      const facts = { models: names.map((model) => ({ provider: 'openai', model })) as RuleFacts['models'] };
      return errorsOf({ llm_provider: 'openai', llm_model: 'x' }, { facts }).llm_model;
    };
    expect(of([])).toBe('must be one of the models of openai: it has none');
    const long = Array.from({ length: 40 }, (_, index) => `${index}`.padStart(98, 'm'));
    expect(of(long.slice(0, 35))).toBe(`must be one of the models of openai: ${long.slice(0, 35).join(', ')}`);
    expect(of(long)).toBe(`must be one of the models of openai: ${long.slice(0, 35).join(', ')} and 5 more`);
  });
});

describe('what only a custom provider has', () => {
  const rejected = 'is only for an agent whose llm_provider is custom';

  test.each<[object, object]>([
    [{ llm_base_url: 'https://llm.example' }, { llm_base_url: rejected }],
    [{ llm_api_key: 'k' }, { llm_api_key: rejected }],
    [{ llm_extra_body: {} }, { llm_extra_body: rejected }],
    [{ llm_base_url: null, llm_extra_body: null, llm_api_key: '' }, {}],
  ])('%j is rejected elsewhere: %j', (request, errors) => {
    expect(errorsOf(request)).toEqual(errors);
    expect(errorsOf(request, { invalid: Object.keys(request) })).toEqual({});
    expect(errorsOf(request, { current: CUSTOM }).llm_extra_body).toBeUndefined();
  });

  test('is removed with it', () => {
    const { settings, secrets } = validateUpdate(
      { ...CUSTOM, llm_extra_body: { a: 1 } },
      { llm_provider: '', llm_model: '' } as UpdateAgentRequest,
      FACTS,
    );
    expect(settings).toMatchObject({ llm_base_url: null, llm_extra_body: null, llm_provider: null });
    expect(secrets).toEqual({ llm_api_key: null });
  });
});

test('a secret is replaced, removed by an empty text, and stays where it is absent', () => {
  const secretsOf = (request: object, current: object = UNSET) =>
    validateUpdate({ ...UNSET, ...current }, request as UpdateAgentRequest, FACTS).secrets;
  expect(secretsOf({ webhook_secret: 'a' })).toEqual({ webhook_secret: 'a' });
  expect(secretsOf({ webhook_secret: '' })).toEqual({ webhook_secret: null });
  expect(secretsOf({ llm_api_key: 'k' }, CUSTOM)).toEqual({ llm_api_key: 'k' });
  expect(secretsOf({ llm_api_key: '' }, CUSTOM)).toEqual({ llm_api_key: null });
  expect(secretsOf({ name: 'a' }, CUSTOM)).toEqual({});
});

describe('origins and hostnames', () => {
  const settingsOf = (request: object, invalid: string[] = []) =>
    validateUpdate(UNSET, request as UpdateAgentRequest, FACTS, new Set(invalid)).settings;

  test('are stored in the spelling of browsers, each once', () => {
    expect(settingsOf({ allowed_origins: ['HTTPS://A.example', 'https://a.example:443'] }).allowed_origins).toEqual([
      'https://a.example',
    ]);
    expect(settingsOf({ hostname_allowlist: ['A.example', 'a.example'] }).hostname_allowlist).toEqual(['a.example']);
    expect(settingsOf({ hostname_allowlist: [] }).hostname_allowlist).toBeNull();
    expect(settingsOf({ allowed_origins: [] }).allowed_origins).toEqual([]);
  });

  test('are rejected one by one, those that the contract rejected aside', () => {
    expect(errorsOf({ allowed_origins: ['a', 'https://a.example', 'b'] }, { invalid: ['allowed_origins[0]'] })).toEqual(
      {
        'allowed_origins[2]': 'must be an origin such as https://example.com',
      },
    );
    expect(errorsOf({ hostname_allowlist: ['a b'] })).toEqual({
      'hostname_allowlist[0]': 'must be a hostname such as www.example.com',
    });
    expect(errorsOf({ allowed_origins: 'text', hostname_allowlist: null })).toEqual({});
    const many = Array.from({ length: 1001 }, () => 'a b');
    expect(Object.keys(errorsOf({ hostname_allowlist: many }))).toHaveLength(1000);
  });
});

describe('addresses and secrets of webhooks', () => {
  test.each<[object, object]>([
    [{ webhook_url: 'http://hooks.example' }, { webhook_url: 'must be an https URL' }],
    [{ webhook_url: 'https://10.0.0.1' }, { webhook_url: 'must not lead to a private network' }],
    [{ webhook_url: '' }, {}],
    [{ webhook_secret: 'whsec_?' }, { webhook_secret: 'must be whsec_ followed by padded Base64' }],
    [{ webhook_secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' }, {}],
    [{ webhook_secret: 'any text' }, {}],
  ])('%j: %j', (request, errors) => {
    expect(errorsOf(request)).toEqual(errors);
    expect(errorsOf(request, { invalid: Object.keys(request) })).toEqual({});
  });

  test('of a language model are held to the same', () => {
    expect(errorsOf({ llm_base_url: 'http://llm.example' }, { current: CUSTOM })).toEqual({
      llm_base_url: 'must be an https URL',
    });
  });
});

describe('sizes', () => {
  const sized = (bytes: number) => ({ a: 'x'.repeat(bytes - '{"a":""}'.length) });

  test.each([
    ['llm_extra_body', 65_536],
    ['widget_config', 32_768],
  ])('%s has at most %i bytes', (field, limit) => {
    expect(errorsOf({ [field]: sized(limit) }, { current: CUSTOM })).toEqual({});
    const error = { [field]: `must be at most ${limit} bytes when encoded` };
    expect(errorsOf({ [field]: sized(limit + 1) }, { current: CUSTOM })).toEqual(error);
    expect(errorsOf({ [field]: { a: 'é'.repeat(limit / 2) } }, { current: CUSTOM })).toEqual(error);
    expect(errorsOf({ [field]: sized(limit + 1) }, { current: CUSTOM, invalid: [field] })).toEqual({});
  });
});

describe('the times of answering machine detection', () => {
  const amd = (tuning: object) => ({ amd: { enabled: true, tuning } });
  const error = { 'amd.tuning.timeout_seconds': 'must not be less than no_speech_threshold_seconds' };

  test.each([
    [{ timeout_seconds: 5, no_speech_threshold_seconds: 6 }, error],
    [{ timeout_seconds: 6, no_speech_threshold_seconds: 6 }, {}],
    [{ timeout_seconds: 5 }, {}],
    [{ no_speech_threshold_seconds: 5 }, {}],
  ])('%j: %j', (tuning, errors) => {
    expect(errorsOf(amd(tuning))).toEqual(errors);
  });

  test.each(['amd', 'amd.tuning', 'amd.tuning.timeout_seconds', 'amd.tuning.no_speech_threshold_seconds'])(
    'are not compared where the contract rejected %s',
    (path) => {
      expect(errorsOf(amd({ timeout_seconds: 5, no_speech_threshold_seconds: 6 }), { invalid: [path] })).toEqual({});
    },
  );
});

test('a creation begins with the defaults of the contract', () => {
  const { settings, errors } = validateCreate(
    { language: 'de', temperature: 0.2 },
    { name: 'A', voice_id: 'b' } as never,
    FACTS,
  );
  expect([settings, errors]).toEqual([{ ...UNSET, language: 'de', temperature: 0.2, name: 'A', voice_id: 'b' }, {}]);
});
