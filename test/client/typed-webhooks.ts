import { expectTypeOf } from 'vitest';
import { constructTestEvent, verifyWebhook, type WebhookEvent } from '../../src/client/webhooks.ts';

/** Events that the types accept or reject. Nothing runs this: stock-project.test.ts compiles it. */
export async function events(request: Request, secret: string): Promise<void> {
  const event = await verifyWebhook(request, { secret });
  expectTypeOf(event).toEqualTypeOf<WebhookEvent>();
  expectTypeOf(event.event).toEqualTypeOf<'conversation.completed'>();
  expectTypeOf(event.data.conversation.id).toEqualTypeOf<string>();
  for (const message of event.data.messages) expectTypeOf(message.text).toEqualTypeOf<string>();
  expectTypeOf(await constructTestEvent(event, { secret })).toEqualTypeOf<{
    headers: Record<string, string>;
    body: string;
  }>();
  await verifyWebhook({ headers: { 'webhook-id': '1' }, body: new Uint8Array() }, { secret: [secret, secret] });
  // @ts-expect-error a secret
  await verifyWebhook(request);
  // @ts-expect-error an event of another kind
  await constructTestEvent({ event: 'order.paid' }, { secret });
  // @ts-expect-error a body that was parsed
  await verifyWebhook({ headers: {}, body: event }, { secret });
}
