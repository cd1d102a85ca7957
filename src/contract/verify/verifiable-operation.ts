import type { Operation } from '../document/document.ts';
import type { FindSchema } from '../document/references.ts';
import type { ServedOperation } from '../serve/engine.ts';

/** What an operation's `x-verify` says to a run: what no schema can state, each with its reason. */
export type Hints = {
  /** Fields that rules beyond the schema validate: a rejection that names only these is no finding. */
  rules: Record<string, string>;
  /** Properties of the body that no two resources may share, so that each request gets a value of its own. */
  unique: Record<string, string>;
  /** Checks that are switched off for the operation. */
  off: Record<string, string>;
  /** What an update sets beside the property that is sent. */
  effects: Record<string, Effect>;
};

/** When a property is sent with a value, others become what they are set to, whatever is sent for them. */
export type Effect = { when: unknown; sets: Record<string, unknown> };

/** An operation with everything that a run needs to know of it. */
export type VerifiableOperation = Operation & { served: ServedOperation; hints: Hints; find: FindSchema };
