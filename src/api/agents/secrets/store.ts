import type { Kysely } from 'kysely';
import { commandOrigin, recordOnce } from '../../../platform/audit.ts';
import { compileOnce } from '../../../platform/database/statements.ts';
import type { AgentSecretTable, Tables } from '../../../platform/database/tables.ts';
import { inTransaction } from '../../../platform/database/transactions.ts';
import type { SecretBox } from '../../../platform/secrets.ts';
import type { SecretChanges } from '../rules.ts';
import type { AgentSettings, SecretField } from '../settings.ts';

/** Dependencies of the store: the database, and the encryption of secrets. */
export type AgentStoreDependencies = { db: Kysely<Tables>; secrets: SecretBox };

type NewSecret = Record<keyof AgentSecretTable, string>;

const insertSecret = compileOnce<NewSecret, unknown>((db, value) =>
  db.insertInto('agent_secrets').values({
    agent_id: value('agent_id'),
    field: value('field'),
    key_id: value('key_id'),
    sealed: value('sealed'),
  }),
);

/** Stores the secrets of a new agent in the caller's transaction. */
export async function insertSecrets(
  db: Kysely<Tables>,
  box: SecretBox,
  id: string,
  secrets: SecretChanges,
): Promise<void> {
  for (const [field, value] of Object.entries(secrets)) {
    if (value === null) continue;
    const { keyId, sealed } = box.seal(value, { ownerId: id, field });
    await insertSecret(db, { agent_id: id, field, key_id: keyId, sealed });
  }
}

/** Replaces and removes secrets of an agent in the caller's transaction. */
export async function writeSecrets(
  db: Kysely<Tables>,
  box: SecretBox,
  id: string,
  changes: SecretChanges,
): Promise<void> {
  for (const field of Object.keys(changes))
    await db.deleteFrom('agent_secrets').where('agent_id', '=', id).where('field', '=', field).execute();
  await insertSecrets(db, box, id, changes);
}

/**
 * The key of an agent's custom endpoint, opened. Undefined where it has none, and where the agent has moved to another
 * endpoint, for which its key is then.
 */
export async function openLlmKey(
  { db, secrets }: AgentStoreDependencies,
  { agentId, baseUrl }: { agentId: string; baseUrl: string },
): Promise<string | undefined> {
  const field: SecretField = 'llm_api_key';
  // One query, so that address and key are of the same moment.
  const row = await db
    .selectFrom('agents')
    .innerJoin('agent_secrets', 'agent_secrets.agent_id', 'agents.id')
    .select(['agents.settings as settings', 'agent_secrets.key_id as keyId', 'agent_secrets.sealed as sealed'])
    .where('agents.id', '=', agentId)
    .where('agent_secrets.field', '=', field)
    .executeTakeFirst();
  // Only this store writes the column.
  if (row === undefined || (JSON.parse(row.settings) as AgentSettings).llm_base_url !== baseUrl) return undefined;
  return secrets.open(row, { ownerId: agentId, field });
}

/** The address of an agent's webhook, empty where it has none, and the secret that signs its events. */
export type AgentWebhook = { url: string; secret: string | undefined };

/**
 * The webhooks of agents, by their ids; those of deleted agents are missing.
 *
 * @returns functions that read one, and throw where it cannot be read
 */
export async function findWebhooks(
  { db, secrets }: AgentStoreDependencies,
  ids: readonly string[],
): Promise<Map<string, () => AgentWebhook>> {
  const field: SecretField = 'webhook_secret';
  const agents = await db.selectFrom('agents').select(['id', 'settings']).where('id', 'in', ids).execute();
  const sealed = await db
    .selectFrom('agent_secrets')
    .select(['agent_id', 'key_id as keyId', 'sealed'])
    .where('agent_id', 'in', ids)
    .where('field', '=', field)
    .execute();
  const secretOf = new Map(sealed.map((row) => [row.agent_id, row]));
  const read = (id: string, settings: string): AgentWebhook => {
    // Only this store writes the column, with settings that the rules computed from a valid request.
    const { webhook_url: url } = JSON.parse(settings) as AgentSettings;
    const row = secretOf.get(id);
    return { url, secret: row && secrets.open(row, { ownerId: id, field }) };
  };
  return new Map(agents.map(({ id, settings }) => [id, () => read(id, settings)]));
}

/** One sealed secret for each key that has sealed any, to prove at start that all of them can be opened. */
export async function sampleSecrets(
  db: Kysely<Tables>,
): Promise<{ keyId: string; sealed: string; ownerId: string; field: string }[]> {
  const keys = await db.selectFrom('agent_secrets').select('key_id').distinct().execute();
  return Promise.all(
    keys.map(({ key_id }) =>
      db
        .selectFrom('agent_secrets')
        .select(['key_id as keyId', 'sealed', 'agent_id as ownerId', 'field'])
        .where('key_id', '=', key_id)
        .limit(1)
        .executeTakeFirstOrThrow(),
    ),
  );
}

/** Secrets that one transaction writes. The number is small because other writers wait for it. */
const SEALED_AT_ONCE = 50;

/** The result of a rotation. */
export type Rotated = {
  /** Number of secrets that are now encrypted with the first key. */
  sealed: number;
  /** Those that cannot be opened, and why. They stay as they are. */
  failed: { agentId: string; field: string; error: unknown }[];
};

type SealedSecret = { agentId: string; field: string; keyId: string; sealed: string };

/**
 * Encrypts with the first key every secret that another key has encrypted. Servers can read and write at the same
 * time: a secret that is written meanwhile keeps its new value. A repeated call continues an interrupted one.
 */
export async function rotateSecrets(db: Kysely<Tables>, box: SecretBox): Promise<Rotated> {
  const [first = ''] = box.keyIds;
  const result: Rotated = { sealed: 0, failed: [] };
  const record = recordOnce(commandOrigin('secrets.rotate'), { workspaceId: null, resourceId: null });
  for (let last: SealedSecret | undefined; ; ) {
    const rows = await readOthers(db, first, last);
    last = rows.at(-1);
    if (last === undefined) return result;
    const opened = rows.flatMap((row) => {
      try {
        return [{ row, plain: box.open(row, sealingContext(row)) }];
      } catch (error) {
        result.failed.push({ agentId: row.agentId, field: row.field, error });
        return [];
      }
    });
    result.sealed += await inTransaction(db, async (transaction) => {
      let changed = 0;
      for (const { row, plain } of opened) changed += await sealAgain(transaction, box, row, plain);
      if (changed > 0) await record(transaction);
      return changed;
    });
  }
}

/** The next secrets, in the order of the table's key, that another key has sealed. */
function readOthers(db: Kysely<Tables>, keyId: string, last: SealedSecret | undefined): Promise<SealedSecret[]> {
  let query = db
    .selectFrom('agent_secrets')
    .select(['agent_id as agentId', 'field', 'key_id as keyId', 'sealed'])
    .where('key_id', '!=', keyId);
  if (last !== undefined) {
    const { agentId, field } = last;
    query = query.where((row) => row(row.refTuple('agent_id', 'field'), '>', row.tuple(agentId, field)));
  }
  return query.orderBy('agent_id').orderBy('field').limit(SEALED_AT_ONCE).execute();
}

/** @returns 1, or 0 where the secret has changed since it was read */
async function sealAgain(db: Kysely<Tables>, box: SecretBox, row: SealedSecret, plain: string): Promise<number> {
  const { keyId, sealed } = box.seal(plain, sealingContext(row));
  const { numUpdatedRows } = await db
    .updateTable('agent_secrets')
    .set({ key_id: keyId, sealed })
    .where('agent_id', '=', row.agentId)
    .where('field', '=', row.field)
    .where('sealed', '=', row.sealed)
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

const sealingContext = ({ agentId, field }: SealedSecret) => ({ ownerId: agentId, field });
