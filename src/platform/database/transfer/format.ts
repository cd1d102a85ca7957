import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Tables } from '../tables.ts';

/** The reason why a database cannot be moved, as a sentence for the operator. */
export class TransferError extends Error {
  override name = 'TransferError';
}

export type TableName = keyof Tables;

/**
 * The tables with their primary keys. A table stands behind those that it refers to. Rate limits stay behind: their buckets are
 * full again in seconds.
 */
export const TABLES: readonly { name: TableName; key: readonly string[] }[] = [
  { name: 'workspaces', key: ['id'] },
  { name: 'api_keys', key: ['id'] },
  { name: 'agents', key: ['id'] },
  { name: 'agent_secrets', key: ['agent_id', 'field'] },
  { name: 'conversations', key: ['id'] },
  { name: 'messages', key: ['id'] },
  { name: 'memories', key: ['id'] },
  { name: 'webhook_deliveries', key: ['id'] },
  { name: 'webhook_lanes', key: ['workspace_id', 'origin'] },
  { name: 'idempotency_keys', key: ['workspace_id', 'operation', 'key'] },
  { name: 'audit_events', key: ['id'] },
];

/** A row: texts, numbers and nulls by column. */
export type TableRow = Record<string, string | number | null>;

/** Number of rows of each table. */
export type Counts = Record<string, number>;

// An export is lines of JSON: a header, `[table, row]` for each row in the order of TABLES, and an end with the
// counts and the SHA-256 of all bytes before it, which detects truncated and changed files.

export type ExportHeader = { format: 'voice-agents-data'; version: 1; schema: string };
export type End = { rows: Counts; sha256: string };

export function headerOf(schema: string): ExportHeader {
  return { format: 'voice-agents-data', version: 1, schema };
}

/** Bytes of a line at most. A row holds a request, and a request is at most 1 MiB. */
const LONGEST_LINE = 16 * 1024 * 1024;

/** Content of a file, piece by piece. */
async function* readPieces(file: string): AsyncGenerator<Buffer> {
  try {
    // A stream without an encoding yields bytes.
    yield* createReadStream(file) as AsyncIterable<Buffer>;
  } catch (error) {
    throw new TransferError(`${file} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

/** The lines of a file, one at a time, with their line breaks. */
export async function* readLines(file: string): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  let length = 0;
  for await (const chunk of readPieces(file)) {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      yield Buffer.concat([...rest, chunk.subarray(start, end + 1)]);
      [rest, length] = [[], 0];
      start = end + 1;
    }
    rest.push(chunk.subarray(start));
    length += chunk.length - start;
    if (length > LONGEST_LINE) throw new TransferError(`${file} is not an export: it has a line of more than 16 MiB.`);
  }
  if (length > 0) yield Buffer.concat(rest);
}

/** Summary of an export after all of it was read. */
export type Contents = { schema: string; rows: Counts; sha256: string };

/**
 * Reads a whole export without keeping it.
 *
 * @throws TransferError when it is none, or is not complete
 */
export async function checkFile(file: string): Promise<Contents> {
  const hash = createHash('sha256');
  const rows: Counts = {};
  let header: ExportHeader | undefined;
  let end: End | undefined;
  for await (const line of readLines(file)) {
    if (end !== undefined) throw damaged(file);
    const value = parseLine(file, line);
    if (header === undefined) header = readExportHeader(file, value);
    else if (Array.isArray(value)) rows[String(value[0])] = (rows[String(value[0])] ?? 0) + 1;
    // Compared with the file below.
    else end = value as End;
    if (end === undefined) hash.update(line);
  }
  const sha256 = hash.digest('hex');
  if (header === undefined || end?.sha256 !== sha256 || JSON.stringify(end.rows) !== JSON.stringify(rows)) {
    throw damaged(file);
  }
  return { schema: header.schema, rows, sha256 };
}

function readExportHeader(file: string, value: unknown): ExportHeader {
  const { format, version } = (value ?? {}) as Partial<ExportHeader>;
  if (format !== 'voice-agents-data') throw new TransferError(`${file} is not an export of this server.`);
  if (version !== 1)
    throw new TransferError(`${file} was exported by a newer version of this server. Use that version.`);
  // A header of this version.
  return value as ExportHeader;
}

function parseLine(file: string, line: Buffer): unknown {
  try {
    return JSON.parse(line.toString());
  } catch {
    throw damaged(file);
  }
}

function damaged(file: string): TransferError {
  return new TransferError(`${file} is incomplete or damaged. Nothing was imported. Export the database again.`);
}
