import type { Conversation } from './conversations/store.ts';
import { type ErrorResponse, errorResponse } from './errors.ts';
import { CATALOG_RETRY_SECONDS } from './voices/catalog.ts';

// Responses that several resources have.

/** The response while nothing is known of any voice. */
export function catalogUnavailable(
  requestId: string,
): ErrorResponse<'service_unavailable'> & { headers: { 'Retry-After': number } } {
  const message = 'The voice catalog cannot be reached at present. Try again shortly.';
  return {
    ...errorResponse(requestId, 'service_unavailable', { message }),
    headers: { 'Retry-After': CATALOG_RETRY_SECONDS },
  };
}

type Started = {
  status: 201;
  headers: { Location: string; 'Cache-Control': 'no-store' };
  body: { conversation: Conversation; token: string; url: string };
};

/** The response of every operation that starts a conversation which its caller can join. */
export function conversationStarted(body: Started['body']): Started {
  const { id } = body.conversation;
  const headers = { Location: `/v1/agents/conversations/${id}`, 'Cache-Control': 'no-store' } as const;
  return { status: 201, headers, body };
}
