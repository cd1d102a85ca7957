import type express from 'express';
import { errorResponse } from '../api/errors.ts';
import type { Principals } from '../api/principals.ts';
import type { PublicLimits } from '../api/sessions/handlers.ts';
import {
  EarlyResponse,
  type MaybePromise,
  type RawResponse,
  type SecurityRequest,
  type UnreadRequest,
} from '../contract/serve/types.ts';
import { type Config, ConfigError } from '../platform/config.ts';
import type { Rate } from '../platform/config-values.ts';
import type { Database } from '../platform/database/database.ts';
import { findWorkspaces } from '../platform/keys.ts';
import {
  addressKey,
  createRateLimiter,
  type RateLimit,
  type RateLimiter,
  retryHeaders,
  type TokenSource,
} from '../platform/rate-limit.ts';
import { createSharedLimiter } from '../platform/token-leases.ts';

type AnyPrincipal = Principals[keyof Principals];

/** Finds whose credentials these are; undefined if they are not valid. */
export type CheckCredentials<Principal, Request> = (
  credentials: string,
  request: Request,
) => MaybePromise<Principal | undefined>;

type FailureGuard = <Principal>(
  check: (credentials: string) => MaybePromise<Principal | undefined>,
) => CheckCredentials<Principal, SecurityRequest<express.Request>>;

/** All rate limits. */
export type Limits = {
  /** Limits requests with a key by workspace, and those without by address, before their bodies are read. */
  beforeBody: (request: UnreadRequest<AnyPrincipal>) => MaybePromise<RawResponse | undefined>;
  /** Limits failed look-ups by address: one that has failed too often gets no more. */
  guardLookup: FailureGuard;
  /** Limits failures of a check that costs little. Valid credentials always pass. */
  guardCheck: FailureGuard;
  /** Undefined if sessions are not limited. */
  sessions: PublicLimits | undefined;
};

export type LimitDependencies = {
  config: Config;
  database: Database;
  now: () => Date;
  requestId: (request: express.Request) => string;
};

/**
 * Builds the limits of the configuration. Limits of workspaces and agents are shared by the processes on a Postgres database.
 *
 * @throws ConfigError if it names a workspace that does not exist
 */
export async function createLimits({ config, database, now, requestId }: LimitDependencies): Promise<Limits> {
  if (!config.rateLimits) return NO_LIMITS;
  const milliseconds = (): number => now().getTime();
  const local = (limit: RateLimit) => createRateLimiter(limit, milliseconds);
  const shared = (limit: RateLimit): TokenSource =>
    database.embedded ? local(limit) : createSharedLimiter(database.db, limit, milliseconds);
  const aMinute = (name: string, quota: number): RateLimit => ({ name, quota, windowSeconds: SECONDS_OF_MINUTE });
  const sessions = {
    perAddress: local(aMinute('address', config.publicSessionsPerAddress)),
    perAgent: shared(aMinute('agent', config.publicSessionsPerAgent)),
  };
  return {
    beforeBody: createBeforeBody({
      workspaceLimit: await createWorkspaceLimits(config, database, shared),
      publicLimits: new Map([
        ['createSession', sessions.perAddress],
        ['getWidgetConfig', local(aMinute('address', config.publicReadsPerAddress))],
      ]),
    }),
    ...createGuards(local(aMinute('failed_keys', config.failedKeysPerAddress)), requestId),
    sessions,
  };
}

const SECONDS_OF_MINUTE = 60;

const NO_LIMITS: Limits = {
  beforeBody: () => undefined,
  guardLookup: (check) => check,
  guardCheck: (check) => check,
  sessions: undefined,
};

/** The variables that limit workspaces. */
export type WorkspaceRates = 'rateLimitPerSecond' | 'rateLimitBurst' | 'workspaceRateLimits';

/** Seconds in which any empty bucket of the configuration is full again. */
export function longestWindowSeconds(config: Pick<Config, WorkspaceRates>): number {
  let longest = Math.max(SECONDS_OF_MINUTE, config.rateLimitBurst / config.rateLimitPerSecond);
  for (const rate of config.workspaceRateLimits.values()) {
    if (rate !== null) longest = Math.max(longest, rate.burst / rate.perSecond);
  }
  return longest;
}

/** @returns the limit of a workspace, or undefined if it has none */
async function createWorkspaceLimits(
  config: Config,
  { db }: Database,
  create: (limit: RateLimit) => TokenSource,
): Promise<(workspaceId: string) => TokenSource | undefined> {
  const limitOf = (rate: Rate): TokenSource | undefined =>
    rate === null
      ? undefined
      : create({ name: 'workspace', quota: rate.burst, windowSeconds: rate.burst / rate.perSecond });
  const usual = limitOf({ perSecond: config.rateLimitPerSecond, burst: config.rateLimitBurst });
  const rates = config.workspaceRateLimits;
  if (rates.size === 0) return () => usual;
  const rows = await findWorkspaces(db, [...rates.keys()]);
  const missing = [...rates.keys()].find((name) => !rows.some((row) => row.name === name));
  if (missing !== undefined) {
    throw new ConfigError(
      `WORKSPACE_RATE_LIMITS: the workspace "${missing}" does not exist. Create it with: npm run keys -- create --workspace NAME`,
    );
  }
  const own = new Map(rows.map(({ id, name }) => [id, limitOf(rates.get(name) ?? null)]));
  return (workspaceId) => (own.has(workspaceId) ? own.get(workspaceId) : usual);
}

type LimitsBeforeBody = {
  workspaceLimit: (workspaceId: string) => TokenSource | undefined;
  /** Limits by address of the operations that need no key. */
  publicLimits: ReadonlyMap<string, TokenSource>;
};

function createBeforeBody({ workspaceLimit, publicLimits }: LimitsBeforeBody): Limits['beforeBody'] {
  const rejectEmpty = (id: string, limiter: TokenSource, key: string): RawResponse => ({
    ...errorResponse(id, 'rate_limited'),
    headers: retryHeaders([limiter, key]),
  });
  return ({ id, operationId, principal, ip }) => {
    // The workers' own tokens have no workspace, and no limit.
    if (principal !== undefined && 'isWorker' in principal) return undefined;
    const limiter = principal === undefined ? publicLimits.get(operationId) : workspaceLimit(principal.workspaceId);
    if (limiter === undefined) return undefined;
    const key = principal === undefined ? addressKey(ip) : principal.workspaceId;
    const taken = limiter.take(key);
    if (taken === true) return undefined;
    if (taken === false) return rejectEmpty(id, limiter, key);
    return taken.then((isTaken) => (isTaken ? undefined : rejectEmpty(id, limiter, key)));
  };
}

/** Keys that are remembered as valid. Beyond, all are forgotten. */
const KEYS_REMEMBERED = 10_000;
/** The last characters of a key are kept: too few to use it, too many to guess. */
const CHARACTERS_REMEMBERED = 12;

/**
 * An address whose credentials have failed too often gets a 429. Credentials that were valid before are still looked up, so
 * one failing program does not stop others behind the same address.
 */
function createGuards(
  failures: RateLimiter,
  requestId: LimitDependencies['requestId'],
): Pick<Limits, 'guardLookup' | 'guardCheck'> {
  const valid = new Set<string>();
  const rejectEmpty = ({ ip, raw }: SecurityRequest<express.Request>): void => {
    if (failures.isUntouched()) return;
    const key = addressKey(ip);
    if (failures.tokens(key) >= 1) return;
    throw new EarlyResponse({
      ...errorResponse(requestId(raw), 'rate_limited'),
      headers: retryHeaders([failures, key]),
    });
  };
  const remember = <Principal>(mark: string, ip: string | undefined, principal: Principal | undefined) => {
    if (principal === undefined) {
      valid.delete(mark);
      failures.charge(addressKey(ip));
    } else if (!valid.has(mark)) {
      if (valid.size >= KEYS_REMEMBERED) valid.clear();
      valid.add(mark);
    }
    return principal;
  };
  return {
    guardLookup: (check) => (credentials, request) => {
      const mark = credentials.slice(-CHARACTERS_REMEMBERED);
      if (!valid.has(mark)) rejectEmpty(request);
      const found = check(credentials);
      return found instanceof Promise
        ? found.then((principal) => remember(mark, request.ip, principal))
        : remember(mark, request.ip, found);
    },
    guardCheck: (check) => async (credentials, request) => {
      const principal = await check(credentials);
      if (principal !== undefined) return principal;
      rejectEmpty(request);
      failures.charge(addressKey(request.ip));
      return undefined;
    },
  };
}
