/** A property that only responses contain. */
export type $Read<Value> = { readonly $read: Value };

/** A property that only requests contain. */
export type $Write<Value> = { readonly $write: Value };

/** A body that is neither JSON nor text. */
export type Bytes = Uint8Array | Blob | ReadableStream<Uint8Array>;

/** A value of a response: without what only requests contain. */
export type Readable<Value> =
  Value extends $Write<unknown>
    ? never
    : Value extends $Read<infer Marked>
      ? Readable<Marked>
      : Value extends Bytes
        ? Value
        : Value extends readonly unknown[]
          ? { [Index in keyof Value]: Readable<Value[Index]> }
          : Value extends object
            ? {
                [Name in keyof Value as NonNullable<Value[Name]> extends $Write<unknown> ? never : Name]: Readable<
                  Value[Name]
                >;
              }
            : Value;

/** A value of a request: without what only responses contain. */
export type Writable<Value> =
  Value extends $Read<unknown>
    ? never
    : Value extends $Write<infer Marked>
      ? Writable<Marked>
      : Value extends Bytes
        ? Value
        : Value extends readonly unknown[]
          ? { [Index in keyof Value]: Writable<Value[Index]> }
          : Value extends object
            ? {
                [Name in keyof Value as NonNullable<Value[Name]> extends $Read<unknown> ? never : Name]: Writable<
                  Value[Name]
                >;
              } & { [Name in keyof Value as NonNullable<Value[Name]> extends $Read<unknown> ? Name : never]?: never }
            : Value;
