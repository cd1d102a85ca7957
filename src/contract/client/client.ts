import createFetchClient, {
  type ClientPathsWithMethod,
  type Client as FetchClient,
  type MaybeOptionalInit,
} from 'openapi-fetch';
import type { Readable } from 'openapi-typescript-helpers';
import { errorFromResponse, errorFromUnreadable, errorWithoutResponse, type ReadError } from './errors.ts';
import { assertPathValues } from './path-values.ts';

export { ApiError } from './errors.ts';

/** How a client reaches an API. */
export type RuntimeOptions = {
  /** Where the API is, such as `https://api.example.com`. */
  baseUrl: string;
  /** Adds the credentials to the headers of each request. */
  authorize: (headers: Headers) => void;
  /** Reads the error bodies of the API. */
  readError: ReadError;
  /** In place of the global `fetch`: for tests, proxies, or your own retries. */
  fetch?: ((request: Request) => Promise<Response>) | undefined;
};

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

type Method = (typeof METHODS)[number];

type PathsWith<Paths extends object, M extends Method> = ClientPathsWithMethod<FetchClient<Paths>, Lowercase<M>>;

/** A path item as openapi-fetch asks for it: one that has the method. */
type PathItem<Item, M extends Method> = Extract<Item, Record<Lowercase<M>, unknown>>;

/** What a call takes beside the path. How a body is read is not for the caller to say: the contract says it. */
type Init<Item, M extends Method> =
  MaybeOptionalInit<PathItem<Item, M>, Lowercase<M>> extends infer Options
    ? Omit<NonNullable<Options>, 'parseAs'>
    : never;

/** May be left out where the operation needs neither body nor parameter. */
type InitArgument<Item, M extends Method> =
  undefined extends MaybeOptionalInit<PathItem<Item, M>, Lowercase<M>> ? [init?: Init<Item, M>] : [init: Init<Item, M>];

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
type Success<Item, M extends Method> = {
  /** The body, as the contract declares it; undefined if it declares none. */
  data: SuccessBody<Item[Lowercase<M> & keyof Item]>;
  /** Status and headers. */
  response: Response;
};

/**
 * One function for each HTTP method, typed by the path.
 *
 * @typeParam Paths `paths` of the generated `types.ts`
 */
export type ContractClient<Paths extends object> = {
  [M in Method as PathsWith<Paths, M> extends never ? never : M]: <P extends PathsWith<Paths, M>>(
    path: P,
    ...init: InitArgument<Paths[P & keyof Paths], M>
  ) => Promise<Success<Paths[P & keyof Paths], M>>;
};

/** What openapi-fetch does for every path alike. */
type Call = (
  method: string,
  path: string,
  init: object,
) => Promise<{ data?: unknown; error?: unknown; response: Response }>;

/**
 * A client of any contract. Every response that is not 2xx is thrown as `ApiError`, 304 included; so are unreadable
 * responses and requests without a response. An aborted request throws the reason of its `signal`. A path value that would
 * lead to another path (`..`, `.`, empty) is thrown as `TypeError`, and nothing is sent.
 *
 * @throws TypeError if `baseUrl` is not an http(s) URL
 */
export function createContractClient<Paths extends object>({
  baseUrl,
  authorize,
  readError,
  fetch,
}: RuntimeOptions): ContractClient<Paths> {
  if (!/^https?:\/\//i.test(baseUrl) || !URL.canParse(baseUrl)) {
    throw new TypeError(`baseUrl must be an http(s) URL, not "${baseUrl}".`);
  }
  const client = createFetchClient<Record<string, never>>({ baseUrl, ...(fetch === undefined ? {} : { fetch }) });
  client.use({ onRequest: ({ request }) => authorize(request.headers) });
  // Path, parameters and body are checked by the types of `ContractClient`, where a caller passes them.
  const call = client.request as unknown as Call;
  const methods = METHODS.map((method) => [
    method,
    (path: string, init?: object) => succeed(call, readError, { method, path, init }),
  ]);
  return Object.fromEntries(methods) as ContractClient<Paths>;
}

type CallerInit = {
  params?: { path?: Record<string, unknown> };
  signal?: AbortSignal | null;
  middleware?: object[];
};

async function succeed(
  call: Call,
  readError: ReadError,
  { method, path, init = {} }: { method: string; path: string; init?: CallerInit | undefined },
): Promise<unknown> {
  assertPathValues(method, path, init.params?.path);
  let received: Response | undefined;
  const remember = {
    onResponse({ response }: { response: Response }) {
      received = response;
    },
  };
  let result: Awaited<ReturnType<Call>>;
  try {
    // Middleware runs backwards on the way in: the first one sees what the others made of the response.
    result = await call(method, path, { ...init, middleware: [remember, ...(init.middleware ?? [])] });
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw received === undefined ? errorWithoutResponse(cause) : errorFromUnreadable(received, cause);
  }
  const { data, error, response } = result;
  if (!response.ok) throw errorFromResponse(response, error, readError);
  return { data, response };
}
