import { describe, expect, test } from 'vitest';
import { resultOfAttempt, resultOfCutShort } from '../../../src/api/webhooks/rules.ts';

const now = new Date('2026-11-20T09:30:00.000Z');
const answered = (status: number, retryAfter?: string, text = '') => ({ status, retryAfter, text });

/** Seconds from now to the next attempt. */
const waitAfter = (result: Parameters<typeof resultOfAttempt>[0], attempts = 1, random = 0): number | null => {
  const { nextAttempt } = resultOfAttempt(result, attempts, now, random);
  return nextAttempt === null ? null : (nextAttempt.getTime() - now.getTime()) / 1000;
};

const HOUR = 3600;

test.each([
  [1, 5],
  [2, 300],
  [3, 1800],
  [4, 2 * HOUR],
  [5, 5 * HOUR],
  [6, 10 * HOUR],
  [7, 14 * HOUR],
  [8, 20 * HOUR],
  [9, 24 * HOUR],
])(
  'after attempt %i that was not taken the next one comes in %i seconds, or up to a tenth later',
  (attempts, seconds) => {
    const standing = resultOfAttempt(answered(500), attempts, now, 0);
    expect(standing).toMatchObject({ status: 'pending', statusCode: 500 });
    expect(waitAfter(answered(500), attempts)).toBe(seconds);
    expect(waitAfter(answered(500), attempts, 0.5)).toBeCloseTo(seconds * 1.05, 2);
    expect(waitAfter(answered(500), attempts, 0.999)).toBeLessThanOrEqual(seconds * 1.1 + 0.001);
    expect(waitAfter({ error: 'There was no answer.' }, attempts)).toBe(seconds);
  },
);

test.each([10, 11])('after attempt %i there is none', (attempts) => {
  expect(resultOfAttempt(answered(500), attempts, now, 0)).toMatchObject({ status: 'failed', nextAttempt: null });
});

test.each([200, 201, 202, 204, 299])('%i is success', (status) => {
  const standing = { status: 'delivered', nextAttempt: null, statusCode: status, error: null };
  for (const attempts of [1, 10]) {
    expect(resultOfAttempt(answered(status, '60', 'ignored'), attempts, now, 0)).toEqual(standing);
  }
});

test.each([100, 199, 300, 301, 302, 304, 307, 308, 400, 401, 404, 409, 429, 500, 503, 599])('%i is none', (status) => {
  expect(resultOfAttempt(answered(status), 1, now, 0)).toMatchObject({ status: 'pending', statusCode: status });
});

test('410 is the end', () => {
  expect(resultOfAttempt(answered(410, '60'), 1, now, 0)).toMatchObject({ status: 'failed', nextAttempt: null });
});

test('what is not answered has no status, and says why', () => {
  const standing = resultOfAttempt({ error: 'There was no response within 5000 ms.' }, 1, now, 0);
  expect(standing).toMatchObject({ statusCode: null, error: 'There was no response within 5000 ms.' });
});

describe('Retry-After', () => {
  test.each([429, 502, 503, 504])('of %i counts', (status) => {
    expect(waitAfter(answered(status, '60'))).toBe(60);
    expect(waitAfter(answered(status, 'Fri, 20 Nov 2026 09:32:00 GMT'))).toBe(120);
  });

  test.each([400, 408, 500, 301])('of %i does not', (status) => {
    expect(waitAfter(answered(status, '60'))).toBe(5);
  });

  test.each<[string, number]>([
    ['0', 5],
    ['2', 5],
    ['', 5],
    ['soon', 5],
    ['-60', 5],
    ['Fri, 20 Nov 2026 09:00:00 GMT', 5],
    ['86400', 86_400],
    ['99999999999999999999', 86_400],
    ['Mon, 01 Jan 2035 00:00:00 GMT', 86_400],
  ])('of "%s" is a wait of %i seconds', (text, seconds) => {
    expect(waitAfter(answered(503, text))).toBe(seconds);
  });

  test('brings no attempt that the schedule does not have', () => {
    expect(resultOfAttempt(answered(503, '60'), 10, now, 0).status).toBe('failed');
  });
});

test.each([
  ['', 'The receiver responded with status 500.'],
  [' \n ', 'The receiver responded with status 500.'],
  ['out of\norder\u0000\u001b[31m!', 'The receiver responded with status 500: out of order [31m!'],
  ['é'.repeat(201), `The receiver responded with status 500: ${'é'.repeat(200)}…`],
])('of an answer that is %j the beginning is told', (text, error) => {
  expect(resultOfAttempt(answered(500, undefined, text), 1, now, 0).error).toBe(error);
});

describe('an attempt that was cut short', () => {
  const begun = new Date(now.getTime() - 2000);

  test('is repeated at once, in its own place of the schedule', () => {
    const expected = { status: 'pending', nextAttempt: now, step: 3, isRepeat: true };
    expect(resultOfCutShort({ step: 4, isRepeat: false, begun }, now)).toEqual(expected);
  });

  test('is not repeated twice: the next attempt comes by the schedule, counted from when it was begun', () => {
    const nextAttempt = new Date(now.getTime() + 3000);
    const expected = { status: 'pending', nextAttempt, step: 1, isRepeat: false };
    expect(resultOfCutShort({ step: 1, isRepeat: true, begun }, now)).toEqual(expected);
  });

  test('leads to no attempt before now', () => {
    const longAgo = new Date(now.getTime() - 60_000);
    expect(resultOfCutShort({ step: 1, isRepeat: true, begun: longAgo }, now)).toMatchObject({ nextAttempt: now });
  });

  test('is given up when it was the last one, repeated', () => {
    const expected = { status: 'failed', error: 'The last attempt was not finished.' };
    expect(resultOfCutShort({ step: 10, isRepeat: true, begun }, now)).toEqual(expected);
  });
});
