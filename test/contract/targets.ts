import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { rules } from '../../src/compose/mock/rules.ts';
import type { Api } from '../../src/compose/server.ts';
import { listOperations } from '../../src/contract/document/operations.ts';
import { startMock } from '../../src/contract/mock/mock.ts';
import { MINIMAL, startServer, WORKER_TOKEN } from '../running-server.ts';
import { exampleRequest, exchange, type PlainRequest } from './contract-checks.ts';
import { document } from './matchers.ts';

const listed = listOperations(document);

/** Something that claims to serve the contract. */
export type Target = {
  url: string;
  /** Credentials that an operation takes. */
  keyOf: (operationId: string) => string;
  /** Values for the path parameters that lead to something that exists. */
  pathValues: (operationId: string) => Promise<Record<string, string>>;
  /** A request to which an operation must answer this status. */
  provoke: (operationId: string, status: string) => Promise<PlainRequest & { url?: string }>;
  stop: () => Promise<void>;
};

/** Operations that need no key, with an agent that is public. */
const PUBLIC = new Set(
  listed.filter(({ security }) => security.some((one) => Object.keys(one).length === 0)).map((one) => one.operationId),
);
const NEEDS_VOICES = new Set(['createAgent', 'listVoices']);

/** Overwrites everything behind the first page of a database, so that whatever is read of it is damaged. */
async function damage({ api }: { api: Api }, path: string): Promise<void> {
  const { db } = api.database;
  await sql`pragma wal_checkpoint(truncate)`.execute(db);
  const file = await open(path, 'r+');
  const [{ size }, page] = [await file.stat(), 4096];
  await file.write(Buffer.alloc(size - page, 'x'), 0, size - page, page);
  await file.close();
  await sql`pragma shrink_memory`.execute(db);
}

/** What makes another request of one under an `Idempotency-Key`. */
const OTHER: Record<string, object> = {
  createAgent: { name: 'Another' },
  createConversation: { user_identity: 'another' },
};

/** Path of the agent that a path below it is about. */
function agentIn(path: string): string {
  return path.split('/').slice(0, -1).join('/');
}

function operationOf(operationId: string) {
  const operation = listed.find((candidate) => candidate.operationId === operationId);
  if (operation === undefined) throw new Error(`The contract has no operation ${operationId}.`);
  return operation;
}

// biome-ignore lint/suspicious/noExplicitAny: a target looks into whatever came back
type SendJson = (method: string, path: string, sent?: { json?: unknown; key?: string }) => Promise<{ body: any }>;

/** Makes what the path parameters of an operation lead to. */
function createPathValues(send: SendJson): Target['pathValues'] {
  const newMemory = async (): Promise<string> => {
    const { body: agent } = await send('POST', '/v1/agents', { json: { ...MINIMAL, memory_enabled: true } });
    const sent = { json: { user_identity: 'customer-4711' } };
    const { body } = await send('POST', `/v1/agents/${agent.id}/conversations`, sent);
    const report = { end_reason: 'done', duration_seconds: 1, messages: [], facts: [{ fact: 'Has a dog.' }] };
    const completion = `/v1/worker/conversations/${body.conversation.id}/complete`;
    await send('POST', completion, { json: report, key: WORKER_TOKEN });
    const { body: list } = await send('GET', `/v1/agents/${agent.id}/memories`);
    return String(list.memories[0].id);
  };

  const pathValues = async (operationId: string): Promise<Record<string, string>> => {
    const { path } = operationOf(operationId);
    if (path.includes('{memory_id}')) return { memory_id: await newMemory() };
    if (!path.includes('{id}')) return {};
    const { body: agent } = await send('POST', '/v1/agents', { json: MINIMAL });
    if (!path.includes('conversations/{id}')) return { id: String(agent.id) };
    const { body } = await send('POST', `/v1/agents/${agent.id}/conversations`);
    return { id: String(body.conversation.id) };
  };
  return pathValues;
}

/** The mock as `npm run mock` starts it, which returns whatever status a `Prefer` header asks for. */
export async function startMockTarget(): Promise<Target> {
  const mock = await startMock(document, { port: 0, host: '127.0.0.1', stateful: true, rules });
  const key = 'sk_any';
  const send: SendJson = async (method, path, sent = {}) => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const body = sent.json === undefined ? undefined : JSON.stringify(sent.json);
    const response = await exchange(mock.url, { method, path, headers, body });
    return { body: response.body };
  };
  return {
    url: mock.url,
    keyOf: () => key,
    pathValues: createPathValues(send),
    provoke: async (operationId, status) => {
      const request = exampleRequest(operationOf(operationId), 'minimal', key);
      return { ...request, headers: { ...request.headers, prefer: `code=${status}` } };
    },
    stop: mock.stop,
  };
}

/** Each status is provoked for real; what a healthy server does not answer, one with a dead dependency does. */
export async function startServerTarget(): Promise<Target> {
  const folder = await mkdtemp(join(tmpdir(), 'contract-suite-'));
  const shared = {
    DATABASE_URL: `sqlite:${join(folder, 'shared.db')}`,
    SECRETS_KEYS: `test:${Buffer.alloc(32, 1).toString('base64')}`,
  };
  const server = await startServer(shared);
  // Its only scope is one that no operation requires.
  const withoutScopes = await server.newKey('test', { scopes: 'none' });
  const withoutVoices = await startServer({ ...shared, VOICE_CATALOG_URL: 'http://127.0.0.1:1/voices' });
  // Its clock stands still, so no bucket fills again.
  const one = { RATE_LIMITS: 'true', RATE_LIMIT_BURST: '1', FAILED_KEYS_PER_ADDRESS: '1' };
  const withLimits = await startServer({ ...shared, ...one }, () => new Date('2026-11-20T09:30:00.000Z'));
  const withoutDatabase = await startServer();
  await withoutDatabase.api.database.close();
  const damaged = await startServer({ DATABASE_URL: `sqlite:${join(folder, 'damaged.db')}` });
  await damage(damaged, join(folder, 'damaged.db'));

  const keyOf = (operationId: string): string =>
    operationOf(operationId).security.some((alternative) => 'WorkerToken' in alternative) ? WORKER_TOKEN : server.key;

  const pathValues = createPathValues(server.send);

  return {
    url: server.url,
    keyOf,
    pathValues,
    provoke: async (operationId, status) => {
      const plain = exampleRequest(
        operationOf(operationId),
        'minimal',
        keyOf(operationId),
        await pathValues(operationId),
      );
      const having = (headers: Record<string, string>, body = plain.body): PlainRequest => ({
        ...plain,
        headers: { ...plain.headers, ...headers },
        body,
      });
      const json = { 'content-type': 'application/json' };
      switch (status) {
        case '304':
          return having({ 'if-none-match': '*' });
        case '400':
          return having(json, '{');
        case '401':
          return having({ authorization: 'Bearer sk_wrong' });
        case '403': {
          if (!PUBLIC.has(operationId)) return having({ authorization: `Bearer ${withoutScopes.key}` });
          const settings = { is_public: true, allowed_origins: ['https://www.example.com'] };
          await server.send('PATCH', agentIn(plain.path), { json: settings });
          return { ...plain, headers: json };
        }
        case '404':
          return exampleRequest(operationOf(operationId), 'minimal', keyOf(operationId));
        case '405':
          return { ...plain, method: 'PUT' };
        case '409':
          if (operationId === 'claimConversation') {
            await exchange(server.url, { ...plain, body: JSON.stringify({ worker_id: 'another' }) });
            return plain;
          }
          if (operationId === 'deleteConversation') {
            const claim = plain.path.replace('/v1/agents/', '/v1/worker/');
            await server.send('POST', `${claim}/claim`, { json: { worker_id: 'w1' }, key: WORKER_TOKEN });
            return plain;
          }
          if (operationId !== 'completeConversation') {
            const keyed = having({ ...json, 'idempotency-key': `${operationId} 409` });
            await exchange(server.url, keyed);
            return { ...keyed, body: JSON.stringify({ ...JSON.parse(plain.body ?? '{}'), ...OTHER[operationId] }) };
          }
          await exchange(server.url, {
            ...plain,
            body: JSON.stringify({ ...JSON.parse(plain.body ?? '{}'), end_reason: 'another' }),
          });
          return plain;
        case '412':
          return having({ 'if-match': '"another-version"' });
        case '413':
          return having(json, `"${'x'.repeat(1024 * 1024)}"`);
        case '415':
          return having({ 'content-type': 'text/plain' }, 'name: Front desk');
        case '429': {
          // A worker's token has no workspace. Of it only failures are limited.
          const isForWorkers = keyOf(operationId) === WORKER_TOKEN;
          const sent = isForWorkers ? having({ authorization: 'Bearer wrong' }) : plain;
          await withLimits.send('GET', '/v1/voices', { key: isForWorkers ? 'sk_wrong' : server.key });
          return { ...sent, url: withLimits.url };
        }
        case '500':
          return { ...plain, url: withoutDatabase.url };
        case '503':
          // One kind for the operations that need the voice catalogue, one for all others.
          return NEEDS_VOICES.has(operationId) ? { ...plain, url: withoutVoices.url } : { ...plain, url: damaged.url };
        default:
          return plain;
      }
    },
    stop: async () => {
      await Promise.all([
        server.stop(),
        withoutVoices.stop(),
        withLimits.stop(),
        withoutDatabase.stop(),
        damaged.stop(),
      ]);
      await rm(folder, { recursive: true });
    },
  };
}
