import type { Request, RequestHandler, Response } from 'express';

/** CORS permissions of a path. */
export type CorsRoute = {
  /** Methods of the path, in upper case. */
  methods: string[];
  /** Whether some origins may read it that `origins` does not name: `allows` says which. */
  allows: ((origin: string) => Promise<boolean>) | undefined;
};

export type CorsOptions = {
  /** Origins that may read every path, or `*` for any. */
  origins: readonly string[];
  /** Undefined where there is nothing at the path. */
  routeOf: (path: string) => CorsRoute | undefined;
  /** Names of headers that a page may send, and of those in responses that it may read. */
  headers: { sent: string[]; read: string[] };
  /** Responds to a preflight request of an origin that may not. */
  reject: (response: Response) => void;
  /**
   * Called before a route's `allows`, which may be expensive. If it returns a function, the origin is rejected, and the
   * function responds to the preflight request.
   */
  limit: (request: Request) => ((response: Response) => void) | undefined;
};

/** Seconds that a browser may keep the response to a preflight request. */
const PREFLIGHT_SECONDS = 600;

/**
 * The CORS protocol (Fetch Standard §3.3) for paths that some origin may read. It responds to preflight requests and marks
 * every other response for the origin that asked; whether the request itself is served is not its business. Credentials of the
 * browser (cookies) are never let through.
 */
export function createCors({ origins, routeOf, headers, reject, limit }: CorsOptions): RequestHandler {
  const isListed = (origin: string): boolean => origins.includes('*') || origins.includes(origin);
  return async (request, response, next) => {
    const route = routeOf(request.path);
    if (route === undefined || (origins.length === 0 && route.allows === undefined)) return next();
    response.vary('Origin');
    const { origin } = request.headers;
    // An empty one is none.
    if (origin === undefined || origin === '') return next();
    const isPreflight = request.method === 'OPTIONS' && 'access-control-request-method' in request.headers;
    if (!isListed(origin)) {
      const rejectLimited = route.allows === undefined ? undefined : limit(request);
      const isAllowed = rejectLimited === undefined && ((await route.allows?.(origin)) ?? false);
      if (!isAllowed) return isPreflight ? (rejectLimited ?? reject)(response) : next();
    }
    response.setHeader('Access-Control-Allow-Origin', origin);
    if (!isPreflight) {
      response.setHeader('Access-Control-Expose-Headers', headers.read.join(', '));
      return next();
    }
    response.setHeader('Access-Control-Allow-Methods', route.methods.join(', '));
    response.setHeader('Access-Control-Allow-Headers', headers.sent.join(', '));
    response.setHeader('Access-Control-Max-Age', PREFLIGHT_SECONDS);
    response.status(204).end();
  };
}
