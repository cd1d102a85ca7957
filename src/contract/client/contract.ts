import type { Style } from '../document/compiled.ts';

/** A security scheme, as far as a client needs it (OAS 3.1 §4.8.27). */
export type ClientSecurityScheme =
  | { readonly type: 'http'; readonly scheme: string }
  | { readonly type: 'apiKey'; readonly in: 'header' | 'query' | 'cookie'; readonly name: string };

/** How a body is read: `any` by the `Content-Type` of the response. */
export type BodyKind = 'json' | 'text' | 'bytes' | 'any';

/** A place in a body, by the names of the members that lead to it. */
export type BodyPlace = readonly string[];

/** A parameter that is written otherwise than as openapi-fetch writes it by itself (OAS 3.1 §4.8.12.2). */
export type ClientParameter = {
  /** In lower case for a header. */
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly style: Style;
  readonly explode: boolean;
  /** For a parameter with `content`. */
  readonly mediaType?: string;
  /** Whether reserved characters stay as they are. */
  readonly allowReserved?: true;
};

/** A property of a URL-encoded form with a style of its own (OAS 3.1 §4.8.15). */
export type ClientField = Pick<ClientParameter, 'name' | 'style' | 'explode' | 'allowReserved'>;

/** Media types of the parts of a multipart form by their names, as the contract lists them (OAS 3.1 §4.8.15). */
export type ClientParts = { readonly [name: string]: string };

/** Facts that a client needs to call an operation. */
export type ClientOperation = {
  /** Alternatives of schemes of which one must be met (OAS 3.1 §4.8.30); absent if the operation is public. */
  readonly security?: readonly (readonly string[])[];
  /** Media type of the request body unless it is `application/json`. */
  readonly body?: string;
  /** Properties of a URL-encoded form with an unusual style. */
  readonly fields?: readonly ClientField[];
  /** Parts of a multipart form with a declared media type. */
  readonly parts?: ClientParts;
  readonly parameters?: readonly ClientParameter[];
  /** Media type of the whole query, where it is one value (OAS 3.2 §4.12.1). */
  readonly querystring?: string;
  /** How the body of a success is read unless it is JSON. */
  readonly response?: BodyKind;
  /** Whether successes can be sequences of items, which are read as they arrive. */
  readonly items?: true;
  /** Header `Accept` that asks for JSON, if responses have other media types too. */
  readonly accept?: string;
  /** Name of the header for an idempotency key. */
  readonly idempotencyKey?: string;
  /** The query parameter that takes a cursor, and the places of the next cursor and of the items in the response body. */
  readonly pages?: { readonly cursor: string; readonly next: BodyPlace; readonly items?: BodyPlace };
};

/** Places of values in the error bodies of a contract. The first place with a value counts. */
export type ErrorPlaces = {
  readonly message: readonly BodyPlace[];
  readonly code: readonly BodyPlace[];
  readonly requestId: readonly BodyPlace[];
  /** Lists of invalid fields: an object of sentences, or an array of entries with the places of field and sentence. */
  readonly fields: readonly { readonly at: BodyPlace; readonly field?: BodyPlace; readonly message?: BodyPlace }[];
};

/** A contract as a client needs it beside its types. `keepspec build` writes it into `client.ts`. */
export type ClientContract = {
  readonly securitySchemes: { readonly [name: string]: ClientSecurityScheme };
  readonly errors: ErrorPlaces;
  /** By method and path, such as `GET /pets/{id}`. */
  readonly operations: { readonly [operation: string]: ClientOperation };
};
