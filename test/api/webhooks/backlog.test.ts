import { CompiledQuery } from 'kysely';
import { expect, test } from 'vitest';
import { COUNTED_DELIVERIES, measureBacklog } from '../../../src/api/webhooks/backlog/store.ts';
import { status } from './receiver.ts';
import { useWorld } from './world.ts';

const world = useWorld({ METRICS_PORT: '0' });
const measure = () => measureBacklog(world.server.api.database.db, new Date(world.now));

async function attempts(): Promise<Record<string, number>> {
  const snapshot = (await world.server.api.metrics?.read()) ?? expect.unreachable();
  const { values } = snapshot.find(({ name }) => name === 'webhook_attempts_total') ?? expect.unreachable();
  return Object.fromEntries(values.map(({ labels, value }) => [labels.outcome, value]));
}

test('the backlog has what is due, and not what waits for a later attempt, is under way or was delivered', async () => {
  await world.server.api.work.stop();
  expect(await measure()).toEqual({ due: 0, oldestSeconds: 0 });
  const agent = await world.newAgent();
  const ids: string[] = [];
  for (let at = 0; at < 5; at++) {
    ids.push(await world.converse(agent));
    world.now += 1000;
  }
  await world.converse(
    await world.newAgent({ webhook_url: `${world.receiver.url.replace('127.0.0.1', 'localhost')}` }),
  );
  expect(await measure()).toEqual({ due: 6, oldestSeconds: 5 });
  const { db } = world.server.api.database;
  const change = (index: number, values: object) =>
    db
      .updateTable('webhook_deliveries')
      .set(values)
      .where('conversation_id', '=', ids[index] ?? '')
      .execute();
  await change(1, { next_attempt_at: new Date(world.now + 1000).toISOString() });
  await change(2, { status: 'delivered', next_attempt_at: null });
  await change(3, { claim: 'worker', claimed_until: new Date(world.now + 1000).toISOString() });
  expect(await measure()).toEqual({ due: 3, oldestSeconds: 5 });
});

test('the backlog is measured without reading deliveries that are not due', async () => {
  const { db } = world.server.api.database;
  await world.server.api.work.stop();
  await world.converse(await world.newAgent());
  const statements: CompiledQuery[] = [];
  const noting = db.withPlugin({
    transformQuery: ({ node, queryId }) => {
      statements.push(db.getExecutor().compileQuery(node, queryId));
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  await measureBacklog(noting, new Date(world.now));
  const plans: string[] = [];
  for (const { sql: text, parameters } of statements) {
    const { rows } = await db.executeQuery<{ detail: string }>(
      CompiledQuery.raw(`explain query plan ${text}`, [...parameters]),
    );
    for (const { detail } of rows) plans.push(detail);
  }
  expect(plans.filter((plan) => /lane|deliver/.test(plan))).toEqual([
    expect.stringContaining('INDEX webhook_lanes_due (due_at<?)'),
    expect.stringContaining('INDEX webhook_lanes_due (due_at<?)'),
    expect.stringMatching(
      /COVERING INDEX webhook_deliveries_due \(workspace_id=\? AND origin=\? AND next_attempt_at<\?\)/,
    ),
  ]);
});

test(`at most ${COUNTED_DELIVERIES} deliveries are counted`, async () => {
  await world.server.api.work.stop();
  await world.converse(await world.newAgent());
  const { db } = world.server.api.database;
  const row = await db.selectFrom('webhook_deliveries').selectAll().executeTakeFirstOrThrow();
  for (let at = 0; at < COUNTED_DELIVERIES; at += 500) {
    const rows = Array.from({ length: 500 }, (_, index) => ({ ...row, id: `whd_${at + index}` }));
    await db.insertInto('webhook_deliveries').values(rows).execute();
  }
  expect((await measure()).due).toBe(COUNTED_DELIVERIES);
});

test('a backlog is not measured again within seconds, however often metrics are read', async () => {
  const { metrics } = world.server.api;
  await world.server.api.work.stop();
  const due = async () => {
    const snapshot = (await metrics?.read()) ?? expect.unreachable();
    return snapshot.find(({ name }) => name === 'webhook_due_deliveries')?.values[0]?.value;
  };
  expect(await due()).toBe(0);
  await world.converse(await world.newAgent());
  expect(await due()).toBe(0);
});

test('attempts are counted by what came of them', async () => {
  world.receiver.answer = status(500);
  const id = await world.converse(await world.newAgent());
  await world.settles(id, { status: 'pending', attempts: 1 });
  world.receiver.answer = status(410);
  world.now += 6000;
  await world.settles(id, { status: 'failed', attempts: 2 });
  world.receiver.answer = status(204);
  await world.settles(await world.converse(await world.newAgent()), { status: 'delivered' });
  expect(await attempts()).toEqual({ retrying: 1, failed: 1, delivered: 1 });
});
