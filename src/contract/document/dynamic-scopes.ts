import type { Schema } from './document.ts';
import { mapSubschemas } from './keywords.ts';
import { isObject } from './references.ts';
import type { SchemaResources } from './schema-resources.ts';

/**
 * Targets of dynamic anchors, by name: the anchors of the outermost resource that evaluation has entered (JSON Schema
 * 2020-12 core §7.1 and §8.2.3.2).
 */
export type DynamicScope = ReadonlyMap<string, string>;

export type DynamicScopes = {
  /** The scope in a resource that nothing but the resources around it is evaluated before. */
  start(base: string): DynamicScope;
  /** The scope after a resource is entered. */
  enter(scope: DynamicScope, base: string): DynamicScope;
  /** The target of a `$dynamicRef`; undefined if the document has none. */
  resolve(reference: string, base: string, scope: DynamicScope): string | undefined;
  /** The part of a scope that counts for a schema at a pointer, sorted by name. */
  relevant(pointer: string, scope: DynamicScope): DynamicScope;
  /** Targets of a scope that differ from the targets at the schema's own place. */
  difference(pointer: string, scope: DynamicScope): string[];
};

export function createDynamicScopes(resources: SchemaResources): DynamicScopes {
  const enter = (scope: DynamicScope, base: string): DynamicScope => {
    const own = resources.dynamicAnchors(base);
    return [...own.keys()].every((name) => scope.has(name)) ? scope : new Map([...own, ...scope]);
  };
  const start = (base: string): DynamicScope => {
    const parent = resources.parentOf(base);
    return enter(parent === undefined ? new Map() : start(parent), base);
  };
  /** The name of the dynamic anchor at which a reference points directly; undefined for a plain reference. */
  const nameIn = (reference: string, base: string): string | undefined => {
    const target = resources.resolve(reference, base);
    const schema = target === undefined ? undefined : resources.find(target);
    const name = reference.slice(reference.indexOf('#') + 1);
    return isObject(schema) && schema.$dynamicAnchor === name ? name : undefined;
  };
  const reached = createReached(resources, nameIn);
  const relevant = (pointer: string, scope: DynamicScope): DynamicScope => {
    const names = new Set<string>();
    const pointers = new Set([pointer]);
    for (const current of pointers)
      for (const name of reached(current)) {
        names.add(name);
        const target = scope.get(name);
        if (target !== undefined) pointers.add(target);
      }
    const entries = [...scope].filter(([name]) => names.has(name));
    return new Map(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)));
  };
  return {
    ...{ start, enter, relevant },
    resolve: (reference, base, scope) => {
      const name = nameIn(reference, base);
      return (name === undefined ? undefined : scope.get(name)) ?? resources.resolve(reference, base);
    },
    difference: (pointer, scope) => {
      const inPlace = relevant(pointer, start(resources.baseAt(pointer)));
      return [...scope].filter(([name, target]) => inPlace.get(name) !== target).map(([, target]) => target);
    },
  };
}

/** Finds the names of the dynamic anchors that count for a schema: of all dynamic references that it leads to. */
function createReached(resources: SchemaResources, nameIn: (reference: string, base: string) => string | undefined) {
  type Node = { names: Set<string>; targets: Set<string> };
  const nodes = new Map<string, Node>();
  const read = (pointer: string): Node => {
    const known = nodes.get(pointer);
    if (known !== undefined) return known;
    const node: Node = { names: new Set(), targets: new Set() };
    nodes.set(pointer, node);
    const visit = (schema: unknown, around: string): unknown => {
      if (!isObject(schema)) return schema;
      const base = resources.baseIn(schema, around);
      const { $ref, $dynamicRef } = schema;
      const name = typeof $dynamicRef === 'string' ? nameIn($dynamicRef, base) : undefined;
      if (name !== undefined) node.names.add(name);
      for (const reference of [$ref, $dynamicRef]) {
        const target = typeof reference === 'string' ? resources.resolve(reference, base) : undefined;
        if (target !== undefined) node.targets.add(target);
      }
      const { $defs: _, ...rest } = schema as Schema;
      return mapSubschemas(rest, (part) => visit(part, base));
    };
    visit(resources.find(pointer), resources.around(pointer));
    return node;
  };
  const known = new Map<string, Set<string>>();
  return (pointer: string): Set<string> => {
    let names = known.get(pointer);
    if (names !== undefined) return names;
    names = new Set();
    known.set(pointer, names);
    const seen = new Set([pointer]);
    for (const current of seen) {
      const node = read(current);
      for (const name of node.names) names.add(name);
      for (const target of node.targets) seen.add(target);
    }
    return names;
  };
}
