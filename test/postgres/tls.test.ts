import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ConfigError } from '../../src/platform/config.ts';
import { type DatabaseSettings, openDatabase } from '../../src/platform/database/database.ts';
import { type Postgres, startPostgres } from './postgres.ts';
import { createTestDatabase } from './test-database.ts';

const CERTIFICATES = join(import.meta.dirname, 'certificates');
const CA_FILE = join(CERTIFICATES, 'server.crt');

let postgres: Postgres;
beforeAll(async () => {
  const text = async (name: string) => readFile(join(CERTIFICATES, name), 'utf8');
  postgres = await startPostgres(['ssl=on', 'fsync=off'], {
    'server.crt': await text('server.crt'),
    'server.key': await text('server.key'),
  });
});
afterAll(() => postgres.remove());

/** The server's certificate is for `localhost`, not for the address. */
const urlOf = (host: string, query = '') => postgres.urlOf('postgres').replace('127.0.0.1', host) + query;

async function isEncrypted(url: string, settings: DatabaseSettings = {}): Promise<boolean | undefined> {
  const database = await openDatabase(url, settings);
  try {
    const query = sql<{ ssl: boolean }>`select ssl from pg_stat_ssl where pid = pg_backend_pid()`;
    return (await query.execute(database.db)).rows[0]?.ssl;
  } finally {
    await database.close();
  }
}

describe('a connection to Postgres', () => {
  const trusted = { databaseCaFile: CA_FILE };

  test.each<[string, string, string, DatabaseSettings, boolean]>([
    ['on this machine is not encrypted', 'localhost', '', {}, false],
    ['is encrypted with sslmode=require', 'localhost', '?sslmode=require', {}, true],
    ['is encrypted with DATABASE_TLS=require', 'localhost', '', { databaseTls: 'require' }, true],
    ['follows DATABASE_TLS before sslmode', 'localhost', '?sslmode=require', { databaseTls: 'disable' }, false],
    ['is verified with the certificates of DATABASE_CA_FILE', 'localhost', '?sslmode=verify-full', trusted, true],
    ['does not need the right host with verify-ca', '127.0.0.1', '?sslmode=verify-ca', trusted, true],
  ])('%s', async (_title, host, query, settings, encrypted) => {
    expect(await isEncrypted(urlOf(host, query), settings)).toBe(encrypted);
  });

  test.each<[string, string, DatabaseSettings]>([
    ['localhost', 'DEPTH_ZERO_SELF_SIGNED_CERT', { databaseTls: 'verify-full' }],
    ['localhost', 'DEPTH_ZERO_SELF_SIGNED_CERT', { databaseTls: 'verify-ca' }],
    ['127.0.0.1', 'ERR_TLS_CERT_ALTNAME_INVALID', { databaseTls: 'verify-full', ...trusted }],
  ])('to %s is not made: %s', async (host, code, settings) => {
    const failure = await isEncrypted(urlOf(host), settings).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ConfigError);
    expect((failure as Error).message).toContain(`the certificate of the database server cannot be verified (${code})`);
  });

  test('needs the file of DATABASE_CA_FILE', async () => {
    const settings: DatabaseSettings = { databaseTls: 'verify-full', databaseCaFile: 'missing.pem' };
    await expect(openDatabase(urlOf('localhost'), settings)).rejects.toThrow(
      /^DATABASE_CA_FILE: missing.pem cannot be read: /,
    );
  });

  test('to a server without TLS is not made where TLS is required', async () => {
    const plain = await createTestDatabase();
    const failure = openDatabase(plain.environment.DATABASE_URL ?? '', { databaseTls: 'require' });
    await expect(failure).rejects.toThrow('the database server offers no TLS');
    await plain.remove();
  });
});
