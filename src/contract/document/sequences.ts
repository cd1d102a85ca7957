import type { SequenceFormat } from './compiled.ts';

/**
 * The format of a sequential media type of text: server-sent events, JSON lines, or JSON text sequences (OAS 3.2
 * §4.14.3.1, RFC 7464).
 */
export function sequenceFormat(mediaType: string): SequenceFormat | undefined {
  const essence = (mediaType.split(';')[0] ?? '').trim().toLowerCase();
  if (essence === 'text/event-stream') return 'events';
  if (/^application\/(x-)?(jsonl|ndjson|jsonlines)$/.test(essence)) return 'lines';
  return /^[^/]+\/(.+\+)?json-seq$/.test(essence) ? 'records' : undefined;
}

/** A value that is no event: a field has another type, or line breaks. */
export class UnwritableEvent extends TypeError {}

/** RFC 7464 §2.2. */
const RECORD_SEPARATOR = '\u001e';

/**
 * The text of one item.
 *
 * @param toJson of an item that is JSON
 * @throws {UnwritableEvent} if a field of an event cannot be written
 */
export function writeItem(format: SequenceFormat, item: unknown, toJson: (item: unknown) => string): string {
  if (format === 'events') return writeEvent(item);
  return `${format === 'records' ? RECORD_SEPARATOR : ''}${toJson(item)}\n`;
}

/** HTML standard, "Server-sent events": fields, in the order in which a reader needs them, and an empty line. */
function writeEvent(item: unknown): string {
  const { event, id, retry, data } = Object(item) as Record<string, unknown>;
  const lines: string[] = [];
  for (const [name, value] of Object.entries({ event, id, retry })) {
    if (value === undefined) continue;
    const text = String(value);
    if (/[\r\n\0]/.test(text)) throw new UnwritableEvent(`The field "${name}" of an event must be one line.`);
    lines.push(`${name}: ${text}`);
  }
  if (data !== undefined) {
    if (typeof data !== 'string') throw new UnwritableEvent('The field "data" of an event must be a string.');
    for (const line of data.split(/\r\n|\r|\n/)) lines.push(`data: ${line}`);
  }
  return `${lines.join('\n')}\n\n`;
}

/** Reads items from a text that comes in pieces. */
export type ItemReader = {
  /** The items that a piece completes. */
  read(text: string): unknown[];
  /** The item that the end of the text completes, in a list. */
  end(): unknown[];
};

/**
 * @param parse of the JSON text of an item
 * @throws Error of `parse`, in `read` and `end`
 */
export function createItemReader(format: SequenceFormat, parse: (text: string) => unknown = JSON.parse): ItemReader {
  if (format === 'events') return createEventReader();
  const isBlank = (text: string): boolean => text.trim() === '';
  const items = (texts: string[]): unknown[] => texts.filter((text) => !isBlank(text)).map(parse);
  const separate = createSeparator(format === 'records' ? RECORD_SEPARATOR : '\n');
  return { read: (text) => items(separate.read(text)), end: () => items(separate.end()) };
}

/** Parts of a text that comes in pieces. A part that is still open is kept in pieces, so that a long one costs no more. */
function createSeparator(separator: string): { read(text: string): string[]; end(): string[] } {
  let open: string[] = [];
  return {
    read: (text) => {
      const parts = text.split(separator);
      const last = parts.pop() ?? '';
      if (parts.length === 0) {
        open.push(last);
        return [];
      }
      parts[0] = open.join('') + (parts[0] ?? '');
      open = [last];
      return parts;
    },
    end: () => [open.join('')],
  };
}

/** An event as a reader of the HTML standard has it. `id` and `event` are there only if the event has them. */
type ReadEvent = { event?: string; id?: string; retry?: number; data?: string };

/** HTML standard, "Interpreting an event stream". An event without data, which readers ignore, may carry `id` or `retry`. */
function createEventReader(): ItemReader {
  const separate = createSeparator('\n');
  let event: ReadEvent = {};
  let data: string[] = [];
  let isStart = true;
  let endsWithReturn = false;
  const take = (line: string): unknown[] => {
    if (line !== '') {
      readField(line);
      return [];
    }
    const read = data.length === 0 ? event : { ...event, data: data.join('\n') };
    event = {};
    data = [];
    return Object.keys(read).length === 0 ? [] : [read];
  };
  const readField = (line: string): void => {
    const colon = line.indexOf(':');
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (name === 'data') data.push(value);
    else if (name === 'event') event.event = value;
    else if (name === 'id' && !value.includes('\0')) event.id = value;
    else if (name === 'retry' && /^\d+$/.test(value)) event.retry = Number(value);
  };
  return {
    read: (piece) => {
      if (piece === '') return [];
      let text = isStart ? piece.replace(/^\uFEFF/, '') : piece;
      // A line ends with CR LF, LF or CR. After a CR at the end of a piece, the LF may follow in the next piece.
      if (endsWithReturn && text.startsWith('\n')) text = text.slice(1);
      isStart = false;
      endsWithReturn = text.endsWith('\r');
      return separate.read(text.replaceAll(/\r\n?/g, '\n')).flatMap(take);
    },
    // An event that no empty line ends is incomplete.
    end: () => [],
  };
}
