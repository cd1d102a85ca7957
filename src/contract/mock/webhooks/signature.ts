import { createHmac, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';

/** A secret that has not been used before. */
export function makeWebhookSecret(): string {
  return PREFIX + randomBytes(24).toString('base64');
}

/**
 * The headers of a signed request (Standard Webhooks, "Webhook headers").
 *
 * @param secret `whsec_` and the key in Base64, or any other text, whose UTF-8 bytes are the key
 * @param seconds since 1970
 */
export function signatureHeaders(
  secret: string,
  { id, seconds, body }: { id: string; seconds: number; body: string },
): Record<string, string> {
  const key = secret.startsWith(PREFIX) ? Buffer.from(secret.slice(PREFIX.length), 'base64') : Buffer.from(secret);
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': `v1,${signature}` };
}
