import { request } from 'node:http';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkPublicAccess } from '../../../src/api/sessions/access.ts';
import { MINIMAL, type Reply, type RunningServer, type Sent, startServer, WORKER_TOKEN } from '../../running-server.ts';
import { dispatchOf } from '../conversations/claim.ts';

let server: RunningServer;
let now = Date.parse('2026-11-20T09:30:00.000Z');
beforeAll(async () => {
  const limits = {
    RATE_LIMITS: 'true',
    RATE_LIMIT_BURST: '100000',
    PUBLIC_SESSIONS_PER_ADDRESS: '100000',
    PUBLIC_SESSIONS_PER_AGENT: '5',
  };
  server = await startServer(limits, () => new Date(now));
});
afterAll(() => server.stop());

async function newAgent(settings: object = {}, by: Sent = {}): Promise<string> {
  const { status, body } = await server.send('POST', '/v1/agents', { json: { ...MINIMAL, ...settings }, ...by });
  expect(status, JSON.stringify(body)).toBe(201);
  return body.id;
}

const EXAMPLE = { is_public: true, allowed_origins: ['https://www.example.com'] };

/** A request as a browser makes it: without a key, with the origin of its page. */
function visit(method: string, path: string, origin?: string, sent: Sent = {}): Promise<Reply> {
  const headers = { ...(origin === undefined ? {} : { origin }), ...sent.headers };
  return server.send(method, path, { key: null, ...sent, headers });
}

const open = (agent: string, origin?: string, sent: Sent = {}) =>
  visit('POST', `/v1/agents/${agent}/sessions`, origin, sent);
const config = (agent: string, origin?: string, sent: Sent = {}) =>
  visit('GET', `/v1/agents/${agent}/widget-config`, origin, sent);

describe('which origins may start a session', () => {
  const LONG = `https://${'a.'.repeat(4000)}example.com`;
  const ORIGINS = [
    'https://www.example.com',
    'http://localhost:8080',
    'https://xn--mnchen-3ya.de',
    'http://[::1]:3000',
  ];
  /** Origins, or what claims to be one, and whether the list above, or its hostnames, holds it. */
  const TABLE: [what: string, origin: string | undefined, byOrigin: boolean, byHostname: boolean][] = [
    ['the very one', 'https://www.example.com', true, true],
    ['one with a port', 'http://localhost:8080', true, true],
    ['an international one, as browsers spell it', 'https://xn--mnchen-3ya.de', true, true],
    // A name that can stand in hostname_allowlist has no colon.
    ['an address of IPv6', 'http://[::1]:3000', true, false],
    ['another scheme', 'http://www.example.com', false, true],
    ['a scheme that is not for pages', 'ftp://www.example.com', false, false],
    ['an extension', 'chrome-extension://www.example.com', false, false],
    ['another port', 'http://localhost:8081', false, true],
    ['no port where there is one', 'http://localhost', false, true],
    ['the default port spelt out', 'https://www.example.com:443', false, false],
    ['upper case', 'https://WWW.example.com', false, false],
    ['a scheme in upper case', 'HTTPS://www.example.com', false, false],
    ['an international one, not as browsers spell it', 'https://münchen.de', false, false],
    ['a dot at the end', 'https://www.example.com.', false, false],
    ['a slash at the end', 'https://www.example.com/', false, false],
    ['a path', 'https://www.example.com/page', false, false],
    ['user information', 'https://www.example.com@evil.example', false, false],
    ['user information of the other kind', 'https://evil.example@www.example.com', false, false],
    ['a backslash', 'https://www.example.com\\.evil.example', false, false],
    ['a fragment', 'https://evil.example#www.example.com', false, false],
    ['a query', 'https://evil.example?www.example.com', false, false],
    ['"null"', 'null', false, false],
    ['none', undefined, false, false],
    ['nothing', '', false, false],
    ['a subdomain', 'https://a.www.example.com', false, false],
    ['the domain above', 'https://example.com', false, false],
    ['a look-alike that ends the same', 'https://evilwww.example.com', false, false],
    ['a look-alike that begins the same', 'https://www.example.com.evil.example', false, false],
    ['a look-alike in another script', 'https://www.exаmple.com', false, false],
    ['two', 'https://www.example.com https://evil.example', false, false],
    ['two with a comma', 'https://www.example.com, https://evil.example', false, false],
    ['another spelling of an address of IPv6', 'http://[0:0:0:0:0:0:0:1]:3000', false, false],
    ['a bare hostname', 'www.example.com', false, false],
    ['a very long one', LONG, false, false],
    ['a space before it', ' https://www.example.com', false, false],
    ['a tab inside', 'https://www.exa\tmple.com', false, false],
    ['a wildcard', '*', false, false],
    ['any scheme', '//www.example.com', false, false],
  ];

  const hostnames = ['www.example.com', 'localhost', 'xn--mnchen-3ya.de'];

  test.each(TABLE)('%s', (_what, origin, byOrigin, byHostname) => {
    const validate = (allowed_origins: string[], hostname_allowlist: string[] | null) =>
      checkPublicAccess({ is_public: true, allowed_origins, hostname_allowlist }, origin);
    const asked = (isAllowed: boolean) => (isAllowed ? 'allowed' : 'forbidden');
    expect(validate(ORIGINS, null)).toBe(asked(byOrigin));
    expect(validate([], hostnames)).toBe(asked(byHostname));
    expect(validate(ORIGINS, hostnames)).toBe(asked(byOrigin && byHostname));
    expect(validate([], null)).toBe('allowed');
    expect(validate([], [])).toBe('allowed');
    expect(checkPublicAccess({ is_public: false, allowed_origins: [], hostname_allowlist: null }, origin)).toBe(
      'private',
    );
  });

  test('over HTTP nothing passes that is not in the lists', async () => {
    const agent = await newAgent({ is_public: true, allowed_origins: ORIGINS });
    const named = await newAgent({ is_public: true, hostname_allowlist: hostnames });
    for (const [what, origin, byOrigin, byHostname] of TABLE) {
      // A header of a request is Latin-1, and the whitespace around it is not part of it (RFC 9110 §5.5).
      if (origin !== undefined && (/[^\x20-\xff]/.test(origin) || origin !== origin.trim())) continue;
      for (const [id, isAllowed] of [
        [agent, byOrigin],
        [named, byHostname],
      ] as const) {
        const expected = isAllowed ? 200 : 403;
        const { status, headers } = await config(id, origin);
        expect([what, status]).toEqual([what, expected]);
        expect([what, headers.get('access-control-allow-origin')]).toEqual([what, isAllowed ? origin : null]);
        if (isAllowed) continue;
        const started = await open(id, origin);
        expect([what, started.status, started.body.error.code]).toEqual([what, 403, 'forbidden']);
      }
    }
  });

  test('the origins that an agent was given count in the spelling of browsers', async () => {
    const agent = await newAgent({
      is_public: true,
      allowed_origins: ['HTTPS://WWW.Example.com:443', 'http://MÜNCHEN.de'],
    });
    for (const origin of ['https://www.example.com', 'http://xn--mnchen-3ya.de']) {
      expect((await open(agent, origin)).status).toBe(201);
    }
  });

  test('a header that is sent twice names no origin', async () => {
    const agent = await newAgent(EXAMPLE);
    const status = await new Promise((resolve, reject) => {
      const headers = [
        'Origin',
        'https://www.example.com',
        'Origin',
        'https://www.example.com',
        'Host',
        'localhost',
        'Content-Length',
        '0',
      ];
      const sent = request(`${server.url}/v1/agents/${agent}/sessions`, { method: 'POST', headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      sent.once('error', reject).end();
    });
    expect(status).toBe(403);
  });

  test('an update of the lists counts at once', async () => {
    const agent = await newAgent(EXAMPLE);
    expect((await open(agent, 'https://www.example.com')).status).toBe(201);
    await server.send('PATCH', `/v1/agents/${agent}`, { json: { allowed_origins: ['https://other.example'] } });
    expect((await open(agent, 'https://www.example.com')).status).toBe(403);
    await server.send('PATCH', `/v1/agents/${agent}`, { json: { is_public: false } });
    expect((await open(agent, 'https://other.example')).status).toBe(401);
  });
});

describe('a public session', () => {
  test('is a conversation like any other', async () => {
    const agent = await newAgent({ ...EXAMPLE, prompt: 'You speak with {{who}}.' });
    const json = { user_identity: 'visitor-1', dynamic_variables: { who: 'Ada' } };
    const { status, headers, body } = await open(agent, 'https://www.example.com', { json });
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`/v1/agents/conversations/${body.conversation.id}`);
    const read = await server.send('GET', headers.get('location') ?? '');
    expect(read.body).toEqual(body.conversation);
    expect(read.body).toMatchObject({ agent_id: agent, status: 'pending', caller_identity: 'visitor-1' });
    expect((await dispatchOf(server, body.conversation.id)).prompt).toBe('You speak with Ada.');
  });

  test('shows its visitor nothing of the agent, and nothing remembered of the caller the page names', async () => {
    const agent = await newAgent({
      ...{ ...EXAMPLE, memory_enabled: true, prompt: 'canary {{memory}}', first_message: 'canary' },
      ...{ llm_provider: 'custom', llm_model: 'canary-model', llm_base_url: 'https://canary.example.com/v1' },
      ...{ llm_api_key: 'canary-key', llm_extra_body: { canary: 1 }, webhook_url: 'https://canary.example.com' },
    });
    const json = { user_identity: 'customer-4711' };
    const origin = 'https://www.example.com';
    const { body: first } = await open(agent, origin, { json });
    const facts = [{ fact: 'canary: has a dog.' }];
    const report = { end_reason: 'done', duration_seconds: 1, messages: [], facts };
    const path = `/v1/worker/conversations/${first.conversation.id}/complete`;
    expect((await server.send('POST', path, { json: report, key: WORKER_TOKEN })).status).toBe(200);

    const second = await open(agent, origin, { json });
    expect(second.status).toBe(201);
    const seen = [
      JSON.stringify([...second.headers]) + second.text + JSON.stringify(decodeJwt(second.body.token)),
      (await config(agent, origin)).text,
      (await open(agent, origin, { json: { ...json, user_identity: '' } })).text,
      (await open(agent, 'https://evil.example', { json })).text,
      (await visit('GET', `/v1/agents/conversations/${second.body.conversation.id}`, origin)).text,
      (await visit('GET', `/v1/agents/${agent}`, origin)).text,
      (await visit('GET', `/v1/agents/${agent}/memories?caller_identity=customer-4711`, origin)).text,
    ];
    expect(seen.join('\n')).not.toContain('canary');
    // It is there, for the worker.
    const { prompt } = await dispatchOf(server, second.body.conversation.id);
    expect(prompt).toBe('canary 1. canary: has a dog.');
  });

  test('needs no body, and takes none that is wrong', async () => {
    const agent = await newAgent({ is_public: true });
    expect((await open(agent)).status).toBe(201);
    const { status, body } = await open(agent, undefined, { json: { user_identity: '', other: 1 } });
    expect([status, Object.keys(body.error.fields).sort()]).toEqual([400, ['other', 'user_identity']]);
  });
});

test('what makes a text too long is told without the name of the text', async () => {
  const agent = await newAgent({ is_public: true, prompt: '{{a}}'.repeat(20_000) });
  const json = { dynamic_variables: { a: 'x'.repeat(10_000) } };
  const { status, body } = await open(agent, undefined, { json });
  expect([status, body.error.fields]).toEqual([400, { dynamic_variables: "must not make the agent's texts too long" }]);
});

test('a start does not fail for what is remembered of a caller, so nobody can measure it', async () => {
  const agent = await newAgent({ is_public: true, memory_enabled: true, prompt: '{{memory}}'.repeat(200) });
  const json = { user_identity: 'customer-4711' };
  const { body: first } = await open(agent, undefined, { json });
  const facts = [{ fact: 'Has a dog.' }, { fact: 'x'.repeat(2000) }];
  const report = { end_reason: 'done', duration_seconds: 1, messages: [], facts };
  const path = `/v1/worker/conversations/${first.conversation.id}/complete`;
  expect((await server.send('POST', path, { json: report, key: WORKER_TOKEN })).status).toBe(200);
  const { status, body } = await open(agent, undefined, { json });
  expect(status).toBe(201);
  expect((await dispatchOf(server, body.conversation.id)).prompt).toBe('1. Has a dog.'.repeat(200));
});

describe('who may use which agent', () => {
  test('a private one only those with a key', async () => {
    const agent = await newAgent();
    for (const answer of [await open(agent, 'https://www.example.com'), await config(agent)]) {
      expect([answer.status, answer.body.error.code]).toEqual([401, 'unauthorized']);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    }
    expect((await open(agent, undefined, { key: server.key })).status).toBe(201);
    expect((await config(agent, undefined, { key: server.key })).status).toBe(200);
  });

  test('with a key no list counts, and no limit', async () => {
    const agent = await newAgent(EXAMPLE);
    for (let times = 0; times < 8; times++) {
      expect((await open(agent, 'https://evil.example', { key: server.key })).status).toBe(201);
    }
  });

  test('with the key of another workspace there is no such agent, public or not', async () => {
    const { key } = await server.newKey('strangers');
    for (const agent of [await newAgent(), await newAgent({ is_public: true })]) {
      for (const answer of [await open(agent, undefined, { key }), await config(agent, undefined, { key })]) {
        expect([answer.status, answer.body.error.code]).toEqual([404, 'agent_not_found']);
      }
    }
  });

  test('a key that is not valid is rejected, even where none is needed', async () => {
    const agent = await newAgent({ is_public: true });
    expect((await open(agent, undefined, { key: 'sk_wrong' })).status).toBe(401);
    expect((await config(agent, undefined, { headers: { authorization: 'Basic eDp5' } })).status).toBe(401);
  });

  test.each(['agent_01k9zq7v3mf4h8s2c6d0xw5t1e', 'x', 'conv_01k9zq8a5tf7g9h3k2m4n6p8q0'])(
    'there is no agent %s',
    async (id) => {
      for (const answer of [await open(id), await config(id)]) {
        expect([answer.status, answer.body.error.code]).toEqual([404, 'agent_not_found']);
      }
    },
  );
});

test('the widget is configured as the agent says, unknown settings and all', async () => {
  const widget_config = { style: 'fab', text: { start_call: 'Hi' }, own: { deep: [1, null] } };
  const agent = await newAgent({ is_public: true, widget_config });
  expect((await config(agent)).body).toEqual(widget_config);
  expect((await config(await newAgent({ is_public: true }))).body).toEqual({});
});

describe('how many sessions without a key', () => {
  test('with one agent: so many a minute, then 429 until the minute is over', async () => {
    const agent = await newAgent({ is_public: true });
    for (let times = 0; times < 5; times++) expect((await open(agent)).status).toBe(201);
    const { status, headers, body } = await open(agent);
    expect([status, body.error.code]).toEqual([429, 'rate_limited']);
    expect(headers.get('retry-after')).toBe('12');
    expect(headers.get('ratelimit')).toMatch(/^"agent";r=0;t=60, "address";r=\d+;t=\d+$/);
    expect(headers.get('ratelimit-policy')).toBe('"agent";q=5;w=60, "address";q=100000;w=60');
    expect((await open(await newAgent({ is_public: true }))).status).toBe(201);
    now += 11_999;
    expect((await open(agent)).status).toBe(429);
    now += 1;
    expect((await open(agent)).status).toBe(201);
    expect((await open(agent)).status).toBe(429);
    now += 600_000;
    for (let times = 0; times < 5; times++) expect((await open(agent)).status).toBe(201);
    expect((await open(agent)).status).toBe(429);
  });

  test('what is rejected for its origin does not count', async () => {
    const agent = await newAgent(EXAMPLE);
    for (let times = 0; times < 8; times++) expect((await open(agent, 'https://evil.example')).status).toBe(403);
    expect((await open(agent, 'https://www.example.com')).status).toBe(201);
  });

  test('from one address, which proxies tell', async () => {
    const proxied = await startServer({ RATE_LIMITS: 'true', PUBLIC_SESSIONS_PER_ADDRESS: '2', TRUST_PROXY: '1' });
    const { body: agent } = await proxied.send('POST', '/v1/agents', { json: { ...MINIMAL, is_public: true } });
    const from = async (address: string): Promise<number> => {
      const headers = { 'x-forwarded-for': address };
      return (await proxied.send('POST', `/v1/agents/${agent.id}/sessions`, { key: null, headers })).status;
    };
    expect([await from('192.0.2.1'), await from('192.0.2.1'), await from('192.0.2.1')]).toEqual([201, 201, 429]);
    expect(await from('192.0.2.2')).toBe(201);
    // What a caller writes there itself stands before what the proxy adds.
    expect(await from('192.0.2.3, 192.0.2.1')).toBe(429);
    expect([await from('2001:db8::1'), await from('2001:db8::2'), await from('2001:db8:0:0:1::')]).toEqual([
      201, 201, 429,
    ]);
    expect(await from('2001:db8:0:1::1')).toBe(201);
    await proxied.stop();
  });

  test('from one address, before anything of the body is read', async () => {
    const bare = await startServer({ RATE_LIMITS: 'true', PUBLIC_SESSIONS_PER_ADDRESS: '1' });
    const { body: agent } = await bare.send('POST', '/v1/agents', { json: { ...MINIMAL, is_public: true } });
    const path = `/v1/agents/${agent.id}/sessions`;
    const invalid = { key: null, raw: '{', headers: { 'content-type': 'application/json' } };
    expect((await bare.send('POST', path, invalid)).status).toBe(400);
    const { status, headers } = await bare.send('POST', path, invalid);
    expect([status, headers.get('ratelimit')]).toEqual([429, '"address";r=0;t=60']);
    expect((await bare.send('POST', path, {})).status).toBe(201);
    await bare.stop();
  });

  test('from one address, whatever a header claims where no proxy is trusted', async () => {
    const bare = await startServer({ RATE_LIMITS: 'true', PUBLIC_SESSIONS_PER_ADDRESS: '1' });
    const { body: agent } = await bare.send('POST', '/v1/agents', { json: { ...MINIMAL, is_public: true } });
    const statuses: number[] = [];
    for (const address of ['192.0.2.1', '192.0.2.2']) {
      const headers = { 'x-forwarded-for': address };
      statuses.push((await bare.send('POST', `/v1/agents/${agent.id}/sessions`, { key: null, headers })).status);
    }
    expect(statuses).toEqual([201, 429]);
    await bare.stop();
  });
});
