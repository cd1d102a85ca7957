/** A workspace: whose agents and keys these are. */
export type WorkspaceTable = {
  id: string;
  name: string;
  created_at: string;
};

/** An API key, of which only the hash is kept. Times are RFC 3339 in UTC. */
export type ApiKeyTable = {
  id: string;
  workspace_id: string;
  /** The first characters of the key, to distinguish keys. */
  prefix: string;
  /** SHA-256 of the whole key, in hexadecimal. */
  hash: string;
  created_at: string;
  expires_at: string | null;
  revoked_at: string | null;
  /** `*`, or names with commas between. */
  scopes: string;
  /** Up to a minute old while the key is used; null until it is. */
  last_used_at: string | null;
  /** Id of the key that a rotation has made in place of this one. */
  replaced_by: string | null;
};

/** An agent. Searchable members have a column; the settings are one JSON document (decisions/0003). */
export type AgentTable = {
  id: string;
  workspace_id: string;
  slug: string;
  settings: string;
  created_at: string;
  updated_at: string;
  /** The agent as responses send it, with its entity tag; null where it was stored by a version without texts. */
  text: string | null;
  text_tag: string | null;
  /** Which contract the text is written by, and which `updated_at` it is of. */
  text_form: string | null;
  text_of: string | null;
};

/** A sealed secret of an agent. */
export type AgentSecretTable = {
  agent_id: string;
  /** Name of the request field it came in. */
  field: string;
  /** Id of the key in `SECRETS_KEYS` that sealed it. */
  key_id: string;
  /** Base64 of nonce, tag and ciphertext. */
  sealed: string;
};

/** A conversation. Times are RFC 3339 in UTC. */
export type ConversationTable = {
  id: string;
  workspace_id: string;
  agent_id: string;
  caller_identity: string | null;
  status: string;
  /** JSON object of values by name. */
  dynamic_variables: string;
  end_reason: string | null;
  duration_seconds: number | null;
  /** JSON. */
  evaluations: string;
  /** JSON. */
  extracted: string;
  recording_url: string | null;
  created_at: string;
  ended_at: string | null;
  /** SHA-256, in hexadecimal, of the voice worker's report; null until it has reported. */
  completion_hash: string | null;
  /** The voice worker that has claimed it, and when it last did; null until one has. */
  worker_id: string | null;
  claimed_at: string | null;
  /** JSON of the settings that the voice worker holds it with; null once it has ended. */
  dispatch: string | null;
};

/** A message of a conversation. */
export type MessageTable = {
  id: string;
  conversation_id: string;
  /** From 0, in the order in which they were said. */
  position: number;
  role: string;
  text: string;
};

/** A fact that an agent remembers of a caller. */
export type MemoryTable = {
  id: string;
  workspace_id: string;
  agent_id: string;
  caller_identity: string;
  fact: string;
  /** From 0 to 1. */
  confidence: number;
  created_at: string;
  source_conversation_id: string;
};

/** An event on its way to its receiver. */
export type WebhookDeliveryTable = {
  id: string;
  workspace_id: string;
  agent_id: string;
  conversation_id: string;
  event: string;
  url: string;
  /** With the workspace, the lane it waits in. Can be that of an earlier webhook_url until it is due. */
  origin: string;
  /** JSON, byte for byte as it is sent. */
  body: string;
  status: string;
  /** Attempts that were begun. */
  attempts: number;
  /** Attempts that count for the schedule. A repetition of an attempt that a crash interrupted does not count. */
  step: number;
  /** 1 if the next or current attempt repeats an attempt that a crash interrupted; otherwise 0. */
  cut_short: number;
  next_attempt_at: string | null;
  last_attempt_at: string | null;
  last_status_code: number | null;
  last_error: string | null;
  /** The delivery worker whose attempt is under way, and when the attempt counts as dead. */
  claim: string | null;
  claimed_until: string | null;
  created_at: string;
  /** Trace context of the request that queued it; null for deliveries of versions without it. */
  request_id: string | null;
  traceparent: string | null;
  tracestate: string | null;
};

/** Deliveries of a workspace to an origin. There is a row while any of them waits. */
export type WebhookLaneTable = {
  workspace_id: string;
  /** Empty for deliveries of versions before lanes. */
  origin: string;
  /** When the first of them is due, or earlier. */
  due_at: string;
};

/** A request under an `Idempotency-Key`, written in the transaction of its work. */
export type IdempotencyKeyTable = {
  workspace_id: string;
  /** Its operationId. */
  operation: string;
  key: string;
  request_hash: string;
  /** JSON of the response, without a token. Null inside the transaction only. */
  answer: string | null;
  expires_at: string;
};

/** A token bucket that processes share. */
export type RateLimitTable = {
  /** Name of the limit, a space, and the limited key. */
  key: string;
  /** Less than 0 while processes have taken more on credit. */
  tokens: number;
  /** Tokens of the last lease. */
  granted: number;
  /** Seconds since 1970, by the clock of the database. */
  filled_at: number;
};

/** A change and its actor. It contains no changed values. */
export type AuditEventTable = {
  id: string;
  /** Null where a command works on all workspaces. */
  workspace_id: string | null;
  at: string;
  /** Id of the API key, `worker` or `command`. */
  actor: string;
  /** The operationId, or the name of the command such as `keys.create`. */
  action: string;
  resource_id: string | null;
  /** Null for commands. */
  request_id: string | null;
};

/** All tables of the database. */
export type Tables = {
  workspaces: WorkspaceTable;
  api_keys: ApiKeyTable;
  agents: AgentTable;
  agent_secrets: AgentSecretTable;
  conversations: ConversationTable;
  messages: MessageTable;
  memories: MemoryTable;
  webhook_deliveries: WebhookDeliveryTable;
  webhook_lanes: WebhookLaneTable;
  idempotency_keys: IdempotencyKeyTable;
  rate_limits: RateLimitTable;
  audit_events: AuditEventTable;
};
