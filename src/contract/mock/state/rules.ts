import type { MaybePromise, RawResponse, Violation } from '../../serve/types.ts';
import type { Json } from './values.ts';

/** The resources of a stateful mock, as its rules read and change them. Kinds are named as their components are. */
export type MockData = {
  find: (kind: string, id: string) => Json | undefined;
  /** Oldest first. */
  list: (kind: string) => Json[];
  /** Adds or replaces a resource. @param links ids of the resources around it, by kind, where no property holds them */
  put: (kind: string, id: string, value: Json, links?: Record<string, string>) => void;
  remove: (kind: string, id: string) => void;
};

/** A request that the contract allows, or one that it rejects, as a rule receives it. */
export type MockRuleRequest = {
  operationId: string;
  requestId: string;
  /** Parameters, decoded, with the contract's defaults. */
  params: Json;
  query: Json;
  /** By lower-case name. */
  headers: Record<string, string | undefined>;
  /** As it was sent. */
  body: unknown;
  /** Violations of the contract by the request; empty for a valid request. */
  violations: Violation[];
  /** The resource that the path names. */
  current: Json | undefined;
  /** The resource as the mock would store it, of a request that creates or changes one. */
  next: Json | undefined;
  data: MockData;
  now: Date;
};

/**
 * The result of a rule. Without one, the mock responds. For a request that the contract rejects, only `response` counts.
 *
 * - `response` is sent instead, and nothing is stored.
 * - `value` is stored in place of `next`, or of the resource that the path names.
 * - `members` are written into the response around the resource.
 * - `keeps` decides whether a list shows a resource.
 */
export type MockRuleOutcome =
  | { response: RawResponse }
  | { value?: Json; members?: Json }
  | { keeps: (resource: Json) => boolean }
  | undefined;

/** A rule of an API that its contract cannot state. */
export type MockRule = (request: MockRuleRequest) => MaybePromise<MockRuleOutcome>;

/** Rules by operationId. */
export type MockRules = Record<string, MockRule>;
