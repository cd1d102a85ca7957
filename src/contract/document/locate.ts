import type { BaseResolver } from '@redocly/openapi-core';
import { bundleContract } from './bundle.ts';
import { ContractError, type DocumentFault, type OpenApiDocument, type Place } from './document.ts';
import { type DocumentPointer, followInFiles, isReference, valueAtTokens } from './files.ts';
import { hasMember } from './opaque-references.ts';
import { placeOf } from './problems.ts';
import { findReference, fragmentTokens, isObject, toLocationPointer, toPointer } from './references.ts';
import { createResolver } from './resolver.ts';
import type { FileReadOptions } from './root.ts';

/**
 * The same error, with file, line and column where only a place in the bundled document was known.
 *
 * @param file path or URL of the root document it is about
 * @param known the bundled document, if there is one already
 */
export async function locateFaults(
  error: ContractError,
  file: string,
  options: FileReadOptions = {},
  known?: OpenApiDocument,
): Promise<ContractError> {
  const isOpen = ({ pointer, reference, place }: DocumentFault) =>
    place === undefined && (pointer !== undefined || reference !== undefined);
  if (!error.faults.some(isOpen)) return error;
  // They were reported when the document was read.
  const { onWarning: _, ...quiet } = options;
  const bundle = known ?? (await bundleContract(file, quiet));
  const faults = error.faults.map(({ reference, ...fault }): DocumentFault => {
    if (reference === undefined) return fault;
    const pointer = fault.pointer ?? findReference(bundle, reference);
    return pointer === undefined ? fault : { ...fault, pointer };
  });
  const pointers = faults.flatMap(({ pointer, place }) => (place === undefined && pointer ? [pointer] : []));
  const places = await findPlaces(pointers, bundle, file, options);
  return new ContractError(
    faults.map((fault) => {
      const place = fault.place ?? places.get(fault.pointer ?? '');
      return place === undefined ? fault : { ...fault, place };
    }),
  );
}

/**
 * The places in files of pointers into the bundled document, by pointer. A pointer to nothing has the place of the nearest
 * parent.
 *
 * @param file path or URL of the root document
 * @param known the bundled document, if there is one already
 */
export async function locatePointers(
  pointers: string[],
  file: string,
  options: FileReadOptions = {},
  known?: OpenApiDocument,
): Promise<Map<string, Place>> {
  // They were reported when the document was read.
  const { onWarning: _, ...quiet } = options;
  const bundle = known ?? (await bundleContract(file, quiet));
  const around = new Map(pointers.map((pointer) => [pointer, pointersAround(pointer)]));
  const places = await findPlaces([...new Set([...around.values()].flat())], bundle, file, options);
  const found = new Map<string, Place>();
  for (const [pointer, parents] of around) {
    const nearest = parents.findLast((parent) => places.has(parent));
    const place = nearest === undefined ? undefined : places.get(nearest);
    if (place !== undefined) found.set(pointer, place);
  }
  return found;
}

/** Finds the places in files of these pointers into the bundled document. */
async function findPlaces(
  pointers: string[],
  bundle: OpenApiDocument,
  file: string,
  options: FileReadOptions,
): Promise<Map<string, Place>> {
  const resolver = await createResolver(file, options);
  const root = await resolver.resolveDocument(null, file, true);
  // All files of the bundle can be read.
  if (root instanceof Error) throw root;
  const found = new Map<string, Place>();
  const search: PlaceSearch = { bundle, root, resolver, wanted: new Set(pointers), found };
  const around = new Set(pointers.flatMap(pointersAround));
  await searchPlaces(search, (pointer) => around.has(pointer));
  // A component of another file is found where a reference leads to it, which can stand anywhere.
  if (found.size < search.wanted.size) await searchPlaces(search, () => true);
  return found;
}

/** A pointer and those of everything that it stands in. */
function pointersAround(pointer: string): string[] {
  const tokens = fragmentTokens(pointer);
  return [...tokens.keys(), tokens.length].map((length) => toPointer(tokens.slice(0, length)));
}

type PlaceSearch = {
  bundle: OpenApiDocument;
  root: DocumentPointer['document'];
  resolver: BaseResolver;
  wanted: Set<string>;
  found: Map<string, Place>;
};

/**
 * Follows the bundle and its files in parallel. If the bundler replaced a reference, both are followed.
 *
 * @param isSearched whether to look at what a pointer leads to, and into it
 */
async function searchPlaces(
  { bundle, root, resolver, wanted, found }: PlaceSearch,
  isSearched: (pointer: string) => boolean,
): Promise<void> {
  const seen = new Set<string>();
  const open: { tokens: string[]; source: DocumentPointer }[] = [
    { tokens: [], source: { document: root, tokens: [] } },
  ];
  for (let next = open.pop(); next !== undefined && found.size < wanted.size; next = open.pop()) {
    const { tokens, source } = next;
    const pointer = toPointer(tokens);
    if (seen.has(pointer) || !isSearched(pointer)) continue;
    seen.add(pointer);
    const value = valueAtTokens(bundle, tokens);
    let here = source;
    let written = valueAtTokens(here.document.parsed, here.tokens);
    while (isReference(written) && !isReference(value)) {
      const target = await followInFiles(resolver, here, written.$ref);
      if (target === undefined) break;
      here = target;
      written = valueAtTokens(here.document.parsed, here.tokens);
    }
    if (wanted.has(pointer) && !found.has(pointer)) {
      found.set(pointer, placeOf({ source: here.document.source, pointer: toLocationPointer(here.tokens) }));
    }
    if (isReference(written) && isReference(value)) {
      const target = await followInFiles(resolver, here, written.$ref);
      if (target !== undefined) for (const one of wholeAndPart(fragmentTokens(value.$ref), target)) open.push(one);
    }
    if (typeof value !== 'object' || value === null) continue;
    for (const name of Object.keys(value)) {
      if (!isObject(written) && !Array.isArray(written)) break;
      if (!hasMember(written, name)) continue;
      const below = { document: here.document, tokens: [...here.tokens, name] };
      open.push({ tokens: [...tokens, name], source: below });
    }
  }
}

/** The target of a reference, and the component around it in the same file. */
function wholeAndPart(tokens: string[], source: DocumentPointer): { tokens: string[]; source: DocumentPointer }[] {
  const inside = tokens.slice(3);
  const around = source.tokens.slice(0, source.tokens.length - inside.length);
  const isSame = inside.every((token, index) => token === source.tokens[around.length + index]);
  // An anchor of another file does not say where it is.
  if (inside.length > 0 && source.tokens.length === 0) return [{ tokens: tokens.slice(0, 3), source }];
  if (inside.length === 0 || !isSame) return [{ tokens, source }];
  return [
    { tokens, source },
    { tokens: tokens.slice(0, 3), source: { document: source.document, tokens: around } },
  ];
}
