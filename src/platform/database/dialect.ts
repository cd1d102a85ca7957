import type { Dialect, Kysely } from 'kysely';
import type { PoolUsage } from '../metrics.ts';
import type { Presence } from './presence.ts';
import type { Tables } from './tables.ts';

/**
 * A kind of database. A new kind is one file that creates such an object, and a line in `openDialect` of database.ts.
 */
export type DatabaseDialect = {
  dialect: Dialect;
  /**
   * Calls `work` with a database for migrations while no other process is in such a call. Commits of another process
   * would become visible in between: Postgres fails to list the columns of a table while it is dropped.
   */
  migrating(db: Kysely<Tables>, work: (db: Kysely<Tables>) => Promise<void>): Promise<void>;
  /** Whether the database lives in this process, so that a first start may set it up. */
  embedded: boolean;
  /** Folder for files that belong beside the database; undefined where it has none. */
  folder: string | undefined;
  /** Use of its pool; undefined if it has none. */
  poolUsage?: () => PoolUsage;
  presence: Presence;
  relaxed: RelaxedTransaction;
  exclusively: ExclusiveWork;
  /** Whether a start before this one has created the database. */
  existed: boolean;
  /** Called before the first migration. Throws a ConfigError where the database is of no use. */
  check(db: Kysely<Tables>): Promise<void>;
  /** Called when the tables are up to date. */
  onMigrated(): void;
  /** The fault of the database that is known without a query: a reason, or undefined. */
  fault(): string | undefined;
  /** Asks the database whether it can be used. Returns what keeps it from that, or throws. */
  probe(db: Kysely<Tables>): Promise<string | undefined>;
};

/**
 * Executes `work` unless another process on this database executes work of the same name.
 *
 * @returns whether it was executed
 */
export type ExclusiveWork = (name: string, work: () => Promise<void>) => Promise<boolean>;

/**
 * A transaction that a power cut may take back, for work that is then done again. It does not wait for the disk. A process
 * that dies takes nothing back. `work` can be executed several times, as by `inTransaction`.
 */
export type RelaxedTransaction = <Result>(
  db: Kysely<Tables>,
  work: (transaction: Kysely<Tables>) => Promise<Result>,
) => Promise<Result>;
