import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { toUnicodePattern } from '../../src/contract/build/patterns.ts';
import type { OpenApiDocument } from '../../src/contract/document/document.ts';
import { createMarks, type Direction, type Mark, markOf } from '../../src/contract/document/marks.ts';
import { createFindSchema, isObject, toPointer } from '../../src/contract/document/references.ts';
import { normalizeDocument } from '../../src/contract/document/resources.ts';
import { mapSchemas } from '../../src/contract/document/schemas.ts';

type Json = Record<string, unknown>;

/** Whether a value is accepted where it is read. */
export type Accepts = (value: unknown) => boolean;

/** A document as the judge reads it: plain JSON Schema 2020-12 in each direction, compiled by Ajv alone. */
export type Judged = { plain(direction: Direction): Json; accepts(direction: Direction, tokens: string[]): Accepts };

const regExp = Object.assign((pattern: string) => new RegExp(toUnicodePattern(pattern) ?? pattern, 'u'), {
  code: 'new RegExp',
});

export function judgeDocument(document: OpenApiDocument): Judged {
  const normal = normalizeDocument(document);
  const known = new Map<string, { plain: Json; ajv: Ajv2020 }>();
  const read = (direction: Direction): { plain: Json; ajv: Ajv2020 } => {
    const before = known.get(direction);
    if (before !== undefined) return before;
    const plain = inDirection(normal, direction);
    // Without `allErrors`, Ajv accepts an empty list beside "contains" and "prefixItems".
    const allErrors = /"contains":/.test(JSON.stringify(plain));
    const ajv = new Ajv2020({ strict: false, validateSchema: false, logger: false, allErrors, code: { regExp } });
    formats.default(ajv);
    ajv.addSchema(plain, 'document:');
    const made = { plain, ajv };
    known.set(direction, made);
    return made;
  };
  return {
    plain: (direction) => read(direction).plain,
    accepts: (direction, tokens) => {
      const validate = read(direction).ajv.compile({ $ref: `document:${toPointer(tokens)}` });
      return (value) => validate(value) === true;
    },
  };
}

/** Without the properties that have no place in a direction, which are not required there either. */
function inDirection(document: OpenApiDocument, direction: Direction): Json {
  const mark = markOf(direction);
  const marks = createMarks(createFindSchema(document));
  const convert = (schema: unknown, inherited: ReadonlySet<string>): unknown => {
    if (Array.isArray(schema)) return schema.map((one) => convert(one, inherited));
    if (!isObject(schema)) return schema;
    const names = new Set([...inherited, ...marks.markedNames(schema, mark)]);
    return convertMembers(schema, names, { convert, isMarked: marks.isMarked, mark });
  };
  return mapSchemas(document, (schema) => convert(schema, new Set())) as Json;
}

type Conversion = {
  convert: (schema: unknown, inherited: ReadonlySet<string>) => unknown;
  isMarked: (property: unknown, mark: Mark) => boolean;
  mark: Mark;
};

const NONE: ReadonlySet<string> = new Set();
const IN_PLACE = ['allOf', 'anyOf', 'oneOf', 'if', 'then', 'else', 'not'];
const INSIDE = `items prefixItems contains additionalProperties propertyNames unevaluatedItems
  unevaluatedProperties`.split(/\s+/);

function convertMembers(schema: Json, names: ReadonlySet<string>, { convert, isMarked, mark }: Conversion): Json {
  const result = withoutOldKeywords(schema);
  for (const keyword of IN_PLACE) if (keyword in result) result[keyword] = convert(result[keyword], names);
  for (const keyword of INSIDE) if (keyword in result) result[keyword] = convert(result[keyword], NONE);
  for (const keyword of ['patternProperties', 'dependentSchemas', '$defs'] as const) {
    const held = result[keyword];
    if (isObject(held)) {
      result[keyword] = mapMembers(held, (one) => convert(one, keyword === 'dependentSchemas' ? names : NONE));
    }
  }
  if (isObject(schema.properties)) {
    result.properties = mapMembers(schema.properties, (one) => (isMarked(one, mark) ? false : convert(one, NONE)));
  }
  if (Array.isArray(schema.required)) result.required = schema.required.filter((name) => !names.has(String(name)));
  if (isObject(schema.dependentRequired)) {
    result.dependentRequired = mapMembers(schema.dependentRequired, (list) =>
      Array.isArray(list) ? list.filter((name) => !names.has(String(name))) : list,
    );
  }
  return result;
}

/**
 * Keywords of older drafts that documents of 3.1 still have: Ajv reads `nullable`, which JSON Schema 2020-12 does not
 * have, and no bounds that are true.
 */
function withoutOldKeywords(schema: Json): Json {
  const { nullable: _, ...result } = schema;
  for (const [exclusive, bound] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    if (typeof result[exclusive] !== 'boolean') continue;
    const isOn = result[exclusive] === true && typeof result[bound] === 'number';
    delete result[exclusive];
    if (!isOn) continue;
    result[exclusive] = result[bound];
    delete result[bound];
  }
  return result;
}

function mapMembers(object: Json, change: (value: unknown) => unknown): Json {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));
}

/**
 * Whether a value is accepted where types are not written: some reading of its text is. What such a text cannot say at
 * all, such as null, is nobody's value.
 */
export function acceptsText(accepts: Accepts): (value: unknown) => boolean | undefined {
  return (value) => {
    const readings = readingsOf(value);
    return readings === undefined ? undefined : readings.some(accepts);
  };
}

function readingsOf(value: unknown): unknown[] | undefined {
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) {
    const lists: unknown[] | undefined = value.length === 0 ? undefined : readingsOfMembers(value, readingsOfText);
    return lists?.concat(value.join(','));
  }
  if (isObject(value)) {
    const names = Object.keys(value);
    if (names.length === 0) return undefined;
    const lists = readingsOfMembers(Object.values(value), readingsOfSent);
    const objects: unknown[] | undefined = lists?.map((list) =>
      Object.fromEntries(names.map((name, index) => [name, list[index]])),
    );
    // Some styles write a list or an object as one text, which a schema of texts accepts too.
    return objects?.concat(Object.entries(value).flat().join(','));
  }
  return readingsOfSent(String(value));
}

/** Each member by its own readings, and then all in the same way, which is enough for lists of one type. */
function readingsOfMembers(values: unknown[], read: (text: string) => unknown[]): unknown[][] | undefined {
  if (values.some((one) => one === null || (typeof one === 'object' && one !== null))) return undefined;
  const readings = values.map((one) => read(String(one)));
  let lists: unknown[][] = [[]];
  for (const own of readings) {
    if (lists.length * own.length > 64) {
      return [readings.map(([text]) => text), readings.map((all) => all.at(-1))];
    }
    lists = lists.flatMap((list) => own.map((one) => [...list, one]));
  }
  return lists;
}

/** A text that is sent once is also a list of one item. */
function readingsOfSent(text: string): unknown[] {
  const texts = readingsOfText(text);
  return texts.concat(texts.map((one) => [one]));
}

function readingsOfText(text: string): unknown[] {
  const readings: unknown[] = [text];
  if (/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text)) readings.push(Number(text));
  if (text === 'true' || text === 'false') readings.push(text === 'true');
  return readings;
}
