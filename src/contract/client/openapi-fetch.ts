import createFetchClient, {
  type ClientPathsWithMethod,
  createQuerySerializer,
  type Client as FetchClient,
  type MaybeOptionalInit,
  mergeHeaders,
  defaultPathSerializer as writePath,
} from 'openapi-fetch';

/** Methods that every client has a function for, if its contract has an operation of them. */
export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;

export type Method = (typeof METHODS)[number];

/** Paths that have the method. openapi-fetch knows the methods of OpenAPI 3.1 only. */
export type PathsWith<Paths extends object, M extends string> = M extends Method
  ? ClientPathsWithMethod<FetchClient<Paths>, Lowercase<M>>
  : Extract<{ [Path in keyof Paths]: Lowercase<M> extends keyof Paths[Path] ? Path : never }[keyof Paths], string>;

/** A path item as openapi-fetch asks for it: one that has the method. */
type PathItem<Item, M extends Method> = Extract<Item, Record<Lowercase<M>, unknown>>;

/** Options of a call; with `undefined` if the operation requires neither body nor parameter. */
export type CallOptions<Item, M extends string> = M extends Method
  ? MaybeOptionalInit<PathItem<Item, M>, Lowercase<M>>
  : MaybeOptionalInit<PathItem<{ post: Item[Lowercase<M> & keyof Item] }, 'POST'>, 'post'>;

/** Headers as a call takes them. */
export type CallHeaders = Parameters<typeof mergeHeaders>[number];

export type QuerySerializer = (query: Record<string, unknown>) => string;
export type PathSerializer = (path: string, values: Record<string, unknown>) => string;

/** A call whose body is serialized and whose headers are complete. */
export type PreparedCall = {
  method: string;
  path: string;
  params: { path: object; query: object };
  /** In the place of openapi-fetch's own. */
  querySerializer?: QuerySerializer;
  pathSerializer?: PathSerializer;
  headers: Headers;
  body?: BodyInit | undefined;
  /** Set for a body that is a stream (Fetch standard, `duplex`). */
  duplex?: 'half';
  middleware: object[];
  /** Sends the request beneath the middleware. */
  fetch?: SendRequest;
};

export type SendRequest = (request: Request) => Promise<Response>;

/** Sends a call. The body of a success is not read; `data` is undefined if there is none. */
export type SendCall = (call: PreparedCall) => Promise<{ data?: unknown; error?: unknown; response: Response }>;

/** Sends the calls of all paths with openapi-fetch. */
export function createSendCall(baseUrl: string): SendCall {
  const client = createFetchClient<Record<string, never>>({ baseUrl });
  // Path, parameters and body are checked by the types of `ContractClient`, where a caller passes them.
  const request = client.request as unknown as (method: string, path: string, init: object) => ReturnType<SendCall>;
  return ({ method, path, ...init }) =>
    request(method, path, { ...init, bodySerializer: (body: unknown) => body, parseAs: 'stream' });
}

export { createQuerySerializer, mergeHeaders, writePath };
