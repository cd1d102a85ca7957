import type { Readable, Writable } from 'openapi-typescript-helpers';

type JsonMediaType = `${string}/json` | `${string}+json` | `${string}/json;${string}` | `${string}+json;${string}`;
type TextMediaType = `text/${string}` | `${string}/xml` | `${string}+xml`;
/** A range, whose bodies are read by the `Content-Type` of the response. */
type AnyMediaType = '*/*' | 'application/*';

export type ByteStream = ReadableStream<Uint8Array>;

/** A file of a form, in every form in which it can be sent. */
type FileValue = Blob | Uint8Array | ByteStream;

/** A form whose texts can also be files. */
type WithFiles<Form> = Form extends object
  ? {
      [Name in keyof Form]: string extends Form[Name]
        ? Form[Name] | FileValue
        : File extends Form[Name]
          ? Form[Name] | FileValue
          : string[] extends Form[Name]
            ? Form[Name] | FileValue[]
            : File[] extends Form[Name]
              ? Form[Name] | FileValue[]
              : Form[Name];
    }
  : Form;

/** A request body of one media type: as the contract declares it, or already in the form in which `fetch` sends it. */
type SentBody<MediaType, Body> = Body extends { readonly $items: infer Item }
  ? readonly Writable<Item>[] | string
  : MediaType extends `multipart/${string}`
    ? WithFiles<Writable<Body>> | FormData
    : MediaType extends `application/x-www-form-urlencoded${string}`
      ? Writable<Body> | URLSearchParams
      : MediaType extends JsonMediaType | AnyMediaType
        ? Writable<Body>
        : MediaType extends TextMediaType
          ? string
          : string | Blob | ArrayBuffer | Uint8Array | ByteStream;

export type SentBodies<Content> = {
  [MediaType in keyof Content]: SentBody<MediaType, Content[MediaType]>;
}[keyof Content];

/** The bodies of the media types that are JSON. */
export type JsonBodyOf<Content> = { [MediaType in Extract<keyof Content, JsonMediaType>]: Content[MediaType] }[Extract<
  keyof Content,
  JsonMediaType
>];

/** Statuses of a success. The client throws on all others. */
export type SuccessStatus = 200 | 201 | 202 | 203 | 204 | 205 | 206 | 207 | 208 | 226 | '2XX';

/** A response body of one media type, as the client reads it. */
type ReadBody<MediaType, Body> = Body extends { readonly $items: infer Item }
  ? AsyncGenerator<Readable<Item>, void, undefined>
  : MediaType extends JsonMediaType | AnyMediaType
    ? Readable<Body>
    : MediaType extends TextMediaType
      ? string
      : Blob;

/** The media types that the client asks for: those of JSON if there is a choice. */
type AcceptedMediaType<MediaType> = [Extract<MediaType, JsonMediaType>] extends [never]
  ? MediaType
  : Extract<MediaType, JsonMediaType>;

/** The bodies of the declared responses; undefined for a response without a body. */
type ReadBodies<Declared> = Declared extends { content: infer Content }
  ? {
      [MediaType in AcceptedMediaType<keyof Content>]: ReadBody<MediaType, Content[MediaType & keyof Content]>;
    }[AcceptedMediaType<keyof Content>]
  : undefined;

/** Declared responses of a success; `default` stands in for them if there are none. */
type SuccessResponses<Declared> = [keyof Declared & SuccessStatus] extends [never]
  ? Declared[keyof Declared & 'default']
  : Declared[keyof Declared & SuccessStatus];

/**
 * The body of a success. It is read from the declared responses, because the union of openapi-fetch (data or error) is
 * narrowed correctly only under `exactOptionalPropertyTypes`.
 */
export type SuccessBody<Operation> = Operation extends { responses: infer Declared }
  ? ReadBodies<SuccessResponses<Declared>>
  : never;
