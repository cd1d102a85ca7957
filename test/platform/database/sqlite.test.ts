import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConfigError } from '../../../src/platform/config.ts';
import { type Database, openDatabase } from '../../../src/platform/database/database.ts';

let folder: string;
let open: Database[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sqlite-'));
  open = [];
});
afterEach(async () => {
  await Promise.all(open.map((database) => database.close()));
  await rm(folder, { recursive: true });
});

const file = () => join(folder, 'a.db');
async function opened(path = file()): Promise<Database> {
  const database = await openDatabase(`sqlite:${path}`);
  open.push(database);
  return database;
}
const workspace = (id: string) => ({ id, name: id, created_at: '2026-01-01T00:00:00.000Z' });
const pragma = async ({ db }: Database, name: string) => {
  const { rows } = await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(db);
  return Object.values(rows[0] ?? {})[0];
};

describe('an SQLite database', () => {
  test('writes ahead and waits for the disk, so that an acknowledged write survives a crash', async () => {
    const database = await opened();
    expect(await pragma(database, 'journal_mode')).toBe('wal');
    // 2 is FULL (https://sqlite.org/pragma.html#pragma_synchronous).
    expect(await pragma(database, 'synchronous')).toBe(2);
  });

  test('holds references to what they refer to', async () => {
    const { db } = await opened();
    const agent = { id: 'a', slug: 'a', settings: '{}', created_at: '', updated_at: '' };
    const insert = db.insertInto('agents').values({ ...agent, workspace_id: 'nobody' });
    await expect(insert.execute()).rejects.toThrow('FOREIGN KEY constraint failed');
    await db.insertInto('workspaces').values(workspace('w')).execute();
    await db
      .insertInto('agents')
      .values({ ...agent, workspace_id: 'w' })
      .execute();
    await db.deleteFrom('workspaces').execute();
    expect(await db.selectFrom('agents').selectAll().execute()).toEqual([]);
  });

  test('is readable by its owner only, and so is what stands beside it', async () => {
    const { db } = await opened();
    await db.insertInto('workspaces').values(workspace('w')).execute();
    const files = (await readdir(folder)).sort();
    expect(files).toEqual(['a.db', 'a.db-shm', 'a.db-wal', 'a.db.created']);
    for (const name of files) expect(((await stat(join(folder, name))).mode & 0o777).toString(8)).toBe('600');
  });

  test('of an earlier start that others could read is closed to them', async () => {
    await (await opened()).close();
    await chmod(file(), 0o644);
    await opened();
    expect((await stat(file())).mode & 0o777).toBe(0o600);
  });

  test('in a folder that does not exist makes it', async () => {
    const database = await opened(join(folder, 'b/c/a.db'));
    expect(await database.fault()).toBeUndefined();
    expect(database.folder).toBe(join(folder, 'b/c'));
  });

  test('in memory leaves no file and has no folder', async () => {
    const database = await openDatabase('sqlite::memory:');
    expect(database.folder).toBeUndefined();
    await database.close();
    expect(await readdir(folder)).toEqual([]);
    await expect(stat(':memory:')).rejects.toThrow('ENOENT');
  });

  test('that is closed leaves one file and its mark, and says that it does not respond', async () => {
    const database = await openDatabase(`sqlite:${file()}`);
    await database.close();
    expect(await readdir(folder)).toEqual(['a.db', 'a.db.created']);
    expect(await database.fault()).toBe('the database does not respond');
  });
});

describe('a database that cannot be opened is a sentence that names the file', () => {
  test('a folder that cannot be made', async () => {
    await writeFile(join(folder, 'b'), '');
    await rejected(join(folder, 'b/a.db'), /EEXIST|ENOTDIR/);
  });

  test('a folder in the place of the file', async () => {
    await mkdir(file());
    await rejected(file(), /unable to open/);
  });

  test('a file that is not SQLite', async () => {
    await writeFile(file(), 'This is no database. '.repeat(100));
    await rejected(file(), /file is not a database/);
  });

  test('and a file that is not SQLite is left as it was', async () => {
    const text = 'This is no database. '.repeat(100);
    await writeFile(file(), text);
    await rejected(file(), /file is not a database/);
    expect((await stat(file())).size).toBe(text.length);
    expect(await readdir(folder)).toEqual(['a.db']);
  });

  async function rejected(path: string, reason: RegExp): Promise<void> {
    const failure = await openDatabase(`sqlite:${path}`).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ConfigError);
    expect((failure as Error).message).toContain(`The database file "${path}" cannot be opened: `);
    expect((failure as Error).message).toMatch(reason);
  }
});

describe('processes that open a new file at once and write to it', () => {
  const script = `
    import { openDatabase } from './src/platform/database/database.ts';
    const { db, close } = await openDatabase(process.argv[1]);
    const { pid } = process;
    await db.insertInto('workspaces').values({ id: 'sum', name: '0', created_at: '' })
      .onConflict((conflict) => conflict.doNothing()).execute();
    for (let round = 0; round < 20; round++) {
      await db.insertInto('workspaces').values({ id: pid + '-' + round, name: pid + '-' + round, created_at: '' }).execute();
      await db.transaction().execute(async (transaction) => {
        const row = transaction.selectFrom('workspaces').select('name').where('id', '=', 'sum');
        const { name } = await row.executeTakeFirstOrThrow();
        await transaction.updateTable('workspaces').set({ name: String(+name + 1) }).where('id', '=', 'sum').execute();
      });
    }
    await close();`;

  test.each([1, 2, 3])('lose nothing and do not fail, time %d', async () => {
    const args = ['--input-type=module-typescript', '-e', script, `sqlite:${file()}`];
    const exits = await Promise.all(Array.from({ length: 4 }, () => run(args)));
    expect(exits).toEqual(Array(4).fill({ code: 0, errors: '' }));
    const { db } = await opened();
    const rows = await db.selectFrom('workspaces').select(['id', 'name']).execute();
    expect(rows).toHaveLength(81);
    expect(rows.find(({ id }) => id === 'sum')?.name).toBe('80');
  });

  test('wait for one another when a new file is opened, even for what SQLite does not wait for', async () => {
    const other = new DatabaseSync(file());
    other.exec('create table taken (a); begin immediate; insert into taken values (1)');
    const telling = script
      .replace(
        'const { db, close }',
        `import { DatabaseSync } from 'node:sqlite';
        const { exec } = DatabaseSync.prototype;
        let told = false;
        DatabaseSync.prototype.exec = function (text) {
          try {
            return exec.call(this, text);
          } catch (error) {
            if (!told) console.log(error.message);
            told = true;
            throw error;
          }
        };
        const { db, close }`,
      )
      .replace('await close();', "console.log('done'); await close();");
    const told: string[] = [];
    const args = ['--input-type=module-typescript', '-e', telling, `sqlite:${file()}`];
    const ended = await run(args, (text) => {
      told.push(...text.trim().split('\n'));
      // The process has met the lock.
      if (told.length === 1 && other.isTransaction) other.exec('commit');
    });
    other.close();
    expect(ended).toEqual({ code: 0, errors: '' });
    expect(told).toEqual(['database is locked', 'done']);
  });

  function run(
    args: string[],
    onOutput: (text: string) => void = () => undefined,
  ): Promise<{ code: number | null; errors: string }> {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let errors = '';
    child.stdout.on('data', (chunk) => onOutput(String(chunk)));
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    return new Promise((resolve) => child.once('close', (code) => resolve({ code, errors })));
  }
});
