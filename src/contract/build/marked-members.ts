import type { Schema } from '../document/document.ts';
import { type Mark, type Marks, requiredNames } from '../document/marks.ts';
import { type FindSchema, isObject } from '../document/references.ts';

/**
 * Names of the properties that are marked in a value, and the marks in its members, by {@link stepOf}. The tree is
 * circular if the schemas are.
 */
export type MarkTree = { names: ReadonlySet<string>; members: ReadonlyMap<string, MarkTree> };

export const NO_MARKS: MarkTree = { names: new Set(), members: new Map() };

/** The step from a value to the member that a subschema applies to; undefined for subschemas that describe no member. */
export function stepOf([keyword = '', name = '']: string[]): string | undefined {
  if (keyword === 'properties' || keyword === 'prefixItems') return `${keyword}/${name}`;
  if (keyword === 'items') return keyword;
  return keyword === 'additionalProperties' || keyword === 'unevaluatedProperties' ? 'additionalProperties' : undefined;
}

/** Schemas of the member at a step, from the schemas that apply to one value, each schema once. */
export function memberSchemas(schemas: readonly unknown[], step: string, { applied }: Marks): unknown[] {
  const found = new Set<unknown>();
  for (const schema of schemas)
    for (const part of applied(schema)) {
      const member = schemaAtStep(part, step);
      if (isObject(member)) found.add(member);
    }
  return [...found];
}

function schemaAtStep(schema: Schema, step: string): unknown {
  const { properties, prefixItems, items, additionalProperties = schema.unevaluatedProperties } = schema;
  if (step === 'items') return items;
  if (step === 'additionalProperties') return additionalProperties;
  const [keyword] = step.split('/', 1);
  const name = step.slice(step.indexOf('/') + 1);
  if (keyword === 'prefixItems') return (Array.isArray(prefixItems) ? prefixItems[Number(name)] : undefined) ?? items;
  return isObject(properties) && Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
}

/** Schemas beside the target of a reference that apply to its value. */
type MarksBeside = { schemas: readonly unknown[]; marks: MarkTree };
type Reading = { mark: Mark; all: Marks; findSchema: FindSchema };

/**
 * The marks that count behind a reference: of properties that the target requires and does not mark itself, although schemas
 * around the reference mark them.
 */
export function marksBehind(target: unknown, beside: MarksBeside, reading: Reading): MarkTree {
  if (beside.schemas.length === 0 && beside.marks === NO_MARKS) return NO_MARKS;
  const { mark, all, findSchema } = reading;
  const known = new Map<string, WrittenTree>();
  const idOf = createNumbering();
  const read = (targets: readonly unknown[], { schemas, marks }: MarksBeside): WrittenTree => {
    const key = [targets, schemas, [marks]].map((list) => list.map(idOf).join()).join(';');
    let tree = known.get(key);
    if (tree !== undefined) return tree;
    tree = { names: [], members: new Map() };
    known.set(key, tree);
    const whole = targets.length === 1 ? targets[0] : { allOf: targets };
    const own = all.markedNames(whole, mark);
    const required = requiredNames(whole, findSchema);
    const marked = new Set(marks.names);
    for (const schema of schemas) for (const name of all.markedNames(schema, mark)) marked.add(name);
    tree.names = [...marked].filter((name) => required.has(name) && !own.has(name)).toSorted();
    for (const step of stepsOf(whole, all)) {
      const inside = memberSchemas([whole], step, all);
      const others = memberSchemas(schemas, step, all).filter((one) => !inside.includes(one));
      const inner = { schemas: others, marks: marks.members.get(step) ?? NO_MARKS };
      if (others.length > 0 || inner.marks !== NO_MARKS) tree.members.set(step, read(inside, inner));
    }
    return tree;
  };
  return smallestTree(read([target], beside), [...known.values()]);
}

type WrittenTree = { names: string[]; members: Map<string, WrittenTree> };

/** Numbers values in the order in which they are first asked for. */
export function createNumbering(): (value: unknown) => number {
  const ids = new Map<unknown, number>();
  return (value) => {
    const id = ids.get(value) ?? ids.size;
    ids.set(value, id);
    return id;
  };
}

/**
 * The tree in which equal parts are one, so that equal trees have equal paths however they were found: parts differ by their
 * names, then by the parts that their steps lead to, until nothing changes. Parts without a mark are left out.
 */
function smallestTree(root: WrittenTree, all: WrittenTree[]): MarkTree {
  const marked = markedTrees(all);
  const membersOf = (tree: WrittenTree) => [...tree.members].filter(([, member]) => marked.has(member));
  let classes = new Map(all.map((tree) => [tree, tree.names.join(' ')]));
  for (let count = 0; ; ) {
    const ids = new Map<string, string>();
    const next = new Map<WrittenTree, string>();
    for (const tree of all) {
      const members = membersOf(tree).map(([step, member]) => `${step} ${classes.get(member)}`);
      const text = [classes.get(tree), ...members.toSorted()].join('\n');
      ids.set(text, ids.get(text) ?? String(ids.size));
      next.set(tree, ids.get(text) ?? '');
    }
    classes = next;
    if (ids.size === count) break;
    count = ids.size;
  }
  const made = new Map<string | undefined, MarkTree>();
  const make = (tree: WrittenTree): MarkTree => {
    const known = made.get(classes.get(tree));
    if (known !== undefined) return known;
    const members = new Map<string, MarkTree>();
    const result = { names: new Set(tree.names), members };
    made.set(classes.get(tree), result);
    for (const [step, member] of membersOf(tree)) members.set(step, make(member));
    return result;
  };
  return marked.has(root) ? make(root) : NO_MARKS;
}

/** The trees with a name, and those that lead to one. */
function markedTrees(all: WrittenTree[]): Set<WrittenTree> {
  const marked = new Set(all.filter(({ names }) => names.length > 0));
  for (let count = -1; count !== marked.size; ) {
    count = marked.size;
    for (const tree of all) if ([...tree.members.values()].some((member) => marked.has(member))) marked.add(tree);
  }
  return marked;
}

/** The steps to all members that a schema describes. */
function stepsOf(target: unknown, { applied }: Marks): string[] {
  const steps = new Set<string>();
  for (const { properties, prefixItems, items, additionalProperties, unevaluatedProperties } of applied(target)) {
    for (const name of Object.keys(isObject(properties) ? properties : {})) steps.add(`properties/${name}`);
    for (const index of (Array.isArray(prefixItems) ? prefixItems : []).keys()) steps.add(`prefixItems/${index}`);
    if (isObject(items)) steps.add('items');
    if (isObject(additionalProperties ?? unevaluatedProperties)) steps.add('additionalProperties');
  }
  return [...steps].toSorted();
}

/**
 * The places of the marks of a tree, one string each. `^` and a number is a part that was met before: each part is written once,
 * because the ways through schemas that refer to each other are too many.
 */
export function markPaths(tree: MarkTree): string[] {
  const paths: string[] = [];
  const numbers = new Map<MarkTree, number>();
  const visit = (part: MarkTree, before: string): void => {
    const known = numbers.get(part);
    if (known !== undefined) {
      paths.push(`${before}^${known}`);
      return;
    }
    numbers.set(part, numbers.size);
    for (const name of part.names) paths.push(before + name);
    for (const [step, member] of part.members) visit(member, `${before}${step}/`);
  };
  visit(tree, '');
  return paths;
}
