// Made from the contract by `contract build`. Not to be edited.
import type { Serialize } from './operations.ts';

export const listAgents200: Serialize;
export const listAgents400: Serialize;
export const createAgent201: Serialize;
export const listLlmModels200: Serialize;
export const listConversations200: Serialize;
export const getConversation200: Serialize;
export const listMessages200: Serialize;
export const listWebhookDeliveries200: Serialize;
export const createConversation201: Serialize;
export const listMemories200: Serialize;
export const getWidgetConfig200: Serialize;
export const claimConversation200: Serialize;
export const listVoices200: Serialize;
export const conversationCompletedEvent: Serialize;
