import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { type Kysely, sql } from 'kysely';
import { newestMigration } from '../migrate.ts';
import type { Tables } from '../tables.ts';
import { type Counts, headerOf, TABLES, type TableRow, TransferError } from './format.ts';

/** Rows read at once. A row has at most some MiB. */
const ROWS = 100;

/**
 * Writes all rows to a new file, as they are at one moment. Until it is complete, the file has the suffix `.partial`. One page
 * of rows is in memory at a time.
 *
 * @throws TransferError when the file exists
 */
export async function exportDatabase(db: Kysely<Tables>, file: string): Promise<Counts> {
  if (existsSync(file)) throw new TransferError(`${file} exists already. Choose another name, or delete it.`);
  const draft = `${file}.partial`;
  const handle = await open(draft, 'w', 0o600).catch((error: Error) => {
    throw new TransferError(`${draft} cannot be written: ${error.message}`, { cause: error });
  });
  try {
    const rows = await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute((snapshot) => writeRows(snapshot, (text) => handle.write(text)));
    await handle.sync();
    await handle.close();
    await rename(draft, file);
    return rows;
  } catch (error) {
    await handle.close();
    await rm(draft, { force: true });
    throw error;
  }
}

async function writeRows(snapshot: Kysely<Tables>, append: (text: string) => Promise<unknown>): Promise<Counts> {
  const hash = createHash('sha256');
  const counts: Counts = {};
  const write = async (text: string): Promise<void> => {
    hash.update(text);
    await append(text);
  };
  await write(`${JSON.stringify(headerOf(newestMigration()))}\n`);
  for (const { name, key } of TABLES) {
    for await (const rows of readTablePages(snapshot, name, key)) {
      counts[name] = (counts[name] ?? 0) + rows.length;
      await write(rows.map((row) => `${JSON.stringify([name, row])}\n`).join(''));
    }
  }
  await append(`${JSON.stringify({ rows: counts, sha256: hash.digest('hex') })}\n`);
  return counts;
}

async function* readTablePages(db: Kysely<Tables>, name: string, key: readonly string[]): AsyncGenerator<TableRow[]> {
  const columns = sql.join(key.map((column) => sql.ref(column)));
  for (let last: TableRow | undefined; ; ) {
    const position = last;
    const after =
      position === undefined ? sql`` : sql`where (${columns}) > (${sql.join(key.map((column) => position[column]))})`;
    const { rows } = await sql<TableRow>`
      select * from ${sql.table(name)} ${after} order by ${columns} limit ${sql.lit(ROWS)}`.execute(db);
    if (rows.length > 0) yield rows;
    if (rows.length < ROWS) return;
    last = rows.at(-1);
  }
}
