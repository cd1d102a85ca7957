import { type ChildProcess, spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openDatabase } from '../../src/platform/database/database.ts';
import type { WebhookDeliveryTable } from '../../src/platform/database/tables.ts';
import { createKey } from '../../src/platform/keys.ts';
import { type Receiver, startReceiver, status } from '../api/webhooks/receiver.ts';
import { type ProgramResult, runAlone, runHosted } from '../programs.ts';
import { BARE_ENVIRONMENT, MINIMAL, type ServerProcess, send, WORKER_TOKEN } from '../running-server.ts';
import { useProcesses } from './processes.ts';

const ROUNDS = 20;

const processes = useProcesses();
let receiver: Receiver;
let key: string;
let others: ChildProcess[] = [];
beforeEach(async () => {
  others = [];
  receiver = await startReceiver();
  const database = await openDatabase(`sqlite:${join(processes.folder, 'voice-agents.db')}`);
  ({ key } = await createKey(database.db, { workspace: 'test', expiresAt: null, now: new Date() }));
  await database.close();
});
afterEach(async () => {
  for (const child of others) child.kill('SIGKILL');
  await receiver.stop();
});

const environment = (more: Record<string, string> = {}): Record<string, string> => ({
  ...{ WORKER_TOKENS: WORKER_TOKEN, ALLOW_PRIVATE_OUTBOUND: 'true', WEBHOOK_TIMEOUT_MS: '60000' },
  WEBHOOK_POLL_MS: '20',
  ...more,
});

const start = (more: Record<string, string> = {}): Promise<ServerProcess> => processes.start(environment(more));

/** Starts a conversation with a new agent and completes it. Answers its id. */
async function converse({ url }: ServerProcess): Promise<string> {
  const json = { ...MINIMAL, webhook_url: receiver.url };
  const { body: agent } = await send(url, key, 'POST', '/v1/agents', { json });
  const { body } = await send(url, key, 'POST', `/v1/agents/${agent.id}/conversations`);
  const { id } = body.conversation;
  const report = { end_reason: 'done', duration_seconds: 1, messages: [] };
  const sent = { json: report, key: WORKER_TOKEN };
  expect((await send(url, key, 'POST', `/v1/worker/conversations/${id}/complete`, sent)).status).toBe(200);
  return id;
}

const deliveryOf = async ({ url }: ServerProcess, id: string) =>
  (await send(url, key, 'GET', `/v1/agents/conversations/${id}/webhook-deliveries`)).body.deliveries[0];
const conversationsReceived = (): string[] =>
  receiver.received.map(({ body }) => JSON.parse(body).data.conversation.id);

/** Waits for a state, however long a busy machine needs for it. */
const eventually = (judge: () => unknown): Promise<unknown> => vi.waitFor(judge, { timeout: 120_000, interval: 20 });

/** Reads the database while no server runs. */
async function withRows<Result>(read: (rows: WebhookDeliveryTable[]) => Result): Promise<Result> {
  const database = await openDatabase(`sqlite:${join(processes.folder, 'voice-agents.db')}`);
  const rows = await database.db.selectFrom('webhook_deliveries').selectAll().execute();
  await database.close();
  return read(rows);
}

test(`kill -9 between completion and delivery loses no event, and what it cuts short is repeated at once, ${ROUNDS} times`, async () => {
  const completed: string[] = [];
  // Slow enough that a kill meets events that wait, that are under way, and that have just been taken.
  receiver.answer = (response) => void setTimeout(() => response.writeHead(204).end(), Math.random() * 40);
  // Those that are not known to be delivered: to read all of them each time takes longer than everything else.
  const left = new Set<string>();
  const areDelivered = async (server: ServerProcess): Promise<void> => {
    for (const id of left) {
      const { status: state, attempts } = await deliveryOf(server, id);
      expect(state).toBe('delivered');
      expect(attempts).toBeLessThanOrEqual(2);
      left.delete(id);
    }
  };
  for (let round = 0; round < ROUNDS; round++) {
    const server = await start();
    // Each attempt is cut short once at most: by the schedule, the next ones would come too late for a test.
    await eventually(() => areDelivered(server));
    for (let count = 0; count < 3; count++) left.add(await converse(server));
    for (const id of left) completed.push(id);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
    server.child.kill('SIGKILL');
    await server.exited;
  }
  const server = await start();
  for (const id of completed) left.add(id);
  await eventually(() => areDelivered(server));
  expect(completed).toHaveLength(3 * ROUNDS);
  expect([...new Set(conversationsReceived())].sort()).toEqual(completed.toSorted());
  // However often one arrived, it was the same event.
  const events = new Map(receiver.received.map(({ headers, body }) => [headers['webhook-id'], body]));
  expect(events.size).toBe(completed.length);
  for (const { headers, body } of receiver.received) expect(body).toBe(events.get(headers['webhook-id']));
}, 600_000);

test('an attempt that is cut short twice is not repeated at once again', async () => {
  receiver.answer = () => undefined;
  let id = '';
  for (let kill = 1; kill <= 2; kill++) {
    const server = await start();
    if (kill === 1) id = await converse(server);
    await eventually(() => expect(receiver.received).toHaveLength(kill));
    server.child.kill('SIGKILL');
    await server.exited;
  }
  receiver.answer = status(204);
  const begun = await withRows(([row]) => Date.parse(row?.last_attempt_at ?? ''));
  const last = await start();
  await eventually(async () => expect(await deliveryOf(last, id)).toMatchObject({ status: 'delivered', attempts: 3 }));
  const third = await deliveryOf(last, id);
  expect(Date.parse(third.last_attempt_at) - begun).toBeGreaterThanOrEqual(5000);
});

test('a server that is stopped waits for what is under way, and the next one goes on', async () => {
  let release = (): void => undefined;
  receiver.answer = (response) => {
    release = () => void response.writeHead(500).end();
  };
  const server = await start();
  const id = await converse(server);
  await eventually(() => expect(receiver.received).toHaveLength(1));
  server.child.kill('SIGTERM');
  await eventually(() => expect(server.output()).toContain('"stopping"'));
  expect(server.child.exitCode).toBeNull();
  release();
  expect(await server.exited).toBe(0);
  await withRows(([row]) => expect(row).toMatchObject({ status: 'pending', attempts: 1, last_status_code: 500 }));
  receiver.answer = status(204);
  const next = await start();
  await eventually(async () => expect(await deliveryOf(next, id)).toMatchObject({ status: 'delivered', attempts: 2 }));
});

test('a server that is stopped does not wait for receivers that do not respond, and the next one repeats', async () => {
  receiver.answer = () => undefined;
  const server = await start();
  const ids = [await converse(server), await converse(server)];
  await eventually(() => expect(receiver.received).toHaveLength(2));
  server.child.kill('SIGTERM');
  expect(await server.exited).toBe(0);
  // They have not timed out: nothing is written but that nobody claims them.
  await withRows((rows) => {
    const left = { status: 'pending', attempts: 1, claim: null, last_error: null, cut_short: 0 };
    expect(rows).toMatchObject([left, left]);
  });
  expect((await readdir(processes.folder)).filter((name) => name.endsWith('.lock'))).toEqual([]);
  receiver.answer = status(204);
  const next = await start();
  for (const id of ids) {
    await eventually(async () =>
      expect(await deliveryOf(next, id)).toMatchObject({ status: 'delivered', attempts: 2 }),
    );
  }
});

describe('npm run worker', () => {
  /** Starts a worker and waits until it works. */
  async function startWorker(): Promise<{ child: ChildProcess; output: () => string; exited: Promise<number | null> }> {
    const child = spawn(process.execPath, ['src/commands/worker.ts'], {
      env: { ...BARE_ENVIRONMENT, DATA_DIR: processes.folder, ...environment() },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    others.push(child);
    const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
    let output = '';
    await new Promise<void>((resolve, reject) => {
      child.stdout?.on('data', (chunk) => {
        output += chunk;
        if (output.includes('"working"')) resolve();
      });
      void exited.then((code) => reject(new Error(`The worker ended with ${code}.`)));
    });
    return { child, output: () => output, exited };
  }

  test('delivers what a server leaves to it, and ends in good order', async () => {
    const server = await start({ BACKGROUND_WORK: 'false' });
    const id = await converse(server);
    const { child, output, exited } = await startWorker();
    await eventually(async () => expect(await deliveryOf(server, id)).toMatchObject({ status: 'delivered' }));
    expect(conversationsReceived()).toEqual([id]);
    await eventually(() => expect(output()).toContain('"msg":"webhook"'));
    expect(server.output()).not.toContain('"msg":"webhook"');
    child.kill('SIGTERM');
    expect(await exited).toBe(0);
  });

  test('does not work on a database that nobody else can see', async () => {
    const env = { ...BARE_ENVIRONMENT, DATABASE_URL: 'sqlite::memory:' };
    const { code, err } = await runAlone({ program: 'src/commands/worker.ts', args: [], env });
    expect([code, err]).toEqual([
      1,
      'DATABASE_URL: a database in memory is empty for a worker; name the one of the server.\n',
    ]);
  });

  test('delivers each event once, beside another worker and a server that delivers too', async () => {
    const server = await start();
    await Promise.all([startWorker(), startWorker()]);
    const ids: string[] = [];
    for (let count = 0; count < 15; count++) ids.push(await converse(server));
    await eventually(async () => {
      for (const id of ids) expect(await deliveryOf(server, id)).toMatchObject({ status: 'delivered', attempts: 1 });
    });
    expect(conversationsReceived().sort()).toEqual(ids.sort());
  });
});

describe('npm run webhooks', () => {
  function webhooks(...args: string[]): Promise<ProgramResult> {
    const env = { ...BARE_ENVIRONMENT, DATA_DIR: processes.folder };
    return runHosted({ program: 'src/commands/webhooks.ts', args, env });
  }

  test('lists deliveries, and has those that failed attempted again', async () => {
    receiver.answer = status(410);
    const server = await start();
    const [one, two] = [await converse(server), await converse(server)];
    await eventually(async () => {
      for (const id of [one, two]) expect(await deliveryOf(server, id)).toMatchObject({ status: 'failed' });
    });
    receiver.answer = status(204);
    const { id: first } = await deliveryOf(server, one);
    const { id: second } = await deliveryOf(server, two);
    const listed = await webhooks('list');
    expect([
      listed.code,
      listed.out
        .trim()
        .split('\n')
        .map((line) => line.split('\t')),
    ]).toEqual([
      0,
      [second, first].map((id, index) => [
        ...[id, index === 0 ? two : one, 'failed', 'attempts 1', '', receiver.url],
        'The receiver responded with status 410.',
      ]),
    ]);
    expect((await webhooks('list', '--conversation', one)).out.split('\t')[0]).toBe(first);
    expect((await webhooks('list', '--status', 'delivered')).out).toBe('');
    expect((await webhooks('list', '--limit', '1')).out.trim().split('\n')).toHaveLength(1);

    expect(await webhooks('retry', first)).toEqual({
      code: 0,
      out: `${first}\n`,
      err: 'Deliveries to retry: 1.\n',
    });
    await eventually(async () => expect(await deliveryOf(server, one)).toMatchObject({ status: 'delivered' }));
    expect((await webhooks('retry', '--failed')).out).toBe(`${second}\n`);
    // It begins anew, so its one attempt is its first.
    const standing = { status: 'delivered', attempts: 1 };
    await eventually(async () => expect(await deliveryOf(server, two)).toMatchObject(standing));
    const again = await webhooks('retry', first, 'whd_unknown');
    expect([again.code, again.out]).toEqual([1, '']);
    expect(again.err).toContain(
      `Delivery ${first} cannot be retried: it does not exist, was delivered, or is being attempted.`,
    );
  });

  test('leaves an attempt that is under way to itself', async () => {
    const server = await start();
    let release = (): void => undefined;
    receiver.answer = (response) => {
      release = () => void response.writeHead(204).end();
    };
    const id = await converse(server);
    await eventually(() => expect(receiver.received).toHaveLength(1));
    const { id: delivery } = await deliveryOf(server, id);
    expect((await webhooks('retry', delivery)).code).toBe(1);
    release();
    const standing = { status: 'delivered', attempts: 1 };
    await eventually(async () => expect(await deliveryOf(server, id)).toMatchObject(standing));
  });

  test.each([
    [[], 'unsupported command or arguments'],
    [['retry'], 'unsupported command or arguments'],
    [['retry', 'whd_x', '--failed'], 'unsupported command or arguments'],
    [['list', 'whd_x'], 'unsupported command or arguments'],
    [['list', '--status', 'lost'], '--status must be one of pending, delivered, failed'],
    [['list', '--limit', '0'], '--limit must be an integer from 1 to 10000'],
    [['list', '--everything'], "Unknown option '--everything'"],
  ])('%j is a usage error', async (args, sentence) => {
    const { code, out, err } = await webhooks(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(`webhooks: ${sentence}`);
    expect(err).toContain('npm run webhooks -- retry --failed');
  });
});
