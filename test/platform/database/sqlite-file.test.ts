import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { ConfigError } from '../../../src/platform/config.ts';
import { type DatabaseFile, findDatabaseFile } from '../../../src/platform/database/sqlite-file.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sqlite-file-'));
  path = join(folder, 'a.db');
});
afterEach(() => rm(folder, { recursive: true }));

/** A file with the header of a database of so many pages, and so many bytes. */
async function write(
  pages: number,
  { pageSize = 4096, bytes, magic = 'SQLite format 3\0' }: { pageSize?: number; bytes?: number; magic?: string } = {},
): Promise<void> {
  const length = bytes ?? pages * pageSize;
  const header = Buffer.alloc(Math.max(100, length));
  header.write(magic, 'latin1');
  // 1 stands for 65 536, which two bytes do not hold (https://sqlite.org/fileformat2.html#page_size).
  header.writeUInt16BE(pageSize === 65_536 ? 1 : pageSize, 16);
  header.writeUInt32BE(pages, 28);
  await writeFile(path, header.subarray(0, length));
}

function watched(): DatabaseFile {
  const file = findDatabaseFile(path);
  file.watch();
  onTestFinished(() => file.close());
  return file;
}

describe('a database file is', () => {
  test.each([4096, 512, 65_536])('sound where it has all its pages of %i bytes', async (pageSize) => {
    await write(3, { pageSize });
    expect(watched().fault()).toBeUndefined();
    await write(3, { pageSize, bytes: 3 * pageSize - 1 });
    expect(watched().fault()).toBe('the database file was truncated');
  });

  test('sound where pages that it lacks are in the write-ahead log', async () => {
    await write(3, { bytes: 2 * 4096 });
    await writeFile(`${path}-wal`, Buffer.alloc(4096));
    expect(watched().fault()).toBeUndefined();
    await truncate(`${path}-wal`, 4095);
    expect(watched().fault()).toBe('the database file was truncated');
  });

  test.each([
    [100, undefined],
    [99, 'the database file was truncated'],
  ])('read as far as its header of 100 bytes: %i', async (bytes, fault) => {
    await write(0, { bytes });
    expect(watched().fault()).toBe(fault);
  });

  test('damaged where it does not begin as one', async () => {
    await write(1, { magic: 'SQLite format 4\0' });
    expect(watched().fault()).toBe('the database file is damaged');
  });

  test('removed or replaced where its path leads elsewhere', async () => {
    await write(1);
    const file = watched();
    expect([file.movedFault(), file.fault()]).toEqual([undefined, undefined]);
    await rename(path, `${path}.old`);
    expect([file.movedFault(), file.fault()]).toEqual(Array(2).fill('the database file was removed'));
    await write(1);
    expect([file.movedFault(), file.fault()]).toEqual(Array(2).fill('the database file was replaced by another'));
  });

  test('truncated where it becomes shorter than its header says, whatever the log holds', async () => {
    await write(3);
    await writeFile(`${path}-wal`, Buffer.alloc(100_000));
    const file = watched();
    expect(file.movedFault()).toBeUndefined();
    await truncate(path, 2 * 4096);
    expect([file.movedFault(), file.fault()]).toEqual(Array(2).fill('the database file was truncated'));
  });

  test('truncated where nothing of it is left', async () => {
    await write(3);
    const file = watched();
    expect(file.movedFault()).toBeUndefined();
    await truncate(path, 0);
    expect(file.movedFault()).toBe('the database file was truncated');
  });

  test('not moved where it stays shorter than its header says', async () => {
    await write(3, { bytes: 2 * 4096 });
    const file = watched();
    expect([file.movedFault(), file.movedFault()]).toEqual([undefined, undefined]);
  });

  test('sound where it becomes shorter, as its header says', async () => {
    await write(3);
    const file = watched();
    expect(file.movedFault()).toBeUndefined();
    const before = await stat(path);
    await write(2);
    expect((await stat(path)).ino).toBe(before.ino);
    expect([file.movedFault(), file.fault()]).toEqual([undefined, undefined]);
  });

  test('without its log where the log is removed or replaced', async () => {
    await write(1);
    const file = watched();
    expect(file.movedFault()).toBeUndefined();
    await writeFile(`${path}-wal`, 'log');
    expect(file.movedFault()).toBeUndefined();
    await rename(`${path}-wal`, `${path}-wal.old`);
    expect(file.movedFault()).toBe('the write-ahead log of the database was removed');
    await writeFile(`${path}-wal`, 'log');
    expect(file.movedFault()).toBe('the write-ahead log of the database was removed');
  });

  test('not looked at before it is open, nor after it is closed', async () => {
    await write(1, { magic: 'nothing' });
    const file = findDatabaseFile(path);
    expect(file.fault()).toBeUndefined();
    file.watch();
    expect(file.fault()).toBe('the database file is damaged');
    file.close();
    expect(file.fault()).toBeUndefined();
    file.close();
  });
});

describe('a database that has been created', () => {
  test('is marked once, for its owner only', async () => {
    const file = findDatabaseFile(path);
    expect([file.existed, existsSync(`${path}.created`)]).toEqual([false, false]);
    file.keepMark();
    expect((await stat(`${path}.created`)).mode & 0o777).toBe(0o600);
    expect(await readFile(`${path}.created`, 'utf8')).toContain('The database a.db was created here.');
    await write(1);
    await writeFile(`${path}.created`, 'mine');
    const again = findDatabaseFile(path);
    again.keepMark();
    expect([again.existed, await readFile(`${path}.created`, 'utf8')]).toEqual([true, 'mine']);
  });

  test.each([
    ['created', undefined, 'does not exist'],
    ['created', 0, 'is empty'],
    ['wal', undefined, 'does not exist'],
  ] as const)('is not replaced where %s is beside it: it %s', async (beside, bytes, state) => {
    const evidence = beside === 'wal' ? `${path}-wal` : `${path}.created`;
    await writeFile(evidence, 'x');
    if (bytes !== undefined) await writeFile(path, '');
    const message = `The database file "${path}" ${state}, but "${evidence.slice(folder.length + 1)}" beside it shows that it held data. Restore it from a backup. To start with an empty database, delete "${evidence}".`;
    expect(() => findDatabaseFile(path)).toThrow(new ConfigError(message));
  });

  test('was none where the log beside it is empty', async () => {
    await writeFile(`${path}-wal`, '');
    expect(findDatabaseFile(path).existed).toBe(false);
  });

  test('is not looked for by its log where the file is there', async () => {
    await write(1);
    await writeFile(`${path}-wal`, 'x');
    expect(findDatabaseFile(path).existed).toBe(false);
  });
});
