import { afterEach, beforeEach, expect, vi } from 'vitest';
import type { DeliveryWorkerDependencies } from '../../../src/api/webhooks/delivery-worker.ts';
import { queueDelivery } from '../../../src/api/webhooks/store.ts';
import { newId } from '../../../src/platform/ids.ts';
import { createLog } from '../../../src/platform/log.ts';
import { createOutboundClient } from '../../../src/platform/outbound-http.ts';
import { createSecretBox } from '../../../src/platform/secrets.ts';
import { MINIMAL, type Reply, type RunningServer, startServer, WORKER_TOKEN } from '../../running-server.ts';
import { type Receiver, startReceiver } from './receiver.ts';

/** The keys of servers and workers that share a database. */
export const SECRETS = `test:${Buffer.alloc(32, 7).toString('base64')}`;

export const REPORT = {
  end_reason: 'caller_hung_up',
  duration_seconds: 3,
  messages: [{ role: 'caller', text: 'Hi.' }],
};

/** A server that delivers, someone who receives, and a clock; each test gets its own. */
export type World = {
  readonly server: RunningServer;
  readonly receiver: Receiver;
  now: number;
  newAgent(settings?: object, key?: string): Promise<string>;
  newConversation(agent: string, key?: string): Promise<string>;
  complete(id: string, report?: object): Promise<Reply>;
  /** A conversation with the agent, completed. */
  converse(agent: string, key?: string): Promise<string>;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever came back
  deliveryOf(id: string): Promise<any>;
  /** Waits until the receiver has had so many requests. */
  receives(count: number): Promise<void>;
  /** Waits until a delivery stands so. */
  settles(id: string, standing: object): Promise<void>;
  /**
   * Waits until a delivery that is queued now, of another workspace to another receiver, was found and made. Until then
   * everything that is due has had its turn.
   */
  passes(): Promise<void>;
  /** What a worker beside the server's own needs. */
  workerParts(change?: Partial<DeliveryWorkerDependencies>): DeliveryWorkerDependencies;
};

export const eventually = (validate: () => unknown) => vi.waitFor(validate, { timeout: 120_000, interval: 5 });

export function useWorld(environment: Record<string, string> = {}): World {
  let server: RunningServer;
  let receiver: Receiver;
  let marker: Marker | undefined;
  beforeEach(async () => {
    // The library that verifies signatures rejects those that are not of now.
    world.now = Date.now();
    receiver = await startReceiver();
    const own = { BACKGROUND_WORK: 'true', ALLOW_PRIVATE_OUTBOUND: 'true', SECRETS_KEYS: SECRETS };
    server = await startServer({ ...own, WEBHOOK_TIMEOUT_MS: '60000', ...environment }, () => new Date(world.now));
  });
  afterEach(async () => {
    receiver.disconnect();
    await marker?.receiver.stop();
    marker = undefined;
    await server.stop();
    await receiver.stop();
  });
  const world: World = {
    get server() {
      return server;
    },
    get receiver() {
      return receiver;
    },
    now: 0,
    newAgent: async (settings = {}, key = server.key) => {
      const json = { ...MINIMAL, webhook_url: receiver.url, ...settings };
      const { status, body } = await server.send('POST', '/v1/agents', { json, key });
      expect(status, JSON.stringify(body)).toBe(201);
      return body.id;
    },
    newConversation: async (agent, key = server.key) =>
      (await server.send('POST', `/v1/agents/${agent}/conversations`, { key })).body.conversation.id,
    complete: (id, report = REPORT) =>
      server.send('POST', `/v1/worker/conversations/${id}/complete`, { json: report, key: WORKER_TOKEN }),
    converse: async (agent, key) => {
      const id = await world.newConversation(agent, key);
      expect((await world.complete(id)).status).toBe(200);
      return id;
    },
    deliveryOf: (id) =>
      server.api.database.db
        .selectFrom('webhook_deliveries')
        .selectAll()
        .where('conversation_id', '=', id)
        .executeTakeFirst(),
    receives: async (count) => {
      await eventually(() => expect(receiver.received).toHaveLength(count));
    },
    settles: async (id, standing) => {
      // While it is claimed, nothing of it is settled.
      const settled = { claim: null, ...standing };
      await eventually(async () => expect(await world.deliveryOf(id)).toMatchObject(settled));
    },
    passes: async () => {
      marker ??= await createMarker(world);
      const { db } = server.api.database;
      const id = newId('whd');
      const at = new Date(world.now);
      await queueDelivery(db, { ...marker.delivery, id, createdAt: at, now: at });
      const row = db.selectFrom('webhook_deliveries').select('status').where('id', '=', id);
      await eventually(async () => expect(await row.executeTakeFirst()).toEqual({ status: 'delivered' }));
    },
    workerParts: (change = {}) => ({
      database: server.api.database,
      secrets: createSecretBox(SECRETS),
      client: createOutboundClient({ allowPrivate: true, requireHttps: false }),
      log: createLog('silent'),
      now: () => new Date(world.now),
      timeoutMs: 60_000,
      pollMs: 10,
      concurrency: { origin: 4, workspace: 8, all: 32 },
      ...change,
    }),
  };
  return world;
}

/** What a delivery needs that shows that others have had their turn. */
type Marker = { receiver: Receiver; delivery: Omit<Parameters<typeof queueDelivery>[1], 'id' | 'createdAt' | 'now'> };

async function createMarker(world: World): Promise<Marker> {
  const { key } = await world.server.newKey('markers');
  const receiver = await startReceiver();
  const { url } = receiver;
  const agentId = await world.newAgent({ webhook_url: url }, key);
  const conversationId = await world.newConversation(agentId, key);
  const { workspace_id: workspaceId } = await world.server.api.database.db
    .selectFrom('agents')
    .select('workspace_id')
    .where('id', '=', agentId)
    .executeTakeFirstOrThrow();
  const event = 'conversation.completed';
  return { receiver, delivery: { workspaceId, agentId, conversationId, event, url, body: '{}' } };
}
