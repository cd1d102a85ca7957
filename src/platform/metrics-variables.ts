import { optionalPort, text, type Variable } from './config-values.ts';

/** The variables of metrics. */
export const METRICS_VARIABLES = {
  metricsPort: {
    name: 'METRICS_PORT',
    default: '',
    meaning:
      'Port that serves the metrics at `/metrics` ([docs/deploy.md](deploy.md#metrics)); 0 takes a free one. Empty serves and counts none.',
    parse: optionalPort,
  },
  metricsHost: {
    name: 'METRICS_HOST',
    default: '127.0.0.1',
    meaning: 'Address that `METRICS_PORT` listens on. Metrics need no key, so it must not be public.',
    parse: text,
  },
} as const satisfies Record<string, Variable<unknown>>;
