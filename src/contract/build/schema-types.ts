import type { OpenApiDocument, Schema } from '../document/document.ts';
import { appliedSchemas, createMarks } from '../document/marks.ts';
import { createFindSchema, isObject } from '../document/references.ts';
import { objectType } from './object-types.ts';
import { createReferenceTypes } from './reference-types.ts';
import {
  type Core,
  fits,
  gatherCore,
  longest,
  mergeProperties,
  narrow,
  propertiesBehind,
  together,
  typesBehind,
} from './schema-core.ts';
import { type Around, FREE, type TypeContext } from './type-context.ts';
import {
  arrayOf,
  atom,
  grouped,
  intersection,
  literal,
  NEVER,
  objectOf,
  type TypeText,
  UNKNOWN,
  union,
} from './type-text.ts';

/** Writes the types of the schemas of a document. */
export type SchemaTypes = {
  /** The type of a schema's values. In a multipart form, binary properties are files. */
  typeOf(schema: unknown, options?: { isMultipart?: boolean }): TypeText;
  /** Declarations that the types refer to, of schemas that are referred to and are not components. */
  declarations(): string;
};

const SCALARS: Record<string, TypeText> = {
  string: atom('string'),
  number: atom('number'),
  integer: atom('number'),
  boolean: atom('boolean'),
  null: atom('null'),
};

/**
 * Types of the values that the validators accept. The type allows more if TypeScript cannot express a schema: lengths,
 * patterns, `not`, `if`, and typed properties that are not declared beside declared ones. A schema with properties or
 * items and no type is read as a schema of objects or arrays.
 *
 * @param document of OpenAPI 3.1, bundled
 */
export function createSchemaTypes(document: OpenApiDocument): SchemaTypes {
  const findSchema = createFindSchema(document);
  const context: TypeContext = {
    document,
    findSchema,
    marks: createMarks(findSchema),
    typeOf: (schema, around) => writeType(context, references.refer, schema, around),
  };
  const references = createReferenceTypes(context);
  return {
    typeOf: (schema, { isMultipart = false } = {}) =>
      references.declare(schema) ?? context.typeOf(schema, { ...FREE, isMultipart }),
    declarations: references.declarations,
  };
}

function writeType(
  context: TypeContext,
  refer: (reference: string, around: Around) => TypeText,
  schema: unknown,
  around: Around,
): TypeText {
  if (schema === false) return NEVER;
  if (!isObject(schema)) return UNKNOWN;
  const core = gatherCore(schema);
  const open = new Set([...around.open, ...core.parts]);
  const inner: Around = { ...around, open, types: narrow(around.types, typesBehind(context.findSchema, core)) };
  if (inner.types?.size === 0) return NEVER;
  const references = core.references.map((reference) => refer(reference, inner));
  const beside = {
    ...inner,
    properties: mergeProperties(around.properties, core.properties, propertiesBehind(context.findSchema, core)),
  };
  const unions = core.unions.map((list) =>
    union(list.map((one) => intersection([context.typeOf(one, beside), tagOf(context, one, core)]))),
  );
  const others = [...references, ...unions].filter(({ text }) => text !== 'unknown');
  return intersection([ownType(context, core, beside, others), ...others]);
}

/**
 * The tag that a mapping gives an alternative whose own schema allows any text for it (OAS 3.1 §4.8.25), so that the tag
 * distinguishes alternatives.
 */
function tagOf(context: TypeContext, alternative: unknown, { parts }: Core): TypeText {
  const { findSchema, typeOf } = context;
  const reference = isObject(alternative) ? alternative.$ref : undefined;
  const discriminator = parts.map((part) => part.discriminator).find(isObject);
  const { propertyName, mapping } = discriminator ?? {};
  if (typeof reference !== 'string' || typeof propertyName !== 'string' || !isObject(mapping)) return UNKNOWN;
  const tags = Object.keys(mapping).filter((tag) => mappedTo(context, mapping[tag]) === findSchema(reference));
  const own = [...appliedSchemas(alternative, findSchema)].flatMap(({ properties }) =>
    isObject(properties) && Object.hasOwn(properties, propertyName) ? [properties[propertyName]] : [],
  );
  const isOpen = own.length > 0 && own.every((schema) => isObject(schema) && typeOf(schema, FREE).text === 'string');
  if (tags.length === 0 || !isOpen) return UNKNOWN;
  return objectOf([{ name: propertyName, type: union(tags.map(literal)), isOptional: false }]);
}

/** The target of a mapping: a component by its name, or a reference. */
function mappedTo({ document, findSchema }: TypeContext, target: unknown): unknown {
  const schemas = document.components?.schemas ?? {};
  return Object.hasOwn(schemas, String(target)) ? schemas[String(target)] : findSchema(String(target));
}

/** The type of a schema's own keywords, without references and alternatives. */
function ownType(context: TypeContext, core: Core, around: Around, others: TypeText[]): TypeText {
  if (core.values !== undefined) return union(core.values.filter((value) => fits(value, around.types)).map(literal));
  const types = core.types ?? impliedTypes(core, around);
  const isScalar = types.every((type) => Object.hasOwn(SCALARS, type));
  // "string" adds nothing beside types that select certain strings.
  if (isScalar && others.length > 0 && core.unions.length > 0) return UNKNOWN;
  return core.types === undefined && types.length === 0
    ? UNKNOWN
    : union(
        types.map((type) =>
          typeOfKind(context, type, core, { around, hasOthers: others.length > 0 && types.length === 1 }),
        ),
      );
}

function typeOfKind(
  context: TypeContext,
  type: string,
  core: Core,
  { around, hasOthers }: { around: Around; hasOthers: boolean },
): TypeText {
  if (type === 'array') return arrayType(context, core, hasOthers);
  if (type !== 'object') return SCALARS[type] ?? UNKNOWN;
  return objectType(context, core, around, hasOthers);
}

function arrayType(context: TypeContext, { parts }: Core, hasOthers: boolean): TypeText {
  const typeOfItem = (schemas: unknown[]) => context.typeOf(together(schemas), FREE);
  const items = parts.flatMap((part) => (part.items === undefined ? [] : [part.items]));
  const rest = items.includes(false) ? undefined : typeOfItem(items);
  const prefixes = parts.map(({ prefixItems }) => (Array.isArray(prefixItems) ? prefixItems : []));
  const length = longest(prefixes.map((prefix) => prefix.length));
  if (length === 0) return hasOthers && items.length === 0 ? UNKNOWN : arrayOf(rest ?? NEVER);
  const least = longest(parts.map(({ minItems }) => (typeof minItems === 'number' ? minItems : 0)));
  const members = Array.from({ length }, (_, index) => {
    const type = typeOfItem(parts.flatMap((part) => itemAt(part, index)));
    return index < least ? type.text : `${grouped(type)}?`;
  });
  return atom(`[${[...members, ...(rest === undefined ? [] : [`...${arrayOf(rest).text}`])].join(', ')}]`);
}

/** The schema of the item at an index, as a list of one or none. */
function itemAt({ prefixItems, items }: Schema, index: number): unknown[] {
  if (Array.isArray(prefixItems) && index < prefixItems.length) return [prefixItems[index]];
  return items === undefined ? [] : [items];
}

/** Types that a schema without `type` stands for: objects or arrays, and whatever else others beside it allow. */
function impliedTypes(core: Core, { types }: Around): string[] {
  const isObjectLike = core.properties.size + core.required.size + core.others.length > 0 || core.isClosed;
  const isArrayLike = core.parts.some((part) => 'items' in part || 'prefixItems' in part);
  const own = [...(isObjectLike ? ['object'] : []), ...(isArrayLike ? ['array'] : [])];
  if (own.length === 0) return [];
  return [...new Set([...own.filter((type) => types === undefined || types.has(type)), ...(types ?? [])])];
}
