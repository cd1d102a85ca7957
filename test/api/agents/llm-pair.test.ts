import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MINIMAL, type Reply, type RunningServer, startServer } from '../../running-server.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const URL = 'https://llm.example.com/v1';
const CUSTOM = { llm_provider: 'custom', llm_model: 'llama', llm_base_url: URL };
const FULL_CUSTOM = { ...CUSTOM, llm_api_key: 'key', llm_extra_body: { a: 1 } };
const OPENAI = { llm_provider: 'openai', llm_model: 'gpt-4.1' };
const ONLY_CUSTOM = 'is only for an agent whose llm_provider is custom';

const create = (json: object) => server.send('POST', '/v1/agents', { json: { ...MINIMAL, ...json } });

async function updateOf(stored: object, json: object): Promise<Reply> {
  const { status, body } = await create(stored);
  expect(status, JSON.stringify(body)).toBe(201);
  return server.send('PATCH', `/v1/agents/${body.id}`, { json });
}

function llm({ status, body }: Reply) {
  if (status >= 400) return { status, fields: body.error.fields };
  const { llm_provider, llm_model, llm_base_url, llm_api_key_set, llm_extra_body } = body;
  return { status, llm: [llm_provider, llm_model, llm_base_url, llm_api_key_set, llm_extra_body] };
}

const NONE = [null, null, null, false, null];

describe('1. both empty or absent is the platform default, stored as null and null', () => {
  test.each([{}, { llm_provider: '', llm_model: '' }, { llm_provider: '' }, { llm_model: '' }])(
    'create %j',
    async (json) => {
      expect(llm(await create(json))).toEqual({ status: 201, llm: NONE });
    },
  );

  test('update with both empty clears the pair', async () => {
    expect(llm(await updateOf(OPENAI, { llm_provider: '', llm_model: '' }))).toEqual({ status: 200, llm: NONE });
  });

  test('update without either keeps it', async () => {
    expect(llm(await updateOf(OPENAI, { name: 'x' }))).toEqual({
      status: 200,
      llm: ['openai', 'gpt-4.1', null, false, null],
    });
  });
});

describe('2. one populated and one empty is a 400 on the empty one', () => {
  const emptyModel = { llm_model: 'must not be empty when llm_provider is openai' };
  const emptyProvider = { llm_provider: 'must not be empty when llm_model is set' };
  test.each([
    ['create', {}, { llm_provider: 'openai' }, emptyModel],
    ['create', {}, { llm_provider: 'openai', llm_model: '' }, emptyModel],
    ['create', {}, { llm_model: 'gpt-4.1' }, emptyProvider],
    ['create', {}, { llm_provider: '', llm_model: 'gpt-4.1' }, emptyProvider],
    ['update of none', {}, { llm_provider: 'openai' }, emptyModel],
    ['update of none', {}, { llm_model: 'gpt-4.1' }, emptyProvider],
    ['update of openai', OPENAI, { llm_model: '' }, emptyModel],
    ['update of openai', OPENAI, { llm_provider: '' }, emptyProvider],
    ['create', {}, { ...CUSTOM, llm_model: '' }, { llm_model: 'must not be empty when llm_provider is custom' }],
    ['update of custom', CUSTOM, { llm_model: '' }, { llm_model: 'must not be empty when llm_provider is custom' }],
    ['update of custom', FULL_CUSTOM, { llm_provider: '' }, emptyProvider],
  ])('%s %j: %j', async (how, stored, json, fields) => {
    expect(llm(how === 'create' ? await create(json) : await updateOf(stored, json))).toEqual({ status: 400, fields });
  });

  test.each([
    [{ llm_model: 'gpt-4o' }, ['openai', 'gpt-4o', null, false, null]],
    [{ llm_provider: 'openai' }, ['openai', 'gpt-4.1', null, false, null]],
  ])('on update an omitted half is taken from storage: %j', async (json, result) => {
    expect(llm(await updateOf(OPENAI, json))).toEqual({ status: 200, llm: result });
  });
});

describe('3. a pair of openai or speechify is one of the table', () => {
  test('listLlmModels answers the table', async () => {
    const { status, body } = await server.send('GET', '/v1/agents/llm-models');
    expect(status).toBe(200);
    expect(body.models.map((entry: { provider: string; model: string }) => `${entry.provider} ${entry.model}`)).toEqual(
      [
        'openai gpt-4.1',
        'openai gpt-4.1-mini',
        'openai gpt-4o',
        'openai gpt-4o-mini',
        'speechify kimi-k2.6',
        'speechify glm-5.2',
      ],
    );
  });

  test('each pair of it is taken', async () => {
    const { body } = await server.send('GET', '/v1/agents/llm-models');
    for (const { provider, model } of body.models) {
      const created = await create({ llm_provider: provider, llm_model: model });
      expect(llm(created)).toEqual({ status: 201, llm: [provider, model, null, false, null] });
    }
  });

  const ofSpeechify = { llm_model: 'must be one of the models of speechify: kimi-k2.6, glm-5.2' };
  test.each([
    ['create', {}, { llm_provider: 'speechify', llm_model: 'gpt-4.1' }],
    ['update of openai', OPENAI, { llm_provider: 'speechify' }],
    ['update of custom', CUSTOM, { llm_provider: 'speechify' }],
    ['update of speechify', { llm_provider: 'speechify', llm_model: 'glm-5.2' }, { llm_model: 'gpt-4.1' }],
  ])('%s with another is a 400 on llm_model that lists the allowed ones', async (how, stored, json) => {
    const reply = how === 'create' ? await create(json) : await updateOf(stored, json);
    expect(llm(reply)).toEqual({ status: 400, fields: ofSpeechify });
  });

  test('the table can be replaced by configuration', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'models-'));
    const file = join(folder, 'models.json');
    await writeFile(file, JSON.stringify({ models: [{ provider: 'openai', model: 'o9' }] }));
    const other = await startServer({ LLM_MODELS_FILE: file });
    const [taken, rejected] = await Promise.all(
      ['o9', 'gpt-4.1'].map((llm_model) =>
        other.send('POST', '/v1/agents', { json: { ...MINIMAL, llm_provider: 'openai', llm_model } }),
      ),
    );
    expect([taken?.status, rejected?.status]).toEqual([201, 400]);
    expect((await other.send('GET', '/v1/agents/llm-models')).body.models).toEqual([
      { provider: 'openai', model: 'o9' },
    ]);
    await other.stop();
    await rm(folder, { recursive: true });
  });
});

describe('4. custom: any model, a base URL on the result, key and extra body optional', () => {
  test('create with model and base URL alone', async () => {
    expect(llm(await create(CUSTOM))).toEqual({ status: 201, llm: ['custom', 'llama', URL, false, null] });
  });

  test('create with everything', async () => {
    expect(llm(await create(FULL_CUSTOM))).toEqual({ status: 201, llm: ['custom', 'llama', URL, true, { a: 1 }] });
  });

  const missing = { llm_base_url: 'is required when llm_provider is custom' };
  test.each([
    ['create', {}, { ...CUSTOM, llm_base_url: undefined }],
    ['update of openai', OPENAI, { llm_provider: 'custom', llm_model: 'llama' }],
  ])('%s without a base URL is a 400 on it', async (how, stored, json) => {
    const reply = how === 'create' ? await create(json) : await updateOf(stored, json);
    expect(llm(reply)).toEqual({ status: 400, fields: missing });
  });

  test('update keeps the stored base URL', async () => {
    const reply = await updateOf(CUSTOM, { llm_model: 'other' });
    expect(llm(reply)).toEqual({ status: 200, llm: ['custom', 'other', URL, false, null] });
  });

  test('an empty key on create is no key', async () => {
    expect(llm(await create({ ...CUSTOM, llm_api_key: '' }))).toMatchObject({
      llm: ['custom', 'llama', URL, false, null],
    });
  });
});

describe('5. where the result is not custom, what belongs to custom is a 400 on that field', () => {
  const fields: [string, unknown][] = [
    ['llm_base_url', URL],
    ['llm_api_key', 'key'],
    ['llm_extra_body', {}],
  ];
  test.each(fields)('create with %s', async (field, value) => {
    expect(llm(await create({ [field]: value }))).toEqual({ status: 400, fields: { [field]: ONLY_CUSTOM } });
    expect(llm(await create({ ...OPENAI, [field]: value }))).toEqual({ status: 400, fields: { [field]: ONLY_CUSTOM } });
  });

  test.each(fields)(
    'update with %s, of an agent that is not custom and of one that ceases to be',
    async (field, value) => {
      const rejected = { status: 400, fields: { [field]: ONLY_CUSTOM } };
      expect(llm(await updateOf(OPENAI, { [field]: value }))).toEqual(rejected);
      expect(llm(await updateOf(CUSTOM, { ...OPENAI, [field]: value }))).toEqual(rejected);
    },
  );

  test('an empty key is none, so it is taken', async () => {
    expect(llm(await create({ llm_api_key: '' }))).toEqual({ status: 201, llm: NONE });
    expect(llm(await updateOf(OPENAI, { llm_api_key: '' }))).toMatchObject({ status: 200 });
  });

  test('all three are named at once', async () => {
    const all = Object.fromEntries(fields);
    expect(llm(await create(all))).toEqual({
      status: 400,
      fields: { llm_base_url: ONLY_CUSTOM, llm_api_key: ONLY_CUSTOM, llm_extra_body: ONLY_CUSTOM },
    });
  });
});

describe('6. what an update does to what belongs to custom', () => {
  test.each([
    ['to openai', OPENAI, ['openai', 'gpt-4.1', null, false, null]],
    ['to the platform default', { llm_provider: '', llm_model: '' }, NONE],
  ])('moving from custom %s clears base URL, key and extra body', async (_to, json, result) => {
    expect(llm(await updateOf(FULL_CUSTOM, json))).toEqual({ status: 200, llm: result });
  });

  test('moving back finds none of the three', async () => {
    const moved = await updateOf(FULL_CUSTOM, OPENAI);
    const path = `/v1/agents/${moved.body.id}`;
    expect(llm(await server.send('PATCH', path, { json: { llm_provider: 'custom', llm_model: 'm' } }))).toMatchObject({
      status: 400,
    });
    const back = await server.send('PATCH', path, { json: { ...CUSTOM } });
    expect(llm(back)).toEqual({ status: 200, llm: ['custom', 'llama', URL, false, null] });
  });

  test.each([
    ['omitted keeps the key', FULL_CUSTOM, { name: 'x' }, true],
    ['"" clears the key', FULL_CUSTOM, { llm_api_key: '' }, false],
    ['a value sets the key', CUSTOM, { llm_api_key: 'new' }, true],
    ['a value replaces the key', FULL_CUSTOM, { llm_api_key: 'new' }, true],
  ])('%s', async (_rule, stored, json, isSet) => {
    expect((await updateOf(stored, json)).body.llm_api_key_set).toBe(isSet);
  });

  test.each([
    ['omitted keeps the extra body', { name: 'x' }, { a: 1 }],
    ['an empty object replaces it', { llm_extra_body: {} }, {}],
    ['an object replaces it whole', { llm_extra_body: { b: 2 } }, { b: 2 }],
  ])('%s', async (_rule, json, stored) => {
    expect((await updateOf(FULL_CUSTOM, json)).body.llm_extra_body).toEqual(stored);
  });
});
