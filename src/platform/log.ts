import { type Logger, pino } from 'pino';

/** Where lines of the log go. */
export type LogStream = { write(line: string): void };

/**
 * The log: one JSON object a line. What goes into it is chosen line by line; no request or response object is ever
 * handed to it, so that neither `Authorization` nor a body can get there.
 */
export function createLog(level: string, stream: LogStream = pino.destination({ fd: 1, sync: true })): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, stream);
}
