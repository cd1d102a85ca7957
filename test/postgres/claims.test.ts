import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { claimConversation } from '../../src/api/conversations/store.ts';
import { workerOrigin } from '../../src/platform/audit.ts';
import { MINIMAL, startServer } from '../running-server.ts';

test('a claim that waits for another one of the same worker renews it, and is not recorded', async () => {
  const server = await startServer();
  onTestFinished(() => server.stop());
  const { db } = server.api.database;
  const { body: agent } = await server.send('POST', '/v1/agents', { json: MINIMAL });
  const { body } = await server.send('POST', `/v1/agents/${agent.id}/conversations`);
  const { id } = body.conversation;
  const now = new Date();
  const other = await db.startTransaction().execute();
  const claimed = { status: 'active', worker_id: 'w-1', claimed_at: now.toISOString() };
  await other.updateTable('conversations').set(claimed).where('id', '=', id).execute();
  const claim = { id, workerId: 'w-1', timeoutSeconds: 60, now };
  const waiting = claimConversation(db, claim, workerOrigin('claimConversation', { id: 'req' }));
  const waits = async (): Promise<number> => {
    const { rows } = await sql`
      select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(db);
    return rows.length;
  };
  await expect.poll(waits).toBe(1);
  await other.commit().execute();
  expect(await waiting).toMatchObject({ conversation: { id, status: 'active' } });
  const { rows } = await sql`select 1 from audit_events where action = 'claimConversation'`.execute(db);
  expect(rows).toEqual([]);
});
