import type { Readable, Writable } from './types.ts';

/** An operation as openapi-typescript writes it. */
type OperationType = { parameters: object; requestBody?: unknown; responses: object };

/** Drops the `[name: string]: unknown` that openapi-typescript adds to headers, so that only declared ones are left. */
type Declared<Headers> = {
  [Name in keyof Headers as string extends Name ? never : Name]: Headers[Name];
};

type ContentOf<Carrier> = Carrier extends { content: infer Content } ? Content : Record<never, never>;

type ParametersIn<Operation extends OperationType, Place extends string> = Place extends keyof Operation['parameters']
  ? NonNullable<Operation['parameters'][Place]>
  : Record<never, never>;

type Lowercased<Headers> = { [Name in keyof Headers as Lowercase<Name & string>]: Headers[Name] };

type BodyOf<Body> = Writable<ContentOf<NonNullable<Body>>[keyof ContentOf<NonNullable<Body>>]>;

/** A request that met everything the contract demands of it, as a handler gets it. */
export type HandlerRequest<Operation extends OperationType, Principal> = {
  /** Name of the request in logs and answers. */
  id: string;
  /** Address of the peer, as Express's `request.ip` tells it, so that `trust proxy` counts. Undefined once it has gone. */
  readonly ip: string | undefined;
  params: ParametersIn<Operation, 'path'>;
  query: ParametersIn<Operation, 'query'>;
  headers: Lowercased<ParametersIn<Operation, 'header'>>;
  cookies: ParametersIn<Operation, 'cookie'>;
  /** Undefined where the contract lets the caller leave it out. */
  body: Operation extends { requestBody: infer Body } ? BodyOf<Body> : BodyOf<Operation['requestBody']> | undefined;
  /** What the check of the security scheme that was met answered; undefined where none was. */
  principal: Principal;
};

type AnswerHeaders<Headers, Given extends string> = Omit<Declared<Headers>, Given>;

/** `default` and ranges stand for any status. */
type StatusOf<Status> = Status extends number ? Status : number;

type HeadersOf<Response, Given extends string> = Response extends { headers: infer Headers }
  ? keyof AnswerHeaders<Headers, Given> extends never
    ? { headers?: Record<never, never> }
    : { headers: AnswerHeaders<Headers, Given> }
  : unknown;

/** A body of which one array may be read while it is sent: an iterable of arrays of its items. */
type Streamable<Body> =
  | Body
  | {
      [Name in keyof Body]: Body[Name] extends readonly (infer Item)[]
        ? Body[Name] | AsyncIterable<Item[]>
        : Body[Name];
    };

type AnswerOf<Status, Response, Given extends string> = { status: StatusOf<Status> } & HeadersOf<Response, Given> &
  (Response extends { content: infer Content }
    ? {
        [MediaType in keyof Content]: {
          body: Streamable<Readable<Content[MediaType]>>;
          /** The media type to answer in. May be left out for the first of those that the contract declares. */
          contentType?: MediaType;
        };
      }[keyof Content]
    : { body?: never });

/**
 * What a handler may answer: one member for each status and media type that the contract declares for the operation.
 *
 * @typeParam Given names of headers that the server sets on every answer by itself
 */
export type Answer<Operation extends OperationType, Given extends string = never> = {
  [Status in keyof Operation['responses']]: AnswerOf<Status, Operation['responses'][Status], Given>;
}[keyof Operation['responses']];

/** What the checks of these security schemes answer, and undefined where a request may do without. */
type PrincipalOf<Schemes, Principals> =
  | (Schemes extends keyof Principals ? Principals[Schemes] : never)
  | (undefined extends Schemes ? undefined : never);

/**
 * One function an operation, by operationId.
 *
 * @typeParam Principals what the check of each security scheme answers, by the scheme's name
 * @typeParam Given names of headers that the server sets on every answer by itself
 */
export type Handlers<Principals extends object = Record<string, unknown>, Given extends string = never> = {
  [Id in keyof Operations]: (
    request: HandlerRequest<Operations[Id], PrincipalOf<OperationSchemes[Id], Principals>>,
  ) => Promise<Answer<Operations[Id], Given>> | Answer<Operations[Id], Given>;
};

/** Operations by operationId. */
export interface Operations {
  [operationId: string]: OperationType;
}

/** For each operation the security schemes that let a request in; with `undefined` where none need be met. */
export interface OperationSchemes {
  [operationId: string]: string | undefined;
}
