import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Database } from '../../../src/platform/database/database.ts';
import { compileOnce } from '../../../src/platform/database/statements.ts';
import { openTestDatabase } from '../../postgres/test-database.ts';

type Named = { name: string; created_at: string };

const findNamed = compileOnce<{ name: string; limit: number }, Named>((db, value) =>
  db
    .selectFrom('workspaces')
    .select(['name', 'created_at'])
    .where('name', '>=', value('name'))
    .where('created_at', '=', 'constant')
    .where('name', '<=', value('name'))
    .limit(value('limit')),
);
const insertNamed = compileOnce<Named & { id: string }, unknown>((db, value) =>
  db.insertInto('workspaces').values({ id: value('id'), name: value('name'), created_at: value('created_at') }),
);

async function open(): Promise<Database> {
  const database = await openTestDatabase();
  onTestFinished(() => database.close());
  return database;
}

describe('a statement that is compiled once', () => {
  let built = 0;
  const count = compileOnce<{ id: string }, { id: string }>((db, value) => {
    built += 1;
    return db.selectFrom('workspaces').select('id').where('id', '=', value('id'));
  });
  beforeAll(() => {
    built = 0;
  });

  test('takes the values of each execution, a value in two places, and keeps its constants', async () => {
    const { db } = await open();
    for (const name of ['one', 'two']) await insertNamed(db, { id: name, name, created_at: 'constant' });
    await insertNamed(db, { id: 'three', name: 'three', created_at: 'other' });
    expect((await findNamed(db, { name: 'one', limit: 5 })).rows).toEqual([{ name: 'one', created_at: 'constant' }]);
    expect((await findNamed(db, { name: 'two', limit: 5 })).rows).toEqual([{ name: 'two', created_at: 'constant' }]);
    expect((await findNamed(db, { name: 'two', limit: 0 })).rows).toEqual([]);
    expect((await findNamed(db, { name: 'three', limit: 5 })).rows).toEqual([]);
  });

  test('tells how many rows it has changed', async () => {
    const { db } = await open();
    const { numAffectedRows } = await insertNamed(db, { id: 'a', name: 'a', created_at: 'constant' });
    expect(numAffectedRows).toBe(1n);
  });

  test('is built once for a database and its transactions', async () => {
    const { db } = await open();
    await count(db, { id: 'a' });
    await count(db, { id: 'b' });
    await db.transaction().execute((transaction) => count(transaction, { id: 'c' }));
    expect(built).toBe(1);
    const other = await open();
    await count(other.db, { id: 'a' });
    expect(built).toBe(2);
  });

  test('belongs to the transaction that it is executed in', async () => {
    const { db } = await open();
    const rolledBack = db.transaction().execute(async (transaction) => {
      await insertNamed(transaction, { id: 'a', name: 'a', created_at: 'constant' });
      expect((await count(transaction, { id: 'a' })).rows).toEqual([{ id: 'a' }]);
      throw new Error('rolled back');
    });
    await expect(rolledBack).rejects.toThrow('rolled back');
    expect((await count(db, { id: 'a' })).rows).toEqual([]);
  });
});
