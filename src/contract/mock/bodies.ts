import { readForm } from '../build/readings.ts';
import type { SequenceFormat, Validate } from '../document/compiled.ts';
import type { MediaType, Schema } from '../document/document.ts';
import { essenceOf, isJson, isXml } from '../document/media-types.ts';
import { type FindSchema, isObject } from '../document/references.ts';
import { sequenceFormat, writeItem } from '../document/sequences.ts';
import { sampleAlternatives } from '../values/alternatives.ts';
import { CannotSample } from '../values/cannot-sample.ts';
import { sampleFile } from '../values/files.ts';
import { nearestValue } from '../values/nearest.ts';
import { partsOf, withFileTypes, writeParts } from '../values/parts.ts';
import { isXmlText, writeXml } from '../values/xml.ts';
import { withoutWriteOnly } from './variant.ts';

/** Bodies by the name of their example. One without a name was made of the schema. */
type NamedBodies = [name: string, body: unknown][];

/**
 * The bodies of one media type that can be returned, by the name of their example, the one that is returned unasked
 * first: the valid examples of the contract without write-only properties, else a sample of the schema, then invalid
 * examples.
 *
 * @param onInvalid called where no valid body is found, with the one that is returned instead
 */
export function sampleBodies(
  [mediaType, { schema, itemSchema, example, examples, encoding }]: [mediaType: string, declared: MediaType],
  find: FindSchema,
  validate: Validate | undefined,
  onInvalid: (sent: NamedBodies[number]) => void = () => undefined,
): NamedBodies {
  const sequence = itemSchema === undefined ? undefined : sequenceFormat(mediaType);
  const form = isParts(mediaType) ? readForm(schema ?? {}, encoding ?? {}, find) : undefined;
  const readable = (value: unknown) => {
    if (sequence !== undefined) return typeof value === 'string' ? value : writeItems(sequence, value);
    const body = withoutWriteOnly(find, schema, value);
    if (form !== undefined && isObject(body)) return toContent(writeParts(partsOf(body, form)));
    return isXml(mediaType) && typeof body !== 'string' ? writeXml(body, schema, find) : body;
  };
  /** A string of an example is the whole body; one that is made up is the text of an element. */
  const readableSample = (value: unknown) =>
    isXml(mediaType) && typeof value === 'string' && !isXmlText(value)
      ? writeXml(value, schema, find)
      : readable(value);
  const named = Object.entries(examples ?? {})
    .filter(([, one]) => 'value' in one)
    .map(([name, { value }]): [string, unknown] => [name, readable(value)]);
  const given: typeof named = example === undefined ? named : [['default', readable(example)], ...named];
  if (sequence !== undefined) {
    if (given.length > 0) return given;
    const item = sampleBody(itemSchema ?? {}, find, validate);
    if (!item.isValid) onInvalid(['', item.body]);
    return [['', readable([item.body])]];
  }
  const sampled = withFileTypes(schema ?? schemaOfAnything(mediaType), form) as Schema;
  const isValid = ([, body]: [string, unknown]): boolean => validate?.(body) ?? true;
  if (given.some(isValid)) return [...given.filter(isValid), ...given.filter((one) => !isValid(one))];
  const sample = sampleBody(sampled, find, validate);
  const made: typeof given = [['', readableSample(sample.body)]];
  if (sample.isValid) return [...made, ...given];
  // An example of the contract means something, valid or not.
  onInvalid(given[0] ?? ['', sample.body]);
  return [...given, ...made];
}

/** The schema for a media type without one, which allows any content: an object, else a string. */
function schemaOfAnything(mediaType: string): Schema {
  return { type: isJson(mediaType) || isXml(mediaType) || isParts(mediaType) ? 'object' : 'string' };
}

/** Whether a body has parts, whose names are those of properties (OAS 3.1 §4.8.14.4). */
function isParts(mediaType: string): boolean {
  return essenceOf(mediaType).startsWith('multipart/');
}

/** A text, or bytes where each character is one. */
function toContent({ text, encoding }: { text: string; encoding?: 'latin1' }): string | Uint8Array {
  return encoding === undefined ? text : new Uint8Array(Buffer.from(text, encoding));
}

/** The body as a file of the media type where it is a text that was made up and such a file is at hand. */
export function asFile(mediaType: string, [name, body]: [string, unknown]): [string, unknown] {
  const file = name === '' && typeof body === 'string' ? sampleFile(mediaType) : undefined;
  return [name, file === undefined ? body : toContent({ text: file.bytes, encoding: 'latin1' })];
}

function writeItems(sequence: SequenceFormat, items: unknown): string {
  return [items]
    .flat()
    .map((item) => writeItem(sequence, item, JSON.stringify))
    .join('');
}

/**
 * A body that the schema allows; where none is found, one that is not quite allowed, because any is better than none.
 */
function sampleBody(
  schema: Schema,
  find: FindSchema,
  validate: Validate | undefined,
): { body: unknown; isValid: boolean } {
  let first: unknown[] = [];
  for (const size of ['full', 'minimal'] as const) {
    try {
      for (const body of sampleAlternatives(schema, find, { size, ...RETURNED })) {
        if (validate === undefined || validate(body)) return { body, isValid: true };
        if (first.length === 0) first = [body];
      }
    } catch (error) {
      if (!(error instanceof CannotSample)) throw error;
    }
  }
  const [body] = first.length > 0 ? first : [nearestValue(schema, find, { size: 'minimal', ...RETURNED })];
  return { body, isValid: false };
}

const RETURNED = { seed: 1, direction: 'response' } as const;
