import type { Serialize } from '../document/compiled.ts';

/** Bytes of a response that are handed to the socket at once. */
const CHUNK_BYTES = 64 * 1024;

/** A JSON object that has one array property whose items are read while it is sent. */
export type StreamedBody = {
  /** Name of the array property. */
  name: string;
  /** The items, in arrays of any length. */
  pieces: AsyncIterable<unknown[]>;
  /** The object without the array property. */
  rest: Record<string, unknown>;
};

/**
 * Finds the property of a response body that is streamed. Returns undefined if there is none. Every response goes through
 * here, so nothing is allocated where the contract names the properties.
 *
 * @param arrays names of properties that can be arrays; undefined where any property may be one
 */
export function findStreamed(body: unknown, arrays: readonly string[] | undefined): StreamedBody | undefined {
  if (arrays?.length === 0 || typeof body !== 'object' || body === null || Array.isArray(body)) return undefined;
  for (const name of arrays ?? Object.keys(body)) {
    const value = (body as Record<string, unknown>)[name];
    if (typeof value === 'object' && value !== null && Symbol.asyncIterator in value) {
      const { [name]: _streamed, ...rest } = body as Record<string, unknown>;
      // The types of handlers allow only this iterable; another one fails in the serializer.
      return { name, pieces: value as AsyncIterable<unknown[]>, rest };
    }
  }
  return undefined;
}

/** Reads all items, for a response that is validated as a whole. */
export async function collect({ name, pieces, rest }: StreamedBody): Promise<Record<string, unknown>> {
  const items: unknown[] = [];
  for await (const piece of pieces) for (const item of piece) items.push(item);
  return { [name]: items, ...rest };
}

/**
 * Writes a body as a stream with backpressure: the next piece is read only when the client has taken the last one. The
 * array comes first. The first piece is read before the stream is returned, so that a failure until then is still an error
 * response.
 *
 * @param serialize of the whole body; as always, only properties that the contract declares leave
 * @returns a text if the contract does not declare the array property
 */
export async function openJsonStream(
  { name, pieces, rest }: StreamedBody,
  serialize: Serialize,
): Promise<ReadableStream<Uint8Array> | string> {
  const start = `{${JSON.stringify(name)}:[`;
  const tail = serialize(rest);
  if (!serialize({ [name]: [] }).startsWith(start)) return tail;
  const end = tail === '{}' ? ']}' : `],${tail.slice(1)}`;
  const iterator = pieces[Symbol.asyncIterator]();
  let before = start;

  // These functions return before the stream waits for the client, so nothing keeps the items of a piece meanwhile.
  const readText = async (): Promise<string | undefined> => {
    const { done, value } = await iterator.next();
    if (done) return undefined;
    const items = serialize({ [name]: value }).slice(start.length, -2);
    if (items === '') return '';
    const text = before + items;
    before = ',';
    return text;
  };
  const readChunks = async (): Promise<Uint8Array[]> => {
    for (;;) {
      const text = await readText();
      if (text === undefined) return [encoder.encode(before === start ? start + end : end), END];
      if (text !== '') return toChunks(text);
    }
  };
  return streamChunks(await readChunks(), readChunks, async () => iterator.return?.());
}

/**
 * A stream that handlers return as a web stream. Cancelling it releases the source.
 *
 * @param source a `Readable` of Node is one
 */
export function toWebStream(source: AsyncIterable<Uint8Array | string>): ReadableStream<Uint8Array> {
  if (source instanceof ReadableStream) return source;
  let iterator: AsyncIterator<Uint8Array | string> | undefined;
  return new ReadableStream(
    {
      async pull(controller) {
        iterator ??= source[Symbol.asyncIterator]();
        const { done, value } = await iterator.next();
        if (done) controller.close();
        else controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value);
      },
      cancel: () => discard(source, iterator),
    },
    { highWaterMark: 0 },
  );
}

/**
 * Writes items as they come, with backpressure: the next one is read only when the client has taken the last one. The head of
 * the response does not wait for the first item.
 *
 * @param write returns the text of an item. Its errors end the stream.
 */
export function openItemStream(
  source: AsyncIterable<unknown> | Iterable<unknown>,
  write: (item: unknown) => string,
): ReadableStream<Uint8Array> {
  let iterator: AsyncIterator<unknown> | Iterator<unknown> | undefined;
  const release = () => discard(source, iterator);
  return new ReadableStream(
    {
      async pull(controller) {
        iterator ??= Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
        const { done, value } = await iterator.next();
        if (done) return controller.close();
        try {
          controller.enqueue(encoder.encode(write(value)));
        } catch (error) {
          await release();
          throw error;
        }
      },
      cancel: release,
    },
    { highWaterMark: 0 },
  );
}

/** Whether a value is an iterable of items, and not one text. */
export function isIterable(body: unknown): body is AsyncIterable<unknown> | Iterable<unknown> {
  return typeof body === 'object' && body !== null && (Symbol.asyncIterator in body || Symbol.iterator in body);
}

/** Releases a stream that is not read further. A `Readable` of Node that nobody has read yet must be destroyed. */
export async function discard(
  source: AsyncIterable<unknown> | Iterable<unknown>,
  iterator?: AsyncIterator<unknown> | Iterator<unknown>,
): Promise<void> {
  const { destroy, cancel } = source as { destroy?: () => void; cancel?: () => Promise<void> };
  if (iterator !== undefined) await iterator.return?.();
  else if (cancel !== undefined) await cancel.call(source);
  destroy?.call(source);
}

/** Whether a value can be read as a stream. */
export function isStream(body: unknown): body is AsyncIterable<Uint8Array | string> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

const encoder = new TextEncoder();

/** Marks the end of the chunks. */
const END = new Uint8Array(0);

/**
 * @param first chunks of the stream
 * @param readMore reads the chunks after those; the last one of all is `END`
 * @param release called when the stream ends, fails or is cancelled
 */
function streamChunks(
  first: Uint8Array[],
  readMore: () => Promise<Uint8Array[]>,
  release: () => Promise<unknown>,
): ReadableStream<Uint8Array> {
  let chunks = first;
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          if (chunks.length === 0) chunks = await readMore();
        } catch (error) {
          await release();
          throw error;
        }
        const chunk = chunks.shift();
        if (chunk !== undefined && chunk !== END) return controller.enqueue(chunk);
        await release();
        controller.close();
      },
      async cancel() {
        chunks = [];
        await release();
      },
    },
    { highWaterMark: 0 },
  );
}

/** Copies, so that the memory of each chunk is free as soon as it has been sent. */
function toChunks(text: string): Uint8Array[] {
  const bytes = encoder.encode(text);
  if (bytes.length <= CHUNK_BYTES) return [bytes];
  const chunks: Uint8Array[] = [];
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES) chunks.push(bytes.slice(start, start + CHUNK_BYTES));
  return chunks;
}
