// biome-ignore lint/suspicious/noExplicitAny: a history holds whatever a server has sent
export type Json = Record<string, any>;

/** A write whose response is missing: it may have happened or not, but not by half. */
export type OpenWrite =
  | { kind: 'create' }
  | { kind: 'update'; patch: Json }
  | { kind: 'delete' }
  | { kind: 'complete'; report: Json };

/** Something that a client has written, and the server's last word on it. */
type Entry = {
  /** Sent to create it. */
  body: Json;
  idempotencyKey: string | undefined;
  id: string | undefined;
  /** The representation in the last acknowledged response. Undefined before the first one. */
  known: Json | undefined;
  open: OpenWrite | undefined;
  /** Acknowledged writes to it. */
  acknowledged: number;
  /** Whether it was written to since it was checked. */
  isTouched: boolean;
};

/** An agent. Its name is unique. */
export type AgentEntry = Entry & { isDeleted: boolean; hasConversations: boolean };

/** A conversation. Its caller is unique. */
export type ConversationEntry = Entry & { agentId: string; report: Json | undefined };

/** An agent that many clients count up at once: each update is sent with `If-Match`, so each counts once. */
export type CounterEntry = { id: string; acknowledged: number; uncertain: number };

/** Everything that clients have written to one database. */
export type History = {
  agents: AgentEntry[];
  conversations: ConversationEntry[];
  counters: CounterEntry[];
  /** Acknowledged writes. */
  acknowledged: number;
  /** Writes without a response, or with a 503. */
  uncertain: number;
  /** Responses that no fault explains. */
  unexpected: string[];
};

export function createHistory(): History {
  return { agents: [], conversations: [], counters: [], acknowledged: 0, uncertain: 0, unexpected: [] };
}

const NEW = { id: undefined, known: undefined, open: undefined, acknowledged: 0, isTouched: true };

export function addAgent(history: History, body: Json, idempotencyKey: string | undefined): AgentEntry {
  const entry = { ...NEW, body, idempotencyKey, isDeleted: false, hasConversations: false };
  history.agents.push(entry);
  return entry;
}

export function addConversation(
  history: History,
  agentId: string,
  body: Json,
  idempotencyKey: string | undefined,
): ConversationEntry {
  const entry = { ...NEW, body, idempotencyKey, agentId, report: undefined };
  history.conversations.push(entry);
  return entry;
}

/** Notes the response to the open write of an entry. */
export function acknowledge(history: History, entry: AgentEntry | ConversationEntry, known: Json | undefined): void {
  if (known !== undefined) {
    entry.known = known;
    entry.id = known.id;
  }
  entry.open = undefined;
  entry.acknowledged++;
  history.acknowledged++;
}
