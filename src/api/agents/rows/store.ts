import { type Kysely, sql } from 'kysely';
import { compileOnce } from '../../../platform/database/statements.ts';
import type { AgentTable, Tables } from '../../../platform/database/tables.ts';
import type { SecretField } from '../settings.ts';

// The statements of requests for agents, each compiled once.

/** The size of an agent in a response: its settings are stored as JSON; the rest of it takes at most 512 bytes. */
const BYTES = sql<number>`octet_length(settings) + 512`;

type StoredAgent = Pick<AgentTable, (typeof STORED_COLUMNS)[number]>;

/** A stored agent, and the secrets that it has: 1 or 0. */
export type AgentRow = StoredAgent & { has_llm_api_key: number; has_webhook_secret: number };

const STORED_COLUMNS = ['id', 'workspace_id', 'slug', 'settings', 'created_at', 'updated_at'] as const;

/** Whether the agent of the query has a secret; the secret itself is not read. */
const hasSecret = (field: SecretField) =>
  sql<number>`case when exists (
    select 1 from agent_secrets where agent_secrets.agent_id = agents.id and agent_secrets.field = ${sql.lit(field)}
  ) then 1 else 0 end`;

/** Reads agents with the names of their secrets. */
export function selectAgents(db: Kysely<Tables>) {
  return db
    .selectFrom('agents')
    .select(STORED_COLUMNS)
    .select([hasSecret('llm_api_key').as('has_llm_api_key'), hasSecret('webhook_secret').as('has_webhook_secret')]);
}

/** The agent and its workspace. */
export type AgentKey = { workspaceId: string; id: string };

export const insertRow = compileOnce<
  Record<'id' | 'workspace_id' | 'slug' | 'settings' | 'time' | 'text' | 'text_tag' | 'text_form', string>,
  unknown
>((db, value) =>
  db
    .insertInto('agents')
    .values({
      id: value('id'),
      workspace_id: value('workspace_id'),
      slug: value('slug'),
      settings: value('settings'),
      created_at: value('time'),
      updated_at: value('time'),
      text: value('text'),
      text_tag: value('text_tag'),
      text_form: value('text_form'),
      text_of: value('time'),
    })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'slug']).doNothing()),
);

export const updateRow = compileOnce<
  Record<'id' | 'settings' | 'time' | 'text' | 'text_tag' | 'text_form', string>,
  unknown
>((db, value) =>
  db
    .updateTable('agents')
    .set({
      settings: value('settings'),
      updated_at: value('time'),
      text: value('text'),
      text_tag: value('text_tag'),
      text_form: value('text_form'),
      text_of: value('time'),
    })
    .where('id', '=', value('id')),
);

export const findRow = compileOnce<AgentKey, AgentRow>((db, value) =>
  selectAgents(db).where('workspace_id', '=', value('workspaceId')).where('id', '=', value('id')),
);

/** Keeps an agent from being deleted. */
export const holdRow = compileOnce<AgentKey, AgentRow>((db, value) =>
  selectAgents(db).where('workspace_id', '=', value('workspaceId')).where('id', '=', value('id')).forKeyShare(),
);

/**
 * A locked agent. Its secrets are read afterwards, because a query that waits for a lock sees older versions of other
 * rows.
 */
export type LockedRow = StoredAgent & { text_tag: string | null; text_form: string | null; text_of: string | null };

/** Reads an agent with a lock on its row. Concurrent changes run one after the other. */
export const lockRow = compileOnce<AgentKey, LockedRow>((db, value) =>
  db
    .selectFrom('agents')
    .select(STORED_COLUMNS)
    .select(['text_tag', 'text_form', 'text_of'])
    .where('workspace_id', '=', value('workspaceId'))
    .where('id', '=', value('id'))
    .forNoKeyUpdate(),
);

export const findSecretFields = compileOnce<{ id: string }, { field: string }>((db, value) =>
  db.selectFrom('agent_secrets').select('field').where('agent_id', '=', value('id')),
);

export const findRowOfAnyWorkspace = compileOnce<{ id: string }, AgentRow>((db, value) =>
  selectAgents(db).where('id', '=', value('id')),
);

/** A version without texts changes an agent and leaves its text, which is then the text of an earlier moment. */
export const findText = compileOnce<AgentKey & { form: string }, { text: string | null; tag: string | null }>(
  (db, value) =>
    db
      .selectFrom('agents')
      .select(['text', 'text_tag as tag'])
      .where('id', '=', value('id'))
      .where('workspace_id', '=', value('workspaceId'))
      .where('text_form', '=', value('form'))
      .whereRef('text_of', '=', 'updated_at'),
);

type ListedRow = { id: string; bytes: number; text: string | null };

/** Rows of a list, newest first, with the texts that are not larger than a share of the page. */
export const listRows = compileOnce<
  { workspaceId: string; after: string; form: string; share: number; count: number },
  ListedRow
>((db, value) =>
  db
    .selectFrom('agents')
    .select(({ and, case: when, eb, ref }) => [
      'id',
      BYTES.as('bytes'),
      when()
        .when(
          and([
            eb('text_form', '=', value('form')),
            eb('text_of', '=', ref('updated_at')),
            eb(sql<number>`octet_length(text)`, '<=', value('share')),
          ]),
        )
        .then(ref('text'))
        .end()
        .as('text'),
    ])
    .where('workspace_id', '=', value('workspaceId'))
    .where('id', '<', value('after'))
    .orderBy('id', 'desc')
    .limit(value('count')),
);
