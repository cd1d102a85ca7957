import { ContractError, type DocumentFault, type OpenApiDocument } from '../document/document.ts';
import { isReference } from '../document/files.ts';
import { mapSubschemas, schemaMaps } from '../document/keywords.ts';
import { createFindSchema, fragmentTokens, isDecodable, isObject, toPointer } from '../document/references.ts';
import { mapObjects, mapSchemas } from '../document/schemas.ts';
import { isSchema } from './check-schemas.ts';

type Visit = { tokens: string[]; inResource: boolean };

/**
 * Checks that each `$ref` of a schema can be read and leads to a schema, and that each `$ref` in `content` leads to
 * media types.
 *
 * @param document of OpenAPI 3.1, bundled, of which every schema is valid
 * @throws ContractError with each place
 */
export function checkReferences(document: OpenApiDocument): void {
  const faults: DocumentFault[] = [];
  /** References to targets that are not components, by the pointer of the target. */
  const unusual = new Map<string, { reference: string; pointer: string }[]>();
  eachSchema(document, (schema, { tokens, inResource }) => {
    const { $ref: reference } = schema;
    if (typeof reference !== 'string') return;
    const pointer = toPointer([...tokens, '$ref']);
    if (inResource && !reference.startsWith('#/components/')) {
      // The reference is relative to the resource (JSON Schema 2020-12 core §8.2.1) and must be a URI.
      if (isDecodable(reference)) return;
      const message = `$ref "${reference}" contains malformed percent-encoding. Write a percent sign as "%25".`;
      faults.push({ pointer, message });
    } else if (reference.startsWith('#/') && !/^#\/components\/schemas\/[^/]+$/.test(reference)) {
      const target = toPointer(fragmentTokens(reference));
      const others = unusual.get(target);
      if (others === undefined) unusual.set(target, [{ reference, pointer }]);
      else others.push({ reference, pointer });
    }
  });
  const all = [
    ...faults,
    ...contentFaults(document),
    ...(unusual.size === 0 ? [] : findOtherTargets(document, unusual)),
  ];
  if (all.length > 0) throw new ContractError(all);
}

function findOtherTargets(
  document: OpenApiDocument,
  references: Map<string, { reference: string; pointer: string }[]>,
): DocumentFault[] {
  const open = new Map(references);
  const holders = new Map<string, string>();
  eachSchema(document, (schema, { tokens }) => {
    const pointer = toPointer(tokens);
    open.delete(pointer);
    for (const keyword of schemaMaps(schema)) holders.set(toPointer([...tokens, keyword]), pointer);
  });
  const findSchema = createFindSchema(document);
  return [...open].flatMap(([target, list]) => {
    const holder = holders.get(target);
    const found = findSchema(target);
    if (holder === undefined && (found === undefined || isSchema(found))) return [];
    const hint = holder === undefined ? 'Refer to a schema.' : `Refer to "${holder}" or to one of its parts.`;
    return list.map(({ reference, pointer }) => ({
      pointer,
      message: `$ref "${reference}" does not lead to a schema. ${hint}`,
    }));
  });
}

/** A `content` that refers to media types has been replaced by them. */
function contentFaults(document: OpenApiDocument): DocumentFault[] {
  const faults: DocumentFault[] = [];
  const check = (holder: unknown, tokens: string[]): unknown => {
    if (!isObject(holder) || !isReference(holder.content)) return holder;
    const message = `$ref "${holder.content.$ref}" does not lead to media types. Write them here.`;
    faults.push({ pointer: toPointer([...tokens, 'content', '$ref']), message });
    return holder;
  };
  mapObjects(document, { response: check, requestBody: check, parameter: check });
  return faults;
}

/** Calls a function with each schema of a document that is an object, those inside schemas included. */
function eachSchema(document: OpenApiDocument, call: (schema: Record<string, unknown>, visit: Visit) => void): void {
  const visit = (schema: unknown, tokens: string[], around: boolean): unknown => {
    if (!isObject(schema)) return schema;
    const inResource = around || typeof schema.$id === 'string';
    call(schema, { tokens, inResource });
    return mapSubschemas(schema, (part, inner) => visit(part, [...tokens, ...inner], inResource));
  };
  mapSchemas(document, (schema, tokens) => visit(schema, tokens, false));
}
