import { mapSubschemas } from '../document/keywords.ts';
import { type FindSchema, isObject } from '../document/references.ts';

/** Whether a property is marked, be it by its own schema, one that it refers to, or one it is composed of. */
export function createIsMarked(findSchema: FindSchema): (schema: unknown, mark: 'readOnly' | 'writeOnly') => boolean {
  const marked = (schema: unknown, mark: string, seen: Set<unknown>): boolean => {
    if (!isObject(schema) || seen.has(schema)) return false;
    seen.add(schema);
    if (schema[mark] === true) return true;
    const target = typeof schema.$ref === 'string' ? [findSchema(schema.$ref)] : [];
    return [...target, ...((schema.allOf ?? []) as unknown[])].some((part) => marked(part, mark, seen));
  };
  return (schema, mark) => marked(schema, mark, new Set());
}

/** Whether what a reference leads to, directly or through further references, holds a mark anywhere. */
export function createReaches(findSchema: FindSchema): (reference: string, mark: 'readOnly' | 'writeOnly') => boolean {
  type MarkedSchema = { readOnly: boolean; writeOnly: boolean; references: Set<string> };
  const nodes = new Map<string, MarkedSchema>();
  const nodeOf = (reference: string): MarkedSchema => {
    let node = nodes.get(reference);
    if (node === undefined) {
      node = { readOnly: false, writeOnly: false, references: new Set() };
      nodes.set(reference, node);
      scan(findSchema(reference), node);
    }
    return node;
  };
  const scan = (schema: unknown, node: MarkedSchema): void => {
    if (!isObject(schema)) return;
    if (schema.readOnly === true) node.readOnly = true;
    if (schema.writeOnly === true) node.writeOnly = true;
    if (typeof schema.$ref === 'string') node.references.add(schema.$ref);
    mapSubschemas(schema, (part) => scan(part, node));
  };
  return (reference, mark) => {
    const seen = new Set([reference]);
    for (const current of seen) {
      const node = nodeOf(current);
      if (node[mark]) return true;
      for (const next of node.references) seen.add(next);
    }
    return false;
  };
}
