import type { OpenApiDocument, Schema } from '../document/document.ts';
import { mapSubschemas } from '../document/keywords.ts';
import { appliesInPlace, createMarks, type Direction, type Marks, markOf } from '../document/marks.ts';
import { createFindSchema, isObject, lookUp } from '../document/references.ts';

const NONE: ReadonlySet<string> = new Set();

const COMPONENT = '#/components/schemas/';

/** Keywords that validate nothing: beside a `$ref` they can be left where they are (JSON Schema 2020-12 validation §9). */
const ANNOTATIONS = new Set(
  '$comment title description default deprecated readOnly writeOnly example examples externalDocs xml discriminator'.split(
    ' ',
  ),
);

/** Schemas of a document as they hold in one direction. */
export type Variants = {
  /** The schema that stands in for this one. References in it lead to `components`. */
  of: (schema: Schema) => Schema;
  /** What the schemas handed out so far refer to, by component name. */
  components: () => Record<string, Schema>;
};

/**
 * Makes schemas of one direction: in a response a write-only property is gone, in a request a read-only one is rejected
 * (OAS 3.1 §4.8.24.4 lets it be either). Besides, what Prism validates wrongly is written in words that it validates right: it lets
 * keywords beside a `$ref` replace those of the target, and it merges `allOf` in a way that forgets
 * `additionalProperties: false`.
 */
export function createVariants(document: OpenApiDocument, direction: Direction): Variants {
  const components: Record<string, Schema> = {};
  const unwanted = markOf(direction);
  const marks = createMarks(createFindSchema(document));

  /** @param outside names that schemas around this one mark in the same value */
  const convert = (value: unknown, outside: ReadonlySet<string> = NONE): unknown => {
    if (!isObject(value)) return value;
    const marked = new Set([...outside, ...marks.markedNames(value, unwanted)]);
    const schema = mapSubschemas(withoutUnwanted(value, marked), (part, [keyword = '']) =>
      convert(part, appliesInPlace(keyword) ? marked : NONE),
    );
    if (direction === 'response') stripExamples(schema, value);
    const plain = typeof schema.$ref === 'string' ? separate(schema, refer(schema.$ref)) : schema;
    return direction === 'request' ? withoutAllOf(plain) : plain;
  };

  const withoutUnwanted = (schema: Schema, marked: ReadonlySet<string>): Schema => {
    const result: Schema = { ...schema };
    if (Array.isArray(schema.required)) result.required = schema.required.filter((name) => !marked.has(String(name)));
    if (!isObject(schema.properties)) return result;
    const properties: Schema = {};
    for (const [name, property] of Object.entries(schema.properties)) {
      if (!marks.isMarked(property, unwanted)) properties[name] = property;
      // The schema `false` rejects the property, which leaving it out does only in a closed object.
      else if (direction === 'request') properties[name] = false;
    }
    return { ...result, properties };
  };

  const stripExamples = (schema: Schema, original: Schema): void => {
    for (const keyword of ['example', 'default']) {
      if (keyword in schema) schema[keyword] = withoutWriteOnly(document, original, schema[keyword]);
    }
    if (!Array.isArray(schema.examples)) return;
    schema.examples = schema.examples.map((example) => withoutWriteOnly(document, original, example));
  };

  const refer = (reference: string): string => {
    if (!reference.startsWith(COMPONENT)) return reference;
    const name = `${reference.slice(COMPONENT.length)}.${direction}`;
    if (!Object.hasOwn(components, name)) {
      // Claimed before it is made: a schema may refer to itself.
      components[name] = {};
      components[name] = convert(lookUp(document, reference)) as Schema;
    }
    return COMPONENT + name;
  };

  return { of: (schema) => convert(schema) as Schema, components: () => components };
}

/**
 * The value without what its schema marks as write-only, at any depth.
 *
 * @param value an example, which is left as it is
 */
export function withoutWriteOnly(document: OpenApiDocument, schema: unknown, value: unknown): unknown {
  return withoutHidden({ document, isMarked: createMarks(createFindSchema(document)).isMarked }, schema, value);
}

type Hiding = { document: OpenApiDocument; isMarked: Marks['isMarked'] };

function withoutHidden(hiding: Hiding, schema: unknown, value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  const parts = subschemasOf(hiding.document, schema, new Set());
  if (Array.isArray(value)) {
    return value.map((item, index) => {
      const schemas = parts.flatMap(
        (part) => (Array.isArray(part.prefixItems) ? part.prefixItems[index] : undefined) ?? part.items ?? [],
      );
      return withoutHidden(hiding, { allOf: schemas }, item);
    });
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) => {
      const schemas = parts.flatMap(
        (part) => (isObject(part.properties) ? part.properties[name] : undefined) ?? part.additionalProperties ?? [],
      );
      if (schemas.some((one) => hiding.isMarked(one, 'writeOnly'))) return [];
      return [[name, withoutHidden(hiding, { allOf: schemas }, member)]];
    }),
  );
}

/** A schema and all that is applied to the same value through it: by reference or by composition. */
function subschemasOf(document: OpenApiDocument, schema: unknown, seen: Set<unknown>): Schema[] {
  if (!isObject(schema) || seen.has(schema)) return [];
  seen.add(schema);
  const target = typeof schema.$ref === 'string' ? [lookUp(document, schema.$ref)] : [];
  const branches = ['allOf', 'anyOf', 'oneOf', 'then', 'else'].flatMap((keyword) => schema[keyword] ?? []);
  return [schema, ...[...target, ...branches].flatMap((part) => subschemasOf(document, part, seen))];
}

/** Keywords that validate and stand beside a `$ref` apply together with those of its target (JSON Schema core §8.2.3.1). */
function separate({ $ref, ...beside }: Schema, target: string): Schema {
  const validating = Object.entries(beside).filter(
    ([keyword]) => !ANNOTATIONS.has(keyword) && !keyword.startsWith('x-'),
  );
  if (validating.length === 0) return { ...beside, $ref: target };
  const annotations = Object.entries(beside).filter(
    ([keyword]) => ANNOTATIONS.has(keyword) || keyword.startsWith('x-'),
  );
  const { unevaluatedProperties, unevaluatedItems, ...applied } = Object.fromEntries(validating);
  // These two look at what the others have left over, so they stay outside (JSON Schema core §11).
  const outside = Object.entries({ unevaluatedProperties, unevaluatedItems }).filter(
    ([, value]) => value !== undefined,
  );
  return { ...Object.fromEntries([...annotations, ...outside]), allOf: [{ $ref: target }, applied] };
}

/** The same schema without `allOf`: one branch of `anyOf` and one of `oneOf` hold together, and Prism merges neither. */
function withoutAllOf(schema: Schema): Schema {
  if (!Array.isArray(schema.allOf)) return schema;
  const { allOf, anyOf, oneOf, ...rest } = schema;
  const parts: unknown[] = [...schema.allOf];
  if (anyOf !== undefined) parts.push({ anyOf });
  if (oneOf !== undefined) parts.push({ oneOf });
  const [first, ...others] = parts;
  if (first === undefined) return rest;
  if (others.length === 0) return { ...rest, anyOf: [first] };
  return { ...rest, anyOf: [first], oneOf: [withoutAllOf({ allOf: others })] };
}
