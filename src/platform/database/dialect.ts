import type { Dialect } from 'kysely';

/**
 * What a kind of database brings. Adding one is one file that makes such an object, and a line in `openDialect` of database.ts.
 */
export type DatabaseDialect = {
  dialect: Dialect;
  /** Whether the database lives in this process, so that a first start may set it up. */
  embedded: boolean;
  /** Folder for files that belong beside the database; undefined where it has none. */
  folder: string | undefined;
};
