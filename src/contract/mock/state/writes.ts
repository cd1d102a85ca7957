import { isObject } from '../../document/references.ts';
import { equal } from '../../values/flat.ts';
import type { MockResponse } from '../prism.ts';
import type { Collection } from './collections.ts';
import { checkIfMatch } from './conditions.ts';
import { callRule, linkOf, type StateContext, type StateRequest, type StateResponse } from './context.ts';
import { applyEffects } from './effects.ts';
import { valueIn } from './envelopes.ts';
import { respondWithFailure, respondWithRule } from './failures.ts';
import { makeId } from './ids.ts';
import { readListParameters } from './lists.ts';
import { matching, ownResource, respondNotFound } from './reads.ts';
import { respondWithResource, sendBody } from './responses.ts';
import { createShapes } from './shapes.ts';
import { linksOf, singleKey } from './singles.ts';
import type { StoredResource } from './store.ts';
import {
  applyUpdate,
  type Json,
  mergePatch,
  serverValues,
  withSchemaDefaults,
  withServerValues,
  withUpdateMoments,
} from './values.ts';

type ItemRole = { collection: Collection; parameter: string; place: string[] };

/** The properties of a resource in a request: members of a JSON body or a form. Undefined without such a body. */
function sentMembers(
  { body, exchange, stateful }: StateRequest,
  isComplete: boolean,
  { find }: StateContext,
): Json | undefined {
  if (!isObject(body) || body instanceof Uint8Array) return undefined;
  const mediaType = exchange.body?.mediaType ?? '';
  const schema = stateful.operation.requestBody?.content[mediaType]?.schema;
  // Defaults of an update would change missing properties.
  return isComplete ? (withSchemaDefaults(body, schema, find) as Json) : body;
}

/** Makes a resource of a request and responds with it. */
export async function createResource(
  context: StateContext,
  visit: StateRequest,
  { collection, place }: { collection: Collection; place: string[] },
): StateResponse {
  const { store, find, presenters } = context;
  // A body that has no members, such as one of XML, leaves it to the contract's example what the resource is.
  const sent = sentMembers(visit, true, context) ?? exampleMembers(visit, collection, place);
  const { idName } = collection;
  const isTaken = (id: string): boolean => store.get(collection.name, id) !== undefined;
  const own = idName === undefined ? undefined : sent[idName];
  const hasOwn = typeof own === 'string' || typeof own === 'number';
  if (hasOwn && isTaken(String(own)) && Object.hasOwn(visit.stateful.operation.responses, '409')) {
    const detail = `A ${collection.name} with the ${idName} ${JSON.stringify(own)} exists.`;
    return respondWithFailure(context, visit, { status: 409, detail, prefers: /exist|conflict|taken|duplicate/i });
  }
  const isFree = hasOwn && !isTaken(String(own));
  const id = isFree ? own : (makeId(collection, find, isTaken, store.largestId(collection.name)) ?? own);
  if (typeof id !== 'string' && typeof id !== 'number') return undefined;
  const links = linksOf(visit);
  const named = { ...(idName === undefined ? {} : { [idName]: id }), ...sent, ...parentIds(collection, visit) };
  if (idName !== undefined) named[idName] = id;
  const value = presenters.repaired(collection, withoutLooseIds(context, visit, collection, named));
  const outcome = await callRule(context, visit, { next: value });
  if (outcome !== undefined && 'response' in outcome) return respondWithRule(context, visit, outcome.response);
  const { value: changed = value, members } = outcome !== undefined && !('keeps' in outcome) ? outcome : {};
  const key = String(idName === undefined ? id : changed[idName]);
  const stored = store.put(collection.name, { key, value: changed, links });
  const response = await respondWithResource(context, visit, { collection, stored, place, members });
  if (response === undefined) store.remove(collection.name, key);
  return response;
}

/** A new resource with the values that the server sets, without invented ids of other resources. */
function withoutLooseIds(
  { find, store }: StateContext,
  { now }: StateRequest,
  collection: Collection,
  named: Json,
): Json {
  const filled = withServerValues(named, collection.schema, find, now);
  for (const { property, collection: parent } of collection.relations) {
    if (property === undefined || parent === undefined || Object.hasOwn(named, property)) continue;
    const [first] = store.list(parent.name);
    const required = createShapes(find).flat(collection.schema).required ?? [];
    if (!required.includes(property)) delete filled[property];
    else if (first !== undefined) filled[property] = first.value[parent.idName ?? ''] ?? first.key;
  }
  return filled;
}

/** The resource of the contract's example, without its id. */
function exampleMembers({ declared }: StateRequest, { idName }: Collection, place: string[]): Json {
  const value = valueIn(declared.sample(), place);
  if (!isObject(value)) return {};
  const { [idName ?? '']: _, ...rest } = value;
  return rest;
}

/** Properties that name the resources around a new one. */
function parentIds({ relations }: Collection, { stateful, params, around }: StateRequest): Json {
  return Object.fromEntries(
    stateful.scopes.flatMap(({ key, parameter, collection }) => {
      const property = relations.find((one) => one.key === key)?.property;
      if (property === undefined) return [];
      const id = collection?.idName === undefined ? undefined : around.get(key)?.value[collection.idName];
      return [[property, id ?? params[parameter]]];
    }),
  );
}

/** Changes a resource: with PATCH the members that are sent, with PUT all of it. */
export async function changeResource(
  context: StateContext,
  visit: StateRequest,
  role: ItemRole,
  isWhole: boolean,
): StateResponse {
  const { collection, parameter } = role;
  const stored = ownResource(context, visit, collection, parameter);
  if (stored === undefined)
    return isWhole ? createByPut(context, visit, role) : respondNotFound(context, visit, collection);
  const rejected = await checkIfMatch(context, visit, context.presenters.tagOf(collection, stored.value));
  if (rejected !== undefined) return rejected;
  const sent = sentMembers(visit, isWhole, context);
  const changed =
    sent === undefined
      ? stored.value
      : changedValue(context, visit, { collection, before: stored.value, sent, isWhole });
  const outcome = await callRule(context, visit, { current: stored.value, next: changed });
  if (outcome !== undefined && 'response' in outcome) return respondWithRule(context, visit, outcome.response);
  const { value: next = changed, members } = outcome !== undefined && !('keeps' in outcome) ? outcome : {};
  return keepChange(context, visit, { ...role, stored, next, members });
}

type Kept = ItemRole & { stored: StoredResource; next: Json; members: Json | undefined };

async function keepChange(
  context: StateContext,
  visit: StateRequest,
  { collection, place, stored, next, members }: Kept,
): StateResponse {
  const { store, find } = context;
  const { key, links, value: before } = stored;
  const isSame = equal(before, next);
  const value = isSame
    ? before
    : withUpdateMoments({ value: next, before, schema: collection.schema, now: visit.now }, find);
  const after = store.put(collection.name, { key, value, links });
  const response = await respondWithResource(context, visit, { collection, stored: after, place, members });
  if (response === undefined) store.put(collection.name, { key, value: before, links });
  return response;
}

type Changing = { collection: Collection; before: Json; sent: Json; isWhole: boolean };

function changedValue(
  context: StateContext,
  visit: StateRequest,
  { collection, before, sent, isWhole }: Changing,
): Json {
  const { find, presenters } = context;
  const { schema, idName } = collection;
  const mediaType = visit.exchange.body?.mediaType ?? '';
  const merged = isWhole
    ? { ...serverValues(before, schema, find), ...sent }
    : /merge-patch/.test(mediaType)
      ? (mergePatch(before, sent) as Json)
      : applyUpdate(before, sent, schema, find);
  const result = applyEffects(visit.stateful.operation, sent, merged);
  // An id does not change.
  if (idName !== undefined) result[idName] = before[idName];
  const filled = withServerValues(result, schema, find, visit.now);
  return presenters.repaired(collection, filled, before);
}

/** A PUT to a resource that does not exist makes it where the contract declares a 201. */
async function createByPut(context: StateContext, visit: StateRequest, role: ItemRole): StateResponse {
  const { collection, parameter, place } = role;
  const declared = Object.hasOwn(visit.stateful.operation.responses, '201')
    ? context.known.get(visit.stateful.operation.operationId)?.find(201)
    : undefined;
  if (declared === undefined && !collection.isSingle) return respondNotFound(context, visit, collection);
  const { idName } = collection;
  const id = visit.params[parameter];
  const sent = sentMembers(visit, true, context) ?? {};
  const named = { ...sent, ...parentIds(collection, visit), ...(idName === undefined ? {} : { [idName]: id }) };
  const value = context.presenters.repaired(
    collection,
    withServerValues(named, collection.schema, context.find, visit.now),
  );
  const outcome = await callRule(context, visit, { next: value });
  if (outcome !== undefined && 'response' in outcome) return respondWithRule(context, visit, outcome.response);
  const key = collection.isSingle ? singleKey(visit) : String(id);
  const next = outcome !== undefined && 'value' in outcome ? (outcome.value ?? value) : value;
  const stored = context.store.put(collection.name, { key, value: next, links: linksOf(visit) });
  const where = declared === undefined ? visit : { ...visit, declared };
  const response = await respondWithResource(context, where, { collection, stored, place });
  if (response === undefined) context.store.remove(collection.name, key);
  return response;
}

/** Deletes a resource and what belongs to it. */
export async function removeResource(
  context: StateContext,
  visit: StateRequest,
  { collection, parameter, place }: ItemRole,
): StateResponse {
  const stored = ownResource(context, visit, collection, parameter);
  if (stored === undefined) return respondNotFound(context, visit, collection);
  const rejected = await checkIfMatch(context, visit, context.presenters.tagOf(collection, stored.value));
  if (rejected !== undefined) return rejected;
  const outcome = await callRule(context, visit, { current: stored.value });
  if (outcome !== undefined && 'response' in outcome) return respondWithRule(context, visit, outcome.response);
  removeWithChildren(context, collection, stored);
  if (collection.isSingle) context.removedSingles.add(`${collection.name} ${stored.key}`);
  const { declared } = visit;
  if (!declared.hasContent) return sendBody(context, visit, undefined, {});
  const shown = await respondQuietly(context, visit, { collection, stored, place });
  return shown ?? undefined;
}

/** The deleted resource, where the response has a place for it; else the contract's example. */
async function respondQuietly(
  context: StateContext,
  visit: StateRequest,
  shown: Parameters<typeof respondWithResource>[2],
) {
  const before = context.warned.has(visit.stateful.operation.operationId);
  context.warned.add(visit.stateful.operation.operationId);
  const response: MockResponse | undefined = await respondWithResource(context, visit, shown);
  if (!before) context.warned.delete(visit.stateful.operation.operationId);
  return response;
}

/** Removes a resource and those below its path. */
export function removeWithChildren(context: StateContext, collection: Collection, { key }: StoredResource): void {
  const { store, model } = context;
  store.remove(collection.name, key);
  for (const child of model.collections) {
    const relation = child.relations.find((one) => one.collection === collection);
    if (relation === undefined || child === collection || !isBelow(child, collection)) continue;
    for (const one of store.list(child.name))
      if (linkOf(relation, one) === key) removeWithChildren(context, child, one);
  }
}

/** Whether the resources of a collection stand below those of another, and have no place of their own elsewhere. */
function isBelow({ itemPath }: Collection, { parameter, relations: _ }: Collection): boolean {
  return itemPath === undefined || itemPath.includes(`{${parameter}}/`);
}

/** Deletes what a list with the same parameters shows. */
export async function clearList(
  context: StateContext,
  visit: StateRequest,
  { collection }: { collection: Collection },
): StateResponse {
  const outcome = await callRule(context, visit);
  if (outcome !== undefined && 'response' in outcome) return respondWithRule(context, visit, outcome.response);
  const parameters = readListParameters(visit.stateful.operation, collection.schema, context.find);
  for (const stored of matching(context, visit, collection, parameters))
    removeWithChildren(context, collection, stored);
  return visit.declared.hasContent ? undefined : sendBody(context, visit, undefined, {});
}

/** Does something to the resource that the path names. */
export async function act(context: StateContext, visit: StateRequest, place: string[] | undefined): StateResponse {
  const [scope] = visit.stateful.scopes.filter(({ collection }) => collection !== undefined).slice(-1);
  const stored = scope === undefined ? undefined : visit.around.get(scope.key);
  const collection = scope?.collection;
  const outcome = await callRule(context, visit, { current: stored?.value });
  if (outcome !== undefined && 'response' in outcome) return respondWithRule(context, visit, outcome.response);
  if (stored === undefined || collection === undefined) return undefined;
  const { value, members } = outcome !== undefined && !('keeps' in outcome) ? outcome : {};
  const { key, links } = stored;
  const after = value === undefined ? stored : context.store.put(collection.name, { key, value, links });
  if (place === undefined) return visit.declared.hasContent ? undefined : sendBody(context, visit, undefined, {});
  return respondWithResource(context, visit, { collection, stored: after, place, members });
}

/** Changes a property of the resource around it. */
export async function changePart(context: StateContext, visit: StateRequest, property: string): StateResponse {
  const [scope] = visit.stateful.scopes.filter(({ collection }) => collection !== undefined).slice(-1);
  const stored = scope === undefined ? undefined : visit.around.get(scope.key);
  if (stored === undefined || scope?.collection === undefined || !isObject(visit.body)) return undefined;
  const before = isObject(stored.value[property]) ? stored.value[property] : {};
  const part = visit.exchange.method === 'put' ? visit.body : mergePatch(before, visit.body);
  const next = context.presenters.repaired(scope.collection, { ...stored.value, [property]: part }, stored.value);
  const { key, links } = stored;
  const value = withUpdateMoments(
    { value: next, before: stored.value, schema: scope.collection.schema, now: visit.now },
    context.find,
  );
  context.store.put(scope.collection.name, { key, value, links });
  return sendBody(context, visit, visit.declared.select(next[property]), {});
}
