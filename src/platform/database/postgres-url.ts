/** How connections to Postgres are secured, by the names of libpq (https://www.postgresql.org/docs/18/libpq-ssl.html). */
export const TLS_MODES = ['disable', 'require', 'verify-ca', 'verify-full'] as const;
export type TlsMode = (typeof TLS_MODES)[number];

/** Address, user and database of a Postgres URL. */
export type PostgresAddress = {
  /** A host, or the folder of a Unix socket. */
  host: string;
  port: number;
  user: string;
  password: string | undefined;
  database: string;
  /** The `sslmode` of the URL. */
  tls: TlsMode | undefined;
};

const DEFAULT_PORT = 5432;
const PARAMETERS = ['sslmode', 'host'];

export function isPostgresUrl(url: string): boolean {
  return /^postgres(ql)?:/.test(url);
}

/**
 * Reads `postgres://USER:PASSWORD@HOST:PORT/DATABASE`, with `?sslmode=` and, for a Unix socket, `?host=/FOLDER`.
 *
 * @throws Error whose message completes "DATABASE_URL …"
 */
export function parsePostgresUrl(text: string): PostgresAddress {
  if (!URL.canParse(text)) {
    throw new Error(
      'must be a URL such as postgres://USER:PASSWORD@HOST/DATABASE, with special characters percent-encoded',
    );
  }
  const url = new URL(text);
  const unsupported = [...url.searchParams.keys()].filter((name) => !PARAMETERS.includes(name));
  if (unsupported.length > 0) {
    throw new Error(`must have no parameters but ${PARAMETERS.join(' and ')}; it has ${unsupported.join(', ')}`);
  }
  const host = url.searchParams.get('host') ?? decode(url.hostname).replace(/^\[(.*)\]$/, '$1');
  const database = decode(url.pathname.slice(1));
  if (host === '' || url.username === '' || database === '') {
    throw new Error('must name a user, a host and a database: postgres://USER:PASSWORD@HOST/DATABASE');
  }
  return {
    host,
    port: url.port === '' ? DEFAULT_PORT : Number(url.port),
    user: decode(url.username),
    password: url.password === '' ? undefined : decode(url.password),
    database,
    tls: readTlsMode(url.searchParams.get('sslmode')),
  };
}

function readTlsMode(name: string | null): TlsMode | undefined {
  if (name === null) return undefined;
  const mode = TLS_MODES.find((one) => one === name);
  // With `allow` and `prefer` an attacker between client and server can remove the encryption.
  if (mode === undefined) throw new Error(`must have an sslmode of ${TLS_MODES.join(', ')}`);
  return mode;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Error('must have valid percent-encoding');
  }
}

/** A URL as messages show it. The password of a database may have characters that should be encoded. */
export function withoutPassword(url: string): string {
  return isPostgresUrl(url) ? url.replace(/\/\/([^:/@]*):.*@/, '//$1:…@') : url.replace(/\/\/[^/@]*@/, '//…@');
}

/** Whether a server is on this machine, without a network between. */
export function isLocalHost(host: string): boolean {
  return host.startsWith('/') || host === 'localhost' || host === '::1' || /^127\./.test(host);
}
