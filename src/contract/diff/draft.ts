import type { ChangeSubject, ContractChange, MessageDirection, Severity, Witness } from './change.ts';
import type { SchemaEffect } from './schemas/difference.ts';

/** The message that shows a change, or why none does. */
export type Proof = { witness: Witness } | { doubt: string };

/** A change before its severity and its witness are known. */
export type ChangeDraft = {
  kind: string;
  subject: ChangeSubject;
  message: string;
  direction?: MessageDirection;
  effect?: SchemaEffect;
  /** Set if the effect does not decide. */
  severity?: Severity;
  advice?: string;
  unproven?: string;
  about?: string;
  old?: unknown;
  new?: unknown;
  pointers: ContractChange['pointers'];
  value?: { value: unknown };
  /** Whether the same change may be reached from many operations, such as one of a shared component. */
  isShared?: boolean;
  /** Makes the witness of a breaking change. Absent where the change has none, which is never breaking then. */
  prove?: () => Proof;
};

/** The severity of an effect on the messages of a direction. */
export function severityOfEffect(effect: SchemaEffect, direction: MessageDirection): Severity {
  if (effect === 'unproven') return 'risky';
  return (effect === 'narrowing') === (direction === 'request') ? 'breaking' : 'additive';
}
