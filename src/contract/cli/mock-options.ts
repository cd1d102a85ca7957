import { type Latency, MOST_DELAY_MS, readChaos, readLatency } from '../mock/faults.ts';
import { readDestination } from '../mock/webhooks/destinations.ts';
import { type OptionSpec, UsageError } from './verb.ts';

/** Options of `mock` that make responses late or wrong. */
export const FAULT_OPTIONS = {
  latency: { type: 'text', value: 'MS', about: 'milliseconds before each response: 200, or 200-800' },
  chaos: {
    type: 'text',
    value: 'SHARE',
    about: 'share of requests that fail, such as 5%, with a declared 429 or 5xx or a reset connection',
  },
  seed: { type: 'integer', value: 'N', min: 0, max: 2 ** 31 - 1, default: 1, about: 'seed of --latency and --chaos' },
} satisfies Record<string, OptionSpec>;

/** Options of `mock` for webhooks and callbacks. */
export const WEBHOOK_OPTIONS = {
  'webhook-url': { type: 'text', value: 'URL', about: 'receiver of the webhooks of the document' },
  'webhook-secret': {
    type: 'text',
    value: 'SECRET',
    about: 'secret that signs webhooks and callbacks, such as whsec_… (default: generated)',
  },
  'webhook-host': {
    type: 'list',
    value: 'HOST',
    about: 'host, other than this machine, that may receive webhooks',
  },
} satisfies Record<string, OptionSpec>;

/** @throws UsageError if webhooks cannot be sent to the URL */
export function readWebhookUrl(text: string | undefined, hosts: string[]): string | undefined {
  const destination = text === undefined ? undefined : readDestination(text, hosts);
  if (destination instanceof Error) throw new UsageError(`--webhook-url: ${destination.message}`);
  return text;
}

/** @throws UsageError if a value is neither a number nor a range */
export function readLatencyOption(text: string | undefined): Latency | undefined {
  const latency = text === undefined ? undefined : readLatency(text);
  if (latency !== undefined || text === undefined) return latency;
  throw new UsageError(
    `--latency: "${text}" must be milliseconds from 0 to ${MOST_DELAY_MS}, such as 200, or a range such as 200-800.`,
  );
}

/** @throws UsageError if a value is no percentage */
export function readChaosOption(text: string | undefined): number | undefined {
  const chaos = text === undefined ? undefined : readChaos(text);
  if (chaos !== undefined || text === undefined) return chaos;
  throw new UsageError(`--chaos: "${text}" must be a percentage from 0% to 100%, such as 5%.`);
}
