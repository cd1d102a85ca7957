import type { RawResponse } from '../contract/serve/types.ts';
import type { Principal } from '../platform/keys.ts';
import type { FieldErrors } from './errors.ts';

/** Headers that the server sets on every answer by itself. */
export type ServerHeaders = 'X-Request-Id';

/** A request that the contract rejected, as far as it can be understood. */
export type InvalidRequest = {
  requestId: string;
  principal: Principal;
  params: Record<string, unknown>;
  query: Record<string, unknown>;
  /** Empty where there is no body or it is not an object. */
  body: Record<string, unknown>;
  /** Paths in the body that the contract rejected. */
  invalidPaths: Set<string>;
};

/** What the rules say of a broken request: further fields at fault, or an answer that comes before any of them. */
export type RuleResult = { errors: FieldErrors } | { answer: RawResponse };

/** For each operation that has rules, what these say of a request that the contract rejected. */
export type ValidateRulesOfInvalid = Record<string, (request: InvalidRequest) => Promise<RuleResult>>;
