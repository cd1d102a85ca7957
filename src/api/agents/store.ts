import { type Kysely, sql } from 'kysely';
import type { AgentTable, Tables } from '../../platform/database/tables.ts';
import { inTransaction } from '../../platform/database/transactions.ts';
import { readRows, type StreamedPage, toSizedPage } from '../pages.ts';
import type { SecretChanges } from './rules.ts';
import { type AgentStoreDependencies, writeSecrets } from './sealed/store.ts';
import { type Agent, type AgentSettings, parseSettings, type SecretField } from './settings.ts';

export const AGENT_LIST = 'agents';

/** The size of an agent in a response: its settings are stored as JSON; the rest of it takes at most 512 bytes. */
const BYTES = sql<number>`octet_length(settings) + 512`;

type NewAgent = {
  id: string;
  workspaceId: string;
  slug: string;
  settings: AgentSettings;
  secrets: SecretChanges;
  createdAt: Date;
};

/**
 * What an update comes to once the current agent is known: a change to write, or another result, for which
 * nothing is written.
 */
export type UpdateDecision<Otherwise> =
  | { change: { settings: AgentSettings; secrets: SecretChanges } }
  | { otherwise: Otherwise };

/**
 * Stores a new agent in the caller's transaction.
 *
 * @returns undefined when the workspace already has the slug; the database decides, so of two at once one loses
 */
export async function insertAgent(
  { db, secrets }: AgentStoreDependencies,
  agent: NewAgent,
): Promise<Agent | undefined> {
  const { id, workspaceId, slug, settings, createdAt } = agent;
  const time = createdAt.toISOString();
  const row = {
    id,
    workspace_id: workspaceId,
    slug,
    settings: JSON.stringify(settings),
    created_at: time,
    updated_at: time,
  };
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('agents')
    .values(row)
    .onConflict((conflict) => conflict.columns(['workspace_id', 'slug']).doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows !== 1n) return undefined;
  await writeSecrets(db, secrets, id, agent.secrets);
  return toAgent(row, await secretFields(db, [id]));
}

export async function isSlugTaken(db: Kysely<Tables>, workspaceId: string, slug: string): Promise<boolean> {
  const query = db.selectFrom('agents').select('id').where('workspace_id', '=', workspaceId).where('slug', '=', slug);
  return (await query.executeTakeFirst()) !== undefined;
}

/** @returns undefined when the workspace has no such agent */
export async function findAgent(db: Kysely<Tables>, workspaceId: string, id: string): Promise<Agent | undefined> {
  const row = await agentRow(db, workspaceId, id).executeTakeFirst();
  return row === undefined ? undefined : toAgent(row, await secretFields(db, [id]));
}

/** An agent that is not deleted before the transaction ends. @returns undefined when the workspace has no such agent */
export async function holdAgent(
  transaction: Kysely<Tables>,
  workspaceId: string,
  id: string,
): Promise<Agent | undefined> {
  const row = await agentRow(transaction, workspaceId, id).forKeyShare().executeTakeFirst();
  return row === undefined ? undefined : toAgent(row, await secretFields(transaction, [id]));
}

/** An agent by its id alone, and whose it is: for requests that come without a key. */
export async function findAgentOfAnyWorkspace(
  db: Kysely<Tables>,
  id: string,
): Promise<{ workspaceId: string; agent: Agent } | undefined> {
  const row = await db.selectFrom('agents').selectAll().where('id', '=', id).executeTakeFirst();
  return row && { workspaceId: row.workspace_id, agent: toAgent(row, await secretFields(db, [id])) };
}

/**
 * A page of a workspace's agents, newest first.
 *
 * @param after id of the last agent of the page before
 */
export async function listAgents(
  db: Kysely<Tables>,
  { workspaceId, after, limit }: { workspaceId: string; after: string | undefined; limit: number },
): Promise<StreamedPage<Agent>> {
  let query = db
    .selectFrom('agents')
    .select(['id', BYTES.as('bytes')])
    .where('workspace_id', '=', workspaceId);
  if (after !== undefined) query = query.where('id', '<', after);
  const sizes = await query
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const page = toSizedPage(AGENT_LIST, sizes, limit);
  const rows = await readRows(page.rows, async (ids) => {
    const found = await db.selectFrom('agents').selectAll().where('id', 'in', ids).orderBy('id', 'desc').execute();
    const fields = await secretFields(db, ids);
    return found.map((row) => toAgent(row, fields));
  });
  return { ...page, rows };
}

/**
 * Reads an agent, lets `decide` make a change of it and writes the change, all in one transaction, so that of two
 * updates at once the second sees what the first wrote.
 *
 * @returns the agent as it is now, what `decide` returned otherwise, or undefined when the workspace has no such agent
 */
export async function updateAgent<Otherwise>(
  { db, secrets }: AgentStoreDependencies,
  { workspaceId, id, now }: { workspaceId: string; id: string; now: () => Date },
  decide: (current: Agent) => UpdateDecision<Otherwise>,
): Promise<{ agent: Agent } | { otherwise: Otherwise } | undefined> {
  return inTransaction(db, async (transaction) => {
    const row = await lockAgent(transaction, workspaceId, id);
    if (row === undefined) return undefined;
    const decision = decide(toAgent(row, await secretFields(transaction, [id])));
    if ('otherwise' in decision) return decision;
    const { settings, secrets: changes } = decision.change;
    const changed = { ...row, settings: JSON.stringify(settings), updated_at: laterThan(row.updated_at, now()) };
    await transaction
      .updateTable('agents')
      .set({ settings: changed.settings, updated_at: changed.updated_at })
      .where('id', '=', id)
      .execute();
    await writeSecrets(transaction, secrets, id, changes);
    return { agent: toAgent(changed, await secretFields(transaction, [id])) };
  });
}

/**
 * Deletes an agent and its secrets if `mayDelete` agrees.
 *
 * @returns whether it is gone; undefined when the workspace has no such agent
 */
export async function deleteAgent(
  db: Kysely<Tables>,
  { workspaceId, id }: { workspaceId: string; id: string },
  mayDelete: (current: Agent) => boolean,
): Promise<boolean | undefined> {
  return inTransaction(db, async (transaction) => {
    const row = await lockAgent(transaction, workspaceId, id);
    if (row === undefined) return undefined;
    if (!mayDelete(toAgent(row, await secretFields(transaction, [id])))) return false;
    await transaction.deleteFrom('agent_secrets').where('agent_id', '=', id).execute();
    await transaction.deleteFrom('agents').where('id', '=', id).execute();
    return true;
  });
}

function agentRow(db: Kysely<Tables>, workspaceId: string, id: string) {
  return db.selectFrom('agents').selectAll().where('workspace_id', '=', workspaceId).where('id', '=', id);
}

/** Reads an agent for a change of it, with its lock, so that of two at once the second reads what the first wrote. */
async function lockAgent(
  transaction: Kysely<Tables>,
  workspaceId: string,
  id: string,
): Promise<AgentTable | undefined> {
  return agentRow(transaction, workspaceId, id).forNoKeyUpdate().executeTakeFirst();
}

type SecretFields = Map<string, Set<string>>;

/** Which secrets each agent has; the secrets themselves are not read. */
async function secretFields(db: Kysely<Tables>, ids: string[]): Promise<SecretFields> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('agent_secrets')
    .select(['agent_id', 'field'])
    .where('agent_id', 'in', ids)
    .execute();
  const byAgent = Map.groupBy(rows, ({ agent_id }) => agent_id);
  return new Map([...byAgent].map(([id, found]) => [id, new Set(found.map(({ field }) => field))]));
}

function toAgent(row: AgentTable, fields: SecretFields): Agent {
  const { name, ...settings } = parseSettings(row.settings);
  const has = (field: SecretField): boolean => fields.get(row.id)?.has(field) ?? false;
  return {
    id: row.id,
    name,
    slug: row.slug,
    ...settings,
    llm_api_key_set: has('llm_api_key'),
    webhook_secret_set: has('webhook_secret'),
    created_at: row.created_at,
    updated_at: row.updated_at,
  };
}

/** A time after `previous` even where the clock has been set back or has not moved, so that `updated_at` only grows. */
function laterThan(previous: string, now: Date): string {
  return new Date(Math.max(now.getTime(), Date.parse(previous) + 1)).toISOString();
}
