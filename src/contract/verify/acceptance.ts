import type { Case, RequestParts } from './types.ts';
import type { VerifiableOperation } from './verifiable-operation.ts';

/** The valid requests of each operation that a server has accepted or rejected so far. */
export type Acceptance = {
  note: (operation: VerifiableOperation, parts: RequestParts, tried: Case | undefined, status: number) => void;
  /**
   * Whether the server has rejected all valid requests of an operation. Then nobody knows which of several errors an invalid
   * request is rejected for, such as a resource that does not exist.
   */
  rejectsAll: (operation: VerifiableOperation) => boolean;
};

export function createAcceptance(): Acceptance {
  const accepted = new Map<string, boolean>();
  return {
    note: ({ operationId }, { credentials }, tried, status) => {
      if (credentials !== 'own' || tried?.expect === 'reject') return;
      if (status < 400) accepted.set(operationId, true);
      else if (tried !== undefined && status < 500 && !accepted.has(operationId)) accepted.set(operationId, false);
    },
    rejectsAll: ({ operationId }) => accepted.get(operationId) === false,
  };
}
