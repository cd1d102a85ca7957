import { DatabaseUnavailable, TransactionConflict } from './unavailable.ts';

/** Members of an error of `pg`, of a socket or of TLS beside its message. */
type PostgresError = { code?: unknown; message?: unknown };

/** Reasons by SQLSTATE, or by its class of two characters (https://www.postgresql.org/docs/18/errcodes-appendix.html). */
const REASONS: Record<string, string> = {
  '08': 'the connection to the database is broken',
  '25006': 'the database is read-only',
  '28': 'the database rejects the user or the password',
  '3D000': 'the database does not exist',
  '53': 'the database server has no resources left',
  '53100': 'the disk of the database server is full',
  '53300': 'the database server has no free connections',
  '57': 'the database server ended the connection',
  '57014': 'a statement took too long',
  '57P03': 'the database server is starting or stopping',
  '58': 'the database server cannot read or write its files',
  XX001: 'the data of the database is damaged',
  XX002: 'the data of the database is damaged',
  // Codes of sockets and of names.
  ECONNREFUSED: 'the database server does not accept connections',
  ECONNRESET: 'the connection to the database is broken',
  EPIPE: 'the connection to the database is broken',
  ENOTFOUND: 'the host of the database is unknown',
  EAI_AGAIN: 'the host of the database cannot be resolved',
  ENOENT: 'the database server does not accept connections',
  EHOSTUNREACH: 'the host of the database cannot be reached',
  ENETUNREACH: 'the host of the database cannot be reached',
  ETIMEDOUT: 'the host of the database cannot be reached',
};

/** Errors of `pg` that have no code, by their message. */
const MESSAGES: [RegExp, string][] = [
  [/^timeout exceeded when trying to connect/, 'no connection to the database is free'],
  [/^Connection terminated due to connection timeout/, 'the host of the database cannot be reached'],
  [
    /^(Connection terminated|Client has encountered a connection error|Client was closed)/,
    'the connection to the database is broken',
  ],
  [/^Query read timeout/, 'the database does not respond'],
  [/does not support SSL connections/, 'the database server offers no TLS'],
];

/** After these the connection is of use again. */
const KEEPS_CONNECTION = /^(25006|53[12]00|57014|58)/;

/** The state of the database that an error reveals. Undefined where the statement was wrong. */
export function reasonOfPostgres(error: unknown): string | undefined {
  const { code, message } = error as PostgresError;
  if (typeof code === 'string') {
    const reason = REASONS[code] ?? (/^[0-9A-Z]{5}$/.test(code) ? REASONS[code.slice(0, 2)] : undefined);
    if (reason !== undefined) return reason;
  }
  return MESSAGES.find(([pattern]) => pattern.test(String(message)))?.[1];
}

/** Whether a connection must not be used again after an error. */
export function endsConnection(error: unknown): boolean {
  const { code } = error as PostgresError;
  return reasonOfPostgres(error) !== undefined && !(typeof code === 'string' && KEEPS_CONNECTION.test(code));
}

/** Serialization failures and deadlocks. */
const CONFLICTS = ['40001', '40P01'];

/** The error to throw in place of one of `pg`. */
export function translatePostgres(error: unknown): unknown {
  if (CONFLICTS.includes(String((error as PostgresError).code))) return new TransactionConflict(error);
  const reason = reasonOfPostgres(error);
  return reason === undefined ? error : new DatabaseUnavailable(reason, error);
}
