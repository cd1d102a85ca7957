import { randomInt, randomUUID } from 'node:crypto';
import type { FindSchema } from '../../document/references.ts';
import { createFirst, type Flat, flatten, typesOf } from '../../values/flat.ts';
import { makeText, textFits } from '../../values/texts.ts';
import type { Collection } from './collections.ts';

/** So many ids are tried until one is free. */
const TRIES = 200;
/** Ids of a pattern are made with any of so many seeds. */
const SEEDS = 2 ** 31;

/**
 * An id that a collection does not have yet, of the form that the schemas of the id and of the path parameter ask for.
 *
 * @returns undefined where none is found
 */
export function makeId(
  { idName, schema, parameterSchema }: Pick<Collection, 'idName' | 'schema' | 'parameterSchema'>,
  find: FindSchema,
  isTaken: (id: string) => boolean,
  largest: number,
): string | number | undefined {
  const flat = (part: unknown): Flat => flatten(part, find, createFirst(find));
  const property = idName === undefined ? undefined : flat(schema).properties?.[idName];
  const both = flat({ allOf: [property, parameterSchema].filter((one) => one !== undefined) });
  const types = typesOf(both);
  if (types.includes('integer') || types.includes('number')) return numberId(both, isTaken, largest);
  if (Array.isArray(both.enum)) return undefined;
  for (const id of idCandidates(both)) if (textFits(both, id) && !isTaken(id)) return id;
  return undefined;
}

function numberId(flat: Flat, isTaken: (id: string) => boolean, largest: number): number | undefined {
  const least = Math.max(1, Number(flat.minimum ?? 1), Number(flat.exclusiveMinimum ?? 0) + 1);
  const step = Number(flat.multipleOf ?? 1);
  const most = Number(flat.maximum ?? Number.MAX_SAFE_INTEGER);
  for (let id = Math.ceil(Math.max(least, largest + 1) / step) * step; id <= most; id += step)
    if (!isTaken(String(id))) return id;
  for (let id = Math.ceil(least / step) * step; id <= most; id += step) if (!isTaken(String(id))) return id;
  return undefined;
}

/** Random texts, each of the schema's form where it can be. */
function* idCandidates(flat: Flat): Generator<string> {
  for (let tries = 0; tries < TRIES; tries++) {
    if (flat.format === 'uuid') yield randomUUID();
    else if ((flat.patterns ?? []).length > 0) {
      const text = makeText(flat, { seed: randomInt(SEEDS) });
      if (text !== undefined) yield varyText(text, flat);
    } else {
      const low = Number(flat.minLength ?? 0);
      const high = Number(flat.maxLength ?? Number.POSITIVE_INFINITY);
      yield randomText(Math.min(high, Math.max(low, 12)));
    }
  }
}

const CHARACTERS = '0123456789abcdefghjkmnpqrstvwxyz';

function randomText(length: number): string {
  return Array.from({ length }, () => CHARACTERS.charAt(randomInt(CHARACTERS.length))).join('');
}

/** The text with other letters and digits behind its first part, as far as its pattern allows them. */
function varyText(text: string, flat: Flat): string {
  const start = Math.max(text.search(/[_-][^_-]*$/) + 1, 0);
  let varied = text;
  for (let at = start; at < text.length && at < start + 40; at++) {
    const other = varied.slice(0, at) + randomText(1) + varied.slice(at + 1);
    if (textFits(flat, other)) varied = other;
  }
  return varied;
}
