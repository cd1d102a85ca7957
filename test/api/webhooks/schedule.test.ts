import { CompiledQuery, type KyselyPlugin } from 'kysely';
import { expect, test } from 'vitest';
import { createDeliveryWorker } from '../../../src/api/webhooks/delivery-worker.ts';
import { status } from './receiver.ts';
import { eventually, useWorld } from './world.ts';

const world = useWorld();

/** A database that notes the statements it is given. */
function noting(): { database: typeof world.server.api.database; statements: CompiledQuery[] } {
  const { database } = world.server.api;
  const statements: CompiledQuery[] = [];
  const plugin: KyselyPlugin = {
    transformQuery: ({ node, queryId }) => {
      if (node.kind !== 'RawNode') statements.push(database.db.getExecutor().compileQuery(node, queryId));
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  return { database: { ...database, db: database.db.withPlugin(plugin) }, statements };
}

test('no statement of a worker scans or sorts deliveries or lanes', async () => {
  await world.server.api.work.stop();
  const agent = await world.newAgent();
  const { database, statements } = noting();
  const worker = createDeliveryWorker(world.workerParts({ database }));
  world.receiver.answer = status(500);
  const id = await world.converse(agent);
  worker.start();
  await world.settles(id, { status: 'pending', attempts: 1 });
  world.receiver.answer = status(204);
  world.now += 6000;
  await world.settles(id, { status: 'delivered' });
  await worker.stop();
  const plans: string[] = [];
  for (const { sql: text, parameters } of new Map(statements.map((one) => [one.sql, one])).values()) {
    const { rows } = await database.db.executeQuery<{ detail: string }>(
      CompiledQuery.raw(`explain query plan ${text}`, [...parameters]),
    );
    for (const { detail } of rows) plans.push(`${detail} | ${text}`);
  }
  expect(plans.length).toBeGreaterThan(8);
  // Claims are few, whatever waits: there is one for each attempt under way.
  const fine = /^SEARCH |webhook_deliveries_claimed|select distinct "claim"|^LIST SUBQUERY|CONSTANT ROW/;
  expect(plans.filter((plan) => !fine.test(plan))).toEqual([]);
});

test('a delivery of a version that had no lanes is filed in its lane when it is due', async () => {
  await world.server.api.work.stop();
  const id = await world.converse(await world.newAgent());
  const { db } = world.server.api.database;
  await db.updateTable('webhook_deliveries').set({ origin: '' }).execute();
  await db.updateTable('webhook_lanes').set({ origin: '' }).execute();
  const worker = createDeliveryWorker(world.workerParts());
  worker.start();
  await world.settles(id, { status: 'delivered', attempts: 1, origin: new URL(world.receiver.url).origin });
  await eventually(async () => expect(await db.selectFrom('webhook_lanes').selectAll().execute()).toEqual([]));
  await worker.stop();
});
