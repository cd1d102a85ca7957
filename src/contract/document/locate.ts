import { type BaseResolver, type Document, escapePointerFragment } from '@redocly/openapi-core';
import { bundleContract, createResolver, placeOf } from './bundle.ts';
import { ContractError, type Place } from './document.ts';
import { fragmentTokens, isObject, toPointer } from './references.ts';
import type { FileReadOptions } from './root.ts';

/** A place in one of the files that a contract is written in. */
type DocumentPointer = { document: Document; tokens: string[] };

/**
 * The same error, with file, line and column where only a place in the bundled document was known.
 *
 * @param file path or URL of the root document it is about
 */
export async function locateFaults(
  error: ContractError,
  file: string,
  options: FileReadOptions = {},
): Promise<ContractError> {
  const pointers = error.faults.flatMap(({ pointer, place }) => (place === undefined && pointer ? [pointer] : []));
  if (pointers.length === 0) return error;
  const places = await findPlaces(pointers, file, options);
  return new ContractError(
    error.faults.map((fault) => {
      const place = fault.place ?? places.get(fault.pointer ?? '');
      return place === undefined ? fault : { ...fault, place };
    }),
  );
}

/** Where what these pointers of the bundled document point to is written. */
async function findPlaces(pointers: string[], file: string, options: FileReadOptions): Promise<Map<string, Place>> {
  const bundle = await bundleContract(file, options);
  const resolver = await createResolver(file, options);
  const root = await resolver.resolveDocument(null, file, true);
  // The bundle could not have been made of what cannot be read.
  if (root instanceof Error) throw root;
  const wanted = new Set(pointers);
  const found = new Map<string, Place>();
  // The bundle and its files are followed in parallel: where a reference was put in the place of another, both are followed.
  const seen = new Set<string>();
  const open: { tokens: string[]; source: DocumentPointer }[] = [
    { tokens: [], source: { document: root, tokens: [] } },
  ];
  for (let next = open.pop(); next !== undefined && found.size < wanted.size; next = open.pop()) {
    const { tokens, source } = next;
    const pointer = toPointer(tokens);
    if (seen.has(pointer)) continue;
    seen.add(pointer);
    const value = valueAtTokens(bundle, tokens);
    let here = source;
    let written = valueAtTokens(here.document.parsed, here.tokens);
    while (isReference(written) && !isReference(value)) {
      here = await followReference(resolver, here, written.$ref);
      written = valueAtTokens(here.document.parsed, here.tokens);
    }
    if (wanted.has(pointer)) {
      const location = `#/${here.tokens.map((token) => escapePointerFragment(token)).join('/')}`;
      found.set(pointer, placeOf({ source: here.document.source, pointer: location }));
    }
    if (isReference(written) && isReference(value)) {
      const target = await followReference(resolver, here, written.$ref);
      open.push({ tokens: fragmentTokens(value.$ref), source: target });
    }
    if (typeof value !== 'object' || value === null) continue;
    for (const name of Object.keys(value)) {
      if (!isObject(written) && !Array.isArray(written)) break;
      if (!Object.hasOwn(written, name)) continue;
      const below = { document: here.document, tokens: [...here.tokens, name] };
      open.push({ tokens: [...tokens, name], source: below });
    }
  }
  return found;
}

function isReference(value: unknown): value is { $ref: string } {
  return isObject(value) && typeof value.$ref === 'string';
}

async function followReference(
  resolver: BaseResolver,
  { document }: DocumentPointer,
  reference: string,
): Promise<DocumentPointer> {
  const [uri = '', fragment = ''] = reference.split('#', 2);
  if (uri === '') return { document, tokens: fragmentTokens(`#${fragment}`) };
  const target = await resolver.resolveDocument(document.source.absoluteRef, uri);
  if (target instanceof Error) throw target;
  return { document: target, tokens: fragmentTokens(`#${fragment}`) };
}

function valueAtTokens(document: unknown, tokens: string[]): unknown {
  let value = document;
  for (const token of tokens) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token)) return undefined;
    value = (value as Record<string, unknown>)[token];
  }
  return value;
}
