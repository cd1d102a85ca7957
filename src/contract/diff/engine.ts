import type { OpenApiDocument } from '../document/document.ts';
import { createIsSameSchema } from './same-schemas.ts';
import type { SchemaEngine } from './schema-pairs.ts';

/** Compares schemas of two normalized documents. Those that are written differently are reported as not decided. */
export function createSchemaEngine(oldDocument: OpenApiDocument, newDocument: OpenApiDocument): SchemaEngine {
  const isSame = createIsSameSchema(oldDocument, newDocument);
  return {
    compare: ({ old = true, new: fresh = true }) =>
      isSame(old, fresh)
        ? []
        : [{ effect: 'unproven', keyword: 'schema', at: [], reason: 'The schemas are written differently.' }],
  };
}
