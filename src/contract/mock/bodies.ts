import type { SequenceFormat, Validate } from '../document/compiled.ts';
import type { MediaType, Schema } from '../document/document.ts';
import type { FindSchema } from '../document/references.ts';
import { sequenceFormat, writeItem } from '../document/sequences.ts';
import type { Choose } from '../values/flat.ts';
import { CannotSample, sampleValue } from '../values/sample.ts';
import { withoutWriteOnly } from './variant.ts';
import { isXml, writeXml } from './xml.ts';

/** More alternatives than these are not tried. */
const ALTERNATIVES = 8;

/**
 * The bodies of one media type that can be returned, by the name of their example, the one that is returned unasked first: the
 * example or the named examples of the contract without what is write-only. Where it has none, a sample of the schema.
 */
export function bodiesOf(
  [mediaType, { schema, itemSchema, example, examples }]: [mediaType: string, declared: MediaType],
  find: FindSchema,
  validate: Validate | undefined,
): [name: string, body: unknown][] {
  const sequence = itemSchema === undefined ? undefined : sequenceFormat(mediaType);
  const readable = (value: unknown) => {
    if (sequence !== undefined) return typeof value === 'string' ? value : writeItems(sequence, value);
    const body = withoutWriteOnly(find, schema, value);
    return isXml(mediaType) && typeof body !== 'string' ? writeXml(body, schema, find) : body;
  };
  const named = Object.entries(examples ?? {})
    .filter(([, one]) => 'value' in one)
    .map(([name, { value }]): [string, unknown] => [name, readable(value)]);
  if (example !== undefined) return [['default', readable(example)], ...named];
  if (named.length > 0) return named;
  if (sequence !== undefined)
    return sampleBody(itemSchema ?? {}, find, validate).map((item) => ['default', readable([item])]);
  if (schema === undefined) return [];
  return sampleBody(schema, find, validate).map((body) => ['default', readable(body)]);
}

function writeItems(sequence: SequenceFormat, items: unknown): string {
  return [items]
    .flat()
    .map((item) => writeItem(sequence, item, JSON.stringify))
    .join('');
}

/** A body that the schema allows, in a list. Empty where none is found; one that is not quite allowed is better than none. */
function sampleBody(schema: Schema, find: FindSchema, validate: Validate | undefined): unknown[] {
  let first: unknown[] = [];
  for (const size of ['full', 'minimal'] as const) {
    for (let nth = 0; nth < ALTERNATIVES; nth++) {
      const choose: Choose = (branches) => nth % branches.length;
      try {
        const options = { size, seed: 1, direction: 'response', ...(nth === 0 ? {} : { choose }) } as const;
        const body = sampleValue(schema, find, options);
        if (validate === undefined || validate(body)) return [body];
        if (first.length === 0) first = [body];
      } catch (error) {
        if (!(error instanceof CannotSample)) throw error;
      }
    }
  }
  return first;
}
