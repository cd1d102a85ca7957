import type { RawResponse } from '../contract/serve/types.ts';
import type { Principal } from '../platform/keys.ts';
import type { FieldErrors } from './errors.ts';

/** Headers that the server sets on every response. */
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

/** The rules' result for an invalid request: further invalid fields, or a response that replaces them. */
export type RuleResult = { errors: FieldErrors } | { response: RawResponse };

/** For each operation that has rules, what these say of a request that the contract rejected. */
export type ValidateRulesOfInvalid = Record<string, (request: InvalidRequest) => Promise<RuleResult>>;
