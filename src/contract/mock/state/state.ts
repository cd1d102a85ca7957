import { isObject } from '../../document/references.ts';
import type { Violation } from '../../serve/types.ts';
import { type MockResponse, problemResponse } from '../prism.ts';
import type { MockExchange, StateContext, StateRequest } from './context.ts';
import { callRule, isWithin } from './context.ts';
import { respondWithRule } from './failures.ts';
import { onceForKey, type RememberedResponses } from './idempotency.ts';
import { createStateModel } from './model.ts';
import { listStateNotes } from './notes.ts';
import { createPresenters } from './present.ts';
import { listResources, readPart, readResource, respondNotFound } from './reads.ts';
import { adoptState } from './reload.ts';
import type { MockData } from './rules.ts';
import { seed } from './seeds.ts';
import { createResourceStore, type ResourceStore, StoreFull } from './store.ts';
import { act, changePart, changeResource, clearList, createResource, removeResource } from './writes.ts';

/** The state of a mock. */
export type MockState = {
  /** Responds from the state; undefined if the contract's examples are used. */
  respond: (exchange: MockExchange, accept: string | undefined) => Promise<MockResponse | undefined>;
  /** Responds to a request that the contract rejects by a rule of the API; undefined where no rule responds. */
  respondInvalid: (
    exchange: MockExchange,
    violations: Violation[],
    accept: string | undefined,
  ) => Promise<MockResponse | undefined>;
  /** Responds to `/__mock/reset` and `/__mock/state`; undefined for any other path. */
  control: (method: string, path: string) => MockResponse | undefined;
  context: StateContext;
  remembered: RememberedResponses;
  /** Whether nothing was stored, changed or deleted since the state began. */
  isPristine: () => boolean;
};

type StateOptions = Pick<StateContext, 'document' | 'find' | 'known' | 'ask' | 'rules' | 'onWarning'> & {
  /** Whether it begins without what clients create. */
  isEmpty?: boolean;
};

/**
 * Remembers what requests make, change and delete. It begins with the contract's examples.
 *
 * @param before state of the document before a reload, which is kept as far as the document allows it
 */
export function createMockState(
  { known, find, isEmpty = false, ...options }: StateOptions,
  before?: MockState,
): MockState {
  const operations = [...known.values()].map(({ operation }) => operation);
  const model = createStateModel(operations, find);
  const store = createResourceStore();
  const context: StateContext = {
    ...{ ...options, known, find, model, store, warned: new Set(), removedSingles: new Set() },
    ...{ presenters: createPresenters(model, known, find), data: createMockData(store) },
  };
  const remembered: RememberedResponses = new Map(before?.remembered);
  let seeded = 0;
  const reset = (): void => {
    store.clear();
    context.removedSingles.clear();
    seed(context, isEmpty);
    seeded = store.changes();
  };
  reset();
  if (before !== undefined && !before.isPristine()) adoptState(context, before.context);
  for (const note of listStateNotes(context)) context.onWarning(note, context.document);
  return {
    context,
    remembered,
    isPristine: () => store.changes() === seeded,
    respond: (exchange, accept) => respondByState(context, remembered, exchange, accept),
    respondInvalid: async (exchange, violations, accept) => {
      const visit = openRequest(context, exchange, accept);
      if (visit === undefined) return undefined;
      const outcome = await callRule(context, visit, { current: resourceAt(context, visit), violations });
      return outcome !== undefined && 'response' in outcome
        ? respondWithRule(context, visit, outcome.response)
        : undefined;
    },
    control: (method, path) => {
      if (path === '/__mock/reset' && method === 'POST') {
        reset();
        remembered.clear();
        return { status: 204, headers: {}, body: undefined };
      }
      if (path === '/__mock/state' && method === 'GET') return jsonResponse(dumpState(context));
      return path.startsWith('/__mock/')
        ? problemResponse(new Error('The mock knows POST /__mock/reset and GET /__mock/state.'), 404)
        : undefined;
    },
  };
}

/** The states of a mock by the name of the scenario that has one of its own. Each is made when it is first asked for. */
export function createStates(options: StateOptions, before: ReadonlyMap<string, MockState> | undefined) {
  const states = new Map<string, MockState>();
  const stateOf = (name: string, isEmpty: boolean): MockState => {
    // The first state has reported the parts of the document that have no state.
    const { onWarning } = options;
    const own = { ...options, isEmpty, onWarning: states.size === 0 ? onWarning : () => undefined };
    const state = states.get(name) ?? createMockState(own, before?.get(name));
    states.set(name, state);
    return state;
  };
  return { states, stateOf };
}

function jsonResponse(body: unknown): MockResponse {
  return { status: 200, headers: { 'content-type': 'application/json' }, body };
}

/** All resources by their kind, oldest first, as reads show them. */
function dumpState({ store, model, presenters }: StateContext): Record<string, unknown[]> {
  return Object.fromEntries(
    model.collections.map((collection) => [
      collection.name,
      store.list(collection.name).map(({ value }) => presenters.shown(collection, value)),
    ]),
  );
}

function createMockData(store: ResourceStore): MockData {
  return {
    find: (kind, id) => store.get(kind, id)?.value,
    list: (kind) => store.list(kind).map(({ value }) => value),
    put: (kind, key, value, links) =>
      void store.put(kind, { key, value, links: links ?? store.get(kind, key)?.links ?? {} }),
    remove: (kind, key) => store.remove(kind, key),
  };
}

function openRequest(
  context: StateContext,
  exchange: MockExchange,
  accept: string | undefined,
): StateRequest | undefined {
  const id = exchange.operationId ?? '';
  const stateful = context.model.operations.get(id);
  const declared = context.known.get(id)?.find();
  if (stateful === undefined || declared === undefined || declared.status >= 300) return undefined;
  const { path = {}, query = {} } = exchange.decoded ?? {};
  return {
    ...{ exchange, stateful, declared, accept, params: path, query, body: exchange.body?.value },
    ...{ around: new Map(), now: new Date() },
  };
}

/** The resource that a request is about, where it exists. */
function resourceAt({ store }: StateContext, { stateful, params }: StateRequest) {
  const { role, scopes } = stateful;
  const scope = scopes.findLast(({ collection }) => collection !== undefined);
  const own = 'parameter' in role ? role : undefined;
  const kind = own?.collection.name ?? scope?.collection?.name ?? '';
  return store.get(kind, String(params[own?.parameter ?? scope?.parameter ?? '']))?.value;
}

async function respondByState(
  context: StateContext,
  remembered: RememberedResponses,
  exchange: MockExchange,
  accept: string | undefined,
): Promise<MockResponse | undefined> {
  const visit = openRequest(context, exchange, accept);
  if (visit === undefined) return undefined;
  const { stateful, params: path } = visit;
  for (const scope of stateful.scopes) {
    const { collection, key, parameter } = scope;
    if (collection === undefined) continue;
    const found = context.store.get(collection.name, String(path[parameter]));
    const before = stateful.scopes.slice(0, stateful.scopes.indexOf(scope));
    if (found === undefined || !isWithin(collection, before, path, found))
      return respondNotFound(context, visit, collection);
    visit.around.set(key, found);
  }
  try {
    return await onceForKey(context, remembered, visit, () => respondByRole(context, visit));
  } catch (error) {
    if (error instanceof StoreFull) return problemResponse(error, 507);
    throw error;
  }
}

function respondByRole(context: StateContext, visit: StateRequest): Promise<MockResponse | undefined> {
  const { role } = visit.stateful;
  switch (role.kind) {
    case 'create':
      return createResource(context, visit, role);
    case 'list':
      return listResources(context, visit, role);
    case 'read':
      return readResource(context, visit, role);
    case 'update':
      return changeResource(context, visit, role, false);
    case 'replace':
      return changeResource(context, visit, role, true);
    case 'remove':
      return removeResource(context, visit, role);
    case 'clear':
      return clearList(context, visit, role);
    case 'part':
      return role.writes && isObject(visit.body)
        ? changePart(context, visit, role.property)
        : readPart(context, visit, role.property);
    case 'action':
      return act(context, visit, role.place);
  }
}
