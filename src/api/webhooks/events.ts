import type { Kysely } from 'kysely';
import type { components, Readable } from '../../../generated/types.ts';
import type { Tables } from '../../platform/database/tables.ts';
import type { Ids } from '../../platform/ids.ts';
import type { Completed } from '../conversations/store.ts';
import type { Lane } from './schedule/lane.ts';
import { type DeliveryCause, queueDelivery } from './store.ts';

export type ConversationCompletedEvent = Readable<components['schemas']['ConversationCompletedEvent']>;

/** Writes an event as the contract declares it. */
export type WriteEvent = (event: ConversationCompletedEvent) => string;

/**
 * Queues the event of a completed conversation for the agent's webhook.
 *
 * @returns the lane it waits in
 */
export async function queueCompleted(
  db: Kysely<Tables>,
  write: WriteEvent,
  { workspaceId, conversation, messages }: Completed,
  { url, ids, now, cause }: { url: string; ids: Ids; now: Date; cause: DeliveryCause },
): Promise<Lane> {
  const { id, createdAt } = ids.next('whd');
  const { evaluations, extracted, recording_url } = conversation;
  const event: ConversationCompletedEvent = {
    id,
    event: 'conversation.completed',
    created_at: createdAt.toISOString(),
    data: { conversation, messages, evaluations, extracted, recording_url },
  };
  return queueDelivery(db, {
    id,
    workspaceId,
    agentId: conversation.agent_id,
    conversationId: conversation.id,
    event: event.event,
    url,
    body: write(event),
    createdAt,
    now,
    cause,
  });
}
