import { flag, integer, type Variable, workspaceRates } from './config-values.ts';

/** The variables of rate limits. */
export const LIMIT_VARIABLES = {
  rateLimits: {
    name: 'RATE_LIMITS',
    default: 'true',
    meaning: '`false` turns all rate limits off, for benchmarks and `keepspec verify`.',
    parse: flag,
  },
  rateLimitPerSecond: {
    name: 'RATE_LIMIT_PER_SECOND',
    default: '20',
    meaning: 'Requests a second that a workspace may send with its keys.',
    parse: integer(1, 1_000_000),
  },
  rateLimitBurst: {
    name: 'RATE_LIMIT_BURST',
    default: '60',
    meaning: 'Requests that a workspace may send at once.',
    parse: integer(1, 1_000_000),
  },
  workspaceRateLimits: {
    name: 'WORKSPACE_RATE_LIMITS',
    default: '',
    meaning:
      'Other limits of single workspaces, by name, separated by commas: `NAME=100/300` for 100 a second and 300 at once, `NAME=off` for none.',
    parse: workspaceRates,
  },
  failedKeysPerAddress: {
    name: 'FAILED_KEYS_PER_ADDRESS',
    default: '60',
    meaning:
      'Requests with an invalid key or worker token that one address may send in a minute. Beyond, only keys that were valid before are looked up.',
    parse: integer(1, 1_000_000),
  },
  publicReadsPerAddress: {
    name: 'PUBLIC_READS_PER_ADDRESS',
    default: '300',
    meaning: 'Widget configurations that one address may read in a minute without a key.',
    parse: integer(1, 1_000_000),
  },
  publicSessionsPerAddress: {
    name: 'PUBLIC_SESSIONS_PER_ADDRESS',
    default: '10',
    meaning:
      'Sessions that may be started in a minute without a key from one address (of IPv6: from its first 64 bits).',
    parse: integer(1, 1_000_000),
  },
  publicSessionsPerAgent: {
    name: 'PUBLIC_SESSIONS_PER_AGENT',
    default: '60',
    meaning: 'Sessions that may be started in a minute without a key with one agent.',
    parse: integer(1, 1_000_000),
  },
} as const satisfies Record<string, Variable<unknown>>;
