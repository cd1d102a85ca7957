import type { CompiledResponseBody } from '../document/compiled.ts';
import { isObject } from '../document/references.ts';
import { createItemReader } from '../document/sequences.ts';
import { toViolations } from '../serve/violations.ts';
import type { ResponseViolation } from './conformance.ts';
import { valueOfJson } from './json.ts';
import type { Received } from './types.ts';

/** Validates each item of a sequence against its schema. */
export function itemViolations(
  { sequence = 'lines', validate, hasContents }: CompiledResponseBody,
  { text, cut }: Pick<Received, 'text' | 'cut'>,
  { status, cause, pointer }: { status: number; cause: string; pointer: string },
): ResponseViolation[] {
  const found = new Map<string, ResponseViolation>();
  const add = (what: string, message: string): void => {
    const key = `${cause} item ${what}`;
    if (!found.has(key)) found.set(key, { kind: 'body', message, pointer, cause: key });
  };
  const parse = (item: string): unknown => {
    const value = valueOfJson(item);
    if (value === undefined) add('no JSON', `an item of the ${status} response is not JSON`);
    return value;
  };
  const reader = createItemReader(sequence, parse);
  for (const item of [reader.read(text), reader.end()].flat()) {
    const checked = hasContents === true ? withContent(item) : item;
    if (item === undefined || validate === undefined || validate(checked)) continue;
    for (const { path, keyword, message } of toViolations(validate.errors, checked, 'body')) {
      const place = hasContents === true ? path.replace(/^data\.(text|json)/, 'data') : path;
      add(
        `${place} ${keyword}`,
        faultText(status, place, path === 'data.json' && keyword === 'required' ? 'must be JSON' : message),
      );
    }
  }
  if (sequence === 'events' && cut === undefined && !/(^|\r\n|\n|\r)(\r\n|\n|\r)$|^$/.test(text))
    add(
      'unfinished',
      `the ${status} response ends within an event, which readers ignore (HTML standard, "Server-sent events")`,
    );
  return [...found.values()];
}

function faultText(status: number, place: string, message: string): string {
  return `in an item of the ${status} response ${place === '' ? 'the item' : `"${place}"`} ${message}`;
}

/** An event whose data is its text and, if that is JSON, the value of it. */
function withContent(event: unknown): unknown {
  if (!isObject(event) || typeof event.data !== 'string') return event;
  const json = valueOfJson(event.data);
  return { ...event, data: { text: event.data, ...(json === undefined ? {} : { json }) } };
}
