import { describe, expect, test } from 'vitest';
import { addressKey, createRateLimiter, retryHeaders } from '../../src/platform/rate-limit.ts';

const START = Date.parse('2026-11-20T09:30:00.000Z');

/** A limiter of so many a minute and the clock it goes by. */
function limiterOf(quota = 10, windowSeconds = 60) {
  const clock = { now: START };
  const limiter = createRateLimiter({ name: 'test', quota, windowSeconds }, () => clock.now);
  return { clock, limiter };
}

describe('a bucket', () => {
  test('is full at first, empties one by one, and fills evenly', () => {
    const { clock, limiter } = limiterOf();
    for (let count = 10; count > 0; count--) {
      expect(limiter.tokens('a')).toBe(count);
      expect(limiter.take('a')).toBe(true);
    }
    expect([limiter.tokens('a'), limiter.tokens('b')]).toEqual([0, 10]);
    clock.now += 3000;
    expect(limiter.tokens('a')).toBeCloseTo(0.5);
    clock.now += 600_000;
    expect(limiter.tokens('a')).toBe(10);
  });

  test('gives a token to the millisecond, however often it was asked before', () => {
    const { clock, limiter } = limiterOf(60, 3);
    for (let count = 0; count < 60; count++) limiter.take('a');
    for (let ms = 0; ms < 50; ms++, clock.now++) expect(limiter.take('a')).toBe(false);
    expect([limiter.take('a'), limiter.take('a')]).toEqual([true, false]);
  });

  test('is not filled by a clock that is set back', () => {
    const { clock, limiter } = limiterOf();
    for (let count = 0; count < 10; count++) limiter.take('a');
    clock.now -= 600_000;
    expect([limiter.tokens('a'), limiter.take('a')]).toEqual([0, false]);
    clock.now += 600_000;
    for (let count = 0; count < 10; count++) limiter.charge('b');
    clock.now -= 600_000;
    expect(limiter.take('b')).toBe(false);
    limiter.charge('b');
    clock.now += 12_000;
    expect(limiter.take('b')).toBe(true);
  });

  test('fills from the moment on at which the clock was set back', () => {
    const { clock, limiter } = limiterOf();
    for (let count = 0; count < 10; count++) limiter.take('a');
    clock.now -= 3_600_000;
    expect(limiter.take('a')).toBe(false);
    clock.now += 6000;
    expect([limiter.take('a'), limiter.take('a')]).toEqual([true, false]);
  });

  test('owes what was taken beyond its tokens, its quota at most', () => {
    const { clock, limiter } = limiterOf();
    for (let count = 0; count < 15; count++) limiter.charge('a');
    expect([limiter.tokens('a'), limiter.take('a')]).toEqual([-5, false]);
    for (let count = 0; count < 15; count++) limiter.charge('a');
    expect(limiter.tokens('a')).toBe(-10);
    clock.now += 65_999;
    expect(limiter.take('a')).toBe(false);
    clock.now += 1;
    expect(limiter.take('a')).toBe(true);
  });
});

describe('the buckets of a limiter', () => {
  test('are kept while they can be less than full', () => {
    const { clock, limiter } = limiterOf();
    for (let count = 0; count < 20; count++) limiter.charge('a');
    for (let ms = 0; ms < 100_000; ms += 10_000) {
      limiter.take(`at ${ms}`);
      expect(limiter.tokens('a')).toBeCloseTo(-10 + ms / 6000);
      clock.now += 10_000;
    }
  });

  test('are forgotten when a hundred thousand others were touched since', () => {
    const { limiter } = limiterOf();
    limiter.take('first');
    limiter.take('second');
    for (let count = 0; count < 60_000; count++) limiter.take(`other ${count}`);
    limiter.take('first');
    for (let count = 60_000; count < 110_000; count++) limiter.take(`other ${count}`);
    expect([limiter.tokens('first'), limiter.tokens('second')]).toEqual([8, 10]);
  });

  test('are untouched before the first is touched, and when all have been full for long', () => {
    const { clock, limiter } = limiterOf();
    expect([limiter.tokens('a'), limiter.isUntouched()]).toEqual([10, true]);
    limiter.charge('a');
    expect(limiter.isUntouched()).toBe(false);
    clock.now += 600_000;
    expect(limiter.isUntouched()).toBe(true);
  });
});

describe('the headers of a 429', () => {
  test('tell of each limit what is left and when it is full again', () => {
    const { limiter, clock } = limiterOf(2);
    const { limiter: beside } = limiterOf(10);
    limiter.take('a');
    limiter.take('a');
    clock.now += 15_000;
    expect(retryHeaders([limiter, 'a'], [beside, 'b'])).toEqual({
      'Retry-After': 15,
      RateLimit: '"test";r=0;t=45, "test";r=10;t=0',
      'RateLimit-Policy': '"test";q=2;w=60, "test";q=10;w=60',
    });
  });

  test('have whole seconds, 1 at least, and no tokens that are owed', () => {
    const { limiter } = limiterOf(50, 2.5);
    for (let count = 0; count < 60; count++) limiter.charge('a');
    expect(retryHeaders([limiter, 'a'])).toEqual({
      'Retry-After': 1,
      RateLimit: '"test";r=0;t=3',
      'RateLimit-Policy': '"test";q=50;w=3',
    });
  });
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
