import { isOtherMultipart } from '../document/media-types.ts';
import { createItemReader, sequenceFormat } from '../document/sequences.ts';
import type { Received } from './types.ts';
import type { VerifiableOperation } from './verifiable-operation.ts';

/** A stream, which may never end, is read so far: milliseconds, items, and bytes. */
const STREAM_MS = 1000;
/** Steps of that time. However long this process stands still, only one of them passes, and data that has come is read. */
const STREAM_STEPS = 10;
const STREAM_ITEMS = 200;
const STREAM_BYTES = 1024 * 1024;

/** Counts the items and bytes of a stream. */
export type StreamLimit = {
  /** Calls back when its time is over. Returns how to stop that. */
  afterTime: (reached: (how: string) => void) => () => void;
  /** Takes note of the next bytes. Returns how far the stream was read if that is far enough. */
  take: (chunk: Buffer) => string | undefined;
};

/** The limit of a response, if its media type is that of streams (OAS 3.2 §4.14.3). */
export function createStreamLimit(mediaType: string): StreamLimit | undefined {
  const format = sequenceFormat(mediaType);
  if (format === undefined && !isOtherMultipart(mediaType)) return undefined;
  const reader = format === undefined ? undefined : createItemReader(format, (text) => text);
  const decoder = new TextDecoder();
  let items = 0;
  let bytes = 0;
  return {
    afterTime: (reached) => {
      let steps = 0;
      const timer = setInterval(() => {
        steps += 1;
        if (steps === STREAM_STEPS) reached(`for ${STREAM_MS / 1000} s`);
      }, STREAM_MS / STREAM_STEPS);
      return () => clearInterval(timer);
    },
    take: (chunk) => {
      bytes += chunk.length;
      items += reader?.read(decoder.decode(chunk, { stream: true })).length ?? 0;
      if (items >= STREAM_ITEMS) return `to ${STREAM_ITEMS} items`;
      return bytes >= STREAM_BYTES ? 'to 1 MiB' : undefined;
    },
  };
}

/** Streams that were not read to their end, for the report. */
export type OpenStreams = {
  note: (operation: VerifiableOperation, response: Received) => void;
  /** A sentence for each operation and media type. */
  list: () => string[];
};

export function createOpenStreams(): OpenStreams {
  const found = new Map<string, string>();
  return {
    note: ({ operationId }, { mediaType, cut }) => {
      if (cut === undefined) return;
      const sentence = `${operationId}: its ${mediaType} stream did not end, so it was read ${cut} and closed`;
      found.set(`${operationId} ${mediaType}`, sentence);
    },
    list: () => [...found.values()],
  };
}
