/** Input of a route. */
type Routed = { method: string; path: string; basePaths: string[] };

/** A path of the contract with its operations by method, in lower case. */
export type Route<Operation> = { path: string; operations: Map<string, Operation> };

/** The route that a path leads to, and the values of its parameters in their order, still percent-encoded. */
export type RouteMatch<Operation> = { route: Route<Operation>; values: string[] };

/** A step of a templated path: what the segment looks like, and what can follow it. */
type RouteTemplate<Operation> = { source: string; pattern: RegExp | undefined; node: RouteNode<Operation> };

/** Continuations of a path after the same beginning. */
type RouteNode<Operation> = {
  literals: Map<string, RouteNode<Operation>>;
  templates: RouteTemplate<Operation>[];
  route: Route<Operation> | undefined;
};

/**
 * Compiles the paths of a contract once, so that finding one costs the same whatever their number.
 *
 * A concrete segment is tried before a templated one (OAS 3.1 §4.8.8.2), whatever methods each path has; among templated
 * ones the one with more literal text. A parameter never spans a slash and is never empty. A percent-encoded character
 * of a concrete segment is the character (RFC 3986 §6.2.2.2).
 *
 * @returns a function that finds the route of a path without its query; undefined when there is none
 */
export function compileRoutes<Operation extends Routed>(
  operations: Operation[],
): (path: string) => RouteMatch<Operation> | undefined {
  const root = newNode<Operation>();
  const concrete = new Map<string, RouteMatch<Operation>>();
  for (const operation of operations) {
    for (const basePath of operation.basePaths) {
      const path = basePath + operation.path;
      const route = nodeOf(root, path);
      route.operations.set(operation.method, operation);
      if (!path.includes('{')) concrete.set(path, { route, values: [] });
    }
  }
  return (path) => {
    const match = concrete.get(path);
    if (match !== undefined) return match;
    const values: string[] = [];
    const route = findNode(root, path.split('/'), 1, values);
    return route === undefined ? undefined : { route, values };
  };
}

/** A path without its prefix, such as `/api`. Empty where it has another one: such a path is in no contract. */
export function pathBehind(prefix: string, path: string): string {
  if (prefix === '') return path;
  return path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : '';
}

function newNode<Operation>(): RouteNode<Operation> {
  return { literals: new Map(), templates: [], route: undefined };
}

/** Makes the way to a path and returns its route. */
function nodeOf<Operation>(root: RouteNode<Operation>, path: string): Route<Operation> {
  let node = root;
  for (const segment of path.split('/').slice(1))
    node = segment.includes('{') ? templateOf(node, segment) : literalOf(node, decodeSegment(segment));
  node.route ??= { path, operations: new Map() };
  return node.route;
}

function literalOf<Operation>(node: RouteNode<Operation>, segment: string): RouteNode<Operation> {
  const known = node.literals.get(segment);
  if (known !== undefined) return known;
  const next = newNode<Operation>();
  node.literals.set(segment, next);
  return next;
}

function templateOf<Operation>(node: RouteNode<Operation>, segment: string): RouteNode<Operation> {
  const source = segment.replaceAll(/\{[^}]*\}/g, '{}');
  const known = node.templates.find((template) => template.source === source);
  if (known !== undefined) return known.node;
  const pattern =
    source === '{}' ? undefined : new RegExp(`^${source.split('{}').map(escapeForRegExp).join('([^/]+?)')}$`);
  const template = { source, pattern, node: newNode<Operation>() };
  node.templates.push(template);
  node.templates.sort((a, b) => b.source.length - a.source.length);
  return template.node;
}

function findNode<Operation>(
  node: RouteNode<Operation>,
  segments: string[],
  index: number,
  values: string[],
): Route<Operation> | undefined {
  const segment = segments[index];
  if (segment === undefined) return node.route;
  const literal = node.literals.get(segment.includes('%') ? decodeSegment(segment) : segment);
  const found = literal === undefined ? undefined : findNode(literal, segments, index + 1, values);
  if (found !== undefined) return found;
  for (const template of node.templates) {
    const before = values.length;
    if (template.pattern === undefined) {
      if (segment === '') continue;
      values.push(segment);
    } else {
      const match = template.pattern.exec(segment);
      if (match === null) continue;
      values.push(...match.slice(1));
    }
    const route = findNode(template.node, segments, index + 1, values);
    if (route !== undefined) return route;
    values.length = before;
  }
  return undefined;
}

/** An invalid escape stays as it is. */
function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Names of the parameters of a templated path, in order. */
export function parameterNames(path: string): string[] {
  return [...path.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name);
}

function escapeForRegExp(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
