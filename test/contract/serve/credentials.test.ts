import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  echo,
  jsonBody,
  type Owner,
  operation,
  type PetRequest,
  type PetServer,
  petContract,
  servePets,
} from './pets.ts';

const key = (name: string) => ({ type: 'apiKey', in: 'header', name });
const securitySchemes = { Key: key('Authorization'), Badge: key('X-Badge'), Seal: key('X-Seal') };
const document = petContract(
  {
    '/one': { post: operation('one', { security: [{ Key: [] }], ...jsonBody({ type: 'object' }) }) },
    '/both': { get: operation('both', { security: [{ Key: [], Badge: [] }] }) },
    '/either': { get: operation('either', { security: [{ Key: [], Seal: [] }, { Badge: [] }] }) },
    '/optional': { get: operation('optional', { security: [{ Key: [] }, {}] }) },
    '/open': { get: operation('open', { security: [] }) },
  },
  { securitySchemes },
);

const principals: (Owner | undefined)[] = [];
const seen = async (request: PetRequest) => {
  principals.push(request.principal);
  return echo(request);
};
const ownerBy = (header: string) => async (request: { headers: Record<string, string | string[] | undefined> }) => {
  const name = request.headers[header];
  if (name === 'broken') throw new Error('the key store is down');
  return typeof name === 'string' && name !== 'wrong' ? { name } : undefined;
};

let server: PetServer;
beforeAll(async () => {
  server = await servePets(document, {
    handlers: { one: echo, both: seen, either: seen, optional: seen, open: seen },
    security: { Key: ownerBy('authorization'), Badge: ownerBy('x-badge'), Seal: ownerBy('x-seal') },
  });
});
afterAll(() => server.stop());

describe('who may call', () => {
  const ada = { name: 'ada' };
  const calls: [string, Record<string, string>, number, Owner | undefined][] = [
    ['/both', {}, 401, undefined],
    ['/both', { authorization: 'ada' }, 401, undefined],
    ['/both', { authorization: 'ada', 'x-badge': 'wrong' }, 401, undefined],
    ['/both', { authorization: 'ada', 'x-badge': 'ada' }, 200, ada],
    ['/either', { authorization: 'ada' }, 401, undefined],
    ['/either', { 'x-badge': 'ada' }, 200, ada],
    ['/either', { authorization: 'eve', 'x-badge': 'ada' }, 200, ada],
    ['/either', { authorization: 'ada', 'x-seal': 'ada' }, 200, ada],
    ['/optional', {}, 200, undefined],
    ['/optional', { authorization: 'wrong' }, 200, undefined],
    ['/optional', { authorization: 'ada' }, 200, ada],
    ['/open', {}, 200, undefined],
    ['/open', { authorization: 'ada' }, 200, undefined],
  ];
  test.each(calls)('GET %s with %j answers %d as %j', async (path, headers, status, principal) => {
    principals.length = 0;
    const answer = await server.send('GET', path, { headers });
    expect(answer.status).toBe(status);
    expect(server.answered.at(-1)?.principal).toEqual(principal);
    expect(principals).toEqual(status === 200 ? [principal] : []);
  });

  test('a check that fails is a 500 and no 401, and its reason goes to the log only', async () => {
    const answer = await server.send('GET', '/both', { headers: { authorization: 'broken', 'x-badge': 'ada' } });
    expect(answer.status).toBe(500);
    expect(answer.body).toEqual({ kind: 'failed' });
    expect(String(server.answered.at(-1)?.failure)).toContain('the key store is down');
  });
});

describe('credentials are checked before the body', () => {
  const wrong = { authorization: 'wrong' };
  const bodies = [
    ['broken', { body: '{', headers: { ...wrong, 'content-type': 'application/json' } }],
    ['of another type', { body: '{}', headers: { ...wrong, 'content-type': 'text/plain' } }],
    ['too large', { body: 'x'.repeat(2_000_000), headers: { ...wrong, 'content-type': 'application/json' } }],
    ['missing', { headers: wrong }],
  ] as const;
  test.each(bodies)('a body that is %s is a 401 without them', async (_what, sent) => {
    expect((await server.send('POST', '/one', sent)).status).toBe(401);
  });

  test('a body that never comes is not waited for', async () => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    socket.write('POST /one HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n');
    const answer = await new Promise<string>((resolve) => socket.once('data', (data) => resolve(String(data))));
    socket.destroy();
    expect(answer).toMatch(/^HTTP\/1\.1 401 /);
  });
});
