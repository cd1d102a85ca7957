import type { Operation } from '../document/document.ts';

/** A path of the contract with its operations by method, in lower case. */
export type Route = { path: string; operations: Map<string, Operation> };

/** The route that a path leads to, and its path parameters as they stand there, still percent-encoded. */
export type RouteMatch = { route: Route; rawParameters: Record<string, string> };

/** A step of a templated path: what the segment looks like, and the names of the parameters in it. */
type Template = { source: string; pattern: RegExp; names: string[]; node: Node };

/** What can follow after the same beginning of a path. */
type Node = { literals: Map<string, Node>; templates: Template[]; route: Route | undefined };

/**
 * Compiles the paths of a contract once, so that finding one costs the same whatever their number.
 *
 * A concrete segment is tried before a templated one (OAS 3.1 §4.8.8.2), whatever methods each path has; among templated
 * ones the one with more literal text. A parameter never spans a slash.
 *
 * @returns a function that finds the route of a path without its query; undefined when there is none
 */
export function compileRoutes(operations: Operation[]): (path: string) => RouteMatch | undefined {
  const root = newNode();
  const concrete = new Map<string, Route>();
  for (const operation of operations) {
    const route = nodeOf(root, operation.path);
    route.operations.set(operation.method, operation);
    if (!operation.path.includes('{')) concrete.set(operation.path, route);
  }
  return (path) => {
    const route = concrete.get(path);
    if (route !== undefined) return { route, rawParameters: {} };
    const values: string[] = [];
    const found = find(root, path.split('/'), 1, values);
    if (found === undefined) return undefined;
    return {
      route: found,
      rawParameters: Object.fromEntries(namesOf(found.path).map((name, i) => [name, values[i] ?? ''])),
    };
  };
}

function newNode(): Node {
  return { literals: new Map(), templates: [], route: undefined };
}

/** Makes the way to a path and answers its route. */
function nodeOf(root: Node, path: string): Route {
  let node = root;
  for (const segment of path.split('/').slice(1))
    node = segment.includes('{') ? templateOf(node, segment) : literalOf(node, segment);
  node.route ??= { path, operations: new Map() };
  return node.route;
}

function literalOf(node: Node, segment: string): Node {
  const known = node.literals.get(segment);
  if (known !== undefined) return known;
  const next = newNode();
  node.literals.set(segment, next);
  return next;
}

function templateOf(node: Node, segment: string): Node {
  const source = segment.replaceAll(/\{[^}]*\}/g, '{}');
  const known = node.templates.find((template) => template.source === source);
  if (known !== undefined) return known.node;
  const pattern = new RegExp(`^${source.split('{}').map(escapeForRegExp).join('([^/]+?)')}$`);
  const template = { source, pattern, names: namesOf(segment), node: newNode() };
  node.templates.push(template);
  node.templates.sort((a, b) => b.source.length - a.source.length);
  return template.node;
}

function find(node: Node, segments: string[], index: number, values: string[]): Route | undefined {
  const segment = segments[index];
  if (segment === undefined) return node.route;
  const literal = node.literals.get(segment);
  const found = literal === undefined ? undefined : find(literal, segments, index + 1, values);
  if (found !== undefined) return found;
  for (const template of node.templates) {
    const match = template.pattern.exec(segment);
    if (match === null) continue;
    const before = values.length;
    values.push(...match.slice(1));
    const route = find(template.node, segments, index + 1, values);
    if (route !== undefined) return route;
    values.length = before;
  }
  return undefined;
}

/** Names of the parameters of a template, in order. */
function namesOf(template: string): string[] {
  return [...template.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name);
}

function escapeForRegExp(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
