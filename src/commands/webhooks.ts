import { parseArgs } from 'node:util';
import { listAllDeliveries, retryDeliveries, type WebhookDelivery } from '../api/webhooks/store.ts';
import { CommandUsageError, runCommand, withDatabase } from './command.ts';

const USAGE = `npm run webhooks -- list [--status pending|delivered|failed] [--conversation ID] [--limit 50]
npm run webhooks -- retry ID…
npm run webhooks -- retry --failed

A retry starts immediately; later attempts follow the schedule from its beginning. Uses the database of DATABASE_URL and
DATA_DIR. The server may be running.
`;
const STATUSES: readonly WebhookDelivery['status'][] = ['pending', 'delivered', 'failed'];
const MOST = 10_000;

/** Runs one command. Returns the exit code: 0 success, 1 a delivery cannot be retried, 2 usage error. */
async function runWebhooks(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      status: { type: 'string' },
      conversation: { type: 'string' },
      limit: { type: 'string', default: '50' },
      failed: { type: 'boolean', default: false },
    },
  });
  const [verb, ...ids] = positionals;
  if (verb === 'list' && ids.length === 0) return printDeliveries(values);
  if (verb === 'retry' && ids.length > 0 !== values.failed) return retry(ids);
  throw new CommandUsageError('unsupported command or arguments. Use one of these:');
}

async function printDeliveries(asked: { status?: string; conversation?: string; limit: string }): Promise<number> {
  const status = STATUSES.find((one) => one === asked.status);
  if (asked.status !== undefined && status === undefined) {
    throw new CommandUsageError(`--status must be one of ${STATUSES.join(', ')}.`);
  }
  const limit = Number(asked.limit);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST) {
    throw new CommandUsageError(`--limit must be an integer from 1 to ${MOST}.`);
  }
  const filter = {
    limit,
    ...(status === undefined ? {} : { status }),
    ...(asked.conversation === undefined ? {} : { conversationId: asked.conversation }),
  };
  for (const delivery of await withDatabase((db) => listAllDeliveries(db, filter))) {
    const { id, conversation_id, status: state, attempts, next_attempt_at, url, last_error } = delivery;
    const next = next_attempt_at === null ? '' : `next ${next_attempt_at}`;
    const fields = [id, conversation_id, state, `attempts ${attempts}`, next, url, last_error ?? ''];
    process.stdout.write(`${fields.join('\t')}\n`);
  }
  return 0;
}

/** @param ids of deliveries; if empty, all failed deliveries are retried */
async function retry(ids: string[]): Promise<number> {
  const now = new Date();
  const which = ids.length === 0 ? [{ status: 'failed' as const }] : ids.map((id) => ({ id }));
  const done = await withDatabase(async (db) => {
    const found: string[] = [];
    for (const one of which) {
      for (const id of await retryDeliveries(db, one, now)) found.push(id);
    }
    return found;
  });
  for (const id of done) process.stdout.write(`${id}\n`);
  const missing = ids.filter((id) => !done.includes(id));
  for (const id of missing) {
    process.stderr.write(
      `Delivery ${id} cannot be retried: it does not exist, was delivered, or is being attempted.\n`,
    );
  }
  process.stderr.write(`Deliveries to retry: ${done.length}.\n`);
  return missing.length === 0 ? 0 : 1;
}

await runCommand('webhooks', USAGE, runWebhooks);
