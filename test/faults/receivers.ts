import { MINIMAL, WORKER_TOKEN } from '../running-server.ts';
import { type BadServer, type Breakage, startBadServer } from './bad-server.ts';
import { type Beside, runBeside } from './beside.ts';
import type { Result, Run, Scenario } from './scenario.ts';
import { forEachOf, until } from './target.ts';

/** Deliveries to the broken receiver. */
const DELIVERIES = 24;

/** Broken receivers. Of those that send 2xx before they break, the webhook counts as delivered. */
const KINDS: Partial<Record<Breakage, 'pending' | 'delivered'>> = {
  hangs: 'pending',
  resets: 'pending',
  'sends a byte of the headers a second': 'pending',
  'sends a byte of the body a second': 'delivered',
  'sends gigabytes of headers': 'pending',
  'sends gigabytes of body': 'delivered',
  'returns 500': 'pending',
  redirects: 'pending',
};

/** Queues deliveries to the broken receiver. Returns the paths that list them. */
async function queueDeliveries({ target, history }: Beside, webhook_url: string): Promise<string[]> {
  const json = { ...MINIMAL, name: 'counter of deliveries', prompt: '0', webhook_url };
  const { body: agent } = await target.send('POST', '/v1/agents', { json });
  // The check passes over counters.
  history.counters.push({ id: agent.id, acknowledged: 0, uncertain: 0 });
  const paths: string[] = [];
  await forEachOf(Array(DELIVERIES).fill(0), async () => {
    const { body } = await target.send('POST', `/v1/agents/${agent.id}/conversations`);
    const { id } = body.conversation;
    const report = { end_reason: 'done', duration_seconds: 1, messages: [] };
    const sent = { json: report, key: WORKER_TOKEN };
    const { status, text } = await target.send('POST', `/v1/worker/conversations/${id}/complete`, sent);
    if (status !== 200) throw new Error(`The conversation cannot be completed: ${status} ${text}`);
    paths.push(`/v1/agents/conversations/${id}/webhook-deliveries`);
  });
  return paths;
}

async function breakReceiver(beside: Beside, bad: BadServer, expected: 'pending' | 'delivered'): Promise<void> {
  const { target, result } = beside;
  const paths = await queueDeliveries(beside, bad.url);
  await until('each delivery has met the broken receiver', () => bad.broken.length >= DELIVERIES);
  // Attempts under way keep what they have met, and the next ones find a receiver that works.
  bad.breakage = undefined;
  const deliveries = async () =>
    Promise.all(paths.map(async (path) => (await target.send('GET', path)).body.deliveries[0]));
  await until('the first attempts are over', async () =>
    (await deliveries()).every(
      ({ status, attempts, last_error, last_status_code }) =>
        status === 'delivered' || attempts > 1 || last_error !== null || last_status_code !== null,
    ),
  );
  const standings = new Set((await deliveries()).map(({ status, attempts }) => (attempts > 1 ? 'pending' : status)));
  if (standings.size !== 1 || !standings.has(expected))
    result.problems.push(`after the first attempts: ${[...standings]}`);
  const isDelivered = async () => (await deliveries()).every(({ status }) => status === 'delivered');
  result.recoveries.push(await until('all are delivered', isDelivered));
  if (expected === 'pending' && bad.worked.length !== DELIVERIES) {
    result.problems.push(
      `${bad.worked.length} attempts reached the receiver when it worked, for ${DELIVERIES} deliveries`,
    );
  }
  const followed = [...bad.broken, ...bad.worked].filter((path) => path !== '/calls');
  if (followed.length > 0) result.problems.push(`${followed.length} redirects were followed`);
}

type BrokenReceiver = {
  breakage: Breakage;
  /** What the deliveries are after their first attempts. */
  expected: 'pending' | 'delivered';
  /** Milliseconds that an attempt may take. */
  timeoutMs?: number;
  writes?: number;
};

/** Runs a server whose webhooks meet a broken receiver. */
export async function runBrokenReceiver(
  { breakage, expected, timeoutMs = 2000, ...sizes }: BrokenReceiver,
  run: Run,
): Promise<Result> {
  const bad = await startBadServer(breakage, (response) => response.writeHead(204).end());
  try {
    return await runBeside(`Receiver of webhooks ${breakage}`, run, {
      ...sizes,
      environment: { WEBHOOK_TIMEOUT_MS: `${timeoutMs}` },
      fault: (beside) => breakReceiver(beside, bad, expected),
    });
  } finally {
    await bad.stop();
  }
}

export const receivers: Scenario[] = (Object.entries(KINDS) as [Breakage, 'pending' | 'delivered'][]).map(
  ([breakage, expected]) => ({
    name: `Receiver of webhooks ${breakage}`,
    times: 1,
    run: (run) => runBrokenReceiver({ breakage, expected }, run),
  }),
);
