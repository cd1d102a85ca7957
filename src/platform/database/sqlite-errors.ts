import { DatabaseUnavailable } from './unavailable.ts';

/** The primary result code of an SQLite error (https://sqlite.org/rescode.html). Undefined for any other error. */
function codeOf(error: unknown): number | undefined {
  const code = (error as { errcode?: unknown }).errcode;
  return typeof code === 'number' ? code & 0xff : undefined;
}

const SQLITE_BUSY = 5;
const SQLITE_LOCKED = 6;

/** Whether another connection holds a lock that the statement needs. */
export function isBusy(error: unknown): boolean {
  const code = codeOf(error);
  return code === SQLITE_BUSY || code === SQLITE_LOCKED;
}

/** The fault of the database, and whether it can recover while the process runs. */
export type DatabaseFault = { reason: string; lasts: boolean };

/** By primary result code. */
const FAULTS: Record<number, DatabaseFault> = {
  8: { reason: 'the database is read-only', lasts: false },
  10: { reason: 'the disk cannot be read or written', lasts: false },
  11: { reason: 'the database file is damaged', lasts: true },
  13: { reason: 'the disk is full', lasts: false },
  14: { reason: 'the database file cannot be opened', lasts: false },
  26: { reason: 'the database file is damaged', lasts: true },
};

/** The state of the database that an error reveals. Undefined where the statement was wrong. */
export function databaseFaultOf(error: unknown): DatabaseFault | undefined {
  return FAULTS[codeOf(error) ?? 0];
}

/** Another connection held its lock for too long. */
export function lockedFor(milliseconds: number, cause: unknown): DatabaseUnavailable {
  return new DatabaseUnavailable(`another process has locked it for more than ${milliseconds / 1000} s`, cause);
}
