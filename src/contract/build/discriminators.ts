import type { DocumentFault, OpenApiDocument, Schema } from '../document/document.ts';
import { mapSubschemas } from '../document/keywords.ts';
import { appliedSchemas, isNull } from '../document/marks.ts';
import { createFindSchema, type FindSchema, isObject, toPointer } from '../document/references.ts';
import { mapSchemas } from '../document/schemas.ts';

/**
 * How the alternative of a value is selected: by its schemas (OAS 3.1 §4.8.25), or with `enforce` by the tag that
 * `discriminator` names.
 */
export type DiscriminatorMode = 'schemas' | 'enforce';

/** The same document, once as validators and serializers read it, and once as types do. */
export type Enforced = { checked: OpenApiDocument; typed: OpenApiDocument };

/** The document as validators and as types read it. */
export function decideDiscriminators(
  document: OpenApiDocument,
  mode: DiscriminatorMode,
  warn: EnforceContext['warn'],
): Enforced {
  if (mode === 'enforce') return enforceDiscriminators(document, warn);
  const plain = withoutCircles(document);
  return { checked: plain, typed: plain };
}

type Component = { reference: string; schema: Schema };
/** A schema with the tags that stand for it. */
type Tagged = { tags: string[]; schema: unknown };
type EnforceContext = { components: Component[]; find: FindSchema; warn: (fault: DocumentFault) => void };

/**
 * A document in which the tag decides: a value has one of the tags, and fits the schema of its tag. A schema that is composed
 * of a parent with a discriminator takes the parent without its alternatives, which the child is one of.
 *
 * @param document of OpenAPI 3.1, bundled
 */
export function enforceDiscriminators(document: OpenApiDocument, warn: EnforceContext['warn']): Enforced {
  const components = Object.entries(document.components?.schemas ?? {}).flatMap(([name, schema]) =>
    isObject(schema) ? [{ reference: toPointer(['components', 'schemas', name]), schema }] : [],
  );
  const context = { components, find: createFindSchema(document), warn };
  return {
    checked: mapSchemas(document, (schema, tokens) => enforceIn(context, schema, tokens, toConditions)),
    typed: mapSchemas(document, (schema, tokens) =>
      enforceIn({ ...context, warn: () => undefined }, schema, tokens, toUnion),
    ),
  };
}

/** The document from which valid values are made, such as the bodies of the mock and the requests of verify. */
export function documentOfValues(document: OpenApiDocument, mode: DiscriminatorMode): OpenApiDocument {
  return mode === 'enforce' ? enforceDiscriminators(document, () => undefined).typed : document;
}

/**
 * The same document, in which a schema that is composed of a parent that lists it as an alternative takes the parent without
 * its alternatives: it is one of them. As it is written, the two lead to each other without end (JSON Schema core §9.4.1).
 */
export function withoutCircles(document: OpenApiDocument): OpenApiDocument {
  const find = createFindSchema(document);
  const schemas = document.components?.schemas ?? {};
  let isChanged = false;
  const changed = Object.entries(schemas).map(([name, schema]): [string, Schema] => {
    if (!isObject(schema) || !Array.isArray(schema.allOf)) return [name, schema];
    const allOf = schema.allOf.map((part: unknown) => {
      const parent = isObject(part) && typeof part.$ref === 'string' ? find(part.$ref) : undefined;
      if (!isObject(parent) || !(Array.isArray(parent.oneOf) || Array.isArray(parent.anyOf))) return part;
      if (!appliedSchemas(parent, find).has(schema)) return part;
      isChanged = true;
      const { discriminator: _, ...base } = withoutLists(parent);
      return base;
    });
    return [name, { ...schema, allOf }];
  });
  if (!isChanged) return document;
  return { ...document, components: { ...document.components, schemas: Object.fromEntries(changed) } };
}

/** Writes the schema of tagged alternatives. */
type Write = (alternatives: Tagged[], tag: Tag) => Schema;
type Tag = { name: string; fallback: unknown };

function enforceIn(context: EnforceContext, schema: unknown, tokens: string[], write: Write): unknown {
  if (!isObject(schema)) return schema;
  const inner = (part: unknown, more: string[]): unknown => enforceIn(context, part, [...tokens, ...more], write);
  const allOf = Array.isArray(schema.allOf)
    ? schema.allOf.map((part) => withoutAlternatives(context, part) ?? part)
    : undefined;
  const plain = allOf === undefined ? schema : { ...schema, allOf };
  const name = isObject(schema.discriminator) ? schema.discriminator.propertyName : undefined;
  if (typeof name !== 'string') return mapSubschemas(plain, inner);
  const alternatives = taggedAlternatives(context, schema, name);
  if (alternatives === undefined || alternatives.length === 0) {
    const message = `The discriminator "${name}" is not enforced. Refer to a schema in each alternative, or give each a const for "${name}".`;
    context.warn({ pointer: toPointer(tokens), message });
    return mapSubschemas(plain, inner);
  }
  const { defaultMapping } = schema.discriminator as { defaultMapping?: unknown };
  const fallback = typeof defaultMapping === 'string' ? mappingTarget(context, defaultMapping) : undefined;
  const chosen = write(
    alternatives.map((one) => ({ ...one, schema: enforceIn(context, one.schema, tokens, write) })),
    { name, fallback },
  );
  const isNullable = [schema.oneOf, schema.anyOf].some((list) => Array.isArray(list) && list.some(isNull));
  const { discriminator: _, ...base } = mapSubschemas(withoutLists(plain), inner);
  const whole = isNullable ? { anyOf: [{ type: 'null' }, chosen] } : chosen;
  return { ...base, allOf: [...((base.allOf ?? []) as unknown[]), whole] };
}

/** Each tag leads to its schema, so that violations are those of that schema. */
function toConditions(alternatives: Tagged[], { name, fallback }: Tag): Schema {
  const all = alternatives.flatMap(({ tags }) => tags);
  const having = (tags: string[]): Schema => ({ required: [name], properties: { [name]: { enum: tags } } });
  const when = (condition: Schema, schema: unknown): Schema =>
    Object.fromEntries([
      ['if', condition],
      ['then', schema],
    ]);
  const conditions = alternatives.map(({ tags, schema }) => when(having(tags), schema));
  if (fallback === undefined) return { type: 'object', ...having(all), allOf: conditions };
  return { type: 'object', allOf: [...conditions, when({ not: having(all) }, fallback)] };
}

/** Each alternative has its tags as a type. */
function toUnion(alternatives: Tagged[], { name, fallback }: Tag): Schema {
  const tagged = alternatives.map(({ tags, schema }) => ({
    allOf: [schema, { type: 'object', required: [name], properties: { [name]: { enum: tags } } }],
  }));
  return { anyOf: fallback === undefined ? tagged : [...tagged, fallback] };
}

/** The alternatives of a schema: those that it lists, or the components that are composed of it. */
function taggedAlternatives(context: EnforceContext, schema: Schema, name: string): Tagged[] | undefined {
  const { mapping } = schema.discriminator as { mapping?: unknown };
  const mapped = Object.entries(isObject(mapping) ? mapping : {}).map(([tag, target]) => ({
    tag,
    target: mappingTarget(context, String(target)),
  }));
  const listed = [schema.oneOf, schema.anyOf].find(Array.isArray);
  const list: unknown[] = listed?.filter((one) => !isNull(one)) ?? [
    ...mapped.map(({ target }) => target),
    ...childrenOf(context, schema).map(({ reference }) => ({ $ref: reference })),
  ];
  const found = new Map<unknown, Tagged>();
  for (const one of list) {
    const target = isObject(one) && typeof one.$ref === 'string' ? context.find(one.$ref) : undefined;
    const explicit = mapped.filter((entry) => target !== undefined && context.find(entry.target.$ref) === target);
    const tags = explicit.length > 0 ? explicit.map(({ tag }) => tag) : implicitTags(context, one, name);
    if (tags.length === 0) return undefined;
    found.set(target ?? one, { tags, schema: one });
  }
  return [...found.values()];
}

/** The tags of an alternative that no mapping names: those that it allows itself, or its name. */
function implicitTags({ find }: EnforceContext, alternative: unknown, name: string): string[] {
  for (const { properties } of appliedSchemas(alternative, find)) {
    const own = isObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
    const values = isObject(own) && ('const' in own ? [own.const] : own.enum);
    if (Array.isArray(values)) return values.filter((value) => typeof value === 'string');
  }
  const reference = isObject(alternative) ? alternative.$ref : undefined;
  return typeof reference === 'string' ? [decodeURIComponent(reference.slice(reference.lastIndexOf('/') + 1))] : [];
}

/** The target of a mapping: a component by its name, or a reference. */
function mappingTarget({ components }: EnforceContext, target: string): { $ref: string } {
  const pointer = toPointer(['components', 'schemas', target]);
  return { $ref: components.some(({ reference }) => reference === pointer) ? pointer : target };
}

/** Components that are composed of a schema, directly or through others. */
function childrenOf({ components, find }: EnforceContext, parent: Schema): Component[] {
  const isComposedOf = (schema: unknown, seen: Set<unknown>): boolean => {
    if (!isObject(schema) || seen.has(schema)) return false;
    seen.add(schema);
    const parts = Array.isArray(schema.allOf) ? schema.allOf : [];
    return parts.some((part) => {
      const target = isObject(part) && typeof part.$ref === 'string' ? find(part.$ref) : part;
      return target === parent || isComposedOf(target, seen);
    });
  };
  return components.filter(({ schema }) => schema !== parent && isComposedOf(schema, new Set()));
}

/** The schema that a reference to a parent with a discriminator adds to a child; undefined for other parts. */
function withoutAlternatives({ find }: EnforceContext, part: unknown): Schema | undefined {
  const target = isObject(part) && typeof part.$ref === 'string' ? find(part.$ref) : undefined;
  if (!isObject(target) || !isObject(target.discriminator)) return undefined;
  const { discriminator: _, ...base } = withoutLists(target);
  return base;
}

function withoutLists({ oneOf: _one, anyOf: _any, ...schema }: Schema): Schema {
  return schema;
}
