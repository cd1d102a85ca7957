import { integer, type Variable } from './config-values.ts';

/** The variables of the deletion by age. */
export const RETENTION_VARIABLES = {
  memoryRetentionSeconds: {
    name: 'MEMORY_RETENTION_SECONDS',
    default: '3600',
    meaning:
      'Seconds between two deletions of expired data. Expired memories are not used or listed before their deletion.',
    parse: integer(1, 86_400),
  },
  conversationRetentionDays: {
    name: 'CONVERSATION_RETENTION_DAYS',
    default: '0',
    meaning:
      'Days after its end from which a conversation is deleted, with its messages and webhook deliveries. 0 keeps it.',
    parse: integer(0, 36_500),
  },
  messageRetentionDays: {
    name: 'MESSAGE_RETENTION_DAYS',
    default: '0',
    meaning:
      'Days after the end of a conversation from which its messages are deleted, and the webhook deliveries that hold them. 0 keeps them.',
    parse: integer(0, 36_500),
  },
  deliveryRetentionDays: {
    name: 'DELIVERY_RETENTION_DAYS',
    default: '30',
    meaning: 'Days from which webhook deliveries are deleted, except those still waiting. 0 keeps them.',
    parse: integer(0, 36_500),
  },
  idempotencyRetentionDays: {
    name: 'IDEMPOTENCY_RETENTION_DAYS',
    default: '1',
    meaning: 'Days for which the response to a request with an `Idempotency-Key` is stored and returned again.',
    parse: integer(1, 36_500),
  },
  auditRetentionDays: {
    name: 'AUDIT_RETENTION_DAYS',
    default: '0',
    meaning: 'Days from which events of the audit log are deleted. 0 keeps them.',
    parse: integer(0, 36_500),
  },
} as const satisfies Record<string, Variable<unknown>>;
