// Made from the contract by `contract build`. Not to be edited.
import type { paths, Readable, Writable } from './types.ts';

export { contract } from './contract.js';

/** Checks a value. After it has answered false, `errors` says why, in Ajv's form. */
export type Validate = { (value: unknown): boolean; errors?: object[] | null };

/** A value as JSON, without anything that the contract does not declare. */
export type Serialize = (value: unknown) => string;

/** How a parameter is written (OAS 3.1 §4.8.12.2.1). */
export type Style = 'matrix' | 'label' | 'simple' | 'form' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject';

/** What a parameter is made of, as far as its style cares. */
export type Shape = 'primitive' | 'array' | 'object';

/** What must be known of a value to read it from texts: its schema is reduced to the types that texts become. */
export type TextDecoding = {
  shape: Shape;
  /** Types of a primitive. */
  types: string[];
  /** Types of an array's items, those at its start apart. */
  items: string[];
  prefixItems: string[][];
  /** Types of an object's members. */
  properties: Record<string, string[]>;
  /** Types of members that are not declared; absent where there may be none. */
  others?: string[];
};

/** What must be known of a parameter to read it from a request. */
export type ParameterDecoding = TextDecoding & {
  /** In lower case for a header. */
  name: string;
  in: 'path' | 'query' | 'header' | 'cookie';
  style: Style;
  explode: boolean;
  allowEmptyValue?: true;
  /** Of a parameter with `content`. */
  mediaType?: string;
  default?: unknown;
};

/** What must be known of a body to read it from a form: its properties, each by how its text is read. */
export type FormDecoding = {
  properties: Record<string, TextDecoding & { style: Style; explode: boolean; isJson?: true }>;
};

/** A body of one media type. Without `validate` the contract says nothing of it. */
export type CompiledRequestBody = { validate?: Validate; form?: FormDecoding };

/** A response body of one media type. Only JSON has a serializer. */
export type CompiledResponseBody = {
  validate?: Validate;
  serialize?: Serialize;
  /** Names of properties that can be arrays, so that a handler may stream one; absent where any name may be one. */
  arrays?: string[];
};

/** A response of one status, or of a range of them (`4XX`), or the `default` one. */
export type CompiledResponse = {
  content: Record<string, CompiledResponseBody>;
  headers: Record<string, TextDecoding>;
  validateHeaders?: Validate;
};

/** An operation as a server needs it. */
export type CompiledOperation = {
  operationId: string;
  /** Lower case. */
  method: string;
  /** Templated path, such as `/pets/{id}`. */
  path: string;
  /** What stands before the path, one for each server of another path. */
  basePaths: string[];
  parameters: ParameterDecoding[];
  /** For each place, checks an object of the parameters by name. */
  validate: { path?: Validate; query?: Validate; header?: Validate; cookie?: Validate };
  requestBody?: { required: boolean; content: Record<string, CompiledRequestBody> };
  responses: Record<string, CompiledResponse>;
  /** Alternatives of which one must be met (OAS 3.1 §4.8.30). */
  security: Record<string, string[]>[];
};

/** A webhook as whoever sends it needs it: what the API writes there, headers and body, checked and serialized. */
export type BuiltWebhook = {
  operationId: string;
  name: string;
  /** Lower case. */
  method: string;
  /** By lower-case name. */
  headers: Record<string, TextDecoding>;
  validateHeaders?: Validate;
  content: Record<string, { validate?: Validate; serialize?: Serialize }>;
};

/** A security scheme, as far as a check of credentials needs it (OAS 3.1 §4.8.27). */
export type CompiledSecurityScheme = {
  type: string;
  /** Of the type `http`: the authentication scheme, such as `bearer`. */
  scheme?: string;
  /** Of the type `apiKey`: where the key is sent, and under which name. */
  in?: string;
  name?: string;
};

/** A contract as `contract build` writes it and a server runs it. */
export type CompiledContract = {
  operations: CompiledOperation[];
  webhooks: BuiltWebhook[];
  /** By name. */
  securitySchemes: Record<string, CompiledSecurityScheme>;
  /** Which texts a request body may hold; `well-formed` excludes half of a surrogate pair and NUL. */
  texts: 'any' | 'well-formed';
  /** By name of the component: checks a value that is answered. */
  schemas: Record<string, Validate>;
};

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
export type Operations = {
  "listAgents": paths["/v1/agents"]["get"];
  "createAgent": paths["/v1/agents"]["post"];
  "listLlmModels": paths["/v1/agents/llm-models"]["get"];
  "listConversations": paths["/v1/agents/conversations"]["get"];
  "getConversation": paths["/v1/agents/conversations/{id}"]["get"];
  "endConversation": paths["/v1/agents/conversations/{id}/end"]["post"];
  "listMessages": paths["/v1/agents/conversations/{id}/messages"]["get"];
  "listWebhookDeliveries": paths["/v1/agents/conversations/{id}/webhook-deliveries"]["get"];
  "getAgent": paths["/v1/agents/{id}"]["get"];
  "deleteAgent": paths["/v1/agents/{id}"]["delete"];
  "updateAgent": paths["/v1/agents/{id}"]["patch"];
  "createConversation": paths["/v1/agents/{id}/conversations"]["post"];
  "listMemories": paths["/v1/agents/{id}/memories"]["get"];
  "purgeMemories": paths["/v1/agents/{id}/memories"]["delete"];
  "deleteMemory": paths["/v1/agents/memories/{memory_id}"]["delete"];
  "createSession": paths["/v1/agents/{id}/sessions"]["post"];
  "getWidgetConfig": paths["/v1/agents/{id}/widget-config"]["get"];
  "claimConversation": paths["/v1/worker/conversations/{id}/claim"]["post"];
  "completeConversation": paths["/v1/worker/conversations/{id}/complete"]["post"];
  "listVoices": paths["/v1/voices"]["get"];
};

/** For each operation the security schemes that let a request in; with `undefined` where none need be met. */
export type OperationSchemes = {
  "listAgents": "ApiKey";
  "createAgent": "ApiKey";
  "listLlmModels": "ApiKey";
  "listConversations": "ApiKey";
  "getConversation": "ApiKey";
  "endConversation": "ApiKey";
  "listMessages": "ApiKey";
  "listWebhookDeliveries": "ApiKey";
  "getAgent": "ApiKey";
  "deleteAgent": "ApiKey";
  "updateAgent": "ApiKey";
  "createConversation": "ApiKey";
  "listMemories": "ApiKey";
  "purgeMemories": "ApiKey";
  "deleteMemory": "ApiKey";
  "createSession": "ApiKey" | undefined;
  "getWidgetConfig": "ApiKey" | undefined;
  "claimConversation": "WorkerToken";
  "completeConversation": "WorkerToken";
  "listVoices": "ApiKey";
};
