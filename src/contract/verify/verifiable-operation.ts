import type { Operation } from '../document/document.ts';
import type { FindSchema } from '../document/references.ts';
import type { ServedOperation } from '../serve/engine.ts';
import type { KnownValue } from './known-values.ts';
import type { ListHints } from './list-hints.ts';

/** The `x-verify` of an operation for a run: rules that no schema can express, each with its reason. */
export type Hints = {
  /** Fields that rules beyond the schema validate: a rejection that names only these is no finding. */
  rules: Record<string, string>;
  /** Properties of the body that no two resources may share, so that each request gets a value of its own. */
  unique: Record<string, string>;
  /** Checks that are switched off for the operation. */
  off: Record<string, string>;
  /** Values that the server is known to accept. */
  data?: KnownValue[];
  /** Properties that an update sets beside the sent property. */
  effects: Record<string, Effect>;
  /** How a list is paged, filtered and sorted, where names do not say it. */
  list?: ListHints;
};

/** When a property is sent with a value, others are set to fixed values, whatever is sent for them. */
export type Effect = { when: unknown; sets: Record<string, unknown> };

/** An operation with everything that a run needs to know of it. */
export type VerifiableOperation = Operation & { served: ServedOperation; hints: Hints; find: FindSchema };

/** Whether an operation allows no request without credentials (OAS 3.1 §4.8.30). */
export function needsCredentials({ security }: Pick<VerifiableOperation, 'security'>): boolean {
  return security.length > 0 && security.every((alternative) => Object.keys(alternative).length > 0);
}
