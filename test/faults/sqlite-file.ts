import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * What SQLite finds wrong with a database file. It reads a copy, with the write-ahead log: what a killed process has left is
 * to be recovered by the next one.
 */
export async function checkSqliteFile(path: string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'fault-copy-'));
  try {
    const copy = join(folder, 'copy.db');
    await copyFile(path, copy);
    await copyFile(`${path}-wal`, `${copy}-wal`).catch((error: NodeJS.ErrnoException) => {
      // A database that was closed in good order has none.
      if (error.code !== 'ENOENT') throw error;
    });
    const database = new DatabaseSync(copy);
    const rows = database
      .prepare('pragma integrity_check')
      .all()
      .map((row) => Object.values(row).join());
    const foreign = database
      .prepare('pragma foreign_key_check')
      .all()
      .map((row) => JSON.stringify(row));
    database.close();
    return [...rows.filter((row) => row !== 'ok'), ...foreign];
  } finally {
    await rm(folder, { recursive: true });
  }
}
