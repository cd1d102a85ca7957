import type { Bytes, Items, Readable, Writable } from './marker-types.ts';

/** An operation as openapi-typescript writes it. */
type OperationType = { parameters: object; requestBody?: unknown; responses: object; defaults?: object };

/** Drops the `[name: string]: unknown` that openapi-typescript adds to headers, so that only declared ones are left. */
type DeclaredHeaders<Headers> = {
  [Name in keyof Headers as string extends Name ? never : Name]: Headers[Name];
};

type ContentOf<Carrier> = Carrier extends { content: infer Content } ? Content : Record<never, never>;

type ParametersIn<Operation extends OperationType, Place extends string> = Place extends keyof Operation['parameters']
  ? NonNullable<Operation['parameters'][Place]>
  : Record<never, never>;

type Lowercased<Headers> = { [Name in keyof Headers as Lowercase<Name & string>]: Headers[Name] };

type SentParameters<Operation extends OperationType, Place extends string> = Place extends 'header'
  ? Lowercased<ParametersIn<Operation, Place>>
  : ParametersIn<Operation, Place>;

type DefaultsOf<Operation> = Operation extends { defaults: infer Defaults } ? Defaults : never;

/** The parameters of a place as a handler gets them: those with a default are never undefined. */
type ReceivedParameters<Operation extends OperationType, Place extends string> = WithMemberDefaults<
  WithDefaults<SentParameters<Operation, Place>, MemberOf<DefaultsOf<Operation>, Place>>,
  MemberOf<DefaultsOf<Operation>, `${Place}Members`>
>;

type MemberOf<Value, Name extends string> = Name extends keyof Value ? Value[Name] : never;

type WithDefaults<Values, Names> = [Names] extends [never]
  ? Values
  : { [Name in keyof Values as Name extends Names ? never : Name]: Values[Name] } & {
      [Name in keyof Values as Name extends Names ? Name : never]-?: Exclude<Values[Name], undefined>;
    };

/** An object that is a parameter gets the defaults of its members. */
type WithMemberDefaults<Values, Members> = [Members] extends [never]
  ? Values
  : { [Name in keyof Values]: Name extends keyof Members ? MembersFilled<Values[Name], Members[Name]> : Values[Name] };

type MembersFilled<Value, Names> = Value extends readonly unknown[]
  ? Value
  : Value extends object
    ? WithDefaults<Value, Names>
    : Value;

/** The whole query, where the contract declares it as one value. */
type QuerystringOf<Parameters> = Parameters extends { querystring: infer Value }
  ? { querystring: Value }
  : 'querystring' extends keyof Parameters
    ? { querystring: Parameters['querystring'] | undefined }
    : unknown;

/** A body of bytes is read as a whole before the handler is called. */
type ReceivedBody<Body> = Body extends Blob | ReadableStream<unknown>
  ? never
  : Body extends Items<infer Item>
    ? Item[]
    : Body;

type RequestBodyOf<Body> = Writable<ReceivedBody<ContentOf<NonNullable<Body>>[keyof ContentOf<NonNullable<Body>>]>>;

/** A request that met everything the contract demands of it, as a handler gets it. */
export type HandlerRequest<Operation extends OperationType, Principal> = {
  /** Name of the request in logs and responses. */
  id: string;
  /** Address of the peer, as Express's `request.ip` gives it, so that `trust proxy` counts. Undefined once it has gone. */
  readonly ip: string | undefined;
  params: ReceivedParameters<Operation, 'path'>;
  query: ReceivedParameters<Operation, 'query'>;
  headers: ReceivedParameters<Operation, 'header'>;
  cookies: ReceivedParameters<Operation, 'cookie'>;
  /** Undefined where the contract lets the caller leave it out. */
  body: Operation extends { requestBody: infer Body }
    ? RequestBodyOf<Body>
    : RequestBodyOf<Operation['requestBody']> | undefined;
  /** Result of the check of the security scheme that succeeded; undefined if the operation requires none. */
  principal: Principal;
} & QuerystringOf<Operation['parameters']>;

/** `Set-Cookie` may be sent several times (RFC 6265 §3). */
type RepeatableHeaders<Headers> = {
  [Name in keyof Headers]: Lowercase<Name & string> extends 'set-cookie' ? Headers[Name] | string[] : Headers[Name];
};

type ResponseHeaders<Headers, Given extends string> = Omit<RepeatableHeaders<DeclaredHeaders<Headers>>, Given>;

/** `default` and ranges stand for any status. */
type StatusOf<Status> = Status extends number ? Status : number;

type HeadersOf<Response, Given extends string> = Response extends { headers: infer Headers }
  ? Record<never, never> extends ResponseHeaders<Headers, Given>
    ? { headers?: ResponseHeaders<Headers, Given> }
    : { headers: ResponseHeaders<Headers, Given> }
  : unknown;

/** A body of which one array may be read while it is sent: an iterable of arrays of its items. */
type Streamable<Body> =
  | Body
  | {
      [Name in keyof Body]: Body[Name] extends readonly (infer Item)[]
        ? Body[Name] | AsyncIterable<Item[]>
        : Body[Name];
    };

/** Types of a response body that is not JSON. */
type SendableBody = string | Uint8Array | Blob | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array | string>;

type ResponseBodyOf<Body, MediaType> =
  Body extends Items<infer Item>
    ? AsyncIterable<Item> | Iterable<Item>
    : Lowercase<MediaType & string> extends `${string}/json` | `${string}+json` | `${string}json;${string}`
      ? Streamable<Body>
      : MediaType extends `${string}*${string}`
        ? Streamable<Body> | SendableBody
        : WrittenBody<Body> | SendableBody;

/** A body of another media type than JSON: no object or array, which only JSON is written from. */
type WrittenBody<Body> = unknown extends Body ? Body : Body extends Bytes ? Body : Body extends object ? never : Body;

/** The media types in a range (RFC 9110 §12.5.1). */
type ConcreteMediaType<MediaType> = MediaType extends '*/*'
  ? `${string}/${string}`
  : MediaType extends `${infer Type}/*${infer Suffix}`
    ? `${Type}/${string}${Suffix}`
    : MediaType;

type DeclaredResponse<Status, Response, Given extends string> = { status: StatusOf<Status> } & HeadersOf<
  Response,
  Given
> &
  (Response extends { content: infer Content }
    ? {
        [MediaType in keyof Content]: {
          body: ResponseBodyOf<Readable<Content[MediaType]>, MediaType>;
          /** Media type of the response. Defaults to the first declared one, and must be named for a range. */
          contentType?: ConcreteMediaType<MediaType>;
        };
      }[keyof Content]
    : { body?: never });

/**
 * The return type of a handler: one member for each status and media type that the contract declares.
 *
 * @typeParam Given names of headers that the server sets on every response
 */
export type HandlerResponse<Operation extends OperationType, Given extends string = never> = {
  [Status in keyof Operation['responses']]: DeclaredResponse<Status, Operation['responses'][Status], Given>;
}[keyof Operation['responses']];

/** Results of the checks of these security schemes; undefined if a request may omit them. */
type PrincipalOf<Schemes, Principals> =
  | (Schemes extends keyof Principals ? Principals[Schemes] : never)
  | (undefined extends Schemes ? undefined : never);

/**
 * One function per operation, by operationId.
 *
 * @typeParam Principals result of the check of each security scheme, by the scheme's name
 * @typeParam Given names of headers that the server sets on every response
 */
export type Handlers<Principals extends object = Record<string, unknown>, Given extends string = never> = {
  [Id in keyof Operations]: (
    request: HandlerRequest<Operations[Id], PrincipalOf<OperationSchemes[Id], Principals>>,
  ) => Promise<HandlerResponse<Operations[Id], Given>> | HandlerResponse<Operations[Id], Given>;
};

/** Operations by operationId. */
export interface Operations {
  [operationId: string]: OperationType;
}

/** For each operation the security schemes that let a request in; with `undefined` where none need be met. */
export interface OperationSchemes {
  [operationId: string]: string | undefined;
}
