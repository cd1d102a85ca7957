import type { DocumentFault, OpenApiDocument } from '../document/document.ts';
import { isReference } from '../document/files.ts';
import { securitySchemeName } from '../document/operations.ts';
import { operationsOf } from '../document/path-items.ts';
import { followReference, fragmentTokens, isObject, lookUp, toPointer } from '../document/references.ts';
import { mapObjects } from '../document/schemas.ts';
import { suggest } from '../document/suggest.ts';

/**
 * Path parameters that are not declared, at the operation, and those that are not in the path, at their declaration.
 *
 * @param document bundled
 */
export function pathParameterWarnings(document: OpenApiDocument): DocumentFault[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, reference]) => {
    const item = followReference(document, reference);
    if (path.startsWith('x-') || !isObject(item)) return [];
    const place = resolvedTokens(document, reference, ['paths', path]);
    const templated = new Set([...path.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name));
    const shared = pathParameters(document, item, place);
    const operations = operationsOf(document, item).map(({ operation, tokens }) => {
      const at = [...place, ...tokens];
      return { at, own: pathParameters(document, operation, at) };
    });
    const missing = operations.flatMap(({ at, own }) => {
      const declared = new Set([...shared, ...own].map(({ name }) => name));
      return [...templated].filter((name) => !declared.has(name)).map((name) => ({ name, pointer: toPointer(at) }));
    });
    const unused = [...shared, ...operations.flatMap(({ own }) => own)].filter(({ name }) => !templated.has(name));
    return [
      ...missing.map(({ name, pointer }) => ({
        pointer,
        message: `The path parameter "${name}" is not declared and not checked.`,
      })),
      ...unused.map(({ name, pointer }) => ({
        pointer,
        message: `The path "${path}" does not contain the path parameter "${name}".`,
      })),
    ];
  });
}

/** The place of a reference's target. */
function resolvedTokens(document: OpenApiDocument, value: unknown, tokens: string[]): string[] {
  return isReference(value)
    ? resolvedTokens(document, lookUp(document, value.$ref), fragmentTokens(value.$ref))
    : tokens;
}

function pathParameters(
  document: OpenApiDocument,
  { parameters }: Record<string, unknown>,
  tokens: string[],
): { name: string; pointer: string }[] {
  return (Array.isArray(parameters) ? parameters : []).flatMap((reference, index) => {
    const { in: place, name } = followReference(document, reference) as { in?: unknown; name?: unknown };
    const pointer = toPointer([...tokens, 'parameters', index]);
    return place === 'path' ? [{ name: String(name), pointer }] : [];
  });
}

/** Security requirements of schemes that do not exist. */
export function securityWarnings(document: OpenApiDocument): DocumentFault[] {
  const schemes = Object.keys(document.components?.securitySchemes ?? {});
  const found: DocumentFault[] = [];
  const check = (value: unknown, tokens: string[]): unknown => {
    const { security } = value as { security?: unknown };
    for (const [index, alternative] of (Array.isArray(security) ? security : []).entries())
      for (const key of Object.keys(isObject(alternative) ? alternative : {})) {
        const name = securitySchemeName(document, key);
        if (schemes.includes(name)) continue;
        const message = `The security scheme "${name}" does not exist.${suggest(name, schemes)}`;
        found.push({ pointer: toPointer([...tokens, 'security', index, key]), message });
      }
    return value;
  };
  mapObjects(document, { document: check, operation: check });
  return found;
}
