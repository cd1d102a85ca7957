import type { DocumentFault, Operation } from '../../document/document.ts';
import type { FindSchema } from '../../document/references.ts';
import { type Collection, createCollections } from './collections.ts';
import { findRelation, type Scope } from './relations.ts';
import { collapsePath, createShapes, pathSegments, type ResourceShape, type Shapes } from './shapes.ts';

/** The effect of an operation on the state. */
export type Role =
  | { kind: 'create'; collection: Collection; place: string[] }
  | { kind: 'list'; collection: Collection; place: string[] }
  /** Deletes what a list shows. */
  | { kind: 'clear'; collection: Collection }
  | { kind: 'read' | 'update' | 'replace' | 'remove'; collection: Collection; parameter: string; place: string[] }
  /** A property of the resource that the path names, under a path of its own. */
  | { kind: 'part'; property: string; writes: boolean }
  /** Done to the resource that the path names, which the response shows where it has a place for it. */
  | { kind: 'action'; place: string[] | undefined };

/** An operation of which something is stored. */
export type StatefulOperation = {
  operation: Operation;
  role: Role;
  /** The resources that the path parameters name, in order, that of `role` aside. */
  scopes: Scope[];
};

/** The collections of a contract, and the operations on them. */
export type StateModel = {
  collections: Collection[];
  operations: Map<string, StatefulOperation>;
  /** Operations that respond without state, with the place and the reason. */
  stateless: DocumentFault[];
};

/** Derives the resources of a contract from its paths, methods and schemas. */
export function createStateModel(operations: Operation[], find: FindSchema): StateModel {
  const shapes = createShapes(find);
  const collections = createCollections(operations, shapes);
  const model: StateModel = { collections: collections.all, operations: new Map(), stateless: [] };
  for (const operation of operations) {
    const role = roleOf(operation, { operations, shapes, collections });
    if (typeof role === 'string') {
      model.stateless.push({
        pointer: operation.pointer,
        message: `${operation.operationId} responds without state: ${role}.`,
      });
      continue;
    }
    const own = 'parameter' in role ? role.parameter : undefined;
    const scopes = pathSegments(operation.path).flatMap(({ parameter }, index, all) => {
      if (parameter === undefined || (parameter === own && index === all.length - 1)) return [];
      return [collections.scopeAt(operation, parameter, index)];
    });
    if (role.kind === 'action' && role.place === undefined && !scopes.some(({ collection }) => collection)) {
      model.stateless.push({
        pointer: operation.pointer,
        message: `${operation.operationId} responds without state: no operation stores, reads or lists its resource.`,
      });
      continue;
    }
    model.operations.set(operation.operationId, { operation, role, scopes });
  }
  for (const { role, scopes } of model.operations.values())
    if ('collection' in role) addRelations(role.collection, scopes, shapes);
  return model;
}

/** Notes in a collection which resources of others its own belong to. */
function addRelations(collection: Collection, scopes: Scope[], shapes: Shapes): void {
  for (const scope of scopes) {
    const known = collection.relations.find(({ key }) => key === scope.key);
    if (known !== undefined) continue;
    collection.relations.push({ ...scope, property: findRelation(collection, scope, shapes) });
  }
}

type ModelReading = { operations: Operation[]; shapes: Shapes; collections: ReturnType<typeof createCollections> };

/** @returns a reason, as the end of a sentence, where nothing can be stored */
function roleOf(operation: Operation, { operations, shapes, collections }: ModelReading): Role | string {
  const { method, path } = operation;
  const body = shapes.successBody(operation);
  const last = pathSegments(path).at(-1);
  const home = collections.homeOf(operation);
  if (home !== undefined && last?.parameter !== undefined) {
    const place = body === undefined ? [] : shapes.resource(body.schema, last.parameter).place;
    const kind = ITEM_METHODS[method];
    if (kind !== undefined) return { kind, collection: home, parameter: last.parameter, place };
  }
  const single = collections.singleOf(operation);
  if (single !== undefined) return singleRole(operation, single, { operations, shapes, collections });
  const rows = body === undefined ? undefined : shapes.rows(body.schema);
  if (method === 'get' && rows !== undefined) {
    const collection = collections.listed(operation);
    return collection === undefined
      ? 'no list is found in its response'
      : { kind: 'list', collection, place: rows.place };
  }
  if (method === 'delete') {
    const collection = collections.at(path);
    if (collection !== undefined) return { kind: 'clear', collection };
  }
  if (method === 'post') {
    const created = createdBy(operation, { operations, shapes, collections });
    if (created !== undefined) return created;
  }
  return actionOf(operation, { operations, shapes, collections });
}

const ITEM_METHODS: Record<string, 'read' | 'update' | 'replace' | 'remove'> = {
  get: 'read',
  head: 'read',
  patch: 'update',
  put: 'replace',
  delete: 'remove',
};

function singleRole(
  operation: Operation,
  collection: Collection,
  { shapes, collections }: ModelReading,
): Role | string {
  const kind = ITEM_METHODS[operation.method];
  if (kind === undefined) return 'only GET, PUT, PATCH and DELETE are known of a resource without an id';
  const property = partOf(operation, collection.schema, { shapes, collections });
  if (property !== undefined && kind !== 'remove') return { kind: 'part', property, writes: kind !== 'read' };
  return { kind, collection, parameter: '', place: [] };
}

/** The property of the resource around a path that has the same schema as the path's own resource. */
function partOf(operation: Operation, schema: unknown, { shapes, collections }: Omit<ModelReading, 'operations'>) {
  const around = collections.around(operation);
  const type = shapes.typeOf(schema);
  if (around === undefined || type === undefined) return undefined;
  const properties = Object.entries(shapes.flat(around.schema).properties ?? {});
  return properties.find(([, property]) => shapes.typeOf(property) === type)?.[0];
}

function createdBy(operation: Operation, { shapes, collections }: ModelReading): Role | undefined {
  const body = shapes.successBody(operation);
  const own = collections.at(operation.path);
  if (own !== undefined) {
    const shape = body === undefined ? undefined : findIn(body.schema, own, shapes);
    return { kind: 'create', collection: own, place: shape?.place ?? [] };
  }
  if (body === undefined || pathSegments(operation.path).at(-1)?.parameter !== undefined) return undefined;
  const made = collections.all
    .map((collection) => ({ collection, shape: findIn(body.schema, collection, shapes) }))
    .find(({ shape }) => shape !== undefined);
  if (made?.shape === undefined) return undefined;
  // An action on a resource returns that resource and creates none.
  const isAction = pathSegments(operation.path).some(
    ({ parameter }, index) =>
      parameter !== undefined && collections.scopeAt(operation, parameter, index).collection === made.collection,
  );
  return isAction ? undefined : { kind: 'create', collection: made.collection, place: made.shape.place };
}

/** The place of a resource of a collection in a body. */
function findIn(schema: unknown, { type, parameter }: Collection, shapes: Shapes): ResourceShape | undefined {
  const whole = shapes.resource(schema, parameter);
  if (type === undefined || whole.type === type) return whole;
  const inside = Object.entries(shapes.flat(schema).properties ?? {}).find(
    ([, member]) => shapes.typeOf(member) === type,
  );
  return inside === undefined ? undefined : { ...whole, place: [inside[0]], schema: inside[1], type };
}

function actionOf(operation: Operation, { shapes, collections }: ModelReading): Role {
  const around = collections.around(operation);
  const body = shapes.successBody(operation);
  if (around === undefined) return { kind: 'action', place: undefined };
  const property =
    operation.method === 'get' && body !== undefined
      ? partOf(operation, body.schema, { shapes, collections })
      : undefined;
  if (property !== undefined) return { kind: 'part', property, writes: false };
  const shape = body === undefined || around.type === undefined ? undefined : findIn(body.schema, around, shapes);
  return { kind: 'action', place: shape?.place };
}

/** Whether two paths differ in nothing but the names of their parameters. */
export function isSamePath(one: string, other: string): boolean {
  return collapsePath(one) === collapsePath(other);
}
