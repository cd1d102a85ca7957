import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { signWebhook } from '../../../src/api/webhooks/signature.ts';
import {
  constructTestEvent,
  type ReceivedWebhook,
  type VerifyOptions,
  verifyWebhook,
} from '../../../src/contract/client/webhooks.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const OTHER = 'whsec_bm90LWEtcmVhbC1zZWNyZXQtYXQtYWxs';
const SENT = Date.parse('2026-11-20T09:30:00.000Z');
const seconds = SENT / 1000;
const BODY = '{"event":"order.paid","data":{"name":"Zoë \u2028 🐈"}}';

type Changes = { id?: string; timestamp?: string; signature?: string; body?: string };

/** A webhook, signed by the library of Standard Webhooks unless it says otherwise. */
function received({ id = 'msg_1', timestamp = String(seconds), signature, body = BODY }: Changes = {}) {
  const library = new Webhook(SECRET).sign('msg_1', new Date(SENT), BODY);
  const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature ?? library };
  return { headers, body };
}

const verify = (webhook: ReceivedWebhook, options: Partial<VerifyOptions> = {}) =>
  verifyWebhook(webhook, { secret: SECRET, now: () => new Date(SENT), ...options });
const failureOf = (...given: Parameters<typeof verify>) =>
  verify(...given).then(
    () => 'none',
    (error) => error.failure ?? error,
  );

describe('a webhook', () => {
  test('of the library of Standard Webhooks is valid', async () => {
    expect(await verify(received())).toEqual(JSON.parse(BODY));
  });

  test('with the signature that the specification shows is valid', async () => {
    const body = '{"test": 2432232314}';
    const headers = {
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    };
    expect(await verify({ headers, body }, { now: () => new Date(1_614_265_330_000) })).toEqual({ test: 2432232314 });
  });

  test.each([SECRET, 'a secret of words, ä', 'whsec_not Base64', 'whsec_', 'whsec_abc'])(
    'that this server signs with %j is valid',
    async (secret) => {
      const signature = signWebhook(secret, { id: 'msg_1', timestamp: seconds, body: BODY });
      expect(await verify(received({ signature }), { secret })).toEqual(JSON.parse(BODY));
      expect(await failureOf(received({ signature }), { secret: `${secret}x` })).toBe('wrong_signature');
    },
  );

  test('is verified with the bytes of a key', async () => {
    const secret = Buffer.from(SECRET.slice('whsec_'.length), 'base64');
    expect(await verify(received(), { secret })).toEqual(JSON.parse(BODY));
  });

  test('can be a Request, and headers in any case, of Node or a gateway', async () => {
    const { headers, body } = received();
    const bytes = new TextEncoder().encode(body);
    const upper = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]));
    for (const webhook of [
      new Request('http://127.0.0.1', { method: 'POST', headers, body }),
      { headers: new Headers(headers), body: bytes },
      { headers: upper, body: Buffer.from(bytes) },
    ])
      expect(await verify(webhook)).toEqual(JSON.parse(body));
  });

  test('is verified by its bytes, also those that are no text', async () => {
    const body = new Uint8Array([123, 0xff, 125]);
    const hmac = createHmac('sha256', Buffer.from(SECRET.slice('whsec_'.length), 'base64'));
    const signature = `v1,${hmac.update(`msg_1.${seconds}.`).update(body).digest('base64')}`;
    expect(await failureOf({ ...received({ signature }), body })).toBe('invalid_body');
  });
});

describe('secrets and signatures', () => {
  const signedWith = (secret: string) => new Webhook(secret).sign('msg_1', new Date(SENT), BODY);

  test('one of several secrets is enough while a secret is replaced', async () => {
    expect(await verify(received(), { secret: [OTHER, SECRET] })).toEqual(JSON.parse(BODY));
    expect(await failureOf(received(), { secret: [OTHER] })).toBe('wrong_signature');
  });

  test('one of several signatures is enough; other versions are ignored', async () => {
    const own = signedWith(SECRET);
    const asymmetric = own.replace('v1,', 'v1a,');
    const signature = `${signedWith(OTHER)} ${asymmetric} v1,short ${own}`;
    expect(await verify(received({ signature }))).toEqual(JSON.parse(BODY));
    expect(await failureOf(received({ signature: asymmetric }))).toBe('wrong_signature');
  });

  test.each<[string, Changes]>([
    ['another body', { body: BODY.replace('paid', 'void') }],
    ['another id', { id: 'msg_2' }],
    ['another timestamp', { timestamp: String(seconds + 1) }],
    ['one character changed', { signature: signedWith(SECRET).replace(/.(?==$)/, '_') }],
    ['one character less', { signature: signedWith(SECRET).slice(0, -1) }],
    ['one character more', { signature: `${signedWith(SECRET)}=` }],
    ['no version', { signature: signedWith(SECRET).slice(3) }],
  ])('a signature of %s is wrong', async (_what, changes) => {
    expect(await failureOf(received(changes))).toBe('wrong_signature');
  });

  test.each(['', [], [''], [SECRET, ''], new Uint8Array()].map((secret) => ({ secret })))(
    'no secret, as $secret, is an error of the program',
    async ({ secret }) => {
      expect(await failureOf(received(), { secret })).toBeInstanceOf(TypeError);
    },
  );
});

describe('the replay window', () => {
  const at = (late: number) => ({ now: () => new Date(SENT + late * 1000) });

  test.each([
    [300, 'none'],
    [301, 'too_old'],
    [-300, 'none'],
    [-301, 'too_new'],
  ])('is five minutes both ways: %i s later is %s', async (late, failure) => {
    expect(await failureOf(received(), at(late))).toBe(failure);
  });

  test('is an option in each direction', async () => {
    const options = { maxAgeSeconds: 10, maxAheadSeconds: 0 };
    expect(await failureOf(received(), { ...options, ...at(10) })).toBe('none');
    expect(await failureOf(received(), { ...options, ...at(11) })).toBe('too_old');
    expect(await failureOf(received(), { ...options, ...at(-1) })).toBe('too_new');
  });

  test.each(['', ' ', '1.5', '-1', 'Infinity', '1e9', '0x10', '9'.repeat(16)])(
    'does not accept the timestamp %j',
    async (timestamp) => {
      expect(await failureOf(received({ timestamp }))).toMatch(/^(invalid_timestamp|missing_header)$/);
    },
  );
});

describe('errors say what failed', () => {
  test.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])('without the header %s', async (name) => {
    const { headers, body } = received();
    const without = { ...headers, [name]: undefined };
    await expect(verify({ headers: without, body })).rejects.toMatchObject({
      ...{ name: 'WebhookError', failure: 'missing_header' },
      message: `The header ${name} is missing. The webhook is not signed.`,
    });
  });

  test('with a signed body that is not JSON', async () => {
    const signature = new Webhook(SECRET).sign('msg_1', new Date(SENT), 'paid');
    expect(await failureOf(received({ body: 'paid', signature }))).toBe('invalid_body');
  });

  test('with a body that was parsed or read before', async () => {
    const parsed = JSON.parse(BODY) as string;
    await expect(verify({ ...received(), body: parsed })).rejects.toThrow('not a parsed value');
    const request = new Request('http://127.0.0.1', { method: 'POST', ...received() });
    await request.text();
    await expect(verify(request)).rejects.toThrow('has been read already');
  });

  test('without the secret or the expected signature in the message', async () => {
    const error = await verify(received({ id: 'msg_2' })).catch(String);
    expect(error).not.toContain(SECRET.slice(6));
    expect(error).not.toContain(signWebhook(SECRET, { id: 'msg_2', timestamp: seconds, body: BODY }).slice(3));
  });
});

describe('a test event', () => {
  afterEach(() => vi.useRealTimers());

  test.each([SECRET, OTHER])('is valid for the library of Standard Webhooks', async (secret) => {
    const event = JSON.parse(BODY);
    const { headers, body } = await constructTestEvent(event, { secret });
    expect(new Webhook(secret).verify(body, headers)).toEqual(event);
    expect(await verifyWebhook({ headers, body }, { secret })).toEqual(event);
  });

  test('has the signature of this server', async () => {
    const secret = 'a secret of words';
    const { headers, body } = await constructTestEvent({ id: 'whd_1' }, { secret, at: new Date(SENT) });
    expect(headers['webhook-id']).toBe('whd_1');
    expect(headers['webhook-signature']).toBe(signWebhook(secret, { id: 'whd_1', timestamp: seconds, body }));
  });

  test('can be old, and have another id', async () => {
    const webhook = await constructTestEvent({ id: 'a' }, { secret: SECRET, id: 'b', at: new Date(SENT - 301_000) });
    expect(webhook.headers['webhook-id']).toBe('b');
    expect(await failureOf(webhook)).toBe('too_old');
  });

  test('passes through a server of Node', async () => {
    const seen: unknown[] = [];
    const server = createServer(async (request: { headers: IncomingHttpHeaders } & NodeJS.ReadableStream, response) => {
      seen.push(await verifyWebhook({ headers: request.headers, body: await buffer(request) }, { secret: SECRET }));
      response.end();
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await fetch(url, { method: 'POST', ...(await constructTestEvent({ id: 'a', text: 'ä' }, { secret: SECRET })) });
    server.closeAllConnections();
    server.close();
    expect(seen).toEqual([{ id: 'a', text: 'ä' }]);
  });
});
