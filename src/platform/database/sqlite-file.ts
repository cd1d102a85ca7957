import { closeSync, existsSync, openSync, readSync, type Stats, statSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { ConfigError } from '../config.ts';

/** Bytes of the header that are looked at (https://sqlite.org/fileformat2.html#the_database_header). */
const HEADER_BYTES = 100;
const MAGIC = 'SQLite format 3\0';

/** The file of a database, seen from outside of SQLite. */
export type DatabaseFile = {
  path: string;
  /** Whether a database has been created here before. */
  existed: boolean;
  /** Looks at the file as it is opened. To be called when SQLite has opened it. */
  watch(): void;
  /** Notes that the database exists now. A later start without it is an error. */
  keepMark(): void;
  /**
   * Whether the paths still lead to the files that are open, and the database has not become shorter: a reason, or
   * undefined. Costs two calls of the system.
   */
  movedFault(): string | undefined;
  /** The fault of the file that its header shows: a reason, or undefined. */
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
  /** The write-ahead log, which SQLite creates at the first write and keeps as long as somebody has the database open. */
  let log: Stats | undefined;
  let lastSize = 0;

  const movedFault = (): string | undefined => {
    const now = statSync(file, { throwIfNoEntry: false });
    if (now === undefined) return 'the database file was removed';
    if (opened === undefined) return undefined;
    if (!isSame(now, opened.stats)) return 'the database file was replaced by another';
    const logNow = statSync(`${file}-wal`, { throwIfNoEntry: false });
    if (log !== undefined && (logNow === undefined || !isSame(logNow, log))) {
      return 'the write-ahead log of the database was removed';
    }
    log = logNow;
    // A database becomes shorter when it is vacuumed, which its header says. The log cannot hold what was in the file.
    if (now.size < lastSize && now.size < (sizeInHeader(opened.descriptor) ?? Number.POSITIVE_INFINITY)) {
      return 'the database file was truncated';
    }
    lastSize = now.size;
    return undefined;
  };

  return {
    path: file,
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

function isSame(one: Stats, other: Stats): boolean {
  return one.ino === other.ino && one.dev === other.dev;
}

/** Bytes of the database by its header. Undefined where the file is shorter than a header. */
function sizeInHeader(descriptor: number): number | undefined {
  const header = readFileHeader(descriptor);
  if (header === undefined) return undefined;
  const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16);
  return header.readUInt32BE(28) * pageSize;
}

function readFileHeader(descriptor: number): Buffer | undefined {
  const header = Buffer.alloc(HEADER_BYTES);
  return readSync(descriptor, header, 0, HEADER_BYTES, 0) < HEADER_BYTES ? undefined : header;
}

/** Compares the header with the size of the file. Pages that are not in the file are in the write-ahead log. */
function headerFault(file: string, descriptor: number): string | undefined {
  const header = readFileHeader(descriptor);
  const expected = sizeInHeader(descriptor);
  if (header === undefined || expected === undefined) return 'the database file was truncated';
  if (header.toString('latin1', 0, MAGIC.length) !== MAGIC) return 'the database file is damaged';
  const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return sizeOf(file) + sizeOf(`${file}-wal`) < expected ? 'the database file was truncated' : undefined;
}
