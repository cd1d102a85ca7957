import { createSchemaComparison } from '../../../../src/contract/diff/schemas/compare.ts';
import type { SchemaDifference } from '../../../../src/contract/diff/schemas/difference.ts';
import type { OpenApiDocument, Schema } from '../../../../src/contract/document/document.ts';
import type { Direction } from '../../../../src/contract/document/marks.ts';
import { normalizeDocument } from '../../../../src/contract/document/resources.ts';

/** A document with one schema, `Root`, and others that it refers to. */
export function documentOf(root: unknown, schemas: Record<string, unknown> = {}): OpenApiDocument {
  return normalizeDocument({
    ...{ openapi: '3.1.1', info: { title: 'Test', version: '1.0.0' }, paths: {} },
    components: { schemas: { Root: root as Schema, ...(schemas as Record<string, Schema>) } },
  });
}

type Compared = { old: unknown; new: unknown; schemas?: Record<string, unknown>; newSchemas?: Record<string, unknown> };

/** The differences of two schemas. */
export function compareRoots(compared: Compared, direction: Direction = 'request', isText = false): SchemaDifference[] {
  const old = documentOf(compared.old, compared.schemas);
  const next = documentOf(compared.new, compared.newSchemas ?? compared.schemas);
  return createSchemaComparison(old, next).compare({
    ...{ old: old.components?.schemas?.Root, new: next.components?.schemas?.Root },
    ...{ direction, isText },
  });
}
