import type { OutboundAnswer } from '../../platform/outbound-http.ts';

/** What came of an attempt: an answer, or why there is none. */
export type AttemptResult = OutboundAnswer | { error: string };

/** Where a delivery stands after an attempt. */
export type Standing = {
  status: 'pending' | 'delivered' | 'failed';
  /** Null where no further attempt is made. */
  nextAttempt: Date | null;
  statusCode: number | null;
  error: string | null;
};

/** Seconds from an attempt to the next one: the schedule that Standard Webhooks proposes. */
const DELAYS = [5, 5 * 60, 30 * 60, ...[2, 5, 10, 14, 20, 24].map((hours) => hours * 3600)];

/** Attempts that are made at most. */
export const ATTEMPTS = DELAYS.length + 1;

/** Attempts come later than the schedule says by up to this share, so that those of one breakdown do not come together. */
const JITTER = 0.1;

/** Statuses whose `Retry-After` counts. */
const RETRY_AFTER = [429, 502, 503, 504];
const LONGEST_RETRY_AFTER_SECONDS = 24 * 3600;

/** Characters of an answer's body that are told. */
const TOLD = 200;

/**
 * What an attempt leads to: 2xx is success, 410 is the end, anything else is followed by another attempt while there are
 * any left.
 *
 * @param attempts how many were made, this one included
 * @param random from 0 up to but not including 1
 */
export function judgeAttempt(result: AttemptResult, attempts: number, now: Date, random: number): Standing {
  if ('error' in result) return { ...another(attempts, now, random), statusCode: null, error: result.error };
  const { status: statusCode, text, retryAfter } = result;
  if (statusCode >= 200 && statusCode < 300) {
    return { status: 'delivered', nextAttempt: null, statusCode, error: null };
  }
  const error = `It was answered with the status ${statusCode}${excerpt(text)}`;
  if (statusCode === 410) return { status: 'failed', nextAttempt: null, statusCode, error };
  const wait = RETRY_AFTER.includes(statusCode) ? secondsIn(retryAfter, now) : 0;
  return { ...another(attempts, now, random, wait), statusCode, error };
}

/**
 * When an attempt that is not finished, because its process died, is followed by another one; undefined for the last one.
 *
 * @param attempts how many were begun, this one included
 */
export function afterClaim(attempts: number, now: Date): Date | undefined {
  const delay = DELAYS[attempts - 1];
  return delay === undefined ? undefined : new Date(now.getTime() + delay * 1000);
}

function another(
  attempts: number,
  now: Date,
  random: number,
  wait = 0,
): { status: 'pending' | 'failed'; nextAttempt: Date | null } {
  const delay = DELAYS[attempts - 1];
  if (delay === undefined) return { status: 'failed', nextAttempt: null };
  const seconds = Math.max(delay * (1 + JITTER * random), wait);
  return { status: 'pending', nextAttempt: new Date(now.getTime() + Math.ceil(seconds * 1000)) };
}

/** RFC 9110 §10.2.3: seconds, or a date. What is neither says nothing. */
function secondsIn(retryAfter: string | undefined, now: Date): number {
  if (retryAfter === undefined) return 0;
  const seconds = /^\d+$/.test(retryAfter) ? Number(retryAfter) : (Date.parse(retryAfter) - now.getTime()) / 1000;
  return Number.isNaN(seconds) ? 0 : Math.min(seconds, LONGEST_RETRY_AFTER_SECONDS);
}

function excerpt(text: string): string {
  const line = text.replaceAll(/[\p{C}\s]+/gu, ' ').trim();
  if (line === '') return '.';
  const characters = [...line];
  return `: ${characters.slice(0, TOLD).join('')}${characters.length > TOLD ? '…' : ''}`;
}
