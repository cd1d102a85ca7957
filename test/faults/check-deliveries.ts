import { isDeepStrictEqual } from 'node:util';
import type { CheckContext } from './check.ts';
import type { ConversationEntry, Json } from './history.ts';
import { forEachOf, NeverHappened, until } from './target.ts';

/** The webhooks that have arrived: the bodies of each `webhook-id`. */
export type Arrivals = ReadonlyMap<string, string[]>;

/** Each completed conversation has one event, and it arrives, as often as it may. */
export async function checkDeliveries(
  { target, findings }: CheckContext,
  conversations: ConversationEntry[],
  arrivals: Arrivals,
): Promise<void> {
  const eventOf = new Map<string, Set<string>>();
  await forEachOf(
    conversations.filter(({ report }) => report !== undefined),
    async ({ id, report }) => {
      const path = `/v1/agents/conversations/${id}/webhook-deliveries`;
      let deliveries: Json[] = [];
      try {
        await until(`the event of ${id} is delivered`, async () => {
          deliveries = (await target.send('GET', path)).body.deliveries;
          return deliveries.every(({ status }) => status === 'delivered');
        });
      } catch (error) {
        if (!(error instanceof NeverHappened)) throw error;
        findings.lost.push(error.message);
      }
      for (const delivery of deliveries) {
        const bodies = arrivals.get(delivery.id) ?? [];
        if (bodies.length === 0) findings.lost.push(`the event ${delivery.id} of ${id} has not arrived`);
        if (new Set(bodies).size > 1) findings.halves.push(`the event ${delivery.id} has arrived with two bodies`);
        const texts = bodies.slice(0, 1).map((body) => JSON.parse(body).data.messages.map(({ text }: Json) => text));
        const isWhole = isDeepStrictEqual(
          texts[0],
          report?.messages.map(({ text }: Json) => text),
        );
        if (bodies.length > 0 && !isWhole) findings.halves.push(`the event ${delivery.id} lacks messages`);
      }
    },
  );
  for (const [id, [body = '{}']] of arrivals) {
    const conversation = JSON.parse(body).data?.conversation.id;
    eventOf.set(conversation, (eventOf.get(conversation) ?? new Set()).add(id));
  }
  for (const [conversation, ids] of eventOf) {
    if (ids.size > 1) findings.halves.push(`conversation ${conversation} has the events ${[...ids]}`);
  }
}
