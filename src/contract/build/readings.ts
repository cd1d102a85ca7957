import { isBinary, isFileList } from '../document/binary.ts';
import type {
  FieldDecoding,
  FormDecoding,
  ParameterDecoding,
  Shape,
  Style,
  TextDecoding,
} from '../document/compiled.ts';
import type { Parameter, Schema } from '../document/document.ts';
import { isJson, isText, isUrlEncoded, mayBeJson } from '../document/media-types.ts';
import { DEFAULT_STYLE, IGNORED_HEADERS } from '../document/parameter-defaults.ts';
import { type FindSchema, isObject } from '../document/references.ts';
import { ownTypes } from './shapes.ts';

/** Says of a parameter that its defaults are not filled in, because they violate its schema. */
export const NO_DEFAULT = 'x-no-default';

/** The parameters of an operation that are read from a request, with style and explode as OAS 3.1 §4.8.12 has them. */
export function toParameterDecodings(parameters: Parameter[], findSchema: FindSchema): ParameterDecoding[] {
  return parameters
    .filter((parameter) => parameter.in !== 'header' || !IGNORED_HEADERS.has(parameter.name.toLowerCase()))
    .map((parameter) => {
      const { in: place, content } = parameter;
      const [mediaType] = Object.keys(content ?? {});
      const schema = parameter.schema ?? content?.[mediaType ?? '']?.schema ?? {};
      const style = (parameter.style ?? DEFAULT_STYLE[place]) as Style;
      const value = collectKeywords(schema, findSchema);
      const isFilled = !(NO_DEFAULT in parameter);
      return {
        name: place === 'header' ? parameter.name.toLowerCase() : parameter.name,
        in: place,
        style,
        explode: parameter.explode ?? (style === 'form' || style === 'cookie'),
        ...(parameter.allowEmptyValue === true ? { allowEmptyValue: true as const } : {}),
        ...(mediaType === undefined ? {} : { mediaType }),
        ...toReading(value, findSchema),
        // One that must be sent is never filled in (OAS 3.1 §4.8.12.2).
        ...(value.default === undefined || parameter.required === true || !isFilled ? {} : { default: value.default }),
        ...(isFilled ? memberDefaults(value, findSchema) : {}),
        ...(place === 'querystring' ? querystringDecoding(parameter, findSchema) : {}),
      };
    });
}

/** OAS 3.2 §4.12.1. */
function querystringDecoding(
  { required, content = {} }: Parameter,
  findSchema: FindSchema,
): Pick<ParameterDecoding, 'form' | 'isRequired'> {
  const [[mediaType, { schema, encoding = {} }] = ['', {}]] = Object.entries(content);
  return {
    ...(isUrlEncoded(mediaType) ? { form: readForm(schema ?? {}, encoding, findSchema) } : {}),
    ...(required === true ? { isRequired: true as const } : {}),
  };
}

/** Whether a text of a media type other than JSON can be a value of a schema. Numbers and booleans are read from texts only. */
export function canBeText(mediaType: string, { shape, types }: TextDecoding): boolean {
  if (types.includes('string')) return true;
  return shape === 'primitive' && (types.length === 0 || isText(mediaType));
}

/** How texts become a value of a schema. */
export function readText(schema: unknown, findSchema: FindSchema): TextDecoding {
  return toReading(collectKeywords(schema, findSchema), findSchema);
}

/**
 * How a form becomes an object: each property has the style of its encoding, by default `form` and exploded. Objects,
 * also in lists, are JSON (OAS 3.1 §4.8.15.1).
 */
export function readForm(
  schema: unknown,
  encoding: Record<string, { style?: string; explode?: boolean; contentType?: string }>,
  findSchema: FindSchema,
): FormDecoding {
  const { properties } = collectKeywords(schema, findSchema);
  return {
    properties: Object.fromEntries(
      [...properties].map(([name, schemas]) => {
        return [name, toField(schemas, encoding[name] ?? {}, findSchema)];
      }),
    ),
  };
}

function toField(
  schemas: unknown[],
  { style, explode, contentType }: { style?: string; explode?: boolean; contentType?: string },
  findSchema: FindSchema,
): FieldDecoding {
  const schema = { allOf: schemas };
  const decoding = readText(schema, findSchema);
  const contentTypes = contentType?.split(',').map((one) => one.trim().toLowerCase());
  const isObjectLike = decoding.shape === 'object' || (decoding.shape === 'array' && decoding.items.some(isNested));
  const isFile = isBinary(schema, findSchema) || isFileList(schema, findSchema);
  // The bytes of a file are not read, whatever they are.
  // A range is open to JSON, but only an object needs it: the text "5" stays a text.
  const isJsonType = isObjectLike ? mayBeJson : isJson;
  const asJson = !isFile && (contentTypes?.some(isJsonType) ?? (isObjectLike && style === undefined));
  const written = (style ?? 'form') as Style;
  // An object of another media type stays a text, of which the build warns.
  const isOpaque = contentTypes !== undefined && !asJson && style === undefined && decoding.shape === 'object';
  return {
    ...decoding,
    ...(isOpaque ? { shape: 'primitive' as const } : {}),
    style: written,
    explode: explode ?? written === 'form',
    ...(asJson ? { isJson: true as const } : {}),
    ...(isFile ? { isFile: true as const } : {}),
    ...(contentTypes === undefined ? {} : { contentTypes }),
  };
}

function isNested(type: string): boolean {
  return type === 'object' || type === 'array';
}

type MemberDefaults = Pick<ParameterDecoding, 'memberDefaults' | 'conditionalDefaults'>;

/** Defaults of the members of an object parameter. */
function memberDefaults({ properties, isDependent }: Collected, findSchema: FindSchema): MemberDefaults {
  const defaults = [...properties].flatMap(([name, schemas]) => {
    const { default: fallback } = collectKeywords({ allOf: schemas }, findSchema);
    return fallback === undefined ? [] : [[name, fallback]];
  });
  if (defaults.length === 0) return {};
  return { [isDependent ? 'conditionalDefaults' : 'memberDefaults']: Object.fromEntries(defaults) };
}

function toReading(value: Collected, findSchema: FindSchema): TextDecoding {
  return {
    shape: parameterShape(value),
    types: value.types,
    items: typesOfAll(value.items, findSchema),
    prefixItems: value.prefixItems.map((item) => typesOfAll([item], findSchema)),
    properties: Object.fromEntries(
      [...value.properties].map(([name, schemas]) => [name, typesOfAll(schemas, findSchema)]),
    ),
    ...(value.isClosed ? {} : { others: typesOfAll(value.others, findSchema) }),
  };
}

function parameterShape({ types, properties }: Collected): Shape {
  if (types.includes('array')) return 'array';
  if (types.includes('object') || (types.length === 0 && properties.size > 0)) return 'object';
  return 'primitive';
}

/** The keywords of a schema and of all schemas that it refers to or is composed of. */
type Collected = {
  types: string[];
  items: unknown[];
  prefixItems: unknown[];
  properties: Map<string, unknown[]>;
  others: unknown[];
  isClosed: boolean;
  /** Whether a member can be invalid because of other members, or of a part of the schema that does not declare it. */
  isDependent: boolean;
  default: unknown;
};

/** Keywords under which an object can be valid without a member and invalid with it. */
const DEPENDENT = [
  ...['not', 'anyOf', 'oneOf', 'if', 'dependentRequired', 'dependentSchemas', 'maxProperties', 'propertyNames'],
  ...['patternProperties', 'unevaluatedProperties'],
];

/** The keywords of a schema, its references and all of its alternatives. */
export function collectKeywords(root: unknown, findSchema: FindSchema): Collected {
  const found: Collected = {
    types: [],
    items: [],
    prefixItems: [],
    properties: new Map(),
    others: [],
    isClosed: false,
    isDependent: false,
    default: undefined,
  };
  const seen = new Set<unknown>();
  const closed: object[] = [];
  const visit = (schema: unknown): void => {
    if (!isObject(schema) || seen.has(schema)) return;
    seen.add(schema);
    found.default ??= schema.default;
    found.types.push(...declaredTypes(schema));
    if (schema.items !== undefined) found.items.push(schema.items);
    if (Array.isArray(schema.prefixItems)) found.prefixItems.push(...schema.prefixItems);
    for (const [name, property] of Object.entries(isObject(schema.properties) ? schema.properties : {})) {
      const known = found.properties.get(name);
      if (known === undefined) found.properties.set(name, [property]);
      else known.push(property);
    }
    for (const others of [schema.additionalProperties, schema.unevaluatedProperties]) {
      if (others === false) found.isClosed = true;
      else if (others !== undefined) found.others.push(others);
    }
    found.isDependent ||= DEPENDENT.some((keyword) => keyword in schema);
    if ((schema.additionalProperties ?? true) !== true)
      closed.push(isObject(schema.properties) ? schema.properties : {});
    if (typeof schema.$ref === 'string') visit(findSchema(schema.$ref));
    for (const part of [schema.allOf, schema.anyOf, schema.oneOf].flatMap((list) => list ?? [])) visit(part);
  };
  visit(root);
  // Properties that other parts of the schema declare are additional to a closed part.
  found.isDependent ||= closed.some((own) => [...found.properties.keys()].some((name) => !Object.hasOwn(own, name)));
  return { ...found, types: [...new Set(found.types)] };
}

function declaredTypes(schema: Schema): string[] {
  const types = ownTypes(schema);
  if (types !== undefined) return types;
  if ('items' in schema || 'prefixItems' in schema) return ['array'];
  return 'properties' in schema ? ['object'] : [];
}

function typesOfAll(schemas: unknown[], findSchema: FindSchema): string[] {
  return [...new Set(schemas.flatMap((schema) => collectKeywords(schema, findSchema).types))];
}
