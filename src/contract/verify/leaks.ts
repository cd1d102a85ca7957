import { isObject } from '../document/references.ts';
import { valueOfJson } from './json.ts';
import type { Received, SentRequest } from './types.ts';

/** A text in an error that only the server's operators should see. */
export type Leak = {
  /** The kind of text, with its article. */
  kind: string;
  /** An excerpt; empty for secrets. */
  excerpt: string;
};

const STACK_TRACES = [
  // V8
  /\bat (?:async )?[^\n(]{0,200}\(?(?:file:\/\/|node:|\/|[A-Za-z]:\\)[^\s()]{1,300}:\d+:\d+/,
  // Python
  /Traceback \(most recent call last\)|File "[^"\n]+", line \d+/,
  // JVM
  /\bat [\w$.]+\((?:\w+\.(?:java|kt|scala|groovy):\d+|Native Method|Unknown Source)\)/,
  // .NET
  /\bat [\w.`<>]+\([^)\n]*\) in [^\n]+:line \d+/,
  // PHP
  /#\d+ [^\n]+\.php\(\d+\)|\bin [^\s<]+\.php(?:<\/b>)? on line (?:<b>)?\d+/,
  // Go
  /goroutine \d+ \[running\]|\bpanic: runtime error/,
  // Ruby
  /\.rb:\d+:in [`']/,
  // Rust
  /panicked at [^\n]+\.rs:\d+|stack backtrace:/,
];

const FILE_PATHS = [
  /(?<![\w:/.])\/(?:home|Users|root|var\/(?:www|lib|log|task)|usr\/(?:src|lib|local|share))\/[^\s"'<>:)]{1,200}/,
  /(?<![\w:/.])\/(?:opt|srv|app|tmp|mnt|workspace|data|www|private)\/[^\s"'<>:)]{0,200}\.(?:[cm]?[jt]sx?|py|rb|php|java|kt|go|rs|cs|exs?|jar|dll|so|sql|env|conf|ini|log|db|sqlite3?)\b/,
  /(?<![\w])[A-Za-z]:\\(?:[\w .$-]+\\)+[\w .$-]+/,
  /[^\s"'<>()]{0,100}(?:node_modules|site-packages)\/[^\s"'<>:)]{1,200}/,
];

const SQL = [
  /SQLSTATE\[|\bORA-\d{5}\b|\bSQLITE_[A-Z]+\b|\bER_[A-Z_]{4,}\b|\bE11000\b|\bPSQLException\b|\bQueryFailedError\b/,
  /\bSequelizeDatabaseError\b|\bPrismaClient\w+Error\b|\bsqlalchemy\.exc\b|\bActiveRecord::\w+|\bMongoServerError\b/,
  /syntax error at or near "|You have an error in your SQL syntax|unterminated quoted string|Unclosed quotation mark/,
  /violates (?:unique|foreign key|not-null|check|exclusion) constraint|(?:UNIQUE|NOT NULL|FOREIGN KEY|CHECK) constraint failed/,
  /\bno such (?:table|column): |relation "[^"]+" does not exist|column "[^"]+" (?:of relation "[^"]+" )?does not exist/,
  /Unknown column '|unrecognized token: "|invalid input syntax for type|Duplicate entry '.*' for key '/,
  /\b(?:SELECT\s[^;\n]{1,300}?\sFROM\s|INSERT\s+INTO\s|UPDATE\s+\S+\s+SET\s|DELETE\s+FROM\s)/,
  /\b(?:select [^;\n]{1,300}? from|insert into|delete from|update) ["`[]\w+["`\]]/,
];

const CONNECTION_STRINGS = [
  /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/"'<>]{0,100}:[^\s@/"'<>]{1,200}@[^\s"'<>]+/i,
  /\b(?:Server|Data Source|Host)=[^;\n]+;[^\n]*\b(?:Password|Pwd)=[^;\s"]+/i,
];

const PRIVATE_KEYS = [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, /\bAKIA[0-9A-Z]{16}\b/];

/** Patterns by the kind of text, and whether the text itself may be repeated in a report. */
const KINDS: [kind: string, patterns: RegExp[], isShown: boolean][] = [
  ['a stack trace', STACK_TRACES, true],
  ['a file path of the server', FILE_PATHS, true],
  ['SQL or an error of a database', SQL, true],
  ['a connection string with a password', CONNECTION_STRINGS, false],
  ['a private key', PRIVATE_KEYS, false],
];

/** Longer errors are searched to here, in characters. */
const MOST_SEARCHED = 100_000;
const LONGEST_EXCERPT = 120;
/** A credential of fewer characters may stand in an error by chance. */
const SHORTEST_SECRET = 8;

/**
 * The texts in an error response that help an attacker (CWE-209): stack traces, file paths, SQL and secrets. A text that the
 * request itself contains is not one.
 *
 * @param secrets credentials of the request
 */
export function findLeaks(request: SentRequest, response: Received, secrets: string[] = []): Leak[] {
  if (response.status < 400 || response.text === '') return [];
  const text = stringsIn(response.value, response.text);
  const leaks: Leak[] = [];
  // Few errors have such a text, so the request is seldom read.
  let sent: string | undefined;
  const isSent = (one: string): boolean => {
    sent ??= textsOfRequest(request);
    return sent.includes(one);
  };
  for (const [kind, patterns, isShown] of KINDS) {
    const found = patterns.map((pattern) => pattern.exec(text)?.[0]).find((one) => one !== undefined && !isSent(one));
    if (found !== undefined) leaks.push({ kind, excerpt: isShown ? found.trim().slice(0, LONGEST_EXCERPT) : '' });
  }
  if (secrets.some((secret) => secret.length >= SHORTEST_SECRET && text.includes(secret))) {
    leaks.push({ kind: 'the credentials of the request', excerpt: '' });
  }
  return leaks;
}

/** The strings in a value of JSON, one a line, else the text itself: quotes and line ends are not escaped there. */
function stringsIn(value: unknown, text: string): string {
  if (typeof value === 'string') return value.slice(0, MOST_SEARCHED);
  if (!isObject(value) && !Array.isArray(value)) return text.slice(0, MOST_SEARCHED);
  const found: string[] = [];
  const open: unknown[] = [value];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (typeof one === 'string') found.push(one);
    else if (typeof one === 'object' && one !== null) for (const member of Object.values(one)) open.push(member ?? '');
  }
  return found.join('\n').slice(0, MOST_SEARCHED);
}

/** All texts of a request but its credentials, as they are sent and decoded. */
function textsOfRequest({ url, headers, body = '' }: SentRequest): string {
  const others = Object.entries(headers).flatMap(([name, value]) => (isCredential(name) ? [] : [value]));
  return [url, decodedUrl(url), ...others, body, stringsIn(valueOfJson(body), body)].join('\n');
}

function decodedUrl(url: string): string {
  try {
    return decodeURIComponent(url.replaceAll('+', ' '));
  } catch {
    return url;
  }
}

function isCredential(name: string): boolean {
  return /^(proxy-)?authorization$|^cookie$/i.test(name);
}

/** The places in which the security schemes of a contract have keys, by lower-case name. */
export type KeyNames = { headers: Set<string>; query: Set<string> };

/** The names of headers and query parameters in which keys are sent (OAS 3.1 §4.8.27). */
export function keyNamesOf(schemes: Record<string, { type?: string; in?: string; name?: string }>): KeyNames {
  const names = (place: string): Set<string> =>
    new Set(
      Object.values(schemes).flatMap(({ type, in: where, name }) =>
        type === 'apiKey' && where === place && name !== undefined ? [name.toLowerCase()] : [],
      ),
    );
  return { headers: names('header'), query: names('query') };
}

/** The credentials of a request: tokens, keys, cookies and passwords. */
export function credentialsIn({ url, headers }: SentRequest, names: KeyNames): string[] {
  const fromHeaders = Object.entries(headers).flatMap(([name, value]): string[] => {
    if (names.headers.has(name.toLowerCase())) return [value];
    if (/^cookie$/i.test(name)) return value.split(/;\s*/).map((pair) => pair.slice(pair.indexOf('=') + 1));
    if (!isCredential(name)) return [];
    const [scheme = '', token = ''] = value.split(' ', 2);
    const password = /^basic$/i.test(scheme) ? atobOrEmpty(token).split(':').slice(1).join(':') : '';
    return [token === '' ? scheme : token, password];
  });
  const query = [...new URL(url).searchParams].filter(([name]) => names.query.has(name.toLowerCase()));
  return [...fromHeaders, ...query.map(([, value]) => value)];
}

function atobOrEmpty(text: string): string {
  return Buffer.from(text, 'base64').toString('utf8');
}
