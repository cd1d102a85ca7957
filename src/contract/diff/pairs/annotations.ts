import { fullFormats } from 'ajv-formats/dist/formats.js';
import { isObject } from '../../document/references.ts';
import { canonical } from '../canonical.ts';
import type { ChangeSubject, MessageDirection, Severity } from '../change.ts';
import type { DiffContext } from '../context.ts';
import { below, locate } from '../parts.ts';
import { shortJson, valuePlaceText } from '../schema-texts.ts';

export type AnnotatedPair = {
  subject: ChangeSubject;
  direction: MessageDirection;
  old: unknown;
  new: unknown;
  oldPointer: string;
  newPointer: string;
};

/** Keywords that validate nothing, and the kinds of their changes. */
const KINDS: Record<string, { kind: string; severity: Severity }> = {
  default: { kind: 'schema.default', severity: 'risky' },
  deprecated: { kind: 'schema.deprecated', severity: 'docs' },
  contentEncoding: { kind: 'schema.content', severity: 'risky' },
  contentMediaType: { kind: 'schema.content', severity: 'risky' },
  contentSchema: { kind: 'schema.content', severity: 'risky' },
  discriminator: { kind: 'schema.discriminator', severity: 'risky' },
  xml: { kind: 'schema.xml', severity: 'risky' },
  format: { kind: 'schema.format', severity: 'risky' },
};
const DESCRIBING = ['title', 'description', 'example', 'examples', 'externalDocs', '$comment'];

/** Keywords that hold one schema, a list of them, or schemas by name, each with its place in the value. */
const ONE: [keyword: string, place: string[]][] = [
  ['items', ['*']],
  ['additionalProperties', ['*']],
  ...['not', 'if', 'then', 'else'].map((keyword): [string, string[]] => [keyword, []]),
];
const LIST = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];

/** Compares the annotations of two schemas, and of the schemas in them that are at the same places. */
export function compareAnnotations(context: DiffContext, pair: AnnotatedPair): void {
  const open: (AnnotatedPair & { at: string[] })[] = [{ ...pair, at: pair.subject.at ?? [] }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const old = locate(context.old.document, next.old, next.oldPointer);
    const fresh = locate(context.new.document, next.new, next.newPointer);
    if (!isObject(old.value) || !isObject(fresh.value)) continue;
    const key = `${next.direction}\n${old.pointer}\n${fresh.pointer}`;
    if (context.seen.has(key)) continue;
    context.seen.add(key);
    const here = { ...next, old: old.value, new: fresh.value, oldPointer: old.pointer, newPointer: fresh.pointer };
    compareKeywords(context, here);
    for (const inner of innerPairs(here)) open.push(inner);
  }
}

type Here = AnnotatedPair & { old: Record<string, unknown>; new: Record<string, unknown>; at: string[] };

function compareKeywords(context: DiffContext, here: Here): void {
  const { old, new: fresh, at } = here;
  const where = at.length === 0 ? '' : `"${valuePlaceText(at)}": `;
  for (const keyword of new Set([...Object.keys(old), ...Object.keys(fresh)])) {
    const isText = DESCRIBING.includes(keyword) || keyword.startsWith('x-');
    const known = isText ? { kind: 'docs.schema', severity: 'docs' as const } : KINDS[keyword];
    if (known === undefined) continue;
    const [before, after] = [normal(keyword, old[keyword]), normal(keyword, fresh[keyword])];
    if (canonical(before) === canonical(after)) continue;
    context.report({
      ...known,
      direction: here.direction,
      subject: at.length === 0 ? here.subject : { ...here.subject, at },
      about: keyword,
      message: `${where}${describeChange(keyword, before, after)}.`,
      ...{ old: old[keyword], new: fresh[keyword] },
      pointers: {
        old: annotationPlace(here.oldPointer, keyword, before),
        new: annotationPlace(here.newPointer, keyword, after),
      },
      isShared: true,
    });
  }
}

/** The keyword, or the schema where it is absent. */
function annotationPlace(pointer: string, keyword: string, value: unknown): string {
  return value === undefined ? pointer : below(pointer, keyword);
}

function describeChange(keyword: string, before: unknown, after: unknown): string {
  if (keyword === 'deprecated') return after === true ? 'it is deprecated now' : 'it is not deprecated any more';
  if (DESCRIBING.includes(keyword) || keyword.startsWith('x-')) return `"${keyword}" changed`;
  if (before === undefined) return `"${keyword}" is new: ${shortJson(after)}`;
  if (after === undefined) return `"${keyword}" ${shortJson(before)} is removed`;
  return `"${keyword}" is ${shortJson(after)} instead of ${shortJson(before)}`;
}

/** A value without what means nothing: names of components, and formats that validation knows. */
function normal(keyword: string, value: unknown): unknown {
  if (keyword === 'deprecated') return value === true ? true : undefined;
  if (keyword === 'format') return Object.hasOwn(fullFormats, String(value)) ? undefined : value;
  if (keyword !== 'discriminator' || !isObject(value)) return value;
  const { propertyName, mapping } = value;
  return { propertyName, ...(isObject(mapping) ? { values: Object.keys(mapping).sort() } : {}) };
}

function innerPairs(here: Here): (AnnotatedPair & { at: string[] })[] {
  const { old, new: fresh, oldPointer, newPointer, at } = here;
  const found: (AnnotatedPair & { at: string[] })[] = [];
  const add = (one: unknown, other: unknown, way: string[], place: string[]): void => {
    const pointers = { oldPointer: below(oldPointer, ...way), newPointer: below(newPointer, ...way) };
    if (isObject(one) && isObject(other))
      found.push({ ...here, old: one, new: other, ...pointers, at: at.concat(place) });
  };
  for (const [keyword, place] of ONE) add(old[keyword], fresh[keyword], [keyword], place);
  for (const keyword of LIST) {
    const [before, after] = [old[keyword], fresh[keyword]];
    // In lists of other lengths nothing says which belong together.
    if (!Array.isArray(before) || !Array.isArray(after) || before.length !== after.length) continue;
    before.forEach((one, index) => {
      add(one, after[index], [keyword, String(index)], keyword === 'prefixItems' ? [String(index)] : []);
    });
  }
  for (const keyword of ['properties', 'patternProperties', 'dependentSchemas']) {
    const [before, after] = [old[keyword], fresh[keyword]];
    if (!isObject(before) || !isObject(after)) continue;
    for (const name of Object.keys(before))
      add(before[name], after[name], [keyword, name], keyword === 'dependentSchemas' ? [] : [name]);
  }
  return found;
}
