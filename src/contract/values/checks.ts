import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { mapSubschemas } from '../document/keywords.ts';
import { type FindSchema, isObject } from '../document/references.ts';
import type { Flat } from './flat.ts';
import { compilePattern } from './patterns.ts';

type ValueCheck = (value: unknown) => boolean;

let compiler: Ajv2020 | undefined;

function compileCheck(schema: object): ValueCheck {
  compiler ??= createChecker();
  return compiler.compile(schema);
}

function createChecker(): Ajv2020 {
  const regExp = (pattern: string) => compilePattern(pattern) ?? /(?:)/;
  const ajv = new Ajv2020({
    ...{ strict: false, logger: false, validateSchema: false, ownProperties: true, multipleOfPrecision: 9 },
    code: { regExp: Object.assign(regExp, { code: '' }) },
  });
  formats.default(ajv);
  // In the dialect of OpenAPI 3.1 it is a member like any other that is not known (JSON Schema 2020-12 core §6.5).
  ajv.removeKeyword('id');
  return ajv;
}

/** By format. */
const formatChecks = new Map<string, ValueCheck>();

/** Whether a value is of a format. An unknown format allows any. */
export function meetsFormat(format: unknown, value: unknown): boolean {
  if (typeof format !== 'string') return true;
  const check = formatChecks.get(format) ?? compileCheck({ format });
  formatChecks.set(format, check);
  return check(value);
}

/** By document and text of the schema. */
const CHECKS = new WeakMap<FindSchema, Map<string, ValueCheck>>();

/**
 * Whether a schema of a document without schema resources allows a value; undefined where the schema is circular
 * without end (JSON Schema 2020-12 core §9.4.1).
 */
function allows(schema: unknown, value: unknown, find: FindSchema): boolean | undefined {
  if (!isObject(schema)) return schema === true;
  const known = CHECKS.get(find) ?? new Map<string, ValueCheck>();
  CHECKS.set(find, known);
  const text = JSON.stringify(schema);
  const check = known.get(text) ?? compileCheck(withDefinitions(schema, find));
  known.set(text, check);
  try {
    return check(value);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Keywords that validate nothing and that Ajv reads. */
const UNREAD = ['$id', '$anchor', '$dynamicAnchor', '$schema', 'nullable', 'discriminator'];

/** A self-contained schema: its references point into its definitions. */
function withDefinitions(schema: unknown, find: FindSchema): object {
  const definitions: Record<string, unknown> = {};
  const names = new Map<string, string>();
  const convert = (part: unknown): unknown => {
    if (!isObject(part)) return part;
    const converted = mapSubschemas(part, convert);
    for (const keyword of UNREAD) delete converted[keyword];
    if (typeof part.$ref === 'string') converted.$ref = refer(part.$ref);
    // JSON Schema 2020-12 validation §6.1.2 allows a list of no values; Ajv does not.
    return Array.isArray(part.enum) && part.enum.length === 0 ? { not: {} } : converted;
  };
  const refer = (reference: string): string => {
    const name = names.get(reference) ?? `schema${names.size}`;
    if (!names.has(reference)) {
      // Claimed before it is made: a schema may refer to itself.
      names.set(reference, name);
      definitions[name] = convert(find(reference) ?? true);
    }
    return `#/$defs/${name}`;
  };
  return { allOf: [convert(schema)], $defs: definitions };
}

/**
 * Whether a value meets the keywords of a schema that cannot be met by construction: `not` and `contains`. The
 * validator of the value decides the rest.
 */
export function meetsRest(flat: Flat, value: unknown, find: FindSchema): boolean {
  if ('not' in flat && allows(flat.not, value, find) === true) return false;
  if (!Array.isArray(value) || flat.containing === undefined) return true;
  return flat.containing.every(({ schema, least, most }) => {
    const count = findAllowed(schema, value, find).length;
    return count >= least && count <= most;
  });
}

/** Positions of the items of a list that a schema allows. */
export function findAllowed(schema: unknown, items: unknown[], find: FindSchema): number[] {
  return items.flatMap((item, index) => (allows(schema, item, find) === false ? [] : [index]));
}
