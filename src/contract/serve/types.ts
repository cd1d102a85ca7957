import type { Request } from 'express';
import type { Readable, Writable } from 'openapi-typescript-helpers';

/** An operation as openapi-typescript writes it. */
type OperationType = { parameters: object; requestBody?: unknown; responses: object };

/** Drops the `[name: string]: unknown` that openapi-typescript adds to headers, so that only declared ones are left. */
type Declared<Headers> = {
  [Name in keyof Headers as string extends Name ? never : Name]: Headers[Name];
};

type JsonOf<Carrier> = Carrier extends { content: { 'application/json': infer Body } } ? Body : undefined;

type ParametersIn<Operation extends OperationType, Place extends string> = Place extends keyof Operation['parameters']
  ? NonNullable<Operation['parameters'][Place]>
  : Record<never, never>;

type Lowercased<Headers> = { [Name in keyof Headers as Lowercase<Name & string>]: Headers[Name] };

/** A request that met everything the contract demands of it, as a handler gets it. */
export type HandlerRequest<Operation extends OperationType, Principal> = {
  /** Name of the request in logs and answers. */
  id: string;
  params: ParametersIn<Operation, 'path'>;
  query: ParametersIn<Operation, 'query'>;
  headers: Lowercased<ParametersIn<Operation, 'header'>>;
  body: Writable<JsonOf<NonNullable<Operation['requestBody']>>>;
  /** What the security scheme's check answered; undefined where the contract asks for no credentials. */
  principal: Principal;
};

type AnswerHeaders<Headers, Given extends string> = Omit<Declared<Headers>, Given>;

type AnswerOf<Status, Response, Given extends string> = { status: Status } & (Response extends {
  headers: infer Headers;
}
  ? keyof AnswerHeaders<Headers, Given> extends never
    ? { headers?: Record<never, never> }
    : { headers: AnswerHeaders<Headers, Given> }
  : unknown) &
  (Response extends { content: { 'application/json': infer Body } } ? { body: Readable<Body> } : { body?: never });

/**
 * What a handler may answer: one member for each status that the contract declares for the operation.
 *
 * @typeParam Given names of headers that the server sets on every answer by itself
 */
export type Answer<Operation extends OperationType, Given extends string = never> = {
  [Status in keyof Operation['responses']]: AnswerOf<Status, Operation['responses'][Status], Given>;
}[keyof Operation['responses']];

/** One function an operation, by operationId. */
export type Handlers<Operations, Principal, Given extends string = never> = {
  [Id in keyof Operations]: Operations[Id] extends OperationType
    ? (request: HandlerRequest<Operations[Id], Principal>) => Promise<Answer<Operations[Id], Given>>
    : never;
};

/** An answer without its types, as the router sends it. */
export type RawAnswer = { status: number; headers?: Record<string, unknown>; body?: unknown };

/** One way in which a request does not meet the contract. */
export type Breach = {
  in: 'path' | 'query' | 'header' | 'cookie' | 'body';
  /** Where: the parameter's name, or the way through the body, such as `allowed_origins[2]`. Empty for all of it. */
  path: string;
  /** The JSON Schema keyword that is not met. */
  keyword: string;
  /** What must be, without the name of the field: "must be at most 1". */
  message: string;
};

/** Why the router does not hand a request to a handler. How it looks on the wire is the API's choice. */
export type Refusal =
  | { kind: 'path_unknown' }
  | { kind: 'method_not_allowed'; allow: string[] }
  | { kind: 'unauthorized' }
  | { kind: 'media_type_unsupported'; accepted: string[] }
  | { kind: 'content_encoding_unsupported' }
  | { kind: 'body_too_large'; limit: number }
  | { kind: 'body_undecodable'; reason: string }
  | {
      kind: 'invalid';
      breaches: Breach[];
      body: unknown;
      params: Record<string, unknown>;
      query: Record<string, unknown>;
    }
  | { kind: 'failed'; error: unknown };

/** What is known of a request when it is refused. */
export type RefusedRequest<Principal> = {
  id: string;
  /** Undefined where no operation was found. */
  operationId: string | undefined;
  principal: Principal | undefined;
};

/** Checks the credentials of one security scheme. Answers the principal, or undefined where they do not hold. */
export type SecurityCheck<Principal> = (request: Request) => Promise<Principal | undefined>;
