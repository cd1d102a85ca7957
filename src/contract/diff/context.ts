import type { ChangeSubject, MessageDirection } from './change.ts';
import type { ChangeDraft } from './draft.ts';
import type { ApiParts, OperationParts } from './parts.ts';
import type { DiffPolicy } from './policy.ts';
import type { CompileParts } from './proofs.ts';
import type { CompareSchemaPair } from './schema-pairs.ts';

/** All that the comparison of each part needs. */
export type DiffContext = {
  old: ApiParts;
  new: ApiParts;
  policy: DiffPolicy;
  compile: CompileParts;
  compareSchemas: CompareSchemaPair;
  report: (draft: ChangeDraft) => void;
  /** Pairs of schemas whose annotations were compared. */
  seen: Set<string>;
};

/** Two declarations of one operation, webhook or callback. */
export type OperationPair = {
  context: DiffContext;
  old: OperationParts;
  new: OperationParts;
  /** The roles of its messages. The API writes the requests of webhooks and callbacks. */
  roles: { request: MessageDirection; response: MessageDirection };
};

/** The effects that break a message of a role. */
export type Breaking = 'narrowing' | 'widening';

/** A request is broken by a narrowing, a response by a widening. */
export function breakingEffect(role: MessageDirection): Breaking {
  return role === 'request' ? 'narrowing' : 'widening';
}

/** The subject of a change. */
export function subjectOf(parts: OperationParts, part?: string): ChangeSubject {
  const { kind, method, path, operationId } = parts;
  return {
    kind,
    method,
    path,
    ...(operationId === undefined ? {} : { operationId }),
    ...(part === undefined ? {} : { part }),
  };
}

/** The declaration that accepts the witness of an effect (`from`), and the one that rejects it. */
export function declarationsOf(pair: OperationPair, effect: Breaking): { from: OperationParts; to: OperationParts } {
  return effect === 'narrowing' ? { from: pair.old, to: pair.new } : { from: pair.new, to: pair.old };
}
