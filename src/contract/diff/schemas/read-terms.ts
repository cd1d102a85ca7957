import { fullFormats } from 'ajv-formats/dist/formats.js';
import type { Schema } from '../../document/document.ts';
import { mapSubschemas } from '../../document/keywords.ts';
import { isObject } from '../../document/references.ts';
import {
  canonicalText,
  type ItemTerms,
  KINDS,
  type MemberTerms,
  type Term,
  type Terms,
  type ValueKind,
} from './terms.ts';
import { listEvaluated, type TermReading } from './unevaluated.ts';

/** Finds the schema of a reference, and the name under which equal schemas of both documents are one. */
export type FindDefinition = (reference: string) => { name: string; schema: unknown } | undefined;

/** Reads schemas of one document, as they are written for the validators, as terms. */
export type ReadTerm = (schema: unknown) => Term;

/** A part that terms do not express becomes an opaque leaf, so that nothing is proven about it. */
export function createReadTerm(terms: Terms, find: FindDefinition): ReadTerm {
  const known = new WeakMap<object, Term>();
  const targets = new Map<string, Term>();

  const refer = (reference: string): Term => {
    const found = find(reference);
    if (found === undefined) {
      const part = { key: reference, reason: `the reference ${reference} leads nowhere` };
      return terms.all(KINDS.map((kind) => terms.leaf({ on: 'opaque', kind, ...part, is: true })));
    }
    return terms.reference(found.name, () => {
      const target = targets.get(found.name) ?? read(found.schema);
      targets.set(found.name, target);
      return target;
    });
  };

  const read = (schema: unknown): Term => {
    if (schema === false) return terms.none;
    if (!isObject(schema)) return terms.any;
    const before = known.get(schema);
    if (before !== undefined) return before;
    const term = terms.all([
      ...readValueTerms(schema, terms),
      ...readNumbers(schema, terms),
      ...readTextTerms(schema, terms),
      ...readLists(schema, terms, read),
      ...readObjects(schema, terms, read),
      ...readComposition(schema, terms, read, refer),
      ...readUnevaluated(schema, { terms, read, refer, find }),
    ]);
    known.set(schema, term);
    return term;
  };
  return read;
}

function readValueTerms(schema: Schema, terms: Terms): Term[] {
  const { type, enum: values } = schema;
  const found: Term[] = [];
  // Unknown types fail the structural checks of a document.
  if (typeof type === 'string' || Array.isArray(type)) found.push(terms.kinds([type].flat() as ValueKind[]));
  if (Array.isArray(values)) found.push(terms.values(values));
  if ('const' in schema) found.push(terms.values([schema.const]));
  return found;
}

/** JSON Schema 2020-12 validation §6.2. */
function readNumbers(schema: Schema, terms: Terms): Term[] {
  const bound = (keyword: string, on: 'least' | 'most', isExclusive: boolean): Term[] =>
    typeof schema[keyword] === 'number' ? [terms.leaf({ on, bound: schema[keyword], isExclusive })] : [];
  const { multipleOf } = schema;
  return [
    ...bound('minimum', 'least', false),
    ...bound('exclusiveMinimum', 'least', true),
    ...bound('maximum', 'most', false),
    ...bound('exclusiveMaximum', 'most', true),
    ...(typeof multipleOf === 'number' && multipleOf > 0
      ? [terms.leaf({ on: 'multiple', of: multipleOf, is: true })]
      : []),
  ];
}

/** JSON Schema 2020-12 validation §6.3, §7. */
function readTextTerms({ minLength, maxLength, pattern, format }: Schema, terms: Terms): Term[] {
  return [
    ...(typeof minLength === 'number' && minLength > 0 ? [terms.leaf({ on: 'shortest', length: minLength })] : []),
    ...(typeof maxLength === 'number' ? [terms.leaf({ on: 'longest', length: maxLength })] : []),
    ...(typeof pattern === 'string' ? [terms.leaf({ on: 'pattern', pattern, is: true })] : []),
    ...(typeof format === 'string' ? readFormatTerms(format, terms) : []),
  ];
}

const INT32 = 2 ** 31;

/** A format as the validators check it: those of numbers are bounds, an unknown one says nothing. */
function readFormatTerms(format: string, terms: Terms): Term[] {
  switch (format) {
    case 'int32':
      return [
        terms.leaf({ on: 'integer', is: true }),
        terms.leaf({ on: 'least', bound: -INT32, isExclusive: false }),
        terms.leaf({ on: 'most', bound: INT32 - 1, isExclusive: false }),
      ];
    case 'int64':
      return [terms.leaf({ on: 'integer', is: true })];
    default:
      return isCheckedFormat(format) ? [terms.leaf({ on: 'format', format, is: true })] : [];
  }
}

/** Whether the validators look at texts of a format. */
export function isCheckedFormat(format: string): boolean {
  return Object.hasOwn(fullFormats, format) && !['float', 'double', 'password', 'binary'].includes(format);
}

/** JSON Schema 2020-12 core §10.3.1, validation §6.4. */
function readLists(schema: Schema, terms: Terms, read: ReadTerm): Term[] {
  const { minItems, maxItems, uniqueItems, contains, minContains = 1, maxContains } = schema;
  const items = readItemTerms(schema, terms, read);
  const isSaid = items.prefix.some((term) => term !== terms.any) || items.rest !== terms.any;
  const [least, most] = [Number(minContains), Number(maxContains ?? Number.POSITIVE_INFINITY)];
  return [
    ...(typeof minItems === 'number' && minItems > 0 ? [terms.leaf({ on: 'fewest', count: minItems })] : []),
    ...(typeof maxItems === 'number' ? [terms.leaf({ on: 'mostItems', count: maxItems })] : []),
    ...(uniqueItems === true ? [terms.leaf({ on: 'unique', is: true })] : []),
    ...(isSaid ? [terms.leaf({ on: 'items', items })] : []),
    ...(contains === undefined ? [] : readCount(read(contains), { least, most }, terms)),
  ];
}

/** The number of items of a term. For the term of all values, it is the length of the list. */
function readCount(term: Term, { least, most }: { least: number; most: number }, terms: Terms): Term[] {
  const isBounded = Number.isFinite(most);
  if (term === terms.any)
    return [
      ...(least > 0 ? [terms.leaf({ on: 'fewest', count: least })] : []),
      ...(isBounded ? [terms.leaf({ on: 'mostItems', count: most })] : []),
    ];
  return least <= 0 && !isBounded ? [] : [terms.leaf({ on: 'count', term, least, most })];
}

function readItemTerms({ prefixItems, items }: Schema, terms: Terms, read: ReadTerm): ItemTerms {
  const prefix = Array.isArray(prefixItems) ? prefixItems.map(read) : [];
  const rest = items === undefined ? terms.any : read(items);
  // ItemTerms at the end of those at the start that are like all others.
  while (prefix.length > 0 && prefix.at(-1) === rest) prefix.pop();
  return { prefix, rest };
}

/** JSON Schema 2020-12 core §10.3.2, validation §6.5. */
function readObjects(schema: Schema, terms: Terms, read: ReadTerm): Term[] {
  const { required, minProperties, maxProperties, propertyNames, dependentRequired, dependentSchemas } = schema;
  const members = readMembers(schema, terms, read);
  const has = (name: string): Term => terms.leaf({ on: 'has', name });
  const unless = (name: string, term: Term): Term =>
    terms.either([terms.not(terms.kinds(['object'])), terms.not(has(name)), term]);
  const names = propertyNames === undefined ? terms.any : read(propertyNames);
  return [
    ...(Array.isArray(required) ? required.map((name) => has(String(name))) : []),
    ...(typeof minProperties === 'number' && minProperties > 0
      ? [terms.leaf({ on: 'fewestMembers', count: minProperties })]
      : []),
    ...(typeof maxProperties === 'number' ? [terms.leaf({ on: 'mostMembers', count: maxProperties })] : []),
    ...(members === undefined ? [] : [terms.leaf({ on: 'members', members })]),
    ...(names === terms.any ? [] : [terms.leaf({ on: 'names', term: names })]),
    ...membersOfMap(dependentRequired).map(([name, list]) =>
      unless(name, terms.all((Array.isArray(list) ? list : []).map((other) => has(String(other))))),
    ),
    ...membersOfMap(dependentSchemas).map(([name, part]) => unless(name, read(part))),
  ];
}

/** The terms of members; undefined if the schema says nothing of them. */
function readMembers(schema: Schema, terms: Terms, read: ReadTerm): MemberTerms | undefined {
  const { additionalProperties } = schema;
  const properties = new Map(membersOfMap(schema.properties).map(([name, part]) => [name, read(part)]));
  const patterns = new Map(membersOfMap(schema.patternProperties).map(([pattern, part]) => [pattern, read(part)]));
  const others = additionalProperties === undefined ? terms.any : read(additionalProperties);
  if (others === terms.any) {
    // Without others it makes no difference whether a name is listed.
    for (const [name, term] of properties) if (term === terms.any) properties.delete(name);
    for (const [pattern, term] of patterns) if (term === terms.any) patterns.delete(pattern);
    if (properties.size + patterns.size === 0) return undefined;
  }
  return { properties, patterns, others };
}

/** JSON Schema 2020-12 core §10.2. */
function readComposition(schema: Schema, terms: Terms, read: ReadTerm, refer: (reference: string) => Term): Term[] {
  const { $ref, allOf, anyOf, oneOf, not, if: condition, then: consequence, else: alternative } = schema;
  const found: Term[] = [];
  if (typeof $ref === 'string') found.push(refer($ref));
  if (Array.isArray(allOf)) found.push(terms.all(allOf.map(read)));
  if (Array.isArray(anyOf)) found.push(terms.either(anyOf.map(read)));
  if (Array.isArray(oneOf)) found.push(terms.one(oneOf.map(read)));
  if (not !== undefined) found.push(terms.not(read(not)));
  if (condition !== undefined) {
    const met = read(condition);
    if (consequence !== undefined) found.push(terms.either([terms.not(met), read(consequence)]));
    if (alternative !== undefined) found.push(terms.either([met, read(alternative)]));
  }
  return found;
}

/** JSON Schema 2020-12 core §11: in each case, what was not evaluated meets the schema. */
function readUnevaluated(schema: Schema, reading: TermReading): Term[] {
  const { terms, read } = reading;
  const found: Term[] = [];
  const { unevaluatedProperties, unevaluatedItems, ...others } = schema;
  if (unevaluatedProperties !== undefined && unevaluatedProperties !== true) {
    const outside = read(unevaluatedProperties);
    const cases = listEvaluated(others, reading);
    if (cases === undefined) found.push(readOpaque(schema, 'unevaluatedProperties', reading));
    else
      found.push(
        terms.either(
          cases.map(({ guard, names, patterns, hasAllMembers }) => {
            if (hasAllMembers) return guard;
            const members: MemberTerms = {
              properties: new Map([...names].map((name) => [name, terms.any])),
              patterns: new Map([...patterns].map((pattern) => [pattern, terms.any])),
              others: outside,
            };
            return terms.all([guard, terms.leaf({ on: 'members', members })]);
          }),
        ),
      );
  }
  if (unevaluatedItems !== undefined && unevaluatedItems !== true) {
    const outside = read(unevaluatedItems);
    const cases = listEvaluated(others, reading);
    if (cases === undefined) found.push(readOpaque(schema, 'unevaluatedItems', reading));
    else
      found.push(
        terms.either(
          cases.map(({ guard, items, containing, hasAllItems }) => {
            if (hasAllItems) return guard;
            const prefix = Array.from({ length: items }, () => terms.any);
            const rest = terms.either([outside, ...containing]);
            return terms.all([guard, terms.leaf({ on: 'items', items: { prefix, rest } })]);
          }),
        ),
      );
  }
  return found;
}

function readOpaque(
  schema: Schema,
  keyword: 'unevaluatedProperties' | 'unevaluatedItems',
  { terms, find }: TermReading,
): Term {
  const key = canonicalText(withReferenceNames(schema, find));
  const reason = `"${keyword}" stands beside too many alternatives`;
  const kind = keyword === 'unevaluatedItems' ? 'array' : 'object';
  return terms.leaf({ on: 'opaque', kind, key: `${keyword} ${key}`, reason, is: true });
}

/** A schema in which each reference is the name of what it leads to. */
function withReferenceNames(schema: unknown, find: FindDefinition): unknown {
  if (!isObject(schema)) return schema;
  const named = mapSubschemas(schema, (part) => withReferenceNames(part, find));
  if (typeof schema.$ref === 'string') named.$ref = find(schema.$ref)?.name ?? schema.$ref;
  return named;
}

function membersOfMap(map: unknown): [string, unknown][] {
  return isObject(map) ? Object.entries(map) : [];
}
