import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createSecretBox } from '../src/platform/secrets.ts';
import { reportUsage } from './api-usage.ts';

// The peer of `bench/api.ts`: node:http and node:sqlite by hand. It does what the API does to a valid request, and nothing
// more: it validates nothing, has one route for each kind of request, and stores an agent as the JSON that it sends.

type Json = Record<string, unknown>;
type Sent = { status: number; headers?: Record<string, string>; text: string };

const KEY = 'sk_bench_0123456789abcdef0123456789abcdef0123456789';
const WORKSPACE = 'workspace_bench';
const database = new DatabaseSync(join(process.env.DATA_DIR ?? '', 'peer.sqlite'));
database.exec(`
pragma journal_mode = wal;
pragma synchronous = full;
create table api_keys (id text primary key, workspace_id text, hash text unique, expires_at text, revoked_at text);
create table agents (
  id text primary key, workspace_id text, slug text, body text, created_at text, updated_at text,
  unique (workspace_id, slug));
create index agents_newest on agents (workspace_id, id desc);
create table agent_secrets (agent_id text, field text, key_id text, sealed text, primary key (agent_id, field));
`);
database.prepare('insert into api_keys values (?, ?, ?, null, null)').run('key_bench', WORKSPACE, hashOf(KEY));
const findKey = database.prepare('select workspace_id, expires_at, revoked_at from api_keys where hash = ?');
const findAgent = database.prepare('select body from agents where id = ? and workspace_id = ?');
const listNewest = database.prepare('select id, body from agents where workspace_id = ? order by id desc limit ?');
const insertAgent = database.prepare('insert into agents values (?, ?, ?, ?, ?, ?)');
const insertSecret = database.prepare('insert into agent_secrets values (?, ?, ?, ?)');
const changeAgent = database.prepare('update agents set body = ?, updated_at = ? where id = ?');
const secrets = createSecretBox(process.env.SECRETS_KEYS ?? '');
let created = 0;

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function tagOf(text: string): string {
  return `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
}

function workspaceOf(authorization = ''): string | undefined {
  const row = findKey.get(hashOf(authorization.replace(/^Bearer /, '')));
  if (row === undefined || row.revoked_at !== null) return undefined;
  return row.expires_at === null || String(row.expires_at) > new Date().toISOString()
    ? String(row.workspace_id)
    : undefined;
}

function inTransaction<Result>(work: () => Result): Result {
  database.exec('begin immediate');
  try {
    const result = work();
    database.exec('commit');
    return result;
  } catch (error) {
    database.exec('rollback');
    throw error;
  }
}

function get(workspace: string, id: string, ifNoneMatch: string | undefined): Sent {
  const row = findAgent.get(id, workspace);
  if (row === undefined) return NOT_FOUND;
  const text = String(row.body);
  const ETag = tagOf(text);
  return ifNoneMatch === ETag ? { status: 304, headers: { ETag }, text: '' } : { status: 200, headers: { ETag }, text };
}

function list(workspace: string, limit: number): Sent {
  const rows = listNewest.all(workspace, limit + 1);
  const hasMore = rows.length > limit;
  const page = hasMore ? rows.slice(0, limit) : rows;
  const next = hasMore ? JSON.stringify(Buffer.from(`agents:${page.at(-1)?.id}`).toString('base64url')) : 'null';
  const agents = page.map(({ body }) => body).join(',');
  return { status: 200, text: `{"agents":[${agents}],"next_cursor":${next},"has_more":${hasMore}}` };
}

function create(workspace: string, body: Json): Sent {
  const { llm_api_key, webhook_secret, ...settings } = body;
  // Newest last, as ids of the API are.
  const id = `agent_${String(created++).padStart(12, '0')}${randomUUID().slice(0, 14)}`;
  const slug = `${String(body.name).toLowerCase().replaceAll(/\W+/g, '-')}-${randomUUID().slice(24)}`;
  const time = new Date().toISOString();
  const set = { llm_api_key_set: llm_api_key !== undefined, webhook_secret_set: webhook_secret !== undefined };
  const text = JSON.stringify({ id, slug, ...settings, ...set, created_at: time, updated_at: time });
  inTransaction(() => {
    insertAgent.run(id, workspace, slug, text, time, time);
    for (const [field, value] of Object.entries({ llm_api_key, webhook_secret })) {
      if (value === undefined) continue;
      const { keyId, sealed } = secrets.seal(String(value), { ownerId: id, field });
      insertSecret.run(id, field, keyId, sealed);
    }
  });
  return { status: 201, headers: { Location: `/v1/agents/${id}`, ETag: tagOf(text) }, text };
}

function change(workspace: string, id: string, body: Json): Sent {
  return inTransaction(() => {
    const row = findAgent.get(id, workspace);
    if (row === undefined) return NOT_FOUND;
    const updated_at = new Date().toISOString();
    const text = JSON.stringify({ ...JSON.parse(String(row.body)), ...body, updated_at });
    changeAgent.run(text, updated_at, id);
    return { status: 200, headers: { ETag: tagOf(text) }, text };
  });
}

const NOT_FOUND: Sent = { status: 404, text: '{}' };

function respond(request: IncomingMessage, body: string): Sent {
  const { method, url = '/', headers } = request;
  const workspace = workspaceOf(headers.authorization);
  if (workspace === undefined) return { status: 401, text: '{}' };
  const [path = '', query] = url.split('?');
  if (path === '/v1/agents') {
    if (method === 'POST') return create(workspace, JSON.parse(body));
    return list(workspace, Number(new URLSearchParams(query).get('limit') ?? 50));
  }
  const id = path.slice('/v1/agents/'.length);
  if (method === 'PATCH') return change(workspace, id, JSON.parse(body));
  return get(workspace, id, headers['if-none-match']);
}

function send(response: ServerResponse, { status, headers, text }: Sent): void {
  response.writeHead(status, {
    'X-Request-Id': randomUUID(),
    'X-Content-Type-Options': 'nosniff',
    ...headers,
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(text),
  });
  response.end(text);
}

const server = createServer((request, response) => {
  if (request.method === 'GET') {
    send(response, respond(request, ''));
    return;
  }
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => send(response, respond(request, Buffer.concat(chunks).toString())));
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  reportUsage(`http://127.0.0.1:${port}`, KEY);
});
