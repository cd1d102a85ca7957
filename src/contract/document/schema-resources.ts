import { baseUriOf, resolveUri } from './base-uri.ts';
import type { OpenApiDocument, Schema } from './document.ts';
import { mapSubschemas } from './keywords.ts';
import { fragmentTokens, isObject, lookUp, toPointer } from './references.ts';
import { mapSchemas } from './schemas.ts';

/** The schema resources of a document (JSON Schema 2020-12 core §8.2). The document is one itself. */
export type SchemaResources = {
  /** Whether a schema has an identifier, an anchor or a dynamic reference. */
  hasNames: boolean;
  /** The base URI of a schema at a pointer, and the one around it. They differ if it has an `$id`. */
  baseAt(pointer: string): string;
  around(pointer: string): string;
  /** The base URI of a schema inside a resource. */
  baseIn(schema: Schema, around: string): string;
  /** The pointer that a reference leads to; undefined if nothing of the document is there. */
  resolve(reference: string, base: string): string | undefined;
  /** Whether a reference leads out of the document. */
  isForeign(reference: string, base: string): boolean;
  find(pointer: string): unknown;
  /** Pointers of the dynamic anchors of a resource, by name. */
  dynamicAnchors(base: string): Map<string, string>;
  /** The base URI of the resource that a resource stands in; undefined for the document. */
  parentOf(base: string): string | undefined;
};

type Resource = {
  tokens: string[];
  parent: string | undefined;
  anchors: Map<string, string>;
  dynamicAnchors: Map<string, string>;
};

export function readResources(document: OpenApiDocument): SchemaResources {
  const root = baseUriOf(document);
  const emptyResource = (tokens: string[], parent?: string): Resource => ({
    ...{ tokens, parent, anchors: new Map(), dynamicAnchors: new Map() },
  });
  const all = new Map([[root, emptyResource([])]]);
  const bases = new Map<string, { around: string; own: string }>();
  let hasNames = false;
  const baseIn = ({ $id }: Schema, around: string): string =>
    typeof $id === 'string' ? resolveUri($id, around) : around;
  const visit = (schema: unknown, tokens: string[], around: string): unknown => {
    if (!isObject(schema)) return schema;
    const own = baseIn(schema, around);
    const pointer = toPointer(tokens);
    if (own !== around) {
      bases.set(pointer, { around, own });
      if (!all.has(own)) all.set(own, emptyResource(tokens, around));
    }
    const { $anchor, $dynamicAnchor } = schema;
    const resource = all.get(own);
    if (typeof $anchor === 'string') resource?.anchors.set($anchor, pointer);
    if (typeof $dynamicAnchor === 'string') {
      resource?.anchors.set($dynamicAnchor, pointer);
      resource?.dynamicAnchors.set($dynamicAnchor, pointer);
    }
    hasNames ||= NAMES.some((keyword) => typeof schema[keyword] === 'string');
    return mapSubschemas(schema, (part, inner) => visit(part, [...tokens, ...inner], own));
  };
  mapSchemas(document, (schema, tokens) => visit(schema, tokens, root));

  const find = (pointer: string): unknown => {
    try {
      return lookUp(document, pointer);
    } catch {
      return undefined;
    }
  };
  /** The resource of the nearest schema with an `$id` on the way to a pointer. */
  const around = (pointer: string): string => {
    const tokens = fragmentTokens(pointer);
    for (let length = tokens.length - 1; length > 0; length--) {
      const entry = bases.get(toPointer(tokens.slice(0, length)));
      if (entry !== undefined) return entry.own;
    }
    return root;
  };
  const resolve = (reference: string, base: string): string | undefined => {
    const [uri = '', fragment = ''] = resolveUri(reference, base).split('#');
    const resource = all.get(uri);
    if (resource === undefined) return undefined;
    if (fragment !== '' && !fragment.startsWith('/')) return resource.anchors.get(decoded(fragment));
    const inside = fragmentTokens(`#${fragment}`);
    const pointer = toPointer([...resource.tokens, ...inside]);
    if (find(pointer) !== undefined) return pointer;
    // Authors mean the document by a pointer into its components, wherever they write it.
    const inDocument = toPointer(inside);
    return inside[0] === 'components' && find(inDocument) !== undefined ? inDocument : undefined;
  };
  return {
    ...{ hasNames, around, baseIn, resolve, find },
    baseAt: (pointer) => bases.get(pointer)?.own ?? around(pointer),
    isForeign: (reference, base) => !all.has(resolveUri(reference, base).split('#')[0] ?? ''),
    dynamicAnchors: (base) => all.get(base)?.dynamicAnchors ?? new Map(),
    parentOf: (base) => all.get(base)?.parent,
  };
}

const NAMES = ['$id', '$anchor', '$dynamicAnchor', '$dynamicRef'];

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
