import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createListener } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createOutboundClient, type LookUpHost } from '../../src/platform/outbound-http.ts';

let server: Server;
let port: number;
let requests: string[] = [];
let answer: RequestListener;
beforeAll(async () => {
  server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
beforeEach(() => {
  requests = [];
  answer = (_request, response) => void response.writeHead(200).end('fine');
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** An address of the public internet. No test gets an answer from there. */
const PUBLIC = '93.184.216.34';
const OPEN = { allowPrivate: true, requireHttps: false };
const CLOSED = { allowPrivate: false, requireHttps: false };
const SENT = { headers: { 'content-type': 'application/json' }, body: '{"a":1}', timeoutMs: 2000 };

/** A name that leads to these addresses. */
const leadingTo =
  (...addresses: string[]): LookUpHost =>
  (_name, _options, done) =>
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );

async function post(url: string, policy = OPEN, resolve?: LookUpHost, sent = SENT) {
  const client = createOutboundClient(policy, resolve);
  try {
    return await client.post(url, sent);
  } finally {
    await client.close();
  }
}

describe('what is posted', () => {
  test('arrives as it was sent', async () => {
    let body = '';
    let type: string | undefined;
    answer = async (request, response) => {
      for await (const chunk of request) body += chunk;
      type = request.headers['content-type'];
      response.writeHead(202, { 'retry-after': '7' }).end('taken');
    };
    const got = await post(`http://127.0.0.1:${port}/calls?a=b`);
    expect(got).toEqual({ status: 202, retryAfter: '7', text: 'taken' });
    expect([requests, body, type]).toEqual([['POST /calls?a=b'], '{"a":1}', 'application/json']);
  });

  test('is not sent on by a redirect', async () => {
    answer = (_request, response) => void response.writeHead(307, { location: '/elsewhere' }).end();
    expect((await post(`http://127.0.0.1:${port}/`)).status).toBe(307);
    expect(requests).toEqual(['POST /']);
  });

  test('reaches a name by its address', async () => {
    expect((await post(`http://hooks.test:${port}/`, OPEN, leadingTo('127.0.0.1'))).status).toBe(200);
  });
});

describe('of an answer', () => {
  test('at most 8 KiB are read, though it never ends', async () => {
    let isCut = false;
    answer = (_request, response) => {
      const more = (): void => {
        if (response.destroyed) return;
        response.write('x'.repeat(4096));
        setImmediate(more);
      };
      response.once('close', () => {
        isCut = true;
      });
      response.writeHead(200);
      more();
    };
    const client = createOutboundClient(OPEN);
    const { status, text } = await client.post(`http://127.0.0.1:${port}/`, { ...SENT, timeoutMs: 60_000 });
    expect([status, text]).toEqual([200, 'x'.repeat(8192)]);
    await vi.waitFor(() => expect(isCut).toBe(true), 120_000);
    await client.close();
  });

  test('at most 8 KiB are kept, though more arrives at once', async () => {
    answer = (_request, response) => void response.writeHead(200).end(`${'a'.repeat(8191)}bc`);
    expect((await post(`http://127.0.0.1:${port}/`)).text).toBe(`${'a'.repeat(8191)}b`);
  });

  test('the status counts, though the body breaks off', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.destroy());
    };
    expect(await post(`http://127.0.0.1:${port}/`)).toMatchObject({ status: 200, text: 'half' });
  });

  test('the status counts, though the body comes too late', async () => {
    answer = (_request, response) => void response.writeHead(204 + 1).write('half');
    const sent = { ...SENT, timeoutMs: 300 };
    expect(await post(`http://127.0.0.1:${port}/`, OPEN, undefined, sent)).toMatchObject({ status: 205, text: 'half' });
  });
});

describe('there is no answer', () => {
  test('in time', async () => {
    answer = () => undefined;
    const sent = { ...SENT, timeoutMs: 100 };
    await expect(post(`http://127.0.0.1:${port}/`, OPEN, undefined, sent)).rejects.toThrow(
      'There was no response within 100 ms.',
    );
  });

  test('where a name is looked up for ever', async () => {
    const sent = { ...SENT, timeoutMs: 100 };
    await expect(post('http://hooks.test/', OPEN, () => undefined, sent)).rejects.toThrow('within 100 ms');
  });

  test('where nobody listens', async () => {
    await expect(post('http://127.0.0.1:1/')).rejects.toThrow('It cannot be reached: ECONNREFUSED.');
  });

  test('where a name has no address', async () => {
    const unknown: LookUpHost = (_name, _options, done) =>
      done(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }), []);
    await expect(post('http://hooks.test/', OPEN, unknown)).rejects.toThrow('It cannot be reached: ENOTFOUND.');
    await expect(post('http://hooks.test/', OPEN, leadingTo())).rejects.toThrow('hooks.test has no address.');
  });

  test('where the connection breaks', async () => {
    answer = (request) => void request.socket.destroy();
    await expect(post(`http://127.0.0.1:${port}/`)).rejects.toThrow(/^It cannot be reached: /);
  });
});

describe('a private network is not reached', () => {
  test.each([
    '127.0.0.1',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.0.1',
    '100.64.0.1',
    '169.254.169.254',
    '168.63.129.16',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    '::ffff:127.0.0.1',
    '::ffff:a9fe:a9fe',
    'fe80::1',
    'fd00::1',
    'ff02::1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
  ])('by a name that leads to %s', async (address) => {
    await expect(post(`http://hooks.test:${port}/`, CLOSED, leadingTo(address))).rejects.toThrow(
      'The address must not lead to a private network.',
    );
    // A public address beside it does not help.
    await expect(post(`http://hooks.test:${port}/`, CLOSED, leadingTo(PUBLIC, address))).rejects.toThrow(
      'private network',
    );
    expect(requests).toEqual([]);
  });

  test.each(['127.0.0.1', '2130706433', '0x7f.1', '017700000001', '[::1]', '[::ffff:127.0.0.1]', 'localhost'])(
    'by the address http://%s',
    async (host) => {
      await expect(post(`http://${host}:${port}/`, CLOSED)).rejects.toThrow('must not lead to a private network');
      expect(requests).toEqual([]);
    },
  );

  test('by a name that led elsewhere before', async () => {
    let calls = 0;
    const rebinding: LookUpHost = (name, options, done) =>
      leadingTo(calls++ === 0 ? PUBLIC : '127.0.0.1')(name, options, done);
    const client = createOutboundClient(CLOSED, rebinding);
    const sent = { ...SENT, timeoutMs: 200 };
    // It is judged fine, and not reached from here.
    await expect(client.post(`http://hooks.test:${port}/`, sent)).rejects.not.toThrow('private network');
    await expect(client.post(`http://hooks.test:${port}/`, sent)).rejects.toThrow('private network');
    expect(requests).toEqual([]);
    await client.close();
  });
});

test('HTTP/2 is not offered (RFC 7301 §3.1)', async () => {
  const hello = Promise.withResolvers<Buffer>();
  const listener = createListener((socket) => {
    socket.once('data', (bytes) => {
      hello.resolve(bytes);
      socket.destroy();
    });
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  await expect(post(`https://127.0.0.1:${(listener.address() as AddressInfo).port}/`)).rejects.toThrow('reached');
  // A list of 9 bytes: the length and the name of one protocol.
  expect((await hello.promise).includes('\0\x09\x08http/1.1', 0, 'latin1')).toBe(true);
  await new Promise((resolve) => listener.close(resolve));
});

test('where https is asked for, http is not called', async () => {
  const policy = { allowPrivate: true, requireHttps: true };
  await expect(post(`http://127.0.0.1:${port}/`, policy)).rejects.toThrow('The address must be an https URL.');
  expect(requests).toEqual([]);
});
