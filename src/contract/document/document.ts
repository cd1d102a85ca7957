/** A JSON Schema of the 2020-12 dialect as it stands in an OpenAPI 3.1 document. */
export type Schema = { [keyword: string]: unknown };

/** OAS 3.1 §4.8.23. */
export type Reference = { $ref: string };

/** OAS 3.1 §4.8.12. */
export type Parameter = {
  name: string;
  in: 'path' | 'query' | 'querystring' | 'header' | 'cookie';
  required?: boolean;
  style?: string;
  explode?: boolean;
  allowEmptyValue?: boolean;
  allowReserved?: boolean;
  schema?: Schema;
  content?: Record<string, MediaType>;
  examples?: Record<string, Example>;
};

/** OAS 3.1 §4.8.19. */
export type Example = { summary?: string; value: unknown };

/** OAS 3.1 §4.8.14. */
export type MediaType = {
  schema?: Schema;
  /** Schema of each item of a sequential media type (OAS 3.2 §4.14.3). */
  itemSchema?: Schema;
  example?: unknown;
  examples?: Record<string, Example>;
  /** OAS 3.1 §4.8.15: how the properties of a form are written. */
  encoding?: Record<string, Encoding>;
  /** OAS 3.2 §4.14.4: how parts without names are written, those at the start and any others. */
  prefixEncoding?: Encoding[];
  itemEncoding?: Encoding;
};

/** OAS 3.1 §4.8.15. */
export type Encoding = {
  style?: string;
  explode?: boolean;
  contentType?: string;
  allowReserved?: boolean;
  headers?: Record<string, { schema?: Schema; example?: unknown; $ref?: string }>;
};

/** OAS 3.1 §4.8.17. */
export type Response = {
  description: string;
  headers?: Record<string, { required?: boolean; schema?: Schema; content?: Record<string, MediaType> }>;
  content?: Record<string, MediaType>;
  [extension: `x-${string}`]: unknown;
};

/** OAS 3.1 §4.8.10, merged with the settings of its path item and the document. */
export type Operation = {
  operationId: string;
  /** Its place in the bundled document, as a JSON Pointer fragment. */
  pointer: string;
  /** Base paths in front of `path`, one for each server with a different path; empty for the root. */
  basePaths: string[];
  /** Lower case, as in the document. */
  method: string;
  /** Templated path, such as `/pets/{id}`. */
  path: string;
  parameters: Parameter[];
  requestBody?: { required?: boolean; content: Record<string, MediaType> };
  responses: Record<string, Response>;
  /** Alternatives of which one must be met (OAS 3.1 §4.8.30). */
  security: Record<string, string[]>[];
};

/** A request that the API itself sends, to a receiver that the caller has named (OAS 3.1 §4.8.1). */
export type Webhook = Omit<Operation, 'path' | 'basePaths'> & {
  /** The name under `webhooks`. */
  name: string;
};

/** A security scheme, as far as a check of credentials needs it (OAS 3.1 §4.8.27). */
export type SecurityScheme = {
  type: string;
  /** For the type `http`: the authentication scheme, such as `bearer`. */
  scheme?: string;
  /** For the type `apiKey`: the place and the name of the key. */
  in?: string;
  name?: string;
};

/** The operations of a document with resolved references and inherited settings. */
export type Contract = {
  operations: Operation[];
  webhooks: Webhook[];
  /** By name of the component. */
  securitySchemes: Record<string, SecurityScheme>;
  /** `x-texts`: which texts a request body may hold. */
  texts: 'any' | 'well-formed';
};

/** OAS 3.1 §4.8.1, as far as the toolkit looks into it. */
export type OpenApiDocument = {
  openapi: string;
  info: { title: string; version: string; description?: string };
  paths?: Record<string, Record<string, unknown>>;
  security?: Record<string, string[]>[];
  servers?: object[];
  webhooks?: Record<string, Record<string, unknown>>;
  components?: {
    schemas?: Record<string, Schema>;
    securitySchemes?: Record<string, unknown>;
    [kind: string]: Record<string, unknown> | undefined;
  };
};

/** One thing that is wrong with a contract. */
export type DocumentFault = {
  /** The problem and its fix. */
  message: string;
  /** In the bundled document, as a JSON Pointer fragment. */
  pointer?: string;
  /** The text of the `$ref` that is wrong, where its place is not known yet. */
  reference?: string;
  place?: Place;
};

/** A place in a file. Lines and columns count from 1. */
export type Place = { file: string; line: number; column: number };

/** A contract that cannot be used, with sentences that say where and why. Shown without a stack trace. */
export class ContractError extends Error {
  override name = 'ContractError';
  readonly faults: DocumentFault[];

  /** @param faults one sentence, or all that is wrong */
  constructor(faults: string | DocumentFault[]) {
    const list = typeof faults === 'string' ? [{ message: faults }] : faults;
    super(list.map(describeFault).join('\n'));
    this.faults = list;
  }
}

/** A fault with its place in front, as compilers write it. */
export function describeFault({ message, pointer, place }: DocumentFault): string {
  if (place !== undefined) return `${place.file}:${place.line}:${place.column}: ${message}`;
  return pointer === undefined ? message : `${pointer}: ${message}`;
}
