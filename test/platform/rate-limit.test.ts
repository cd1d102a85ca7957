import { describe, expect, test } from 'vitest';
import { addressKey, createRateLimiter, retryHeaders, takeFromAll } from '../../src/platform/rate-limit.ts';

const START = Date.parse('2026-11-20T09:30:00.000Z');

/** A limiter of ten a minute and the clock it goes by. */
function limiterOf(quota = 10) {
  const clock = { now: START };
  const limiter = createRateLimiter({ name: 'test', quota, windowSeconds: 60 }, () => new Date(clock.now));
  return { clock, limiter };
}

describe('a bucket', () => {
  test('is full at first, empties one by one, and fills evenly', () => {
    const { clock, limiter } = limiterOf();
    for (let count = 10; count > 0; count--) {
      expect(limiter.tokens('a')).toBe(count);
      limiter.take('a');
    }
    expect([limiter.tokens('a'), limiter.tokens('b')]).toEqual([0, 10]);
    clock.now += 3000;
    expect(limiter.tokens('a')).toBeCloseTo(0.5);
    clock.now += 600_000;
    expect(limiter.tokens('a')).toBe(10);
  });

  test('is not filled by a clock that is set back', () => {
    const { clock, limiter } = limiterOf();
    for (let count = 0; count < 10; count++) limiter.take('a');
    clock.now -= 600_000;
    expect(limiter.tokens('a')).toBe(0);
  });

  test('is forgotten when a hundred thousand others were touched since', () => {
    const { limiter } = limiterOf();
    limiter.take('first');
    limiter.take('second');
    for (let count = 0; count < 99_998; count++) limiter.take(`other ${count}`);
    limiter.take('first');
    limiter.take('one more');
    expect([limiter.tokens('first'), limiter.tokens('second')]).toEqual([8, 10]);
  });
});

test('nothing is taken from any bucket where one is empty', () => {
  const { limiter: one } = limiterOf(2);
  const { limiter: other } = limiterOf(1);
  expect(
    takeFromAll([
      [one, 'a'],
      [other, 'a'],
    ]).ok,
  ).toBe(true);
  expect(
    takeFromAll([
      [one, 'a'],
      [other, 'a'],
    ]),
  ).toMatchObject({ ok: false, retryAfterSeconds: 60 });
  expect([one.tokens('a'), other.tokens('a')]).toEqual([1, 0]);
});

test('the headers of a 429 tell of each limit what is left and when it is full again', () => {
  const { limiter, clock } = limiterOf(2);
  const { limiter: beside } = limiterOf(10);
  const asked: [typeof limiter, string][] = [[limiter, 'a']];
  const first = takeFromAll(asked, [[beside, 'b']]);
  expect(retryHeaders(first)).toEqual({
    'Retry-After': 1,
    RateLimit: '"test";r=10;t=0, "test";r=1;t=30',
    'RateLimit-Policy': '"test";q=10;w=60, "test";q=2;w=60',
  });
  takeFromAll(asked);
  clock.now += 15_000;
  const rejected = takeFromAll(asked);
  expect(rejected).toMatchObject({ ok: false, retryAfterSeconds: 15, states: [{ remaining: 0, resetSeconds: 45 }] });
  clock.now += 15_000;
  expect(takeFromAll(asked)).toMatchObject({ ok: true, states: [{ remaining: 0, resetSeconds: 60 }] });
});

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['192.0.2.1:5555', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['2001:db8:0:0:ffff::2', '2001:db8:0:0'],
  ['[2001:db8::1]', '2001:db8:0:0'],
  ['[2001:db8::1]:443', '2001:db8:0:0'],
  ['2001:db8:0:1::1', '2001:db8:0:1'],
  ['[::1]5', 'unknown'],
  ['x[::1]', 'unknown'],
  ['[::1]:', 'unknown'],
  ['192.0.2:5.6', 'unknown'],
  ['unknown', 'unknown'],
  ['"><script>', 'unknown'],
  ['', 'unknown'],
  [undefined, 'unknown'],
])('the address %s counts as %s', (address, key) => {
  expect(addressKey(address)).toBe(key);
});
