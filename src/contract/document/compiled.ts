/** Checks a value. After it has returned false, `errors` says why, in Ajv's form. */
export type Validate = { (value: unknown): boolean; errors?: object[] | null };

/** A value as JSON, without anything that the contract does not declare. */
export type Serialize = (value: unknown) => string;

/** Style of a parameter (OAS 3.1 §4.8.12.2.1). */
export type Style =
  | 'matrix'
  | 'label'
  | 'simple'
  | 'form'
  | 'spaceDelimited'
  | 'pipeDelimited'
  | 'deepObject'
  | 'cookie';

/** The kind of a parameter's value, which decides how its style is read. */
export type Shape = 'primitive' | 'array' | 'object';

/** Facts that are needed to read a value from strings: the types of its schema to which strings are converted. */
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

/** How a header of a response is read and written: in the style `simple`, or as its media type says. */
export type HeaderDecoding = TextDecoding & { explode?: true; mediaType?: string };

/** Facts that are needed to read a parameter from a request. */
export type ParameterDecoding = TextDecoding & {
  /** In lower case for a header. */
  name: string;
  in: 'path' | 'query' | 'querystring' | 'header' | 'cookie';
  style: Style;
  explode: boolean;
  allowEmptyValue?: true;
  /** For a parameter with `content`. */
  mediaType?: string;
  /** For a whole query that is a form. */
  form?: FormDecoding;
  /** Whether a whole query must be sent. */
  isRequired?: true;
  default?: unknown;
  /** Defaults of an object's members. */
  memberDefaults?: Record<string, unknown>;
  /** The same of members that other members may forbid, which are filled in only if the value stays valid. */
  conditionalDefaults?: Record<string, unknown>;
};

/** Facts that are needed to read a body from a form: how the text of each property is read. */
export type FormDecoding = {
  properties: Record<string, FieldDecoding>;
  /**
   * For a multipart body other than `multipart/form-data`, which only verify and mock read: whether its parts have names.
   * The properties of parts without names are `0`, `1` and so on, and `item` for any others.
   */
  parts?: 'named' | 'listed';
};

/** Facts that are needed to read a field of a form. */
export type FieldDecoding = TextDecoding & {
  style: Style;
  explode: boolean;
  /** Whether it is written as JSON: the whole value, or each item of a list that is sent in several parts. */
  isJson?: true;
  /** Whether its parts are files, however they are sent. */
  isFile?: true;
  /** Media types and ranges that its parts may have; absent for any (OAS 3.1 §4.8.15). */
  contentTypes?: string[];
};

/** A fault at a place of a body. */
export type ContentFault = { path: string; pointer: string; keyword: string; message: string };

/** The value of a body that was read by its schema, or why it cannot be read. */
export type ReadContent = { value: unknown; faults: ContentFault[] } | { malformed: string };

/** A body of one media type. Without `validate` the contract says nothing of it. */
export type CompiledRequestBody = {
  validate?: Validate;
  form?: FormDecoding;
  sequence?: SequenceFormat;
  /** How a text is read whose schema asks for a number, a boolean or null. */
  text?: TextDecoding;
  /** Whether bytes are validated, as a text with a character for each. */
  isBytes?: true;
  /** Reads XML; only contracts that are compiled for verify and mock have it. */
  parse?: (text: string) => ReadContent;
};

/** How a sequence of items is written: as server-sent events, JSON lines, or JSON text sequences. */
export type SequenceFormat = 'events' | 'lines' | 'records';

/** A place in an error body, by the names of the members that lead there, and the fact of a rejection at this place. */
export type ErrorPlace = {
  kind: 'sentence' | 'list' | 'status' | 'title' | 'type' | 'code' | 'request_id' | 'time' | 'path';
  at: string[];
  /** The codes that the contract lists. */
  values?: string[];
};

/** An error body of the contract, with the places that a server fills when it rejects a request. */
export type ErrorTemplate = {
  body: unknown;
  places: ErrorPlace[];
  /** Whether the body is an example of this very status, whose code and title stay. */
  isOwn?: boolean;
  /** For an XML media type: the document, in which `\uE000` around a number marks the place of that number. */
  xml?: string;
};

/** A response body of one media type. Only JSON has a serializer. */
export type CompiledResponseBody = {
  validate?: Validate;
  serialize?: Serialize;
  /** How a text is read to be validated; absent where texts are not. */
  text?: TextDecoding;
  /** For a sequence, whose items are validated and serialized one by one. */
  sequence?: SequenceFormat;
  /** Whether the data of an event is validated as its text and its JSON value; only contracts that are compiled for verify have it. */
  hasContents?: true;
  /** Reads XML; only contracts that are compiled for verify have it. */
  parse?: (text: string) => ReadContent;
  /** How parts are read; only contracts that are compiled for verify have it. */
  form?: FormDecoding;
  /** Names of properties that can be arrays, so that a handler may stream one; absent where any name may be one. */
  arrays?: string[];
  /** For an error response: templates of the server's own responses. */
  templates?: ErrorTemplate[];
};

/** A response of one status, or of a range of them (`4XX`), or the `default` one. */
export type CompiledResponse = {
  content: Record<string, CompiledResponseBody>;
  headers: Record<string, HeaderDecoding>;
  validateHeaders?: Validate;
};

/** An operation as a server needs it. */
export type CompiledOperation = {
  operationId: string;
  /** Lower case. */
  method: string;
  /** Templated path, such as `/pets/{id}`. */
  path: string;
  /** Base paths, one for each server with a different path. */
  basePaths: string[];
  parameters: ParameterDecoding[];
  /** For each place, checks an object of the parameters by name. */
  validate: { path?: Validate; query?: Validate; header?: Validate; cookie?: Validate; querystring?: Validate };
  requestBody?: { required: boolean; content: Record<string, CompiledRequestBody> };
  responses: Record<string, CompiledResponse>;
  /** Alternatives of which one must be met (OAS 3.1 §4.8.30). */
  security: Record<string, string[]>[];
};

/** A webhook as its sender needs it: what the API writes there, headers and body, checked and serialized. */
export type BuiltWebhook = {
  operationId: string;
  name: string;
  /** Lower case. */
  method: string;
  /** By lower-case name. */
  headers: Record<string, HeaderDecoding>;
  validateHeaders?: Validate;
  content: Record<string, { validate?: Validate; serialize?: Serialize }>;
};

/** A security scheme, as far as a check of credentials needs it (OAS 3.1 §4.8.27). */
export type CompiledSecurityScheme = {
  type: string;
  /** For the type `http`: the authentication scheme, such as `bearer`. */
  scheme?: string;
  /** For the type `apiKey`: the place and the name of the key. */
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
  /** By name of the component: checks a value of a response. */
  schemas: Record<string, Validate>;
};
