import type { Kysely } from 'kysely';
import { type ChangeOrigin, recordChange } from '../../platform/audit.ts';
import type { Tables } from '../../platform/database/tables.ts';
import { inTransaction } from '../../platform/database/transactions.ts';
import { PIECE_BYTES, readRows, type StreamedPage, toSizedPage } from '../pages.ts';
import {
  type AgentKey,
  type AgentRow,
  findRow,
  findRowOfAnyWorkspace,
  findSecretFields,
  findText,
  holdRow,
  insertRow,
  type LockedRow,
  listRows,
  lockRow,
  selectAgents,
  updateRow,
} from './rows/store.ts';
import type { SecretChanges } from './rules.ts';
import { type AgentStoreDependencies, insertSecrets, writeSecrets } from './secrets/store.ts';
import { type Agent, type AgentSettings, parseSettings, type SecretField } from './settings.ts';
import type { AgentText, AgentWriter } from './texts.ts';

export const AGENT_LIST = 'agents';

/** Dependencies of the store: access to agents, and to the texts that are stored with them. */
export type AgentReadDependencies = { db: Kysely<Tables>; writer: AgentWriter };

export type AgentWriteDependencies = AgentStoreDependencies & AgentReadDependencies;

type NewAgent = {
  id: string;
  workspaceId: string;
  slug: string;
  settings: AgentSettings;
  secrets: SecretChanges;
  createdAt: Date;
};

/** An agent that an update or a deletion has read. Its tag is made only where it is asked for. */
export type CurrentAgent = { agent: Agent; tag(): string };

/** The outcome of an update of the current agent: a change to write, or another result without a change. */
export type UpdateDecision<Otherwise> =
  | { change: { settings: AgentSettings; secrets: SecretChanges } }
  | { otherwise: Otherwise };

/** Greater than every id, for the first page. */
const BEFORE_THE_NEWEST = '~';

/**
 * Stores a new agent in the caller's transaction.
 *
 * @returns undefined when the workspace already has the slug; the database decides, so of two at once one loses
 */
export async function insertAgent(
  { db, secrets, writer }: AgentWriteDependencies,
  agent: NewAgent,
): Promise<AgentText | undefined> {
  const { id, workspaceId, slug, settings, createdAt } = agent;
  const time = createdAt.toISOString();
  const has = secretsAfter(NO_SECRETS, agent.secrets);
  const written = writer.write(toAgent({ id, slug, created_at: time, updated_at: time }, settings, has));
  const { numAffectedRows } = await insertRow(db, {
    ...{ id, workspace_id: workspaceId, slug, settings: JSON.stringify(settings), time },
    ...{ text: written.text, text_tag: written.tag, text_form: writer.form },
  });
  if (numAffectedRows !== 1n) return undefined;
  await insertSecrets(db, secrets, id, agent.secrets);
  return written;
}

export async function isSlugTaken(db: Kysely<Tables>, workspaceId: string, slug: string): Promise<boolean> {
  const query = db.selectFrom('agents').select('id').where('workspace_id', '=', workspaceId).where('slug', '=', slug);
  return (await query.executeTakeFirst()) !== undefined;
}

/** @returns undefined when the workspace has no such agent */
export async function findAgent(db: Kysely<Tables>, workspaceId: string, id: string): Promise<Agent | undefined> {
  const [row] = (await findRow(db, { workspaceId, id })).rows;
  return row && readAgent(row);
}

/** The text of an agent, which is written again where the stored one is not of its last change or of another form. */
export async function findAgentText(
  { db, writer }: AgentReadDependencies,
  workspaceId: string,
  id: string,
): Promise<AgentText | undefined> {
  const [stored] = (await findText(db, { workspaceId, id, form: writer.form })).rows;
  if (typeof stored?.text === 'string' && stored.tag !== null) return { text: stored.text, tag: stored.tag };
  const agent = await findAgent(db, workspaceId, id);
  return agent && writer.write(agent);
}

/** An agent that is not deleted before the transaction ends. @returns undefined when the workspace has no such agent */
export async function holdAgent(
  transaction: Kysely<Tables>,
  workspaceId: string,
  id: string,
): Promise<Agent | undefined> {
  const [row] = (await holdRow(transaction, { workspaceId, id })).rows;
  return row && readAgent(row);
}

/** An agent by its id alone, and whose it is: for requests that come without a key. */
export async function findAgentOfAnyWorkspace(
  db: Kysely<Tables>,
  id: string,
): Promise<{ workspaceId: string; agent: Agent } | undefined> {
  const [row] = (await findRowOfAnyWorkspace(db, { id })).rows;
  return row && { workspaceId: row.workspace_id, agent: readAgent(row) };
}

/**
 * A page of a workspace's agents, newest first. It is a text where the texts of all its agents are stored and small.
 *
 * @param after id of the last agent of the page before
 */
export async function listAgents(
  { db, writer }: AgentReadDependencies,
  { workspaceId, after, limit }: { workspaceId: string; after: string | undefined; limit: number },
): Promise<StreamedPage<Agent> | { text: string }> {
  const { rows: listed } = await listRows(db, {
    ...{ workspaceId, after: after ?? BEFORE_THE_NEWEST, form: writer.form, count: limit + 1 },
    // Together the texts are one piece at most.
    share: Math.floor(PIECE_BYTES / (limit + 1)),
  });
  const { rows: sizes, ...position } = toSizedPage(AGENT_LIST, listed, limit);
  const texts = listed.slice(0, sizes.length).flatMap(({ text }) => text ?? []);
  if (texts.length === sizes.length) return { text: writer.writeList(texts, position) };
  const rows = await readRows(sizes, async (ids) => {
    const found = await selectAgents(db).where('id', 'in', ids).orderBy('id', 'desc').execute();
    return found.map(readAgent);
  });
  return { ...position, rows };
}

/**
 * Reads an agent, lets `decide` compute a change, and writes the change in one transaction. Concurrent updates run
 * one after the other.
 *
 * @returns the agent as it is now, what `decide` returned otherwise, or undefined when the workspace has no such agent
 */
export async function updateAgent<Otherwise>(
  { db, secrets, writer }: AgentWriteDependencies,
  { workspaceId, id, now, origin }: AgentKey & { now: () => Date; origin: ChangeOrigin },
  decide: (current: CurrentAgent) => UpdateDecision<Otherwise>,
): Promise<{ changed: AgentText } | { otherwise: Otherwise } | undefined> {
  return inTransaction(db, async (transaction) => {
    const [row] = (await lockRow(transaction, { workspaceId, id })).rows;
    if (row === undefined) return undefined;
    const has = await secretsOf(transaction, id);
    const decision = decide(currentOf(row, has, writer));
    if ('otherwise' in decision) return decision;
    const { settings, secrets: changes } = decision.change;
    const time = laterThan(row.updated_at, now());
    const changed = writer.write(toAgent({ ...row, updated_at: time }, settings, secretsAfter(has, changes)));
    await updateRow(transaction, {
      ...{ id, settings: JSON.stringify(settings), time },
      ...{ text: changed.text, text_tag: changed.tag, text_form: writer.form },
    });
    await writeSecrets(transaction, secrets, id, changes);
    await recordChange(transaction, origin, { workspaceId, resourceId: id });
    return { changed };
  });
}

/**
 * Deletes an agent and its secrets if `mayDelete` agrees.
 *
 * @returns whether it is gone; undefined when the workspace has no such agent
 */
export async function deleteAgent(
  { db, writer }: AgentReadDependencies,
  { workspaceId, id, origin }: AgentKey & { origin: ChangeOrigin },
  mayDelete: (current: CurrentAgent) => boolean,
): Promise<boolean | undefined> {
  return inTransaction(db, async (transaction) => {
    const [row] = (await lockRow(transaction, { workspaceId, id })).rows;
    if (row === undefined) return undefined;
    if (!mayDelete(currentOf(row, await secretsOf(transaction, id), writer))) return false;
    await transaction.deleteFrom('agent_secrets').where('agent_id', '=', id).execute();
    await transaction.deleteFrom('agents').where('id', '=', id).execute();
    await recordChange(transaction, origin, { workspaceId, resourceId: id });
    return true;
  });
}

/** Which secrets an agent has. */
type HasSecrets = Record<SecretField, boolean>;

const NO_SECRETS: HasSecrets = { llm_api_key: false, webhook_secret: false };

async function secretsOf(db: Kysely<Tables>, id: string): Promise<HasSecrets> {
  const has = { ...NO_SECRETS };
  // Only this API writes the column.
  for (const { field } of (await findSecretFields(db, { id })).rows) has[field as SecretField] = true;
  return has;
}

function secretsAfter(has: HasSecrets, changes: SecretChanges): HasSecrets {
  const after = (field: SecretField): boolean => (changes[field] === undefined ? has[field] : changes[field] !== null);
  return { llm_api_key: after('llm_api_key'), webhook_secret: after('webhook_secret') };
}

function currentOf(row: LockedRow, has: HasSecrets, writer: AgentWriter): CurrentAgent {
  const agent = toAgent(row, parseSettings(row.settings), has);
  const stored = row.text_form === writer.form && row.text_of === row.updated_at ? row.text_tag : null;
  return { agent, tag: () => stored ?? writer.write(agent).tag };
}

function readAgent(row: AgentRow): Agent {
  return toAgent(row, parseSettings(row.settings), {
    llm_api_key: row.has_llm_api_key === 1,
    webhook_secret: row.has_webhook_secret === 1,
  });
}

function toAgent(
  { id, slug, created_at, updated_at }: Pick<AgentRow, 'id' | 'slug' | 'created_at' | 'updated_at'>,
  { name, ...settings }: AgentSettings,
  has: HasSecrets,
): Agent {
  return {
    ...{ id, name, slug },
    ...settings,
    ...{ llm_api_key_set: has.llm_api_key, webhook_secret_set: has.webhook_secret, created_at, updated_at },
  };
}

/** A time after `previous` even where the clock has been set back or has not moved, so that `updated_at` only grows. */
function laterThan(previous: string, now: Date): string {
  return new Date(Math.max(now.getTime(), Date.parse(previous) + 1)).toISOString();
}
