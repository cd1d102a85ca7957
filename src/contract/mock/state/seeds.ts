import { isObject } from '../../document/references.ts';
import { examplesOf, successOf } from '../examples.ts';
import type { MockOperation } from '../respond.ts';
import type { Collection } from './collections.ts';
import { linkOf, type StateContext } from './context.ts';
import { valueIn } from './envelopes.ts';
import type { Json } from './values.ts';

const SEEDING = ['read', 'list', 'create', 'replace', 'update'] as const;

/**
 * Fills a store with the resources of the contract's examples, each once, those first that others belong to.
 *
 * @param isEmpty whether resources that clients can write are left out, and with them what belongs to them
 */
export function seed(context: StateContext, isEmpty = false): void {
  const written = isEmpty ? writtenCollections(context) : new Set<Collection>();
  const order = context.model.collections.toSorted((one, other) => one.relations.length - other.relations.length);
  for (const collection of order)
    if (!collection.isSingle && !written.has(collection)) seedCollection(context, collection);
}

/** Collections that an operation changes. The others are catalogs of the API. */
function writtenCollections({ model }: StateContext): Set<Collection> {
  const roles = [...model.operations.values()].map(({ role }) => role);
  return new Set(
    roles.flatMap((role) =>
      'collection' in role && role.kind !== 'list' && role.kind !== 'read' ? [role.collection] : [],
    ),
  );
}

function seedCollection(context: StateContext, collection: Collection): void {
  const { store, presenters } = context;
  const { name, idName } = collection;
  let hasUnnamed = false;
  for (const values of exampleResources(context, collection)) {
    if (idName === undefined && hasUnnamed) break;
    for (const value of values) {
      const id = idName === undefined ? `row ${store.list(name).length + 1}` : value[idName];
      if ((typeof id !== 'string' && typeof id !== 'number') || store.get(name, String(id)) !== undefined) continue;
      const related = relateSeed(context, collection, value);
      if (related === undefined || presenters.shown(collection, related.value) === undefined) continue;
      store.put(name, { key: String(id), ...related });
      hasUnnamed = true;
    }
  }
}

/** A seed that belongs to resources that are there. Undefined where there is none. */
function relateSeed({ store }: StateContext, { relations, itemPath }: Collection, value: Json) {
  const links: Record<string, string> = {};
  const related: Json = { ...value };
  for (const relation of relations) {
    const { key, collection, property, parameter } = relation;
    if (collection === undefined) continue;
    const link = linkOf(relation, { value: related, links });
    if (link !== undefined && store.get(collection.name, link) !== undefined) continue;
    const [parent] = store.list(collection.name);
    if (parent === undefined) {
      if (itemPath === undefined || itemPath.includes(`{${parameter}}/`)) return undefined;
      continue;
    }
    if (property === undefined) links[key] = parent.key;
    else related[property] = parent.value[collection.idName ?? ''] ?? parent.key;
  }
  return { value: related, links };
}

/** The resources of each example, reads before lists before writes. */
function* exampleResources({ model, known }: StateContext, collection: Collection): Generator<Json[]> {
  let isFound = false;
  const lists: (MockOperation & { place: string[] })[] = [];
  for (const kind of SEEDING)
    for (const { operation, role } of model.operations.values()) {
      if (role.kind !== kind || !('collection' in role) || role.collection !== collection || !('place' in role))
        continue;
      const one = known.get(operation.operationId);
      if (one === undefined) continue;
      if (kind === 'list') lists.push({ ...one, place: role.place });
      for (const body of exampleBodies(one)) {
        const value = valueIn(body, role.place);
        const values = [value].flat().filter(isObject);
        if (values.length > 0) isFound = true;
        yield values;
      }
    }
  // No operation creates these resources, so a sample is better than nothing.
  if (isFound || collection.itemPath !== undefined) return;
  for (const { find, place } of lists) {
    const rows = valueIn(find()?.sample(), place);
    yield [rows].flat().filter(isObject);
  }
}

function exampleBodies({ operation, find }: MockOperation): unknown[] {
  const status = successOf(operation);
  const own = Object.values(operation.responses[status]?.content ?? {}).flatMap(({ example }) =>
    example === undefined ? [] : [example],
  );
  const declared = find();
  const bodies = [...examplesOf(operation, status).values(), ...own].map((body) => structuredClone(body));
  return bodies.filter((body) => declared !== undefined && declared.faultsIn(declared.select(body)).length === 0);
}
