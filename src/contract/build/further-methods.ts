import type { OpenApiDocument } from '../document/document.ts';
import { furtherOperations, isVersion32 } from '../document/path-items.ts';
import { followReference, isObject } from '../document/references.ts';

/** Follows the path of an item that stands for an operation whose method openapi-typescript does not know. */
const OF_METHOD = '@@method ';

/**
 * Paths as openapi-typescript can write them: an operation of a further method (OAS 3.2 §4.9.1) is the TRACE of a path of its
 * own. {@link joinFurtherMethods} puts its type where it belongs.
 */
export function separateFurtherMethods(document: OpenApiDocument, paths: unknown): unknown {
  if (!isVersion32(document) || !isObject(paths)) return paths;
  const separated: Record<string, unknown> = {};
  for (const [path, reference] of Object.entries(paths)) {
    const item = followReference(document, reference);
    const operations = isObject(item) ? furtherOperations(item) : [];
    separated[path] = operations.length === 0 ? reference : item;
    for (const { method, operation } of operations)
      separated[path + OF_METHOD + method] = { ...sharedParameters(item), trace: operation };
  }
  return separated;
}

function sharedParameters(item: unknown): object {
  return isObject(item) && item.parameters !== undefined ? { parameters: item.parameters } : {};
}

function quoteMethod(method: string): string {
  return /^[a-z]+$/.test(method) ? method : JSON.stringify(method);
}

/** A path item of the interface `paths`, as it is printed. */
const PATH_ITEM = /^ {4}("(?:[^"\\]|\\.)*"): \{\n(.*?)^ {4}\};\n/gms;

/** The TRACE of a path item, with its comment, as the last member. */
const TRACE = /^ {8}patch\?: never;\n(.*?)^ {8}trace: (.*)$/ms;

/** Puts the types of the operations of {@link separateFurtherMethods} into their path items. */
export function joinFurtherMethods(text: string): string {
  if (!text.includes(OF_METHOD)) return text;
  const members = new Map<string, string>();
  const rest = text.replaceAll(PATH_ITEM, (whole, key: string, item: string) => {
    const [path = '', method] = (JSON.parse(key) as string).split(OF_METHOD);
    const [, comment = '', type = ''] = TRACE.exec(item) ?? [];
    if (method === undefined) return whole;
    members.set(path, `${members.get(path) ?? ''}${comment}        ${quoteMethod(method)}: ${type}`);
    return '';
  });
  return rest.replaceAll(PATH_ITEM, (whole, key: string, item: string) => {
    const further = members.get(JSON.parse(key));
    return further === undefined ? whole : `    ${key}: {\n${item}${further}    };\n`;
  });
}
