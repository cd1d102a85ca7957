import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { queueDelivery } from '../src/api/webhooks/store.ts';
import { openSecrets } from '../src/compose/dependencies.ts';
import { createApi } from '../src/compose/server.ts';
import { type BackgroundWork, createWork } from '../src/compose/work.ts';
import { readConfig } from '../src/platform/config.ts';
import type { AgentTable } from '../src/platform/database/tables.ts';
import { newId } from '../src/platform/ids.ts';
import { createKey } from '../src/platform/keys.ts';
import { createLog } from '../src/platform/log.ts';
import type { Asked, Figures, Seed } from './webhooks-process.ts';

// The server with its work in one process, which fills its own queue.

const config = readConfig({ ...process.env, RATE_LIMITS: 'false' });
const now = (): Date => new Date();
const api = await createApi(config, createLog('silent'), now);
const { db } = api.database;
const secrets = await openSecrets(config, api.database);
let work: BackgroundWork | undefined;

const server = createServer(api.app);
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

const ROWS = 500;

async function seed({ workspace, agents, deliveries, url, messageBytes }: Seed): Promise<void> {
  const { key } = await createKey(db, { workspace, expiresAt: null, now: now() });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const send = async (path: string, body: object) => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const response = await fetch(origin + path, { method: 'POST', headers, body: JSON.stringify(body) });
    return (await response.json()) as { id: string; conversation: { id: string } };
  };
  const { id: model } = await send('/v1/agents', { name: 'Bench', voice_id: 'sabrina', webhook_url: url });
  const conversationId = (await send(`/v1/agents/${model}/conversations`, {})).conversation.id;
  const row: AgentTable = await db.selectFrom('agents').selectAll().where('id', '=', model).executeTakeFirstOrThrow();
  const ids = Array.from({ length: agents }, () => newId('agent'));
  await inChunks(ids, (chunk) =>
    db.transaction().execute(async (transaction) => {
      for (const id of chunk) {
        await transaction
          .insertInto('agents')
          .values({ ...row, id, slug: id })
          .execute();
        const { keyId, sealed } = secrets.seal('whsec_c2VjcmV0', { ownerId: id, field: 'webhook_secret' });
        const secret = { agent_id: id, field: 'webhook_secret', key_id: keyId, sealed };
        await transaction.insertInto('agent_secrets').values(secret).execute();
      }
    }),
  );
  const body = JSON.stringify({ event: 'conversation.completed', data: 'x'.repeat(messageBytes) });
  const event = 'conversation.completed' as const;
  await inChunks(
    Array.from({ length: deliveries }, (_, index) => index),
    (chunk) =>
      db.transaction().execute(async (transaction) => {
        for (const index of chunk) {
          const agentId = ids[index % ids.length] ?? '';
          const delivery = {
            id: newId('whd'),
            workspaceId: row.workspace_id,
            agentId,
            conversationId,
            event,
            url,
            body,
          };
          await queueDelivery(transaction, { ...delivery, createdAt: now(), now: now() });
        }
      }),
  );
}

async function inChunks<Value>(values: Value[], handle: (chunk: Value[]) => Promise<void>): Promise<void> {
  for (let at = 0; at < values.length; at += ROWS) await handle(values.slice(at, at + ROWS));
}

async function delivered(workspace?: string): Promise<number> {
  const rows = db.selectFrom('webhook_deliveries').where('status', '=', 'delivered');
  const chosen =
    workspace === undefined
      ? rows
      : rows.where('workspace_id', 'in', db.selectFrom('workspaces').select('id').where('name', '=', workspace));
  const { count } = await chosen.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  return count;
}

function figures(): Figures {
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed } = process.memoryUsage();
  return { cpuMs: (user + system) / 1000, rss, heap: heapUsed, at: performance.now() };
}

async function handle(asked: Asked): Promise<unknown> {
  switch (asked.do) {
    case 'seed':
      return seed(asked.seed);
    case 'start':
      work = createWork({ config, database: api.database, secrets, log: createLog('silent'), now });
      return work.start();
    case 'stop': {
      const begun = performance.now();
      await work?.stop();
      return performance.now() - begun;
    }
    case 'collect':
      // Node is started with --expose-gc.
      globalThis.gc?.();
      return figures();
    case 'figures':
      return figures();
    case 'delivered':
      return delivered(asked.workspace);
    case 'clear':
      await db.deleteFrom('webhook_deliveries').execute();
      await db.deleteFrom('webhook_lanes').execute();
      return undefined;
  }
}

process.on('message', async (asked: Asked) => process.send?.({ result: (await handle(asked)) ?? null }));
process.on('disconnect', () => process.exit());
process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
