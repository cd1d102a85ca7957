import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { signWebhook } from '../../../src/api/webhooks/signature.ts';

const id = 'whd_01k9zqa2c9fn3s7x1z5b8d0e4g';
const KEY = 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLdSw';

const headersOf = (secret: string, body: string, timestamp: number): Record<string, string> => ({
  'webhook-id': id,
  'webhook-timestamp': String(timestamp),
  'webhook-signature': signWebhook(secret, { id, timestamp, body }),
});

test('the library of Standard Webhooks takes it, for any body and key', () => {
  const now = Math.floor(Date.now() / 1000);
  fc.assert(
    fc.property(fc.jsonValue(), fc.uint8Array({ minLength: 1, maxLength: 64 }), (value, key) => {
      const secret = `whsec_${Buffer.from(key).toString('base64')}`;
      const body = JSON.stringify({ value });
      expect(new Webhook(secret).verify(body, headersOf(secret, body, now))).toEqual(JSON.parse(body));
    }),
  );
});

test.each(['not-a-real-secret', 'é̂ 🐈', KEY, 'whsec_', 'whsec_no base64', 'whsec_YQ', 'whsec_YQ=', 'WHSEC_YQ=='])(
  'the key of "%s" is its UTF-8 bytes',
  (secret) => {
    const body = '{"a":1}';
    const webhook = new Webhook(new Uint8Array(Buffer.from(secret)), { format: 'raw' });
    expect(webhook.verify(body, headersOf(secret, body, Math.floor(Date.now() / 1000)))).toEqual({ a: 1 });
  },
);

test('another body, id, time or key is not what was signed', () => {
  const timestamp = Math.floor(Date.now() / 1000);
  const headers = headersOf(`whsec_${KEY}`, '{"a":1}', timestamp);
  const webhook = new Webhook(`whsec_${KEY}`);
  expect(() => webhook.verify('{"a":2}', headers)).toThrow();
  expect(() => webhook.verify('{"a":1}', { ...headers, 'webhook-id': `${id}x` })).toThrow();
  expect(() => webhook.verify('{"a":1}', { ...headers, 'webhook-timestamp': String(timestamp - 1) })).toThrow();
  expect(() => new Webhook('whsec_YQ==').verify('{"a":1}', headers)).toThrow();
});
