/** A property that only responses contain. */
export type $Read<Value> = { readonly $read: Value };

/** A property that only requests contain. */
export type $Write<Value> = { readonly $write: Value };

/** A body that is a sequence of items: an iterable of them in responses, a list in requests. */
export type Items<Item> = { readonly $items: Item };

/** A body that is neither JSON nor text. */
export type Bytes = Uint8Array | Blob | ReadableStream<Uint8Array>;

/** Whether a property is marked. One that can only be null or absent is not. */
type IsMarked<Value, Mark> = [NonNullable<Value>] extends [never]
  ? false
  : [NonNullable<Value>] extends [Mark]
    ? true
    : false;

/** A value of a response: without what only requests contain. */
export type Readable<Value> =
  Value extends $Write<unknown>
    ? never
    : Value extends $Read<infer Marked>
      ? Readable<Marked>
      : Value extends Bytes
        ? Value
        : Value extends readonly unknown[]
          ? ReadableList<Value>
          : Value extends object
            ? {
                [Name in keyof Value as IsMarked<Value[Name], $Write<unknown>> extends true ? never : Name]: Readable<
                  Value[Name]
                >;
              }
            : Value;

/** For an intersection of two lists, TypeScript would map the methods too. A type with a member "0" is a tuple. */
type ReadableList<Value extends readonly unknown[]> = '0' extends keyof Value
  ? { [Index in keyof Value]: Readable<Value[Index]> }
  : Readable<Value[number]>[];

/** A value of a request: without what only responses contain. */
export type Writable<Value> =
  Value extends $Read<unknown>
    ? never
    : Value extends $Write<infer Marked>
      ? Writable<Marked>
      : Value extends Bytes
        ? Value
        : Value extends readonly unknown[]
          ? WritableList<Value>
          : Value extends object
            ? keyof Rejected<Value> extends never
              ? Accepted<Value>
              : keyof Accepted<Value> extends never
                ? Rejected<Value>
                : Accepted<Value> & Rejected<Value>
            : Value;

type WritableList<Value extends readonly unknown[]> = '0' extends keyof Value
  ? { [Index in keyof Value]: Writable<Value[Index]> }
  : Writable<Value[number]>[];

type Accepted<Value> = {
  [Name in keyof Value as IsMarked<Value[Name], $Read<unknown>> extends true ? never : Name]: Writable<Value[Name]>;
};

type Rejected<Value> = {
  [Name in keyof Value as IsMarked<Value[Name], $Read<unknown>> extends true ? Name : never]?: never;
};
