import { isBinary, isFileList } from '../document/binary.ts';
import type { OpenApiDocument, Schema } from '../document/document.ts';
import { appliedSchemas, createMarks } from '../document/marks.ts';
import { createFindSchema, fragmentTokens, isObject, toPointer } from '../document/references.ts';
import { createNames } from './module.ts';
import { ownTypes } from './shapes.ts';
import {
  arrayOf,
  atom,
  commentOf,
  grouped,
  intersection,
  literal,
  type Member,
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

/** What surrounds a schema in the same value. */
type Around = {
  /** Schemas of the properties that others declare, by name. */
  properties: Map<string, unknown[]>;
  /** The types that the others allow; undefined for any. */
  types: Set<string> | undefined;
  isMultipart: boolean;
  /** Schemas whose own type is being written here. A type cannot refer to itself in its own place. */
  open: ReadonlySet<unknown>;
};

const FILE = atom('File');
const ANY_OBJECT = atom('Record<string, unknown>');
const NO_PROPERTIES = atom('Record<string, never>');
const SCALARS: Record<string, TypeText> = {
  string: atom('string'),
  number: atom('number'),
  integer: atom('number'),
  boolean: atom('boolean'),
  null: atom('null'),
};

/**
 * Types of the values that the validators accept. Where TypeScript cannot say what a schema says, the type allows more: lengths,
 * patterns, `not`, `if`, and typed properties that are not declared beside declared ones. A schema that names properties
 * or items and no type stands for objects or arrays.
 *
 * @param document of OpenAPI 3.1, bundled
 */
export function createSchemaTypes(document: OpenApiDocument): SchemaTypes {
  const findSchema = createFindSchema(document);
  const { isMarked } = createMarks(findSchema);
  const claim = createNames(['paths', 'webhooks', 'components', 'operations', 'Bytes', 'Readable', 'Writable']);
  const components = new Map<unknown, string>(
    Object.entries(document.components?.schemas ?? {}).map(([name, schema]) => [schema, name]),
  );
  const aliases = new Map<unknown, { name: string; text: string }>();

  const typeOf = (schema: unknown, around: Around): TypeText => {
    if (schema === false) return NEVER;
    if (!isObject(schema)) return UNKNOWN;
    const core = gatherCore(schema);
    const open = new Set([...around.open, ...core.parts]);
    const inner: Around = { ...around, open, types: narrow(around.types, typesBehind(core)) };
    const references = core.references.map((reference) => refer(reference, inner));
    const beside = { ...inner, properties: mergeProperties(around.properties, core.properties, behind(core)) };
    const unions = core.unions.map((list) =>
      union(list.map((one) => intersection([typeOf(one, beside), tagOf(one, core)]))),
    );
    const others = [...references, ...unions].filter(({ text }) => text !== 'unknown');
    return intersection([ownType(core, beside, others), ...others]);
  };

  /**
   * The tag that a mapping gives an alternative whose own schema allows any text for it (OAS 3.1 §4.8.25), so that the tag
   * distinguishes alternatives.
   */
  const tagOf = (alternative: unknown, { parts }: Core): TypeText => {
    const reference = isObject(alternative) ? alternative.$ref : undefined;
    const discriminator = parts.map((part) => part.discriminator).find(isObject);
    const { propertyName, mapping } = discriminator ?? {};
    if (typeof reference !== 'string' || typeof propertyName !== 'string' || !isObject(mapping)) return UNKNOWN;
    const tags = Object.keys(mapping).filter((tag) => mappedTo(mapping[tag]) === findSchema(reference));
    const own = [...appliedSchemas(alternative, findSchema)].flatMap(({ properties }) =>
      isObject(properties) && Object.hasOwn(properties, propertyName) ? [properties[propertyName]] : [],
    );
    const isOpen = own.length > 0 && own.every((schema) => isObject(schema) && typeOf(schema, FREE).text === 'string');
    if (tags.length === 0 || !isOpen) return UNKNOWN;
    return objectOf([{ name: propertyName, type: union(tags.map(literal)), isOptional: false }]);
  };

  /** What a mapping leads to: a component by its name, or a reference. */
  const mappedTo = (target: unknown): unknown => {
    const schemas = document.components?.schemas ?? {};
    return Object.hasOwn(schemas, String(target)) ? schemas[String(target)] : findSchema(String(target));
  };

  /** The type of what a schema says itself, without references and alternatives. */
  const ownType = (core: Core, around: Around, others: TypeText[]): TypeText => {
    if (core.values !== undefined) return union(core.values.map(literal));
    const types = core.types ?? impliedTypes(core, around);
    const isScalar = types.every((type) => Object.hasOwn(SCALARS, type));
    // Where others say which text it is, "string" beside them adds nothing.
    if (isScalar && others.length > 0 && core.unions.length > 0) return UNKNOWN;
    return core.types === undefined && types.length === 0
      ? UNKNOWN
      : union(types.map((type) => typeOfKind(type, core, around, others.length > 0 && types.length === 1)));
  };

  const typeOfKind = (type: string, core: Core, around: Around, hasOthers: boolean): TypeText => {
    if (type === 'array') return arrayType(core, hasOthers);
    if (type !== 'object') return SCALARS[type] ?? UNKNOWN;
    return objectType(core, around, hasOthers);
  };

  const arrayType = ({ parts }: Core, hasOthers: boolean): TypeText => {
    const typeOfItem = (schemas: unknown[]) => typeOf(together(schemas), FREE);
    const items = parts.flatMap((part) => (part.items === undefined ? [] : [part.items]));
    const rest = items.includes(false) ? undefined : typeOfItem(items);
    const prefixes = parts.map(({ prefixItems }) => (Array.isArray(prefixItems) ? prefixItems : []));
    const length = longest(prefixes.map((prefix) => prefix.length));
    if (length === 0) return hasOthers && items.length === 0 ? UNKNOWN : arrayOf(rest ?? NEVER);
    const least = longest(parts.map(({ minItems }) => (typeof minItems === 'number' ? minItems : 0)));
    const members = Array.from({ length }, (_, index) => {
      const type = typeOfItem(prefixes.flatMap((prefix) => (index < prefix.length ? [prefix[index]] : items)));
      return index < least ? type.text : `${grouped(type)}?`;
    });
    return atom(`[${[...members, ...(rest === undefined ? [] : [`...${arrayOf(rest).text}`])].join(', ')}]`);
  };

  const objectType = (core: Core, around: Around, hasOthers: boolean): TypeText => {
    const known = around.properties;
    const isRequiredBehind = requiredBehind(core);
    const elsewhere = [...core.required].filter((name) => !core.properties.has(name) && !isRequiredBehind.has(name));
    const members = [
      ...[...core.properties].map(([name, schemas]) => toMember(name, schemas, core.required.has(name), around)),
      ...elsewhere.map((name) => toMember(name, known.get(name) ?? [], true, around)),
    ];
    const others = core.others.map((schema) => typeOf(schema, FREE));
    if (others.length > 0) return objectOf(members, indexOf(others, members, { known, around }));
    if (members.length > 0) return objectOf(members);
    if (core.isClosed) return NO_PROPERTIES;
    return hasOthers ? UNKNOWN : ANY_OBJECT;
  };

  /** What an index signature must allow: it holds for declared properties, too. */
  const indexOf = (
    others: TypeText[],
    members: Member[],
    { known, around }: { known: Around['properties']; around: Around },
  ): TypeText => {
    const declared = new Set(members.map(({ name }) => name));
    const more = [...known].filter(([name]) => !declared.has(name));
    const all = [...members, ...more.map(([name, schemas]) => toMember(name, schemas, false, around))];
    const hasOptional = all.some(({ isOptional }) => isOptional);
    return union([...others, ...all.map(({ type }) => type), ...(hasOptional ? [atom('undefined')] : [])]);
  };

  const toMember = (name: string, schemas: unknown[], isRequired: boolean, around: Around): Member => {
    const schema = together(schemas);
    const plain = (around.isMultipart ? fileType(schema) : undefined) ?? typeOf(schema, FREE);
    const reads = schemas.some((schema) => isMarked(schema, 'readOnly'));
    const writes = schemas.some((schema) => isMarked(schema, 'writeOnly'));
    const mark = reads === writes ? undefined : reads ? '$Read' : '$Write';
    const type = mark === undefined ? plain : atom(`${mark}<${plain.text}>`);
    return { name, type, isOptional: !isRequired, comment: commentOf(schemas[0]) };
  };

  /** The type of a file, or of a list of files, in a multipart form; undefined for other fields. */
  const fileType = (schema: unknown): TypeText | undefined => {
    if (isBinary(schema, findSchema)) return FILE;
    return isFileList(schema, findSchema) ? arrayOf(FILE) : undefined;
  };

  const refer = (reference: string, around: Around): TypeText => {
    const target = findSchema(reference);
    if (target === undefined) return UNKNOWN;
    // A type that leads back to itself in its own place says nothing that the others do not say.
    for (const part of appliedSchemas(target, findSchema)) if (around.open.has(part)) return UNKNOWN;
    // In a form its properties differ.
    if (around.isMultipart) return typeOf(target, around);
    const name = components.get(target);
    if (name !== undefined && !isOwnItem(target)) return atom(`components["schemas"][${JSON.stringify(name)}]`);
    return atom(aliasOf(reference, target).name);
  };

  /**
   * Whether a schema leads back to itself through items only. TypeScript resolves such a type if it has a name of its own, not
   * as the type of a property.
   */
  const isOwnItem = (root: unknown): boolean => {
    const seen = new Set<unknown>();
    const queue = [root];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      for (const part of appliedSchemas(next, findSchema)) {
        if (seen.has(part)) continue;
        seen.add(part);
        const items = [part.items, ...(Array.isArray(part.prefixItems) ? part.prefixItems : [])].filter(isObject);
        if (items.some((item) => appliedSchemas(item, findSchema).has(root as Schema))) return true;
        for (const item of items) queue.push(item);
      }
    }
    return false;
  };

  const aliasOf = (reference: string, target: unknown): { name: string; text: string } => {
    let alias = aliases.get(target);
    if (alias === undefined) {
      const tokens = fragmentTokens(reference.replace(/^[^#]*#?/, '#'));
      const wanted = tokens.filter((token) => !['components', 'schemas', 'properties'].includes(token)).join('_');
      alias = { name: claim(wanted === '' ? 'Schema' : wanted, reference), text: '' };
      aliases.set(target, alias);
      alias.text = `export type ${alias.name} = ${typeOf(target, FREE).text};\n`;
    }
    return alias;
  };

  /** Properties that the references of a schema declare. */
  const behind = ({ references }: Core): Map<string, unknown[]> => {
    const found = new Map<string, unknown[]>();
    for (const reference of references)
      for (const { properties } of appliedSchemas(findSchema(reference), findSchema))
        for (const [name, schema] of Object.entries(isObject(properties) ? properties : {})) push(found, name, schema);
    return found;
  };

  /** Names that the references of a schema require in any case. */
  const requiredBehind = (core: Core, seen = new Set<string>()): Set<string> => {
    const names = new Set<string>();
    for (const reference of core.references) {
      const target = findSchema(reference);
      if (seen.has(reference) || !isObject(target)) continue;
      seen.add(reference);
      const inner = gatherCore(target);
      for (const name of [...inner.required, ...requiredBehind(inner, seen)]) names.add(name);
    }
    return names;
  };

  /** The types that a schema and its references allow together; undefined for any. */
  const typesBehind = ({ types, references }: Core): Set<string> | undefined => {
    let allowed = types === undefined ? undefined : new Set(types);
    for (const reference of references) {
      const target = findSchema(reference);
      if (isObject(target)) allowed = narrow(allowed, toSet(ownTypes(target)));
    }
    return allowed;
  };

  return {
    typeOf: (schema, { isMultipart = false } = {}) => {
      const name = components.get(schema);
      if (name !== undefined && isOwnItem(schema))
        return atom(aliasOf(toPointer(['components', 'schemas', name]), schema).name);
      return typeOf(schema, { ...FREE, isMultipart });
    },
    declarations: () =>
      [...aliases.values()]
        .map(({ text }) => text)
        .toSorted()
        .join(''),
  };
}

const FREE: Around = { properties: new Map(), types: undefined, isMultipart: false, open: new Set() };

/** A schema with the branches of its `allOf` that are not references. */
type Core = {
  parts: Schema[];
  references: string[];
  /** Alternatives, of which one of each list applies. */
  unions: unknown[][];
  /** The types that it names; undefined for any. */
  types: string[] | undefined;
  /** The values that it names; undefined for any. */
  values: unknown[] | undefined;
  properties: Map<string, unknown[]>;
  required: Set<string>;
  /** Schemas of properties that are not declared. */
  others: unknown[];
  isClosed: boolean;
};

function gatherCore(root: Schema): Core {
  const core: Core = {
    ...{ parts: [], references: [], unions: [], types: undefined, values: undefined },
    ...{ properties: new Map(), required: new Set(), others: [], isClosed: false },
  };
  const visit = (schema: unknown): void => {
    if (schema === false) core.types = [];
    if (!isObject(schema) || core.parts.includes(schema)) return;
    core.parts.push(schema);
    for (const reference of [schema.$ref, schema.$dynamicRef])
      if (typeof reference === 'string') core.references.push(reference);
    for (const list of [schema.anyOf, schema.oneOf]) if (Array.isArray(list)) core.unions.push(list);
    restrict(core, schema);
    for (const [name, property] of Object.entries(isObject(schema.properties) ? schema.properties : {}))
      push(core.properties, name, property);
    for (const name of Array.isArray(schema.required) ? schema.required : []) core.required.add(String(name));
    const patterns = isObject(schema.patternProperties) ? Object.values(schema.patternProperties) : [];
    for (const other of [schema.additionalProperties, schema.unevaluatedProperties, ...patterns]) {
      if (other === false) core.isClosed = true;
      else if (other !== undefined) core.others.push(other);
    }
    for (const part of Array.isArray(schema.allOf) ? schema.allOf : []) visit(part);
  };
  visit(root);
  return core;
}

/** Narrows types and values to those that a further schema allows. */
function restrict(core: Core, schema: Schema): void {
  const types = schema.type === undefined ? undefined : ([schema.type].flat() as string[]);
  if (types !== undefined) core.types = [...(narrow(toSet(core.types), toSet(types)) ?? [])];
  const values = 'const' in schema ? [schema.const] : schema.enum;
  if (!Array.isArray(values)) return;
  const texts = new Set(core.values?.map((value) => JSON.stringify(value)));
  core.values = values.filter(
    (value) =>
      (core.values === undefined || texts.has(JSON.stringify(value))) && (types === undefined || fits(value, types)),
  );
}

function fits(value: unknown, types: string[]): boolean {
  if (value === null) return types.includes('null');
  if (Array.isArray(value)) return types.includes('array');
  if (typeof value === 'number')
    return types.includes('number') || (types.includes('integer') && Number.isInteger(value));
  return types.includes(typeof value);
}

/** Types that a schema without `type` stands for: objects or arrays, and whatever else others beside it allow. */
function impliedTypes(core: Core, { types }: Around): string[] {
  const isObjectLike = core.properties.size + core.required.size + core.others.length > 0 || core.isClosed;
  const isArrayLike = core.parts.some((part) => 'items' in part || 'prefixItems' in part);
  const own = [...(isObjectLike ? ['object'] : []), ...(isArrayLike ? ['array'] : [])];
  if (own.length === 0) return [];
  return [...new Set([...own.filter((type) => types === undefined || types.has(type)), ...(types ?? [])])];
}

function narrow(one: Set<string> | undefined, other: Set<string> | undefined): Set<string> | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  const isIn = (type: string, all: Set<string>): boolean => all.has(type) || (type === 'integer' && all.has('number'));
  return new Set([...[...one].filter((type) => isIn(type, other)), ...[...other].filter((type) => isIn(type, one))]);
}

function toSet(types: string[] | undefined): Set<string> | undefined {
  return types === undefined ? undefined : new Set(types);
}

function longest(lengths: number[]): number {
  return lengths.reduce((most, length) => Math.max(most, length), 0);
}

/** One schema that says what all of them say. */
function together(schemas: unknown[]): unknown {
  return schemas.length === 1 ? schemas[0] : schemas.length === 0 ? true : { allOf: schemas };
}

function mergeProperties(...maps: Map<string, unknown[]>[]): Map<string, unknown[]> {
  const merged = new Map<string, unknown[]>();
  for (const map of maps) for (const [name, schemas] of map) for (const schema of schemas) push(merged, name, schema);
  return merged;
}

function push(map: Map<string, unknown[]>, name: string, schema: unknown): void {
  const list = map.get(name);
  if (list === undefined) map.set(name, [schema]);
  else if (!list.includes(schema)) list.push(schema);
}
