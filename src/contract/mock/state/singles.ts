import { isObject } from '../../document/references.ts';
import type { Collection } from './collections.ts';
import type { StateContext, StateRequest } from './context.ts';
import type { StoredResource } from './store.ts';

/** The key of a resource without an id: those of the resources around it. */
export function singleKey({ stateful, params }: StateRequest): string {
  return stateful.scopes.map(({ parameter }) => encodeURIComponent(String(params[parameter]))).join('/');
}

/** A resource without an id. It is there, as its example has it, until it is deleted. */
export function singleAt(
  context: StateContext,
  visit: StateRequest,
  collection: Collection,
): StoredResource | undefined {
  const { store, removedSingles, presenters } = context;
  const key = singleKey(visit);
  const known = store.get(collection.name, key);
  if (known !== undefined || removedSingles.has(`${collection.name} ${key}`)) return known;
  const sample = presenters.of(collection)?.declared.sample();
  return isObject(sample) ? store.put(collection.name, { key, value: sample, links: linksOf(visit) }) : undefined;
}

/** The ids of the resources around a new one. */
export function linksOf({ stateful, params }: StateRequest): Record<string, string> {
  return Object.fromEntries(stateful.scopes.map(({ key, parameter }) => [key, String(params[parameter])]));
}
