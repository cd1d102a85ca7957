/** A request that is about to be sent. */
export type RequestContext = {
  request: Request;
  /** 1 for the first one. */
  attempt: number;
};

/** A response of which nothing is missing or, of a stream, its status and headers. */
export type ResponseContext = {
  request: Request;
  /** Read the body from a clone: the client reads it itself. */
  response: Response;
  attempt: number;
};

/** An attempt that failed and will be repeated. */
export type Retry = {
  /** 1 for the first one. */
  attempt: number;
  /** Milliseconds until the next one. */
  delayMs: number;
  /** Undefined if there is none. */
  response?: Response;
  /** Undefined if the whole response was received. */
  error?: unknown;
};

// biome-ignore lint/suspicious/noConfusingVoidType: an async function without `return` has the type Promise<void>
type Hooked<Value> = Value | undefined | void | Promise<Value | undefined | void>;

/**
 * Functions around each attempt of a call. The time that they take counts as time of the attempt. Errors that they throw
 * reach the caller unchanged, and the call is not sent again.
 */
export type CallHooks = {
  /** Called before each attempt. Changes the headers of the request, or returns another one, which is sent. */
  onRequest?: ((context: RequestContext) => Hooked<Request>) | undefined;
  /** Called after each attempt that has a response. A response that it returns takes its place, also in the choice to retry. */
  onResponse?: ((context: ResponseContext) => Hooked<Response>) | undefined;
  /** Called before each wait for another attempt. */
  onRetry?: ((retry: Retry) => Hooked<never>) | undefined;
};

/** Carries the error of a hook to the caller. */
export class ThrownByHook {
  readonly reason: unknown;

  constructor(reason: unknown) {
    this.reason = reason;
  }
}

/** @throws ThrownByHook */
export async function callHook<Context, Value>(
  hook: ((context: Context) => Hooked<Value>) | undefined,
  context: Context,
): Promise<Value | undefined> {
  try {
    return (await hook?.(context)) ?? undefined;
  } catch (reason) {
    throw new ThrownByHook(reason);
  }
}
