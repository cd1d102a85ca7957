import type { Dialect, Kysely } from 'kysely';
import type { Presence } from './presence.ts';
import type { Tables } from './tables.ts';

/**
 * What a kind of database brings. Adding one is one file that makes such an object, and a line in `openDialect` of database.ts.
 */
export type DatabaseDialect = {
  dialect: Dialect;
  /** Whether the database lives in this process, so that a first start may set it up. */
  embedded: boolean;
  /** Folder for files that belong beside the database; undefined where it has none. */
  folder: string | undefined;
  presence: Presence;
  relaxed: RelaxedTransaction;
  /** Whether a start before this one has created the database. */
  existed: boolean;
  /** Called when the tables are up to date. */
  onMigrated(): void;
  /** What is wrong with the database, as far as that can be known without a query: a reason, or undefined. */
  fault(): string | undefined;
};

/**
 * A transaction that a power cut may take back, for work that is then done again. It does not wait for the disk. A process
 * that dies takes nothing back.
 */
export type RelaxedTransaction = <Result>(
  db: Kysely<Tables>,
  work: (transaction: Kysely<Tables>) => Promise<Result>,
) => Promise<Result>;
