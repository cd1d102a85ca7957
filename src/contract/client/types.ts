import type { Readable } from 'openapi-typescript-helpers';
import type { AttemptOptions } from './attempts.ts';
import type { BasicCredentials, Sourced } from './auth.ts';
import type { ByteStream, SentBodies, SuccessBody, SuccessStatus } from './body-types.ts';
import type { BodyPlace, ClientContract } from './contract.ts';
import type { CallOptions, Method, PathsWith } from './openapi-fetch.ts';

/** The option `body`: forbidden, optional or required, as the contract declares. */
type BodyOption<Operation> = Operation extends { requestBody: { content: infer Content } }
  ? { body: SentBodies<Content> }
  : Operation extends { requestBody?: infer Body }
    ? NonNullable<Body> extends never
      ? { body?: never }
      : NonNullable<Body> extends { content: infer Content }
        ? { body?: SentBodies<Content> | undefined }
        : { body?: never }
    : { body?: never };

/** Credentials of one security scheme. */
type CredentialsFor<Scheme> = Scheme extends { scheme: 'Basic' } ? BasicCredentials : string;

/** Credentials of a call by the names of the security schemes. */
type CallAuth<Contract extends ClientContract> = {
  [Name in keyof Contract['securitySchemes']]?: Sourced<CredentialsFor<Contract['securitySchemes'][Name]>>;
};

/** Options of a call. How bodies are written and read is left to the contract. */
type Init<Item, M extends string, Contract extends ClientContract> =
  CallOptions<Item, M> extends infer Options
    ? Omit<NonNullable<Options>, 'parseAs' | 'body' | 'bodySerializer'> &
        BodyOption<Item[Lowercase<M> & keyof Item]> & {
          /** In place of the client's own, one by one. */
          attempts?: AttemptOptions | undefined;
          /** In place of all credentials of the client; `{}` sends none. */
          auth?: CallAuth<Contract> | undefined;
        }
    : never;

/** Can be omitted if the operation requires neither body nor parameter. */
type InitArgument<Item, M extends string, Contract extends ClientContract> =
  undefined extends CallOptions<Item, M> ? [init?: Init<Item, M, Contract>] : [init: Init<Item, M, Contract>];

/** The response to a call that succeeded. */
export type Success<Item, M extends string> = {
  /** The body, as the contract declares it; undefined if it declares none. */
  data: SuccessBody<Item[Lowercase<M> & keyof Item]>;
  /** Status and headers. */
  response: Response;
};

/** The response to a call with `parseAs: 'stream'`: its bytes as they arrive, whatever its media type is. */
export type StreamedSuccess<Item, M extends string> = {
  /** Undefined for a response without a body. */
  data: ByteStream | Extract<SuccessBody<Item[Lowercase<M> & keyof Item]>, undefined>;
  response: Response;
};

/** Paths whose GET has a cursor. */
type PagedPath<Contract extends ClientContract> = {
  [Name in keyof Contract['operations']]: Contract['operations'][Name] extends { pages: object }
    ? Name extends `GET ${infer Path}`
      ? Path
      : never
    : never;
}[keyof Contract['operations']];

/** Paths of them whose items the contract shows. */
type ListedPath<Contract extends ClientContract> = {
  [Name in keyof Contract['operations']]: Contract['operations'][Name] extends { pages: { items: object } }
    ? Name extends `GET ${infer Path}`
      ? Path
      : never
    : never;
}[keyof Contract['operations']];

/** The place of the items in a page. */
type ItemsPlace<Contract extends ClientContract, Path extends string> = `GET ${Path}` extends infer Name extends
  keyof Contract['operations']
  ? Contract['operations'][Name] extends { pages: { items: infer Place extends BodyPlace } }
    ? Place
    : never
  : never;

type ItemOf<Page, Place extends BodyPlace> = At<Page, Place> extends readonly (infer Item)[] ? Item : never;

/** Methods beyond those of every client, such as QUERY (OAS 3.2 §4.9.1). */
type FurtherMethod<Contract extends ClientContract> = keyof Contract['operations'] extends infer Name
  ? Name extends `${infer M} ${string}`
    ? Exclude<M, Method>
    : never
  : never;

type MethodFunctions<Paths extends object, M extends string, Contract extends ClientContract> = {
  [Name in M as PathsWith<Paths, Name> extends never ? never : Name]: {
    <P extends PathsWith<Paths, Name>>(
      path: P,
      init: Init<Paths[P & keyof Paths], Name, Contract> & { parseAs: 'stream' },
    ): Promise<StreamedSuccess<Paths[P & keyof Paths], Name>>;
    <P extends PathsWith<Paths, Name>>(
      path: P,
      ...init: InitArgument<Paths[P & keyof Paths], Name, Contract>
    ): Promise<Success<Paths[P & keyof Paths], Name>>;
  };
};

type PageFunction<Paths extends object, Contract extends ClientContract> = {
  /**
   * The pages of a list, from the first one or the given cursor to the last one. Each is requested when it is asked for.
   *
   * @example
   * for await (const page of client.pages('/v1/pets')) for (const pet of page.pets) console.log(pet.name);
   */
  pages: <P extends PagedPath<Contract> & PathsWith<Paths, 'GET'>>(
    path: P,
    ...init: InitArgument<Paths[P & keyof Paths], 'GET', Contract>
  ) => AsyncGenerator<Success<Paths[P & keyof Paths], 'GET'>['data'], void, undefined>;
};

type ItemFunction<Paths extends object, Contract extends ClientContract> = {
  /**
   * The items of a list, page by page, from the first page or the given cursor to the last one. Pages are requested when their
   * items are asked for.
   *
   * @example
   * for await (const pet of client.items('/v1/pets')) console.log(pet.name);
   */
  items: <P extends ListedPath<Contract> & PathsWith<Paths, 'GET'>>(
    path: P,
    ...init: InitArgument<Paths[P & keyof Paths], 'GET', Contract>
  ) => AsyncGenerator<ItemOf<Success<Paths[P & keyof Paths], 'GET'>['data'], ItemsPlace<Contract, P>>, void, undefined>;
};

/**
 * One function for each HTTP method, typed by the path, and `pages` and `items` if the contract has lists with a cursor.
 *
 * @typeParam Paths `paths` of the generated `types.ts`
 */
export type ContractClient<Paths extends object, Contract extends ClientContract> = MethodFunctions<
  Paths,
  Method | FurtherMethod<Contract>,
  Contract
> &
  (PagedPath<Contract> extends never ? unknown : PageFunction<Paths, Contract>) &
  (ListedPath<Contract> extends never ? unknown : ItemFunction<Paths, Contract>);

/** Operations that can be called without credentials for a scheme. */
type CallableWithout<Scheme, Operations> = {
  [Name in keyof Operations]: Operations[Name] extends { security: readonly (infer Alternative)[] }
    ? Alternative extends readonly string[]
      ? Scheme extends Alternative[number]
        ? never
        : Name
      : never
    : Name;
}[keyof Operations];

/** Schemes without which no operation can be called. */
type NeededScheme<Contract extends ClientContract> = {
  [Scheme in keyof Contract['securitySchemes']]: [CallableWithout<Scheme, Contract['operations']>] extends [never]
    ? Scheme
    : never;
}[keyof Contract['securitySchemes']];

type Optional<Values> = { [Name in keyof Values]?: Sourced<Values[Name]> };

type RequiredSources<Values> = { [Name in keyof Values]: Exclude<Sourced<Values[Name]>, undefined> };

/** The option `auth`, with the credentials that every operation needs required. */
type AuthOption<Credentials, Needed> = [keyof Credentials] extends [never]
  ? unknown
  : [Needed] extends [never]
    ? { auth?: Optional<Credentials> | undefined }
    : {
        auth: RequiredSources<Pick<Credentials, Needed & keyof Credentials>> &
          Optional<Omit<Credentials, Needed & keyof Credentials>>;
      };

/** Options of every client. */
export type ConnectionOptions = AttemptOptions & {
  /** Base URL of the API, such as `https://api.example.com`. */
  baseUrl: string;
  /** In place of the global `fetch`: for tests and proxies. */
  fetch?: ((request: Request) => Promise<Response>) | undefined;
};

/** Options of the client of a contract: where it is, and credentials by the names of its security schemes. */
export type OptionsOf<Credentials, Contract extends ClientContract> = ConnectionOptions &
  AuthOption<Credentials, NeededScheme<Contract>>;

type ErrorContent<Declared> = {
  [Status in Exclude<keyof Declared, SuccessStatus>]: Declared[Status] extends { content: infer Content }
    ? Content[keyof Content]
    : never;
}[Exclude<keyof Declared, SuccessStatus>];

/** The bodies of all error responses that a contract declares. */
export type ErrorBodyOf<Paths> = Readable<
  {
    [Path in keyof Paths]: {
      [M in keyof Paths[Path]]: Paths[Path][M] extends { responses: infer Declared } ? ErrorContent<Declared> : never;
    }[keyof Paths[Path]];
  }[keyof Paths]
>;

/** The value at a place, for each alternative of a body that has it. */
type At<Body, Place extends BodyPlace> = Place extends readonly [
  infer Name extends string,
  ...infer Rest extends BodyPlace,
]
  ? Body extends unknown
    ? Name extends keyof Body
      ? At<NonNullable<Body[Name]>, Rest>
      : never
    : never
  : Body;

type CodeAt<Body, Place> = Place extends BodyPlace ? Extract<At<Body, Place>, string> : never;

/** The error codes that a contract lists; any text if it lists none. */
export type ErrorCodeOf<Body, Contract extends ClientContract> =
  CodeAt<Body, Contract['errors']['code'][number]> extends infer Code extends string
    ? [Code] extends [never]
      ? string
      : Code
    : string;
