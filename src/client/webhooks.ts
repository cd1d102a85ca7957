import type { webhooks } from '../../generated/types.ts';
import {
  constructTestEvent as constructEvent,
  type EventOf,
  type ReceivedWebhook,
  type TestEvent,
  type TestEventOptions,
  type VerifyOptions,
  verifyWebhook as verifyEvent,
} from '../contract/client/webhooks.ts';

export {
  type ReceivedWebhook,
  type TestEvent,
  type TestEventOptions,
  type VerifyOptions,
  WebhookError,
  type WebhookFailure,
  type WebhookSecret,
} from '../contract/client/webhooks.ts';

/** The events of this API. The list can grow: ignore an event that you do not know. */
export type WebhookEvent = EventOf<webhooks>;

/**
 * Verifies a webhook and returns its event. Signatures are compared in constant time.
 *
 * @throws WebhookError if the webhook is not signed, or not signed recently
 * @throws TypeError if there is no secret, or the body is not what arrived
 * @example
 * const { event, data } = await verifyWebhook(request, { secret });
 */
export const verifyWebhook: (received: ReceivedWebhook, options: VerifyOptions) => Promise<WebhookEvent> = verifyEvent;

/**
 * Makes the headers and the body with which the API sends an event, for tests of a receiver.
 *
 * @throws TypeError if the secret is empty
 * @example
 * const response = await fetch(receiver, { method: 'POST', ...(await constructTestEvent(event, { secret })) });
 */
export const constructTestEvent: (event: WebhookEvent, options: TestEventOptions) => Promise<TestEvent> =
  constructEvent;
