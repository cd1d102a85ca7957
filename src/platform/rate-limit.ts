import ipaddr from 'ipaddr.js';

/** A limit: at most `quota` at once, and so many again in each `windowSeconds`. */
export type RateLimit = { name: string; quota: number; windowSeconds: number };

/** A token bucket for each key, which starts full and fills evenly. Other processes may share it. */
export type TokenSource = RateLimit & {
  /** Takes a token. Returns false, and takes nothing, if there is none. */
  take(key: string): boolean | Promise<boolean>;
  /** Tokens of a key now, as far as this process knows. A fraction of one cannot be taken. */
  tokens(key: string): number;
};

/** Token buckets of this process only. */
export type RateLimiter = TokenSource & {
  take(key: string): boolean;
  /** Takes a token even if there is none. A bucket owes at most its quota. */
  charge(key: string): void;
  /** Whether every bucket is full. */
  isUntouched(): boolean;
};

type Bucket = { tokens: number; at: number };

/** Callers choose the keys, so a limiter keeps at most twice as many buckets. */
const BUCKETS_PER_GENERATION = 50_000;

/**
 * Buckets are kept in two generations. A bucket moves to the young one when it is touched. A generation is dropped when all its
 * buckets are full again, which is what a bucket that does not exist is.
 *
 * @param now milliseconds
 */
export function createRateLimiter(limit: RateLimit, now: () => number): RateLimiter {
  const { quota } = limit;
  const windowMs = limit.windowSeconds * 1000;
  // One that owes its quota takes two windows to fill.
  const generationMs = 2 * windowMs;
  let young = new Map<string, Bucket>();
  let old = new Map<string, Bucket>();
  let startedAt = now();
  const tokensOf = (bucket: Bucket, at: number): number =>
    // A clock that was set back fills nothing.
    at > bucket.at ? Math.min(quota, bucket.tokens + ((at - bucket.at) * quota) / windowMs) : bucket.tokens;
  const startGeneration = (at: number): void => {
    old = young;
    young = new Map();
    startedAt = at;
  };
  const touch = (key: string, at: number): Bucket => {
    if (at < startedAt) startedAt = at;
    if (at - startedAt >= generationMs || young.size >= BUCKETS_PER_GENERATION) startGeneration(at);
    let bucket = young.get(key);
    if (bucket === undefined) {
      bucket = old.get(key) ?? { tokens: quota, at };
      young.set(key, bucket);
    }
    // Otherwise an empty bucket would stay empty until the clock is where it was.
    if (at < bucket.at) bucket.at = at;
    return bucket;
  };
  return {
    ...limit,
    take: (key) => {
      const at = now();
      const bucket = touch(key, at);
      const tokens = tokensOf(bucket, at);
      if (tokens < 1) return false;
      bucket.tokens = tokens - 1;
      bucket.at = at;
      return true;
    },
    charge: (key) => {
      const at = now();
      const bucket = touch(key, at);
      bucket.tokens = Math.max(-quota, tokensOf(bucket, at) - 1);
      bucket.at = at;
    },
    tokens: (key) => {
      const bucket = young.get(key) ?? old.get(key);
      return bucket === undefined ? quota : tokensOf(bucket, now());
    },
    isUntouched: () => {
      if (now() - startedAt >= 2 * generationMs) {
        young.clear();
        old.clear();
      }
      return young.size === 0 && old.size === 0;
    },
  };
}

/** A bucket that a request counts against. */
export type AskedBucket = readonly [TokenSource, key: string];

/** The headers of a 429: RFC 9110 §10.2.3, and draft-ietf-httpapi-ratelimit-headers-10 §3 and §4. */
export type RetryHeaders = { 'Retry-After': number; RateLimit: string; 'RateLimit-Policy': string };

/**
 * The headers of a 429.
 *
 * @param asked the buckets that the request counts against; the first one is empty
 */
export function retryHeaders(...asked: [empty: AskedBucket, ...others: AskedBucket[]]): RetryHeaders {
  const [[limiter, key]] = asked;
  const waitSeconds = ((1 - limiter.tokens(key)) * limiter.windowSeconds) / limiter.quota;
  return {
    'Retry-After': Math.max(1, Math.ceil(waitSeconds)),
    RateLimit: asked.map(bucketState).join(', '),
    // The window is an integer there. A client that keeps to a longer one keeps to the limit.
    'RateLimit-Policy': asked
      .map(([{ name, quota, windowSeconds }]) => `"${name}";q=${quota};w=${Math.ceil(windowSeconds)}`)
      .join(', '),
  };
}

function bucketState([{ name, quota, windowSeconds, ...limiter }, key]: AskedBucket): string {
  const tokens = limiter.tokens(key);
  const resetSeconds = Math.ceil(((quota - tokens) * windowSeconds) / quota);
  return `"${name}";r=${Math.max(0, Math.floor(tokens))};t=${resetSeconds}`;
}

/**
 * The key of a caller's addresses: an IPv4 address, or the first 64 bits of an IPv6 address, because a caller has the
 * rest (RFC 6177). Unknown addresses share one key.
 */
export function addressKey(address: string | undefined): string {
  // Some proxies write the port too.
  const host = address?.replace(/^\[(.*)\](:\d+)?$/, '$1').replace(/^([\d.]+):\d+$/, '$1');
  if (host === undefined || !ipaddr.isValid(host)) return 'unknown';
  const parsed = ipaddr.process(host);
  return parsed instanceof ipaddr.IPv6
    ? parsed.parts
        .slice(0, 4)
        .map((part) => part.toString(16))
        .join(':')
    : parsed.toString();
}
