import type { Operation } from '../../document/document.ts';
import type { Relation, Scope } from './relations.ts';
import { collapsePath, pathSegments, type Shapes } from './shapes.ts';

/** Resources of one kind, wherever the contract lists, reads or makes them. */
export type Collection = {
  /** The component that its resources are, or its path. */
  name: string;
  /** Schema of a resource, as a read shows it. */
  schema: unknown;
  /** Identifies that schema. */
  type: string | undefined;
  /** The property with the id; undefined where only the path has it. */
  idName: string | undefined;
  /** Name of the id parameter in the path of one resource. Empty if there is no such path, or no id in it. */
  parameter: string;
  /** Schema of that parameter, and what identifies it. */
  parameterSchema: unknown;
  parameterType: string | undefined;
  /** The plain segment before the parameter. */
  segment: string;
  /** Path of one resource; undefined where there is none. */
  itemPath: string | undefined;
  /** Whether there is one resource, or one for each resource around it. */
  isSingle: boolean;
  relations: Relation[];
};

export type Collections = {
  all: Collection[];
  /** The collection of which an operation's path names one resource. */
  homeOf: (operation: Operation) => Collection | undefined;
  /** The collection that a path without the id of its resources is of. */
  at: (path: string) => Collection | undefined;
  /** The collection whose resources an operation lists. */
  listed: (operation: Operation) => Collection | undefined;
  /** The resource without an id that an operation's path is of. */
  singleOf: (operation: Operation) => Collection | undefined;
  /** The collection or resource that a path parameter names. @param index of the parameter in the path */
  scopeAt: (operation: Operation, parameter: string, index: number) => Scope;
  /** The collection of the last resource that a path names. */
  around: (operation: Operation) => Collection | undefined;
};

const ITEM_METHODS = ['get', 'put', 'patch', 'delete'];

type CollectionSearch = {
  operations: Operation[];
  shapes: Shapes;
  all: Collection[];
  /** By paths of one resource, without the names of their parameters. */
  homes: Map<string, Collection>;
  /** By operationId. */
  lists: Map<string, Collection>;
  /** By paths, without the names of their parameters. */
  singles: Map<string, Collection>;
};

/** Finds the collections of a contract. */
export function createCollections(operations: Operation[], shapes: Shapes): Collections {
  const finding: CollectionSearch = {
    operations,
    shapes,
    all: [],
    homes: new Map(),
    lists: new Map(),
    singles: new Map(),
  };
  const { all, homes, lists, singles } = finding;
  for (const { path, method } of operations) if (ITEM_METHODS.includes(method)) addHome(finding, path);
  for (const operation of operations) addList(finding, operation);
  for (const operation of operations) addSingle(finding, operation);
  return {
    all,
    homeOf: ({ path }) => homes.get(collapsePath(path)),
    at: (path) => homes.get(`${collapsePath(path)}/{}`) ?? listAt(operations, lists, path),
    listed: ({ operationId }) => lists.get(operationId),
    singleOf: ({ path }) => singles.get(collapsePath(path)),
    scopeAt: (operation, parameter, index) => findScope(finding, operation, parameter, index),
    around: (operation) =>
      pathSegments(operation.path)
        .map(({ parameter }, index) =>
          parameter === undefined ? undefined : findScope(finding, operation, parameter, index).collection,
        )
        .findLast((one) => one !== undefined),
  };
}

function pathParameterSchema(operation: Operation, name: string): unknown {
  return operation.parameters.find((one) => one.in === 'path' && one.name === name)?.schema;
}

/** Adds the collection of a path that ends with the id of a resource. */
function addHome({ operations, shapes, all, homes }: CollectionSearch, path: string): void {
  const collapsed = collapsePath(path);
  const parameter = pathSegments(path).at(-1)?.parameter;
  if (parameter === undefined || homes.has(collapsed)) return;
  const { shape, operation } = homeShape(operations, shapes, path, parameter) ?? {};
  if (shape === undefined || operation === undefined) return;
  const segment = pathSegments(path).at(-2)?.text ?? '';
  // Collections of one schema with operations of their own that make resources are different ones.
  const isMade = ({ itemPath }: Collection): boolean =>
    operations.some(
      (one) => one.method === 'post' && itemPath !== undefined && collapsePath(one.path) === collectionPath(itemPath),
    );
  const same = all.find(
    (one) => one.type !== undefined && one.type === shape.type && (one.segment === segment || !isMade(one)),
  );
  const parameterSchema = pathParameterSchema(operation, parameter);
  const collection = same ?? {
    ...{ name: freeName(all, shape.type?.split('/').at(-1) ?? collectionPath(path)), schema: shape.schema },
    ...{ type: shape.type, idName: shape.idName, parameter, parameterSchema },
    ...{ parameterType: shapes.typeOf(parameterSchema), segment, itemPath: path, isSingle: false, relations: [] },
  };
  if (same === undefined) all.push(collection);
  homes.set(collapsed, collection);
}

/** Adds the collection of a list, unless its resources have one. */
function addList({ shapes, all, homes, lists }: CollectionSearch, operation: Operation): void {
  const body = operation.method === 'get' ? shapes.successBody(operation) : undefined;
  const rows = body === undefined ? undefined : shapes.rows(body.schema);
  const collapsed = collapsePath(operation.path);
  if (rows === undefined || homes.has(collapsed)) return;
  const segment = pathSegments(operation.path).at(-1)?.text ?? '';
  const home = homes.get(`${collapsed}/{}`);
  const alike = all.filter((one) => one.type !== undefined && one.type === rows.type);
  const known = home ?? alike.find((one) => one.segment === segment) ?? alike[0];
  const collection = known ?? {
    ...{ name: freeName(all, rows.type?.split('/').at(-1) ?? collapsed), schema: rows.schema, type: rows.type },
    ...{ idName: rows.idName, parameter: '', parameterSchema: undefined, parameterType: undefined, segment },
    ...{ itemPath: undefined, isSingle: false, relations: [] },
  };
  if (known === undefined) all.push(collection);
  lists.set(operation.operationId, collection);
}

/** Adds a resource without an id, which is read and written at the same path. */
function addSingle({ operations, shapes, all, homes, lists, singles }: CollectionSearch, operation: Operation): void {
  const collapsed = collapsePath(operation.path);
  const isWritten = operations.some(
    ({ path, method }) => collapsePath(path) === collapsed && ['put', 'patch'].includes(method),
  );
  const body = operation.method === 'get' ? shapes.successBody(operation) : undefined;
  if (!isWritten || body === undefined || homes.has(collapsed) || lists.has(operation.operationId)) return;
  const single: Collection = {
    ...{ name: freeName(all, collapsed), schema: body.schema, type: shapes.typeOf(body.schema), idName: undefined },
    ...{ parameter: '', parameterSchema: undefined, parameterType: undefined, itemPath: operation.path },
    ...{ segment: pathSegments(operation.path).at(-1)?.text ?? '', isSingle: true, relations: [] },
  };
  all.push(single);
  singles.set(collapsed, single);
}

/** Finds what a path parameter names, by the path before it, its schema, or the segment before it. */
function findScope(
  { shapes, all, homes }: CollectionSearch,
  operation: Operation,
  parameter: string,
  index: number,
): Scope {
  const segments = pathSegments(operation.path);
  const before = segments.slice(0, index + 1).map(({ text }) => text);
  const withId = all.filter((one) => one.parameter !== '');
  const type = shapes.typeOf(pathParameterSchema(operation, parameter));
  const ofType = type === undefined ? [] : withId.filter((one) => one.parameterType === type);
  const ofSegment = withId.filter(({ segment }) => segment === segments[index - 1]?.text);
  const found = homes.get(collapsePath(`/${before.join('/')}`)) ?? lone(ofType) ?? lone(ofSegment);
  return { key: found?.name ?? parameter, parameter, collection: found };
}

function lone<Item>(items: Item[]): Item | undefined {
  return items.length === 1 ? items[0] : undefined;
}

function listAt(operations: Operation[], lists: Map<string, Collection>, path: string): Collection | undefined {
  const list = operations.find((one) => one.method === 'get' && collapsePath(one.path) === collapsePath(path));
  return list === undefined ? undefined : lists.get(list.operationId);
}

function collectionPath(itemPath: string): string {
  return collapsePath(itemPath).replace(/\/\{\}$/, '');
}

function freeName(all: Collection[], wanted: string): string {
  const isTaken = (name: string): boolean => all.some((one) => one.name === name);
  let name = wanted;
  for (let count = 2; isTaken(name); count++) name = `${wanted} ${count}`;
  return name;
}

/** The shape of one resource at a path, from the first response that contains one. */
function homeShape(operations: Operation[], shapes: Shapes, path: string, parameter: string) {
  const at = (where: string, ...methods: string[]): Operation[] =>
    methods.flatMap((method) =>
      operations.filter((one) => one.method === method && collapsePath(one.path) === collapsePath(where)),
    );
  const above = collectionPath(path);
  const item = at(path, 'get', 'patch', 'put', 'delete');
  const [operation] = item;
  if (operation === undefined) return undefined;
  for (const one of [...item, ...at(above, 'post')]) {
    const body = shapes.successBody(one);
    if (body !== undefined && shapes.rows(body.schema)?.place.length === 0) continue;
    if (body === undefined || shapes.flat(body.schema).properties === undefined) continue;
    return { operation, shape: shapes.resource(body.schema, parameter) };
  }
  const listed = at(above, 'get')[0] ?? listedElsewhere(operations, shapes, operation, parameter);
  const body = listed === undefined ? undefined : shapes.successBody(listed);
  const rows = body === undefined ? undefined : shapes.rows(body.schema);
  if (rows === undefined) return undefined;
  const shape = shapes.resource(rows.schema, parameter);
  return { operation, shape: { ...shape, place: [] } };
}

/** A list whose rows have an id of the parameter's schema, or whose path ends as the one before the parameter. */
function listedElsewhere(operations: Operation[], shapes: Shapes, item: Operation, parameter: string) {
  const lists = operations.filter(({ method }) => method === 'get');
  const type = shapes.typeOf(item.parameters.find((one) => one.in === 'path' && one.name === parameter)?.schema);
  const segment = pathSegments(item.path).at(-2)?.text;
  const rowsOf = (operation: Operation) => {
    const body = shapes.successBody(operation);
    return body === undefined ? undefined : shapes.rows(body.schema);
  };
  const hasType = (operation: Operation): boolean => {
    const rows = rowsOf(operation);
    if (rows?.idName === undefined || type === undefined) return false;
    return shapes.typeOf(shapes.flat(rows.schema).properties?.[rows.idName]) === type;
  };
  return (
    lists.find(hasType) ??
    lists.find((one) => pathSegments(one.path).at(-1)?.text === segment && rowsOf(one) !== undefined)
  );
}
