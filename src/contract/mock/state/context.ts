import type { OpenApiDocument } from '../../document/document.ts';
import type { FindSchema } from '../../document/references.ts';
import type { RequestExchange } from '../../serve/engine.ts';
import type { Violation } from '../../serve/types.ts';
import type { Declared } from '../declared.ts';
import type { AskPrism, MockResponse } from '../prism.ts';
import type { MockRaw } from '../raw-request.ts';
import type { MockOperation } from '../respond.ts';
import type { OnMockWarning } from '../warnings.ts';
import type { Collection } from './collections.ts';
import type { StatefulOperation, StateModel } from './model.ts';
import type { Presenters } from './present.ts';
import type { Relation, Scope } from './relations.ts';
import type { MockData, MockRuleOutcome, MockRules } from './rules.ts';
import type { ResourceStore, StoredResource } from './store.ts';
import type { Json } from './values.ts';

export type MockExchange = RequestExchange<unknown, MockRaw>;

/** Dependencies of a stateful mock. */
export type StateContext = {
  document: OpenApiDocument;
  model: StateModel;
  store: ResourceStore;
  find: FindSchema;
  known: Map<string, MockOperation>;
  ask: AskPrism;
  presenters: Presenters;
  rules: MockRules;
  data: MockData;
  /** Kinds and keys of resources without an id that were deleted. */
  removedSingles: Set<string>;
  onWarning: OnMockWarning;
  /** Operations of which a misfit was reported. */
  warned: Set<string>;
};

/** A valid request, with the resources that its path names. */
export type StateRequest = {
  exchange: MockExchange;
  stateful: StatefulOperation;
  declared: Declared;
  accept: string | undefined;
  params: Json;
  query: Json;
  body: unknown;
  /** The resources that the path names, in order, the last one aside where the operation is about it. */
  around: Map<string, StoredResource>;
  now: Date;
};

/** A response, or nothing where the contract's examples must do. */
export type StateResponse = Promise<MockResponse | undefined>;

/** The id of the resource that another one belongs to. */
export function linkOf({ key, property }: Relation, { value, links }: Pick<StoredResource, 'value' | 'links'>) {
  const own = property === undefined ? undefined : value[property];
  return typeof own === 'string' || typeof own === 'number' ? String(own) : links[key];
}

/** Whether a resource belongs to all that a path names before it. */
export function isWithin(collection: Collection, scopes: Scope[], params: Json, stored: StoredResource): boolean {
  return scopes.every((scope) => {
    const relation = collection.relations.find(({ key }) => key === scope.key);
    const link = relation === undefined ? undefined : linkOf(relation, stored);
    // Seeds belong to nothing that the contract does not store.
    return link === undefined ? scope.collection === undefined : link === String(params[scope.parameter]);
  });
}

/** Facts that a rule gets beside a request. */
type FactsOfRule = { current?: Json | undefined; next?: Json | undefined; violations?: Violation[] };

/** Calls the rule of an operation. */
export async function callRule(
  { rules, data }: StateContext,
  { exchange, params, query, body, now }: Pick<StateRequest, 'exchange' | 'params' | 'query' | 'body' | 'now'>,
  { current, next, violations = [] }: FactsOfRule = {},
): Promise<MockRuleOutcome> {
  const operationId = exchange.operationId ?? '';
  const rule = Object.hasOwn(rules, operationId) ? rules[operationId] : undefined;
  if (rule === undefined) return undefined;
  const headers = Object.fromEntries(
    Object.entries(exchange.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
  return rule({
    operationId,
    requestId: exchange.id,
    params,
    query,
    headers,
    body,
    violations,
    current,
    next,
    data,
    now,
  });
}
