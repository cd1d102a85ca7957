import { DatabaseSync } from 'node:sqlite';
import type { Guard } from './sqlite-driver.ts';
import { type DatabaseFault, databaseFaultOf, isBusy } from './sqlite-errors.ts';
import type { DatabaseFile } from './sqlite-file.ts';
import { DatabaseUnavailable } from './unavailable.ts';

/** Milliseconds between two attempts to write after a write has failed, and between two looks at the tables. */
const PROBE_INTERVAL_MS = 1000;

/** Written, committed and removed, it needs as much space as requests that share a commit. */
const PROBE = `begin immediate;
create table write_probe (content blob);
insert into write_probe values (zeroblob(1048576));
drop table write_probe;
commit`;

/** Knows whether the database can be used. */
export type SqliteHealth = Guard & {
  /** The fault of the database: a reason, or undefined. */
  fault(): string | undefined;
};

/**
 * Remembers what SQLite reports of the disk and of the file. A damaged file stays damaged. A disk that was full is
 * written again when somebody asks. A request that succeeds does not show that there is space: it may not have written
 * anything.
 */
export function createSqliteHealth(database: DatabaseSync, file: DatabaseFile | undefined): SqliteHealth {
  let known: DatabaseFault | undefined;
  let probedAt = Number.NEGATIVE_INFINITY;
  let readAt = Number.NEGATIVE_INFINITY;

  const remember = (fault: DatabaseFault): void => {
    if (known?.lasts !== true) known = fault;
  };
  const probe = (): void => {
    if (database.isTransaction || performance.now() - probedAt < PROBE_INTERVAL_MS) return;
    probedAt = performance.now();
    try {
      database.exec(PROBE);
      known = undefined;
    } catch (error) {
      if (database.isTransaction) database.exec('rollback');
      const fault = databaseFaultOf(error);
      if (fault !== undefined) remember(fault);
      else if (!isBusy(error)) throw error;
    }
  };

  const readTables = (path: string): void => {
    if (performance.now() - readAt < PROBE_INTERVAL_MS) return;
    readAt = performance.now();
    try {
      readFromEachTable(path);
    } catch (error) {
      const fault = databaseFaultOf(error);
      if (fault !== undefined) remember(fault);
      else if (!isBusy(error)) throw error;
    }
  };

  return {
    beforeWrite: () => {
      // A write to a file that has no name would be acknowledged and lost with the process.
      const moved = file?.movedFault();
      if (moved !== undefined) throw new DatabaseUnavailable(moved);
    },
    translate: (error) => {
      const fault = databaseFaultOf(error);
      if (fault === undefined) return error;
      remember(fault);
      return new DatabaseUnavailable(fault.reason, error);
    },
    fault: () => {
      if (known?.lasts === false) probe();
      const fault = file?.fault();
      if (fault === undefined && file !== undefined && known === undefined) readTables(file.path);
      return fault ?? known?.reason;
    },
  };
}

/** Through a connection of its own: the server's has the pages in memory, and would not notice that the file changed. */
function readFromEachTable(path: string): void {
  const reader = new DatabaseSync(path, { readOnly: true, timeout: 0 });
  try {
    for (const { name } of reader.prepare(`select name from sqlite_schema where type = 'table'`).all())
      reader.prepare(`select 1 from "${name}" limit 1`).get();
  } finally {
    reader.close();
  }
}
