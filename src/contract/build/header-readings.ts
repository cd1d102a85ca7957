import type { HeaderDecoding } from '../document/compiled.ts';
import type { MediaType, Schema } from '../document/document.ts';
import type { FindSchema } from '../document/references.ts';
import { readText } from './readings.ts';

/** The schema of a parameter or header. */
export function schemaOf({ schema, content }: { schema?: Schema; content?: Record<string, MediaType> }): unknown {
  return schema ?? Object.values(content ?? {})[0]?.schema ?? true;
}

/** A header of a response. */
export type DeclaredHeader = {
  required?: boolean;
  explode?: boolean;
  schema?: Schema;
  content?: Record<string, MediaType>;
};

/** How the text of a header becomes a value. */
export function headerDecoding(header: DeclaredHeader, findSchema: FindSchema): HeaderDecoding {
  const [mediaType] = Object.keys(header.content ?? {});
  return {
    ...readText(schemaOf(header), findSchema),
    ...(header.explode === true ? { explode: true as const } : {}),
    ...(mediaType === undefined ? {} : { mediaType }),
  };
}
