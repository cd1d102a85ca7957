import { type Kysely, sql } from 'kysely';
import type { RelaxedTransaction } from '../dialect.ts';
import { newestMigration } from '../migrate.ts';
import type { Tables } from '../tables.ts';
import { inTransaction } from '../transactions.ts';
import { type Counts, checkFile, readLines, TABLES, type TableRow, TransferError } from './format.ts';
import { hasUnfinishedImport, PROGRESS_TABLE } from './progress.ts';

/** Rows and bytes that one transaction writes at most, but for a last row. */
const ROWS = 200;
const BYTES = 1024 * 1024;

/** The line up to which a file is imported, in the database itself: it is written in the transactions of the rows. */
type ProgressTables = { data_import: { sha256: string; line: number } };

type Target = { db: Kysely<Tables>; relaxed: RelaxedTransaction };

/**
 * Reads an export into a database without rows. An interrupted import continues where it stopped. Until it is
 * complete, no server starts on the database.
 *
 * @param onProgress called with the lines that are done
 * @throws TransferError when the file is not a complete export of this version, or the database has rows of another origin
 */
export async function importDatabase(
  { db, relaxed }: Target,
  file: string,
  onProgress: (line: number) => void = () => undefined,
): Promise<Counts> {
  const { schema, rows, sha256 } = await checkFile(file);
  if (schema !== newestMigration()) {
    throw new TransferError(
      `${file} has the tables of another version of this server (${schema}, here ${newestMigration()}). Import it with that version.`,
    );
  }
  const columns = await readColumns(db);
  let done = await inTransaction(db, (transaction) => begin(transaction, sha256));
  for await (const batch of readBatches(file, done, columns)) {
    const from = done;
    await relaxed(db, async (transaction) => {
      await advance(transaction, from, batch.line);
      for (const { name, rows: some } of batch.groups) await insertRows(transaction, name, some);
    });
    done = batch.line;
    onProgress(done);
  }
  await inTransaction(db, async (transaction) => {
    await advance(transaction, done, done);
    await compareCounts(transaction, rows);
    await transaction.schema.dropTable(PROGRESS_TABLE).execute();
  });
  return rows;
}

/** @returns the line to go on behind */
async function begin(transaction: Kysely<Tables>, sha256: string): Promise<number> {
  const progress = transaction.withTables<ProgressTables>();
  if (await hasUnfinishedImport(transaction)) {
    const known = await progress.selectFrom('data_import').selectAll().forUpdate().executeTakeFirstOrThrow();
    if (known.sha256 === sha256) return known.line;
    throw new TransferError(
      'The import of another file into this database has not finished. Go on with that file, or use an empty database.',
    );
  }
  for (const { name } of TABLES) {
    const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(transaction);
    if (rows.length === 0) continue;
    throw new TransferError(
      `The database is not empty: "${name}" has rows. Import into an empty database. Nothing was changed.`,
    );
  }
  await transaction.schema
    .createTable(PROGRESS_TABLE)
    .addColumn('sha256', 'text', (column) => column.notNull())
    .addColumn('line', 'integer', (column) => column.notNull())
    .execute();
  // The header is done.
  await progress.insertInto('data_import').values({ sha256, line: 1 }).execute();
  return 1;
}

/** Notes how far the import is. @throws TransferError when another process imports too */
async function advance(transaction: Kysely<Tables>, from: number, to: number): Promise<void> {
  const { numUpdatedRows } = await transaction
    .withTables<ProgressTables>()
    .updateTable('data_import')
    .set({ line: to })
    .where('line', '=', from)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new TransferError('Another process imports into this database.');
}

type Batch = { line: number; groups: { name: string; rows: TableRow[] }[] };

async function* readBatches(file: string, done: number, columns: Map<string, string>): AsyncGenerator<Batch> {
  let batch: Batch = { line: done, groups: [] };
  let [rows, bytes, line] = [0, 0, 0];
  for await (const text of readLines(file)) {
    line++;
    // `checkFile` has parsed every line.
    const value = JSON.parse(text.toString()) as [string, TableRow] | object;
    if (line <= done || !Array.isArray(value)) continue;
    const [name, row] = value as [string, TableRow];
    if (columns.get(name) !== Object.keys(row).sort().join()) {
      throw new TransferError(`${file}:${line}: the row does not have the columns of the table "${name}".`);
    }
    const group = batch.groups.at(-1);
    if (group?.name === name) group.rows.push(row);
    else batch.groups.push({ name, rows: [row] });
    batch.line = line;
    rows++;
    bytes += text.length;
    if (rows < ROWS && bytes < BYTES) continue;
    yield batch;
    [batch, rows, bytes] = [{ line, groups: [] }, 0, 0];
  }
  if (batch.groups.length > 0) yield batch;
}

/** The columns of each table, as they are compared. */
async function readColumns(db: Kysely<Tables>): Promise<Map<string, string>> {
  const tables = await db.introspection.getTables();
  return new Map(
    tables.map(({ name, columns }) => [
      name,
      columns
        .map((column) => column.name)
        .sort()
        .join(),
    ]),
  );
}

async function insertRows(transaction: Kysely<Tables>, name: string, rows: TableRow[]): Promise<void> {
  await transaction.withTables<Record<string, TableRow>>().insertInto(name).values(rows).execute();
}

async function compareCounts(transaction: Kysely<Tables>, rows: Counts): Promise<void> {
  for (const { name } of TABLES) {
    const { rows: found } = await sql<{ count: number }>`select count(*) as count from ${sql.table(name)}`.execute(
      transaction,
    );
    if (found[0]?.count === (rows[name] ?? 0)) continue;
    throw new TransferError(`"${name}" has other rows than the file: something else writes to the database. Stop it.`);
  }
}
