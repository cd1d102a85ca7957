import { type Kysely, sql } from 'kysely';
import type { components, Readable } from '../../../../generated/types.ts';
import { DELETED_AT_ONCE, removeInBatches } from '../../../platform/database/batches.ts';
import type { MessageTable, Tables } from '../../../platform/database/tables.ts';
import { inTransaction } from '../../../platform/database/transactions.ts';
import { firstIdAt, newId } from '../../../platform/ids.ts';
import { areOnePiece, measureRows, readRows, type StreamedPage, toPage, toSizedPage } from '../../pages.ts';

export type Message = Readable<components['schemas']['Message']>;

export const MESSAGE_LIST = 'messages';

/** So many rows are inserted by one statement: databases bound the number of its parameters. */
const ROWS_AT_ONCE = 500;

/** Stores the messages of a conversation, in the order in which they were said. */
export async function insertMessages(
  transaction: Kysely<Tables>,
  conversationId: string,
  messages: Pick<Message, 'role' | 'text'>[],
): Promise<Message[]> {
  const rows = messages.map(({ role, text }, position) => ({
    ...{ id: newId('msg'), conversation_id: conversationId, position },
    ...{ role, text },
  }));
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    await transaction
      .insertInto('messages')
      .values(rows.slice(start, start + ROWS_AT_ONCE))
      .execute();
  }
  return rows.map(({ id, role, text }) => ({ id, role, text }));
}

/**
 * A page of a conversation's messages, the last one first.
 *
 * @param position of the last message of the page before
 */
export async function listMessages(
  db: Kysely<Tables>,
  { id, position, limit }: { id: string; position: number | undefined; limit: number },
): Promise<StreamedPage<Message>> {
  let query = db
    .selectFrom('messages')
    .select(['position', MESSAGE_BYTES.as('bytes')])
    .where('conversation_id', '=', id);
  if (position !== undefined) query = query.where('position', '<', position);
  const found = await query
    .orderBy('position', 'desc')
    .limit(limit + 1)
    .execute();
  const sizes = found.map((row) => ({ id: String(row.position), bytes: row.bytes }));
  const { rows: fitting, has_more } = toSizedPage(MESSAGE_LIST, sizes, limit);
  const read = (positions: string[]) =>
    db
      .selectFrom('messages')
      .selectAll()
      .where('conversation_id', '=', id)
      .where('position', 'in', positions.map(Number))
      .orderBy('position', 'desc')
      .execute();
  const positionOf = (row: MessageTable): string => String(row.position);
  // A text can be longer as JSON than it is stored, so the page is cut again.
  if (areOnePiece(fitting)) {
    const found = fitting.length === 0 ? [] : await read(fitting.map((row) => row.id));
    const page = toPage(found, { list: MESSAGE_LIST, limit, idOf: positionOf, followed: has_more });
    return { ...page, rows: page.rows.map(toMessage) };
  }
  const measured = await measureRows(fitting, positionOf, read);
  const page = toSizedPage(MESSAGE_LIST, measured, limit, has_more);
  return { ...page, rows: await readRows(page.rows, async (positions) => (await read(positions)).map(toMessage)) };
}

function toMessage({ id, role, text }: MessageTable): Message {
  // Only this store writes the column, with values that the contract allows.
  return { id, role: role as Message['role'], text };
}

/** The size of a message as it is stored. */
const MESSAGE_BYTES = sql<number>`octet_length(text) + 100`;

/**
 * Deletes the messages of conversations that ended before a time, and the webhook deliveries of those, which hold the
 * messages too. The conversations stay.
 *
 * @returns of how many conversations
 */
export function removeOldMessages(db: Kysely<Tables>, before: Date, signal: AbortSignal): Promise<number> {
  return removeInBatches(async () => {
    const rows = await db
      .selectFrom('messages')
      .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
      .select('conversation_id as id')
      .distinct()
      // Ids sort by time, so only old rows are read.
      .where('conversation_id', '<', firstIdAt('conv', before))
      .where('ended_at', '<', before.toISOString())
      .orderBy('conversation_id')
      .limit(DELETED_AT_ONCE)
      .execute();
    const ids = rows.map(({ id }) => id);
    if (ids.length === 0) return 0;
    await inTransaction(db, async (transaction) => {
      await transaction.deleteFrom('messages').where('conversation_id', 'in', ids).execute();
      await transaction.deleteFrom('webhook_deliveries').where('conversation_id', 'in', ids).execute();
    });
    return ids.length;
  }, signal);
}
