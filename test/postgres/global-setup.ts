import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../src/platform/database/database.ts';
import { startPostgres } from './postgres.ts';
import { TEMPLATE } from './test-database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the Postgres server for tests, with `DATABASE` in place of a database. */
    postgres: string;
  }
}

/** Starts one Postgres server for all tests that use one. Each test database is a copy of one with its tables. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres();
  await postgres.execute(`create database ${TEMPLATE}`);
  await (await openDatabase(postgres.urlOf(TEMPLATE))).close();
  provide('postgres', postgres.urlOf('DATABASE'));
  return postgres.remove;
}
