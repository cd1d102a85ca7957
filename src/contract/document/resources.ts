import { ContractError, type DocumentFault, type OpenApiDocument, type Schema } from './document.ts';
import { createDynamicScopes, type DynamicScope, type DynamicScopes } from './dynamic-scopes.ts';
import { mapSubschemas } from './keywords.ts';
import { isObject, toPointer } from './references.ts';
import { readResources, type SchemaResources } from './schema-resources.ts';
import { mapSchemas } from './schemas.ts';
import { upgradeDocument } from './upgrade.ts';

/**
 * The normal form in which every part of the toolkit reads a document: OpenAPI 3.1, without schema resources.
 *
 * @param document bundled
 */
export function normalizeDocument(document: OpenApiDocument): OpenApiDocument {
  return withoutResources(upgradeDocument(document));
}

/**
 * The same document, in which every reference of a schema is a pointer into the document: schemas have neither `$id` nor
 * anchors, and `$dynamicRef` is a `$ref` (JSON Schema 2020-12 core §8.2). A schema that means different things in
 * different dynamic scopes becomes one component for each of them. A document without such keywords is returned as it
 * is.
 *
 * @param document of OpenAPI 3.1, bundled
 * @throws ContractError with the place of each reference that is broken in its schema resource
 */
export function withoutResources(document: OpenApiDocument): OpenApiDocument {
  const resources = readResources(document);
  if (!resources.hasNames) return document;
  const scopes = createDynamicScopes(resources);
  const faults: DocumentFault[] = [];
  const copies = new Map<string, Schema>();
  const write = createWriter({ document, resources, scopes, copies, faults });
  const written = mapSchemas(document, (schema, tokens) => write(schema, toPointer(tokens)));
  if (faults.length > 0) throw new ContractError(faults);
  const schemas = { ...written.components?.schemas, ...Object.fromEntries(copies) };
  return copies.size === 0 ? written : { ...written, components: { ...written.components, schemas } };
}

type Writing = {
  document: OpenApiDocument;
  resources: SchemaResources;
  scopes: DynamicScopes;
  /** Schemas in scopes other than those of their places, by the names of their components. */
  copies: Map<string, Schema>;
  faults: DocumentFault[];
};

function createWriter({ document, resources, scopes, copies, faults }: Writing) {
  const names = new Map<string, string>();

  /** @param base of the resource around the schema, whose dynamic scope is `scope` */
  const convert = (schema: unknown, at: { base: string; scope: DynamicScope; pointer: string }): unknown => {
    if (!isObject(schema)) return schema;
    const base = resources.baseIn(schema, at.base);
    const scope = base === at.base ? at.scope : scopes.enter(at.scope, base);
    const { $id: _id, $anchor: _anchor, $dynamicAnchor: _dynamic, $dynamicRef, ...own } = schema;
    const result = mapSubschemas(own, (part, tokens) =>
      convert(part, { base, scope, pointer: `${at.pointer}${toPointer(tokens).slice(1)}` }),
    );
    const refer = (target: string | undefined, keyword: string, text: string): string => {
      if (target !== undefined) return referTo(target, scope);
      if (resources.isForeign(text, base)) return text;
      const message = `${keyword} "${text}" does not exist in its schema resource. ${HINT}`;
      faults.push({ pointer: `${at.pointer}/${keyword}`, message });
      return text;
    };
    if (typeof own.$ref === 'string') result.$ref = refer(resources.resolve(own.$ref, base), '$ref', own.$ref);
    if (typeof $dynamicRef !== 'string') return result;
    const reference = refer(scopes.resolve($dynamicRef, base, scope), '$dynamicRef', $dynamicRef);
    if (result.$ref === undefined) return { $ref: reference, ...result };
    return { ...result, allOf: [...((result.allOf ?? []) as unknown[]), { $ref: reference }] };
  };

  /** A reference to a schema in a dynamic scope. */
  const referTo = (pointer: string, scope: DynamicScope): string => {
    const wanted = scopes.relevant(pointer, scopes.enter(scope, resources.baseAt(pointer)));
    const differing = scopes.difference(pointer, wanted);
    if (differing.length === 0) return pointer;
    const key = [pointer, ...wanted.entries()].join(' ');
    let name = names.get(key);
    if (name === undefined) {
      name = claim([pointer, ...differing].map((one) => nameOf(one)).join('_'));
      names.set(key, name);
      // Claimed before it is written: a schema can be circular.
      copies.set(name, {});
      const { $defs: _, ...schema } = resources.find(pointer) as Schema;
      const around = resources.around(pointer);
      copies.set(name, convert(schema, { base: around, scope: wanted, pointer }) as Schema);
    }
    return toPointer(['components', 'schemas', name]);
  };

  const claim = (wanted: string): string => {
    let name = wanted;
    while (copies.has(name) || Object.hasOwn(document.components?.schemas ?? {}, name)) name += '_';
    return name;
  };
  return (schema: unknown, pointer: string): unknown =>
    convert(schema, { base: resources.around(pointer), scope: scopes.start(resources.around(pointer)), pointer });
}

const HINT = 'Correct the reference, or add its target.';

/** The name of a component, or of a part of one. */
function nameOf(pointer: string): string {
  const tokens = pointer.split('/').slice(1);
  return (tokens[0] === 'components' ? (tokens[2] ?? '') : tokens.join('_')).replaceAll(/[^A-Za-z0-9_.-]+/g, '_');
}
