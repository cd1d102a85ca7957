import { type Kysely, sql } from 'kysely';
import type { Tables } from './database/tables.ts';
import type { RateLimit, TokenSource } from './rate-limit.ts';

/** Tokens of the bucket of a key in this process. */
type Lease = {
  /** Tokens that can be taken without asking the database. */
  held: number;
  /** Tokens, held or taken, that the bucket in the database still has. Less than 0: it gets some back. */
  owed: number;
  /** Tokens to ask for. */
  batch: number;
  /** When the held tokens were granted. */
  at: number;
  /** The bucket was empty: when to ask again. */
  askAt: number;
  /** Tokens of the bucket at `at`. */
  rest: number;
  asking: Promise<void> | undefined;
};

/** Keys come from the database, so there are few. Beyond, all leases end. */
const LEASES_KEPT = 50_000;

/**
 * Token buckets in a Postgres database, which all processes on it share. A process leases tokens in batches of at most
 * a tenth of the quota, which grow while they are used up within a third of the window. The first tokens after a
 * window without a lease are taken on credit, so a key that is used rarely costs no write (decisions/0052).
 *
 * @param now milliseconds, for the tokens of this process; buckets fill by the clock of the database
 */
export function createSharedLimiter(db: Kysely<Tables>, limit: RateLimit, now: () => number): TokenSource {
  const { quota, windowSeconds } = limit;
  const windowMs = windowSeconds * 1000;
  const credit = Math.floor(quota / 30);
  const largestBatch = Math.max(1, Math.floor(quota / 10));
  let leases = new Map<string, Lease>();

  const leaseOf = (key: string, at: number): Lease => {
    let lease = leases.get(key);
    if (lease === undefined) {
      if (leases.size >= LEASES_KEPT) leases = new Map();
      lease = { held: 0, owed: 0, batch: Math.max(1, credit), at: -Infinity, askAt: 0, rest: quota, asking: undefined };
      leases.set(key, lease);
    }
    const age = at - lease.at;
    if (age >= windowMs || age < 0) Object.assign(lease, { held: credit, owed: credit, at, askAt: 0, rest: quota });
    else if (age >= windowMs / 3 && lease.held > credit) {
      // Held for longer, they would add to a bucket that is full again.
      lease.owed -= lease.held - credit;
      lease.held = credit;
    }
    return lease;
  };

  const ask = async (key: string, lease: Lease): Promise<void> => {
    const asked = now();
    const isFast = asked - lease.at < windowMs / 3;
    const batch = Math.min(largestBatch, Math.max(1, credit, isFast ? lease.batch * 2 : Math.ceil(lease.batch / 2)));
    const { tokens, granted } = await leaseTokens(db, limit, { key, batch, owed: lease.owed - lease.held });
    const at = now();
    const askAt = granted < batch ? at + windowMs / 10 : 0;
    Object.assign(lease, { held: granted, owed: 0, batch, at, askAt, rest: tokens });
  };

  /** Undefined if the database has to be asked. */
  const tryTake = (lease: Lease, at: number): boolean | undefined => {
    if (lease.held >= 1) {
      lease.held--;
      return true;
    }
    return at < lease.askAt ? false : undefined;
  };

  const takeLater = async (key: string): Promise<boolean> => {
    for (;;) {
      const at = now();
      const lease = leaseOf(key, at);
      const taken = tryTake(lease, at);
      if (taken !== undefined) return taken;
      lease.asking ??= ask(key, lease).finally(() => {
        lease.asking = undefined;
      });
      await lease.asking;
    }
  };

  return {
    ...limit,
    take: (key) => {
      const at = now();
      return tryTake(leaseOf(key, at), at) ?? takeLater(key);
    },
    tokens: (key) => {
      const lease = leases.get(key);
      if (lease === undefined) return quota;
      const filled = (Math.max(0, now() - lease.at) * quota) / windowMs;
      return Math.min(quota, lease.held + lease.rest + filled);
    },
  };
}

const DAY_SECONDS = 86_400;

/**
 * Deletes buckets that have become full, because a missing bucket counts as full. They are kept for at least a day:
 * during a deployment, other processes can have longer windows.
 *
 * @param windowSeconds in which an empty bucket fills; one that owes takes at most two of them
 * @returns how many
 */
export async function removeFullBuckets(db: Kysely<Tables>, windowSeconds: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('rate_limits')
    .where('filled_at', '<', sql<number>`${CLOCK} - ${Math.max(DAY_SECONDS, 2 * windowSeconds)}::double precision`)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/** The clock of the database, in seconds. */
const CLOCK = sql`extract(epoch from clock_timestamp())::double precision`;

type Wish = { key: string; batch: number; owed: number };

/**
 * Takes the owed tokens, and then at most a batch of the remaining ones. One statement, which does not wait for the
 * disk: a crash of the database server gives tokens back at most.
 */
async function leaseTokens(db: Kysely<Tables>, { name, quota, windowSeconds }: RateLimit, { key, batch, owed }: Wish) {
  const granted = sql`greatest(0, least(${batch}::integer, floor(available)::integer))`;
  const { rows } = await sql<{ tokens: number; granted: number }>`
    insert into rate_limits as bucket (key, tokens, granted, filled_at)
    select ${`${name} ${key}`}, available - ${granted}, ${granted}, ${CLOCK}
    from (select least(${quota}::double precision, ${quota}::double precision - ${owed}::double precision) as available) as new_bucket
    where set_config('synchronous_commit', 'off', true) = 'off'
    on conflict (key) do update set (tokens, granted, filled_at) = (
      select available - ${granted}, ${granted}, filled_at
      from (
        select at.filled_at, least(
          ${quota}::double precision,
          least(
            ${quota}::double precision,
            bucket.tokens + greatest(0, at.filled_at - bucket.filled_at) * ${quota / windowSeconds}::double precision
          ) - ${owed}::double precision
        ) as available
        from (select ${CLOCK} as filled_at) as at
      ) as filled
    )
    returning tokens, granted`.execute(db);
  // The statement always returns its row.
  return rows[0] as { tokens: number; granted: number };
}
