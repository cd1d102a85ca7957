import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import type { OpenApiDocument } from '../document/document.ts';
import { createFindSchema, followReference, isObject, toPointer } from '../document/references.ts';

/** The markers' other end, which every generated `types.ts` also exports. */
export type { Readable, Writable } from 'openapi-typescript-helpers';

/**
 * TypeScript types of a bundled contract. `readOnly` and `writeOnly` become the markers `$Read` and `$Write`; a property
 * with a default stays optional, because a default is the server's business.
 */
export async function generateTypes(document: OpenApiDocument): Promise<string> {
  // openapi-typescript changes the document it is given, so it gets a copy. Its own type for a document lacks 3.1.
  const ast = await openapiTS(asItReads(document) as OpenAPI3, {
    readWriteMarkers: true,
    defaultNonNullable: false,
  });
  return `\n${astToString(ast)}`;
}

/**
 * A copy in which each value of a discriminator's mapping is a pointer. It may be the name of a schema instead
 * (OAS 3.1 §4.8.25), for which openapi-typescript looks in vain where the name is no URI; one that leads nowhere is left out. And an optional header of
 * a response stands in its place, because openapi-typescript takes any that is referred to for required (OAS 3.1 §4.8.21).
 */
function asItReads(document: OpenApiDocument): unknown {
  const schemas = document.components?.schemas ?? {};
  const findSchema = createFindSchema(document);
  const pointerOf = (value: unknown): string | undefined => {
    if (typeof value !== 'string') return undefined;
    if (Object.hasOwn(schemas, value)) return toPointer(['components', 'schemas', value]);
    return findSchema(value) === undefined ? undefined : value;
  };
  const copy = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(copy);
    if (!isObject(value)) return value;
    const copied = Object.fromEntries(Object.entries(value).map(([name, member]) => [name, copy(member)]));
    const { discriminator, headers } = copied;
    if (isObject(headers)) copied.headers = withOptional(headers);
    if (!isObject(discriminator) || !isObject(discriminator.mapping)) return copied;
    const mapping = Object.entries(discriminator.mapping).flatMap(([tag, target]) => {
      const pointer = pointerOf(target);
      return pointer === undefined ? [] : [[tag, pointer]];
    });
    return { ...copied, discriminator: { ...discriminator, mapping: Object.fromEntries(mapping) } };
  };
  const withOptional = (headers: Record<string, unknown>): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(headers).map(([name, header]) => {
        const reference = isObject(header) ? header.$ref : undefined;
        if (typeof reference !== 'string' || !reference.startsWith(HEADERS)) return [name, header];
        const found = followReference(document, header);
        return [name, isObject(found) && found.required !== true ? copy(found) : header];
      }),
    );
  return copy(document);
}

const HEADERS = '#/components/headers/';
