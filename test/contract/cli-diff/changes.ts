import type { ContractChange } from '../../../src/contract/diff/change.ts';

/** A change by hand. */
export function makeChange(given: Partial<ContractChange> = {}): ContractChange {
  return {
    ...{ kind: 'request-body-narrowed', severity: 'breaking', message: 'It changed.', pointers: {} },
    ...{ subject: { kind: 'operation', method: 'POST', path: '/pets' }, fingerprint: '0123456789abcdef' },
    ...given,
  };
}
