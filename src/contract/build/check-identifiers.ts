import { ContractError, type DocumentFault, type OpenApiDocument } from '../document/document.ts';
import { mapSubschemas } from '../document/keywords.ts';
import { isObject, toPointer } from '../document/references.ts';
import { mapSchemas } from '../document/schemas.ts';
import { suggest } from '../document/suggest.ts';
import { ROOT } from './convert-schema.ts';

/** A schema with a name, and the resource that the name belongs to (JSON Schema 2020-12 core §8.2). */
type Named = { keyword: '$id' | '$anchor' | '$dynamicAnchor'; name: string; base: string; tokens: string[] };
type DynamicReference = { name: string; base: string; tokens: string[] };

/** Base URI of relative identifiers. Nothing is served at this URL. */
const BASE = 'http://document.invalid/';

/**
 * Checks that each `$id` and each anchor names one schema, and that each `$dynamicRef` leads to one.
 *
 * @param document of OpenAPI 3.1, bundled, of which every schema is valid
 * @throws ContractError with each place
 */
export function checkIdentifiers(document: OpenApiDocument): void {
  const faults: DocumentFault[] = [];
  const named: Named[] = [];
  const dynamic: DynamicReference[] = [];
  const visit = (schema: unknown, tokens: string[], around: string): unknown => {
    if (!isObject(schema)) return schema;
    const base = resolveId(schema.$id, around);
    if (base === undefined) {
      const message = `Invalid schema: "$id" must be a URI, not ${JSON.stringify(schema.$id)}.`;
      faults.push({ pointer: toPointer([...tokens, '$id']), message });
      return schema;
    }
    if (typeof schema.$id === 'string') named.push({ keyword: '$id', name: base, base: '', tokens });
    for (const keyword of ['$anchor', '$dynamicAnchor'] as const)
      if (typeof schema[keyword] === 'string') named.push({ keyword, name: schema[keyword], base, tokens });
    if (typeof schema.$dynamicRef === 'string') dynamic.push({ name: schema.$dynamicRef, base, tokens });
    return mapSubschemas(schema, (part, inner) => visit(part, [...tokens, ...inner], base));
  };
  mapSchemas(document, (schema, tokens) => visit(schema, tokens, BASE));
  const all = [...faults, ...repeatedNames(named), ...danglingReferences(dynamic, named)];
  if (all.length > 0) throw new ContractError(all);
}

/** The base URI in a schema; undefined for an `$id` that is none. */
function resolveId(id: unknown, around: string): string | undefined {
  if (typeof id !== 'string') return around;
  // These name what stands around, which has a name.
  if (id === '' || id === '#' || id.startsWith(ROOT) || !URL.canParse(id, around)) return undefined;
  return new URL(id, around).href;
}

function repeatedNames(named: Named[]): DocumentFault[] {
  const first = new Map<string, Named>();
  return named.flatMap((one): DocumentFault[] => {
    const { keyword, name, base, tokens } = one;
    // One anchor may be dynamic and plain, because both lead to the same schema.
    const key = `${base}#${keyword === '$id' ? '' : '#'}${name}`;
    const other = first.get(key);
    if (other === undefined) first.set(key, one);
    if (other === undefined || toPointer(other.tokens) === toPointer(tokens)) return [];
    const message = `The ${keyword} "${name}" also names ${toPointer(other.tokens)}. Give one of them another name.`;
    return [{ pointer: toPointer([...tokens, keyword]), message }];
  });
}

function danglingReferences(dynamic: DynamicReference[], named: Named[]): DocumentFault[] {
  const anchors = named.flatMap(({ keyword, name }) => (keyword === '$id' ? [] : [`#${name}`]));
  const resources = named.flatMap(({ keyword, name }) => (keyword === '$id' ? [name] : []));
  return dynamic.flatMap(({ name, base, tokens }): DocumentFault[] => {
    const pointer = toPointer([...tokens, '$dynamicRef']);
    const isInside = resources.includes(resolveId(name, base)?.split('#')[0] ?? '');
    // An anchor that the resource does not have is reported when the reference is resolved.
    if (!name.startsWith('#') && isInside) return [];
    if (!name.startsWith('#'))
      return [{ pointer, message: `$dynamicRef "${name}" must be an anchor of the document, as in "#node".` }];
    if (name === '#' || name.startsWith('#/') || anchors.includes(name)) return [];
    const near = suggest(name, anchors);
    return [{ pointer, message: `$dynamicRef "${name}" does not exist.${near === '' ? ADD_ANCHOR : near}` }];
  });
}

/** A part of a file that is no schema resource is brought without what stands beside it. */
const ADD_ANCHOR =
  ' Add the anchor. If another file has it, refer to the whole schema there, or give that schema an $id.';
