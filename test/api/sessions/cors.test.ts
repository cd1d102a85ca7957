import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MINIMAL, type Reply, type RunningServer, startServer } from '../../running-server.ts';

const SITE = 'https://www.example.com';
const OTHER = 'https://evil.example';

let server: RunningServer;
let agent: string;
beforeAll(async () => {
  server = await startServer();
  const json = { ...MINIMAL, is_public: true, allowed_origins: [SITE] };
  agent = (await server.send('POST', '/v1/agents', { json })).body.id;
});
afterAll(() => server.stop());

const preflight = (at: RunningServer, path: string, origin: string, method = 'POST'): Promise<Reply> =>
  at.send('OPTIONS', path, {
    key: null,
    headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': 'content-type' },
  });

/** The headers of a response that the CORS protocol is made of. */
const corsOf = ({ headers }: Reply): string[] =>
  [...headers.keys()].filter((name) => name.startsWith('access-control-'));

describe('a preflight request', () => {
  test.each([
    ['sessions', 'POST'],
    ['widget-config', 'GET'],
  ])('for %s is granted to pages that may use the agent', async (operation, method) => {
    const response = await preflight(server, `/v1/agents/${agent}/${operation}`, SITE, method);
    expect([response.status, response.text]).toEqual([204, '']);
    expect(response.headers.get('access-control-allow-origin')).toBe(SITE);
    expect(response.headers.get('access-control-allow-methods')).toBe(method);
    expect(response.headers.get('access-control-allow-headers')?.split(', ')).toEqual(
      expect.arrayContaining(['authorization', 'content-type', 'x-request-id']),
    );
    // Pages cannot set it themselves (Fetch Standard, "forbidden request-header").
    expect(response.headers.get('access-control-allow-headers')?.split(', ')).not.toContain('origin');
    expect(response.headers.get('access-control-max-age')).toBe('600');
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
    expect(response.headers.get('vary')).toContain('Origin');
  });

  test('is rejected to other pages, for private agents, and where there is none', async () => {
    const { body: closed } = await server.send('POST', '/v1/agents', { json: MINIMAL });
    for (const [id, origin] of [
      [agent, OTHER],
      [agent, 'null'],
      [closed.id, SITE],
      ['agent_01k9zq7v3mf4h8s2c6d0xw5t1e', SITE],
    ]) {
      const response = await preflight(server, `/v1/agents/${id}/sessions`, origin);
      expect([response.status, response.body.error.code, corsOf(response)]).toEqual([403, 'forbidden', []]);
      expect(response.headers.get('vary')).toContain('Origin');
    }
  });

  test.each(['/v1/agents', '/v1/voices', '/v1/agents/conversations'])(
    'for %s has no response of CORS',
    async (path) => {
      const response = await preflight(server, path, SITE, 'GET');
      expect([response.status, corsOf(response)]).toEqual([405, []]);
      expect(response.headers.get('vary') ?? '').not.toContain('Origin');
    },
  );

  test('is more than OPTIONS', async () => {
    const { status } = await server.send('OPTIONS', `/v1/agents/${agent}/sessions`, { headers: { origin: SITE } });
    expect(status).toBe(405);
  });
});

describe('a response', () => {
  const visit = (method: string, path: string, origin: string | undefined, sent: object = {}): Promise<Reply> =>
    server.send(method, path, { key: null, headers: origin === undefined ? {} : { origin }, ...sent });

  test('can be read by pages that may use the agent, be it an error', async () => {
    const path = `/v1/agents/${agent}/sessions`;
    for (const [status, sent] of [
      [201, {}],
      [400, { json: { user_identity: '' } }],
      [400, { raw: '{', headers: { origin: SITE, 'content-type': 'application/json' } }],
      [415, { raw: 'x', headers: { origin: SITE, 'content-type': 'text/plain' } }],
    ] as const) {
      const response = await visit('POST', path, SITE, sent);
      expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([status, SITE]);
      expect(response.headers.get('vary')).toContain('Origin');
      expect(response.headers.get('access-control-expose-headers')?.split(', ')).toEqual(
        expect.arrayContaining(['x-request-id', 'location', 'retry-after']),
      );
    }
  });

  test('cannot be read by other pages, and caches are told that it depends on who asks', async () => {
    for (const origin of [OTHER, undefined]) {
      const response = await visit('GET', `/v1/agents/${agent}/widget-config`, origin);
      expect([response.status, corsOf(response)]).toEqual([403, []]);
      expect(response.headers.get('vary')).toContain('Origin');
    }
  });

  test('is the same for an id that is written with escapes', async () => {
    const escaped = agent.replace('a', '%61');
    expect((await preflight(server, `/v1/agents/${escaped}/widget-config`, SITE, 'GET')).status).toBe(204);
    const response = await visit('GET', `/v1/agents/${escaped}/widget-config`, SITE);
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([200, SITE]);
    expect((await visit('GET', '/v1/agents/%zz/widget-config', SITE)).status).toBe(404);
  });

  test('to an empty Origin names none', async () => {
    const { body: open } = await server.send('POST', '/v1/agents', { json: { ...MINIMAL, is_public: true } });
    const response = await visit('GET', `/v1/agents/${open.id}/widget-config`, '');
    expect([response.status, corsOf(response)]).toEqual([200, []]);
  });

  test('of any other operation says nothing of origins', async () => {
    const response = await server.send('GET', `/v1/agents/${agent}`, { headers: { origin: SITE } });
    expect([response.status, corsOf(response)]).toEqual([200, []]);
  });
});

describe('CORS_ORIGINS', () => {
  test('lets pages of these origins read everything', async () => {
    const open = await startServer({ CORS_ORIGINS: `${SITE},http://localhost:5173` });
    const { headers } = await preflight(open, '/v1/agents/agent_01k9zq7v3mf4h8s2c6d0xw5t1e', SITE, 'PATCH');
    expect(headers.get('access-control-allow-origin')).toBe(SITE);
    expect(headers.get('access-control-allow-methods')?.split(', ').sort()).toEqual(['DELETE', 'GET', 'PATCH']);
    expect(headers.get('access-control-allow-headers')).toContain('if-match');
    const response = await open.send('GET', '/v1/agents', { headers: { origin: 'http://localhost:5173' } });
    expect(response.headers.get('access-control-allow-origin')).toBe('http://localhost:5173');
    expect(response.headers.get('access-control-expose-headers')).toContain('etag');
    expect((await preflight(open, '/v1/agents', OTHER, 'GET')).status).toBe(403);
    expect(corsOf(await open.send('GET', '/v1/agents', { headers: { origin: OTHER } }))).toEqual([]);
    // What is no operation is not for pages either.
    expect(corsOf(await open.send('GET', '/v1/nothing', { headers: { origin: SITE } }))).toEqual([]);
    await open.stop();
  });

  test('lets pages of any origin read everything where it is *', async () => {
    const open = await startServer({ CORS_ORIGINS: '*' });
    expect((await preflight(open, '/v1/agents', OTHER, 'GET')).headers.get('access-control-allow-origin')).toBe(OTHER);
    await open.stop();
  });

  test.each([
    'www.example.com',
    'https://www.example.com/',
    'https://*.example.com',
    'https://a.example,',
    'HTTPS://a.example',
  ])('is not %s', async (value) => {
    await expect(startServer({ CORS_ORIGINS: value })).rejects.toThrow(/^CORS_ORIGINS must be origins/);
  });
});

test('an address that asks too often gets no permission and costs no look-up, until its tokens are back', async () => {
  let time = Date.parse('2026-01-01T00:00:00.000Z');
  // Two look-ups for each of one read and one session a minute.
  const limits = { RATE_LIMITS: 'true', PUBLIC_READS_PER_ADDRESS: '1', PUBLIC_SESSIONS_PER_ADDRESS: '1' };
  const limited = await startServer(limits, () => new Date(time));
  try {
    const json = { ...MINIMAL, is_public: true, allowed_origins: [SITE] };
    const { body } = await limited.send('POST', '/v1/agents', { json });
    const path = `/v1/agents/${body.id}/widget-config`;
    for (let asked = 0; asked < 4; asked++) expect((await preflight(limited, path, SITE, 'GET')).status).toBe(204);
    const rejected = await preflight(limited, path, SITE, 'GET');
    expect([rejected.status, rejected.body.error.code, corsOf(rejected)]).toEqual([429, 'rate_limited', []]);
    expect(rejected.headers.get('retry-after')).toBe('15');
    const read = await limited.send('GET', path, { key: null, headers: { origin: SITE } });
    expect([read.status, corsOf(read)]).toEqual([200, []]);
    time += 15_000;
    expect((await preflight(limited, path, SITE, 'GET')).status).toBe(204);
  } finally {
    await limited.stop();
  }
});
