import { closeSync, existsSync, openSync, readSync, type Stats, statSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { ConfigError } from '../config.ts';

/** Bytes of the header that are looked at (https://sqlite.org/fileformat2.html#the_database_header). */
const HEADER_BYTES = 100;
const MAGIC = 'SQLite format 3\0';

/** The file of a database, seen from outside of SQLite. */
export type DatabaseFile = {
  /** Whether a database has been created here before. */
  existed: boolean;
  /** Looks at the file as it is opened. To be called when SQLite has opened it. */
  watch(): void;
  /** Notes that the database exists now. A later start without it is an error. */
  keepMark(): void;
  /** Whether the path still leads to the file that is open: a reason, or undefined. Costs one call of the system. */
  movedFault(): string | undefined;
  /** What is wrong with the file, as far as its header shows: a reason, or undefined. */
  fault(): string | undefined;
  close(): void;
};

/**
 * Looks for a database before it is opened, since SQLite creates an empty one in the place of one that is lost.
 *
 * @throws ConfigError where a database has been and is no longer, with a sentence that says how to go on
 */
export function findDatabaseFile(path: string): DatabaseFile {
  const file = resolve(path);
  const mark = `${file}.created`;
  const existed = existsSync(mark);
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0) rejectLost({ file, mark, existed });
  let opened: { descriptor: number; stats: Stats } | undefined;

  const movedFault = (): string | undefined => {
    const now = statSync(file, { throwIfNoEntry: false });
    if (now === undefined) return 'the database file was removed';
    const isSame = opened === undefined || (now.ino === opened.stats.ino && now.dev === opened.stats.dev);
    return isSame ? undefined : 'the database file was replaced by another';
  };

  return {
    existed,
    movedFault,
    watch: () => {
      // Kept open until the end: closing it earlier would end the locks of SQLite (https://sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_).
      opened = { descriptor: openSync(file, 'r'), stats: statSync(file) };
    },
    keepMark: () => {
      if (!existed) writeFileSync(mark, markText(file), { mode: 0o600 });
    },
    fault: () => {
      const moved = movedFault();
      if (moved !== undefined || opened === undefined) return moved;
      return headerFault(file, opened.descriptor);
    },
    close: () => {
      if (opened !== undefined) closeSync(opened.descriptor);
      opened = undefined;
    },
  };
}

function rejectLost({ file, mark, existed }: { file: string; mark: string; existed: boolean }): void {
  const log = `${file}-wal`;
  const logSize = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  if (!existed && logSize === 0) return;
  const evidence = existed ? mark : log;
  const state = existsSync(file) ? 'is empty' : 'does not exist';
  throw new ConfigError(
    `The database file "${file}" ${state}, but "${basename(evidence)}" beside it shows that it held data. Restore it from a backup. To start with an empty database, delete "${evidence}".`,
  );
}

function markText(file: string): string {
  return `The database ${basename(file)} was created here. Without it the server does not start, so that it is never replaced by an
empty one. To start with an empty database, delete this file too.
`;
}

/** Compares the header with the size of the file. Pages that are not in the file are in the write-ahead log. */
function headerFault(file: string, descriptor: number): string | undefined {
  const header = Buffer.alloc(HEADER_BYTES);
  if (readSync(descriptor, header, 0, HEADER_BYTES, 0) < HEADER_BYTES) return 'the database file was truncated';
  if (header.toString('latin1', 0, MAGIC.length) !== MAGIC) return 'the database file is damaged';
  const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16);
  const expected = header.readUInt32BE(28) * pageSize;
  const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return sizeOf(file) + sizeOf(`${file}-wal`) < expected ? 'the database file was truncated' : undefined;
}
