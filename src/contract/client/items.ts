import type { SequenceFormat } from '../document/compiled.ts';
import { createItemReader } from '../document/sequences.ts';
import { ApiError, errorFromUnreadable } from './errors.ts';
import { wait } from './wait.ts';

/** Milliseconds before a stream of events is opened again, until the server names others. */
const RETRY_MS = 1000;
/** Servers that ask for a longer wait are asked earlier. */
const MOST_RETRY_MS = 60_000;
/** Attempts to open a stream again between two events. */
const MOST_ATTEMPTS = 5;

export type ItemsOptions = {
  format: SequenceFormat;
  signal?: AbortSignal | null | undefined;
  /** Sends the request again with `Last-Event-ID`. Absent where that could repeat an effect. */
  reopen?: ((lastEventId: string) => Promise<Response>) | undefined;
};

/**
 * The items of a response, as they arrive. When the connection of a stream of events breaks after an event with an id, the
 * request is sent again with `Last-Event-ID` (HTML standard, "Server-sent events"). A stream that ends is not opened again.
 *
 * @throws ApiError if the stream breaks and cannot be resumed, or an item is not valid JSON
 */
export async function* iterateItems(opened: Response, options: ItemsOptions): AsyncGenerator<unknown, void, undefined> {
  const { format, signal, reopen } = options;
  const position: StreamPosition = { lastEventId: undefined, retryMs: RETRY_MS, attempts: 0 };
  let response = opened;
  for (;;) {
    const broken = yield* readUntilBroken(response, format, position);
    if (broken === undefined) return;
    if (signal?.aborted) throw broken.cause;
    if (reopen === undefined || position.lastEventId === undefined) throw errorFromUnreadable(response, broken.cause);
    response = await resume(reopen, position, signal);
    if (response.status === 204) return;
  }
}

type StreamPosition = { lastEventId: string | undefined; retryMs: number; attempts: number };

/** Returns why the connection broke; undefined if the stream ended. */
async function* readUntilBroken(
  response: Response,
  format: SequenceFormat,
  position: StreamPosition,
): AsyncGenerator<unknown, { cause: unknown } | undefined, undefined> {
  const source = response.body?.getReader();
  if (source === undefined) return undefined;
  const decoder = new TextDecoder();
  const reader = createItemReader(format, (text) => parseItem(text, response));
  try {
    for (;;) {
      const chunk = await source.read().catch((cause: unknown) => ({ cause }));
      if ('cause' in chunk) return chunk;
      const text = decoder.decode(chunk.value, { stream: !chunk.done });
      for (const item of [reader.read(text), chunk.done ? reader.end() : []].flat()) {
        if (format === 'events') note(item as Partial<Record<string, unknown>>, position);
        // An event without data only moves the position.
        if (format !== 'events' || Object.hasOwn(item as object, 'data')) yield item;
      }
      if (chunk.done) return undefined;
    }
  } finally {
    // The caller may stop reading.
    await source.cancel().catch(() => undefined);
  }
}

function note({ id, retry }: Partial<Record<string, unknown>>, position: StreamPosition): void {
  position.attempts = 0;
  // An empty id resets the position.
  if (typeof id === 'string') position.lastEventId = id === '' ? undefined : id;
  if (typeof retry === 'number') position.retryMs = Math.min(retry, MOST_RETRY_MS);
}

function parseItem(text: string, response: Response): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw errorFromUnreadable(response, cause);
  }
}

async function resume(
  reopen: (lastEventId: string) => Promise<Response>,
  position: StreamPosition,
  signal: AbortSignal | null | undefined,
): Promise<Response> {
  for (;;) {
    position.attempts += 1;
    await wait(position.retryMs, signal);
    try {
      return await reopen(position.lastEventId as string);
    } catch (error) {
      const isUnreachable = error instanceof ApiError && error.status === 0;
      if (!isUnreachable || position.attempts >= MOST_ATTEMPTS) throw error;
    }
  }
}
