import { type Logger, pino } from 'pino';

/** Destination of the lines of the log. */
export type LogStream = { write(line: string): void };

/**
 * The log: one JSON object a line. Each line lists its members. Request and response objects are never passed, so
 * neither `Authorization` nor a body can appear.
 */
export function createLog(level: string, stream: LogStream = openStandardOutput()): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, stream);
}

/** Processes that share a pipe do not mix lines that are written with so many bytes at most: PIPE_BUF of Linux. */
const MOST_WRITTEN_AT_ONCE = 4096;
/** Bytes that are written before the event loop comes to it. A line that does not fit is written separately. */
const WRITTEN_AT_ONCE = MOST_WRITTEN_AT_ONCE / 2;

/**
 * The standard output, to which the lines of one turn of the event loop are written together. Under load these are the lines
 * of several requests, and a write costs more than a line.
 */
function openStandardOutput(): LogStream {
  const output = pino.destination({
    ...{ fd: 1, sync: true },
    ...{ minLength: WRITTEN_AT_ONCE, maxWrite: MOST_WRITTEN_AT_ONCE },
  });
  let isUsed = false;
  let waits = false;
  const flush = (): void => {
    waits = false;
    // Not flushSync, which waits until the lines are on the disk.
    output.flush();
  };
  return {
    write: (line) => {
      output.write(line);
      // A log that is silent adds no listener.
      if (!isUsed) process.once('exit', flush);
      isUsed = true;
      if (waits) return;
      waits = true;
      setImmediate(flush);
    },
  };
}

/** A key that a caller has put into the path by mistake. */
const API_KEY = /sk_[0-9A-Za-z]+/g;

/** A path for the log. One with a key or a worker's token, percent-encoded or not, is written decoded and without it. */
export function pathForLog(path: string, tokens: readonly string[]): string {
  if (!path.includes('%') && !path.includes('sk_') && tokens.every((token) => !path.includes(token))) return path;
  const decoded = path.replaceAll(/%([2-7][0-9A-Fa-f])/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
  const masked = tokens.reduce((text, token) => text.replaceAll(token, '…'), decoded.replace(API_KEY, 'sk_…'));
  return masked === decoded ? path : masked;
}
