import type { Case, RequestParts } from './types.ts';
import type { VerifiableOperation } from './verifiable-operation.ts';

/** How many invalid bodies of one operation and media type a server has rejected so far. The number changes with later responses. */
export type InvalidBodies = { mediaType: string; rejected: number };

/** The responses of a server to other requests of an operation. */
export type AcceptedSoFar = {
  /**
   * Whether the server has rejected all valid requests of an operation, or all of the media type of a body. Then nobody knows
   * which of several errors an invalid request is rejected for, such as a resource that does not exist.
   */
  rejectsAll: boolean;
  /** Undefined for cases that do not break the schema of a body. */
  invalidBodies: InvalidBodies | undefined;
};

/** The requests of each operation that a server has accepted or rejected so far. */
export type Acceptance = {
  note: (operation: VerifiableOperation, parts: RequestParts, tried: Case | undefined, status: number) => void;
  soFar: (operation: VerifiableOperation, parts: RequestParts, tried: Case | undefined) => AcceptedSoFar;
};

export function createAcceptance(): Acceptance {
  const accepted = new Map<string, boolean>();
  const bodies = new Map<string, InvalidBodies>();
  const keyOf = ({ operationId }: VerifiableOperation, { body }: RequestParts): string =>
    `${operationId} ${body?.mediaType ?? ''}`;

  const invalidBodiesOf = (operation: VerifiableOperation, tried: Case | undefined): InvalidBodies | undefined => {
    const body = tried?.expect === 'reject' && tried.subject.in === 'body' ? tried.parts.body : undefined;
    if (tried === undefined || body === undefined) return undefined;
    const key = keyOf(operation, tried.parts);
    const known = bodies.get(key) ?? { mediaType: body.mediaType, rejected: 0 };
    bodies.set(key, known);
    return known;
  };

  return {
    note: (operation, parts, tried, status) => {
      const invalid = invalidBodiesOf(operation, tried);
      if (invalid !== undefined && status >= 400 && status < 500) invalid.rejected += 1;
      if (parts.credentials !== 'own' || tried?.expect === 'reject') return;
      for (const key of [operation.operationId, keyOf(operation, parts)]) {
        if (status < 400) accepted.set(key, true);
        else if (tried !== undefined && status < 500 && !accepted.has(key)) accepted.set(key, false);
      }
    },
    soFar: (operation, parts, tried) => ({
      rejectsAll: accepted.get(operation.operationId) === false || accepted.get(keyOf(operation, parts)) === false,
      invalidBodies: invalidBodiesOf(operation, tried),
    }),
  };
}
