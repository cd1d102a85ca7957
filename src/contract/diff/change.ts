import type { Place } from '../document/document.ts';
import type { SchemaEffect } from './schemas/difference.ts';

/** The meaning of a change for those who use the API, the worst first. */
export const SEVERITIES = ['breaking', 'risky', 'additive', 'docs'] as const;

/**
 * `breaking`: a request that was valid is rejected now, or a response may come that was not declared. `risky`: nothing
 * that was declared is gone, but a careful client can be surprised, or it could not be decided. `additive`: more is
 * possible. `docs`: nothing on the wire changes.
 */
export type Severity = (typeof SEVERITIES)[number];

/** The writer of the message that a change is about. Those of webhooks and callbacks have the roles reversed. */
export type MessageDirection = 'request' | 'response';

/** The operation, webhook or callback that a change is about; all absent for one of the whole API. */
export type ChangeSubject = {
  kind: 'api' | 'operation' | 'webhook' | 'callback';
  /** Upper case. */
  method?: string;
  /** Templated path, name of the webhook, or expression of the callback. */
  path?: string;
  operationId?: string;
  /** The part of it, in words: `query parameter "limit"`, `request body application/json`, `response 200 header "ETag"`. */
  part?: string;
  /** Reference tokens of the place in the value of the part; `*` stands for every item or every further property. */
  at?: string[];
};

/** The message that shows a breaking change. */
export type Witness =
  | {
      kind: 'request';
      /** Upper case. */
      method: string;
      /** Path and query, encoded. */
      url: string;
      headers: Record<string, string>;
      body?: string;
      /** The same as one line for a shell. */
      curl: string;
    }
  | { kind: 'response'; status: string; headers: Record<string, string>; mediaType?: string; body?: unknown };

/** One difference of two documents, in the words of those who use the API. */
export type ContractChange = {
  /** Stable id of its kind, listed in `kinds.ts`. */
  kind: string;
  severity: Severity;
  /** Absent for changes of the documentation. */
  direction?: MessageDirection;
  subject: ChangeSubject;
  /** All of them, if one change of a shared part concerns several. The first is `subject`. */
  subjects?: ChangeSubject[];
  /** The change, as a sentence. */
  message: string;
  /** The work of users of the API, as a sentence. */
  advice?: string;
  effect?: SchemaEffect;
  /** Why it could not be decided. */
  unproven?: string;
  old?: unknown;
  new?: unknown;
  /** In the bundled documents, as JSON Pointer fragments. */
  pointers: { old?: string; new?: string };
  /** In the files, once they are looked up. */
  places?: { old?: Place; new?: Place };
  witness?: Witness;
  /** The value of the part that shows the effect, which the witness carries. */
  value?: { value: unknown };
  /** The same for the same change in every run and commit. */
  fingerprint: string;
  /** The exception that accepts it. */
  accepted?: { reason: string; expires?: string };
};

/** All differences of two documents. */
export type DocumentComparison = {
  changes: ContractChange[];
  /** Numbers of what was compared, for the report: a comparison of nothing is no success. */
  compared: { operations: number; webhooks: number; schemas: number };
};
