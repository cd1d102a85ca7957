import type { OpenApiDocument } from '../document/document.ts';
import type { Marks } from '../document/marks.ts';
import type { FindSchema } from '../document/references.ts';
import type { TypeText } from './type-text.ts';

/** Schemas around a schema that apply to the same value. */
export type Around = {
  /** Schemas of the properties that others declare, by name. */
  properties: Map<string, unknown[]>;
  /** The types that the other schemas allow; undefined for any. */
  types: Set<string> | undefined;
  isMultipart: boolean;
  /** Schemas whose own type is being written here. A type cannot refer to itself in its own place. */
  open: ReadonlySet<unknown>;
};

/** The surroundings of a value that no other schema applies to. */
export const FREE: Around = { properties: new Map(), types: undefined, isMultipart: false, open: new Set() };

/** State that the parts that write types share. */
export type TypeContext = {
  document: OpenApiDocument;
  findSchema: FindSchema;
  marks: Pick<Marks, 'isMarked' | 'markedNames'>;
  typeOf: (schema: unknown, around: Around) => TypeText;
};
