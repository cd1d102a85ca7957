import { isObject, toPointer } from '../../document/references.ts';
import { valueOfJson } from '../json.ts';
import type { Received } from '../types.ts';
import type { ValueSource } from './findings-file.ts';
import type { RecordedExchange } from './scope.ts';

/** Shorter texts can stand in a response by chance, unless they are named as an id. */
const SHORTEST_CHANCE = 8;
/** Values of a response that are searched. */
const MOST_SEARCHED = 20_000;

/**
 * The earliest response that has a value, and where.
 *
 * @param name of the path parameter that has the value; empty if it has none
 */
export function findValue(earlier: RecordedExchange[], value: string, name: string): ValueSource | undefined {
  for (const [index, { response }] of earlier.entries()) {
    if (response === undefined || response.status >= 400) continue;
    const pointer = pointerTo(response, value, name);
    if (pointer !== undefined) return { response: index, pointer };
    if (locationId(response) === value) return { response: index, header: 'location' };
  }
  return undefined;
}

/** The earliest response with this entity tag. */
export function findTag(earlier: RecordedExchange[], tag: string): ValueSource | undefined {
  const index = earlier.findIndex(({ response }) => response?.headers.etag === tag);
  return index < 0 ? undefined : { response: index, header: 'etag' };
}

/** The texts that servers made and that a body can repeat, each with its source. */
export function madeTexts(earlier: RecordedExchange[]): Map<string, ValueSource> {
  const found = new Map<string, ValueSource>();
  for (const [index, { response, request }] of earlier.entries()) {
    if (response === undefined || response.status >= 400) continue;
    visit(response.value, (value, tokens) => {
      if (typeof value !== 'string' || found.has(value) || !isChance(value)) return;
      if (request.body?.includes(value) === true || request.url.includes(value)) return;
      found.set(value, { response: index, pointer: toPointer(tokens) });
    });
  }
  return found;
}

/** Whether a text is long enough to be known again, and no word. */
function isChance(text: string): boolean {
  return text.length >= SHORTEST_CHANCE && /\d/.test(text);
}

function pointerTo({ value }: Received, wanted: string, name: string): string | undefined {
  const found: string[][] = [];
  visit(value, (one, tokens) => {
    if ((typeof one === 'string' || typeof one === 'number') && String(one) === wanted) found.push(tokens);
  });
  const named = found.find((tokens) => isIdName(tokens.at(-1) ?? '', name));
  const tokens = named ?? (isChance(wanted) ? found[0] : undefined);
  return tokens === undefined ? undefined : toPointer(tokens);
}

function isIdName(token: string, name: string): boolean {
  return token === name || /(^|_)(id|uuid|guid|slug|key|code|number|name|no)$|(Id|ID|Uuid|Key)$/.test(token);
}

function visit(whole: unknown, see: (value: unknown, tokens: string[]) => void): void {
  let left = MOST_SEARCHED;
  const enter = (value: unknown, tokens: string[]): void => {
    if (left-- <= 0) return;
    see(value, tokens);
    if (Array.isArray(value)) for (const [index, item] of value.entries()) enter(item, [...tokens, String(index)]);
    else if (isObject(value)) for (const [name, member] of Object.entries(value)) enter(member, [...tokens, name]);
  };
  enter(whole, []);
}

/** The last segment of the `Location`. */
function locationId({ headers }: Pick<Received, 'headers'>): string | undefined {
  const last = headers.location?.split(/[?#]/)[0]?.split('/').filter(Boolean).at(-1);
  try {
    return last === undefined ? undefined : decodeURIComponent(last);
  } catch {
    return last;
  }
}

/** The value that a response has at a source; undefined if it has none. */
export function valueAtSource(
  source: { pointer: string } | { header: string },
  { headers, value, text }: Pick<Received, 'headers' | 'value' | 'text'>,
): string | undefined {
  if ('header' in source) {
    const header = headers[source.header];
    return source.header === 'location' ? locationId({ headers }) : typeof header === 'string' ? header : undefined;
  }
  let found: unknown = value ?? valueOfJson(text);
  for (const token of source.pointer.split('/').slice(1)) {
    const name = decodeURIComponent(token).replaceAll('~1', '/').replaceAll('~0', '~');
    found =
      typeof found === 'object' && found !== null && Object.hasOwn(found, name) ? Reflect.get(found, name) : undefined;
  }
  return typeof found === 'string' || typeof found === 'number' ? String(found) : undefined;
}
