import type { BaseResolver, Document } from '@redocly/openapi-core';
import { fragmentTokens, isObject } from './references.ts';

/** A place in one of the files that a contract is written in. */
export type DocumentPointer = { document: Document; tokens: string[] };

export function isReference(value: unknown): value is { $ref: string } {
  return isObject(value) && typeof value.$ref === 'string';
}

/** Undefined where nothing can be read: an object of an example may have a member `$ref` that is no reference. */
export async function followInFiles(
  resolver: BaseResolver,
  { document }: DocumentPointer,
  reference: string,
): Promise<DocumentPointer | undefined> {
  const [uri = '', fragment = ''] = reference.split('#', 2);
  if (uri === '') return { document, tokens: fragmentTokens(`#${fragment}`) };
  const target = await resolver.resolveDocument(document.source.absoluteRef, uri).catch((error: Error) => error);
  if (target instanceof Error) return undefined;
  return { document: target, tokens: fragmentTokens(`#${fragment}`) };
}

export function valueAtTokens(document: unknown, tokens: string[]): unknown {
  let value = document;
  for (const token of tokens) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token)) return undefined;
    value = (value as Record<string, unknown>)[token];
  }
  return value;
}

/**
 * A reference of the files read so far that is circular through references alone; undefined if there is none.
 *
 * @param resolver that has read the files
 */
export async function findCircle(
  resolver: BaseResolver,
): Promise<(DocumentPointer & { reference: string }) | undefined> {
  for (const start of await findInFiles(resolver, isReference)) {
    const { $ref: reference } = valueAtTokens(start.document.parsed, start.tokens) as { $ref: string };
    if (await leadsToItself(resolver, start)) return { ...start, reference };
  }
  return undefined;
}

/** The places of the objects that are wanted, in the files read so far. */
export async function findInFiles(
  resolver: BaseResolver,
  isWanted: (object: Record<string, unknown>) => boolean,
): Promise<DocumentPointer[]> {
  const found: DocumentPointer[] = [];
  for (const file of resolver.getFiles()) {
    const document = await resolver.resolveDocument(null, file).catch((error: Error) => error);
    if (document instanceof Error) continue;
    const seen = new Set<unknown>();
    const visit = (value: unknown, tokens: string[]): void => {
      if (typeof value !== 'object' || value === null || seen.has(value)) return;
      seen.add(value);
      if (isWanted(value as Record<string, unknown>)) found.push({ document, tokens });
      for (const [name, member] of Object.entries(value)) visit(member, [...tokens, name]);
    };
    visit(document.parsed, []);
  }
  return found;
}

async function leadsToItself(resolver: BaseResolver, start: DocumentPointer): Promise<boolean> {
  const seen = new Set<unknown>();
  for (let here: DocumentPointer | undefined = start; here !== undefined; ) {
    const value = valueAtTokens(here.document.parsed, here.tokens);
    if (!isReference(value)) return false;
    if (seen.has(value)) return true;
    seen.add(value);
    here = await followInFiles(resolver, here, value.$ref);
  }
  return false;
}
