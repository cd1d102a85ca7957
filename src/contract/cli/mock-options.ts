import { type Latency, MOST_DELAY_MS, readChaos, readLatency } from '../mock/faults.ts';
import { type OptionSpec, UsageError } from './verb.ts';

/** Options of `mock` that make responses late or wrong. */
export const FAULT_OPTIONS = {
  latency: { type: 'text', value: 'MS', about: 'milliseconds before each response: 200, or a range such as 200-800' },
  chaos: {
    type: 'text',
    value: 'SHARE',
    about: 'share of requests that fail, such as 5%, with a declared 429 or 5xx or a reset connection',
  },
  seed: { type: 'integer', value: 'N', min: 0, max: 2 ** 31 - 1, default: 1, about: 'seed of --latency and --chaos' },
} satisfies Record<string, OptionSpec>;

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
