import { type Kysely, sql } from 'kysely';

/**
 * Deliveries are scheduled by lane, which is a workspace and an origin: finding due deliveries costs the same whatever
 * waits in other lanes. Rows of older versions are in a lane without an origin, and are filed under theirs when they
 * are due.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const deliveries = db.schema.alterTable('webhook_deliveries');
  await deliveries.addColumn('origin', 'text', (column) => column.notNull().defaultTo('')).execute();
  await deliveries.addColumn('step', 'integer', (column) => column.notNull().defaultTo(0)).execute();
  await deliveries.addColumn('cut_short', 'integer', (column) => column.notNull().defaultTo(0)).execute();
  await sql`update webhook_deliveries set step = attempts`.execute(db);
  await db.schema
    .createTable('webhook_lanes')
    .addColumn('workspace_id', 'varchar(64)', (column) =>
      column.notNull().references('workspaces.id').onDelete('cascade'),
    )
    .addColumn('origin', 'text', (column) => column.notNull())
    .addColumn('due_at', 'varchar(24)', (column) => column.notNull())
    .addPrimaryKeyConstraint('webhook_lanes_key', ['workspace_id', 'origin'])
    .execute();
  await sql`
    insert into webhook_lanes (workspace_id, origin, due_at)
    select workspace_id, '', min(next_attempt_at) from webhook_deliveries
    where claim is null and next_attempt_at is not null group by workspace_id`.execute(db);
  await db.schema.dropIndex('webhook_deliveries_due').execute();
  for (const text of INDEXES) await sql.raw(text).execute(db);
}

/** Partial ones hold only the rows that a worker looks for, so that delivered ones cost nothing. */
const INDEXES = [
  `create index webhook_deliveries_due on webhook_deliveries (workspace_id, origin, next_attempt_at)
    where claim is null and next_attempt_at is not null`,
  'create index webhook_deliveries_claimed on webhook_deliveries (claimed_until) where claim is not null',
  'create index webhook_deliveries_status_newest on webhook_deliveries (status, id desc)',
  'create index webhook_lanes_due on webhook_lanes (due_at, workspace_id, origin)',
  'create index webhook_lanes_workspace_due on webhook_lanes (workspace_id, due_at)',
  'create index webhook_lanes_origin_due on webhook_lanes (origin, due_at)',
];
