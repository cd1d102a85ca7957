import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';

export const SECRET_PREFIX = 'whsec_';
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * The value of `webhook-signature` (Standard Webhooks, "Signature scheme"): `v1,` and the HMAC-SHA256 of
 * `id.timestamp.body` in Base64.
 *
 * @param secret `whsec_` and Base64 of the key; of any other text the key is its UTF-8 bytes
 * @param timestamp seconds since the epoch
 */
export function signWebhook(secret: string, { id, timestamp, body }: { id: string; timestamp: number; body: string }) {
  return `v1,${createHmac('sha256', signingKey(secret)).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}

/** Whether a secret is a key in Base64 behind its prefix. */
export function isPrefixedKey(secret: string): boolean {
  const encoded = secret.slice(SECRET_PREFIX.length);
  return secret.startsWith(SECRET_PREFIX) && encoded !== '' && BASE64.test(encoded);
}

/** A key object: Node needs four times as long with a key as bytes. */
function signingKey(secret: string): KeyObject {
  return isPrefixedKey(secret)
    ? createSecretKey(secret.slice(SECRET_PREFIX.length), 'base64')
    : createSecretKey(secret, 'utf8');
}
