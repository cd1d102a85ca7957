/**
 * The effect of a difference on the set of values that a schema accepts: fewer of them, more of them, or not decided.
 */
export type SchemaEffect = 'narrowing' | 'widening' | 'unproven';

/** One difference of two schemas, at one place of their values. */
export type SchemaDifference = {
  effect: SchemaEffect;
  /** The effect that is not decided, if the effect is `unproven`. */
  possible?: 'narrowing' | 'widening';
  /** Why it is not decided, as a sentence. */
  reason?: string;
  /** Keyword of JSON Schema that differs, such as `maximum`; `schema` where no single keyword does. */
  keyword: string;
  /** Reference tokens of the place in the value; `*` stands for every item or every further property. */
  at: string[];
  /** Name that the keyword is about, such as the property that is required now. */
  about?: string;
  /** Values of the keyword; absent where it was not or is not there. */
  old?: unknown;
  new?: unknown;
  /** Places of the keyword, or of its schema, in the bundled documents, as JSON Pointer fragments. */
  oldPointer?: string;
  newPointer?: string;
  /**
   * A value of the whole schema that shows the effect: of a narrowing, one that the old schema accepts and the new one
   * rejects; of a widening, the reverse. Both were asked.
   */
  witness?: { value: unknown };
  /**
   * Whether only values of a property are concerned that one of the documents does not declare, so that an API that
   * ignores such properties behaves the same.
   */
  isUndeclared?: true;
};
