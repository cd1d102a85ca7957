import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import type { OpenApiDocument } from '../document/document.ts';

const HEADER = '// Made from openapi/ by `npm run generate`. Not to be edited.\n\n';

/**
 * TypeScript types of a bundled contract. `readOnly` and `writeOnly` become the markers `$Read` and `$Write`; a property
 * with a default stays optional, because a default is the server's business.
 */
export async function generateTypes(document: OpenApiDocument): Promise<string> {
  // openapi-typescript changes the document it is given, so it gets a copy. Its own type for a document lacks 3.1.
  const ast = await openapiTS(structuredClone(document) as unknown as OpenAPI3, {
    readWriteMarkers: true,
    defaultNonNullable: false,
  });
  return HEADER + astToString(ast);
}
