import type { CheckedExchange, CheckFault } from './check.ts';
import type { Received, SentRequest } from './types.ts';

/** A rule of HTTP for the responses of some statuses. Returns what is wrong, as a predicate of the response. */
type StatusRule = {
  statuses: number[];
  section: string;
  findFault: (request: SentRequest, response: Received, exchange: CheckedExchange) => string | undefined;
};

/** Headers of conditional requests (RFC 9110 §13.1). */
export const CONDITIONS = ['if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since', 'if-range'];
const NEVER_CREATE = ['GET', 'HEAD', 'OPTIONS', 'DELETE'];

const RULES: StatusRule[] = [
  {
    statuses: [204],
    section: '§15.3.5',
    findFault: (_request, { headers, text }) => {
      if (text !== '' || Number(headers['content-length'] ?? 0) > 0) return 'has content';
      // A client that reads on takes the next response for its chunks.
      return headers['transfer-encoding'] === undefined ? undefined : 'has a Transfer-Encoding';
    },
  },
  {
    statuses: [205],
    section: '§15.3.6',
    findFault: (_request, { text }) => (text === '' ? undefined : 'has content'),
  },
  {
    statuses: [304],
    section: '§15.4.5',
    findFault: ({ method, headers }, { text }) => {
      if (text !== '') return 'has content';
      if (method !== 'GET' && method !== 'HEAD') return `is the response to ${method}; only GET and HEAD have it`;
      return isConditional(headers) ? undefined : 'is the response to a request without a condition';
    },
  },
  {
    statuses: [412],
    section: '§15.5.13',
    findFault: ({ headers }) =>
      isConditional(headers) ? undefined : 'is the response to a request without a condition',
  },
  {
    statuses: [201],
    section: '§15.3.2',
    findFault: ({ method }) =>
      NEVER_CREATE.includes(method) ? `is the response to ${method}, which creates nothing` : undefined,
  },
  {
    statuses: [401],
    section: '§15.5.2',
    findFault: (_request, { headers }) =>
      headers['www-authenticate'] === undefined ? 'has no WWW-Authenticate' : undefined,
  },
  {
    statuses: [405],
    section: '§15.5.6',
    // The check of undeclared methods reports their 405 without Allow.
    findFault: (_request, { headers }, { tried }) =>
      headers.allow === undefined && tried?.subject.keyword !== 'method' ? 'has no Allow' : undefined,
  },
  {
    statuses: [413, 415],
    section: '§15.5.14, §15.5.16',
    findFault: ({ body = '' }) => (body === '' ? 'is the response to a request without content' : undefined),
  },
];

/** A status says of its request and response what HTTP has it say (RFC 9110 §15). */
export function statusFaults(exchange: CheckedExchange): CheckFault[] {
  const { operation, request, response } = exchange;
  return RULES.filter(({ statuses }) => statuses.includes(response.status)).flatMap(({ section, findFault }) => {
    const wrong = findFault(request, response, exchange);
    if (wrong === undefined) return [];
    const message = `the ${response.status} ${wrong} (RFC 9110 ${section})`;
    return [{ message, pointer: operation.pointer, cause: `${response.status} ${wrong}` }];
  });
}

/** RFC 9110 §13.1. */
function isConditional(headers: SentRequest['headers']): boolean {
  return Object.keys(headers).some((name) => CONDITIONS.includes(name.toLowerCase()));
}

/** A response takes at most as long as is asked for. */
export function slowFaults({ operation, response, maxResponseMs, tried }: CheckedExchange): CheckFault[] {
  const { waitedMs = 0 } = response;
  // How long a stream stays open is not how long it takes to respond.
  if (maxResponseMs === undefined || waitedMs <= maxResponseMs || response.cut !== undefined) return [];
  const message = `took ${Math.round(waitedMs)} ms, and --max-response-time is ${maxResponseMs} ms`;
  return [{ message, pointer: operation.pointer, cause: 'slow', ...(tried === undefined ? {} : { tried: tried.why }) }];
}
