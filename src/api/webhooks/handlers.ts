import type { Kysely } from 'kysely';
import type { Handlers } from '../../../generated/operations.ts';
import type { Tables } from '../../platform/database/tables.ts';
import { findConversation } from '../conversations/store.ts';
import { invalidFields, notFound } from '../errors.ts';
import type { ServerHeaders, ValidateRulesOfInvalid } from '../invalid-requests.ts';
import { cursorErrors, fromCursor } from '../pages.ts';
import type { Principals } from '../principals.ts';
import { DELIVERY_LIST, listDeliveries } from './store.ts';

/** The handler of webhook deliveries, and what the rules say of a request that the contract rejected. */
export function createWebhookHandlers({ db }: { db: Kysely<Tables> }): {
  handlers: Pick<Handlers<Principals, ServerHeaders>, 'listWebhookDeliveries'>;
  validateRulesOfInvalid: ValidateRulesOfInvalid;
} {
  return {
    handlers: {
      listWebhookDeliveries: async ({ id, principal, params, query }) => {
        const conversation = await findConversation(db, principal.workspaceId, params.id);
        if (conversation === undefined) return notFound(id, 'conversation_not_found', params.id);
        const errors = cursorErrors(DELIVERY_LIST, query.cursor);
        if (errors !== undefined) return invalidFields(id, errors);
        const { rows, ...page } = await listDeliveries(db, {
          conversationId: conversation.id,
          position: query.cursor === undefined ? undefined : fromCursor(DELIVERY_LIST, query.cursor),
          limit: query.limit,
        });
        return { status: 200, body: { deliveries: rows, ...page } };
      },
    },
    validateRulesOfInvalid: {
      listWebhookDeliveries: async ({ query }) => ({ errors: cursorErrors(DELIVERY_LIST, query.cursor) ?? {} }),
    },
  };
}
