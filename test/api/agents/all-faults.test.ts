import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MINIMAL, type RunningServer, startServer } from '../../running-server.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const faultsOf = async (method: string, path: string, json?: unknown) => {
  const { status, body } = await server.send(method, path, { json });
  return { status, code: body.error?.code, fields: Object.keys(body.error?.fields ?? {}).sort() };
};
const invalid = (...fields: string[]) => ({ status: 400, code: 'validation_failed', fields: fields.sort() });

const AMD = {
  enabled: true,
  on_voicemail: { action: 'hangup' },
  on_ivr: { action: 'proceed' },
  on_unavailable: { action: 'hangup' },
};

const ONLY_OF_CUSTOM = ['llm_base_url', 'llm_api_key', 'llm_extra_body'];

describe('one response lists every invalid field, violations of the schema and of the rules alike', () => {
  test('create: types, bounds, unknown properties, pair rules, addresses, voice, lists and nested objects at once', async () => {
    const request = {
      name: '',
      voice_id: 'nobody',
      misspelt: true,
      language: 'xx',
      temperature: 2,
      llm_provider: 'openai',
      llm_model: 'nothing',
      llm_base_url: 'http://10.0.0.1',
      llm_api_key: 'key',
      llm_extra_body: {},
      webhook_url: 'http://127.0.0.1/',
      allowed_origins: ['https://ok.example', 'no origin', 'https://example.com:99999', 7],
      hostname_allowlist: ['ok.example', 'a:1'],
      widget_config: { style: 'round', padding: 'x'.repeat(32_768) },
      amd: { ...AMD, on_ivr: { action: 'shout' }, tuning: { timeout_seconds: 1, no_speech_threshold_seconds: 2 } },
      tts_speaking_rate: 9,
    };
    expect(await faultsOf('POST', '/v1/agents', request)).toEqual(
      invalid(
        ...['name', 'voice_id', 'misspelt', 'language', 'temperature', 'llm_model', 'llm_base_url', 'llm_api_key'],
        ...['llm_extra_body', 'webhook_url', 'allowed_origins[1]', 'allowed_origins[2]', 'allowed_origins[3]'],
        ...['hostname_allowlist[1]', 'widget_config', 'widget_config.style', 'amd.on_ivr.action'],
        ...['amd.tuning.timeout_seconds', 'tts_speaking_rate'],
      ),
    );
  });

  test('create: what is missing stands beside what is wrong', async () => {
    expect(await faultsOf('POST', '/v1/agents', { llm_provider: 'custom', amd: {} })).toEqual(
      invalid(
        ...['name', 'voice_id', 'llm_model', 'llm_base_url'],
        ...['amd.enabled', 'amd.on_voicemail', 'amd.on_ivr', 'amd.on_unavailable'],
      ),
    );
  });

  test('create: several violations of rules without one of the schema', async () => {
    const request = {
      ...MINIMAL,
      voice_id: 'nobody',
      llm_model: 'm',
      llm_extra_body: {},
      webhook_url: 'http://[::1]/',
    };
    expect(await faultsOf('POST', '/v1/agents', request)).toEqual(
      invalid('voice_id', 'llm_provider', 'llm_extra_body', 'webhook_url'),
    );
  });

  // Each of these is below a megabyte, and the work for each fault must not depend on how many there are.
  test.each([
    ['hostnames', { hostname_allowlist: Array(120_000).fill('a.') }],
    ['origins', { allowed_origins: Array(200_000).fill('x') }],
    ['unknown properties', Object.fromEntries(Array.from({ length: 60_000 }, (_, index) => [`u${index}`, 1]))],
    [
      'unknown properties behind alternatives',
      { amd: { on_voicemail: Object.fromEntries(Array.from({ length: 60_000 }, (_, index) => [`u${index}`, 1])) } },
    ],
  ])('create: a body of very many wrong %s is rejected with the first of its faults', async (_what, fields) => {
    const { status, fields: named } = await faultsOf('POST', '/v1/agents', { ...MINIMAL, ...fields });
    expect(status).toBe(400);
    expect(named.length).toBe(100);
  });

  test('create: items of a list that is too long are judged all the same', async () => {
    const origins = Array.from({ length: 100 }, (_, index) => `https://h${index}.example`);
    const hosts = Array.from({ length: 10 }, (_, index) => `h${index}.example`);
    const request = {
      ...MINIMAL,
      allowed_origins: [...origins, 'https://example.com:99999', null],
      hostname_allowlist: [...hosts, '\u00ad', 'a:1'],
    };
    expect(await faultsOf('POST', '/v1/agents', request)).toEqual(
      invalid(
        ...['allowed_origins', 'allowed_origins[100]', 'allowed_origins[101]'],
        ...['hostname_allowlist', 'hostname_allowlist[10]', 'hostname_allowlist[11]'],
      ),
    );
  });

  test.each([
    ['plain', 'a', 'llm_extra_body.a'],
    ['odd', 'a b', 'llm_extra_body["a b"]'],
  ])(
    'create: a field with a fault inside is not judged as a whole too, be the name of the place %s',
    async (_how, name, path) => {
      // A number that no double holds, which JSON.stringify cannot write.
      const raw = JSON.stringify({ ...MINIMAL, llm_extra_body: { [name]: 0 } }).replace(':0}', ':1e400}');
      const headers = { 'content-type': 'application/json' };
      const { status, body } = await server.send('POST', '/v1/agents', { raw, headers });
      expect([status, Object.keys(body.error.fields)]).toEqual([400, [path]]);
    },
  );

  test.each([
    ['widget_config', 32_768, {}],
    ['llm_extra_body', 65_536, { llm_provider: 'custom', llm_model: 'm', llm_base_url: 'https://llm.example.com/v1' }],
  ] as const)('create: %s takes its limit of bytes and not one more', async (field, limit, others) => {
    const sized = (bytes: number) => ({ ü: 'x'.repeat(bytes - Buffer.byteLength('{"ü":""}')) });
    const ask = (bytes: number) => faultsOf('POST', '/v1/agents', { ...MINIMAL, ...others, [field]: sized(bytes) });
    expect((await ask(limit)).status).toBe(201);
    expect(await ask(limit + 1)).toEqual(invalid(field));
  });

  test.each([
    ['a violation of the schema', { temperature: 9 }, 'temperature'],
    ['a violation of a rule', { voice_id: 'nobody' }, 'voice_id'],
  ])('create: a slug that is taken stands beside %s', async (_what, fault, field) => {
    await server.send('POST', '/v1/agents', { json: { ...MINIMAL, slug: 'taken' } });
    expect(await faultsOf('POST', '/v1/agents', { ...MINIMAL, slug: 'taken', ...fault })).toEqual(
      invalid('slug', field),
    );
    const { key } = await server.newKey('neighbour');
    const json = { ...MINIMAL, slug: 'taken', ...fault };
    const elsewhere = await server.send('POST', '/v1/agents', { json, key });
    expect(Object.keys(elsewhere.body.error.fields)).toEqual([field]);
  });

  test('create: an unknown query parameter stands beside what is wrong in the body', async () => {
    expect(await faultsOf('POST', '/v1/agents?dry_run=1', { ...MINIMAL, voice_id: 'nobody', temperature: 9 })).toEqual(
      invalid('dry_run', 'voice_id', 'temperature'),
    );
  });

  test.each<[object, string[]]>([
    [
      { llm_provider: 'openai', llm_base_url: 'https://a.example', llm_api_key: 'k', llm_extra_body: {} },
      ONLY_OF_CUSTOM,
    ],
    [{ llm_base_url: 'https://a.example', llm_api_key: 'k', llm_extra_body: {} }, ONLY_OF_CUSTOM],
    [{ llm_provider: 'custom' }, ['llm_base_url']],
  ])('a model that breaks the schema does not hide what the provider rejects or needs: %j', async (json, fields) => {
    expect(await faultsOf('POST', '/v1/agents', { ...MINIMAL, llm_model: 7, ...json })).toEqual(
      invalid('llm_model', ...fields),
    );
  });

  test('update: a whole body of faults, read-only and create-only properties included', async () => {
    const { body } = await server.send('POST', '/v1/agents', { json: MINIMAL });
    const request = {
      ...{ id: 'x', slug: 'x', created_at: 'x', updated_at: 'x', llm_api_key_set: true, webhook_secret_set: true },
      ...{ name: null, voice_id: '', llm_provider: 'openai', llm_extra_body: {}, webhook_url: 'https://[fd00::1]/' },
      ...{ clear_tts_speaking_rate: null, tts_speaking_rate: 0.4, background_noise_volume: 'loud', stt_override: 'x' },
      ...{ amd: { enabled: 1, on_voicemail: { action: 'leave_message' }, on_ivr: {}, tuning: { timeout: 1 } } },
      ...{ widget_config: { avatar: { type: 'x' }, text: { thinking: 1 } }, allowed_origins: ['*', 'null'] },
    };
    expect(await faultsOf('PATCH', `/v1/agents/${body.id}`, request)).toEqual(
      invalid(
        ...['id', 'slug', 'created_at', 'updated_at', 'llm_api_key_set', 'webhook_secret_set', 'name', 'voice_id'],
        ...['llm_model', 'llm_extra_body', 'webhook_url', 'clear_tts_speaking_rate', 'tts_speaking_rate'],
        ...['background_noise_volume', 'stt_override', 'amd.enabled', 'amd.on_voicemail.message'],
        ...['amd.on_ivr.action', 'amd.on_unavailable', 'amd.tuning.timeout', 'widget_config.avatar.type'],
        ...['widget_config.text.thinking', 'allowed_origins[0]', 'allowed_origins[1]'],
      ),
    );
    expect((await server.send('GET', `/v1/agents/${body.id}`)).body).toEqual(body);
  });

  test('update: rules are judged on what is stored, beside violations of the schema', async () => {
    const { body } = await server.send('POST', '/v1/agents', {
      json: { ...MINIMAL, llm_provider: 'openai', llm_model: 'gpt-4.1' },
    });
    expect(
      await faultsOf('PATCH', `/v1/agents/${body.id}`, {
        llm_model: '',
        temperature: 'hot',
        slug: 'x',
        llm_api_key: 'k',
      }),
    ).toEqual(invalid('llm_model', 'temperature', 'slug', 'llm_api_key'));
  });

  test('a pair of which one half breaks the schema is not judged', async () => {
    expect(await faultsOf('POST', '/v1/agents', { ...MINIMAL, llm_provider: 'nobody', llm_model: 'm' })).toEqual(
      invalid('llm_provider'),
    );
  });

  test('update of what does not exist is a 404, however wrong its body', async () => {
    const { status, body } = await server.send('PATCH', '/v1/agents/agent_01k9zq7v3mf4h8s2c6d0xw5t1e', {
      json: { temperature: 'hot' },
    });
    expect([status, body.error.code]).toEqual([404, 'agent_not_found']);
  });

  test.each([[[]], ['text'], [7], [null], [true]])('a body that is %j is no object', async (json) => {
    const { status, body } = await server.send('POST', '/v1/agents', { json });
    expect([status, body.error.fields]).toEqual([400, { body: 'must be an object' }]);
  });

  test('list: cursor, limit and an unknown parameter', async () => {
    expect(await faultsOf('GET', '/v1/agents?cursor=x&limit=201&offset=3')).toEqual(
      invalid('cursor', 'limit', 'offset'),
    );
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'an unknown property is named, even one that JavaScript gives a meaning: %s',
    async (name) => {
      const raw = `{"${name}":{"name":"n","voice_id":"jack"},"temperature":9}`;
      const { status, body } = await server.send('POST', '/v1/agents', {
        raw,
        headers: { 'content-type': 'application/json' },
      });
      const named = Object.keys(body.error.fields).sort();
      expect([status, named]).toEqual([400, [name, 'name', 'temperature', 'voice_id'].sort()]);
    },
  );

  test.each([
    ['a.b', '["a.b"]'],
    ['two words', '["two words"]'],
    ['', '[""]'],
    ['größe', 'größe'],
  ])('an unknown property "%s" has the path %s', async (name, path) => {
    expect(await faultsOf('POST', '/v1/agents', { ...MINIMAL, [name]: 1 })).toEqual(invalid(path));
  });

  test('the message counts the fields', async () => {
    const { body: one } = await server.send('POST', '/v1/agents', { json: { ...MINIMAL, name: '' } });
    expect(one.error.message).toBe('The request has 1 invalid field.');
    const { body: two } = await server.send('POST', '/v1/agents', { json: {} });
    expect(two.error.message).toBe('The request has 2 invalid fields.');
  });
});

/** Hosts that are for certain not on the public internet, in every spelling that a URL parser takes. */
const PRIVATE_HOSTS = [
  ...['127.0.0.1', '10.1.2.3', '172.16.0.1', '192.168.1.1', '169.254.169.254', '0.0.0.0', '100.64.0.1', '224.0.0.1'],
  ...['255.255.255.255', '2130706433', '0x7f000001', '017700000001', '0x7f.1', '127.1', '168.63.129.16'],
  ...['0300.0250.0.1', '0xA9FEA9FE', '2852039166', '0', '127.0.0.1.', '%31%32%37.0.0.1', '100.100.100.200'],
  ...['192.0.0.192', '198.18.0.1', '[::127.0.0.1]', '[::ffff:0:7f00:1]', '[fec0::1]', '[FE80::1]', '[fd20:ce::254]'],
  ...['[::1]', '[::]', '[fe80::1]', '[fc00::1]', '[fd00:ec2::254]', '[ff02::1]', '[::ffff:127.0.0.1]'],
  ...['[::ffff:7f00:1]', '[64:ff9b::7f00:1]', '[2002:7f00:1::]', 'localhost', 'LOCALHOST', 'a.localhost', 'localhost.'],
  'metadata.google.internal',
];

describe('outbound addresses', () => {
  const custom = (llm_base_url: string) => ({ llm_provider: 'custom', llm_model: 'm', llm_base_url });

  test.each(PRIVATE_HOSTS)('a literal private address is rejected when it is written: %s', async (host) => {
    const message = 'must not lead to a private network';
    const hook = await server.send('POST', '/v1/agents', { json: { ...MINIMAL, webhook_url: `https://${host}/x` } });
    expect([hook.status, hook.body.error?.fields]).toEqual([400, { webhook_url: message }]);
    const llm = await server.send('POST', '/v1/agents', { json: { ...MINIMAL, ...custom(`http://${host}:8080/v1`) } });
    expect([llm.status, llm.body.error?.fields]).toEqual([400, { llm_base_url: message }]);
  });

  test.each(PRIVATE_HOSTS)('nor can it be set by an update: %s', async (host) => {
    const { body: agent } = await server.send('POST', '/v1/agents', {
      json: { ...MINIMAL, ...custom('https://llm.example.com'), webhook_url: 'https://hooks.example.com' },
    });
    const json = { webhook_url: `https://${host}/`, llm_base_url: `https://${host}/` };
    expect(await faultsOf('PATCH', `/v1/agents/${agent.id}`, json)).toEqual(invalid('webhook_url', 'llm_base_url'));
    expect((await server.send('GET', `/v1/agents/${agent.id}`)).body).toEqual(agent);
  });

  test.each([
    ['credentials', 'https://user:pass@example.com/'],
    ['a user alone', 'https://user@example.com/'],
    ['an empty user', 'https://@example.com/'],
    ['another scheme', 'ws://example.com/'],
    ['no scheme', '//example.com/'],
    ['a path alone', '/v1'],
    ['no host', 'https:///v1'],
    ['no slashes', 'https:example.com'],
    ['backslashes', 'https:\\\\example.com\\'],
    ['a backslash before the user', 'https://example.com\\@127.0.0.1/'],
    ['a port out of range', 'https://example.com:65536/'],
    ['a space', 'https://example.com/a b'],
    ['a control character at the end', 'https://example.com/\u0001'],
  ])('must be absolute http or https URLs without credentials: %s', async (_what, url) => {
    expect(await faultsOf('POST', '/v1/agents', { ...MINIMAL, ...custom(url), webhook_url: url })).toEqual(
      invalid('llm_base_url', 'webhook_url'),
    );
  });

  test.each(['https://example.com/#part', 'https://example.com/#'])('llm_base_url has no fragment: %s', async (url) => {
    expect(await faultsOf('POST', '/v1/agents', { ...MINIMAL, ...custom(url) })).toEqual(invalid('llm_base_url'));
  });

  test.each(['8.8.8.8', '[2606:4700::1111]', 'example.com', 'localhost.example.com', '127.0.0.1.example.com'])(
    'a public one is taken: %s',
    async (host) => {
      const { status } = await server.send('POST', '/v1/agents', {
        json: { ...MINIMAL, webhook_url: `http://${host}` },
      });
      expect(status).toBe(201);
    },
  );

  test('ALLOW_PRIVATE_OUTBOUND opens them', async () => {
    const open = await startServer({ ALLOW_PRIVATE_OUTBOUND: 'true' });
    for (const host of PRIVATE_HOSTS) {
      const json = { ...MINIMAL, webhook_url: `http://${host}/`, ...custom(`http://${host}/`) };
      expect([host, (await open.send('POST', '/v1/agents', { json })).status]).toEqual([host, 201]);
    }
    await open.stop();
  });

  test('in production they are https', async () => {
    const SECRETS_KEYS = `k1:${Buffer.alloc(32, 7).toString('base64')}`;
    const production = await startServer({ NODE_ENV: 'production', SECRETS_KEYS });
    const json = { ...MINIMAL, webhook_url: 'http://example.com', ...custom('http://example.com') };
    const rejected = await production.send('POST', '/v1/agents', { json });
    const message = 'must be an https URL';
    expect(rejected.body.error.fields).toEqual({ webhook_url: message, llm_base_url: message });
    const taken = { ...MINIMAL, webhook_url: 'https://example.com', ...custom('https://example.com') };
    expect((await production.send('POST', '/v1/agents', { json: taken })).status).toBe(201);
    await production.stop();
  });
});
