import type { AttemptOutcome } from '../../platform/metrics.ts';
import type { OutboundResponse } from '../../platform/outbound-http.ts';

/** The result of an attempt: a response, or why there is none. */
export type AttemptResult = OutboundResponse | { error: string };

/** The state of a delivery after an attempt. */
export type Standing = {
  status: 'pending' | 'delivered' | 'failed';
  /** Null where no further attempt is made. */
  nextAttempt: Date | null;
  statusCode: number | null;
  error: string | null;
};

/** Seconds from an attempt to the next one: the schedule that Standard Webhooks proposes. */
const DELAYS = [5, 5 * 60, 30 * 60, ...[2, 5, 10, 14, 20, 24].map((hours) => hours * 3600)];

/** Attempts come later than the schedule says by up to this share, so that those of one breakdown do not come together. */
const JITTER = 0.1;

/** Statuses whose `Retry-After` counts. */
const RETRY_AFTER = [429, 502, 503, 504];
const LONGEST_RETRY_AFTER_SECONDS = 24 * 3600;

/** Characters of a response's body that an error shows. */
const EXCERPT_CHARACTERS = 200;

/**
 * The next state after an attempt: 2xx is success, 410 is the end, everything else leads to another attempt while
 * there are attempts left.
 *
 * @param step position of the attempt in the schedule, from 1
 * @param random from 0 up to but not including 1
 */
export function resultOfAttempt(result: AttemptResult, step: number, now: Date, random: number): Standing {
  if ('error' in result) return { ...another(step, now, random), statusCode: null, error: result.error };
  const { status: statusCode, text, retryAfter } = result;
  if (statusCode >= 200 && statusCode < 300) {
    return { status: 'delivered', nextAttempt: null, statusCode, error: null };
  }
  const error = `The receiver responded with status ${statusCode}${excerpt(text)}`;
  if (statusCode === 410) return { status: 'failed', nextAttempt: null, statusCode, error };
  const wait = RETRY_AFTER.includes(statusCode) ? secondsIn(retryAfter, now) : 0;
  return { ...another(step, now, random, wait), statusCode, error };
}

/** The outcome of an attempt, as metrics count it. */
export function attemptOutcome(standing: Standing | 'interrupted'): AttemptOutcome {
  if (standing === 'interrupted') return standing;
  return standing.status === 'pending' ? 'retrying' : standing.status;
}

/** An attempt that its process did not live to finish, or has not finished in time. */
export type CutShort = {
  /** Position of the attempt in the schedule, from 1. */
  step: number;
  /** Whether it repeated an interrupted attempt. */
  isRepeat: boolean;
  begun: Date;
};

/** The next state after an interrupted attempt. */
export type AfterCutShort =
  | { status: 'pending'; nextAttempt: Date; step: number; isRepeat: boolean }
  | { status: 'failed'; error: string };

/**
 * An interrupted attempt is repeated immediately, but only once: the repetition takes its place in the schedule. If
 * the repetition is interrupted too, the schedule continues, so an event that kills its process is eventually given
 * up.
 */
export function resultOfCutShort({ step, isRepeat, begun }: CutShort, now: Date): AfterCutShort {
  if (!isRepeat) return { status: 'pending', nextAttempt: now, step: step - 1, isRepeat: true };
  const delay = DELAYS[step - 1];
  if (delay === undefined) return { status: 'failed', error: 'The last attempt was not finished.' };
  const due = begun.getTime() + delay * 1000;
  return { status: 'pending', nextAttempt: new Date(Math.max(due, now.getTime())), step, isRepeat: false };
}

function another(
  step: number,
  now: Date,
  random: number,
  wait = 0,
): { status: 'pending' | 'failed'; nextAttempt: Date | null } {
  const delay = DELAYS[step - 1];
  if (delay === undefined) return { status: 'failed', nextAttempt: null };
  const seconds = Math.max(delay * (1 + JITTER * random), wait);
  return { status: 'pending', nextAttempt: new Date(now.getTime() + Math.ceil(seconds * 1000)) };
}

/** RFC 9110 §10.2.3: seconds, or a date. Any other value is ignored. */
function secondsIn(retryAfter: string | undefined, now: Date): number {
  if (retryAfter === undefined) return 0;
  const seconds = /^\d+$/.test(retryAfter) ? Number(retryAfter) : (Date.parse(retryAfter) - now.getTime()) / 1000;
  return Number.isNaN(seconds) ? 0 : Math.min(seconds, LONGEST_RETRY_AFTER_SECONDS);
}

function excerpt(text: string): string {
  const line = text.replaceAll(/[\p{C}\s]+/gu, ' ').trim();
  if (line === '') return '.';
  const characters = [...line];
  return `: ${characters.slice(0, EXCERPT_CHARACTERS).join('')}${characters.length > EXCERPT_CHARACTERS ? '…' : ''}`;
}
