import ipaddr from 'ipaddr.js';

/** A limit: at most `quota` at once, and so many again in each `windowSeconds`. */
export type RateLimit = { name: string; quota: number; windowSeconds: number };

/** A token bucket for each key: full at first, one token a request, filled up again evenly. Lives in this process. */
export type RateLimiter = RateLimit & {
  /** Tokens of a key now; a part of one is not one yet. */
  tokens(key: string): number;
  take(key: string): void;
};

/** The result of asking limits: where one was empty, nothing was taken from any. */
export type Taken = {
  ok: boolean;
  /** Seconds until a request can be made, 1 or more. */
  retryAfterSeconds: number;
  states: { limit: RateLimit; remaining: number; resetSeconds: number }[];
};

/** Buckets kept; beyond, those touched longest ago are forgotten, which is as good as full. */
const BUCKETS_KEPT = 100_000;

/** @param now the clock */
export function createRateLimiter(limit: RateLimit, now: () => Date): RateLimiter {
  const { quota, windowSeconds } = limit;
  const buckets = new Map<string, { tokens: number; at: number }>();
  const tokens = (key: string): number => {
    const bucket = buckets.get(key);
    if (bucket === undefined) return quota;
    // A clock that was set back fills nothing.
    const seconds = Math.max(0, now().getTime() - bucket.at) / 1000;
    return Math.min(quota, bucket.tokens + (seconds * quota) / windowSeconds);
  };
  return {
    ...limit,
    tokens,
    take: (key) => {
      const left = tokens(key) - 1;
      buckets.delete(key);
      buckets.set(key, { tokens: left, at: now().getTime() });
      if (buckets.size > BUCKETS_KEPT) buckets.delete(buckets.keys().next().value as string);
    },
  };
}

/**
 * Takes a token from each bucket, or from none where one is empty.
 *
 * @param beside buckets that were asked before, which the headers of a 429 list too
 */
export function takeFromAll(asked: [RateLimiter, key: string][], beside: [RateLimiter, key: string][] = []): Taken {
  const ok = asked.every(([limiter, key]) => limiter.tokens(key) >= 1);
  if (ok) for (const [limiter, key] of asked) limiter.take(key);
  const stateOf = ([limiter, key]: [RateLimiter, string]) => ({ limiter, tokens: limiter.tokens(key) });
  const states = beside.concat(asked).map(stateOf);
  const waits = asked.map(stateOf).map(({ limiter, tokens }) => ((1 - tokens) * limiter.windowSeconds) / limiter.quota);
  return {
    ok,
    retryAfterSeconds: Math.max(1, Math.ceil(waits.reduce((longest, wait) => Math.max(longest, wait), 0))),
    states: states.map(({ limiter, tokens }) => ({
      limit: limiter,
      remaining: Math.floor(tokens),
      resetSeconds: Math.ceil(((limiter.quota - tokens) * limiter.windowSeconds) / limiter.quota),
    })),
  };
}

/** The headers of a 429: RFC 9110 §10.2.3, and draft-ietf-httpapi-ratelimit-headers-10 §3 and §4. */
export function retryHeaders({ retryAfterSeconds, states }: Taken) {
  return {
    'Retry-After': retryAfterSeconds,
    RateLimit: states
      .map(({ limit, remaining, resetSeconds }) => `"${limit.name}";r=${remaining};t=${resetSeconds}`)
      .join(', '),
    'RateLimit-Policy': states
      .map(({ limit }) => `"${limit.name}";q=${limit.quota};w=${limit.windowSeconds}`)
      .join(', '),
  };
}

/**
 * What one caller's addresses have in common: the address, of IPv6 its first 64 bits, since a caller has all the rest
 * (RFC 6177). Unknown addresses are one caller.
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
