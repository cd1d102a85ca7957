import { readFileSync } from 'node:fs';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { ConfigError } from '../config.ts';
import type { PoolUsage } from '../metrics.ts';
import { endsConnection, reasonOfPostgres, translatePostgres } from './postgres-errors.ts';
import { isLocalHost, type PostgresAddress, type TlsMode } from './postgres-url.ts';
import { DatabaseUnavailable } from './unavailable.ts';

/** Settings of the connections to a Postgres server. */
export type PostgresSettings = {
  /** Connections of the pool, at most. */
  poolSize: number;
  /** Milliseconds that a statement may take; undefined for no limit. */
  statementTimeoutMs: number | undefined;
  /** By default the `sslmode` of the address, else none on this machine and `verify-full` elsewhere. */
  tls: TlsMode | undefined;
  /** File with the certificates that are trusted, instead of those of Node. */
  caFile: string | undefined;
};

/** Milliseconds to wait for a connection, be it a new one or one of the pool. */
const CONNECT_MS = 5000;

/** Milliseconds beyond the time-out of a statement after which a server that does not respond is given up. */
const GRACE_MS = 5000;

/** OID of `bigint` (https://www.postgresql.org/docs/18/catalog-pg-type.html). */
const BIGINT = 20;

/** The parameters of a connection. */
export function connectionOf(address: PostgresAddress, settings: PostgresSettings): pg.ClientConfig {
  const { host, port, user, password, database } = address;
  const { statementTimeoutMs } = settings;
  return {
    ...{ host, port, user, database, keepAlive: true },
    // `pg` would look for other passwords in the environment and in files.
    password: password ?? '',
    ssl: tlsOf(address, settings),
    application_name: 'voice-agents-api',
    connectionTimeoutMillis: CONNECT_MS,
    ...(statementTimeoutMs === undefined
      ? {}
      : {
          statement_timeout: statementTimeoutMs,
          // A process that hangs must not keep its locks.
          idle_in_transaction_session_timeout: statementTimeoutMs,
          query_timeout: statementTimeoutMs + GRACE_MS,
        }),
    types: {
      // No number of this API is above 2^53, and SQLite returns numbers.
      getTypeParser: (oid, format) => (oid === BIGINT ? Number : pg.types.getTypeParser(oid, format)),
    },
  };
}

/** @throws ConfigError when the file of certificates cannot be read */
function tlsOf({ host, tls: tlsOfUrl }: PostgresAddress, { tls, caFile }: PostgresSettings): pg.ClientConfig['ssl'] {
  const mode = tls ?? tlsOfUrl ?? (isLocalHost(host) ? 'disable' : 'verify-full');
  if (mode === 'disable') return false;
  return {
    rejectUnauthorized: mode !== 'require',
    ...(caFile === undefined ? {} : { ca: readCertificates(caFile) }),
    // verify-ca accepts the certificate of another host.
    ...(mode === 'verify-ca' ? { checkServerIdentity: () => undefined } : {}),
  };
}

function readCertificates(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigError(`DATABASE_CA_FILE: ${file} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

/** A pool as Kysely uses it, and its use. Its errors are translated, and broken connections are not used again. */
export function createPostgresPool(
  address: PostgresAddress,
  settings: PostgresSettings,
): PostgresPool & { usage(): PoolUsage } {
  const pool = new pg.Pool({ ...connectionOf(address, settings), max: settings.poolSize });
  // The pool removes an idle connection that breaks, and the next request makes another. Without a listener Node would exit.
  pool.on('error', () => undefined);
  // If a connection in use breaks, its query fails as well.
  pool.on('connect', (client) => void client.on('error', () => undefined));
  return {
    options: pool.options,
    connect: async () => {
      try {
        return checkedOut(await pool.connect());
      } catch (error) {
        throw new DatabaseUnavailable(reasonOfPostgres(error) ?? reasonOfTls(error), error);
      }
    },
    end: () => pool.end(),
    usage: () => ({
      size: settings.poolSize,
      open: pool.totalCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
    }),
  };
}

function checkedOut(client: pg.PoolClient): PostgresPoolClient {
  let isBroken = false;
  const query = async (text: string, parameters: unknown[]): Promise<unknown> => {
    if (findsNothing(text, parameters))
      return { command: text.startsWith('delete') ? 'DELETE' : 'SELECT', rowCount: 0, rows: [] };
    try {
      return await client.query(text, parameters);
    } catch (error) {
      isBroken ||= endsConnection(error);
      throw translatePostgres(error);
    }
  };
  return {
    // Kysely types the rows by the query, and uses no cursor.
    query: query as PostgresPoolClient['query'],
    release: (discard = false) => client.release(discard || isBroken),
  };
}

/** Postgres rejects NUL in a parameter. No stored text has one, so a query for such a text finds no row. */
function findsNothing(text: string, parameters: unknown[]): boolean {
  return (
    /^(select|delete) /.test(text) && parameters.some((value) => typeof value === 'string' && value.includes('\0'))
  );
}

/** Connecting failed in another way: the server's certificate is not trusted, for example. */
function reasonOfTls(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (/CERT|SIGNATURE|ERR_TLS/.test(code ?? '')) {
    return `the certificate of the database server cannot be verified (${code})`;
  }
  return `cannot connect to the database (${message})`;
}
