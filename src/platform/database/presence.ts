import { chmodSync, existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Which processes that work on a database are alive. */
export type Presence = {
  /**
   * Makes an id count as alive until this process ends, however it ends.
   *
   * @returns ends it earlier
   */
  hold(id: string): Promise<() => void>;
  isAlive(id: string): Promise<boolean>;
};

/** A database in memory has one process. */
export function inMemoryPresence(): Presence {
  const alive = new Set<string>();
  return {
    hold: async (id) => {
      alive.add(id);
      return () => void alive.delete(id);
    },
    isAlive: async (id) => alive.has(id),
  };
}

const SUFFIX = '.lock';

/** https://sqlite.org/rescode.html#busy */
const SQLITE_BUSY = 5;

/** Age in milliseconds from which an unlocked lock file belongs to a dead process, not to one that is being created. */
const STALE_MS = 60_000;

/**
 * A lock file for each id, beside the database. The operating system ends the locks of a process that dies. A killed
 * process is therefore detected at once, also in containers, where process ids are not comparable. Node locks no
 * files, SQLite does.
 *
 * @param path of the database file
 */
export function lockFilePresence(path: string): Presence {
  const fileOf = (id: string): string => `${path}-${id}${SUFFIX}`;
  return {
    hold: async (id) => {
      removeStale(path);
      const file = fileOf(id);
      const lock = openLock(file);
      chmodSync(file, 0o600);
      return () => {
        lock.close();
        rmSync(file, { force: true });
      };
    },
    isAlive: async (id) => isLocked(fileOf(id)),
  };
}

/** Locks a file until it is closed. The journal in memory leaves no other file beside it. */
function openLock(file: string): DatabaseSync {
  const lock = new DatabaseSync(file, { timeout: 0 });
  try {
    lock.exec('pragma journal_mode = memory');
    lock.exec('begin exclusive');
    return lock;
  } catch (error) {
    lock.close();
    throw error;
  }
}

function isLocked(file: string): boolean {
  if (!existsSync(file)) return false;
  try {
    openLock(file).close();
    return false;
  } catch (error) {
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return true;
    throw error;
  }
}

/** Removes what killed processes have left. */
function removeStale(path: string): void {
  const folder = dirname(path);
  for (const name of readdirSync(folder)) {
    const isOurs = name.startsWith(`${basename(path)}-worker_`) && name.endsWith(SUFFIX);
    if (!isOurs) continue;
    const file = join(folder, name);
    const stat = statSync(file, { throwIfNoEntry: false });
    if (stat !== undefined && Date.now() - stat.mtimeMs > STALE_MS && !isLocked(file)) rmSync(file, { force: true });
  }
}
