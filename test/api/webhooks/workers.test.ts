import { describe, expect, test } from 'vitest';
import { createDeliveryWorker } from '../../../src/api/webhooks/delivery-worker.ts';
import { breakTable } from '../broken-table.ts';
import { startReceiver, status } from './receiver.ts';
import { eventually, useWorld } from './world.ts';

const world = useWorld();

describe('several at once', () => {
  test('no more than four to one address, and others need not wait for it', async () => {
    const slow = await world.newAgent();
    const waiting: (() => void)[] = [];
    world.receiver.answer = (response) => void waiting.push(() => response.writeHead(204).end());
    const ids: string[] = [];
    for (let count = 0; count < 9; count++) ids.push(await world.newConversation(slow));
    const held = createDeliveryWorker(world.workerParts());
    await world.server.api.work.stop();
    for (const id of ids) await world.complete(id);
    held.start();
    await world.receives(4);
    await world.passes();
    expect(world.receiver.received).toHaveLength(4);
    const other = await startReceiver();
    const quick = await world.converse(await world.newAgent({ webhook_url: other.url }));
    await world.settles(quick, { status: 'delivered' });
    for (let begun = 4; begun < 13; begun++) {
      await world.receives(Math.min(begun, 9));
      waiting.shift()?.();
    }
    for (const id of ids) await world.settles(id, { status: 'delivered', attempts: 1 });
    expect(world.receiver.most).toBe(4);
    await held.stop();
    await other.stop();
  });

  test('of several workers one delivers', async () => {
    const agent = await world.newAgent();
    await world.server.api.work.stop();
    const ids: string[] = [];
    for (let count = 0; count < 20; count++) ids.push(await world.converse(agent));
    world.receiver.answer = (response) => void setTimeout(() => response.writeHead(204).end(), 20);
    const workers = Array.from({ length: 4 }, () => createDeliveryWorker(world.workerParts()));
    for (const worker of workers) worker.start();
    for (const id of ids) await world.settles(id, { status: 'delivered', attempts: 1 });
    await Promise.all(workers.map((worker) => worker.stop()));
    expect(world.receiver.received).toHaveLength(20);
  });

  test('what a worker claimed and left is delivered once its claim has ended', async () => {
    const agent = await world.newAgent();
    world.receiver.answer = status(500);
    const id = await world.converse(agent);
    // As a process that is killed leaves it: claimed, and nothing settled.
    const { db } = world.server.api.database;
    const until = new Date(world.now + 600).toISOString();
    await world.settles(id, { attempts: 1, last_status_code: 500 });
    await db
      .updateTable('webhook_deliveries')
      .set({ claim: 'claim_of_the_dead', claimed_until: until, next_attempt_at: new Date(world.now).toISOString() })
      .execute();
    world.receiver.answer = status(204);
    world.now += 599;
    await world.passes();
    expect(world.receiver.received).toHaveLength(1);
    world.now += 1;
    await world.settles(id, { status: 'delivered', attempts: 2 });
  });

  test('what a worker settles after its claim has gone to another is not written', async () => {
    const agent = await world.newAgent();
    let release = (): void => undefined;
    world.receiver.answer = (response) => {
      release = () => void response.writeHead(204).end();
    };
    const slow = createDeliveryWorker(world.workerParts());
    await world.server.api.work.stop();
    slow.start();
    const id = await world.converse(agent);
    await world.receives(1);
    await world.server.api.database.db.updateTable('webhook_deliveries').set({ claim: 'claim_of_another' }).execute();
    release();
    await slow.stop();
    expect(await world.deliveryOf(id)).toMatchObject({ status: 'pending', attempts: 1, last_status_code: null });
  });
});

describe('of what is due at once', () => {
  /** Holds every request until it is released. */
  const hold = () => {
    const waiting: (() => void)[] = [];
    world.receiver.answer = (response) => void waiting.push(() => response.writeHead(204).end());
    return waiting;
  };

  /** So many completed conversations, which nobody delivers yet. */
  const queue = async (count: number, agent: string, key?: string): Promise<string[]> => {
    const ids: string[] = [];
    for (let at = 0; at < count; at++) ids.push(await world.converse(agent, key));
    return ids;
  };

  test('one origin has four at a time, whatever the paths', async () => {
    await world.server.api.work.stop();
    hold();
    for (let at = 0; at < 7; at++) await queue(1, await world.newAgent({ webhook_url: `${world.receiver.url}?${at}` }));
    const worker = createDeliveryWorker(world.workerParts({ stopMs: 0 }));
    worker.start();
    await world.receives(4);
    await world.passes();
    expect(world.receiver.most).toBe(4);
    await worker.stop();
  });

  test('one workspace leaves room for the others', async () => {
    await world.server.api.work.stop();
    const receivers = [await startReceiver(), await startReceiver(), await startReceiver()];
    for (const receiver of receivers) receiver.answer = () => undefined;
    for (const receiver of receivers) await queue(4, await world.newAgent({ webhook_url: receiver.url }));
    const { key } = await world.server.newKey('others');
    const [theirs = ''] = await queue(1, await world.newAgent({}, key), key);
    const worker = createDeliveryWorker(
      world.workerParts({ stopMs: 0, concurrency: { origin: 4, workspace: 8, all: 9 } }),
    );
    worker.start();
    await world.settles(theirs, { status: 'delivered' });
    const open = () => receivers.reduce((sum, { received }) => sum + received.length, 0);
    await eventually(() => expect(open()).toBe(8));
    await world.passes();
    expect(open()).toBe(8);
    await worker.stop();
    for (const receiver of receivers) await receiver.stop();
  });

  test('so many are under way at most, and the next begins when one is done, the oldest first', async () => {
    await world.server.api.work.stop();
    const waiting = hold();
    const agent = await world.newAgent();
    const ids: string[] = [];
    for (let at = 0; at < 6; at++) {
      ids.push(...(await queue(1, agent)));
      world.now += 10;
    }
    const limits = { origin: 9, workspace: 9, all: 2 };
    // Polls so seldom that only its start begins the first attempts, and only the end of one the next.
    const worker = createDeliveryWorker(world.workerParts({ pollMs: 2 ** 31 - 1, concurrency: limits }));
    worker.start();
    for (let done = 0; done < 6; done++) {
      await world.receives(Math.min(6, done + 2));
      waiting.shift()?.();
    }
    for (const id of ids) await world.settles(id, { status: 'delivered' });
    expect(world.receiver.most).toBe(2);
    const order = world.receiver.received.map(({ body }) => ids.indexOf(JSON.parse(body).data.conversation.id));
    expect(order.slice(0, 2).sort()).toEqual([0, 1]);
    expect(Math.max(...order.slice(0, 3))).toBe(2);
    await worker.stop();
  });

  test('a webhook that cannot be read keeps nobody else from theirs', async () => {
    const broken = await world.newAgent({ webhook_secret: 'whsec_c2VjcmV0' });
    const { db } = world.server.api.database;
    await db.updateTable('agent_secrets').set({ key_id: 'lost' }).where('agent_id', '=', broken).execute();
    const first = await world.converse(broken);
    const second = await world.converse(await world.newAgent());
    await world.settles(second, { status: 'delivered' });
    const last_error = 'The address or the secret of the webhook cannot be read at present.';
    await world.settles(first, { status: 'pending', attempts: 1, last_status_code: null, last_error });
    expect(world.server.log.join()).toContain('There is no secrets key');
    await db.updateTable('agent_secrets').set({ key_id: 'test' }).where('agent_id', '=', broken).execute();
    world.now += 6000;
    await world.settles(first, { status: 'delivered', attempts: 2 });
  });
});

describe('an attempt that its process did not live to finish', () => {
  /** A delivery as a process that was killed leaves it: claimed, and nothing written of its attempt. */
  const leave = async (state: { attempts: number; step: number; cut_short: 0 | 1 }, claim = 'worker_dead') => {
    const agent = await world.newAgent();
    await world.server.api.work.stop();
    const id = await world.converse(agent);
    const [at, until] = [world.now, world.now + 11_000].map((time) => new Date(time).toISOString());
    await world.server.api.database.db
      .updateTable('webhook_deliveries')
      .set({ ...state, claim, claimed_until: until, last_attempt_at: at })
      .execute();
    return id;
  };
  const startWorker = () => {
    const worker = createDeliveryWorker(world.workerParts());
    worker.start();
    return worker;
  };
  /** When the next attempt is due, in seconds from now. */
  const wait = async (id: string) => (Date.parse((await world.deliveryOf(id)).next_attempt_at) - world.now) / 1000;

  test('is repeated at once by the next worker', async () => {
    const id = await leave({ attempts: 1, step: 1, cut_short: 0 });
    const worker = startWorker();
    await world.settles(id, { status: 'delivered', attempts: 2 });
    await worker.stop();
  });

  test('has the place in the schedule that its repetition takes', async () => {
    world.receiver.answer = status(500);
    const id = await leave({ attempts: 1, step: 1, cut_short: 0 });
    const worker = startWorker();
    await world.settles(id, { status: 'pending', attempts: 2, cut_short: 0, last_status_code: 500 });
    expect(await wait(id)).toBeGreaterThanOrEqual(5);
    expect(await wait(id)).toBeLessThan(6);
    await worker.stop();
  });

  test('is repeated once: when that is cut short too, the schedule goes on', async () => {
    const id = await leave({ attempts: 2, step: 1, cut_short: 1 });
    const worker = startWorker();
    await world.passes();
    await world.settles(id, { status: 'pending', attempts: 2, cut_short: 0 });
    expect(await wait(id)).toBe(5);
    world.now += 4999;
    await world.passes();
    expect(world.receiver.received).toEqual([]);
    world.now += 1;
    await world.settles(id, { status: 'delivered', attempts: 3 });
    await worker.stop();
  });

  test('is repeated though it was the last one, and an event that kills its process is given up in the end', async () => {
    const id = await leave({ attempts: 10, step: 10, cut_short: 0 });
    const worker = startWorker();
    await world.settles(id, { status: 'delivered', attempts: 11 });
    await worker.stop();
    const other = await leave({ attempts: 11, step: 10, cut_short: 1 });
    const next = startWorker();
    const last_error = 'The last attempt was not finished.';
    await world.settles(other, { status: 'failed', attempts: 11, next_attempt_at: null, last_error });
    expect(world.receiver.received).toHaveLength(1);
    await next.stop();
  });

  test('is left to a worker that lives, until its claim ends', async () => {
    const { presence } = world.server.api.database;
    const leavePresence = await presence.hold('worker_alive');
    const id = await leave({ attempts: 1, step: 1, cut_short: 0 }, 'worker_alive');
    const worker = startWorker();
    world.now += 10_999;
    await world.passes();
    expect(await world.deliveryOf(id)).toMatchObject({ claim: 'worker_alive', attempts: 1 });
    world.now += 1;
    await world.settles(id, { status: 'delivered', attempts: 2 });
    await worker.stop();
    leavePresence();
  });
});

describe('a worker that is stopped', () => {
  test('interrupts attempts that take too long, and the next one repeats them at once', async () => {
    world.receiver.answer = () => undefined;
    const agent = await world.newAgent();
    await world.server.api.work.stop();
    const id = await world.converse(agent);
    const stopped = createDeliveryWorker(world.workerParts({ stopMs: 0 }));
    stopped.start();
    await world.receives(1);
    await stopped.stop();
    const left = { status: 'pending', claim: null, attempts: 1, step: 0, cut_short: 0 };
    expect(await world.deliveryOf(id)).toMatchObject(left);
    world.receiver.answer = status(204);
    const next = createDeliveryWorker(world.workerParts());
    next.start();
    await world.settles(id, { status: 'delivered', attempts: 2 });
    await next.stop();
  });
});

test('a result that cannot be stored is logged, kept and stored later, and holds up no other', async () => {
  const agent = await world.newAgent();
  const { db } = world.server.api.database;
  let repair = async (): Promise<void> => undefined;
  world.receiver.answer = (response) => {
    void breakTable(db, 'webhook_deliveries', 'update').then((end) => {
      repair = end;
      response.writeHead(204).end();
    });
  };
  const first = await world.converse(agent);
  const logged = () => world.server.log.some((line) => line.includes('the result of a webhook cannot be stored'));
  await eventually(() => expect(logged()).toBe(true));
  await repair();
  world.receiver.answer = status(204);
  const second = await world.converse(agent);
  await world.settles(second, { status: 'delivered' });
  await world.settles(first, { status: 'delivered', attempts: 1 });
  expect(world.receiver.received).toHaveLength(2);
});

test('a result that cannot be stored is kept until its claim ends', async () => {
  const agent = await world.newAgent();
  const { db } = world.server.api.database;
  let repair = async (): Promise<void> => undefined;
  world.receiver.answer = (response) => {
    void breakTable(db, 'webhook_deliveries', 'update').then((end) => {
      repair = end;
      response.writeHead(204).end();
    });
  };
  const id = await world.converse(agent);
  const failures = () => world.server.log.filter((line) => line.includes('cannot be stored')).length;
  await eventually(() => expect(failures()).toBeGreaterThan(0));
  // An attempt has 60 seconds, and its result 10 more.
  world.now += 69_999;
  const before = failures();
  await eventually(() => expect(failures()).toBeGreaterThan(before + 1));
  await repair();
  await world.settles(id, { status: 'delivered', attempts: 1 });
  expect(world.receiver.received).toHaveLength(1);
});

describe('an agent whose webhook moves to another origin', () => {
  test('takes what waits with it', async () => {
    await world.server.api.work.stop();
    const other = await startReceiver();
    const agent = await world.newAgent();
    const ids: string[] = [];
    for (let count = 0; count < 20; count++) ids.push(await world.converse(agent));
    await world.server.send('PATCH', `/v1/agents/${agent}`, { json: { webhook_url: other.url } });
    const worker = createDeliveryWorker(world.workerParts());
    worker.start();
    for (const id of ids) await world.settles(id, { status: 'delivered', attempts: 1, url: other.url });
    expect(world.receiver.received).toEqual([]);
    expect(other.most).toBeLessThanOrEqual(4);
    await worker.stop();
    await other.stop();
  });
});
