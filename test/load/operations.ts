import { MINIMAL, type Reply, type Sent, WORKER_TOKEN } from '../running-server.ts';

/** What one client has written and reads again. */
export type Client = {
  send(method: string, path: string, sent?: Sent): Promise<Reply>;
  random: () => number;
  webhookUrl: string;
  agents: { id: string; etag: string }[];
  /** Conversations that have not ended. */
  open: string[];
  /** The last conversation that was completed. */
  completed: string | undefined;
};

/** An operation of the mixed load: its share, the status that it must get, and its request. Undefined if nothing fits yet. */
export type LoadOperation = {
  name: string;
  share: number;
  status: number;
  request(client: Client): [method: string, path: string, sent?: Sent] | undefined;
  after?(client: Client, reply: Reply): void;
};

/** Agents and open conversations of a client, at most: what is stored grows, what is kept in memory must not. */
const MOST = 20;

const one = <Member>({ random }: Client, members: Member[]): Member | undefined =>
  members[Math.floor(random() * members.length)];

const agentPath = (client: Client, rest = ''): [string, string] | undefined => {
  const agent = one(client, client.agents);
  return agent && ['GET', `/v1/agents/${agent.id}${rest}`];
};

const conversationPath = ({ completed }: Client, rest = ''): [string, string] | undefined =>
  completed === undefined ? undefined : ['GET', `/v1/agents/conversations/${completed}${rest}`];

export const OPERATIONS: LoadOperation[] = [
  {
    ...{ name: 'createAgent', share: 10, status: 201 },
    request: ({ agents, webhookUrl, random }) => {
      if (agents.length >= MOST) return undefined;
      const headers: Record<string, string> = random() < 0.5 ? { 'idempotency-key': crypto.randomUUID() } : {};
      const json = {
        ...MINIMAL,
        is_public: true,
        memory_enabled: true,
        prompt: 'x'.repeat(1000),
        webhook_url: webhookUrl,
      };
      return ['POST', '/v1/agents', { json: { ...json, webhook_secret: 'whsec_c2VjcmV0' }, headers }];
    },
    after: ({ agents }, { body, headers }) => void agents.push({ id: body.id, etag: headers.get('etag') ?? '' }),
  },
  { name: 'getAgent', share: 24, status: 200, request: (client) => agentPath(client) },
  {
    ...{ name: 'getAgent, not modified', share: 6, status: 304 },
    request: (client) => {
      const agent = one(client, client.agents);
      return agent && ['GET', `/v1/agents/${agent.id}`, { headers: { 'if-none-match': agent.etag } }];
    },
  },
  {
    ...{ name: 'updateAgent', share: 14, status: 200 },
    request: (client) => {
      const agent = one(client, client.agents);
      const json = { temperature: Math.round(client.random() * 100) / 100, first_message: crypto.randomUUID() };
      return agent && ['PATCH', `/v1/agents/${agent.id}`, { json, headers: { 'if-match': agent.etag } }];
    },
    after: ({ agents }, { body, headers }) => {
      const agent = agents.find(({ id }) => id === body.id);
      if (agent !== undefined) agent.etag = headers.get('etag') ?? '';
    },
  },
  {
    ...{ name: 'deleteAgent', share: 8, status: 204 },
    // The first one has the conversations.
    request: ({ agents }) => (agents.length < MOST / 2 ? undefined : ['DELETE', `/v1/agents/${agents[1]?.id}`]),
    after: ({ agents }) => void agents.splice(1, 1),
  },
  { name: 'listAgents', share: 8, status: 200, request: () => ['GET', '/v1/agents?limit=20'] },
  { name: 'listVoices', share: 4, status: 200, request: () => ['GET', '/v1/voices'] },
  {
    ...{ name: 'createConversation', share: 8, status: 201 },
    request: ({ agents: [agent], open }) => {
      if (agent === undefined || open.length >= MOST) return undefined;
      return ['POST', `/v1/agents/${agent.id}/conversations`, { json: { user_identity: 'caller' } }];
    },
    after: ({ open }, { body }) => void open.push(body.conversation.id),
  },
  {
    ...{ name: 'claimConversation', share: 4, status: 200 },
    request: ({ open }) =>
      open[0] === undefined
        ? undefined
        : ['POST', `/v1/worker/conversations/${open[0]}/claim`, { json: { worker_id: 'worker' }, key: WORKER_TOKEN }],
  },
  {
    ...{ name: 'completeConversation', share: 8, status: 200 },
    request: ({ open }) => {
      const messages = Array.from({ length: 10 }, (_, index) => ({ role: 'caller', text: `Message ${index}.` }));
      const report = { end_reason: 'done', duration_seconds: 1, messages, facts: [{ fact: 'Likes tea.' }] };
      const sent = { json: report, key: WORKER_TOKEN };
      return open[0] === undefined ? undefined : ['POST', `/v1/worker/conversations/${open[0]}/complete`, sent];
    },
    after: (client) => {
      client.completed = client.open.shift();
    },
  },
  { name: 'getConversation', share: 4, status: 200, request: (client) => conversationPath(client) },
  { name: 'listMessages', share: 4, status: 200, request: (client) => conversationPath(client, '/messages') },
  {
    ...{ name: 'listWebhookDeliveries', share: 3, status: 200 },
    request: (client) => conversationPath(client, '/webhook-deliveries'),
  },
  { name: 'listMemories', share: 3, status: 200, request: (client) => agentPath(client, '/memories') },
  {
    ...{ name: 'getWidgetConfig, without a key', share: 4, status: 200 },
    request: (client) => {
      const path = agentPath(client, '/widget-config');
      return path && [...path, { key: null }];
    },
  },
  {
    ...{ name: 'createSession, without a key', share: 3, status: 201 },
    request: (client) => {
      const path = agentPath(client, '/sessions');
      return path && ['POST', path[1], { key: null }];
    },
  },
  {
    ...{ name: 'createAgent, invalid', share: 3, status: 400 },
    request: () => ['POST', '/v1/agents', { json: { ...MINIMAL, temperature: 7, wrong: true } }],
  },
  {
    ...{ name: 'getAgent, unknown', share: 3, status: 404 },
    request: () => ['GET', '/v1/agents/agent_01k9zq7v3mf4h8s2c6d0xw5t1e'],
  },
];
