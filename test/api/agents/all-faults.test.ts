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

describe('one answer names every field at fault, breaches of the schema and of the rules alike', () => {
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
      widget_config: { style: 'round', padding: 'x'.repeat(40_000) },
      amd: { ...AMD, on_ivr: { action: 'shout' }, tuning: { timeout_seconds: 1, no_speech_threshold_seconds: 2 } },
      tts_speaking_rate: 9,
    };
    expect(await faultsOf('POST', '/v1/agents', request)).toEqual(
      invalid(
        ...['name', 'voice_id', 'misspelt', 'language', 'temperature', 'llm_model', 'llm_base_url', 'llm_api_key'],
        ...['llm_extra_body', 'webhook_url', 'allowed_origins[1]', 'allowed_origins[2]', 'allowed_origins[3]'],
        ...['hostname_allowlist[1]', 'widget_config.style', 'amd.on_ivr.action', 'amd.tuning.timeout_seconds'],
        'tts_speaking_rate',
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

  test('create: several breaches of rules without one of the schema', async () => {
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

  test('update: rules are judged on what is stored, beside breaches of the schema', async () => {
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
  ...['[::1]', '[::]', '[fe80::1]', '[fc00::1]', '[fd00:ec2::254]', '[ff02::1]', '[::ffff:127.0.0.1]'],
  ...['[::ffff:7f00:1]', '[64:ff9b::7f00:1]', '[2002:7f00:1::]', 'localhost', 'LOCALHOST', 'a.localhost', 'localhost.'],
  'metadata.google.internal',
];

describe('outbound addresses', () => {
  const custom = (llm_base_url: string) => ({ llm_provider: 'custom', llm_model: 'm', llm_base_url });

  test.each(PRIVATE_HOSTS)('a literal private address is refused when it is written: %s', async (host) => {
    const message = 'must not lead to a private network';
    const hook = await server.send('POST', '/v1/agents', { json: { ...MINIMAL, webhook_url: `https://${host}/x` } });
    expect([hook.status, hook.body.error?.fields]).toEqual([400, { webhook_url: message }]);
    const llm = await server.send('POST', '/v1/agents', { json: { ...MINIMAL, ...custom(`http://${host}:8080/v1`) } });
    expect([llm.status, llm.body.error?.fields]).toEqual([400, { llm_base_url: message }]);
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
    const refused = await production.send('POST', '/v1/agents', { json });
    const message = 'must be an https URL';
    expect(refused.body.error.fields).toEqual({ webhook_url: message, llm_base_url: message });
    const taken = { ...MINIMAL, webhook_url: 'https://example.com', ...custom('https://example.com') };
    expect((await production.send('POST', '/v1/agents', { json: taken })).status).toBe(201);
    await production.stop();
  });
});
