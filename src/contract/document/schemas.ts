import { isObject } from './references.ts';

type ObjectKind =
  | ('document' | 'components' | 'pathItem' | 'operation' | 'callback' | 'requestBody')
  | ('response' | 'parameter' | 'mediaType' | 'encoding');
/**
 * Content of a member of an object of the specification: one object of a kind, a list of them, or a map of them by
 * name.
 */
type Held = ObjectKind | 'schema' | { list: ObjectKind } | { map: ObjectKind | 'schema' };

/** OAS 3.2 §4.14.5: encodings by name or by position. */
const ENCODINGS: Record<string, Held> = {
  encoding: { map: 'encoding' },
  prefixEncoding: { list: 'encoding' },
  itemEncoding: 'encoding',
};

/** The objects of OAS 3.1 §4.8 and of OAS 3.2 §4 that lead to schemas, with the members that do. */
const KINDS: Record<ObjectKind, Record<string, Held>> = {
  document: { paths: { map: 'pathItem' }, webhooks: { map: 'pathItem' }, components: 'components' },
  components: {
    schemas: { map: 'schema' },
    responses: { map: 'response' },
    mediaTypes: { map: 'mediaType' },
    parameters: { map: 'parameter' },
    requestBodies: { map: 'requestBody' },
    headers: { map: 'parameter' },
    callbacks: { map: 'callback' },
    pathItems: { map: 'pathItem' },
  },
  pathItem: {
    ...{ parameters: { list: 'parameter' }, get: 'operation', put: 'operation', post: 'operation' },
    ...{ delete: 'operation', options: 'operation', head: 'operation', patch: 'operation', trace: 'operation' },
    ...{ query: 'operation', additionalOperations: { map: 'operation' } },
  },
  operation: {
    parameters: { list: 'parameter' },
    requestBody: 'requestBody',
    responses: { map: 'response' },
    callbacks: { map: 'callback' },
  },
  /** Path items by expression. */
  callback: {},
  requestBody: { content: { map: 'mediaType' } },
  response: { content: { map: 'mediaType' }, headers: { map: 'parameter' } },
  /** A header too: it is a parameter without a name (OAS 3.1 §4.8.21). */
  parameter: { schema: 'schema', content: { map: 'mediaType' } },
  mediaType: { schema: 'schema', itemSchema: 'schema', ...ENCODINGS },
  encoding: { headers: { map: 'parameter' }, ...ENCODINGS },
};

/** Changes of objects, by their kind. Each gets the object and its reference tokens. */
export type Changes = { [Kind in ObjectKind | 'schema']?: (value: unknown, tokens: string[]) => unknown };

/**
 * A bundled document with its objects replaced by the result of a change of their kind. A change comes before those of
 * the objects inside. Schemas inside schemas are left to the change.
 */
export function mapObjects<Document extends object>(document: Document, changes: Changes): Document {
  const change = (value: unknown, held: Held, tokens: string[]): unknown => {
    if (typeof held === 'object') {
      if ('list' in held) {
        if (!Array.isArray(value)) return value;
        return value.map((item, index) => change(item, held.list, [...tokens, String(index)]));
      }
      return mapMembers(value, (member, name) => change(member, held.map, [...tokens, name]));
    }
    const changed = changes[held]?.(value, tokens) ?? value;
    if (held === 'schema') return changed;
    if (held === 'callback') return mapMembers(changed, (item, name) => change(item, 'pathItem', [...tokens, name]));
    const members = KINDS[held];
    return mapMembers(changed, (member, name) =>
      Object.hasOwn(members, name) ? change(member, members[name] as Held, [...tokens, name]) : member,
    );
  };
  // The document itself stays one.
  return change(document, 'document', []) as Document;
}

/**
 * A bundled document with each of its schemas, without those inside schemas, replaced by the result of `convert`.
 *
 * @param convert gets the schema and its reference tokens
 */
export function mapSchemas<Document extends object>(
  document: Document,
  convert: (schema: unknown, tokens: string[]) => unknown,
): Document {
  return mapObjects(document, { schema: convert });
}

function mapMembers(value: unknown, convert: (member: unknown, name: string) => unknown): unknown {
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, convert(member, name)]));
}
