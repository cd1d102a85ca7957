/** Property of a form for each part without a name that has no property of its own. */
export const ANY_PART = 'item';

/** A fault at a place of a body. */
export type ContentFault = { path: string; pointer: string; keyword: string; message: string };

/** The value of a body that was read by its schema, or why it cannot be read. */
export type ReadContent = { value: unknown; faults: ContentFault[] } | { malformed: string };
