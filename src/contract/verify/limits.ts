import { RunStopped } from './preflight.ts';
import type { Sender } from './send.ts';
import type { Exchange, Received } from './types.ts';

/** How a run was slowed down. */
export type LimitReport = {
  /** Responses with 429. */
  limited: number;
  /** Seconds in which requests waited because of them. */
  waitedSeconds: number;
  /** Requests that were still limited after all their attempts. */
  given: number;
};

/** A sender that keeps a rate and waits when the server limits requests. */
export type LimitedSender = Sender & {
  report: () => LimitReport;
  /** A sentence for each operation whose requests did not wait. */
  untried: () => string[];
};

/** A longer wait is a question for the user. */
const LONGEST_WAIT_MS = 60_000;
/** Attempts of one request. */
const MOST_ATTEMPTS = 6;
/** The first wait if the server does not say how long. It doubles with each attempt. */
const FIRST_WAIT_MS = 500;

type SendLimits = {
  /** The server under test. Requests to others are sent at once. */
  url: string;
  /** Requests per second; not limited if it is left out. */
  rate?: number;
  /** Ids of operations whose only successful response is a 429. */
  returning429?: string[];
};

/**
 * Sends at most `rate` requests per second. A request whose response is 429 (RFC 6585 §4) is sent again after its
 * `Retry-After`; until then all other requests wait too. An operation that never succeeded, and
 * returns no `Retry-After`, is waited for once.
 *
 * @throws RunStopped if the server asks for a wait of more than a minute
 */
export function limitSender(sender: Sender, { url, rate, returning429 = [] }: SendLimits): LimitedSender {
  const { origin } = new URL(url);
  let freeAt = 0;
  let openAt = 0;
  let limited = 0;
  let given = 0;
  let waitedMs = 0;
  const limits = createEndlessLimits(returning429);

  const waitForTurn = async (): Promise<void> => {
    // Another response can move the time while this request waits.
    for (let now = performance.now(); now < openAt; now = performance.now()) await sleep(openAt - now);
    if (rate === undefined) return;
    const now = performance.now();
    const turn = Math.max(now, freeAt);
    freeAt = turn + 1000 / rate;
    if (turn > now) await sleep(turn - now);
  };

  const waitAfter = (response: Received, attempt: number): void => {
    const asked = retryAfterMs(response);
    if (asked !== undefined && asked > LONGEST_WAIT_MS) {
      const seconds = Math.ceil(asked / 1000);
      throw new RunStopped(`${origin} limits requests and asks to wait ${seconds} s. Limit the run with --rate N.`);
    }
    const until = performance.now() + (asked ?? FIRST_WAIT_MS * 2 ** attempt);
    if (until <= openAt) return;
    waitedMs += Math.max(0, until - Math.max(openAt, performance.now()));
    openAt = until;
  };

  const sendLimited: Sender['send'] = async (request, operationId) => {
    for (let attempt = 0; ; attempt++) {
      await waitForTurn();
      const exchange: Exchange = await sender.send(request);
      if ('failure' in exchange) return exchange;
      const isEndless = limits.note(operationId, exchange.response, attempt);
      if (exchange.response.status !== 429) return exchange;
      limited += 1;
      if (isEndless || attempt + 1 >= MOST_ATTEMPTS) {
        given += 1;
        return exchange;
      }
      waitAfter(exchange.response, attempt);
    }
  };

  return {
    ...sender,
    send: (request, operationId) =>
      request.url.startsWith(origin) ? sendLimited(request, operationId) : sender.send(request),
    untried: limits.list,
    report: () => ({ limited, given, waitedSeconds: Math.round(waitedMs / 100) / 10 }),
  };
}

/**
 * Finds the operations that return a 429 however long a run waits.
 *
 * @param declared ids of operations that are known to be such
 */
function createEndlessLimits(declared: string[]) {
  const succeeded = new Set<string>();
  const endless = new Set<string>();
  return {
    /** Whether no wait helps. */
    note: (operationId: string | undefined, response: Received, attempt: number): boolean => {
      if (operationId === undefined) return false;
      if (response.status < 400) {
        succeeded.add(operationId);
        endless.delete(operationId);
      }
      if (response.status !== 429) return false;
      const isLast = attempt + 1 >= MOST_ATTEMPTS && retryAfterMs(response) === undefined;
      if (declared.includes(operationId) || (isLast && !succeeded.has(operationId))) endless.add(operationId);
      return endless.has(operationId);
    },
    list: (): string[] =>
      [...endless].map((operationId) => `${operationId}: no request waits for another response than its 429`),
  };
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms));
}

/** Milliseconds, from seconds or a date (RFC 9110 §10.2.3); undefined if there is neither. */
export function retryAfterMs({ headers }: Pick<Received, 'headers'>, now = Date.now()): number | undefined {
  const text = headers['retry-after']?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : Math.max(0, time - now);
}

/** The part of a report about limits. */
export function formatLimits({ limited, given, waitedSeconds }: LimitReport): string[] {
  const left = given === 0 ? '' : ` ${given} requests were limited in each of ${MOST_ATTEMPTS} attempts.`;
  const count = limited === 1 ? '1 response was 429' : `${limited} responses were 429`;
  return [
    `The server limits requests: ${count}, and the run waited ${waitedSeconds} s.${left} --rate N sends fewer.`,
    '',
  ];
}
