import type { OpenApiDocument, Schema } from '../../../src/contract/document/document.ts';
import { mapSubschemas } from '../../../src/contract/document/keywords.ts';
import { isObject } from '../../../src/contract/document/references.ts';
import { mapSchemas } from '../../../src/contract/document/schemas.ts';

/** Another form of a document that accepts the same requests and allows the same responses. */
export type Rewrite = {
  name: string;
  /** The rewritten document, and how many places it was applied at. */
  apply: (document: OpenApiDocument) => { document: OpenApiDocument; places: number };
};

/**
 * A rewrite of each schema, those inside others first.
 *
 * @param change undefined where it does not apply
 */
export function ofSchemas(name: string, change: (schema: Schema, document: OpenApiDocument) => unknown): Rewrite {
  return {
    name,
    apply: (document) => {
      let places = 0;
      const convert = (schema: unknown): unknown => {
        if (!isObject(schema)) return schema;
        const inner = mapSubschemas(schema, convert);
        const changed = change(inner, document);
        if (changed === undefined) return inner;
        places += 1;
        return changed;
      };
      return { document: mapSchemas(document, convert), places };
    },
  };
}

/** A rewrite of every value of the document that is an object, from the root down. */
export function ofObjects(
  name: string,
  change: (object: Record<string, unknown>, tokens: string[]) => Record<string, unknown> | undefined,
): Rewrite {
  return {
    name,
    apply: (document) => {
      let places = 0;
      const convert = (value: unknown, tokens: string[]): unknown => {
        if (Array.isArray(value)) return value.map((item, index) => convert(item, [...tokens, String(index)]));
        if (!isObject(value)) return value;
        const changed = change(value, tokens);
        if (changed !== undefined) places += 1;
        return Object.fromEntries(
          Object.entries(changed ?? value).map(([key, member]) => [key, convert(member, [...tokens, key])]),
        );
      };
      // Only members of objects within it are other than before.
      return { document: convert(document, []) as OpenApiDocument, places };
    },
  };
}

/** Whether a schema or one that applies in the same place looks at what others have evaluated. */
export function seesEvaluated(document: OpenApiDocument): boolean {
  return JSON.stringify(document).includes('"unevaluated');
}

export function reversed(object: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).toReversed());
}
