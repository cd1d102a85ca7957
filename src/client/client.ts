import createFetchClient, {
  type ClientPathsWithMethod,
  type Client as FetchClient,
  type MaybeOptionalInit,
} from 'openapi-fetch';
import type { paths, Readable } from '../../generated/types.ts';
import { errorFromAnswer, errorFromUnreadable, errorWithoutAnswer } from './errors.ts';
import { assertPathValues } from './path-values.ts';

/** Settings of a client. */
export type ClientOptions = {
  /** Where the API is, such as `https://api.example.com`. */
  baseUrl: string;
  /** Key of a workspace, `sk_…`. */
  apiKey: string;
  /** In place of the global `fetch`: for tests, proxies, or your own retries. */
  fetch?: (request: Request) => Promise<Response>;
};

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

type Method = (typeof METHODS)[number];

type PathsWith<M extends Method> = ClientPathsWithMethod<FetchClient<paths>, Lowercase<M>>;

/** What a call takes beside the path. How a body is read is not for the caller to say: the contract says it. */
type Init<P extends keyof paths, M extends Method> =
  MaybeOptionalInit<paths[P], Lowercase<M>> extends infer Options ? Omit<NonNullable<Options>, 'parseAs'> : never;

/** May be left out where the operation needs neither body nor parameter. */
type InitArgument<P extends keyof paths, M extends Method> =
  undefined extends MaybeOptionalInit<paths[P], Lowercase<M>> ? [init?: Init<P, M>] : [init: Init<P, M>];

/** Statuses of a success. The client throws on all others. */
type SuccessStatus = 200 | 201 | 202 | 203 | 204 | 205 | 206 | '2XX';

/** The bodies of the declared responses; undefined for a response without a body. */
type BodyOf<Declared> = Declared extends { content: infer Content } ? Content[keyof Content] : undefined;

/**
 * The body of a success. It is read from the declared responses, because the union of openapi-fetch (data or error) is
 * narrowed correctly only under `exactOptionalPropertyTypes`.
 */
type SuccessBody<Operation> = Operation extends { responses: infer Declared }
  ? Readable<BodyOf<Declared[keyof Declared & SuccessStatus]>>
  : never;

/** The response to a call that succeeded. */
type Success<P extends keyof paths, M extends Method> = {
  /** The body, as the contract declares it; undefined if it declares none. */
  data: SuccessBody<paths[P][Lowercase<M>]>;
  /** Status and headers. */
  response: Response;
};

/** One function a method of HTTP, each typed by the path. */
export type Client = {
  [M in Method as PathsWith<M> extends never ? never : M]: <P extends PathsWith<M>>(
    path: P,
    ...init: InitArgument<P, M>
  ) => Promise<Success<P, M>>;
};

/** What openapi-fetch does for every path alike. */
type Call = (
  method: string,
  path: string,
  init: object,
) => Promise<{ data?: unknown; error?: unknown; response: Response }>;

/**
 * A client of the API. Every response that is not 2xx is thrown as `ApiError`, 304 included; so are unreadable responses
 * and requests without a response. An aborted request throws the reason of its `signal`. A path value that would lead
 * to another path (`..`, `.`, empty) is thrown as `TypeError`, and nothing is sent.
 *
 * @throws TypeError if the key holds anything but visible ASCII, or `baseUrl` is not an http(s) URL
 * @example
 * const client = createClient({ baseUrl: 'https://api.example.com', apiKey: 'sk_…' });
 * const { data: agent } = await client.POST('/v1/agents', { body: { name: 'Front desk', voice_id: 'sabrina' } });
 */
export function createClient({ baseUrl, apiKey, fetch }: ClientOptions): Client {
  // The message must not hold the key, as that of `Headers` would.
  if (!/^[\x21-\x7e]+$/.test(apiKey)) throw new TypeError('apiKey must be visible ASCII, without spaces.');
  if (!/^https?:\/\//i.test(baseUrl) || !URL.canParse(baseUrl)) {
    throw new TypeError(`baseUrl must be an http(s) URL, not "${baseUrl}".`);
  }
  const client = createFetchClient<paths>({ baseUrl, ...(fetch === undefined ? {} : { fetch }) });
  client.use({
    onRequest({ request }) {
      request.headers.set('Authorization', `Bearer ${apiKey}`);
    },
  });
  // Path, parameters and body are checked where a caller hands them in, by the types of `Client`.
  const call = client.request as unknown as Call;
  const methods = METHODS.map((method) => [method, (path: string, init?: object) => succeed(call, method, path, init)]);
  return Object.fromEntries(methods) as Client;
}

type CallerInit = {
  params?: { path?: Record<string, unknown> };
  signal?: AbortSignal | null;
  middleware?: object[];
};

async function succeed(call: Call, method: string, path: string, init: CallerInit = {}): Promise<unknown> {
  assertPathValues(method, path, init.params?.path);
  let answer: Response | undefined;
  const remember = {
    onResponse({ response }: { response: Response }) {
      answer = response;
    },
  };
  let result: Awaited<ReturnType<Call>>;
  try {
    // Middleware runs backwards on the way in: the first one sees what the others made of the answer.
    result = await call(method, path, { ...init, middleware: [remember, ...(init.middleware ?? [])] });
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw answer === undefined ? errorWithoutAnswer(cause) : errorFromUnreadable(answer, cause);
  }
  const { data, error, response } = result;
  if (!response.ok) throw errorFromAnswer(response, error);
  return { data, response };
}
