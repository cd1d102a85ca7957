import type { Response } from 'express';
import { contract } from '../../generated/operations.ts';
import { findAgentOfAnyWorkspace } from '../api/agents/store.ts';
import { checkPublicAccess } from '../api/sessions/access.ts';
import type { CompiledOperation } from '../contract/document/compiled.ts';
import { compileRoutes, type Route } from '../contract/serve/routes.ts';
import type { Config } from '../platform/config.ts';
import type { Database } from '../platform/database/database.ts';
import { addressKey, createRateLimiter, retryHeaders } from '../platform/rate-limit.ts';
import { type CorsOptions, type CorsRoute, createCors } from './cors.ts';

/** Sends an error in the envelope of all others. */
type SendError = (response: Response, code: 'forbidden' | 'rate_limited') => void;

/**
 * Sets the CORS headers. Operations without credentials allow the pages that the agent's lists name; all operations
 * allow the origins of `CORS_ORIGINS`.
 *
 * @param sendError responds to a preflight request of a page that may not
 */
export function createBrowserAccess(config: Config, database: Database, now: () => Date, sendError: SendError) {
  return createCors({
    origins: config.corsOrigins,
    routeOf: createRouteOf(database),
    headers: { sent: sentHeaders(), read: exposedHeaders() },
    reject: (response) => sendError(response, 'forbidden'),
    limit: createLookupLimit(config, now, sendError),
  });
}

/** A preflight request and the request that follows it. */
const LOOKUPS_OF_A_REQUEST = 2;

/** Looking up which pages an agent allows comes before every other limit, and needs no key. */
function createLookupLimit(config: Config, now: () => Date, sendError: SendError): CorsOptions['limit'] {
  if (!config.rateLimits) return () => undefined;
  const requests = config.publicReadsPerAddress + config.publicSessionsPerAddress;
  const limiter = createRateLimiter(
    { name: 'address', quota: LOOKUPS_OF_A_REQUEST * requests, windowSeconds: 60 },
    () => now().getTime(),
  );
  return ({ ip }) => {
    const key = addressKey(ip);
    if (limiter.take(key)) return undefined;
    return (response) => sendError(response.set(retryHeaders([limiter, key])), 'rate_limited');
  };
}

function createRouteOf({ db }: Database): (path: string) => CorsRoute | undefined {
  const findRoute = compileRoutes(contract.operations);
  // Worked out once for each path: every request asks.
  const known = new WeakMap<object, { methods: string[]; isPublic: boolean }>();
  const describe = (route: Route<CompiledOperation>) => {
    let described = known.get(route);
    if (described === undefined) {
      const operations = [...route.operations.values()];
      described = {
        methods: operations.map(({ method }) => method.toUpperCase()),
        isPublic: operations.some(({ security }) => security.some((schemes) => Object.keys(schemes).length === 0)),
      };
      known.set(route, described);
    }
    return described;
  };
  const allows = async (agentId: string, origin: string): Promise<boolean> => {
    const found = await findAgentOfAnyWorkspace(db, decodePathSegment(agentId));
    return found !== undefined && checkPublicAccess(found.agent, origin) === 'allowed';
  };
  return (path) => {
    const match = findRoute(path);
    if (match === undefined) return undefined;
    const { methods, isPublic } = describe(match.route);
    const [agentId = ''] = match.values;
    return { methods, allows: isPublic ? (origin) => allows(agentId, origin) : undefined };
  };
}

/** An invalid escape names no agent. */
function decodePathSegment(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

/** Headers that the contract knows of requests, and those of HTTP. Browsers always set `Origin`. */
function sentHeaders(): string[] {
  const named = contract.operations.flatMap(({ parameters }) =>
    parameters.flatMap(({ in: where, name }) => (where === 'header' ? [name.toLowerCase()] : [])),
  );
  return [...new Set(['authorization', 'content-type', ...named])].filter((name) => name !== 'origin');
}

/** Headers that the contract declares for responses. */
function exposedHeaders(): string[] {
  const named = contract.operations.flatMap(({ responses }) =>
    Object.values(responses).flatMap(({ headers }) => Object.keys(headers)),
  );
  return [...new Set(named.map((name) => name.toLowerCase()))];
}
